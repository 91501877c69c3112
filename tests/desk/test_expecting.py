"""After an import that wrote something, what the next one comes to is told without reading a story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from desk_captures import Desk, capture
from test_nothing_to_do import ENTRY, FEED, contents

from news_digest.desk import taking
from news_digest.desk.importing import import_seeds
from news_digest.desk.remembering import footing_after, look, recall
from news_digest.desk.wishes import Wishes
from news_digest.project import Project


def a_mixed_desk(desk: Desk) -> Desk:
    """Return a digest with stories that are the same, doubled, deleted, moved, edited, and a feed; imported once."""
    for number in range(6):
        desk.put(f"{number}.txt", capture(f"Day {number} of the Storm", code=f"c{number}"))
    desk.put("feed.xml", FEED.format(ENTRY.format("The storm", "s1") + ENTRY.format("The calm", "s2")))
    desk.put("z-double.txt", capture("Day 0 of the Storm", code="c0"))
    desk.run()
    of("c1", desk).unlink()
    of("c2", desk).rename(desk.project.stories / "moved.md")
    edited = of("c3", desk)
    edited.write_text(edited.read_text("utf-8") + "\nAn edit.\n", "utf-8")
    desk.put("4.txt", capture("Day 4 of the Storm", code="c4", body="It was said again, and at some length by now."))
    return desk


def of(code: str, desk: Desk) -> Path:
    """Return the story file of a code."""
    return next(desk.project.stories.rglob(f"{code}-*.md"))


def looked_at(desk: Desk, place: Path) -> object:
    """Return what an import comes to of which nothing is known."""
    copy = Project.at(place)
    for path in desk.project.root.rglob("*"):
        if path.is_file() and path.name not in {"import.json", "unchanged.json", "sums.json"}:
            target = place / path.relative_to(desk.project.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    report = import_seeds(copy)
    assert contents(copy) == contents(desk.project)
    return report


def test_what_is_expected_is_what_an_import_comes_to(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of stories that are new, changed, merged, moved, deleted, doubled, and of a feed's, in the same order."""
    report = a_mixed_desk(desk).run()
    assert report.changed
    assert report.deleted
    found = recall(desk.project, Wishes())
    assert found is not None
    assert found == looked_at(desk, tmp_path_factory.mktemp("copy"))
    assert len(found.unchanged) == 7


def test_a_seed_that_has_to_be_read_leaves_nothing_to_expect(desk: Desk) -> None:
    """What is refused is read each time."""
    a_mixed_desk(desk).put("5.txt", "")
    desk.run()
    assert recall(desk.project, Wishes()) is None


MEANWHILE: dict[str, Callable[[Desk], object]] = {
    "a seed changes": lambda desk: desk.put("0.txt", capture("Day 0 of the Storm", code="c0", body="Something else.")),
    "a seed comes": lambda desk: desk.put("new.txt", capture("A New Story", code="c9")),
    "a seed goes": lambda desk: (desk.project.seeds / "0.txt").unlink(),
    "a story goes": lambda desk: of("c0", desk).unlink(),
    "a changed story goes": lambda desk: of("c4", desk).unlink(),
    "a deleted story comes back": lambda desk: (desk.project.stories / "back.md").write_text(
        '---\ntitle: Day 1 of the Storm\ndate: 2024-03-05\nstory_code: "c1"\nseed: 1.txt\n---\nIt is back.\n', "utf-8"
    ),
    "the ledger changes": lambda desk: desk.project.ledger.write_bytes(desk.project.ledger.read_bytes() + b"\n"),
    "tags change": lambda desk: desk.project.vocabulary.write_text('[[tag]]\nname = "Storm"\n', "utf-8"),
}


@pytest.mark.parametrize("change", MEANWHILE)
def test_what_happens_while_an_import_is_at_work_is_seen_by_the_next(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """Nothing is expected of what the import has not seen."""
    monkeypatch.setattr(taking, "_MANY", 1)
    a_mixed_desk(desk)
    seen: list[int] = []

    def progress(done: int, total: int, what: str) -> None:
        seen.append(done)
        if (done, what) == (total, "seeds"):
            MEANWHILE[change](desk)

    import_seeds(desk.project, progress=progress)
    assert seen
    known = recall(desk.project, Wishes())
    assert known is None or known == looked_at(desk, tmp_path_factory.mktemp("copy"))
    desk.run()
    found = recall(desk.project, Wishes())
    assert found is None or found == looked_at(desk, tmp_path_factory.mktemp("other"))


def test_a_seed_that_was_young_before_is_compared_as_it_was_read(desk: Desk) -> None:
    """It may have changed since, and have its stamp still; a story is known as it is now."""
    seed = desk.put("a.txt", capture())
    before = look(desk.project, Wishes()).footing
    assert before is not None
    desk.run()
    after = footing_after(desk.project, replace(before, young=dict.fromkeys(before.young, "as it was")))
    assert after is not None
    assert after.young[str(seed)] == "as it was"
    assert after.young[str(desk.story())] == sha256(desk.story().read_bytes()).hexdigest()
    assert after.standing.inputs == before.standing.inputs
    assert after.standing.outputs != before.standing.outputs


def test_every_seed_is_counted_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many of them are clear at once."""
    monkeypatch.setattr(taking, "_MANY", 3)
    for number in range(8):
        desk.put(f"{number}.txt", capture(f"Day {number} of the Storm", code=f"c{number}"))
    desk.run()
    desk.put("4.txt", capture("Day 4 of the Storm", code="c4", body="It was said again, and at some length by now."))
    told: list[tuple[int, int]] = []
    report = import_seeds(desk.project, progress=lambda done, total, _: told.append((done, total)))
    assert told == [(3, 8), (4, 8), (5, 8), (8, 8)]
    assert [item.seed for item in report.unchanged] == [f"{number}.txt" for number in range(8) if number != 4]
