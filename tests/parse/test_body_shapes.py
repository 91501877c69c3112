"""What the body keeps: tables, the paragraph after one, quoted questions; and what stands before it as a deck."""

from __future__ import annotations

from news_digest.capture.text import read_capture
from news_digest.parse import parse_capture
from news_digest.story import Story

HEADLINE = "Six boats row through the tide to keep the cup"
FIRST = "The crew of Ostrevik won the cup for the third year in a row on Friday, by a length and by knowing the water."
LAST = "The crew of the lifeboat handed the cup over and were given the longer applause on the quay that evening."


def _read(text: str) -> Story:
    return parse_capture(read_capture(text.encode(), name="sample")).story


def test_a_table_within_the_text_is_kept_with_the_paragraph_after_it() -> None:
    """Lines with the same number of tabs are one table, however many there are, and what follows is text as well."""
    rows = ["Place\tCrew\tTime"] + [f"{place}\tCrew of {place}\t5{place}:42" for place in range(1, 10)]
    story = _read(f"{HEADLINE}\n16 May 2024\n\n{FIRST}\n\n" + "\n".join(rows) + f"\n\n{LAST}\n")
    first, *table, last = story.body.split("\n\n")
    assert (first, last) == (FIRST, LAST)
    assert all(cell in "".join(table) for cell in ("Place", "Crew of 9", "59:42"))


def test_labels_in_a_column_above_the_text_are_no_table() -> None:
    """Two columns above the text are labels and their values."""
    story = _read(f"{HEADLINE}\nStory code\t418371\nSource\tHarbour Wire\n\n{FIRST}\n\n{LAST}\n")
    assert story.story_code == "418371"
    assert story.body == f"{FIRST}\n\n{LAST}"


def test_a_sentence_before_the_dateline_is_the_deck() -> None:
    """A report begins at its dateline."""
    deck = "Nine crews started in a light wind; the cup stays on the island for another year."
    start = f"OSTREVIK, May 17 (Harbour Wire) – {FIRST}"
    story = _read(f"{HEADLINE}\n\n17 May 2024 - 20:15\n{deck}\n\n{start}\n{LAST}\n{FIRST[:-1]} again.\n")
    assert story.deck == deck
    assert story.body.startswith("OSTREVIK")


def test_a_sentence_close_to_the_headline_is_the_deck() -> None:
    """Where blank lines part the paragraphs, a short sentence without one belongs to the headline."""
    deck = "The cup stays on the island."
    story = _read(f"17 May 2024\n\n{HEADLINE}\n{deck}\n\n{FIRST}\n\n{LAST}\n\n{FIRST[:-1]} again.\n")
    assert story.deck == deck
    assert story.body.startswith(FIRST)


def test_a_headline_printed_again_is_no_deck() -> None:
    """The headline above the text is no sentence of it."""
    story = _read(f"17 May 2024\n\n{HEADLINE}\n\nStory Code : 418371\n{HEADLINE}\n{FIRST}\n\n{LAST}\n")
    assert story.deck is None
    assert story.body == f"{FIRST}\n\n{LAST}"


def test_a_long_question_in_quotes_is_speech() -> None:
    """A question of many words within quotes ends a dialogue, it heads nothing."""
    question = "“And in ten weeks there were how many boats in those waters?”"
    story = _read(f"{HEADLINE}\n17 May 2024\n\n{FIRST}\n{question}\n{LAST}\n")
    assert story.body == f"{FIRST}\n\n{question}\n\n{LAST}"


def test_a_date_label_after_a_dash_begins_at_its_first_word() -> None:
    """Both dates of a line are read although a dash stands before the second label."""
    line = "Publié le 23 avril 2024 à 17h42 - Mis à jour le 23 avril 2024 à 19h05"
    story = _read(f"Les bateaux du nord repartent enfin\n{line}\n\n{FIRST}\n\n{LAST}\n")
    assert [str(value) for value in (story.date, story.modified)] == ["2024-04-23 17:42:00", "2024-04-23 19:05:00"]


def test_a_bullet_apart_from_other_lines_marks_a_crosshead() -> None:
    """Between paragraphs, with blank lines around it, it is no list."""
    story = _read(f"{HEADLINE}\n17 May 2024\n\n{FIRST}\n\n• What the crew learned\n\n{LAST}\n")
    assert story.body == f"{FIRST}\n\n## What the crew learned\n\n{LAST}"


def test_a_name_and_a_date_within_the_text_stay_there() -> None:
    """Between paragraphs a line of a place and a date is text."""
    story = _read(f"{HEADLINE}\n17 May 2024\n\n{FIRST}\n\nOstrevik, 5 March 1921\n\n{LAST}\n")
    assert "Ostrevik, 5 March 1921" in story.body
