"""Walks find what is wrong with a build, and nothing where nothing is."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil
from pathlib import Path

import pytest
from walk_mirror import MirrorBuilds
from walk_shrink import Failure, Ground, shrunk, walked, walked_again
from walk_site import Site
from walk_trees import ASIDE, File, Tree, faults_of_build, faults_of_death, faults_of_failure
from walks import CHANGES, ENDINGS, Move, Outcome, Turn, turn_of, turns_of
from warm_builds import WarmBuilds, warm_builds

STORIES = 8
# What shows each flaw of the imitated build.
SHOWN_BY = (
    ("keeps what is gone", ("remove_newest",)),
    ("keeps folders of what is gone", ("remove_newest",)),
    ("removes what is not its own", ("add_a_foreign_file",)),
    ("writes everything again", ("touch",)),
    ("leaves half a file", ("touch",)),
    ("does not see tags", ("remove_newest",)),
    ("fails for nothing", ("touch",)),
    ("warns for nothing", ("touch",)),
)


@pytest.fixture(scope="module")
def builds() -> Iterator[WarmBuilds]:
    """Yield what builds."""
    with warm_builds() as builds:
        yield builds


def turn(*changes: str) -> Turn:
    """Return a turn of some changes, which is built."""
    return Turn(tuple(Move(change, 1) for change in changes))


@pytest.mark.parametrize(("flaw", "changes"), SHOWN_BY, ids=[flaw for flaw, _ in SHOWN_BY])
def test_each_flaw_shows(builds: WarmBuilds, tmp_path: Path, flaw: str, changes: tuple[str, ...]) -> None:
    """A build with one flaw is not taken for a good one."""
    ground = Ground(MirrorBuilds(builds, flaw), tmp_path, STORIES)
    (outcome,) = ground.outcomes(ground.first_site(), [turn(*changes)])
    assert outcome.faults


def test_a_build_without_flaw_has_no_fault(builds: WarmBuilds, tmp_path: Path) -> None:
    """However little skill it has; also where a story is refused and where none is printed at all."""
    ground = Ground(MirrorBuilds(builds), tmp_path, STORIES)
    turns = [
        turn("remove_newest", "add_a_foreign_file"),
        turn("break_a_story"),
        turn("twin_a_story"),
        turn("mend"),
        turn("lose_the_record"),
    ]
    outcomes = list(ground.outcomes(ground.first_site(), turns))
    assert [outcome.faults for outcome in outcomes] == [()] * len(turns)


def test_what_is_said_besides_a_refusal_is_no_fault(builds: WarmBuilds, tmp_path: Path) -> None:
    """A build that refuses the whole site may do so before or after it came upon what it warns of."""
    ground = Ground(MirrorBuilds(builds, "warns for nothing"), tmp_path, STORIES)
    (outcome,) = ground.outcomes(ground.first_site(), [turn("twin_a_story")])
    assert not outcome.faults


def test_a_failure_can_be_walked_again(builds: WarmBuilds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the line that its report prints, be it the shortest way or not."""
    monkeypatch.setattr("walk_shrink.PATIENCE", 4.0)
    ground = Ground(MirrorBuilds(builds, "does not see tags"), tmp_path, STORIES)
    failure = walked(ground, 2, 20)
    assert failure is not None
    assert failure.as_json() in failure.report()
    assert walked_again(ground, failure.as_json())[-1].faults


class Suspicious(Ground):
    """A ground on which a turn with a certain change goes wrong."""

    def outcomes(self, site: Site, turns: Iterable[Turn]) -> Iterator[Outcome]:
        """Yield outcomes without building anything."""
        del site
        for turn in turns:
            told = tuple(move.change for move in turn.moves)
            yield Outcome(told, ("wrong",) if "retitle" in told else (), (), 0.0)
            if "retitle" in told:
                return


def test_a_failure_is_told_by_the_few_changes_that_show_it(builds: WarmBuilds, tmp_path: Path) -> None:
    """Of all that was done before it, what matters is left, plainly built."""
    ground = Suspicious(builds, tmp_path, STORIES)
    turns = (turn("add", "retitle"), replace(turn("touch"), ending="killed, changed, built", later=turn("edit").moves))
    failure = Failure(1, 9, Outcome((), ("wrong",), (), 0.0), 9, turns, ())
    found = shrunk(ground, [Site(tmp_path)] * 2, failure)
    assert (found.turns, found.first, found.told) == ((turn("retitle"),), 8, ("retitle",))


