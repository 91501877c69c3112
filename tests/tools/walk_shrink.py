"""Walks that go on until something is wrong, and a shorter walk that still shows it."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from walk_site import Site, first_site
from walk_trees import MISSING
from walks import Builds, Move, Outcome, Turn, Walk, moved, turns_of

# How many turns back from where a fault showed its cause is looked for, and for how many seconds.
LOOK_BACK = (1, 2, 4, 8, 24)
PATIENCE = 90.0
MOST_FAULTS = 12

Tell = Callable[[int, Outcome], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """A walk that went wrong at turn number `index`, and the `turns` that go wrong after those before `first`."""

    seed: int
    index: int
    outcome: Outcome
    first: int
    turns: tuple[Turn, ...]
    told: tuple[str, ...]
    kinds: int = 1

    def report(self) -> str:
        """Return it all in words."""
        # How a build ended tells more than each of the files that it did not make.
        faults = sorted(self.outcome.faults, key=lambda fault: fault.endswith(MISSING))
        more = (f"and {len(faults) - MOST_FAULTS} more",) if len(faults) > MOST_FAULTS else ()
        return "\n".join(
            (
                f"Walk {self.seed}, turn {self.index}: {'; '.join(self.outcome.told)}",
                *(f"  {fault}" for fault in (*faults[:MOST_FAULTS], *more)),
                f"It takes, after a cold build of what turns 0 to {self.first - 1} made of the digest:",
                *(f"  {told}" for told in self.told),
                f"Again: python bench/exactness.py --again '{self.as_json()}'",
            )
        )

    def as_json(self) -> str:
        """Return the short way as one line."""
        turns = [asdict(turn) for turn in self.turns]
        return json.dumps({"seed": self.seed, "kinds": self.kinds, "first": self.first, "turns": turns})


@dataclass(frozen=True, slots=True)
class Ground:
    """Where walks are walked: what builds, a folder for all digests, and how many stories they begin with.

    In each turn at least so many `kinds` of change come.
    """

    builds: Builds
    scratch: Path
    stories: int = 28
    kinds: int = 1

    def first_site(self) -> Site:
        """Return a digest as every walk begins with it."""
        return first_site(self.scratch / "digest", self.stories)

    def site_before(self, seed: int, index: int) -> Site:
        """Return the digest as it is before a turn, without what happened to built files."""
        site = self.first_site()
        for turn in turns_of(seed, index, self.kinds):
            moved(site, turn.moves)
            moved(site, turn.later)
        return site

    def walk(self, site: Site) -> Walk:
        """Return a walk over a digest, which is built once."""
        self.builds.run(site.root, "build")
        return Walk(site, self.builds, site.root.with_name(f"{site.root.name}-cold"))

    def first_walk(self) -> Walk:
        """Return a walk from the beginning; raises `RuntimeError` where there is no site even then."""
        walk = self.walk(self.first_site())
        if not (walk.site.output / "index.html").is_file():
            raise RuntimeError(self.builds.run(walk.site.root, "build").said)
        return walk

    def outcomes(self, site: Site, turns: Iterable[Turn]) -> Iterator[Outcome]:
        """Yield the outcome of each turn up to the first that goes wrong, over a copy of the digest."""
        walk = self.walk(site.laid_out(self.scratch / "again"))
        for turn in turns:
            outcome = walk.take(turn)
            yield outcome
            if outcome.faults:
                return


def walked(ground: Ground, seed: int, count: int, tell: Tell = lambda _index, _outcome: None) -> Failure | None:
    """Take so many turns and return what went wrong, if anything; `tell` is told of each turn."""
    walk = ground.first_walk()
    before: deque[Site] = deque(maxlen=LOOK_BACK[-1])
    taken: deque[Turn] = deque(maxlen=LOOK_BACK[-1])
    for index, turn in enumerate(turns_of(seed, count, ground.kinds)):
        before.append(walk.site.copied())
        taken.append(turn)
        outcome = walk.take(turn)
        tell(index, outcome)
        if outcome.faults:
            failure = Failure(seed, index, outcome, index, tuple(taken), outcome.told, ground.kinds)
            return shrunk(ground, tuple(before), failure)
    return None


def walked_again(ground: Ground, way: str) -> list[Outcome]:
    """Walk what a failure printed and return the outcome of each turn."""
    read = json.loads(way)
    turns = [_turn(turn) for turn in read["turns"]]
    ground = replace(ground, kinds=read["kinds"])
    return list(ground.outcomes(ground.site_before(read["seed"], read["first"]), turns))


def _turn(read: dict[str, object]) -> Turn:
    def moves(key: str) -> tuple[Move, ...]:
        found = read[key]
        return tuple(Move(**move) for move in found) if isinstance(found, list) else ()

    return Turn(moves("moves"), str(read["ending"]), int(str(read["number"])), moves("later"))


def shrunk(ground: Ground, before: Sequence[Site], failure: Failure) -> Failure:
    """Return the failure with fewer turns, where it shows again after a cold build of what was there before them."""
    until = time.monotonic() + PATIENCE
    for back in LOOK_BACK:
        at, turns = max(0, len(before) - back), failure.turns[-back:]
        told = _told_of_failure(ground, before[at], turns)
        if told:
            turns, told = _fewer(ground, before[at], turns, told, until)
            return replace(failure, first=failure.index + 1 - min(back, len(before)), turns=turns, told=told)
    told = ("(no shorter walk shows it: take the whole one)",)
    return replace(failure, first=0, turns=(), told=told)


def _fewer(
    ground: Ground, site: Site, turns: tuple[Turn, ...], told: tuple[str, ...], until: float
) -> tuple[tuple[Turn, ...], tuple[str, ...]]:
    for simpler in _simpler(turns):
        if time.monotonic() > until:
            break
        found = _told_of_failure(ground, site, simpler)
        if found:
            return _fewer(ground, site, simpler, found, until)
    return turns, told


def _simpler(turns: tuple[Turn, ...]) -> Iterator[tuple[Turn, ...]]:
    """Yield the turns with one of them left out, or with one move less, or plainly built."""
    for at, turn in enumerate(turns):
        rest = turns[:at], turns[at + 1 :]
        if len(turns) > 1:
            yield (*rest[0], *rest[1])
        for drop in range(len(turn.moves)):
            yield (*rest[0], replace(turn, moves=turn.moves[:drop] + turn.moves[drop + 1 :]), *rest[1])
        if turn.ending != "built":
            yield (*rest[0], Turn((*turn.moves, *turn.later), number=turn.number), *rest[1])


def _told_of_failure(ground: Ground, site: Site, turns: Sequence[Turn]) -> tuple[str, ...]:
    """Return in words what was done up to a fault; nothing where none shows."""
    outcomes = list(ground.outcomes(site, turns))
    failed = bool(outcomes and outcomes[-1].faults)
    return tuple("; ".join(outcome.told) for outcome in outcomes) if failed else ()
