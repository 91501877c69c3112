"""The pages of tags and sources, and their indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from ..press.page import Page
from .catalog import Catalog
from .entries import leaf_address, rooted
from .keys import Key
from .leaf_heads import LIST, leaf_head
from .lettered import FEW, Section, lettered, most_used
from .lists import Group
from .material import Material
from .moments import moment_of_day
from .pagination import Leaf, which_page
from .profiles import profile_of
from .settings import Place, SiteSettings
from .shell import Head, feeds_of_term
from .views import Link, Term, TermIndex, TermSection

# Above a long index stand so many.
MOST_USED = 12


def term_page(key: Key, material: Material) -> Page:
    """Return a page of a tag, source or series."""
    kind, slug = key.kind, key.id
    place, nav = material.settings.places.of_term(kind)
    group = material.catalog.group(kind, slug)
    if group is None:
        raise KeyError(slug)
    leaf = material.leaf(key, kind)
    term = _term(_told(group, leaf, material.catalog), place, material.settings)
    name, words = group.name, material.words
    feeds = feeds_of_term(kind, material.settings, name, slug)
    # A tag, a source and a headline may be one word; readers and their bookmarks tell titles apart.
    title = {
        "tag": words.gettext("Tag: %(name)s"),
        "source": words.gettext("Source: %(name)s"),
        "series": words.gettext("Series: %(name)s"),
    }[kind]
    told = words.counted("One story: %(name)s.", "%(num)s stories: %(name)s.", term.count, name=name)
    above = _index_link(kind, nav, material.settings)
    head = Head(title % {"name": name}, told, nav=nav, feeds=feeds, thing=LIST, trail=above)
    address, head = leaf_head(material.shell, partial(leaf_address, place.at(slug=slug, name=name)), head, leaf)
    entries = material.carriers.entries(leaf.items)
    origin = f"the {kind} {name!r}{which_page(leaf)}"
    # Older pages say nothing of all stories, or each new one would change them.
    profile = None if leaf.name else profile_of(kind, slug, material.catalog)
    return material.shell.page(kind, address, head, origin, term=term, profile=profile, entries=entries)


def _index_link(kind: str, index: Place, settings: SiteSettings) -> tuple[Link, ...]:
    say = settings.words.gettext
    text = say("Tags") if kind == "tag" else say("Sources")
    return (Link(text, rooted(index.at().url, settings)),) if index else ()


def _told(group: Group, leaf: Leaf, catalog: Catalog) -> Group:
    # Another page than the landing page says nothing of the stories on others, or each new story would change it.
    if not leaf.name:
        return group
    return Group(group.slug, group.name, len(leaf.items), catalog.record(leaf.items[0]).day)


def _term(group: Group, place: Place, settings: SiteSettings) -> Term:
    address = place.at(slug=group.slug, name=group.name) if place else None
    link = Link(group.name, rooted(address.url, settings) if address else None)
    return Term(link, group.count, moment_of_day(group.newest, settings.words))


def term_index(material: Material, kind: str, head: Head) -> Page:
    """Return the index of tags or sources."""
    place, index = material.settings.places.of_term(kind)
    groups = material.catalog.groups(kind)
    # One calm list, as long as it can be looked over.
    long = len(groups) > FEW
    inputs = {
        "terms": () if long else tuple(_terms(groups, place, material.settings)),
        "index": _long_index(groups, place, material.settings) if long else None,
    }
    return material.shell.page(f"{kind}s", index.at(), head, f"the index of {kind}s", **inputs)


def _terms(groups: Iterable[Group], place: Place, settings: SiteSettings) -> Iterator[Term]:
    return (_term(group, place, settings) for group in groups)


def _long_index(groups: Sequence[Group], place: Place, settings: SiteSettings) -> TermIndex:
    sections = groupby(lettered(groups), key=lambda section: section.script)
    return TermIndex(
        tuple(_terms(most_used(groups, MOST_USED), place, settings)),
        tuple(tuple(_section(each, place, settings) for each in of_script) for _, of_script in sections),
    )


def _section(section: Section, place: Place, settings: SiteSettings) -> TermSection:
    name = f"letter-{ord(section.first):x}" if section.first else "letter-none"
    text = section.first if section.first == section.last else f"{section.first}\N{EN DASH}{section.last}"
    return TermSection(text, name, tuple(_terms(section.groups, place, settings)))
