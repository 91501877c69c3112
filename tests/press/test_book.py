"""What was built is kept between builds, and a book that is not what its seal says is not read."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from news_digest.press.book import (
    Output,
    Shelf,
    altered,
    break_seal,
    close_book,
    connect,
    drop_outputs,
    facts,
    new_book,
    open_book,
    output_at,
    output_of,
    outputs_below,
    put_fact,
    put_outputs,
    why_closed,
)
from news_digest.press.errors import BookError
from news_digest.press.listed import list_files, listed_files


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a shelf with a sealed book that has one fact."""
    found = Shelf.of(tmp_path, tmp_path / "output")
    found.folder.mkdir()
    write(found)
    return found


def write(shelf: Shelf, value: object = "kept", mark: str = "mark") -> None:
    """Write a new book with a fact and seal it."""
    with closing(new_book(shelf)) as book:
        put_fact(book, "fact", value)
        close_book(book, shelf, mark)


def read(shelf: Shelf, mark: str | None = "mark") -> object:
    """Return the fact that is kept, None if the book is not good for this mark."""
    book = open_book(shelf, mark)
    if book is None:
        return None
    try:
        return facts(book, "fact")
    finally:
        book.close()


@pytest.mark.parametrize("value", ["text", 7, None, ["a", ("b", 2)], {"a": {"b": {1, 2}}}, "\udcff", 2**70])
def test_a_fact_comes_back_as_it_was(shelf: Shelf, value: object) -> None:
    """Text, numbers, and what holds them."""
    write(shelf, value)
    assert read(shelf) == value


def test_a_fact_that_nobody_kept_is_none(shelf: Shelf) -> None:
    """As in a book of an earlier build that did not know of it."""
    book = open_book(shelf, "mark")
    assert book
    assert facts(book, "other") is None
    book.close()


def test_a_book_is_good_under_its_own_mark_alone(shelf: Shelf) -> None:
    """Other settings or other code print otherwise."""
    assert read(shelf) == "kept"
    assert read(shelf, "other") is None
    assert read(shelf, None) == "kept"


def test_a_book_that_other_code_wrote_is_not_read(shelf: Shelf) -> None:
    """Under whichever mark: it may have packed its values otherwise."""
    shelf.seal.write_text(json.dumps(json.loads(shelf.seal.read_text()) | {"code": "older"}))
    assert read(shelf, None) is None
    assert read(shelf) is None
    assert why_closed(shelf, "mark") == "settings, code or packages changed"


def test_a_new_book_takes_the_place_of_the_old_when_it_is_closed(shelf: Shelf) -> None:
    """And leaves nothing beside it."""
    book = new_book(shelf)
    put_fact(book, "fact", "new")
    assert read(shelf) == "kept"
    close_book(book, shelf, "mark")
    assert read(shelf) == "new"
    assert {path.name for path in shelf.folder.iterdir()} == {shelf.book.name, shelf.seal.name}


def test_a_new_book_that_was_never_closed_is_swept(shelf: Shelf) -> None:
    """Its build was killed; the old one is good until the next begins to write."""
    left = new_book(shelf)
    put_fact(left, "fact", "half")
    left.close()
    assert read(shelf) == "kept"
    book = new_book(shelf)
    assert facts(book, "fact") is None
    book.close()


def test_what_a_killed_build_left_undone_never_reaches_a_new_book(shelf: Shelf) -> None:
    """SQLite rolls back whatever lies beside a book, as if it were of this one."""
    fill = "INSERT INTO outputs (save_as, kind) VALUES (?, ?)"
    with closing(new_book(shelf)) as book:
        book.executemany(fill, ((f"{number:05}", "old" * 99) for number in range(2000)))
        close_book(book, shelf, "mark")
    killed = connect(shelf.book)
    killed.execute("PRAGMA cache_size=1")  # so that much of it is in the file before it is committed
    killed.execute("BEGIN")
    killed.execute("UPDATE outputs SET kind = ?", ("half" * 99,))
    left = shelf.journal.read_bytes()
    killed.close()
    shelf.journal.write_bytes(left)
    break_seal(shelf)
    with closing(new_book(shelf)) as book:
        book.executemany(fill, ((f"{number:05}", "new" * 99) for number in range(1000)))
        close_book(book, shelf, "mark")
    book = open_book(shelf, "mark")
    assert book
    assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert book.execute("SELECT DISTINCT kind, COUNT(*) FROM outputs").fetchall() == [("new" * 99, 1000)]
    book.close()


