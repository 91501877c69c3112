"""Templates as they were compiled are kept with the book, and never run damaged."""

from __future__ import annotations

import sqlite3

import pytest
from jinja2 import DictLoader, Environment

from news_digest.press.book import SCHEMA, connect, facts, put_fact
from news_digest.press.compiled import FACT, Compiled

TEMPLATE = "Hello {{ name }}"


class CountingEnvironment(Environment):
    """Counts what it compiles."""

    compiled = 0

    def _compile(self, source: str, filename: str) -> object:
        self.compiled += 1
        return super()._compile(source, filename)


@pytest.fixture
def book() -> sqlite3.Connection:
    """Return an empty book."""
    book = connect(":memory:")
    book.executescript(SCHEMA)
    return book


def rendered(book: sqlite3.Connection, text: str = TEMPLATE) -> tuple[str, int]:
    """Render a template as one build does; return the text, and how many templates were compiled."""
    compiled = Compiled.of(book)
    environment = CountingEnvironment(loader=DictLoader({"a.html": text}), bytecode_cache=compiled)
    page = environment.get_template("a.html").render(name="reader")
    compiled.keep(book)
    return page, environment.compiled


def kept_in(book: sqlite3.Connection) -> dict[str, bytes]:
    """Return what the book has."""
    kept = facts(book, FACT)
    assert isinstance(kept, dict)
    return kept


def test_what_was_compiled_is_not_compiled_again(book: sqlite3.Connection) -> None:
    """The next build finds it in the book."""
    assert [rendered(book), rendered(book)] == [("Hello reader", 1), ("Hello reader", 0)]


def test_a_template_that_changed_is_compiled_again(book: sqlite3.Connection) -> None:
    """And is kept in place of the one before."""
    rendered(book)
    assert [rendered(book, "Bye {{ name }}"), rendered(book, "Bye {{ name }}")] == [
        ("Bye reader", 1),
        ("Bye reader", 0),
    ]


@pytest.mark.parametrize("at", [0, 15, 16, 40, -1])
def test_damaged_code_is_not_run(book: sqlite3.Connection, at: int) -> None:
    """Wherever a bit of it turned: the template is compiled again."""
    rendered(book)
    for key, data in kept_in(book).items():
        harmed = bytearray(data)
        harmed[at] ^= 1
        put_fact(book, FACT, {key: bytes(harmed)})
    assert rendered(book) == ("Hello reader", 1)


@pytest.mark.parametrize("value", [None, 7, "text", b"", b"short"])
def test_what_is_no_code_is_not_run(book: sqlite3.Connection, value: object) -> None:
    """Whatever stands in its place."""
    rendered(book)
    put_fact(book, FACT, dict.fromkeys(kept_in(book), value))
    assert rendered(book) == ("Hello reader", 1)


@pytest.mark.parametrize("kept", [None, [], {}, {"other": b""}])
def test_a_book_without_them_has_none(book: sqlite3.Connection, kept: object) -> None:
    """Whatever stands in their place."""
    put_fact(book, FACT, kept)
    assert rendered(book) == ("Hello reader", 1)
