"""Lines that a layout names by patterns, as the parser reads them."""

from __future__ import annotations

from datetime import date

import pytest

from news_digest.capture.text import read_capture
from news_digest.errors import ParseError
from news_digest.layouts import read_layout
from news_digest.parse import Reading, parse_capture

LAYOUT = """
name = "Tide telegram"
signs = ["TIDE*", "OVER*"]
date_order = "dmy"
family_first = true

[labels]
source = ["Sent out by"]

[lines]
headline = ["HL/{}"]
authors = ["AUTH/{}"]
date = ["DATE/{}"]
text = ["TXT/{}"]
ignored = ["PAGE {n}"]
end = ["OVER*"]
"""
TELEGRAM = """TIDE 12
Some line that could be a headline as well as the next
HL/Ferries return to the northern islands
AUTH/Lind, Ada
AUTH/Berg, Jon
DATE/05.03.2024
Sent out by
Harbour Wire

TXT/The first ferry in ten days left the harbour of Havnby on Tuesday with medicine, mail and many passengers.
PAGE 2
HL/what looks like a headline further below is a line of the text, be it as long as it may want to be there.
The harbour master said that the sea was still high, but that the boats could pass the narrows at slack water.
OVER
The next telegram comes at six in the evening, or when the harbour office has had its tea and looked out again.
"""


def read(text: str, layout: str = LAYOUT) -> Reading:
    """Return what a text tells by the layout."""
    return parse_capture(read_capture(text.encode(), name="12.txt"), (read_layout(layout, name="tide.toml"),))


def test_patterns_say_what_lines_tell() -> None:
    """Lines of authors are told together, with the family's name last."""
    story = read(TELEGRAM).story
    assert story.headline == "Ferries return to the northern islands"
    assert story.authors == ("Ada Lind", "Jon Berg")
    assert story.date == date(2024, 3, 5)


def test_a_label_of_the_layout_needs_no_colon() -> None:
    """Its value stands on the line below."""
    story = read(TELEGRAM).story
    assert story.source is not None
    assert story.source.name == "Harbour Wire"


def test_text_is_freed_of_its_label_and_ends_where_the_layout_says() -> None:
    """What is ignored within it is left out, and what follows its end."""
    body = read(TELEGRAM).story.body
    assert body.startswith("The first ferry")
    assert body.endswith("slack water.")
    assert "PAGE" not in body


def test_a_field_is_told_once() -> None:
    """A line of the text that looks so is text."""
    assert "HL/what looks like a headline" in read(TELEGRAM).story.body


def test_a_value_that_does_not_suit_its_field_tells_nothing() -> None:
    """The line is read as any other."""
    story = read(TELEGRAM.replace("DATE/05.03.2024", "DATE/soon")).story
    assert story.date is None


def test_a_text_without_the_signs_is_read_by_the_general_rules() -> None:
    """They know nothing of slashes."""
    reading = read(TELEGRAM.replace("TIDE", "Tide"))
    assert reading.layout == ""
    assert reading.story.body.startswith("HL/what")


def test_a_text_that_a_format_leaves_nothing_of_is_read_without_it() -> None:
    """Signs may stand in any text; they never refuse it."""
    text = "Ferries return to the islands\n\nTIDE 12\n\nOVER\n\n" + TELEGRAM.splitlines()[9].removeprefix("TXT/")
    greedy = LAYOUT.replace('ignored = ["PAGE {n}"]', 'ignored = ["The first*"]')
    reading = read(text, greedy)
    assert reading.layout == ""
    assert reading.story.headline == "Ferries return to the islands"


def test_a_publishers_own_layout_that_leaves_nothing_is_told_as_it_is() -> None:
    """Who named the publisher wants its layout heard."""
    with pytest.raises(ParseError):
        read("Tide telegram\n\nT is all that is told of it.\n", 'name = "Tide telegram"\nlines = {ignored = ["T *"]}')
