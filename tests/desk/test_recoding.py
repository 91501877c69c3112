"""`digest recode`, and codes that an editor changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_captures import Desk, capture
from hypothesis import given
from hypothesis import strategies as st

from news_digest.desk.recoding import recode, recoded_bytes
from news_digest.errors import CaptureError, StoryFileError
from news_digest.markdown import read_story_bytes
from news_digest.publish.codes_check import check_codes

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "---\ntitle: Ferries Return # a comment\n"
REST = "tags: [A, 'B']\n---\n\nText with story_code: \"1\".\n"


def test_a_recoded_story_keeps_all_else_of_its_file(desk: Desk) -> None:
    """Its feed id, its name, each byte but those of the two keys."""
    desk.put("a.txt", capture())
    desk.run()
    before = desk.story().read_text("utf-8")
    done = recode(desk.project, "846706", "900")
    changed = before.replace('story_code: "846706"\n', 'story_code: "900"\nformerly: ["846706"]\n')
    assert desk.story().read_text("utf-8") == changed
    assert (done.former, done.story_code) == ("846706", "900")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('story_code: "1"\n', 'story_code: "2"\nformerly: ["1"]\n'),
        ("Story_Code:   '1'  # printed\n", 'Story_Code:   "2"  # printed\nformerly: ["1"]\n'),
        ("story_code: a1\r\n", 'story_code: "2"\r\nformerly: ["a1"]\r\n'),
        ('story_code: "1"\nformerly: ["0", /a/] # old\n', 'story_code: "2"\nformerly: ["0", /a/, "1"] # old\n'),
        ('formerly:\n- "0" # first\nstory_code: "1"\n', 'formerly:\n- "0" # first\n- "1"\nstory_code: "2"\n'),
        ('story_code: "1"\nformerly:\n  - a\n', 'story_code: "2"\nformerly:\n  - a\n  - "1"\n'),
        ('story_code: "1"\nformerly: a0\n', 'story_code: "2"\nformerly: ["a0", "1"]\n'),
        ('story_code: "1"\nformerly: []\n', 'story_code: "2"\nformerly: ["1"]\n'),
        ('story_code: "1"\nformerly: ["2"]\n', 'story_code: "2"\nformerly: ["1"]\n'),
        ('story_code: "1"\nformerly: [\n  "a"\n  ]\n', 'story_code: "2"\nformerly: ["a", "1"]\n'),
    ],
)
def test_each_form_of_the_two_keys_is_changed_in_place(old: str, new: str) -> None:
    """Quotes, comments, capitals and line ends stay."""
    text = f"{HEAD}{old}{REST}"
    assert recoded_bytes(text.encode(), "2", name="a.md").decode() == f"{HEAD}{new}{REST}"


def test_a_file_with_pelicans_header_is_recoded_too() -> None:
    """In its own form."""
    text = "Title: A\nStory_code: 1\nDate: 2024-03-05\n\nText.\n"
    once = recoded_bytes(text.encode(), "2", name="a.md")
    assert once.decode() == "Title: A\nStory_code: 2\nFormerly: 1\nDate: 2024-03-05\n\nText.\n"
    assert read_story_bytes(recoded_bytes(once, "3", name="a.md"), name="a.md").formerly == ("1", "2")


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_whatever_the_codes_are_the_file_says_so_or_stays(old: str, new: str) -> None:
    """A code that would break the file is refused, and nothing else comes of it."""
    text = f"---\ntitle: A\nstory_code: {old}\ntags: [A]\n---\n\nText.\n".encode("utf-8", "surrogatepass")
    try:
        before = read_story_bytes(text, name="a.md")
        after = read_story_bytes(recoded_bytes(text, new, name="a.md"), name="a.md")
    except (CaptureError, StoryFileError):
        return
    assert after.story_code == new
    assert after.formerly[-1] == before.story_code
    assert (after.headline, after.tags, after.body) == (before.headline, before.tags, before.body)


def test_a_code_that_is_taken_is_refused_with_who_has_it(desk: Desk) -> None:
    """Whether a file has it, had it, or only the ledger knows of it."""
    desk.put("a.txt", capture())
    desk.put("b.txt", capture("Harbour Closes", code="5", body="The harbour closed on Monday after the storm came."))
    desk.put("c.txt", capture("Herring Came", code="6", body="The herring came on Sunday, and nobody had a net."))
    desk.run()
    gone = next(path for path in map(desk.project.stories.joinpath, desk.files()) if "herring" in path.name)
    gone.unlink()
    with pytest.raises(CaptureError, match=r"already the code of .*harbour-closes"):
        recode(desk.project, "846706", "5")
    with pytest.raises(CaptureError, match=r"it is the code of .*from c\.txt"):
        recode(desk.project, "846706", "6")
    recode(desk.project, "5", "7")
    with pytest.raises(CaptureError, match=r"once the code of .*harbour-closes"):
        recode(desk.project, "846706", "5")
    with pytest.raises(CaptureError, match=r"a former code of .*harbour-closes"):
        recode(desk.project, "5", "8")
    with pytest.raises(CaptureError, match="no story file has this code"):
        recode(desk.project, "404", "8")


def test_a_story_may_go_back_to_a_code_that_it_had(desk: Desk) -> None:
    """It is nobody else's."""
    desk.put("a.txt", capture())
    desk.run()
    recode(desk.project, "846706", "900")
    recode(desk.project, "900", "846706")
    story = read_story_bytes(desk.story().read_bytes(), name="a.md")
    assert (story.story_code, story.formerly) == ("846706", ("900",))


