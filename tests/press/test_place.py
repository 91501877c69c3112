"""Files come whole or not at all, and unchanged ones keep their time."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from news_digest.press import Placed, WriteError, place_copy, place_text
from news_digest.press.place import place_bytes, putter


@contextmanager
def no_room(limit: int) -> Iterator[None]:
    """Let no file grow over so many bytes, as a full disk would not (setrlimit(2))."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_text_goes_into_folders_that_are_not_there_yet(tmp_path: Path) -> None:
    """The folders are made on the way."""
    assert place_text(tmp_path / "a" / "b" / "c.html", "text").changed
    assert (tmp_path / "a" / "b" / "c.html").read_text() == "text"


def test_an_unchanged_file_is_left_alone(tmp_path: Path) -> None:
    """Its time stays, so that rsync and caches see no change."""
    path = tmp_path / "a.html"
    place_text(path, "ü")
    os.utime(path, ns=(1, 1))
    assert place_text(path, "ü") == Placed(changed=False, size=2, mtime_ns=1)
    assert path.stat().st_mtime_ns == 1


def test_what_was_placed_is_told_as_it_stands(tmp_path: Path) -> None:
    """A later build compares size and time with the file's, whether it was written or left alone."""
    path = tmp_path / "a.html"
    for text, changed in (("one", True), ("one", False), ("three", True)):
        placed = place_text(str(path), text)
        assert placed == Placed(changed, path.stat().st_size, path.stat().st_mtime_ns)


def test_a_changed_file_of_the_same_length_is_written(tmp_path: Path) -> None:
    """The length alone does not decide."""
    path = tmp_path / "a.html"
    place_text(path, "one")
    assert place_text(path, "two").changed
    assert path.read_text() == "two"


def test_into_an_empty_folder_files_go_without_a_look_at_what_stands_there(tmp_path: Path) -> None:
    """With their folders, whether the folder itself is there or not."""
    for output in (tmp_path, tmp_path / "new"):
        put = putter(output)
        for name in ("a/b.html", "a/c.html", "d.html"):
            assert put(f"{output}/{name}", b"text") == Placed(
                changed=True, size=4, mtime_ns=(output / name).stat().st_mtime_ns
            )
            assert (output / name).read_bytes() == b"text"
        assert putter(output) is place_bytes


def test_an_empty_folder_without_room_is_an_error_in_words(tmp_path: Path) -> None:
    """And nothing half-written stays."""
    put = putter(tmp_path)
    with no_room(10), pytest.raises(WriteError, match="too large"):
        put(f"{tmp_path}/a.html", b"x" * 100)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    """The error names the file and the reason."""
    path = tmp_path / "a.html"
    place_text(path, "old")
    with no_room(10), pytest.raises(WriteError, match=r"a\.html: cannot be written: File too large"):
        place_text(path, "new" * 100)
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]
    assert path.read_text() == "old"


def test_a_folder_in_the_place_of_a_file_is_an_error_in_words(tmp_path: Path) -> None:
    """It is not removed: the build did not make it."""
    (tmp_path / "a.html").mkdir()
    with pytest.raises(WriteError, match="directory"):
        place_text(tmp_path / "a.html", "text")


def test_a_copy_has_the_bytes_of_its_source(tmp_path: Path) -> None:
    """And is made again only when they change."""
    source = tmp_path / "source.bin"
    source.write_bytes(bytes(range(256)))
    copy = tmp_path / "out" / "copy.bin"
    assert place_copy(source, copy) == Placed(changed=True, size=256, mtime_ns=copy.stat().st_mtime_ns)
    assert place_copy(source, copy) == Placed(changed=False, size=256, mtime_ns=copy.stat().st_mtime_ns)
    assert copy.read_bytes() == bytes(range(256))


def test_a_large_copy_is_compared_and_made_piece_by_piece(tmp_path: Path) -> None:
    """A difference in the last byte is found, and no piece is lost."""
    source, copy = tmp_path / "source.bin", tmp_path / "copy.bin"
    data = bytes(range(256)) * 10_000
    source.write_bytes(data)
    copy.write_bytes(data[:-1] + b"?")
    assert place_copy(source, copy).changed
    assert not place_copy(source, copy).changed
    assert copy.read_bytes() == data


def test_a_link_in_the_place_of_a_file_is_replaced_and_what_it_leads_to_is_not(tmp_path: Path) -> None:
    """A build writes its own files alone."""
    (tmp_path / "elsewhere.html").write_text("theirs")
    (tmp_path / "a.html").symlink_to("elsewhere.html")
    assert place_text(tmp_path / "a.html", "ours").changed
    assert not (tmp_path / "a.html").is_symlink()
    assert (tmp_path / "elsewhere.html").read_text() == "theirs"


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A static file may vanish during a build."""
    with pytest.raises(WriteError, match=r"gone\.png cannot be read"):
        place_copy(tmp_path / "gone.png", tmp_path / "copy.png")
