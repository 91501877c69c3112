"""What a check needs to know of an HTML page, read in one pass: title, language, ids, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

# Attributes that hold one address (HTML standard, "Attributes"); srcset holds several.
ADDRESS_ATTRIBUTES = frozenset({"href", "src", "action", "poster", "formaction", "data", "cite"})
# Elements without an end (HTML standard, "Void elements"), and those whose end need not be written ("Optional tags").
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905 - as a list it would have a line for each
CLOSED_BY_OTHERS = frozenset(
    "html head body p li dt dd rt rp optgroup option colgroup caption thead tbody tfoot tr td th".split()  # noqa: SIM905
)

# What runs, loads a page, asks for input or styles; nothing of it has a place in a feed.
ACTIVE = frozenset(
    "applet base button embed form frame frameset iframe input link meta object script select style textarea".split()  # noqa: SIM905
)

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is written in a file, and its line there (1-based)."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in the markup at a line (1-based), in words."""

    what: str
    line: int


@dataclass(frozen=True, slots=True)
class HtmlFacts:
    """What one page says of itself and where it leads; `canonical` is its own full address.

    `faults` are elements that are not nested, ids that stand twice, and pictures without an `alt`; `active` is what a
    feed has no place for.
    """

    title: str
    lang: str
    ids: frozenset[str]
    addresses: tuple[Address, ...]
    canonical: str | None
    faults: tuple[Fault, ...]
    active: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """Where a feed leads, and what is wrong in it."""

    addresses: tuple[Address, ...]
    faults: tuple[Fault, ...]


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
        faults=tuple(collector.all_faults()),
        active=tuple(collector.active),
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
        self.faults: list[Fault] = []
        self.active: list[Fault] = []
        self._open: list[tuple[str, int]] = []
        self._in_title = False

    def all_faults(self) -> list[Fault]:
        """Return all faults, now that the page is at its end."""
        left = [Fault(f"<{tag}> is never closed", line) for tag, line in self._open if tag not in CLOSED_BY_OTHERS]
        return [*self.faults, *left]

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        # In an svg a tag can close itself; elsewhere the slash means nothing.
        self.handle_starttag(tag, attrs)
        if tag not in VOID and any(name == "svg" for name, _ in self._open):
            self._open.pop()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag not in VOID:
            self._open.append((tag, self.getpos()[0]))
        if tag in ACTIVE:
            self.active.append(Fault(f"<{tag}> has no place in a feed", self.getpos()[0]))
        if tag == "img" and "alt" not in dict(attrs):
            self._fault("a picture has no alt")
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
        at = next((at for at in reversed(range(len(self._open))) if self._open[at][0] == tag), None)
        if at is None:
            self._fault(f"</{tag}> closes nothing")
            return
        for name, line in self._open[at + 1 :]:
            if name not in CLOSED_BY_OTHERS:
                self._fault(f"<{name}> of line {line} is not closed before </{tag}>")
        del self._open[at:]

    def _fault(self, what: str) -> None:
        self.faults.append(Fault(what, self.getpos()[0]))

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)

    def _keep(self, name: str, value: str) -> None:
        if name == "id":
            if value in self.ids:
                self._fault(f'the id "{value}" stands twice')
            self.ids.add(value)
        elif name in ADDRESS_ATTRIBUTES:
            self.addresses.append(Address(value.strip(), self.getpos()[0]))
        elif name == "style" or name.startswith("on"):
            self.active.append(Fault(f"the attribute {name} has no place in a feed", self.getpos()[0]))
        elif name == "srcset":
            line = self.getpos()[0]
            self.addresses.extend(Address(part.split()[0], line) for part in value.split(",") if part.strip())
