"""A text file's bytes become lines, or are refused in plain words."""

from __future__ import annotations

import time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.capture.text import MAX_CAPTURE_BYTES, read_capture
from news_digest.errors import CaptureError


def lines_of(data: bytes) -> list[str]:
    """Return the texts of the lines."""
    return [line.text for line in read_capture(data, name="a.txt").lines]


REFUSED = [
    (b"", "empty"),
    (b" \n\t\r\n \xc2\xa0", "nothing but white space"),
    (b"\xef\xbb\xbf\n", "nothing but white space"),
    (b"\x01\x02", "nothing but white space"),
    (b"A headline\0\0\n\nA body", "zero bytes"),
    (bytes(1000), "zero bytes"),
    (bytes(10_000_000), "larger than 5 MB"),
    (b"a" * (MAX_CAPTURE_BYTES + 1), "larger than 5 MB"),
    (b"\x89PNG\r\n\x1a\n123", "PNG"),
    (b"\xff\xd8\xff\xe0123", "JPEG"),
    (b"GIF89a123", "GIF"),
    (b"RIFF1234WEBPVP8 ", "WebP"),
    (b"%PDF-1.7\n%", "PDF"),
    (b"PK\x03\x04123", "ZIP"),
    (b"\x1f\x8b\x08123", "gzip"),
    (b"From daily@harbourwire.example Tue Mar  5 14:06:00 2024\nSubject: Ferries\n\nText.", "mailbox"),
    (b"<!DOCTYPE html><title>A</title>", "HTML"),
    (b"\xef\xbb\xbf\n <html lang=en>", "HTML"),
    (b"<!-- saved from url=(0014)about:internet -->\n<HTML>", "HTML"),
    (b"<?xml version='1.0'?><rss/>", "HTML or XML"),
    ("<!DOCTYPE html>".encode("utf-16"), "HTML"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED, ids=[f"{row[1]} {number}" for number, row in enumerate(REFUSED)])
def test_what_is_no_text_is_refused_in_plain_words(data: bytes, reason: str) -> None:
    """The error names the file, says what it is, and what to do."""
    with pytest.raises(CaptureError) as caught:
        read_capture(data, name="odd.txt")
    assert caught.value.name == "odd.txt"
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_a_capture_knows_where_it_comes_from() -> None:
    """Name, address, sum of the bytes and encoding are kept, lines are numbered from 1."""
    capture = read_capture(b"A\r\n\r\nB", name="a.txt", url="https://a.example/")
    assert (capture.name, capture.url, capture.kind, capture.encoding) == (
        "a.txt",
        "https://a.example/",
        "text",
        "utf-8",
    )
    assert capture.sha256 == sha256(b"A\r\n\r\nB").hexdigest()
    assert [(line.number, line.text) for line in capture.lines] == [(1, "A"), (2, ""), (3, "B")]


def test_every_kind_of_line_end_ends_a_line() -> None:
    """CRLF is one end, not two."""
    text = "a\r\nb\rc\nd\x0be\x0cf\u0085g\u2028h\u2029i"
    assert lines_of(text.encode()) == list("abcdefghi")


def test_spaces_of_all_kinds_stay() -> None:
    """What is trimmed is for the parser to say."""
    assert lines_of("  a\xa0\u3000\t ".encode()) == ["  a\xa0\u3000\t "]


def test_characters_that_no_page_may_carry_go() -> None:
    """Controls, lone surrogates and noncharacters would break a feed; the words around them stay."""
    assert lines_of(b"a\x07b\x1bc\x7fd\xef\xbf\xbee") == ["abcde"]


def test_c1_controls_are_windows_1252() -> None:
    """A UTF-8 page made of mistaken ISO-8859-1 has its quotation marks back."""
    assert lines_of("it\u0092s \u0093fine\u0094".encode()) == ["it’s “fine”"]


def test_direction_marks_stay_and_overrides_go() -> None:
    """Arabic and Hebrew keep their marks; what makes text read backwards goes; isolates stay in pairs only."""
    assert lines_of("\u200fشش\u200e \u061c \u200cمی\u200d".encode()) == ["\u200fشش\u200e \u061c \u200cمی\u200d"]
    assert lines_of("a\u202eb\u202cc\u202ad".encode()) == ["abcd"]
    assert lines_of("\u2067שלום\u2069".encode()) == ["\u2067שלום\u2069"]
    assert lines_of("a\u2067b\n\u2069c".encode()) == ["ab", "c"]


def test_a_tag_within_the_text_is_text() -> None:
    """Only what begins as a page is one."""
    assert lines_of(b"<b> is a tag\n<html> too")[0] == "<b> is a tag"


@pytest.mark.parametrize(
    "data",
    [b"word " * 1000, b"a\n" * 1_000_000, ("a\u2067" * 1_200_000).encode(), b"\xe9" * 4_000_000, b"<!--" * 1_000_000],
    ids=["a long line", "many lines", "isolates", "one byte", "comments"],
)
def test_size_costs_time_in_proportion(data: bytes) -> None:
    """The largest captures take seconds, not minutes."""
    started = time.perf_counter()
    read_capture(data, name="long.txt")
    assert time.perf_counter() - started < 20


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Our own error is the only one, and what is read can stand in XML."""
    try:
        lines = lines_of(data)
    except CaptureError:
        return
    assert all(char == "\t" or (char >= " " and not "\x7f" <= char < "\xa0") for line in lines for char in line)
