"""Pictures above a page's headline: which of them leads the story, and is not the page's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from .album import addresses_of
from .pieces import Image
from .shapes import Page

_METAS = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
# So many lines may stand between a picture and the headline: its caption, a trail of sections, a kicker.
_REACH = 8
# What holds the whole page is no block of one story.
_WHOLE = frozenset({"html", "body"})
_SHORTEST_NAME = 6


def leads_story(page: Page, image: Image, own: Sequence[int], around: Collection[int]) -> bool:
    """Return whether an image above the headline leads the story.

    The page declares it, or it is a figure in the headline's own block. `own` are the frames that it does not share
    with headline and text, `around` those that stand around these.
    """
    if not page.headline - _REACH <= image.before <= page.headline:
        return False
    frames = page.layer.frames
    shared = next((number for number in page.layer.ancestors(image.frame) if number in around), 0)
    is_figure = any(frames[number].tag == "figure" for number in own) and frames[shared].tag not in _WHOLE
    return is_figure or not _declared_names(page).isdisjoint(map(_name_of, addresses_of(image.element)))


def _declared_names(page: Page) -> frozenset[str]:
    """Return the file names of the pictures that a page declares: a saved page keeps no more of their addresses."""
    told = [one.value for one in page.declared.meta(*_METAS)]
    names = map(_name_of, (*told, *_addresses_in(page.declared.article.get("image"))))
    return frozenset(name for name in names if len(name) >= _SHORTEST_NAME)


def _addresses_in(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        address = one.get("url") if isinstance(one, dict) else one
        if isinstance(address, str):
            yield address


def _name_of(address: str) -> str:
    return unquote(address.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]).casefold()
