"""Web archives: pages as they come, damage by name, and no more in memory than a page."""

from __future__ import annotations

import io
import re
import sys
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard
from containers import FERRIES, LIBRARY, STORIES, Answered, Told, answers, gzipped, warc, warc_records, wet
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.capture.containers import Document, open_documents
from news_digest.errors import CaptureError

if TYPE_CHECKING:
    from collections.abc import Callable

PACKED = pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
MANY = [Answered(f"https://harbourwire.example/{n}", f"<html><p>Page {n}.</p>".encode() * 40) for n in range(6)]


def read(data: bytes) -> list[Document | CaptureError]:
    """Return what an archive holds."""
    return list(open_documents(io.BytesIO(data), "crawl"))


def parts(data: bytes) -> list[str]:
    """Return the addresses of the pages, and why records are refused."""
    return [one.part if isinstance(one, Document) else f"! {one.reason}" for one in read(data)]


@PACKED
def test_pages_come_with_address_and_date(packed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """In the archive's order, as the server sent them."""
    first, second = read(warc(answers(), packed=packed))
    assert isinstance(first, Document)
    assert (first.url, first.part, first.media) == (FERRIES.url, FERRIES.url, "html")
    assert first.captured == datetime(2024, 3, 7, 9, tzinfo=UTC)
    assert first.data.decode() == FERRIES.page
    assert isinstance(second, Document)
    assert second.url == LIBRARY.url


@PACKED
def test_texts_made_of_pages_are_captures(packed: bool) -> None:  # noqa: FBT001 - as above
    """As Common Crawl's WET files have them."""
    first, _ = read(wet(packed=packed))
    assert isinstance(first, Document)
    assert (first.media, first.url) == ("text", FERRIES.url)


def test_an_archive_packed_as_a_whole_is_read_too() -> None:
    """Though it should be packed record by record."""
    assert parts(gzipped(warc(MANY))) == [answer.url for answer in MANY]


def test_what_is_no_page_is_left() -> None:
    """Pictures, scripts, errors, redirections and requests."""
    others = [
        Answered("https://a.example/boat.png", b"\x89PNG", "image/png"),
        Answered("https://a.example/a.js", b"1", "text/javascript"),
        Answered("https://a.example/gone", b"<html>gone</html>", status="404 Not Found"),
        Answered("https://a.example/moved", b"", status="301 Moved"),
        Answered("dns:a.example", b"1.2.3.4", "text/dns"),
    ]
    assert parts(warc([*others, *answers()])) == [story.url for story in STORIES]
    with pytest.raises(CaptureError, match="holds no page"):
        read(warc(others))


CODINGS: dict[str, tuple[Callable[[bytes], bytes], tuple[tuple[str, str], ...]]] = {
    "gzip": (gzipped, (("Content-Encoding", "gzip"),)),
    "deflate": (zlib.compress, (("Content-Encoding", "deflate"),)),
    "chunks": (
        lambda page: (
            b"".join(
                b"%x;a=b\r\n%s\r\n" % (len(page[at : at + 99]), page[at : at + 99]) for at in range(0, len(page), 99)
            )
            + b"0\r\n\r\n"
        ),
        (("Transfer-Encoding", "chunked"),),
    ),
    "chunks that were joined": (bytes, (("Transfer-Encoding", "chunked"),)),
    "gzip that was unpacked": (bytes, (("Content-Encoding", "gzip"),)),
    "brotli that was unpacked": (bytes, (("Content-Encoding", "br"),)),
    "brotli": (brotli.compress, (("Content-Encoding", "br"),)),
    "zstandard": (zstandard.compress, (("Content-Encoding", "zstd"),)),
    "nothing said": (bytes, ()),
}


@pytest.mark.parametrize("name", CODINGS)
def test_a_page_is_made_whole_however_it_was_sent(name: str) -> None:
    """And where the archive says so and has made it whole already."""
    pack, fields = CODINGS[name]
    (found,) = read(warc([Answered(FERRIES.url, pack(FERRIES.page.encode()), fields=fields)]))
    assert isinstance(found, Document)
    assert found.data.decode() == FERRIES.page


@pytest.mark.parametrize(
    ("coding", "data", "reason"),
    [
        ("br", b"\x0b\x02\x80garbage", "its compressed bytes are damaged"),
        ("zstd", b"garbage", "its compressed bytes are damaged"),
        ("compress", b"\x1f\x9d", "'compress' is a coding that is not read"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_refused_alone(coding: str, data: bytes, reason: str) -> None:
    """With the reason; the archive itself is whole."""
    odd = Answered("https://a.example/1", data, fields=(("Content-Encoding", coding),))
    assert parts(warc([odd, *answers()])) == [
        f"! the page cannot be unpacked: {reason}",
        *(story.url for story in STORIES),
    ]


@pytest.mark.parametrize(("coding", "library"), [("br", "brotli"), ("zstd", "zstandard")])
def test_a_library_that_is_missing_is_named(coding: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, library, None)
    (refused,) = read(warc([Answered("https://a.example/1", b"x", fields=(("Content-Encoding", coding),))]))
    assert isinstance(refused, CaptureError)
    assert "pelican-news-digest[archives]" in str(refused)


@pytest.mark.parametrize(("coding", "pack"), [("br", brotli.compress), ("zstd", zstandard.compress)])
def test_little_that_unpacks_to_much_is_too_long_a_page(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """No more is unpacked than tells so."""
    data = pack(b"<p>" + bytes(200_000_000))
    (refused,) = read(warc([Answered("https://a.example/1", data, fields=(("Content-Encoding", coding),))]))
    assert isinstance(refused, CaptureError)


def test_the_head_says_in_which_encoding_a_page_is() -> None:
    """Not every page says so itself."""
    page = Answered("https://a.example/1", "<p>Größe</p>".encode("cp1252"), "text/html; charset=windows-1252")
    (found,) = read(warc([page]))
    assert isinstance(found, Document)
    assert found.data.decode() == "<p>Größe</p>"


def _head(record: bytes) -> bytes:
    return b"XXXX" + record[4:]


def _no_length(record: bytes) -> bytes:
    return record.replace(b"Content-Length", b"Content-Lungth", 1)


def _too_long(record: bytes) -> bytes:
    return record.replace(b"Content-Length: ", b"Content-Length: 1", 1)


def _much_too_long(record: bytes) -> bytes:
    return record.replace(b"Content-Length: ", b"Content-Length: 99999999", 1)


def _too_short(record: bytes) -> bytes:
    return re.sub(rb"Content-Length: \d", b"Content-Length: ", record, count=1)


DAMAGES = [_head, _no_length, _too_long, _much_too_long, _too_short]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_refused_and_the_others_are_read(damage: Callable[[bytes], bytes]) -> None:
    """Those before it and those behind it, whatever is wrong with its head."""
    records = warc_records(MANY)
    records[2] = damage(records[2])
    first, second, bad, *rest = parts(b"".join(records))
    assert [first, second, *rest] == [MANY[n].url for n in (0, 1, 3, 4, 5)]
    assert bad.startswith("! this record of the archive is damaged")


@pytest.mark.parametrize("at", [0.1, 0.3, 0.5, 0.9, 1.0])
def test_a_damaged_packed_record_is_refused_and_the_others_are_read(at: float) -> None:
    """Wherever in it the damage is."""
    records = warc_records(MANY, packed=True)
    place = min(int(len(records[2]) * at), len(records[2]) - 8)
    records[2] = (
        records[2][:place] + bytes(byte ^ 0x55 for byte in records[2][place : place + 8]) + records[2][place + 8 :]
    )
    found = parts(b"".join(records))
    assert [one for one in found if one[0] != "!"] == [MANY[n].url for n in (0, 1, 3, 4, 5)]
    assert len(found) == 6


def test_a_packed_archive_is_known_whose_first_record_is_damaged() -> None:
    """By the record behind it."""
    records = warc_records(MANY, packed=True)
    records[0] = records[0][:12] + bytes(30) + records[0][42:]
    bad, *rest = parts(b"".join(records))
    assert bad.startswith("! this record of the archive is damaged")
    assert rest == [answer.url for answer in MANY[1:]]


@PACKED
def test_rubbish_between_records_is_named(packed: bool) -> None:  # noqa: FBT001 - as above
    """No record is lost by it."""
    records = warc_records(MANY, packed=packed)
    records.insert(3, b"rubbish\r\n" * 20)
    found = parts(b"".join(records))
    assert [one for one in found if one[0] != "!"] == [answer.url for answer in MANY]
    assert len(found) == 7


@PACKED
def test_an_archive_that_ends_too_early_loses_its_last_record_by_name(packed: bool) -> None:  # noqa: FBT001 - as above
    """A page that is cut is not taken for whole."""
    records = warc_records(MANY, packed=packed)
    *whole, last = parts(b"".join(records[:3]) + records[3][: len(records[3]) // 2])
    assert whole == [answer.url for answer in MANY[:3]]
    assert "the file ends within it" in last


def test_a_page_that_is_too_large_is_refused_by_name() -> None:
    """And not held."""
    large = Answered("https://a.example/large", bytes(21_000_000))
    found = parts(warc([large, *answers()], packed=True))
    assert found == ["! it is larger than 20 MB", *(story.url for story in STORIES)]


class Counted(io.BytesIO):
    """A file that says how much was read of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read and count."""
        found = super().read(size)
        self.taken += len(found)
        return found


def test_an_archive_is_read_as_its_pages_are_asked_for() -> None:
    """A long one needs no more memory than a short one."""
    long = [
        Answered(f"https://a.example/{n}", str(Told(n, f"Story {n}", FERRIES.paragraphs)).encode() * 50)
        for n in range(60)
    ]
    stream = Counted(warc(long))
    found = open_documents(stream, "crawl")
    next(found)
    assert stream.taken < 400_000 < len(stream.getvalue())


def test_damage_made_on_purpose_costs_no_more_than_the_file_is_long() -> None:
    """Records that claim each other's text are not read over and over."""
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\nx\r\n"
    stream = Counted(b"".join(record % (200_000 - n) for n in range(5000)))
    list(open_documents(stream, "crawl"))
    assert stream.taken < 4 * len(stream.getvalue())


ARCHIVE, PACKED_ARCHIVE = warc(MANY[:3]), warc(MANY[:3], packed=True)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([ARCHIVE, PACKED_ARCHIVE]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12)), max_size=4),
)
def test_any_damage_is_survived(archive: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    """Bytes changed, lost or added anywhere: pages or refusals come out, and nothing else."""
    for where, lost, added in changes:
        at = int(where * len(archive))
        archive = archive[:at] + added + archive[at + lost :]
    try:
        found = read(archive)
    except CaptureError:
        return
    assert len(found) < 40
