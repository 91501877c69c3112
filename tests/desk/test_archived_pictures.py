"""Pictures that a web archive holds for its pages, wherever their records stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import invented_pictures as invented
import pytest
from containers import FERRIES, LIBRARY, Answered, answers, gzipped, rss, warc, warc_records

from news_digest.capture.containers import archived_pictures
from news_digest.cli import main
from news_digest.desk.explaining import explain

if TYPE_CHECKING:
    from pathlib import Path

    from desk_captures import Desk

BOAT, QUAY = invented.png(640, 400), invented.jpeg(800, 500)
SITE = "https://pictures.example"
PICTURE = Answered(f"{SITE}/boat.png?w=640&h=400", BOAT, "image/png")
QUAY_RECORD = Answered(f"{SITE}/q.jpg", QUAY, "image/jpeg")
OTHER = f'<p><img src="{SITE}/q.jpg" alt="Quay"></p>'
FIGURE = '<figure><img src="https://pictures.example/boat.png?w=640&amp;h=400#x" alt="A boat"></figure>'
PACKED = pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])


def shown(markup: str = FIGURE) -> Answered:
    """Return a story's page with markup behind its first paragraph."""
    return Answered(FERRIES.url, FERRIES.page.replace("</p>", f"</p>{markup}", 1).encode())


def pictures(desk: Desk) -> list[bytes]:
    """Return the pictures in the content."""
    folder = desk.project.content / "pictures"
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]


def text_of(desk: Desk, headline: str) -> str:
    """Return the story file of this headline."""
    texts = ((desk.project.stories / name).read_text("utf-8") for name in desk.files())
    return next(text for text in texts if headline in text)


@PACKED
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_picture_is_found_wherever_its_record_stands(desk: Desk, order: tuple[int, ...], packed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Before the page or behind it; the page that shows none has none."""
    records = (PICTURE, shown(), *answers((LIBRARY,)))
    desk.put("crawl.warc", warc([records[number] for number in order], packed=packed))
    assert len(desk.run().imported) == 2
    assert pictures(desk) == [BOAT]
    assert "![A boat]({static}/pictures/" in text_of(desk, FERRIES.headline)
    assert "![" not in text_of(desk, LIBRARY.headline)


def test_a_picture_is_found_by_the_addresses_that_pages_write(desk: Desk) -> None:
    """Seen from the page, among others of a set, or until a script moves it; packed by the server or not."""
    quay = replace(QUAY_RECORD, url="https://harbourwire.example/news/q.jpg")
    boat = replace(PICTURE, content=gzipped(BOAT), fields=(("Content-Encoding", "gzip"),), url=f"{SITE}/b.png")
    one, other = '<img data-src="q.jpg" alt="Quay">', '<img srcset="/a.png 1x, //pictures.example/b.png 2x">'
    desk.put("crawl.warc", warc([shown(f"<p>{one}</p><figure>{other}</figure>"), quay, boat]))
    desk.run()
    assert sorted(pictures(desk)) == sorted([BOAT, QUAY])


@pytest.mark.parametrize(
    "record",
    [
        Answered(PICTURE.url, b"<html>gone</html>", "image/png"),
        Answered(PICTURE.url, BOAT, "image/png", status="404 Not Found"),
        Answered(PICTURE.url, BOAT, "text/plain"),
        replace(PICTURE, url=f"{SITE}/other.png"),
        Answered(PICTURE.url, b"", "image/png"),
    ],
    ids=["no picture", "not found", "other type", "other address", "empty"],
)
def test_what_is_no_picture_of_this_address_is_left(desk: Desk, record: Answered) -> None:
    """The story comes without it."""
    desk.put("crawl.warc", warc([record, shown()]))
    assert desk.run().imported
    assert pictures(desk) == []


def test_damage_in_an_archive_costs_only_the_pictures_that_it_hits(desk: Desk) -> None:
    """The others are found behind it."""
    first, page, last = warc_records([PICTURE, shown(FIGURE + OTHER), QUAY_RECORD])
    desk.put("crawl.warc", first.replace(b"Content-Length", b"Content-Langth", 1) + page + last)
    assert len(desk.run().imported) == 1
    assert pictures(desk) == [QUAY]


def test_an_archive_packed_as_a_whole_gives_its_stories_without_pictures(desk: Desk) -> None:
    """No record of it can be read alone."""
    desk.put("crawl.warc.gz", gzipped(warc([shown(), PICTURE])))
    assert len(desk.run().imported) == 1
    assert pictures(desk) == []


def test_a_page_takes_no_more_pictures_along_than_a_bound(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that come first."""
    monkeypatch.setattr(archived_pictures, "MOST_PICTURE_BYTES", len(QUAY))
    desk.put("crawl.warc", warc([PICTURE, QUAY_RECORD, shown(OTHER + FIGURE)]))
    desk.run()
    assert pictures(desk) == [QUAY]


def test_an_archive_that_is_not_read_again_is_not_searched_for_pictures(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is one whose stories are all known, nor a feed."""
    desk.put("crawl.warc", warc([PICTURE, shown()]))
    desk.run()
    monkeypatch.delattr(archived_pictures, "index_pictures")
    desk.put("week.xml", rss((LIBRARY,)))
    assert len(desk.run().unchanged) == 1
    (desk.project.root / ".digest" / "archives.json").unlink()
    assert len(desk.run().unchanged) == 2


def test_convert_and_explain_know_the_pictures_of_an_archive(desk: Desk, tmp_path: Path) -> None:
    """As the import does."""
    path = desk.put("crawl.warc", warc([PICTURE, shown()]))
    assert main(["convert", str(path), "-o", str(tmp_path / "out")]) == 0
    (picture,) = (found for found in (tmp_path / "out" / "pictures").rglob("*") if found.is_file())
    assert picture.read_bytes() == BOAT
    body = next(one for one in explain(desk.project, f"crawl.warc#{FERRIES.url}").fields if one.field == "body")
    assert "![A boat]" in body.value
