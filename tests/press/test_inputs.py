"""Every input of a build is seen by its stamp, and none twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from news_digest.press import Stamp, UnreadableFolderError, stamp_of, stamps_below


def everything(_name: str) -> bool:
    """Keep every file."""
    return True


def nothing(_name: str) -> bool:
    """Skip no folder."""
    return False


def stamps(root: Path) -> dict[str, Stamp]:
    """Return the stamps of all files below a folder."""
    return stamps_below(root, everything, nothing)


def a_file(path: Path, text: str = "text") -> Path:
    """Write a file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_files_are_named_from_the_root_with_slashes(tmp_path: Path) -> None:
    """Whatever the depth."""
    for name in ("a.md", "b/c.md", "b/d/e.md"):
        a_file(tmp_path / name)
    assert stamps(tmp_path).keys() == {"a.md", "b/c.md", "b/d/e.md"}


def test_a_stamp_has_both_times_the_size_and_the_inode(tmp_path: Path) -> None:
    """They are the file's own, as `stat` tells them."""
    found = a_file(tmp_path / "a.md").stat()
    stamp = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
    assert stamps(tmp_path) == {"a.md": stamp}
    assert stamp_of(tmp_path / "a.md") == stamp


def test_files_are_kept_and_folders_skipped_by_their_names(tmp_path: Path) -> None:
    """A skipped folder is not looked into; a file of its name may be kept."""
    for name in ("a.md", "a.txt", ".git/b.md", "sub/.git"):
        a_file(tmp_path / name)
    found = stamps_below(tmp_path, lambda name: name != "a.txt", lambda name: name.startswith("."))
    assert found.keys() == {"a.md", "sub/.git"}


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
    assert stamps(root) == {"one.md": target, "folder/a.md": target}


def test_two_links_to_one_folder_are_no_ring(tmp_path: Path) -> None:
    """Its files stand below both names."""
    a_file(tmp_path / "elsewhere" / "a.md")
    for name in ("root/one", "root/two"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    assert stamps(tmp_path / "root").keys() == {"one/a.md", "two/a.md"}


@pytest.mark.parametrize("leading_to", [".", "..", "../.."])
def test_a_ring_of_links_is_left_where_it_closes(tmp_path: Path, leading_to: str) -> None:
    """No file is found a second time by the way back."""
    a_file(tmp_path / "sub" / "deep" / "a.md")
    (tmp_path / "sub" / "deep" / "back").symlink_to(leading_to)
    assert stamps(tmp_path).keys() == {"sub/deep/a.md"}


@pytest.mark.parametrize("leading_to", ["nowhere.md", "broken.md"])
def test_a_link_to_nowhere_has_a_stamp_of_its_own(tmp_path: Path, leading_to: str) -> None:
    """Reading it says what is wrong; leaving it out would hide that."""
    (tmp_path / "broken.md").symlink_to(leading_to)
    stamp = stamps(tmp_path)["broken.md"]
    assert stamp[3] == (tmp_path / "broken.md").lstat().st_ino


def test_a_root_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    """A theme need not have a folder of assets."""
    assert stamps(tmp_path / "none") == {}
    assert stamps(a_file(tmp_path / "a.md")) == {}
    assert stamp_of(tmp_path / "none" / "a.md") is None


def test_a_folder_that_cannot_be_listed_is_an_error(tmp_path: Path) -> None:
    """Its stories would vanish from the site without a word."""
    (tmp_path / "stories").symlink_to("stories")
    with pytest.raises(UnreadableFolderError, match="stories: cannot be listed: Too many levels of symbolic links"):
        stamps(tmp_path / "stories")
