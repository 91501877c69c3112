"""What a page's story is about: section, tags, language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..parse.proposals import Proposal
from ..parse.related import split_tags
from .linkeddata import Node, text_in, texts_of, types_of
from .shapes import Page, propose
from .tree import text_of

_LONGEST = 60
_MOST_TAGS = 40
# Marks of systems among the tags: "@post-id:17", "/article", "autoplay_video".
_SYSTEM_TAG = re.compile(r"[@/].*|\w+_\w+|\w+[:=]\w+")
_LANG = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_SECTIONS = ("article:section", "parsely-section", "section", "cxenseparse:section", "category")


def find_categories(page: Page) -> Iterator[Proposal]:
    """Propose the section: declared, or the last step of the trail of sections."""
    for name in texts_of(page.declared.article.get("articleSection"))[:1]:
        yield propose("category", name, "declared", "JSON-LD articleSection", 0.9)
    for told in page.declared.meta(*_SECTIONS):
        yield propose("category", told.value, "declared", told.origin, 0.8)
    trail = next((list(_trail(node)) for node in page.declared.nodes if "breadcrumblist" in types_of(node)), [])
    # The front comes first, and where there are more than two the story itself last.
    sections = trail[1:-1] or trail[1:]
    if sections:
        yield propose("category", sections[-1], "trail of sections", "JSON-LD BreadcrumbList", 0.5)


def _trail(node: Node) -> Iterator[str]:
    steps = node.get("itemListElement")
    for step in steps if isinstance(steps, list) else []:
        if isinstance(step, dict):
            item = step.get("item")
            name = text_in(step, "name") or (text_in(item, "name") if isinstance(item, dict) else "")
            if 1 < len(name) <= _LONGEST:
                yield name


def find_tags(page: Page) -> Iterator[Proposal]:
    """Propose tags: declared one by one or as keywords, and links marked as tags."""
    for tags, origin, weight in _tag_lists(page):
        bare = (tag.strip(" #,;") for tag in tags)
        fitting = (tag for tag in bare if 1 < len(tag) <= _LONGEST and not _SYSTEM_TAG.fullmatch(tag))
        kept = tuple(dict.fromkeys(fitting))[:_MOST_TAGS]
        if kept:
            yield propose("tags", kept, "declared", origin, weight, "; ".join(kept))


def _tag_lists(page: Page) -> Iterator[tuple[list[str], str, float]]:
    declared = page.declared
    yield [told.value for told in declared.meta("article:tag")], "meta article:tag", 0.9
    keywords = texts_of(declared.article.get("keywords"))
    yield [tag for text in keywords for tag in split_tags(text)], "JSON-LD keywords", 0.85
    for name, weight in (("news_keywords", 0.8), ("parsely-tags", 0.75), ("sailthru.tags", 0.7), ("keywords", 0.4)):
        yield [tag for told in declared.meta(name) for tag in split_tags(told.value)], f"meta {name}", weight
    links = [link for piece in page.tail for link in piece.links if "tag" in (link.get("rel") or "").split()]
    yield [text_of(link) for link in links], "links marked as tags", 0.6


def find_language(page: Page) -> Iterator[Proposal]:
    """Propose the language that the text shows, else the one that the page declares."""
    if page.context.lang:
        yield propose("lang", page.context.lang, "script and small words", "the text", 0.9)
    declared = [("html lang", page.declared.lang or "")]
    declared.append(("JSON-LD inLanguage", text_in(page.declared.article, "inLanguage")))
    declared += [(told.origin, told.value) for told in page.declared.meta("og:locale", "language")]
    for origin, value in declared:
        if found := _LANG.match(value.strip()):
            yield propose("lang", found[0].lower(), "declared", origin, 0.8)
