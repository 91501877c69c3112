"""What a check needs to know of a feed or sitemap: that it is well-formed, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate
from xml.parsers.expat.errors import messages

from .html_facts import Address, Fault, FeedFacts, read_html

if TYPE_CHECKING:
    from pathlib import Path

# Elements of RSS 2.0, RFC 4287 and sitemaps.org by local name: those that hold an address, those that hold HTML.
ADDRESS_ELEMENTS = frozenset({"link", "loc", "url", "comments"})
HTML_ELEMENTS = frozenset({"description", "encoded", "content", "summary"})
# Those of RFC 4287 are plain text (3.1) where their type is none of these.
TYPED_ELEMENTS = frozenset({"content", "summary"})
HTML_TYPES = frozenset({"html", "text/html"})
# Only within these: a channel's description is plain text.
ITEMS = frozenset({"item", "entry"})
ADDRESS_ATTRIBUTES = frozenset({"href", "url", "src"})


class BrokenXmlError(ValueError):
    """A file that is no well-formed XML: the line (1-based) and expat's reason."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"line {line}: {reason}")


class XmlReader:
    """Reads the addresses of many feeds; a story's text that stands in several of them is read once."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def read(self, path: Path) -> FeedFacts:
        """Return every address of one file, and what its texts have that runs; raises `BrokenXmlError`."""
        collector = _Collector(self._seen)
        try:
            with path.open("rb") as file:
                collector.parser.ParseFile(file)
        except ExpatError as error:
            raise BrokenXmlError(error.lineno, messages[error.code]) from error
        return FeedFacts(tuple(collector.addresses), tuple(collector.faults))


class _Collector:
    def __init__(self, seen: set[int]) -> None:
        self.addresses: list[Address] = []
        self.faults: list[Fault] = []
        self._seen = seen
        self._text: list[str] = []
        self._in_item = self._is_html = False
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._text.clear()
        self._in_item = self._in_item or name in ITEMS
        self._is_html = name not in TYPED_ELEMENTS or attributes.get("type") in HTML_TYPES
        line = self.parser.CurrentLineNumber
        self.addresses.extend(
            Address(value.strip(), line) for name, value in attributes.items() if name in ADDRESS_ATTRIBUTES
        )

    def _end(self, name: str) -> None:
        text = "".join(self._text).strip()
        self._text.clear()
        self._in_item = self._in_item and name not in ITEMS
        local = name.rpartition(":")[2]
        if text and local in ADDRESS_ELEMENTS:
            self.addresses.append(Address(text, self.parser.CurrentLineNumber))
        elif (
            self._in_item and self._is_html and local in HTML_ELEMENTS and "<" in text and hash(text) not in self._seen
        ):
            # Only whether this text was seen depends on the hash, never what is reported of it.
            self._seen.add(hash(text))
            line = self.parser.CurrentLineNumber
            facts = read_html(text)
            self.addresses.extend(Address(address.text, line) for address in facts.addresses)
            self.faults.extend(Fault(fault.what, line) for fault in facts.active)
