"""A page's markup as a tree, and the text of its parts. The tree is walked by loops: markup may nest deeply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

Element = etree._Element  # noqa: SLF001 - the name that lxml's own documentation gives the class

# Pictures that stand within the markup itself would only be carried along.
_INLINE_FILES = re.compile(r"""(?<==)(["'])data:[^"']{256,}\1""")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# Each attribute is compared with all before it, so a tag with very many would take very long.
_LONG_TAG = re.compile(r"<(?P<name>[a-zA-Z][\w-]{0,40})[^<>]{20000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1_000
# The head is none of them: what stands in it where a page leaves out the tag of its body is shown by browsers.
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "iframe", "frame", "frameset", "object", "embed", "svg", "canvas",
    "math", "select", "textarea", "input", "datalist", "option", "audio", "video", "map", "applet", "param", "title",
    "meta", "link",
})  # fmt: skip
"""Elements whose text no reader sees, or that hold no text of the story."""


def parse_tree(html: str) -> Element | None:
    """Return the root of the page's tree, None where the markup holds no element; broken markup is mended."""
    if "data:" in html:
        html = _INLINE_FILES.sub('""', html)
    html = _LONG_TAG.sub(_without_attributes, html)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(html.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def _without_attributes(tag: re.Match[str]) -> str:
    """Return a tag as it is, but one of very many attributes without them."""
    many = len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES
    return f"<{tag['name']}" if many else tag[0]


def squeeze(text: str) -> str:
    """Return the text with white space as a browser shows it: runs of blanks and line ends are one space."""
    if text.isascii():
        return " ".join(text.split())
    return _BLANKS.sub(" ", text).strip(" \xa0")


def text_of(element: Element) -> str:
    """Return the text that a reader sees of an element, on one line."""
    return squeeze("".join(_texts(element)))


def _texts(element: Element) -> Iterator[str]:
    skipped: Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and skipped is None:
            if node.tag in UNSEEN:
                skipped = node
            else:
                yield " " if node.tag == "br" else node.text or ""
        elif event == "end":
            skipped = None if skipped is node else skipped
            if skipped is None and node is not element:
                yield node.tail or ""


def origin_of(element: Element) -> str:
    """Return where an element stands, as candidates tell it."""
    return f"{element.tag!s} element, line {element.sourceline or 1}"
