"""Invented stories in any number, the same for the same number: story i does not depend on those after it."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from news_digest.story import Source, Story

PER_DAY = 20
NAME_SHARE = 0.06
START = datetime(2015, 1, 1, 6)  # noqa: DTZ001 - a naive date, as captures print it
SYLLABLES = (
    "ar",
    "ben",
    "cor",
    "dal",
    "el",
    "fen",
    "gar",
    "hol",
    "ist",
    "jor",
    "kal",
    "lum",
    "mar",
    "nor",
    "osk",
    "pel",
)
WORDS = (
    "the the the of of to to and and in in a that for on was with by at from has its said will not be are this which "
    "after over new were council harbour ferry storm court school budget vote minister fishing quota island bridge "
    "hospital teachers repair winter energy cable wind farm tender contract appeal inquiry witness museum dig library "
    "choir rescue coastguard warning tide record yesterday officials residents company union agreement plan".split()
)


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.choice((2, 3)))).capitalize()


NAMES = tuple(dict.fromkeys(_name(random.Random(i)) for i in range(900)))
SOURCES = tuple(Source(f"{NAMES[i]} {kind}") for i in range(20) for kind in ("Herald", "Wire", "Courier"))


def _sentence(rng: random.Random) -> str:
    words = [rng.choice(NAMES) if rng.random() < NAME_SHARE else rng.choice(WORDS) for _ in range(rng.randint(9, 26))]
    return " ".join(words).capitalize() + "."


def _paragraph(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.randint(2, 4)))


def story(index: int) -> Story:
    """Return story number `index` (0 is the oldest), about 400 words with two crossheads."""
    rng = random.Random(index)
    parts = [_paragraph(rng) for _ in range(rng.randint(6, 10))]
    for at in (len(parts) * 2 // 3, len(parts) // 3):
        parts.insert(at, "## " + _sentence(rng)[:40].rstrip(" ."))
    tags = tuple(dict.fromkeys(NAMES[min(int(rng.paretovariate(0.6)), len(NAMES)) - 1] for _ in range(5)))
    return Story(
        headline=_sentence(rng)[:70].rstrip(" ."),
        date=START + timedelta(days=index // PER_DAY, minutes=37 * (index % PER_DAY)),
        story_code=str(800_000 + 7 * index),
        slug=f"story-{index}",
        source=rng.choice(SOURCES),
        authors=(f"{rng.choice(NAMES)} {rng.choice(NAMES)}",),
        tags=tags,
        body="\n\n".join(parts),
    )
