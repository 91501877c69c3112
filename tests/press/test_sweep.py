"""What is gone leaves the output folder, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from news_digest.press import (
    Intents,
    OutsideOutputError,
    RemoveError,
    WriteError,
    left_over,
    remove_files,
    sweep_asides,
)


def a_site(root: Path, *names: str) -> Path:
    """Write files with those names into a folder and return it."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def tree(root: Path) -> set[str]:
    """Return all files and folders below a folder; folders end with a slash."""
    return {path.relative_to(root).as_posix() + ("/" if path.is_dir() else "") for path in root.rglob("*")}


def test_files_go_with_the_folders_that_they_leave_empty(tmp_path: Path) -> None:
    """However deep they stand; the folder of another page stays."""
    a_site(tmp_path, "tags/a/b/index.html", "tags/a/c.html", "tags/d.html")
    assert remove_files(tmp_path, ["tags/a/b/index.html", "tags/a/c.html"]) == 2
    assert tree(tmp_path) == {"tags/", "tags/d.html"}


def test_the_output_folder_itself_stays(tmp_path: Path) -> None:
    """Also when its last page is gone."""
    output = a_site(tmp_path / "output", "a/index.html", "index.html")
    assert remove_files(output, ["a/index.html", "index.html"]) == 2
    assert tree(tmp_path) == {"output/"}


def test_a_file_of_somebody_else_keeps_its_folder(tmp_path: Path) -> None:
    """Only what is named is removed."""
    a_site(tmp_path, "tags/a/index.html", "tags/a/note.txt")
    assert remove_files(tmp_path, ["tags/a/index.html"]) == 1
    assert tree(tmp_path) == {"tags/", "tags/a/", "tags/a/note.txt"}


def test_an_empty_folder_of_somebody_else_stays(tmp_path: Path) -> None:
    """It was not emptied by this build."""
    (tmp_path / "theirs" / "deep").mkdir(parents=True)
    a_site(tmp_path, "theirs/a.html")
    remove_files(tmp_path, ["theirs/a.html"])
    assert tree(tmp_path) == {"theirs/", "theirs/deep/"}


def test_what_a_removal_cut_short_has_left_is_finished(tmp_path: Path) -> None:
    """The files may be gone already, and some of their folders."""
    (tmp_path / "tags" / "a").mkdir(parents=True)
    assert remove_files(tmp_path, ["tags/a/b/index.html", "tags/a/c.html"]) == 0
    assert tree(tmp_path) == set()


def test_a_folder_in_the_place_of_a_file_stays(tmp_path: Path) -> None:
    """A page never was a folder."""
    a_site(tmp_path, "a.html/note.txt", "b")
    assert remove_files(tmp_path, ["a.html", "b/index.html"]) == 0
    assert tree(tmp_path) == {"a.html/", "a.html/note.txt", "b"}


def test_nothing_is_removed_through_a_link_that_leads_outside(tmp_path: Path) -> None:
    """Neither files nor folders."""
    a_site(tmp_path, "elsewhere/deep/a.html")
    output = a_site(tmp_path / "output", "index.html")
    (output / "tags").symlink_to(tmp_path / "elsewhere")
    (output / "up").symlink_to(tmp_path)
    assert remove_files(output, ["tags/deep/a.html", "up/elsewhere/deep/a.html"]) == 0
    assert (tmp_path / "elsewhere" / "deep" / "a.html").is_file()


def test_a_link_in_the_place_of_a_file_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    """Pelican may have made it: STATIC_CREATE_LINKS."""
    a_site(tmp_path, "source.png")
    output = tmp_path / "output"
    output.mkdir()
    (output / "a.png").symlink_to(tmp_path / "source.png")
    assert remove_files(output, ["a.png"]) == 1
    assert tree(tmp_path) == {"output/", "source.png"}


def test_a_link_within_the_output_folder_is_followed(tmp_path: Path) -> None:
    """What stands there is the site's own; the link is not."""
    a_site(tmp_path, "tags/a/b.html", "index.html")
    (tmp_path / "topics").symlink_to("tags")
    assert remove_files(tmp_path, ["topics/a/b.html"]) == 1
    assert not (tmp_path / "tags").exists()
    assert (tmp_path / "topics").is_symlink()