@pytest.mark.parametrize("kinds", [1, 2])
def test_every_change_comes_first_in_some_turn(kinds: int) -> None:
    """As many turns as there are changes are enough, or fewer of more kinds."""
    named = {move.change for turn in turns_of(7, ceil(len(CHANGES) / kinds), kinds) for move in turn.moves}
    assert named == CHANGES.keys()
    assert {turn.ending for turn in turns_of(7, 500)} == ENDINGS.keys()


def test_a_turn_depends_on_its_walk_and_number_alone() -> None:
    """So a walk can be walked again from its seed."""
    assert turn_of(7, 30) == turn_of(7, 30)
    assert turn_of(7, 30) != turn_of(8, 30)


def test_a_build_is_killed_before_the_file_operation_that_was_asked_for(builds: WarmBuilds, tmp_path: Path) -> None:
    """Not before, and not at all where it has not so many."""
    site = Ground(builds, tmp_path, STORIES).first_site()
    run = builds.run(site.root, "build", fuse=20)
    assert run.status == -signal.SIGKILL
    assert 0 < len(list(site.output.rglob("*"))) < 40
    assert builds.run(site.root, "build", fuse=10_000).status == 0


OLD = Tree({"a": File(b"1", 1, 1), "b": File(b"2", 2, 2)}, frozenset({"bare"}))


def with_files(tree: Tree, **files: File | None) -> Tree:
    """Return the tree with files put in or, where None, taken out."""
    return replace(tree, files={name: file for name, file in {**tree.files, **files}.items() if file})


# What a build left where it should have left all as it was, and the words for it.
LEFT = (
    ("a file too few", with_files(OLD, a=None), "a: is missing"),
    ("a file too many", with_files(OLD, c=File(b"", 3, 3)), "c: should not be there"),
    ("other bytes", with_files(OLD, a=File(b"!", 1, 1)), "a: differs at byte 0: b'!', wanted b'1'"),
    ("a new inode", with_files(OLD, a=File(b"1", 9, 1)), "a: was written again with the same bytes"),
    ("a new time", with_files(OLD, a=File(b"1", 1, 9)), "a: was written again with the same bytes"),
    ("an empty folder", replace(OLD, empty=frozenset({"bare", "new"})), "new/: an empty folder was left"),
)


@pytest.mark.parametrize(("left", "fault"), [each[1:] for each in LEFT], ids=[each[0] for each in LEFT])
def test_a_tree_that_is_not_right_is_told_in_words(left: Tree, fault: str) -> None:
    """By file, with what is wrong."""
    assert fault in faults_of_build(OLD, left, OLD, ())


def test_a_right_tree_has_no_fault() -> None:
    """Foreign files are no fault, and neither is an empty folder that was there before."""
    assert faults_of_build(OLD, OLD, OLD, ()) == []
    assert faults_of_build(OLD, OLD, with_files(OLD, b=None), {"b"}) == []


def test_a_foreign_file_must_stand_as_it_stood() -> None:
    """It may neither go nor change."""
    wanted = with_files(OLD, b=None)
    assert faults_of_build(OLD, wanted, wanted, {"b"}) == ["b: a foreign file is gone"]
    assert faults_of_build(OLD, with_files(OLD, b=File(b"3", 2, 3)), wanted, {"b"}) == ["b: a foreign file was changed"]


def test_a_half_written_file_is_a_fault_only_of_a_build_that_was_done() -> None:
    """One that was killed may leave it; one that refuses to begin may sweep it up."""
    half = with_files(OLD, **{f"{ASIDE}1": File(b"", 3, 3)})
    assert f"{ASIDE}1: half-written" in faults_of_build(OLD, half, OLD, ())
    assert faults_of_death(OLD, half, OLD) == []
    assert faults_of_failure(half, OLD) == []


def test_a_killed_build_leaves_old_or_new_files() -> None:
    """Anything between is a fault, and so is what neither the old site nor the new one has."""
    new = with_files(OLD, a=File(b"12", 4, 4))
    assert faults_of_death(OLD, new, new) == []
    assert faults_of_death(OLD, with_files(OLD, a=File(b"1x", 4, 4)), new)
    assert faults_of_death(OLD, with_files(OLD, c=File(b"", 4, 4)), new)
