"""The story files, vocabulary, ledger and settings are asked whether they would make a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from news_digest.project import Project
from news_digest.publish.check import check_digest

if TYPE_CHECKING:
    from pathlib import Path

STORY = """\
---
title: Ferries Return
date: 2024-03-05T14:06
story_code: "{code}"
{more}---
Text.
"""


def a_digest(root: Path, **stories: str) -> Project:
    """Return a digest with these story files, and no other thing in it."""
    project = Project.at(root)
    project.stories.mkdir(parents=True)
    for name, text in stories.items():
        (project.stories / f"{name}.md").write_text(text, "utf-8")
    return project


def a_story(code: str = "1", more: str = "") -> str:
    """Return a story file's text with further lines of front matter."""
    return STORY.format(code=code, more=more)


def faults(project: Project) -> list[str]:
    """Return every problem on its line, without the remedy."""
    return [str(problem).partition(" (")[0] for problem in check_digest(project).problems]


def test_a_digest_without_faults(tmp_path: Path) -> None:
    """Two good stories, nothing else yet, and nothing to say of it."""
    report = check_digest(a_digest(tmp_path, a=a_story("1"), b=a_story("2")))
    assert [str(problem) for problem in report.problems] == []
    assert report.stories == 2


def test_every_broken_file_is_named_not_only_the_first(tmp_path: Path) -> None:
    """File, line and key of each; the good one is still looked at."""
    bad = a_story().replace('"1"', "0123")
    found = faults(a_digest(tmp_path, a=bad, b=bad, c=a_story("3", 'related:\n- {story_code: "3"}\n')))
    assert found[0].startswith("content/stories/a.md:4: story_code: ")
    assert found[1].startswith("content/stories/b.md:4: story_code: ")
    assert found[2] == "content/stories/c.md: related: names itself"


@pytest.mark.parametrize(("one", "other"), [("a1", "A1"), ("straße", "STRASSE"), ("\uff11", "1")])
def test_codes_that_one_disk_takes_for_another_are_told(tmp_path: Path, one: str, other: str) -> None:
    """Two stories never share an address, whatever the disk folds."""
    (found,) = faults(a_digest(tmp_path, a=a_story(one), b=a_story(other)))
    assert found == f"content/stories/b.md: story_code {other} is also in content/stories/a.md"


def test_what_is_said_of_copies_names_stories_that_are_here(tmp_path: Path) -> None:
    """By their code or a former one, and not the story itself."""
    stories = {
        "a": a_story("1", 'copy_of: "2"\nnot_copy_of: ["3", "old"]\n'),
        "b": a_story("2", 'formerly: ["0"]\ncopy_of: "0"\n'),
        "c": a_story("4", 'formerly: ["old"]\ncopy_of: "9"\n'),
    }
    assert faults(a_digest(tmp_path, **stories)) == [
        "content/stories/a.md: not_copy_of: no story has the code 3",
        "content/stories/b.md: copy_of: 0 is a former code of the story itself",
        "content/stories/c.md: copy_of: no story has the code 9",
    ]


def test_what_is_said_of_copies_does_not_contradict_itself(tmp_path: Path) -> None:
    """Across files: a circle is told once, with the way round."""
    stories = {
        "a": a_story("1", 'copy_of: "2"\n'),
        "b": a_story("2", 'copy_of: "3"\n'),
        "c": a_story("3", 'copy_of: "1"\n'),
        "d": a_story("4", 'copy_of: "1"\n'),
        "e": a_story("5", 'copy_of: "6"\n'),
        "f": a_story("6", 'not_copy_of: ["5"]\n'),
    }
    assert faults(a_digest(tmp_path, **stories)) == [
        "content/stories/a.md: copy_of goes round in a circle, so that none of it counts: 1 to 2 to 3 to 1",
        "content/stories/e.md: copy_of: 6 is said to be no copy of it",
    ]


def test_a_guid_stands_in_one_file(tmp_path: Path) -> None:
    """Who copies a story file to begin a new one is told before readers miss the story."""
    guid = "guid: urn:uuid:1\n"
    (found,) = faults(a_digest(tmp_path, a=a_story("1", guid), b=a_story("2", guid)))
    assert found == "content/stories/b.md: guid urn:uuid:1 is also in content/stories/a.md"


def test_a_published_story_has_a_date(tmp_path: Path) -> None:
    """A draft may still be without."""
    undated = a_story("1").replace("date: 2024-03-05T14:06\n", "")
    draft = a_story("2", "status: draft\n").replace("date: 2024-03-05T14:06\n", "")
    assert faults(a_digest(tmp_path, a=undated, b=draft)) == ["content/stories/a.md:1: has no date"]


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    """The line of the first byte that is wrong."""
    project = a_digest(tmp_path)
    (project.stories / "a.md").write_bytes(a_story().encode() + "Köln".encode("latin-1"))
    assert faults(project) == ["content/stories/a.md:7: it is not UTF-8"]


def test_a_vocabulary_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    """The rest is checked all the same."""
    project = a_digest(tmp_path, a=a_story())
    project.vocabulary.write_text("tag = [", "utf-8")
    report = check_digest(project)
    (problem,) = report.problems
    assert "tags.toml" in problem.file
    assert report.stories == 1


def test_a_ledger_that_is_damaged_is_named(tmp_path: Path) -> None:
    """The marks of a merge are the usual damage."""
    project = a_digest(tmp_path, a=a_story())
    project.ledger.write_text('{"ledger": 1}\n<<<<<<< HEAD\n', "utf-8")
    (found,) = faults(project)
    assert found.startswith("ledger.jsonl:2: ")


@pytest.mark.parametrize(("text", "found"), [("SITEURL = ", "pelicanconf.py:1: is not Python: "), ("SITEURL = ''", "")])
def test_settings_are_python(tmp_path: Path, text: str, found: str) -> None:
    """A slip in the settings is named with its line."""
    (tmp_path / "pelicanconf.py").write_text(text, "utf-8")
    assert "".join(faults(a_digest(tmp_path, a=a_story()))).startswith(found)


def test_a_picture_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With its story; pictures that are there, and those of other sites, are nobody's fault."""
    body = "![It]({static}/pictures/ab/1.png)\n\n![It]({static}here.png)\n\n![It](https://pictures.example/x.png)\n"
    project = a_digest(tmp_path, a=a_story("1") + "\n" + body)
    (project.stories / "here.png").write_bytes(b"it")
    fault = "content/stories/a.md: the picture {static}/pictures/ab/1.png is not there"
    assert faults(project) == [fault]
    (project.content / "pictures" / "ab").mkdir(parents=True)
    (project.content / "pictures" / "ab" / "1.png").write_bytes(b"it")
    assert faults(project) == []