def test_the_output_folder_may_be_a_link(tmp_path: Path) -> None:
    """It is where the user wants the site."""
    a_site(tmp_path / "disk", "a/index.html")
    (tmp_path / "output").symlink_to(tmp_path / "disk")
    assert remove_files(tmp_path / "output", ["a/index.html"]) == 1
    assert tree(tmp_path / "disk") == set()


@pytest.mark.parametrize("name", ["../a.html", "/etc/a.html", "tags/../../a.html"])
def test_a_name_outside_the_output_folder_is_refused(tmp_path: Path, name: str) -> None:
    """A record may be damaged."""
    a_site(tmp_path, "a.html", "output/index.html")
    with pytest.raises(OutsideOutputError):
        remove_files(tmp_path / "output", [name])
    assert (tmp_path / "a.html").is_file()


def test_a_file_that_cannot_be_removed_is_named(tmp_path: Path) -> None:
    """With what the system says of it."""
    with pytest.raises(RemoveError, match=r"a+: cannot be removed: File name too long"):
        remove_files(tmp_path, ["a" * 300])


def test_half_written_files_are_swept_up_and_others_are_not(tmp_path: Path) -> None:
    """Wherever the build was cut short."""
    a_site(tmp_path, ".digest-part12", "a/b/.digest-part345", "a/.digest-partner", ".digest-part", "a/index.html")
    assert sweep_asides(tmp_path) == 2
    assert tree(tmp_path) == {"a/", "a/b/", "a/.digest-partner", ".digest-part", "a/index.html"}


def test_a_site_that_was_never_built_needs_no_sweeping(tmp_path: Path) -> None:
    """There is no folder."""
    assert sweep_asides(tmp_path / "none") == 0
    assert remove_files(tmp_path / "none", ["a/index.html"]) == 0


def test_a_build_with_an_end_leaves_no_intents(tmp_path: Path) -> None:
    """Whatever it announced."""
    intents = Intents(tmp_path / "record" / "intents")
    intents.announce(["a.html"])
    assert left_over(intents.path) == {"a.html"}
    intents.over()
    intents.over()
    assert left_over(intents.path) is None


def test_a_build_without_an_end_leaves_all_that_it_announced(tmp_path: Path) -> None:
    """Also when the build that repairs is cut short as well; names may hold any character."""
    intents = Intents(tmp_path / "intents")
    intents.announce(["a.html", "b\nc/ü.html"])
    intents.announce([])
    Intents(tmp_path / "intents").announce(["\udcff.png"])
    assert left_over(intents.path) == {"a.html", "b\nc/ü.html", "\udcff.png"}


@pytest.mark.parametrize("written", [0, 1, 5, 14])
def test_an_announcement_cut_short_is_no_announcement(tmp_path: Path, written: int) -> None:
    """None of its files was made; the build is seen to have had no end, and the next is understood."""
    intents = Intents(tmp_path / "intents")
    intents.announce(["one.html", "two.html"])
    intents.path.write_bytes(intents.path.read_bytes()[:written])
    assert left_over(intents.path) == set()
    intents.announce(["three.html"])
    assert left_over(intents.path) == {"three.html"}


def test_intents_that_cannot_be_told_are_an_error(tmp_path: Path) -> None:
    """Nothing may be made then."""
    (tmp_path / "intents").mkdir()
    with pytest.raises(WriteError, match="intents: cannot be written"):
        Intents(tmp_path / "intents").announce(["a.html"])


@pytest.mark.parametrize(
    "line", ["5", '{"a": 1}', "null", '["../a.html", 7, "/etc/passwd", "", "\\ud800"]', '"a.html"']
)
def test_a_damaged_announcement_names_nothing_else(tmp_path: Path, line: str) -> None:
    """It tells that there was no end, and what of it names files of the site."""
    intents = tmp_path / "intents"
    intents.write_text(f'["b.html"]\n{line}\n')
    assert left_over(intents) == {"b.html"}


def test_an_announcement_that_cannot_be_read_is_one_all_the_same(tmp_path: Path) -> None:
    """What it says is lost."""
    assert left_over(tmp_path) == frozenset()
