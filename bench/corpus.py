"""Invented stories in any number, always the same: story i does not depend on those after it.

A story is as long and as linked as news of an agency: ten to fifteen paragraphs, crossheads, quotes, lists, links, four
to eight tags of two thousand, one of sixty sources, and up to five printed related stories of the days before.
"""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from itertools import accumulate, product
from pathlib import Path

from news_digest.story import Related, Source, Story

PER_DAY = 100
START = datetime(2018, 3, 1, tzinfo=UTC)
FIRST_CODE, CODE_STEP = 400_000, 3
TAGS, SOURCES = 2_000, 60
RELATED_WITHIN, LINKED_WITHIN = 400, 500
DECK_LENGTH = 200
SHORT = 4  # letters of words that tell nothing
# The shares of stories with a quote and with a list, of sentences that name a place, of paragraphs with a strong word
# and with a link, and of links that stay within the digest.
QUOTED, LISTED, PLACED, STRONG, LINKED, INWARD = 0.3, 0.25, 0.4, 0.15, 0.35, 0.3

WORDS = Path(__file__).with_name("words.txt").read_text("utf-8").split()
TELLING = [word for word in dict.fromkeys(WORDS) if len(word) > SHORT]
SYLLABLES = "ar ben cor dal el fen gar hol ist jor kal lum mar nor osk pel".split()
ENDINGS = "haven wick mouth stead ness".split()
PLACES = tuple((first + ending).capitalize() for first, ending in product(SYLLABLES[::3], ENDINGS))
SOURCE_NAMES = tuple(f"{place} {kind}" for kind, place in product(("Courier", "Gazette", "Radio"), PLACES))[:SOURCES]
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")


def _tag(rng: random.Random) -> str:
    made = "".join(rng.choices(SYLLABLES, k=3)).capitalize()
    return rng.choice((made, rng.choice(TELLING), f"{rng.choice(TELLING)} {rng.choice(TELLING)}"))


def _tags() -> tuple[str, ...]:
    rng, names = random.Random("tags"), dict[str, None]()
    while len(names) < TAGS:
        names[_tag(rng)] = None
    return tuple(names)


TAG_NAMES = _tags()
# A few tags and sources have most of the stories, as everywhere.
TAG_WEIGHTS = tuple(accumulate(1 / (rank + 1) for rank in range(TAGS)))
SOURCE_WEIGHTS = tuple(accumulate(1 / (rank + 3) for rank in range(SOURCES)))


def code_of(index: int) -> str:
    """Return the code of story number `index`."""
    return str(FIRST_CODE + CODE_STEP * index)


def story(index: int) -> Story:
    """Return story number `index`; 0 is the oldest."""
    rng = random.Random(f"story {index}")
    body = _body(rng, index)
    return Story(
        headline=_headline(rng),
        date=START + timedelta(days=index // PER_DAY, minutes=14 * (index % PER_DAY) + rng.randrange(14)),
        story_code=code_of(index),
        source=Source(rng.choices(SOURCE_NAMES, cum_weights=SOURCE_WEIGHTS)[0]),
        deck=_deck(body),
        tags=_some_tags(rng),
        related=_related(rng, index),
        lang="en",
        body=body,
    )


def _headline(rng: random.Random) -> str:
    words = rng.choices(TELLING, k=rng.randint(5, 8))
    words[rng.randrange(len(words))] = rng.choice(PLACES)
    return " ".join(words).title()


def _some_tags(rng: random.Random) -> tuple[str, ...]:
    wanted, tags = rng.randint(4, 8), dict[str, None]()
    while len(tags) < wanted:
        tags[rng.choices(TAG_NAMES, cum_weights=TAG_WEIGHTS)[0]] = None
    return tuple(tags)


def _related(rng: random.Random, index: int) -> tuple[Related, ...]:
    earliest = max(0, index - RELATED_WITHIN)
    found = sorted({rng.randrange(earliest, index) for _ in range(rng.randint(0, 5))}) if index else []
    return tuple(Related(story_code=code_of(each)) for each in found)


def _deck(body: str) -> str:
    first = LINK.sub(r"\1", body.partition("\n")[0]).replace("**", "")
    return first[: first.rindex(" ", 0, DECK_LENGTH)] + "…" if len(first) > DECK_LENGTH else first


def _body(rng: random.Random, index: int) -> str:
    blocks = [_marked(rng, _paragraph(rng), index) for _ in range(rng.randint(10, 15))]
    for at in sorted(rng.sample(range(2, len(blocks) - 1), rng.randint(2, 4)), reverse=True):
        blocks.insert(at, "## " + " ".join(rng.choices(TELLING, k=5)).capitalize())
    if rng.random() < QUOTED:
        blocks.insert(rng.randrange(2, len(blocks)), f"> {_sentence(rng)}")
    if rng.random() < LISTED:
        blocks.insert(rng.randrange(2, len(blocks)), "\n".join(f"- {_sentence(rng)}" for _ in range(4)))
    return "\n\n".join(blocks)


def _paragraph(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.randint(2, 4)))


def _sentence(rng: random.Random) -> str:
    words = rng.choices(WORDS, k=rng.randint(11, 26))
    if rng.random() < PLACED:
        words[rng.randrange(1, len(words))] = rng.choice(PLACES)
    words[0] = words[0].capitalize()
    words[len(words) // 2] += ","
    return " ".join(words) + "."


def _marked(rng: random.Random, paragraph: str, index: int) -> str:
    words = paragraph.split(" ")
    at, chance = rng.randrange(2, len(words) - 3), rng.random()
    if chance < STRONG:
        words[at] = f"**{words[at]}**"
    elif chance < STRONG + LINKED:
        words[at : at + 3] = [f"[{' '.join(words[at : at + 3])}]({_target(rng, index)})"]
    return " ".join(words)


def _target(rng: random.Random, index: int) -> str:
    if index and rng.random() < INWARD:
        return f"/stories/{code_of(rng.randrange(max(0, index - LINKED_WITHIN), index))}/"
    return f"https://{rng.choice(TELLING)}.example/{rng.randrange(10**6)}"
