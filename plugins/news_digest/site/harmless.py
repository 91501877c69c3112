"""Bodies that other readers made, as feeds may carry them: what is not known to be harmless is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..markdown.parser import SCHEMES
from ..press.markup import legal
from ..urls import joined, split_url

if TYPE_CHECKING:
    from ..webpages.tree import Element

# Elements of the HTML standard that show text and pictures; all others are left out, but for the text within them.
_SHOWN = frozenset({
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark",
    "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "u",
    "ul", "var", "video", "wbr",
})  # fmt: skip
# What they may say: all of them, and some of them besides.
_EVERYWHERE = frozenset({"lang", "dir", "title"})
_SAID: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "a": frozenset({"href", "hreflang"}),
        "audio": frozenset({"src", "controls"}),
        "blockquote": frozenset({"cite"}),
        "col": frozenset({"span"}),
        "colgroup": frozenset({"span"}),
        "del": frozenset({"cite", "datetime"}),
        "img": frozenset({"src", "srcset", "sizes", "alt", "width", "height"}),
        "ins": frozenset({"cite", "datetime"}),
        "li": frozenset({"value"}),
        "ol": frozenset({"start", "reversed", "type"}),
        "q": frozenset({"cite"}),
        "source": frozenset({"src", "srcset", "sizes", "type", "media", "width", "height"}),
        "td": frozenset({"colspan", "rowspan"}),
        "th": frozenset({"colspan", "rowspan", "scope", "abbr"}),
        "time": frozenset({"datetime"}),
        "track": frozenset({"src", "kind", "srclang", "label"}),
        "video": frozenset({"src", "poster", "controls", "width", "height"}),
    }
)
_ADDRESSES = frozenset({"href", "src", "cite", "poster"})
# What browsers drop from an address before they look where it leads (URL standard, "basic URL parser").
_DROPPED = re.compile(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\n\r]+")
_SCHEME = re.compile(r"([^/?#:]*):")
# What browsers do not read as markup, or show as no text. Of all else the text stays.
_UNREAD = (
    *(
        "button",
        "datalist",
        "head",
        "iframe",
        "noembed",
        "noframes",
        "option",
        "plaintext",
        "script",
        "select",
        "style",
    ),
    *("template", "textarea", "title", "xmp"),
)
# What has no end, though lxml writes one.
_ENDS = re.compile("</(?:source|track|wbr)>")


def harmless(html: str, base: str) -> str:
    """Return the HTML with nothing in it that runs, loads a page, asks for input, or styles; broken markup is mended.

    Every address is made absolute from `base`, that of its page.
    """
    # lxml is loaded where there is such a body.
    from lxml import etree  # noqa: PLC0415

    from ..webpages.tree import parse_tree  # noqa: PLC0415

    root = parse_tree(f"<body>{legal(html)}")
    if root is None:
        return ""
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    for element in root.iterdescendants():
        _keep_harmless(element, base)
    etree.strip_tags(root, *{str(each.tag) for each in root.iterdescendants()} - _SHOWN)
    parts = (etree.tostring(each, encoding="unicode", method="html") for each in root)
    return _ENDS.sub("", "".join((escape(root.text or "", quote=False), *parts))).strip()


def _keep_harmless(element: Element, base: str) -> None:
    allowed = _EVERYWHERE | _SAID.get(str(element.tag), frozenset())
    for name, value in list(element.attrib.items()):
        said = _harmless_value(str(name), str(value), base) if name in allowed else None
        if said is None:
            del element.attrib[name]
        else:
            element.set(name, said)
    if element.tag == "img" and not {"src", "srcset"} & set(map(str, element.attrib)):
        element.tag, element.text = "span", element.attrib.pop("alt", "")


def _harmless_value(name: str, value: str, base: str) -> str | None:
    """Return the value of an attribute, its addresses absolute, None where one does not lead to the web."""
    if name in _ADDRESSES:
        return _whole(value, base)
    if name != "srcset":
        return value
    candidates = [each.strip().partition(" ") for each in value.split(", ")]
    whole = [_whole(address, base) for address, _, _ in candidates]
    return (
        None
        if None in whole
        else ", ".join(f"{url} {each[2]}".strip() for url, each in zip(whole, candidates, strict=True))
    )


def _whole(address: str, base: str) -> str | None:
    address = _DROPPED.sub("", address)
    scheme = _SCHEME.match(address)
    known = scheme is None or scheme[1].lower() in SCHEMES
    return joined(base, address) if known and split_url(address) else None
