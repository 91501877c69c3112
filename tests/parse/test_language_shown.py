"""The language of a story is that of its own lines, whatever else stands around them."""

from __future__ import annotations

from news_digest.capture.text import read_capture
from news_digest.parse import parse_capture

NARROW = """Die Fähren fahren wieder

Nach zehn Tagen Sturm hat die
erste Fähre am Dienstag den Hafen
mit Arznei und mit Post verlassen.
Die Plätze waren alle besetzt, und
viele der Familien hatten in der
Halle auf das Schiff gewartet.
Der Kapitän sagte, die Dünung sei
noch hoch, aber sie werde fallen."""
ENGLISH = (
    "This page is for the readers of the service, and it is not to be sent on to others without the say of the house."
)


def test_a_long_line_of_the_page_does_not_give_a_story_in_narrow_lines_its_language() -> None:
    """Lines of a sentence or two in another language often stand below a text."""
    for text in (NARROW, f"{NARROW}\n\nAll rights reserved\n{ENGLISH}"):
        assert parse_capture(read_capture(text.encode(), name="any")).story.lang == "de"


def test_a_text_in_long_lines_shows_its_language() -> None:
    """There most lines are the story's own."""
    story = parse_capture(read_capture(f"Ferries run again\n\n{ENGLISH}\n\n{ENGLISH}".encode(), name="any")).story
    assert story.lang == "en"
