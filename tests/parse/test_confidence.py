"""How far what was read of a text can be trusted."""

from __future__ import annotations

from news_digest.api import Reading, read_capture_story

STORY = """Ferries return to the northern islands
By Ada Berg
Published: 5 March 2024

The first ferry in ten days left the harbour of Havnby with medicine and mail, and all seats were taken.

Fishermen on the outer islands ran short of diesel, and the only shop on Store Holm closed its doors on Friday.
"""
FRAME = """Harbour Wire
Skip to the text
Islands
Harbour news
Weather tomorrow
Potatoes are cheap again this week
The inn at the quay looks for a cook
A seal that knows the timetable
What the tide brought to the beach
Rooms to let near the old lighthouse
Where the choir sings on Sundays
Shipping forecast
"""


def read(text: str) -> Reading:
    """Return what a text tells."""
    return read_capture_story(text.encode(), name="one.txt")


def test_a_text_without_a_frame_is_trusted() -> None:
    """Its headline stands first, and who wrote it stands below."""
    reading = read(STORY)
    assert reading.story.headline == "Ferries return to the northern islands"
    assert min(reading.confidence.values()) >= 0.9


def test_a_whole_page_copied_as_text_is_trusted_less() -> None:
    """Any of the lines above the text may look like its headline, and names there like those of people."""
    whole, alone = read(FRAME + STORY).confidence, read(STORY).confidence
    assert whole["headline"] < alone["headline"]
    assert whole["authors"] < 0.9 < alone["authors"]
    assert whole["date"] >= 0.9


def test_a_labelled_headline_is_trusted_on_a_whole_page_too() -> None:
    """The label says so."""
    labelled = STORY.replace("Ferries", "Title: Ferries", 1)
    assert read(FRAME + labelled).confidence["headline"] >= 0.9


def test_a_page_that_tells_its_facts_in_many_lines_is_no_whole_page() -> None:
    """Records of libraries have long heads."""
    facts = "".join(f"{name}: Harbour Wire\n" for name in ("Source", "Publisher", "Section", "Language", "Edition") * 3)
    assert read(facts + STORY).confidence["authors"] >= 0.9
