"""What holds for every text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.capture.text import read_capture
from news_digest.errors import CaptureError, ParseError
from news_digest.markdown import render_markdown
from news_digest.parse import Reading, parse_capture

LINES = (
    "Ferries return to the northern islands",
    "Story Code : 846",
    "Source : Harbour Wire",
    "By Ada Lindqvist and Tomas Ferrer",
    "Tuesday 25 February 2020 - 14:06",
    "The first ferry in ten days left the harbour on Tuesday with medicine and mail. It was full.",
    "Families had slept in the customs hall since Saturday, and the town's bakery handed out bread and tea.",
    "Waiting on the quay",
    "Related Stories",
    "Tags: ferries, islands",
    "* Storm closes three ports",
    "Comments (3)",
    "https://harbourwire.example/news/846",
    "Share",
    "",
    "",
)
WORD = re.compile(r"[^\W_]+")


def read(text: str) -> Reading | None:
    """Return the reading of a text, None where it is refused."""
    try:
        return parse_capture(read_capture(text.encode("utf-8", "replace"), name="any"))
    except (CaptureError, ParseError):
        return None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=120)), max_size=25))
def test_any_text_is_read_or_refused_and_always_alike(lines: list[str]) -> None:
    """Nothing but our own errors comes out, twice the same, and every word of the body is the capture's."""
    text = "\n".join(lines)
    reading = read(text)
    assert reading == read(text)
    if reading:
        shown = re.sub(r"<[^>]+>", " ", render_markdown(reading.story.body))
        # Soft hyphens and control characters are taken out, so that what stands around them becomes one word.
        known = set(WORD.findall(re.sub("[\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "", text)))
        ours = {word for word in WORD.findall(shown) if word.isascii() and word not in {"amp", "lt", "gt", "quot"}}
        assert ours <= known | {word for line in lines for word in WORD.findall(line)}


@pytest.mark.parametrize(
    "text",
    [
        "word " * 400_000,
        "a" * 2_000_000,
        "12 " * 400_000,
        "a: " * 400_000,
        "a > " * 400_000,
        "#tag " * 300_000,
        "== " * 400_000,
        "(" * 1_000_000,
        "Ab. " * 400_000,
        " " * 2_000_000 + "x",
        "Related Stories\nA title of a story\n" * 3_000,
        "5 March 2024\n" * 5_000,
        "Short line here\n" * 5_000,
    ],
)
def test_long_lines_and_many_lines_take_linear_time(text: str) -> None:
    """No rule is caught in a long line or a long list."""
    begin = time.perf_counter()
    read(text)
    assert time.perf_counter() - begin < 20


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Ferries return\n\nHarbour Wire", "body"),
        ("Ferries return to the northern islands\nTuesday 25 February 2020\n", "body"),
        ("The first ferry left on Tuesday with mail and bread. It was full to the last place.", "headline"),
    ],
)
def test_a_capture_without_headline_or_body_is_refused(text: str, missing: str) -> None:
    """The error says what is missing and where it was sought."""
    with pytest.raises(ParseError) as caught:
        parse_capture(read_capture(text.encode(), name="stub.txt"))
    assert (caught.value.name, caught.value.missing) == ("stub.txt", missing)
    assert caught.value.sought
