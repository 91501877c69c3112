"""What holds for all seeds, whatever they are and whatever happens between imports."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from desk_captures import Desk, capture
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news_digest.markdown import read_story
from news_digest.project import Project

WORDS = st.text("ab éßسب語 '-&<%._/\u200c", min_size=1, max_size=40)
CAPTURES = st.builds(
    capture,
    WORDS.map(lambda words: f"The {words} return"),
    code=st.one_of(st.none(), st.sampled_from(["11", "12", "A1", "a1", "../x1", "con", "11-north-post"])),
    source=st.one_of(st.none(), st.sampled_from(["North Post", "Harbour Wire"])),
    date=st.dates(date(1995, 1, 1), date(2030, 1, 1)).map(str),
    body=WORDS.map(lambda words: f"It was said on Tuesday that all of the {words} had come back to the islands."),
)
SEEDS = st.lists(st.one_of(CAPTURES.map(str.encode), st.binary(max_size=200)), min_size=1, max_size=6)
# A folder of its own for each example, and a busy machine is no fault of ours.
LEISURELY = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@LEISURELY
@given(SEEDS)
def test_every_seed_ends_in_one_list_and_every_file_can_be_read(contents: list[bytes]) -> None:
    """Nothing stops an import, nothing is dropped, and nobody's code is anybody else's."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Project.at(Path(folder)))
        for number, content in enumerate(contents):
            desk.put(f"{number}.txt", content)
        report = desk.run()
        named = Counter(item.seed for _, items in report.lists() for item in items)
        assert named == Counter(f"{number}.txt" for number in range(len(contents)))
        stories = [read_story((desk.project.stories / file).read_text("utf-8"), name=file) for file in desk.files()]
        assert len(stories) == len(report.imported)
        for names in zip(*((str(s.story_code).casefold(), s.slug, s.guid) for s in stories), strict=True):
            assert len(set(names)) == len(names)
        before = desk.stamps()
        assert desk.run().spiked == report.spiked
        assert desk.stamps() == before


STEPS = st.lists(
    st.tuples(st.sampled_from(["edit", "delete", "change", "rename", "unsave", "lose ledger"]), st.integers(0, 2)),
    max_size=8,
)


@LEISURELY
@given(STEPS)
def test_no_edit_is_ever_lost(steps: list[tuple[str, int]]) -> None:
    """Whatever the order of edits, deletions, new captures, renamings and accidents."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Project.at(Path(folder)))
        for number in range(3):
            desk.put(f"{number}.txt", capture(f"The ferries return on day {number}", code=None))
        desk.run()
        edits: dict[str, list[str]] = {}
        for turn, (step, number) in enumerate(steps):
            take_step(desk, step, number, turn, edits)
            report = desk.run()
            assert report.ok, report.spiked
            texts = {file: (desk.project.stories / file).read_text("utf-8") for file in edits}
            assert all(edit in texts[file] for file, typed in edits.items() for edit in typed)


def take_step(desk: Desk, step: str, number: int, turn: int, edits: dict[str, list[str]]) -> None:
    """Do what an editor may do to the seed or the story of this number."""
    seeds, files = sorted(desk.project.seeds.iterdir()), desk.files()
    file = files[number % len(files)] if files else ""
    path = desk.project.stories / file
    match step:
        case "edit" if files:
            path.write_bytes(path.read_bytes() + f"Edit {turn}.\n".encode())
            edits.setdefault(file, []).append(f"Edit {turn}.\n")
        case "delete" if files:
            path.unlink()
            edits.pop(file, None)
        case "change" if seeds:
            seed = seeds[number % len(seeds)]
            seed.write_text(seed.read_text("utf-8").replace("Tuesday", f"day {turn} of Tuesday"), "utf-8")
        case "rename" if seeds:
            seeds[number % len(seeds)].rename(desk.project.seeds / f"{turn}-again.txt")
        case "unsave" if seeds:
            seeds[number % len(seeds)].unlink()
        case "lose ledger":
            desk.project.ledger.unlink(missing_ok=True)
