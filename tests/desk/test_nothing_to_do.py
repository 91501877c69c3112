"""An import with nothing to do reads nothing, and says what one that reads everything would say."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_captures import Desk, capture
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news_digest.desk.importing import import_seeds
from news_digest.desk.remembering import recall
from news_digest.desk.report import Report
from news_digest.desk.wishes import Wishes
from news_digest.project import Project

FEED = """<rss version="2.0"><channel><title>Harbour Wire</title>{}</channel></rss>"""
ENTRY = """<item><title>{0}</title><link>https://harbourwire.example/{1}</link><guid>{1}</guid>
<pubDate>Tue, 05 Mar 2024 14:06:00 +0000</pubDate><description>{0} was all anybody spoke of.</description></item>"""


def known(desk: Desk) -> Report | None:
    """Return what the next import would come to, if it need not look."""
    return recall(desk.project, Wishes())


def filled(desk: Desk) -> Desk:
    """Return a digest with a seed for each list of the report but `changed`, imported once."""
    desk.put("a.txt", capture("One", code="1"))
    desk.put("b-double.txt", capture("One", code="1"))
    desk.put("c.txt", capture("Two", code="2"))
    desk.put("d.txt", capture("Three", code="3"))
    desk.put("e-empty.txt", "")
    desk.put("f.xml", FEED.format(ENTRY.format("The storm", "s1") + ENTRY.format("The calm", "s2")))
    desk.run()
    story = next(desk.project.stories.rglob("2-two.md"))
    story.write_text(story.read_text("utf-8") + "\nAn edit.\n", "utf-8")
    desk.put("c.txt", capture("Two", code="2", body="The capture says something else by now, and at some length."))
    next(desk.project.stories.rglob("3-three.md")).unlink()
    desk.run()
    return desk


def test_a_second_import_need_not_look(desk: Desk) -> None:
    """Where all could be told without reading a story, the first import knows what the next one comes to."""
    desk.put("a.txt", capture())
    first = desk.run()
    found = known(desk)
    assert found is not None
    assert [item.seed for item in found.unchanged] == [item.seed for item in first.imported]
    assert desk.run() == found


def test_what_is_known_is_what_an_import_comes_to(desk: Desk) -> None:
    """In every list, with reasons and remedies, and in the same order."""
    filled(desk)
    looked = desk.run()
    found = known(desk)
    assert found is not None
    assert found == looked
    assert json.dumps(found.as_dict()) == json.dumps(looked.as_dict())
    assert found.as_table(verbose=True) == looked.as_table(verbose=True)
    assert list(found.spiked_lines()) == list(looked.spiked_lines())
    assert {name: len(items) for name, items in found.lists()} == {
        "imported": 0, "changed": 0, "unchanged": 4, "merged": 0, "kept": 0, "deleted": 1, "duplicates": 1, "spiked": 1,
    }  # fmt: skip


CHANGES: dict[str, Callable[[Desk], object]] = {
    "a seed": lambda desk: desk.put("a.txt", capture("One", code="1", body="It was said again, and at some length.")),
    "a new seed": lambda desk: desk.put("g.txt", capture("Four", code="4")),
    "a seed that is gone": lambda desk: (desk.project.seeds / "a.txt").unlink(),
    "a sidecar": lambda desk: desk.put("a.toml", 'tags = ["Ferries"]\n'),
    "a story file": lambda desk: next(desk.project.stories.rglob("1-one.md")).write_text("---\ntitle: x\n---\n"),
    "a story that is gone": lambda desk: next(desk.project.stories.rglob("1-one.md")).unlink(),
    "the vocabulary": lambda desk: (desk.project.root / "tags.toml").write_text('[[tag]]\nname = "Ferries"\n'),
    "a layout": lambda desk: desk.project.layouts.mkdir(),
    "the ledger": lambda desk: desk.project.ledger.write_bytes(desk.project.ledger.read_bytes()),
    "what is known of archives": lambda desk: (desk.project.root / ".digest" / "archives.json").unlink(),
    "what is kept": lambda desk: (desk.project.root / ".digest" / "import.json").write_text("{}"),
    "the list of what is kept": lambda desk: (desk.project.root / ".digest" / "unchanged.json").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_looked_at(desk: Desk, change: str) -> None:
    """The import then goes the full way."""
    filled(desk)
    desk.run()
    assert known(desk) is not None
    CHANGES[change](desk)
    if change == "a layout":
        (desk.project.layouts / "a.toml").write_text('name = "A"\n')
    assert known(desk) is None


def test_another_wish_is_looked_at(desk: Desk) -> None:
    """What a strict import refuses another takes; `--again` reads all, whatever is known."""
    filled(desk).run()
    assert recall(desk.project, Wishes(strict=True)) is None
    assert recall(desk.project, Wishes(reread=True)) is None
    assert recall(desk.project, Wishes(dry_run=True)) == known(desk)


def test_a_file_that_changes_within_a_tick_of_the_clock_is_seen(desk: Desk) -> None:
    """Its stamp may be the same; so young a file is compared by what is in it."""
    path = desk.put("a.txt", capture())
    desk.run()
    assert known(desk) is not None
    kept = (desk.project.root / ".digest" / "import.json").read_text("utf-8")
    assert str(path) in kept


def test_young_files_grow_old(desk: Desk) -> None:
    """After a while stamps suffice, and the files are no longer opened."""
    path = desk.put("a.txt", capture())
    old = time.time_ns() - 10_000_000_000
    desk.run()
    memory = desk.project.root / ".digest" / "import.json"
    assert str(path) in memory.read_text("utf-8")
    assert os.stat(path).st_ctime_ns > old  # noqa: PTH116
    time.sleep(2.1)
    desk.run()
    assert str(path) not in memory.read_text("utf-8")
    assert known(desk) is not None


def test_what_failed_for_want_of_room_is_tried_again(desk: Desk) -> None:
    """No file tells that there is room by now."""
    desk.put("a.txt", capture())
    desk.project.stories.parent.mkdir()
    desk.project.stories.write_text("in the way")
    report = desk.run()
    assert [item.seed for item in report.spiked] == ["a.txt"]
    desk.run()
    assert known(desk) is None


def test_a_pipe_or_a_link_to_a_folder_is_looked_at_each_time(desk: Desk) -> None:
    """Nobody knows by a stamp what is behind it."""
    desk.put("a.txt", capture())
    (desk.project.seeds / "elsewhere").symlink_to(desk.project.root)
    first = desk.run()
    desk.run()
    assert known(desk) is None
    assert [item.seed for item in first.spiked] == ["elsewhere"]


STEPS = st.lists(st.tuples(st.sampled_from(sorted({
    "edit", "unedit", "delete", "move", "change", "add", "double", "spoil", "rename", "unsave", "sidecar", "tags",
    "feed", "lose ledger", "lose memory", "touch", "lock",
})), st.integers(0, 5)), min_size=1, max_size=8)  # fmt: skip


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_an_import_that_knows_and_one_that_looks_come_to_the_same(steps: list[tuple[str, int]]) -> None:
    """Whatever happened before, twice in a row: the same report, files and ledger."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Project.at(Path(folder) / "digest"))
        for number in range(3):
            desk.put(
                f"{number}.txt", capture(f"The ferries return on day {number}", code=str(number) if number else None)
            )
        for turn, (step, number) in enumerate(steps):
            take_step(desk, step, number, turn)
            for _ in range(2):
                compare(desk, Path(folder) / "copy")


