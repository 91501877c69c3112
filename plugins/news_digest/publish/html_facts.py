"""What a check needs to know of an HTML page, read in one pass: title, language, ids, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

# Attributes that hold one address (HTML standard, "Attributes"); srcset holds several.
ADDRESS_ATTRIBUTES = frozenset({"href", "src", "action", "poster", "formaction", "data", "cite"})

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is written in a file, and its line there (1-based)."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class HtmlFacts:
    """What one page says of itself and where it leads; `canonical` is its own full address."""

    title: str
    lang: str
    ids: frozenset[str]
    addresses: tuple[Address, ...]
    canonical: str | None


def read_html(text: str) -> HtmlFacts:
    """Return the facts of a page or a fragment of one; markup that is wrong is read as far as it goes."""
    collector = _Collector()
    collector.feed(text)
    collector.close()
    return HtmlFacts(
        title=" ".join("".join(collector.title).split()),
        lang=collector.lang,
        ids=frozenset(collector.ids),
        addresses=tuple(collector.addresses),
        canonical=collector.canonical,
    )


class _Collector(HTMLParser):
    """Keeps what `HtmlFacts` holds, and nothing else of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.lang = ""
        self.ids: set[str] = set()
        self.addresses: list[Address] = []
        self.canonical: str | None = None
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        # An svg may have a title of its own; the page's comes first.
        self._in_title = tag == "title" and not self.title
        if tag == "html":
            self.lang = (dict(attrs).get("lang") or "").strip()
        elif tag == "link" and ("rel", "canonical") in attrs:
            self.canonical = dict(attrs).get("href")
        for name, value in attrs:
            self._keep(name, value or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)

    def _keep(self, name: str, value: str) -> None:
        if name == "id":
            self.ids.add(value)
        elif name in ADDRESS_ATTRIBUTES:
            self.addresses.append(Address(value.strip(), self.getpos()[0]))
        elif name == "srcset":
            line = self.getpos()[0]
            self.addresses.extend(Address(part.split()[0], line) for part in value.split(",") if part.strip())
