"""Every input of a build is seen by its stamp, and none twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from news_digest.errors import UnreadableFolderError
from news_digest.stamps import earliest_after, stamp_of, stamps_below


def a_file(path: Path, text: str = "text") -> Path:
    """Write a file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_files_are_named_from_the_root_with_slashes(tmp_path: Path) -> None:
    """Whatever the depth."""
    for name in ("a.md", "b/c.md", "b/d/e.md"):
        a_file(tmp_path / name)
    assert stamps_below(tmp_path).keys() == {"a.md", "b/c.md", "b/d/e.md"}


@pytest.mark.parametrize("mtime_ns", [1, 5_000_000_000, -7_000_000_000, 2**64 + 5_000_000_000])
def test_a_file_has_one_stamp_however_it_is_come_upon(tmp_path: Path, mtime_ns: int) -> None:
    """Whatever its time; that of the year 2600 as well."""
    path = a_file(tmp_path / "a.md")
    os.utime(path, ns=(mtime_ns, mtime_ns))
    assert stamps_below(tmp_path) == {"a.md": stamp_of(path)}


@pytest.mark.parametrize("age_ns", [-60_000_000_000, 60_000_000_000])
def test_stamps_are_in_the_order_of_the_last_change(tmp_path: Path, age_ns: int) -> None:
    """It is the later of both times: that of the file's bytes, or that of anything else of it."""
    path = a_file(tmp_path / "a.md")
    changed = path.stat().st_ctime_ns
    os.utime(path, ns=(changed - age_ns, changed - age_ns))
    latest = max(path.stat().st_ctime_ns, path.stat().st_mtime_ns)
    stamp = stamp_of(path)
    assert stamp
    assert stamp > earliest_after(latest - 1)
    assert stamp < earliest_after(latest)


def test_files_and_folders_are_left_out_by_their_names(tmp_path: Path) -> None:
    """What is left out is not looked into."""
    for name in ("a.md", "a.txt", ".git/b.md", "sub/c.md"):
        a_file(tmp_path / name)
    found = stamps_below(tmp_path, lambda name: name == "a.txt" or name.startswith("."))
    assert found.keys() == {"a.md", "sub/c.md"}


def test_folders_are_left_out_by_their_paths(tmp_path: Path) -> None:
    """As files are named: with what their names begin with."""
    for name in ("a.md", "drafts/b.md", "sub/drafts/c.md"):
        a_file(tmp_path / name)
    found = stamps_below(tmp_path, start="stories/", without=("stories/drafts/",))
    assert found.keys() == {"stories/a.md", "stories/sub/drafts/c.md"}


def test_another_file_in_the_place_of_one_is_noticed(tmp_path: Path) -> None:
    """Its size and time may be the old one's, as after `cp -p` or `mv`."""
    path, other = a_file(tmp_path / "a.md", "one"), a_file(tmp_path / "b.md", "two")
    os.utime(path, ns=(5, 5))
    os.utime(other, ns=(5, 5))
    before = stamp_of(path)
    other.replace(path)
    assert stamp_of(path) != before


def test_links_to_files_and_folders_are_followed(tmp_path: Path) -> None:
    """A linked file has the stamp of what it leads to."""
    a_file(tmp_path / "elsewhere" / "a.md")
    root = tmp_path / "root"
    root.mkdir()
    (root / "one.md").symlink_to(tmp_path / "elsewhere" / "a.md")
    (root / "folder").symlink_to(tmp_path / "elsewhere")
    target = stamp_of(tmp_path / "elsewhere" / "a.md")
    assert stamps_below(root) == {"one.md": target, "folder/a.md": target}


def test_two_links_to_one_folder_are_no_ring(tmp_path: Path) -> None:
    """Its files stand below both names."""
    a_file(tmp_path / "elsewhere" / "a.md")
    for name in ("root/one", "root/two"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    assert stamps_below(tmp_path / "root").keys() == {"one/a.md", "two/a.md"}


@pytest.mark.parametrize("leading_to", [".", "..", "../.."])
def test_a_ring_of_links_is_left_where_it_closes(tmp_path: Path, leading_to: str) -> None:
    """No file is found a second time by the way back."""
    a_file(tmp_path / "sub" / "deep" / "a.md")
    (tmp_path / "sub" / "deep" / "back").symlink_to(leading_to)
    assert stamps_below(tmp_path).keys() == {"sub/deep/a.md"}


@pytest.mark.parametrize("leading_to", ["nowhere.md", "broken.md"])
def test_a_link_to_nowhere_has_a_stamp_of_its_own(tmp_path: Path, leading_to: str) -> None:
    """Reading it says what is wrong; leaving it out would hide that."""
    (tmp_path / "broken.md").symlink_to(leading_to)
    stamp = stamps_below(tmp_path)["broken.md"]
    (tmp_path / "broken.md").unlink()
    (tmp_path / "broken.md").symlink_to("elsewhere.md")
    assert stamps_below(tmp_path)["broken.md"] != stamp


def test_a_root_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    """A theme need not have a folder of assets."""
    assert stamps_below(tmp_path / "none") == {}
    assert stamps_below(a_file(tmp_path / "a.md")) == {}
    assert stamp_of(tmp_path / "none" / "a.md") is None


def test_a_folder_that_cannot_be_listed_is_an_error(tmp_path: Path) -> None:
    """Its stories would vanish from the site without a word."""
    (tmp_path / "stories").symlink_to("stories")
    with pytest.raises(UnreadableFolderError, match="stories: cannot be listed: Too many levels of symbolic links"):
        stamps_below(tmp_path / "stories")
