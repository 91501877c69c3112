"""Captures of each kind, mutated at random: each must be read or refused with a reason, and within ten seconds of CPU.

What is mutated are the sample seeds and invented files of the other kinds, or the files of a folder. Cuts, doubled and
exchanged pieces, changed bytes, and signs that mean something to a reader are put in. One that fails is named by its
kind and number, by which it can be made again: `--kinds warc --only 1234`.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from random import Random
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "tools"))

import containers  # noqa: E402 - found only now

from news_digest.api import read_story, write_story  # noqa: E402
from news_digest.capture.containers import open_documents  # noqa: E402
from news_digest.errors import NewsDigestError  # noqa: E402
from news_digest.reading import read_document  # noqa: E402

# By the clock of the CPU, for a busy machine makes any capture slow by that on the wall; which catches what only waits.
LIMITS_S = {signal.SIGPROF: 10, signal.SIGALRM: 300}
TIMERS = {signal.SIGPROF: signal.ITIMER_PROF, signal.SIGALRM: signal.ITIMER_REAL}
# So many stories of one file are looked at; a mutated feed can hold any number.
MOST_STORIES = 20
SHARE = 200
PAGE = ROOT / "bench" / "fuzz.html"


def _seeds() -> list[bytes]:
    formats = ROOT / "tests" / "layouts" / "shipped" / "tests"
    return [path.read_bytes() for path in (*sorted((ROOT / "seeds").rglob("*.txt")), *sorted(formats.glob("*/*.txt")))]


def _pages() -> list[bytes]:
    return [PAGE.read_bytes(), *(story.page.encode() for story in containers.STORIES)]


KINDS: Mapping[str, Callable[[], list[bytes]]] = {
    "text": _seeds,
    "page": _pages,
    "mhtml": lambda: [containers.mhtml(), containers.mhtml(page=PAGE.read_text("utf-8"))],
    "letter": lambda: [containers.letter(), containers.letter(page=PAGE.read_text("utf-8"), plain="Ferries stop\n")],
    "rss": lambda: [containers.rss(), containers.rss(whole=False)],
    "atom": lambda: [containers.atom()],
    "jsonfeed": lambda: [containers.json_feed()],
    "warc": lambda: [containers.warc(containers.answers(), packed=packed) for packed in (False, True)],
    "wet": lambda: [containers.wet(packed=packed) for packed in (False, True)],
}

SIGNS = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xed\xa0\x80",
        b"\x1b",
        b"\r",
        b"\n",
        b"\n\n",
    ),
    *(
        b"<",
        b">",
        b"</",
        b"<!--",
        b"]]>",
        b"<script>",
        b"<table>",
        b'"',
        b"'",
        b"&#0;",
        b"&amp;",
        b"{",
        b"}",
        b"[",
        b"\\",
    ),
    *(
        b"https://a.example/",
        b"javascript:",
        b"Published: ",
        b"By ",
        b"12/13/14",
        b"2024-02-30T25:61",
        b"...",
        b"---\n",
    ),
    *(
        b"WARC/1.0\r\n",
        b"Content-Length: 99999999999\r\n",
        b"--",
        b"=",
        b"=?utf-8?q?",
        b"\x1f\x8b\x08\x00",
        b"\xe2\x80\xae",
    ),
    *(b"%", b"0" * 400, b"a" * 5000, b" " * 3000, b"- " * 500, b"\n" * 2000, "東京速報".encode(), "خبر".encode()),
)


def mutated(bases: Sequence[bytes], rng: Random) -> bytes:
    """Return one of these, changed in one to eight places."""
    data = bytearray(rng.choice(bases))
    for _ in range(rng.randint(1, 8)):
        rng.choice(CHANGES)(data, bases, rng)
    return bytes(data[:2_000_000])


def _piece(data: bytes | bytearray, rng: Random, longest: int = 2000) -> tuple[int, int]:
    begin = rng.randrange(len(data) + 1)
    return begin, min(len(data), begin + rng.randint(1, rng.choice((4, 60, longest))))


def _cut(data: bytearray, bases: Sequence[bytes], rng: Random) -> None:
    del bases
    begin, end = _piece(data, rng)
    del data[begin:end]


def _end(data: bytearray, bases: Sequence[bytes], rng: Random) -> None:
    del bases
    del data[rng.randrange(len(data) + 1) :]


def _double(data: bytearray, bases: Sequence[bytes], rng: Random) -> None:
    del bases
    begin, end = _piece(data, rng)
    at = rng.randrange(len(data) + 1)
    data[at:at] = data[begin:end] * rng.choice((1, 1, 2, 30))


def _graft(data: bytearray, bases: Sequence[bytes], rng: Random) -> None:
    other = rng.choice(bases)
    begin, end = _piece(other, rng)
    at, until = _piece(data, rng)
    data[at:until] = other[begin:end]


def _change(data: bytearray, bases: Sequence[bytes], rng: Random) -> None:
    del bases
    for _ in range(rng.choice((1, 5, 50))):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)


def _sign(data: bytearray, bases: Sequence[bytes], rng: Random) -> None:
    del bases
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.choice(SIGNS) * rng.choice((1, 1, 1, 3, 200))


CHANGES = (_cut, _end, _double, _graft, _change, _sign)


@dataclass(slots=True)
class Tally:
    """What became of some captures, the longest CPU time that one took (s), and what went wrong with which."""

    told: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take another's counts in."""
        self.told += other.told
        self.slowest = max(self.slowest, other.slowest)
        self.faults += other.faults


