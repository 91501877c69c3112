"""What becomes of each seed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_captures import capture

from news_digest.errors import SettingsError
from news_digest.markdown import read_story

if TYPE_CHECKING:
    from desk_captures import Desk


def test_a_new_seed_becomes_a_story_file_with_its_code_in_its_name(desk: Desk) -> None:
    """The file has everything that the story needs for ever: code, slug, guid and the seed's name."""
    desk.put("harbour/one.txt", capture())
    report = desk.run()
    assert [item.file for item in report.imported] == [
        "content/stories/2024/03/846706-ferries-return-to-the-northern-islands.md"
    ]
    story = read_story(desk.story().read_text("utf-8"), name="it")
    assert (story.story_code, story.seed) == ("846706", "harbour/one.txt")
    assert story.slug == "ferries-return-to-the-northern-islands"
    assert story.guid
    assert story.guid.startswith("urn:uuid:")
    assert report.ok


def test_a_second_import_writes_nothing(desk: Desk) -> None:
    """No file's bytes, inode or time change where no seed changed."""
    desk.put("one.txt", capture())
    desk.put("two.txt", capture(code=None))
    desk.run()
    before = desk.stamps()
    report = desk.run()
    assert desk.stamps() == before
    assert [item.seed for item in report.unchanged] == ["one.txt", "two.txt"]


def test_reading_everything_again_writes_nothing_new(desk: Desk) -> None:
    """The same bytes by the same rules make the same file."""
    desk.put("one.txt", capture())
    desk.run()
    before = desk.stamps()
    assert desk.run(reread=True).unchanged
    assert desk.stamps() == before


def test_a_changed_seed_changes_its_story_and_not_its_names(desk: Desk) -> None:
    """Code, slug, guid and place were given once; the words are those of the capture."""
    desk.put("one.txt", capture(code=None))
    desk.run()
    path, old = desk.story(), read_story(desk.story().read_text("utf-8"), name="old")
    desk.put(
        "one.txt", capture("Ferries Stay Away", code=None, body="No ferry left on Tuesday, said the harbour office.")
    )
    report = desk.run()
    assert [item.seed for item in report.changed] == ["one.txt"]
    assert desk.story() == path
    new = read_story(path.read_text("utf-8"), name="new")
    assert (new.headline, new.body) == ("Ferries Stay Away", "No ferry left on Tuesday, said the harbour office.")
    assert (new.story_code, new.slug, new.guid) == (old.story_code, old.slug, old.guid)


def test_what_was_edited_by_hand_stays_where_the_seed_changed_the_same(desk: Desk) -> None:
    """The seed's new words wait until somebody settles it; the report says so each time."""
    desk.put("one.txt", capture())
    desk.run()
    edited = desk.story().read_text("utf-8").replace("forty people", "41 people")
    desk.story().write_text(edited, "utf-8")
    desk.put("one.txt", capture(body="The ferry came back at noon, and nobody had been seasick."))
    report = desk.run()
    assert [(item.seed, item.reason) for item in report.kept] == [
        ("one.txt", "the text: changed by hand and in the capture as well; your text stands")
    ]
    assert "digest conflicts 846706" in report.kept[0].remedy
    assert report.ok
    for _ in range(2):
        assert desk.story().read_text("utf-8") == edited
        report = desk.run()
        assert report.unchanged
        assert report.unsettled == ("846706",)
        assert "digest conflicts" in report.as_table()


def test_an_edited_file_of_an_unchanged_seed_is_no_news(desk: Desk) -> None:
    """An editor's copy may differ from its capture for ever."""
    desk.put("one.txt", capture())
    desk.run()
    desk.story().write_text(desk.story().read_text("utf-8") + "\nMore.\n", "utf-8")
    assert desk.run().unchanged
    assert desk.story().read_text("utf-8").endswith("More.\n")