def cut(shelf: Shelf) -> None:
    """Take the book's end away."""
    os.truncate(shelf.book, shelf.book.stat().st_size // 2)


def touch(shelf: Shelf) -> None:
    """Give the book another time, as a copy of it has."""
    os.utime(shelf.book, (1, 1))


def damage_seal(shelf: Shelf) -> None:
    """Write what is no JSON."""
    shelf.seal.write_bytes(b"\xff{")


def seal_as_list(shelf: Shelf) -> None:
    """Write other JSON."""
    shelf.seal.write_text("[1]")


def seal_as_format(shelf: Shelf) -> None:
    """Seal the book as one with other tables."""
    shelf.seal.write_text(json.dumps(json.loads(shelf.seal.read_text()) | {"format": -1}))


def lose_book(shelf: Shelf) -> None:
    """Remove the book."""
    shelf.book.unlink()


@pytest.mark.parametrize("harm", [cut, touch, damage_seal, seal_as_list, seal_as_format, lose_book, break_seal])
def test_a_book_that_is_not_as_it_was_sealed_is_not_read(shelf: Shelf, harm: object) -> None:
    """Whatever happened to it; the next build writes another."""
    assert callable(harm)
    harm(shelf)
    assert read(shelf) is None
    write(shelf)
    assert read(shelf) == "kept"


def test_noise_with_a_good_seal_is_no_book(shelf: Shelf) -> None:
    """A disk may lose bytes and keep the size."""
    shelf.book.write_bytes(b"noise" * 5000)
    found = shelf.book.stat()
    seal = json.loads(shelf.seal.read_text()) | {"size": found.st_size, "mtime_ns": found.st_mtime_ns}
    shelf.seal.write_text(json.dumps(seal))
    assert read(shelf) is None


@pytest.mark.parametrize("ending", [".new", ".sqlite"])
def test_a_book_that_cannot_be_kept_is_named(shelf: Shelf, ending: str) -> None:
    """With the reason and what to do."""
    shelf.seal.unlink()
    shelf.book.unlink()
    shelf.at(ending).mkdir()
    with pytest.raises(BookError, match=r"cannot be kept: .* \(make room or correct"):
        write(shelf)


def test_two_output_folders_have_two_books(tmp_path: Path) -> None:
    """Also those whose names differ in a sign alone, and one outside the project."""
    folders = (tmp_path / "a-b", tmp_path / "a" / "b", tmp_path / "a b", tmp_path / "a--b", Path("/srv/a-b"))
    assert len({Shelf.of(tmp_path, folder).book for folder in folders}) == len(folders)


# --- The list of our files ---


def test_the_list_of_files_comes_back(shelf: Shelf) -> None:
    """Whatever their names are."""
    files = {"index.html", "a\nb.html", "\N{ARABIC LETTER ALEF}/index.html", 'a"b', "\udcff.png"}
    list_files(shelf, files)
    assert listed_files(shelf) == files


def test_a_damaged_list_of_files_names_files_of_the_site_alone(shelf: Shelf) -> None:
    """Nothing outside the output folder is ever removed, and no build stops at it."""
    shelf.files.write_bytes(
        b'"index.html"\n"../../etc/passwd"\n7\n"/etc/passwd"\n""\n{"a": 1}\n"\\ud800"\n"a.html"\n\xff'
    )
    assert listed_files(shelf) == {"index.html", "a.html"}


def test_a_list_of_files_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """As at the first build."""
    assert listed_files(Shelf.of(tmp_path, tmp_path / "output")) == set()


# --- Outputs ---


@pytest.fixture
def book(shelf: Shelf) -> Iterator[sqlite3.Connection]:
    """Return an empty book."""
    with closing(new_book(shelf)) as book:
        yield book


def outputs(*names: str) -> list[Output]:
    """Return files of stories that have their file's name as code."""
    return [Output(name, "story", name, "") for name in names]


def test_a_file_is_found_by_its_name_and_by_its_key(book: sqlite3.Connection) -> None:
    """Kind and page of a list tell keys apart."""
    leaf = "2024-03-05"
    url = f"tags/a/page/{leaf}/"
    output = Output(f"{url}index.html", "tag", "a", leaf, url, None, leaf[:7], "tag", "mark", 7, 8)
    put_outputs(book, [output, output._replace(save_as="tags/a/index.html", leaf="")])
    assert output_at(book, output.save_as) == output == output_of(book, "tag", "a", leaf)
    assert output_of(book, "source", "a", leaf) is None
    drop_outputs(book, [output.save_as])
    assert output_at(book, output.save_as) is None
    assert output_of(book, "tag", "a", "")


@pytest.mark.parametrize(("folder", "found"), [("a", True), ("a/b", True), ("a/b/c", False), ("b", False), ("", False)])
def test_files_within_a_folder(book: sqlite3.Connection, folder: str, found: bool) -> None:  # noqa: FBT001 - a case
    """Not those beside it whose names begin alike, and not the file itself."""
    put_outputs(book, outputs("a/b/c", "b.html", "b-c/d", "b0"))
    assert bool(outputs_below(book, folder)) is found


def test_files_that_are_not_as_they_were_left(book: sqlite3.Connection, tmp_path: Path) -> None:
    """Gone, of another size, of another time, or a folder; what was never printed counts as gone."""
    site = tmp_path / "output"
    names = ("same", "gone", "longer", "later", "folder", "unprinted")
    (site / "folder").mkdir(parents=True)
    for name in ("same", "longer", "later"):
        (site / name).write_text("text")
    stat = (site / "same").stat()
    for name in names[:-1]:
        put_outputs(book, [Output(name, "file", name, 0, size=4, mtime=stat.st_mtime_ns)])
    put_outputs(book, outputs("unprinted"))
    (site / "longer").write_text("longer text")
    for name, time in (("same", stat.st_mtime_ns), ("longer", stat.st_mtime_ns), ("later", stat.st_mtime_ns + 1)):
        os.utime(site / name, ns=(time, time))
    assert set(altered(book, site)) == set(names) - {"same"}
