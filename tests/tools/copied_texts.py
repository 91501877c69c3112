"""Pairs of invented stories: one text in two papers, after what papers do, and two texts that only look like one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from news_digest.api import Source, Story

WORDS = tomllib.loads(Path(__file__).with_name("copied_words.toml").read_text("utf-8"))
HALVES = ("first", "second")
PAPERS = ("Harbour Wire", "Coast Courier", "North Post", "Evening Bell", "Island Herald", "Daily Lantern")
START = datetime(2024, 3, 1, 6, tzinfo=UTC)
SLOT = re.compile(r"\{(\w)\}")
UNSPACED = {"zh", "ja", "th"}
# So many of the long words are others in each story: what two stories share by chance are turns of phrase.
REWORDED = 0.55
SHORTEST_WORD = 5
# British and American, and other ways of papers with one word.
SPELLINGS = {
    "harbour": "harbor", "metres": "meters", "per cent": "percent", "centre": "center", "labour": "labor",
    "honoured": "honored", "programme": "program", "towards": "toward", "kilometres": "kilometers", "among": "amongst",
    "centimetres": "centimeters", "autumn": "fall", "said": "told reporters", "about": "around", "until": "till",
}  # fmt: skip
QUOTES = ((("“", "”"), ('"', '"')), (("„", "“"), ("»", "«")), (("「", "」"), ("『", "』")), (("«", "»"), ("“", "”")))
Body = list[list[str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stories, whether they are one text, and how they were made."""

    kind: str
    lang: str
    is_copy: bool
    one: Story
    two: Story