def test_line_ends_that_git_changed_are_no_edit(desk: Desk) -> None:
    """On Windows a checkout may have CRLF where we wrote LF."""
    desk.put("one.txt", capture())
    desk.run()
    desk.story().write_bytes(desk.story().read_bytes().replace(b"\n", b"\r\n"))
    desk.put("one.txt", capture(body="The ferry came back at noon, and nobody had been seasick."))
    assert desk.run().changed


def test_a_deleted_story_is_not_made_again(desk: Desk) -> None:
    """Who deletes a story wants it gone, also when its seed changes."""
    desk.put("one.txt", capture())
    desk.run()
    desk.story().unlink()
    assert [item.seed for item in desk.run().deleted] == ["one.txt"]
    desk.put("one.txt", capture(body="The ferry came back at noon, and nobody had been seasick."))
    assert desk.run().deleted
    assert desk.files() == []


def test_a_story_file_that_was_moved_is_found(desk: Desk) -> None:
    """An editor may file stories otherwise; the code tells which is which."""
    desk.put("one.txt", capture())
    desk.run()
    kept = desk.project.stories / "front-page" / "ferries.md"
    kept.parent.mkdir()
    desk.story().rename(kept)
    assert desk.run().unchanged
    desk.put("one.txt", capture(body="The ferry came back at noon, and nobody had been seasick."))
    assert desk.run().changed
    assert desk.files() == ["front-page/ferries.md"]


def test_a_seed_that_is_gone_leaves_its_story(desk: Desk) -> None:
    """Captures may be cleared away; stories stay, and so do their codes."""
    desk.put("one.txt", capture()).unlink()
    desk.put("one.txt", capture())
    desk.run()
    (desk.project.seeds / "one.txt").unlink()
    report = desk.run()
    assert report.ok
    assert len(desk.files()) == 1
    desk.put("other.txt", capture("A Harvest Without Rain", body="Somebody else's words under the very same code."))
    assert "846706" in desk.run().spiked[0].reason


def test_a_renamed_seed_keeps_its_story(desk: Desk) -> None:
    """The bytes tell that it is the same capture; the file says where it lies now."""
    seed = desk.put("one.txt", capture(code=None))
    desk.run()
    path = desk.story()
    seed.rename(seed.with_name("renamed.txt"))
    assert [item.seed for item in desk.run().changed] == ["renamed.txt"]
    assert desk.story() == path
    assert "seed: renamed.txt" in path.read_text("utf-8")
    assert [item.seed for item in desk.run().unchanged] == ["renamed.txt"]


def test_the_same_bytes_twice_are_one_story(desk: Desk) -> None:
    """A capture saved twice is a duplicate and no error."""
    desk.put("a.txt", capture(code=None))
    desk.put("b.txt", capture(code=None))
    for _ in range(2):
        report = desk.run()
        assert [item.seed for item in report.duplicates] == ["b.txt"]
        assert "a.txt" in report.duplicates[0].reason
        assert report.ok
        assert len(desk.files()) == 1


def test_two_stories_of_one_source_with_one_code_cannot_both_stand(desk: Desk) -> None:
    """The second is named together with the first and what to do; the first stands."""
    desk.put("a.txt", capture())
    desk.put("b.txt", capture("Another Story", body="The same code, but quite another text, by the same source."))
    report = desk.run()
    (spike,) = report.spiked
    assert spike.seed == "b.txt"
    assert "846706" in spike.reason
    assert "a.txt" in spike.reason
    assert "content/stories" not in spike.reason or "846706-ferries" in spike.reason
    assert spike.remedy
    assert not report.ok
    assert len(desk.files()) == 1


def test_two_sources_printing_one_code_are_told_apart(desk: Desk) -> None:
    """The second story's code names its source, and the printed one is kept for those that refer to it."""
    desk.put("a.txt", capture())
    desk.put("b.txt", capture("Another Matter", source="North Post"))
    assert [item.story_code for item in desk.run().imported] == ["846706", "846706-north-post"]
    story = read_story((desk.project.stories / desk.files()[1]).read_text("utf-8"), name="b")
    assert story.extra == {"printed_code": "846706"}