def compare(desk: Desk, place: Path) -> None:
    """Import here, and in a copy of which nothing is known; both must come to the same."""
    shutil.copytree(desk.project.root, place, symlinks=True, ignore=shutil.ignore_patterns("import.json", "sums.json"))
    copy = Project.at(place)
    assert desk.run() == import_seeds(copy)
    assert contents(desk.project) == contents(copy)
    shutil.rmtree(place)


def contents(project: Project) -> dict[str, bytes]:
    """Return the bytes of all files below the content folder."""
    files = (path for path in project.content.rglob("*") if path.is_file())
    return {path.relative_to(project.content).as_posix(): path.read_bytes() for path in files}


def take_step(desk: Desk, step: str, number: int, turn: int) -> None:  # noqa: C901, PLR0912 - a table of what may happen
    """Do something to the files of a digest."""
    seeds = sorted(path for path in desk.project.seeds.rglob("*.txt") if path.is_file())
    stories = sorted(desk.project.stories.rglob("*.md"))
    seed = seeds[number % len(seeds)] if seeds else None
    story = stories[number % len(stories)] if stories else None
    match step:
        case "edit" if story:
            story.write_text(story.read_text("utf-8") + "Edited.\n", "utf-8")
        case "unedit" if story:
            story.write_text(story.read_text("utf-8").replace("Edited.\n", ""), "utf-8")
        case "delete" if story:
            story.unlink()
        case "move" if story:
            story.rename(desk.project.stories / f"moved-{turn}.md")
        case "change" if seed:
            seed.write_text(seed.read_text("utf-8").replace("Tuesday", f"day {turn} of Tuesday"), "utf-8")
        case "add":
            desk.put(f"new/{turn}.txt", capture(f"News of turn {turn}", code=None))
        case "double" if seed:
            shutil.copy(seed, desk.project.seeds / f"double-{turn}.txt")
        case "spoil" if seed:
            seed.write_text(("", "Nothing but a headline\n")[number % 2], "utf-8")
        case "rename" if seed:
            seed.rename(desk.project.seeds / f"{turn}-again.txt")
        case "unsave" if seed:
            seed.unlink()
        case "sidecar" if seed:
            seed.with_suffix(".toml").write_text(f'tags = ["Turn {turn}"]\n', "utf-8")
        case "tags":
            desk.project.vocabulary.write_text(f'[[tag]]\nname = "Ferries {turn}"\n', "utf-8")
        case "feed":
            entries = "".join(ENTRY.format(f"Entry {one} of {turn}", f"e{one}") for one in range(number))
            desk.put("feed.xml", FEED.format(entries))
        case "lose ledger":
            desk.project.ledger.unlink(missing_ok=True)
        case "lose memory":
            shutil.rmtree(desk.project.root / ".digest", ignore_errors=True)
        case "touch" if seed:
            os.utime(seed)
        case "lock" if seed:
            seed.chmod(0o600)