@pytest.mark.parametrize(
    "code", ["", " 1", "a\nb", "/old/", "https://a.example/", "846706", "\uff18\uff14\uff16\uff17\uff10\uff16"]
)
def test_what_is_no_other_code_is_refused(desk: Desk, code: str) -> None:
    """Before anything is written."""
    desk.put("a.txt", capture())
    desk.run()
    before = desk.story().read_bytes()
    with pytest.raises(CaptureError):
        recode(desk.project, "846706", code)
    assert desk.story().read_bytes() == before


def test_a_recoded_story_is_not_imported_again(desk: Desk) -> None:
    """The ledger keeps its entry; no seed gets the former code, and a check finds nothing wrong."""
    desk.put("a.txt", capture())
    desk.run()
    ledger = desk.project.ledger.read_bytes()
    recode(desk.project, "846706", "900")
    assert [len(items) for _, items in desk.run().lists() if items] == [1]
    assert desk.project.ledger.read_bytes() == ledger
    desk.put("b.txt", capture("Another Story", body="Another text of the same publisher with the same printed code."))
    (spiked,) = desk.run().spiked
    assert "846706" in spiked.reason
    assert check_codes(desk.project).ok


def moved_by_hand(desk: Desk) -> Path:
    """Give the only story another code by hand, and its file another name."""
    path = desk.story()
    path.write_text(path.read_text("utf-8").replace('story_code: "846706"', 'story_code: "900"'), "utf-8")
    return path.rename(desk.project.stories / "moved.md")


def test_a_code_changed_by_hand_in_a_file_that_moved_makes_no_second_story(desk: Desk) -> None:
    """The file is found by the seed that it names, and the check says that the old address leads nowhere."""
    desk.put("a.txt", capture())
    desk.run()
    moved_by_hand(desk)
    report = desk.run()
    assert [item.file for item in report.unchanged] == ["content/stories/moved.md"]
    assert desk.files() == ["moved.md"]
    (problem,) = check_codes(desk.project).problems
    assert problem.file == "content/stories/moved.md"
    assert "846706" in problem.what
    assert 'formerly: ["846706"]' in problem.remedy


def test_it_is_found_by_its_feed_id_where_the_seed_is_no_longer_named(desk: Desk) -> None:
    """An editor may have tidied that line away."""
    desk.put("a.txt", capture())
    desk.run()
    path = moved_by_hand(desk)
    path.write_text(path.read_text("utf-8").replace("seed: a.txt\n", ""), "utf-8")
    assert desk.run().unchanged
    assert desk.files() == ["moved.md"]


def test_a_former_code_of_a_story_that_no_import_made_is_taken_too(desk: Desk) -> None:
    """No new story may get it."""
    desk.project.stories.mkdir(parents=True)
    (desk.project.stories / "own.md").write_text(
        '---\ntitle: Own\nsource: Harbour Wire\nstory_code: "1"\nformerly: ["846706"]\n---\n\nText.\n', "utf-8"
    )
    desk.put("a.txt", capture())
    (spiked,) = desk.run().spiked
    assert "was once that of own.md" in spiked.reason


def test_two_files_that_had_one_code_are_named(desk: Desk) -> None:
    """By the check, each with the other."""
    desk.project.stories.mkdir(parents=True)
    for name, front in (("a", 'story_code: "1"'), ("b", 'story_code: "2"\nformerly: ["1"]')):
        (desk.project.stories / f"{name}.md").write_text(f"---\ntitle: A\n{front}\n---\n\nText.\n", "utf-8")
    (problem,) = check_codes(desk.project).problems
    assert str(problem).startswith("content/stories/b.md: formerly: 1 is that of content/stories/a.md, too")
