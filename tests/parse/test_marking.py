"""Which rules a line is asked by: those left out, for it is words alone, would say nothing of it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from news_digest.capture.shapes import Line
from news_digest.parse.labels import Context
from news_digest.parse.marking import MARKERS, WORDS_MARKERS
from news_digest.parse.rows import Row, row_of
from news_digest.parse.words import words_for

CONTEXT = Context(words_for("en"), "en")
PIECES = (
    "By", "Ada Lind", "Staff Writer", "Related Stories", "Updated", "Copyright", "Photo", "Share", "ENDS",
    "Forwarded from", "Read the original article on", "www.harbour.example", "min", "English", "the ferries",
    "Überfahrt", "渡船", "الميناء", "º", ",", ", ", ".", "...", "-", " - ", "“", "”", "'", "—", "→", "»", ":", "4",
)  # fmt: skip


def row(text: str) -> Row | None:
    """Return the row of a line."""
    return row_of(Line(1, text), 0)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join))
@example("Ada Lind, Staff Writer")
@example("By Ada Lind")
def test_no_rule_that_is_left_out_for_words_alone_would_mark_them(text: str) -> None:
    """A line of words needs fewer questions, and the answers stay the same."""
    line = row(text)
    if line and line.is_wording:
        left_out = [marker for marker in MARKERS if marker not in WORDS_MARKERS]
        assert [marker.__name__ for marker in left_out if marker(line, CONTEXT)] == []


def test_the_rules_for_words_alone_keep_their_order() -> None:
    """The first that has something to say decides, whatever the line."""
    assert [marker for marker in MARKERS if marker in WORDS_MARKERS] == list(WORDS_MARKERS)


def test_numbers_signs_and_bullets_show_that_a_line_may_be_more_than_words() -> None:
    """Dates, labels, menus and trails have them."""
    texts = (
        "5 March",
        "Source: Harbour Wire",
        "News | Sport",
        "Home > World",
        "- a ferry",
        "#ferries",
        "a_b",
        "※ ferry",
    )
    assert not any(line.is_wording for line in map(row, texts) if line)


def test_a_sentence_is_words_alone_whatever_the_letters() -> None:
    """Its commas, quotation marks and hyphens are no signs of anything else."""
    texts = ("The ferry, “late” as ever, left half-full; nobody minded.", "Fähren fahren wieder", "渡船恢復航行")
    assert all(line.is_wording for line in map(row, texts) if line)
