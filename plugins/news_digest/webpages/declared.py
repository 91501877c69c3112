"""What a page declares of itself: linked data, meta elements, microdata, its canonical address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from .linkeddata import Node, is_article, plain, read_linked_data, text_in, texts_of
from .tree import Element

_LONGEST_META = 20_000


@dataclass(frozen=True, slots=True)
class Told:
    """A value that a page declares, and where."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A page's declarations.

    `nodes` are all of its linked data, `article` the node that is the story (empty where none is); `metas` holds what
    meta elements say by name, in small letters; `props` the elements of microdata by property.
    """

    nodes: tuple[Node, ...]
    article: Node
    metas: dict[str, tuple[Told, ...]]
    props: dict[str, tuple[Element, ...]]
    title: Told | None
    canonical: str | None
    lang: str | None

    def meta(self, *names: str) -> Iterator[Told]:
        """Yield what the meta elements of these names say."""
        for name in names:
            yield from self.metas.get(name, ())

    def node(self, reference: object) -> object:
        """Return the node that a bare reference ({"@id": ...}) means, else the value itself."""
        if isinstance(reference, dict) and set(reference) <= {"@id", "@type"} and "@id" in reference:
            return next(
                (one for one in self.nodes if one.get("@id") == reference["@id"] and len(one) > len(reference)),
                reference,
            )
        return reference


def read_declared(root: Element, url: str | None) -> Declared:
    """Return what a page declares; `url` is its address if known, else that which it names itself counts."""
    nodes = read_linked_data(root)
    metas = _metas(root)
    canonical = _canonical(root, metas, url)
    title = next(
        (Told(plain(text_of_title(one)), "title element") for one in root.iter("title") if not _in_svg(one)), None
    )
    html = root if root.tag == "html" else next(root.iter("html"), root)
    return Declared(
        nodes, _own_article(nodes, metas, canonical), metas, _props(root), title, canonical, html.get("lang")
    )


def text_of_title(element: Element) -> str:
    """Return the text of a title element, which has no elements in it."""
    return element.text or ""


def _in_svg(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "svg"


def _metas(root: Element) -> dict[str, tuple[Told, ...]]:
    found: dict[str, list[Told]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = element.get("content")
        if name and content and len(content) <= _LONGEST_META and (value := plain(content)):
            found.setdefault(name.strip().casefold(), []).append(Told(value, f"meta {name.strip()}"))
    return {name: tuple(told) for name, told in found.items()}


def _props(root: Element) -> dict[str, tuple[Element, ...]]:
    found: dict[str, list[Element]] = {}
    for element in root.xpath("//*[@itemprop]"):
        for name in element.get("itemprop", "").split():
            found.setdefault(name.casefold(), []).append(element)
    return {name: tuple(elements) for name, elements in found.items()}


def _canonical(root: Element, metas: dict[str, tuple[Told, ...]], url: str | None) -> str | None:
    links = [
        one.get("href") or "" for one in root.iter("link") if "canonical" in (one.get("rel") or "").casefold().split()
    ]
    named = [told.value for told in metas.get("og:url", ())]
    for address in (*links, *named):
        whole = absolute(address, url)
        if whole and urlsplit(whole).path.strip("/"):
            return whole
    return url


def absolute(address: str, base: str | None) -> str | None:
    """Return an address with its host, by the page's own where it has none; None where it is no web address."""
    try:
        whole = urljoin(base or "", address.strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    return (
        whole if parts.scheme in {"http", "https"} and parts.hostname and not any(c.isspace() for c in whole) else None
    )


def _own_article(nodes: tuple[Node, ...], metas: dict[str, tuple[Told, ...]], canonical: str | None) -> Node:
    """Return the story's own node: the one of this address or title, else the first with a headline."""
    articles = [node for node in nodes if is_article(node)]
    titles = {told.value for told in metas.get("og:title", ())}

    def rank(node: Node) -> tuple[bool, bool, bool]:
        address = text_in(node, "url", "@id") or " ".join(texts_of(node.get("mainEntityOfPage")))
        return bool(canonical and canonical in address), text_in(node, "headline", "name") in titles, "headline" in node

    return max(articles, key=rank, default={})