def test_codes_that_differ_in_case_are_the_same_code(desk: Desk) -> None:
    """On many file systems AB1 and ab1 are one folder."""
    desk.put("a.txt", capture(code="AB17"))
    desk.put("b.txt", capture("Another Matter", code="ab17", source="North Post"))
    assert [item.story_code for item in desk.run().imported] == ["AB17", "ab17-north-post"]


def test_a_code_of_a_story_that_was_written_by_hand_is_taken(desk: Desk) -> None:
    """Files that no import made count as well."""
    own = desk.project.stories / "mine.md"
    own.parent.mkdir(parents=True)
    own.write_text('---\ntitle: Mine\ndate: 2024-03-05\nstory_code: "846706"\n---\n\nWords.\n', "utf-8")
    desk.put("a.txt", capture(source=None))
    (spike,) = desk.run().spiked
    assert "mine.md" in spike.reason
    assert desk.files() == ["mine.md"]


def test_a_file_that_no_import_made_is_not_overwritten(desk: Desk) -> None:
    """It may be anybody's."""
    own = desk.project.stories / "2024" / "03" / "846706-ferries-return-to-the-northern-islands.md"
    own.parent.mkdir(parents=True)
    own.write_text("My notes.\n", "utf-8")
    desk.put("a.txt", capture())
    assert own.name in desk.run().spiked[0].reason
    assert own.read_text("utf-8") == "My notes.\n"


def test_a_story_needs_its_day(desk: Desk) -> None:
    """The capture is spiked, and the remedy is a line that works."""
    desk.put("a.txt", capture(date=None))
    (spike,) = desk.run().spiked
    assert "date" in spike.reason
    assert "Published: 2024-03-05" in spike.remedy
    desk.put("a.txt", "Published: 2024-03-05\n" + capture(date=None))
    assert desk.run().imported


def test_another_story_under_a_seed_s_name_does_not_overwrite_the_first(desk: Desk) -> None:
    """`latest.txt` saved every day would lose all stories but one."""
    desk.put("latest.txt", capture())
    desk.run()
    before = desk.story().read_bytes()
    desk.put("latest.txt", capture("Bridge Opens", code="846999"))
    assert "846999" in desk.run().spiked[0].reason
    assert desk.story().read_bytes() == before


def test_another_story_without_a_code_does_not_overwrite_the_first_either(desk: Desk) -> None:
    """Neither headline nor day is the same."""
    desk.put("latest.txt", capture(code=None))
    desk.run()
    desk.put("latest.txt", capture("Bridge Opens", code=None, date="2024-03-09 08:00"))
    assert "another story" in desk.run().spiked[0].reason
    assert "Ferries" in desk.story().read_text("utf-8")


def test_a_minted_code_does_not_depend_on_the_other_seeds(desk: Desk) -> None:
    """The same capture has the same code in every digest and in any order."""
    desk.put("m.txt", capture(code=None))
    code = desk.run().imported[0].story_code
    desk.project.ledger.unlink()
    desk.story().unlink()
    desk.put("a.txt", capture("Another Matter", code=None))
    assert desk.run().imported[1].story_code == code


def test_two_headlines_alike_have_two_slugs(desk: Desk) -> None:
    """Pelican takes stories of one slug for translations of each other."""
    desk.put("a.txt", capture(code=None))
    desk.put("b.txt", capture(code=None, source="North Post"))
    desk.run()
    slugs = [read_story((desk.project.stories / file).read_text("utf-8"), name=file).slug for file in desk.files()]
    assert len(set(slugs)) == 2


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    """Also two seeds with one code are seen."""
    desk.put("a.txt", capture())
    desk.put("b.txt", capture(body="The same code, but quite another text under it, by the same source."))
    planned = desk.run(dry_run=True)
    assert not desk.project.stories.exists()
    assert not desk.project.ledger.exists()
    assert planned == desk.run()


