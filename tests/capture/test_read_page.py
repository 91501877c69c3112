"""What tells a saved page from a text, and the encoding that it is in."""

from __future__ import annotations

import pytest

from news_digest.capture.page import MAX_PAGE_BYTES, is_page
from news_digest.capture.reading import open_capture
from news_digest.capture.shapes import PageCapture
from news_digest.errors import CaptureError

WORDS = "Grüße aus København: Smørrebrød für alle, sagt Ærlig"


def html_of(data: bytes) -> tuple[str, str]:
    """Return markup and encoding of a page."""
    capture = open_capture(data, name="a.txt")
    assert isinstance(capture, PageCapture)
    return capture.html, capture.encoding


@pytest.mark.parametrize(
    "begin",
    [
        "<!DOCTYPE html>", "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>", "<html lang=en>", "\ufeff\n <HEAD>",
        "<!-- saved from url=(0014)about:internet -->\n<!-- two --><html>", "<?xml version='1.0'?>\n<!DOCTYPE html>",
        "<div class='story'>", "<article>",
    ],
)  # fmt: skip
def test_the_content_tells_a_page(begin: str) -> None:
    """Whatever the file's name."""
    assert is_page(f"{begin}<p>A".encode())
    assert is_page(f"\ufeff{begin}<p>A".encode("utf-16-le"))


@pytest.mark.parametrize(
    "text", ["A headline\n\n<html> is a tag", "<b>Bold</b> text", "<?xml version='1.0'?><rss/>", "< html", "<!--", ""]
)
def test_other_texts_are_none(text: str) -> None:
    """A feed is no page, and a text may tell of tags."""
    assert not is_page(text.encode())


def test_many_comments_do_not_keep_a_text_from_being_told() -> None:
    """However many ways there are to join them."""
    assert not is_page(b"<!-- a -->" * 5_000 + b"A")


@pytest.mark.parametrize(
    ("declared", "encoding", "found"),
    [
        ("<meta charset=iso-8859-1>", "windows-1252", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "windows-1250", "cp1250"),
        ("<meta charset='utf-8'>", "windows-1252", "cp1252"),
        ("<meta charset='windows-1251'>", "utf-8", "utf-8"),
        ("<meta charset='no-such-thing'>", "utf-8", "utf-8"),
        ("<meta charset='zlib'>", "utf-8", "utf-8"),
    ],
)
def test_the_declared_encoding_holds_where_the_bytes_fit_it(declared: str, encoding: str, found: str) -> None:
    """Bytes that are UTF-8 are UTF-8, whatever a browser left in the page that it saved."""
    words = WORDS if encoding != "windows-1250" else "Příliš žluťoučký kůň"
    html, name = html_of(f"<!doctype html>{declared}<p>{words}".encode(encoding))
    assert (words in html, name) == (True, found)


def test_a_page_may_be_larger_than_a_text_but_not_endless() -> None:
    """It may hold its pictures."""
    assert html_of(b"<!doctype html>" + b"a" * 6_000_000)
    with pytest.raises(CaptureError, match="larger than 20 MB"):
        open_capture(b"<!doctype html>" + b"a" * MAX_PAGE_BYTES, name="a.html")