@dataclass(slots=True)
class Writer:
    """Writes stories of one half's words in one language; `cast` is whom and what a story is about."""

    half: str
    lang: str
    rng: Random

    @property
    def words(self) -> Mapping[str, Any]:
        """Return the lists of this half and language."""
        words: Mapping[str, Any] = WORDS[self.half][self.lang]
        return words

    def cast(self) -> dict[str, str]:
        """Return whom and what a story is about."""
        words, rng = self.words, self.rng
        p, q = rng.sample(words["people"], 2)
        place, other = rng.sample(words["places"], 2)
        thing, more = rng.sample(words["things"], 2)
        day, body = rng.choice(words["days"]), rng.choice(words["bodies"])
        return {"p": p, "q": q, "l": place, "m": other, "k": thing, "j": more, "o": body, "d": day}

    def sentence(self, frame: str, cast: Mapping[str, str], share: float = REWORDED) -> str:
        """Return a sentence about the cast, its other words partly replaced."""
        filled = {**cast}
        text = "".join(
            self._reworded(part, share) if at % 2 == 0 else filled.get(part) or str(self.rng.randint(2, 98))
            for at, part in enumerate(SLOT.split(frame))
        )
        return text[0].upper() + text[1:]

    def body(self, cast: Mapping[str, str], count: int) -> Body:
        """Return paragraphs of so many sentences in all."""
        frames = self.words["frames"]
        chosen = [self.rng.choice(frames) for _ in range(max(0, count - len(frames)))]
        chosen += self.rng.sample(frames, min(count, len(frames)))
        return self.in_paragraphs([self.sentence(frame, cast) for frame in chosen])

    def in_paragraphs(self, sentences: Sequence[str]) -> Body:
        """Return the sentences in paragraphs of one to three."""
        left, body = list(sentences), []
        while left:
            size = self.rng.randint(1, 3)
            body.append(left[:size])
            left = left[size:]
        return body

    def report(self, cast: Mapping[str, str], kind: str) -> Body:
        """Return a report by the template of its kind, with figures of its own."""
        return self.in_paragraphs([self.sentence(frame, cast, 0) for frame in self.words[kind]])

    def story(self, body: Body, at: int, paper: str) -> Story:
        """Return a story of a body; `at` makes its code and date."""
        headline = self.sentence(self.rng.choice(self.words["frames"]), self.cast())
        head = headline[:18] if self.lang in UNSPACED else " ".join(headline.split()[:8])
        date = START + timedelta(hours=5 * (at // 2), minutes=self.rng.randint(0, 2000) * (at % 2))
        return Story(
            headline=head.rstrip(",.“„«"),
            date=date,
            story_code=str(5000 + at),
            source=Source(paper),
            lang=self.lang,
            body=self.text(body),
        )

    def text(self, body: Body) -> str:
        """Return a body as Markdown."""
        between = "" if self.lang in UNSPACED else " "
        return "\n\n".join(between.join(paragraph) for paragraph in body if paragraph)

    def _reworded(self, text: str, share: float) -> str:
        if self.lang in UNSPACED:
            pool = "".join(SLOT.sub("", frame) for frame in self.words["frames"])
            pieces = re.findall(r"\w\w|\W|\w", text)
            return "".join(self._other_piece(piece, pool, share) for piece in pieces)
        pool = [word for frame in self.words["frames"] for word in re.findall(r"\w+", SLOT.sub("", frame))]
        long = sorted({word for word in pool if len(word) >= SHORTEST_WORD})
        return re.sub(r"\w{5,}", lambda word: self.rng.choice(long) if self.rng.random() < share else word[0], text)

    def _other_piece(self, piece: str, pool: str, share: float) -> str:
        if len(piece) == 1 or self.rng.random() >= share:
            return piece
        at = self.rng.randrange(len(pool) - 1)
        return re.sub(r"\W", "", pool[at : at + 2])


# --- What papers do to a text; each takes the body and the original's count of sentences ---


def cut_the_end(body: Body, writer: Writer) -> Body:
    """Keep the beginning."""
    keep = max(1, round(writer.rng.uniform(0.5, 0.95) * len(body)))
    return body[:keep]


def drop_sentences(body: Body, writer: Writer) -> Body:
    """Leave out one sentence in five."""
    return [[each for each in paragraph if writer.rng.random() > 0.2] for paragraph in body]


def insert_sentences(body: Body, writer: Writer) -> Body:
    """Put in a few sentences of one's own."""
    cast = writer.cast()
    for _ in range(max(1, sum(map(len, body)) // 8)):
        body.insert(writer.rng.randint(1, len(body)), writer.body(cast, 1)[0])
    return body


def rewrite_the_lead(body: Body, writer: Writer) -> Body:
    """Begin with another sentence."""
    return [[*writer.body(writer.cast(), 1)[0], *body[0][1:]], *body[1:]]


def regroup(body: Body, writer: Writer) -> Body:
    """Merge and split paragraphs."""
    return writer.in_paragraphs([sentence for paragraph in body for sentence in paragraph])


def respell(body: Body, _: Writer) -> Body:
    """Spell the other way, and change some words."""
    return [[_respelled(sentence) for sentence in paragraph] for paragraph in body]


def requote(body: Body, writer: Writer) -> Body:
    """Use other quotation marks and dashes."""
    marks = writer.rng.choice(QUOTES)
    table = {mark: other for (left, right), (new_left, new_right) in (marks,) for mark, other in
             ((left, new_left), (right, new_right))}  # fmt: skip
    other = str.maketrans({**table, "—": "–", "’": "'"})
    return [[sentence.translate(other) for sentence in paragraph] for paragraph in body]


def redate_line(body: Body, writer: Writer) -> Body:
    """Put another dateline before the text, and a byline after it."""
    line = f"{writer.rng.choice(writer.words['places']).upper()} — "
    return [[line + body[0][0], *body[0][1:]] if body[0] else [line], *body[1:], [writer.rng.choice(PAPERS)]]


def swap_a_paragraph(body: Body, writer: Writer) -> Body:
    """Print two paragraphs in the other order."""
    if len(body) > 3:
        at = writer.rng.randrange(1, len(body) - 1)
        body[at], body[at + 1] = body[at + 1], body[at]
    return body


OPERATIONS: tuple[Callable[[Body, Writer], Body], ...] = (
    cut_the_end, drop_sentences, insert_sentences, rewrite_the_lead, regroup, respell, requote, redate_line,
    swap_a_paragraph,
)  # fmt: skip


def _respelled(sentence: str) -> str:
    for word, other in SPELLINGS.items():
        sentence = re.sub(rf"\b{word}\b", other, sentence)
    return sentence


# --- Pairs ---


def a_copy(writer: Writer) -> tuple[str, Body, Body]:
    """Return a text and an edited copy that keeps at least two fifths of its sentences."""
    one = writer.body(writer.cast(), writer.rng.choice((6, 9, 12, 16, 24)))
    chosen = [each for each in OPERATIONS if writer.rng.random() < 0.45]
    two = [list(paragraph) for paragraph in one]
    for operation in chosen:
        two = [paragraph for paragraph in operation(two, writer) if paragraph] or two
    return "+".join(each.__name__ for each in chosen) or "as it is", one, two


def a_same_event(writer: Writer) -> tuple[str, Body, Body]:
    """Return two writers' texts about one event, who heard the same quotation."""
    cast, count = writer.cast(), writer.rng.choice((9, 12, 16))
    one, two = writer.body(cast, count), writer.body(cast, count)
    two[len(two) // 2] = [one[len(one) // 2][0]]
    return "same event", one, two


def a_background(writer: Writer) -> tuple[str, Body, Body]:
    """Return two texts that share paragraphs of background, up to a third of the shorter."""
    count = writer.rng.choice((9, 12, 16))
    one, two = writer.body(writer.cast(), count), writer.body(writer.cast(), count)
    size = max(2, round(count * writer.rng.uniform(0.15, 0.33)))
    shared = [sentence for paragraph in one for sentence in paragraph][-size:]
    kept = [sentence for paragraph in two for sentence in paragraph][: count - len(shared)]
    return "shared background", one, writer.in_paragraphs([*kept, *shared])


def a_follow_up(writer: Writer) -> tuple[str, Body, Body]:
    """Return a text and a later one that quotes a few of its sentences."""
    cast, count = writer.cast(), writer.rng.choice((9, 12, 16))
    one, two = writer.body(cast, count), writer.body(cast, count)
    told = [sentence for paragraph in one for sentence in paragraph]
    for sentence in writer.rng.sample(told, max(1, count // 5)):
        two.insert(writer.rng.randint(1, len(two)), [sentence])
    return "follow-up", one, two


def a_report(writer: Writer) -> tuple[str, Body, Body]:
    """Return two reports by one template, about the same place on two days or about two places."""
    kind = writer.rng.choice(("reports", "shares"))
    cast = writer.cast()
    other = cast if writer.rng.random() < 0.5 else writer.cast()
    return f"template of {kind}", writer.report(cast, kind), writer.report(other, kind)


def a_brief(writer: Writer) -> tuple[str, Body, Body]:
    """Return a text and a round-up that holds its first sentences among others."""
    one = writer.body(writer.cast(), 12)
    others = [sentence for _ in range(5) for paragraph in writer.body(writer.cast(), 3) for sentence in paragraph]
    return "round-up", one, writer.in_paragraphs([*one[0], *others])


NEGATIVES = (a_same_event, a_background, a_follow_up, a_report, a_brief)


def pairs(half: str, count: int, seed: int = 1) -> Iterator[Pair]:
    """Yield so many pairs of a half, every other one a copy; half of them in English."""
    rng, langs = Random(f"{half}:{seed}"), sorted(WORDS[half])
    for at in range(count):
        is_copy = at % 2 == 0
        make = a_copy if is_copy else NEGATIVES[at // 2 % len(NEGATIVES)]
        lang = "en" if make is a_report or rng.random() < 0.5 else rng.choice(langs)
        writer = Writer(half, lang, rng)
        kind, one, two = make(writer)
        first, second = rng.sample(PAPERS, 2)
        stories = writer.story(one, 2 * at, first), writer.story(two, 2 * at + 1, second)
        yield Pair(kind, lang, is_copy, stories[0], stories[1])
