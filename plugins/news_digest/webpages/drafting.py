"""Selectors for a layout: the elements of a page in which what was read of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..story import Story
from .tree import Element, parse_tree, text_of

_NAME = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_HEADS = frozenset({"h1", "h2", "h3"})
_WORDS = 4


def selectors_of(html: str, story: Story) -> Iterator[tuple[str, str]]:
    """Yield keys of a layout with CSS selectors of the elements that hold these fields of the story, where found."""
    root = parse_tree(html)
    if root is None:
        return
    elements = [element for element in root.iter("*") if element.tag not in {"title", "script", "style"}]
    found = {
        "headline": next((one for one in elements if one.tag in _HEADS and text_of(one) == story.headline), None),
        "authors": next((one for one in elements if len(one) == 0 and text_of(one) in story.authors), None),
        "date": next((one for one in elements if one.tag == "time"), None),
        "body": _body_of(elements, story.body),
    }
    yield from ((key, _selector(element)) for key, element in found.items() if element is not None)


def _body_of(elements: list[Element], body: str) -> Element | None:
    """Return the innermost block that holds the first and the last paragraph of a text."""
    paragraphs = [_start(part) for part in body.split("\n\n")]
    first, last = paragraphs[0], paragraphs[-1]
    holding = [one for one in elements if one.tag == "p" and _start(text_of(one)) in {first, last}]
    if not holding:
        return None
    around = list(holding[-1].iterancestors())
    return next((one for one in around if all(one in set(p.iterancestors()) for p in holding)), None)


def _start(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text)[:_WORDS])


def _selector(element: Element) -> str:
    """Return a selector of an element by its tag and a class or id of its own or of what it stands in."""
    own = _marked(element)
    parent = element.getparent()
    return own if own != element.tag or parent is None else f"{_marked(parent)} > {own}"


def _marked(element: Element) -> str:
    classes = [name for name in (element.get("class") or "").split() if _NAME.fullmatch(name)]
    if classes:
        return f"{element.tag!s}.{classes[0]}"
    own = element.get("id") or ""
    return f"{element.tag!s}#{own}" if _NAME.fullmatch(own) else str(element.tag)
