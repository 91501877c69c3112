"""Letters and pages saved as one file."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import pytest
from containers import FERRIES, gzipped, letter, mhtml

from news_digest.capture.containers import Document, open_documents
from news_digest.errors import CaptureError


def read(data: bytes) -> Document:
    """Return the one document of a file."""
    (found,) = open_documents(io.BytesIO(data), "saved")
    assert isinstance(found, Document)
    return found


def test_a_newsletter_is_one_capture() -> None:
    """Its subject is the headline, its sender the source, its date that of the sending."""
    found = read(letter())
    said = found.declared
    assert (found.part, found.media, said.headline) == ("", "text", FERRIES.headline)
    assert said.source
    assert said.source.name == "Harbour Wire Daily"
    assert said.date == datetime(2024, 3, 5, 14, 6, tzinfo=timezone(timedelta(hours=1)))
    assert found.data.decode().startswith(FERRIES.headline + "\n\n" + FERRIES.paragraphs[0][:60])


def test_the_plain_text_of_a_letter_is_read_unless_it_is_a_stub() -> None:
    """An invitation to view it in the browser is not the story."""
    assert read(letter(plain=FERRIES.text, page=FERRIES.page)).media == "text"
    found = read(letter(plain="View this in your browser.", page=FERRIES.page))
    assert found.media == "html"
    assert FERRIES.paragraphs[1] in found.data.decode()


def test_headers_in_other_letters_are_read() -> None:
    """Encoded as RFC 2047 has it, raw UTF-8, and what is neither."""
    for written, headline in (
        (b"=?utf-8?q?F=C3=A4hren_fahren?= =?utf-8?b?IHdpZWRlcg==?=", "Fähren fahren wieder"),
        ("Fähren fahren".encode(), "Fähren fahren"),
        (b"=?martian?q?F=E4hren?=", "=?martian?q?F=E4hren?="),
        (b"F\xe4hren", "F\N{REPLACEMENT CHARACTER}hren"),
        (b"A\r\n folded line", "A folded line"),
    ):
        subject = letter().replace(f"Subject: {FERRIES.headline}".encode(), b"Subject: " + written)
        assert read(subject).declared.headline == headline


def test_a_saved_page_knows_its_address_and_when_it_was_saved() -> None:
    """Its text is decoded, its pictures are left."""
    found = read(mhtml())
    assert (found.media, found.url) == ("html", FERRIES.url)
    assert found.captured == datetime(2024, 3, 5, 15, tzinfo=timezone(timedelta(hours=1)))
    assert found.data.decode().replace("\r\n", "\n").rstrip() == FERRIES.page.rstrip()


def test_a_saved_page_in_an_old_encoding_is_read_by_its_own_word() -> None:
    """The head of the part says which."""
    page = mhtml(page="<html><body><p>Größe</p></body></html>")
    old = page.replace(b'charset="utf-8"', b'charset="iso-8859-1"').replace(b"=C3=B6=C3=9F", b"=F6=DF")
    assert "Größe" in read(old).data.decode()


def test_a_compressed_text_or_page_is_what_it_holds() -> None:
    """One layer of it."""
    assert read(gzipped(b"Ferries\n\nText.")).data == b"Ferries\n\nText."
    assert read(gzipped(letter())).declared.headline == FERRIES.headline


BROKEN: dict[str, tuple[bytes, str]] = {
    "a letter without text": (letter().partition(b"\r\n\r\n")[0] + b"\r\n\r\n", "has no text"),
    "a letter of nested parts": (
        letter() + b'Content-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\n' * 2000,
        "nested",
    ),
    "a page without HTML": (mhtml().replace(b"text/html", b"text/x-html"), "holds no HTML"),
    "twice compressed": (gzipped(gzipped(b"text")), "more than once"),
    "compressed and cut": (gzipped(b"text" * 1000)[:-10], "ends within it"),
    "compressed and damaged": (gzipped(bytes(range(256)) * 50)[:40] + b"\xff" * 60, "damaged"),
    "a bomb": (gzipped(bytes(60_000_000)), "unpacks to more than 50 MB"),
    "an archive in one layer too many": (gzipped(gzipped(b"WARC/1.0\r\n")), "more than once"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_refused_with_a_remedy(name: str) -> None:
    """Nothing is dropped without a word."""
    data, reason = BROKEN[name]
    with pytest.raises(CaptureError, match=reason) as caught:
        read(data)
    assert caught.value.remedy


def test_odd_heads_do_no_harm() -> None:
    """Fields that no letter should have are left."""
    for line in (
        b"From: <",
        b"Date: \xff\xfe",
        b"Content-Type: ;;;=",
        b"Subject: =?a?",
        b"X",
    ):
        odd = line + b"\r\n" + letter()
        found = list(open_documents(io.BytesIO(odd), "odd.eml"))
        assert len(found) == 1
