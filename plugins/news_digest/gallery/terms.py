"""Invented tags, and a long index of them."""

from __future__ import annotations

from ..site.views import Link, Term, TermIndex, TermSection
from . import stories


def a_term(name: str, count: int) -> Term:
    """Return a tag with its number of stories."""
    return Term(Link(name, f"/tags/{name.lower().replace(' ', '-')}/"), count, stories.FERRIES.moment)


def a_section(heading: str, *names: str) -> TermSection:
    """Return a part of an index."""
    terms = tuple(a_term(name, 40 - 7 * place) for place, name in enumerate(names))
    return TermSection(heading, f"letter-{ord(heading[0]):x}" if heading else "letter-none", terms)


A_LONG_INDEX = TermIndex(
    (a_term("Ferries", 40), a_term("Northern Islands", 33)),
    (
        (a_section("F", "Ferries", "Fish"), a_section("H", "Harbours"), a_section("N", "Northern Islands", "Notices")),
        (a_section("م", "مرام", "مرفأ"),),
        (a_section("丁–港", "島", "港"),),
        (a_section("", "24 Hours"),),
    ),
)


LONG_GALE = Term(Link("The Long Gale", "/series/the-long-gale/"), 24, stories.FERRIES.moment)
