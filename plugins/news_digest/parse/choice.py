"""Which candidate for the headline is printed: the heaviest, in the spelling that parts its kicker by a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..errors import ParseError
from .rows import fold
from .shapes import Candidate

SOUGHT_HEADLINE = "a label such as Title:, a line printed twice, the short lines above the text"
_SPACED_COLON = re.compile(r"(?<=[\w\"”“»])\s:\s(?=\S)")
_SIGNS = re.compile(r"[\W_]+")
# French sets a blank before a colon; elsewhere it shows that a kicker and a headline were joined.
_SPACES_COLONS = frozenset({"fr"})
_FEWEST_LETTERS = 12


def _letters(text: str) -> str:
    return _SIGNS.sub("", fold(text))


def _tidied(text: str, lang: str | None) -> str:
    return text if lang in _SPACES_COLONS else _SPACED_COLON.sub(": ", text)


def best_headline(found: Sequence[tuple[int, Candidate]], name: str, lang: str | None) -> tuple[int, Candidate]:
    """Return the winner with its line's index, spelt as the page spells it elsewhere with more signs.

    Raises `ParseError` where there is no candidate.
    """
    if not found:
        raise ParseError(name, "headline", SOUGHT_HEADLINE)
    at, best = max(found, key=lambda one: one[1].weight)
    own = _letters(best.value)
    twins = [one.value for _, one in found if len(own) >= _FEWEST_LETTERS and _letters(one.value) == own]
    value = max([best.value, *twins], key=lambda text: (text.count(":"), text == best.value))
    return at, replace(best, value=_tidied(value, lang))
