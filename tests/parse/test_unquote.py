"""What mail, forums and messengers put around lines."""

from __future__ import annotations

from news_digest.capture.shapes import Line
from news_digest.capture.text import read_capture
from news_digest.parse import parse_capture
from news_digest.parse.unquote import unquote

BODY = (
    "The ferries between Kvellhaven and Ninnes run again from Monday, the harbour master said.",
    "Two boats will cross every hour until the end of the season, with room for forty cars each.",
    "Tickets that were bought before the storm stay valid, and nobody has to book again.",
)


def _lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(number, text) for number, text in enumerate(texts, 1))


def _texts(*texts: str) -> list[str]:
    return [line.text for line in unquote(_lines(*texts))]


def test_a_quoted_capture_is_read_without_its_signs() -> None:
    """What stands outside of the quotation becomes blank; the numbers of the lines stay."""
    quoted = ["Seen this?", "> Ferries run again", ">", *(f"> {text}" for text in BODY), "> The end of it", "Well?"]
    found = unquote(_lines(*quoted))
    assert [line.number for line in found] == list(range(1, len(quoted) + 1))
    assert [line.text for line in found] == ["", "Ferries run again", "", *BODY, "The end of it", ""]


def test_a_quotation_of_a_quotation_is_undone_whole() -> None:
    """A message that went round has several signs before each line."""
    assert _texts(*(f"> > {text}" for text in (*BODY, *BODY))) == [*BODY, *BODY]


def test_a_quoted_paragraph_in_a_story_stays() -> None:
    """One paragraph with a sign is a quotation of the story itself."""
    lines = ("Ferries run again", "> As the poet said", *BODY)
    assert _texts(*lines) == list(lines)


def test_marks_around_whole_lines_are_taken_off() -> None:
    """The headline becomes plain; a bold line further down stays marked as a crosshead."""
    assert _texts("*Ferries run again*", "_Kvellhaven Post | 16/05/2024 14:05_", BODY[0], "*Two boats*", BODY[1]) == [
        "Ferries run again", "Kvellhaven Post | 16/05/2024 14:05", BODY[0], "**Two boats**", BODY[1],
    ]  # fmt: skip


def test_a_notice_above_a_marked_message_is_no_headline() -> None:
    """Messengers say that a message was passed on."""
    lines = [
        Line(number, text) for number, text in enumerate(("Forwarded many times", "*Ferries run again*", *BODY), 1)
    ]
    assert [line.text for line in unquote(lines, ("forwarded",))][:2] == ["Forwarded many times", "Ferries run again"]


def test_one_marked_line_within_a_story_stays() -> None:
    """A habit shows more than once, or in the first line."""
    lines = ("Ferries run again", BODY[0], "*The names are changed*", BODY[1])
    assert _texts(*lines) == list(lines)


def test_other_signs_are_no_marks() -> None:
    """Rules, bullets, names with underscores and addresses are left alone."""
    lines = ("* * *", "* One", "snake_case_name", "_https://kvellhaven.example/a_b", "*a* and *b*", "___")
    assert _texts(*lines) == list(lines)


def test_bold_labels_become_plain() -> None:
    """Notes in Markdown print their facts so."""
    assert _texts("**Source:** Kvellhaven Post", "- **Date**: 16 May 2024", BODY[0])[:2] == [
        "Source: Kvellhaven Post", "Date: 16 May 2024",
    ]  # fmt: skip


def test_a_story_passed_on_by_chat_is_read_whole() -> None:
    """Headline, date, source and crosshead come out as they were printed."""
    text = "\n\n".join((
        "*The ferries of the north run again today*\n_Kvellhaven Post | 16/05/2024 14:05_",
        BODY[0], "*Two boats an hour*", BODY[1], BODY[2],
    ))  # fmt: skip
    story = parse_capture(read_capture(text.encode(), name="chat.txt")).story
    assert story.headline == "The ferries of the north run again today"
    assert str(story.date) == "2024-05-16 14:05:00"
    assert "## Two boats an hour" in story.body
    assert "\\*" not in story.body
