"""What the pages of one list say of themselves: they are told apart, and lead to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .entries import rooted
from .pagination import LANDING, Leaf, first_day
from .settings import Address
from .shell import Head, Shell
from .views import Link
from .words import Words

# What lists are in the words of schema.org.
LIST = "CollectionPage"


def leaf_head(
    shell: Shell, at: Callable[[str], Address], head: Head, leaf: Leaf, ways: tuple[str, str] | None = None
) -> tuple[Address, Head]:
    """Return where a page of a list is, and its head: which page it is, and what leads to the newer and the older.

    `at` returns where a page stands, by its name; `head` is that of the landing page; `ways` are the texts of the two
    links, where what is listed are no stories.
    """

    def link(name: str | None, text: str) -> Link | None:
        return None if name is None else Link(text, rooted(at(name).url, shell.settings))

    words = shell.settings.words
    ways = ways or (words.gettext("Newer stories"), words.gettext("Older stories"))
    newer, older = link(leaf.newer, ways[0]), link(leaf.older, ways[1])
    told = replace(head, title=_title(head.title, leaf, words), newer=newer, older=older)
    if leaf.name:
        landing = at(LANDING)
        above = (Link(head.title, rooted(landing.url, shell.settings)),) if landing.url else ()
        told = replace(told, thing=LIST, trail=(*head.trail, *above))
    return at(leaf.name), told


def _title(title: str, leaf: Leaf, words: Words) -> str:
    """Return the title of one of a list's pages, which are told apart by their first day."""
    if not leaf.name:
        return title
    day, count = first_day(leaf.name)
    values = {"title": title, "day": words.day(day), "num": words.numeral(count)}
    if count > 1:
        return words.gettext("%(title)s, from %(day)s (%(num)s)") % values
    return words.gettext("%(title)s, from %(day)s") % values
