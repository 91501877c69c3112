"""Stories are read again on purpose, and what would change is shown first."""

from __future__ import annotations

from datetime import date

import pytest
from desk_captures import Desk, capture

from news_digest.cli import main
from news_digest.desk.selecting import Selection, select
from news_digest.errors import CaptureError

VOCABULARY = '[[tag]]\nname = "Sea Traffic"\naliases = ["ferry"]\n'


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Return a desk with stories of two sources and three days, and a vocabulary that came after their import."""
    desk.put("a.txt", capture(code="1"))
    desk.put("b.txt", capture("A Ferry for the South", code="2", source="North Post", date="2024-04-01"))
    desk.put("c.txt", capture("A Ferry for the East", code="3", date="2024-05-01"))
    desk.run()
    desk.project.vocabulary.write_text(VOCABULARY, "utf-8")
    return desk


@pytest.mark.parametrize(
    ("selection", "codes"),
    [
        (Selection(("2",)), {"2"}),
        (Selection(source="harbour wire"), {"1", "3"}),
        (Selection(since=date(2024, 4, 1)), {"2", "3"}),
        (Selection(("1", "2"), "Harbour Wire"), {"1"}),
        (Selection(source="Harbour Wire", since=date(2024, 4, 1)), {"3"}),
        (Selection(source="Nobody"), set()),
    ],
)
def test_stories_are_chosen_by_code_source_and_day(three: Desk, selection: Selection, codes: set[str]) -> None:
    """All that is asked for must be so."""
    assert select(three.project, selection) == codes


def test_a_code_that_nobody_has_is_an_error(three: Desk) -> None:
    """A slip of the pen must not look like nothing to do."""
    with pytest.raises(CaptureError, match="no imported story has this code"):
        select(three.project, Selection(("4",)))


def test_the_chosen_stories_alone_are_read_again(three: Desk) -> None:
    """By the rules and words of now."""
    report = three.run(again=frozenset({"2"}))
    assert [item.story_code for item in report.changed] == ["2"]
    assert len(report.unchanged) == 2


def test_what_an_editor_says_of_copies_outlives_a_new_import(three: Desk) -> None:
    """It stands in the file as all that an editor typed, whatever the capture changes about it."""
    (path,) = (each for each in three.project.stories.rglob("*.md") if each.name.startswith("1-"))
    said = 'copy_of: "2"\nnot_copy_of: ["3"]\n'
    path.write_text(path.read_text("utf-8").replace("seed:", f"{said}seed:"), "utf-8")
    three.run(again=frozenset({"1"}))
    assert "Sea Traffic" in path.read_text("utf-8")
    assert said in path.read_text("utf-8")


def test_what_would_change_is_shown_and_nothing_written(three: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """As `diff -u` shows it."""
    before = three.stamps()
    assert main(["-C", str(three.project.root), "import", "--again", "2", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "+tags: [Sea Traffic]" in out
    assert "as it would be" in out
    assert three.stamps() == before


def test_codes_without_again_are_an_error(three: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """They say what is to be read again, and nothing else."""
    with pytest.raises(SystemExit):
        main(["-C", str(three.project.root), "import", "2"])
    assert "--again" in capsys.readouterr().err


def test_a_deleted_story_is_restored(three: Desk) -> None:
    """Its file is made again, and no other is touched."""
    path = next(three.project.stories.rglob("2-*.md"))
    path.unlink()
    others = {name: stamp for name, stamp in three.stamps().items() if name.endswith(".md")}
    assert main(["-C", str(three.project.root), "-q", "restore", "2"]) == 0
    assert path.exists()
    assert others.items() <= three.stamps().items()
