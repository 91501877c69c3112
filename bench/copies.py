"""How well and how fast copies of one text in several papers are told: pairs of invented stories, and a whole digest.

The rules were tuned by the first half of the pairs; the second has other words, sentences and languages.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "tools"), str(ROOT / "plugins")]

from copied_texts import HALVES, Pair, pairs  # noqa: E402 - found only now
from corpus import story  # noqa: E402

from news_digest.relate.copy_store import CopyStore  # noqa: E402
from news_digest.relate.copying import overlap  # noqa: E402
from news_digest.relate.shingles import TextPrint, text_print  # noqa: E402
from news_digest.story import Source, Story  # noqa: E402

Done = TypeVar("Done")
# Of precision and of recall.
GOAL = 0.95
# Of the stories that time is taken by, one in so many is another's text, cut and with some words of its own.
COPIED_EACH = 20


def print_of(one: Story) -> TextPrint:
    """Return by what copies of a story are told."""
    return text_print(one, int(one.date.timestamp()) if isinstance(one.date, datetime) else 0)


def found_pairs(stories: Iterable[Story]) -> set[frozenset[str]]:
    """Return the codes of all copies among stories, two by two."""
    store = CopyStore(sqlite3.connect(":memory:"))
    store.create()
    store.put({str(each.story_code): print_of(each) for each in stories})
    store.settle()
    return {frozenset((code, other)) for code, copies in store.every_pair().items() for other in copies}


def judge(half: str, count: int, seed: int, show: int) -> tuple[float, float]:
    """Print how the pairs of a half are told, and return precision and recall."""
    made = list(pairs(half, count, seed))
    found = found_pairs(each for pair in made for each in (pair.one, pair.two))
    right = sum(pair.is_copy and _codes(pair) in found for pair in made)
    precision, recall = right / max(1, len(found)), right / sum(pair.is_copy for pair in made)
    beside = len(found - set(map(_codes, made)))
    print(f"{half} half, {count} pairs from seed {seed}: precision {precision:.3f}, recall {recall:.3f}")
    print(f"  found {len(found)}, of these {beside} of stories of two different pairs")
    wrong = [pair for pair in made if pair.is_copy != (_codes(pair) in found)]
    for kind, number in sorted(Counter(_kind(pair) for pair in made).items()):
        faults = [_kind(pair) for pair in wrong].count(kind)
        print(f"  {kind}: {number - faults} of {number}")
    for pair in wrong[:show]:
        print(f"    wrong: {pair.kind} ({pair.lang}): {_told(pair)}")
    return precision, recall


def _codes(pair: Pair) -> frozenset[str]:
    return frozenset((str(pair.one.story_code), str(pair.two.story_code)))


def _kind(pair: Pair) -> str:
    return f"copies, {pair.lang}" if pair.is_copy else pair.kind


def _told(pair: Pair) -> str:
    found = overlap(print_of(pair.one), print_of(pair.two))
    shares = f"{found.of_shorter:.2f} of the shorter, {found.of_longer:.2f} of the longer"
    return f"{shares}, {found.figures} of figures; {min(found.one, found.two)} shingles"


def a_digest(count: int) -> Iterator[Story]:
    """Yield so many stories, some of which are copies of another."""
    rng = Random(1)
    for number in range(count):
        one = story(number)
        if number % COPIED_EACH == COPIED_EACH - 1:
            paragraphs = story(number - rng.randint(1, COPIED_EACH - 1)).body.split("\n\n")
            kept = paragraphs[: max(3, round(len(paragraphs) * rng.uniform(0.5, 1)))]
            one = replace(one, body="\n\n".join(kept), source=Source("Daily Lantern"))
        yield one


def take_time(count: int) -> None:
    """Print how long the copies of a whole digest take, alone and in one process."""
    stories = list(a_digest(count))
    prints, told = _timed(lambda: {str(each.story_code): print_of(each) for each in stories})
    print(
        f"{count} stories: {told} to print their texts, "
        f"{sum(len(each.shingles.packed) for each in prints.values())} bytes"
    )
    store = CopyStore(sqlite3.connect(":memory:"))
    store.create()
    _, told = _timed(lambda: _settled(store, prints))
    print(f"  {told} to keep these and to find {len(store.every_pair())} stories that have copies")
    code, text = next(iter(prints.items()))
    store.replace({code: None})
    _, told = _timed(lambda: store.replace({code: text}))
    print(f"  {told} to follow one story that came")
    print(f"  {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most, with all stories")


def _settled(store: CopyStore, prints: Mapping[str, TextPrint]) -> None:
    store.put(prints)
    store.settle()


def _timed(work: Callable[[], Done]) -> tuple[Done, str]:
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    return done, f"{time.process_time() - cpu:.3f} CPU s ({time.perf_counter() - wall:.3f} s)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge and take the time as the command line says; the exit status is 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--pairs", type=int, default=1000, help="pairs of each half (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="of the pairs (default: 1)")
    parser.add_argument("--half", choices=HALVES, help="of which half alone")
    parser.add_argument("--stories", type=int, default=10_000, help="for the time; 0 for none (default: 10000)")
    parser.add_argument("--show", type=int, default=0, help="how many wrong pairs of each half to print")
    options = parser.parse_args(arguments)
    halves = [options.half] if options.half else HALVES
    reached = [rate >= GOAL for half in halves for rate in judge(half, options.pairs, options.seed, options.show)]
    if options.stories:
        take_time(options.stories)
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
