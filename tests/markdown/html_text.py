"""The texts of rendered HTML, one for each paragraph, heading, item, cell or piece of code, in order."""

from __future__ import annotations

from html.parser import HTMLParser

LEAVES = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "li", "th", "td", "pre"})


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)
        if tag in LEAVES:
            self.open.append(tag)
            self.texts.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in LEAVES:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            tag, text = self.texts.pop()
            self.texts.append((tag, text + data))


def texts_of(html: str) -> list[tuple[str, str]]:
    """Return (element, text) for each element that holds text, without list items that hold only others."""
    parser = _Texts()
    parser.feed(html)
    parser.close()
    return parser.texts


def tags_of(html: str) -> set[str]:
    """Return the names of all elements."""
    parser = _Texts()
    parser.feed(html)
    return parser.tags
