"""Which file is whose is kept in the book, and nothing is claimed twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from news_digest.press.book import Shelf, new_book, output_at, output_of
from news_digest.press.errors import DoubleClaimError, OutsideOutputError
from news_digest.site.claiming import Claiming
from news_digest.site.keys import Key
from news_digest.site.plan import Planned


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Connection]:
    """Return an empty book."""
    shelf = Shelf.of(tmp_path, tmp_path / "output")
    shelf.folder.mkdir()
    with closing(new_book(shelf)) as book:
        yield book


def story(code: str, save_as: str = "", url: str = "", changed: str = "2024", month: str = "2024-01") -> Planned:
    """Return the plan of a story's page."""
    save_as = save_as or f"stories/{code}/index.html"
    return Planned(Key("story", code), save_as, url or f"stories/{code}/", changed, month)


def claimed(book: Connection, *plans: Planned) -> Claiming:
    """Claim files beside those in the book."""
    claiming = Claiming(book)
    claiming.claim(plans)
    return claiming


def test_all_files_of_an_empty_book_are_new(book: Connection) -> None:
    """In their plain form."""
    claiming = Claiming(book)
    assert list(claiming.claim_all([story("a", "stories//./a.html"), story("b")])) == [story("a").key, story("b").key]
    assert claiming.came == {"stories/a.html", "stories/b/index.html"}
    assert claiming.mapped == {"2024-01"}
    assert output_of(book, "story", "a", "") == output_at(book, "stories/a.html")


def test_a_file_claimed_again_is_neither_new_nor_left(book: Connection) -> None:
    """Nor are the addresses for search engines others."""
    claimed(book, story("a"))
    again = claimed(book, story("a"))
    assert (again.came, again.left, again.mapped) == (set(), set(), set())


@pytest.mark.parametrize(
    "other", [story("a", url="elsewhere/"), story("a", changed="2025"), story("a", month="2024-02")]
)
def test_another_address_or_time_is_told_to_search_engines(book: Connection, other: Planned) -> None:
    """Though the file stays where it is."""
    claimed(book, story("a"))
    again = claimed(book, other)
    assert (again.came, again.left, again.mapped) == (set(), set(), {"2024-01", other.month})
    booked = output_of(book, *other.key)
    assert booked
    assert (booked.url, booked.changed) == (other.url, other.changed)


def test_a_page_that_moves_leaves_its_old_file(book: Connection) -> None:
    """Which is nobody's then."""
    claimed(book, story("a"))
    moved = claimed(book, story("a", "a.html"))
    assert (moved.came, moved.left) == ({"a.html"}, {"stories/a/index.html"})
    assert output_at(book, "stories/a/index.html") is None


def test_two_pages_may_change_places(book: Connection) -> None:
    """No file comes or goes by that."""
    claimed(book, story("a"), story("b"))
    swapped = claimed(book, story("a", "stories/b/index.html"), story("b", "stories/a/index.html"))
    assert (swapped.came, swapped.left) == (set(), set())
    found = output_at(book, "stories/a/index.html")
    assert found
    assert found.id == "b"


def test_a_file_that_is_released_may_be_had_by_another(book: Connection) -> None:
    """At once; it then has neither come nor gone."""
    claimed(book, story("a"))
    claiming = Claiming(book)
    claiming.release([story("a").key, story("unknown").key])
    assert claiming.left == {"stories/a/index.html"}
    claiming.claim([story("b", "stories/a/index.html")])
    assert (claiming.came, claiming.left) == (set(), set())


@pytest.mark.parametrize(
    ("first", "second"),
    [("a.html", "a.html"), ("a.html", "./x/../a.html"), ("a", "a/index.html"), ("a/b/index.html", "a")],
)
def test_two_that_want_one_place_are_refused(book: Connection, first: str, second: str) -> None:
    """Also where one wants a folder in the place of the other's file, and be the first in the book already or not."""
    with pytest.raises(DoubleClaimError):
        Claiming(book).claim_all([story("1", first), story("2", second)])
    with pytest.raises(DoubleClaimError):
        claimed(book, story("1", first), story("2", second))
    claimed(book, story("1", first))
    with pytest.raises(DoubleClaimError, match=r"claimed by story 1 and by story 2 \(rename one of them"):
        claimed(book, story("2", second))


@pytest.mark.parametrize("save_as", ["../a.html", "/a.html", "a/../../b.html", "..\\a.html", "", "."])
def test_a_place_outside_the_output_folder_is_refused(book: Connection, save_as: str) -> None:
    """Whoever wants it."""
    plan = Planned(Key("story", "a"), save_as)
    with pytest.raises(OutsideOutputError):
        Claiming(book).claim_all([plan])
    with pytest.raises(OutsideOutputError):
        claimed(book, plan)


def test_keys_of_a_kind_are_known(book: Connection) -> None:
    """With their numbers."""
    pages = [Planned(Key("tag", "a", leaf), f"tags/a/{leaf}.html") for leaf in ("", "2024-03-05")]
    claimed(book, *pages, story("a"))
    assert sorted(Claiming(book).booked("tag")) == [page.key for page in pages]
    assert Claiming(book).booked("source") == []
