"""Invented stories in many languages and scripts, always the same: what a digest of the world has to set and to say.

Each has some of what stories can have: a deck, authors, a dateline, a source with its address, tags, crossheads,
quotations, lists, related stories, corrections, less than full rights.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from news_digest.story import Correction, Related, Rights, Source, Story

PER_DAY = 20
START = datetime(2025, 3, 1, tzinfo=UTC)
FIRST_CODE = 700_001
# The shares of stories that have each of these.
DECKS, DATELINES, CORRECTED, EXCERPTS, LONG, QUOTED, LISTED = 0.7, 0.5, 0.05, 0.05, 0.3, 0.4, 0.25
RELATED_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its words, and what stands between and around them."""

    lang: str
    words: tuple[str, ...]
    authors: tuple[str, ...]
    sources: tuple[str, ...]
    space: str = " "
    stop: str = "."
    quote: str = "“”"

    def phrase(self, rng: random.Random, least: int, most: int) -> str:
        """Return some words, the first with a capital where there are any."""
        text = self.space.join(rng.choices(self.words, k=rng.randint(least, most)))
        return text[:1].upper() + text[1:]

    def sentences(self, rng: random.Random, count: int) -> str:
        """Return so many sentences."""
        made = (self.phrase(rng, 9, 20) + self.stop for _ in range(count))
        return self.space.join(made).strip()


@cache
def tongues() -> tuple[Tongue, ...]:
    """Return all languages, as `scripts.toml` has them."""
    read = tomllib.loads(Path(__file__).with_name("scripts.toml").read_text("utf-8"))
    return tuple(
        Tongue(lang, tuple(said.pop("words").split()), tuple(said.pop("authors")), tuple(said.pop("sources")), **said)
        for lang, said in read.items()
    )


def code_of(index: int) -> str:
    """Return the code of story number `index`."""
    return str(FIRST_CODE + index)


def spoken_story(index: int) -> Story:
    """Return story number `index`; 0 is the oldest, and languages take turns."""
    rng = random.Random(f"spoken {index}")
    tongue = tongues()[index % len(tongues())]
    date = START + timedelta(days=index // PER_DAY, minutes=60 * (index % PER_DAY) + rng.randrange(60))
    corrected = rng.random() < CORRECTED
    return Story(
        headline=tongue.phrase(rng, 4, 9),
        date=date,
        modified=date + timedelta(days=1) if corrected else None,
        story_code=code_of(index),
        source=Source(rng.choice(tongue.sources), f"https://{tongue.lang}.example/{code_of(index)}"),
        authors=tuple(rng.sample(tongue.authors, rng.randint(0, 2))),
        dateline=tongue.phrase(rng, 1, 1) if rng.random() < DATELINES else None,
        deck=tongue.sentences(rng, 1) if rng.random() < DECKS else None,
        tags=tuple(dict.fromkeys(word[:1].upper() + word[1:] for word in rng.sample(tongue.words, rng.randint(1, 5)))),
        related=_related(rng, index),
        lang=tongue.lang,
        corrections=(Correction(date.date() + timedelta(days=1), tongue.sentences(rng, 1)),) if corrected else (),
        rights=_rights(rng),
        body=_body(rng, tongue),
    )


def _rights(rng: random.Random) -> Rights | None:
    return "excerpt" if rng.random() < EXCERPTS else None


def _related(rng: random.Random, index: int) -> tuple[Related, ...]:
    before = range(max(0, index - RELATED_WITHIN), index)
    return tuple(Related(story_code=code_of(each)) for each in rng.sample(before, min(len(before), rng.randint(0, 3))))


def _body(rng: random.Random, tongue: Tongue) -> str:
    is_long = rng.random() < LONG
    blocks = [tongue.sentences(rng, rng.randint(2, 4)) for _ in range(rng.randint(12, 18) if is_long else 5)]
    if is_long:
        for at in (9, 6, 3):
            blocks.insert(at, f"## {tongue.phrase(rng, 2, 5)}")
    if rng.random() < QUOTED:
        blocks.insert(2, f"> {tongue.quote[0]}{tongue.sentences(rng, 2)}{tongue.quote[1]}")
    if rng.random() < LISTED:
        blocks.append("\n".join(f"- {tongue.phrase(rng, 3, 6)}" for _ in range(4)))
    return "\n\n".join(blocks)
