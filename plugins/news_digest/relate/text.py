"""The words of a story without the marks of Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..story import Story

Place = Literal["headline", "deck", "crosshead", "body"]

FENCE = re.compile(r"^(`{3,}|~{3,}).*$", re.MULTILINE)
BLOCK_START = re.compile(r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+|#{1,6}[ \t]+)+")
# An image that is a line of its own, as the import writes one.
FIGURE = re.compile(r"^!\[(?:\\.|[^\]\\\n])*\]\([^()\s]*+(?:[ \t]+\"(?:\\.|[^\"\\\n])*\")?\)$", re.MULTILINE)
LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
AUTOLINK = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
CROSSHEAD = re.compile(r"^#{1,6}[ \t]+")
# "U.S.", or letters and digits with hyphens and apostrophes inside.
TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'&\u2010\u2011\u2019\u05f3\u05f4][^\W_]+)*['\u2019]?")
BLANK_LINES = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """A headline, deck, crosshead or paragraph as plain text; `number` counts the body's passages from 0."""

    place: Place
    text: str
    number: int = 0


def plain_text(markdown: str) -> str:
    """Return one block of Markdown as the words that a reader sees, for counting and not for printing."""
    text = AUTOLINK.sub(" ", LINK.sub(r"\1", markdown))
    text = EMPHASIS.sub("", text)
    return ESCAPE.sub(r"\1", text)


def without_figures(markdown: str) -> str:
    """Return a body without its figures: what a picture shows, and what stands below it, is not the story's text."""
    return FIGURE.sub("", markdown) if "![" in markdown else markdown


def passages(story: Story) -> tuple[Passage, ...]:
    """Return the story's headline, deck and body in the order of reading."""
    head = [Passage("headline", story.headline)]
    if story.deck:
        head.append(Passage("deck", story.deck))
    return (*head, *_body_passages(story.body))


def _body_passages(body: str) -> tuple[Passage, ...]:
    blocks = BLANK_LINES.split(FENCE.sub("", without_figures(body)))
    return tuple(_passage(block, number) for number, block in enumerate(filter(str.strip, blocks)))


def _passage(block: str, number: int) -> Passage:
    lines = block.splitlines()
    place: Place = "crosshead" if CROSSHEAD.match(block) else "body"
    # The lines of a paragraph are one text, those of a list or table are not.
    between = "\n" if any(map(BLOCK_START.match, lines)) or "|" in block else " "
    text = between.join(BLOCK_START.sub("", line).strip() for line in lines)
    return Passage(place, plain_text(text).strip(), number)