class _TooLongError(Exception):
    """A capture took longer than it may."""


def _stop(number: int, frame: FrameType | None) -> None:
    del frame
    clock = signal.Signals(number)
    raise _TooLongError(f"longer than {LIMITS_S[clock]} s of {'CPU' if clock is signal.SIGPROF else 'waiting'}")


@contextmanager
def _limited() -> Iterator[None]:
    """Raise `_TooLongError` from within where what is done here takes too long."""
    for clock, timer in TIMERS.items():
        signal.signal(clock, _stop)
        signal.setitimer(timer, LIMITS_S[clock])
    try:
        yield
    finally:
        for timer in TIMERS.values():
            signal.setitimer(timer, 0)


def tried(kind: str, numbers: range, seed: int, folder: Path | None = None) -> Tally:
    """Read these mutations of a kind."""
    tally = Tally()
    bases = [path.read_bytes() for path in sorted(folder.iterdir())] if folder else KINDS[kind]()
    for number in numbers:
        data, begin = mutated(bases, Random(f"{seed}:{kind}:{number}")), time.process_time()
        try:
            with _limited():
                tally.told.update(outcomes(data))
        except _TooLongError as error:
            tally.faults.append(f"{kind} {number}: {error}")
        except Exception:  # noqa: BLE001 - it is what is looked for
            tally.faults.append(f"{kind} {number}: {traceback.format_exc(limit=-4)}")
        tally.slowest = max(tally.slowest, time.process_time() - begin)
    return tally


def outcomes(data: bytes) -> Iterator[str]:
    """Yield what becomes of each story of a file; its story file must be read again as it was written."""
    try:
        for document in islice(open_documents(BytesIO(data), "capture"), MOST_STORIES):
            yield _outcome(document)
    except NewsDigestError as error:
        yield "refused" if str(error) else "refused without a reason"


def _outcome(document: object) -> str:
    if isinstance(document, NewsDigestError):
        return "refused"
    try:
        story = read_document(document).story  # type: ignore[arg-type]  # all else that comes is a document
    except NewsDigestError:
        return "refused"
    text = write_story(story)
    if write_story(read_story(text, name="story.md")) != text:
        raise AssertionError(text[:500])
    return "read"


def main(arguments: Sequence[str] | None = None) -> int:
    """Try as many as the command line says of each kind; the exit status is 1 where one crashed or took too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--captures", type=int, default=1000, help="of each kind (default: 1000)")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="this one alone")
    parser.add_argument("--from", dest="folder", type=Path, help="mutate the files of this folder, all of the one kind")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    if options.only is not None:
        numbers = [range(options.only, options.only + 1)]
    else:
        numbers = [range(at, min(at + SHARE, options.captures)) for at in range(0, options.captures, SHARE)]
    failed = False
    with ProcessPoolExecutor(options.jobs) as pool:
        for kind in options.kinds:
            whole, begin = Tally(), time.perf_counter()
            for tally in pool.map(partial(tried, kind, seed=options.seed, folder=options.folder), numbers):
                whole.add(tally)
            failed |= bool(whole.faults)
            told = ", ".join(f"{count} {what}" for what, count in sorted(whole.told.items()))
            took = f"slowest {whole.slowest:.2f} s of CPU, {time.perf_counter() - begin:.0f} s in all"
            print(f"{kind}: {sum(map(len, numbers))} files; {told}; {len(whole.faults)} faults; {took}", flush=True)
            print(*whole.faults[:10], sep="\n", end="\n" if whole.faults else "")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