def test_without_seeds_there_is_nothing_to_write(desk: Desk) -> None:
    """Not even a ledger; only what may be deleted at any time."""
    assert desk.run().ok
    desk.project.seeds.rmdir()
    assert desk.run().ok
    assert [path.name for path in desk.project.root.iterdir()] == [".digest"]


def test_a_damaged_vocabulary_stops_the_import_once(desk: Desk) -> None:
    """It is one fault, not one of every seed."""
    desk.put("a.txt", capture())
    desk.project.vocabulary.write_text("[[tag]\n", "utf-8")
    with pytest.raises(SettingsError, match=r"tags\.toml"):
        desk.run()


def test_the_report_as_json_has_every_list_and_its_count(desk: Desk) -> None:
    """Programs may rely on the keys."""
    desk.put("a.txt", capture())
    desk.put("b.txt", "")
    found = desk.run().as_dict()
    json.dumps(found)
    assert found["counts"] == {
        "imported": 1,
        "changed": 0,
        "unchanged": 0,
        "merged": 0,
        "kept": 0,
        "deleted": 0,
        "duplicates": 0,
        "spiked": 1,
    }
    assert found["ok"] is False
    (imported,) = found["imported"]  # type: ignore[misc]
    assert imported["story_code"] == "846706"
    assert found["spiked"] == [
        {
            "seed": "b.txt",
            "story_code": None,
            "file": None,
            "doubts": (),
            "assumed_zone": None,
            "diff": "",
            "reason": "it is empty",
            "remedy": "copy the story's text into it, or remove it",
        }
    ]


def test_a_code_that_an_editor_gave_is_taken(desk: Desk) -> None:
    """The story file says what a story's code is, whatever it was imported as."""
    desk.put("a.txt", capture())
    desk.run()
    desk.story().write_text(desk.story().read_text("utf-8").replace("846706", "900"), "utf-8")
    desk.put("b.txt", capture("Another Matter of the Islands", code="900"))
    (spike,) = desk.run().spiked
    assert "a.txt" in spike.reason


def test_more_than_eight_printed_tags_all_stay(desk: Desk) -> None:
    """What the capture says is not cut; what is computed fills up to eight."""
    tags = [f"Matter {letter}" for letter in "ABCDEFGHIJ"]
    desk.put("a.txt", capture() + "Tags: " + ", ".join(tags) + "\n")
    desk.run()
    assert read_story(desk.story().read_text("utf-8"), name="a").tags == tuple(tags)


def test_a_deleted_story_comes_back_as_the_report_advises(desk: Desk) -> None:
    """It is made again from its seed, and the others are left alone."""
    desk.put("a.txt", capture())
    desk.put("b.txt", capture("Another Matter of the Islands", code="12"))
    desk.run()
    path = desk.project.stories / desk.files()[1]
    before = path.read_bytes()
    path.unlink()
    (item,) = desk.run().deleted
    assert item.remedy.endswith(f"digest restore {item.story_code}")
    assert [one.story_code for one in desk.run(restore=frozenset({item.story_code})).changed] == [item.story_code]
    assert path.read_bytes() == before
    assert len(desk.run().unchanged) == 2


def test_a_deleted_story_without_its_line_in_the_ledger_is_new(desk: Desk) -> None:
    """Who takes the line out has the story again, too."""
    desk.put("a.txt", capture())
    desk.put("b.txt", capture("Another Matter of the Islands", code="12"))
    desk.run()
    path = desk.project.stories / desk.files()[1]
    path.unlink()
    assert desk.run().deleted
    lines = desk.project.ledger.read_text("utf-8").splitlines(keepends=True)
    desk.project.ledger.write_text("".join(line for line in lines if path.name not in line), "utf-8")
    assert len(desk.run().imported) == 1
    assert path.exists()
