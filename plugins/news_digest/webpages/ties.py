"""What ties a page's story to others: its code, and the related stories that the page prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..parse.proposals import Proposal
from ..story import Related
from ..urls import url_path
from .declared import absolute
from .hints import box_by_name
from .linkeddata import texts_of
from .pieces import Piece
from .shapes import Page, propose
from .tree import text_of

_ENDING = r"(?:\.(?:html?|php|aspx?|shtml|ece|cms|amp))?/?$"
# The number of a story ends its address, behind a sign and perhaps some letters, or is a step of it.
_AT_END = re.compile(r"(?:^|[-_/.,])[a-z]{0,4}(?P<code>\d{5,12})" + _ENDING, re.IGNORECASE)
_A_STEP = re.compile(r"/(?:[a-z]+-?)?(?P<code>\d{6,12})(?=/)", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{0,4}")
_IDS = (
    "article:id", "articleid", "article-id", "article_id", "post-id", "contentid", "content-id", "story-id", "storyid",
    "brightspot.contentid", "cxenseparse:articleid", "parsely-post-id",
)  # fmt: skip
_REASONS = frozenset({
    "related stories", "links to other stories", "link to another story", "links below the text",
})  # fmt: skip
_FEWEST_WORDS = 3
_MOST = 20


def find_codes(page: Page) -> Iterator[Proposal]:
    """Propose the story's code: printed with a label, or the number in its address; a declared one confirms that."""
    for one in page.told("story_code"):
        yield propose("story_code", one.finding.value, f"printed, {one.finding.rule}", one.origin, 0.9)
    declared = {*texts_of(page.declared.article.get("identifier")), *(told.value for told in page.declared.meta(*_IDS))}
    for pattern, weight in ((_AT_END, 0.7), (_A_STEP, 0.6)):
        found = pattern.search(url_path(page.url))
        if found and not _DAY.fullmatch(found["code"]):
            known = found["code"] in declared
            rule = "number in the address, declared" if known else "number in the address"
            yield propose("story_code", found["code"], rule, "the address", weight + 0.1 * known)


def find_related(page: Page) -> Iterator[Proposal]:
    """Propose the stories that boxes and lists within and below the text link to."""
    found: dict[str, Related] = {}
    for piece in _linking(page):
        for link in piece.links:
            title, address = text_of(link), absolute(link.get("href") or "", page.url)
            if address and address != page.url and len(title.split()) >= _FEWEST_WORDS:
                found.setdefault(address, Related(title=title, url=address))
    if found:
        stories = tuple(found.values())[:_MOST]
        shown = "; ".join(one.title or "" for one in stories)
        yield propose("related", stories, "linked beside the text", "links", 0.9, shown)


def _linking(page: Page) -> Iterator[Piece]:
    """Yield the pieces that were cut as links to other stories, and those of such boxes right below the text."""
    yield from (item.piece for item in page.items if item.reason in _REASONS)
    for piece in page.tail:
        around = list(page.layer.ancestors(piece.frame))[:4]
        if any(box_by_name(page.layer.frames[number].names) == "related stories" for number in around):
            yield piece
