"""What a page declares of itself: linked data, meta elements, microdata, its canonical address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..urls import joined, split_url, url_path
from .linkeddata import Node, is_article, plain, read_linked_data, text_in, texts_of
from .tree import Element

_LONGEST, _MOST = 20_000, 100
_NO_SPACE = str.maketrans("", "", " \t\n\r\f\v")


@dataclass(frozen=True, slots=True)
class Told:
    """A value that a page declares, and where."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A page's declarations.

    `nodes` are all of its linked data, `article` the node that is the story (empty where none is); `metas` holds what
    meta elements say by name, `props` the elements of microdata by property, both in small letters. `canonical` is the
    page's own address, as it is known or as the page names it.
    """

    nodes: tuple[Node, ...]
    article: Node
    metas: Mapping[str, tuple[Told, ...]]
    props: Mapping[str, tuple[Element, ...]]
    title: Told | None
    canonical: str | None
    lang: str | None

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is one story."""
        return bool(self.article) or any(told.value.casefold() == "article" for told in self.meta("og:type"))

    def meta(self, *names: str) -> Iterator[Told]:
        """Yield what the meta elements of these names say."""
        for name in names:
            yield from self.metas.get(name, ())

    def node(self, reference: object) -> object:
        """Return the node that a bare reference ({"@id": ...}) means, else the value itself."""
        if not isinstance(reference, dict) or "@id" not in reference or not set(reference) <= {"@id", "@type"}:
            return reference
        meant = (one for one in self.nodes if one.get("@id") == reference["@id"] and len(one) > len(reference))
        return next(meant, reference)


def read_declared(root: Element, url: str | None) -> Declared:
    """Return what a page declares; `url` is its address if it is known."""
    nodes, metas = read_linked_data(root), _metas(root)
    canonical = _canonical(root, metas, url)
    article = _own_article(nodes, metas, canonical)
    html = root if root.tag == "html" else next(root.iter("html"), root)
    return Declared(nodes, article, metas, _props(root), _title(root), canonical, html.get("lang"))


def _title(root: Element) -> Told | None:
    """Return the page's title; pictures drawn within the page may have titles, too."""
    for element in root.iter("title"):
        parent = element.getparent()
        if (parent is None or parent.tag in {"head", "html", "body"}) and (text := plain(element.text or "")):
            return Told(text, "title element")
    return None


def _metas(root: Element) -> Mapping[str, tuple[Told, ...]]:
    found: dict[str, list[Told]] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip()
        content = element.get("content")
        if name and content and len(content) <= _LONGEST and (value := plain(content)):
            told = found.setdefault(name.casefold(), [])
            if len(told) < _MOST:
                told.append(Told(value, f"meta {name}"))
    return {name: tuple(told) for name, told in found.items()}


def _props(root: Element) -> Mapping[str, tuple[Element, ...]]:
    found: dict[str, list[Element]] = {}
    for element in root.iter():
        for name in (element.get("itemprop") or "").split():
            found.setdefault(name.casefold(), []).append(element)
    return {name: tuple(elements) for name, elements in found.items()}


def _canonical(root: Element, metas: Mapping[str, tuple[Told, ...]], url: str | None) -> str | None:
    """Return the address that a page names as its own, with a path; else the one that is known."""
    links = (one for one in root.iter("link") if "canonical" in (one.get("rel") or "").casefold().split())
    named = [*(one.get("href") or "" for one in links), *(told.value for told in metas.get("og:url", ()))]
    for address in named:
        whole = absolute(address, url)
        if whole and url_path(whole).strip("/"):
            return whole
    return url


def absolute(address: str, base: str | None) -> str | None:
    """Return an address with its host, by the page's own where it has none; None where it is no web address."""
    whole = joined(base, address.strip())
    parts = split_url(whole)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return whole if whole.isprintable() and whole == whole.translate(_NO_SPACE) else None


def _own_article(nodes: tuple[Node, ...], metas: Mapping[str, tuple[Told, ...]], canonical: str | None) -> Node:
    """Return the story's own node: the one of this address or title, else the first with a headline."""
    titles = {told.value for told in metas.get("og:title", ())}

    def rank(node: Node) -> tuple[bool, bool, bool]:
        address = text_in(node, "url", "@id") or " ".join(texts_of(node.get("mainEntityOfPage")))
        return bool(canonical and canonical in address), text_in(node, "headline", "name") in titles, "headline" in node

    return max((node for node in nodes if is_article(node)), key=rank, default={})
