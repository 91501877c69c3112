"""What a seed file is shows in its first bytes."""

from __future__ import annotations

import pytest
from containers import answers, atom, gzipped, json_feed, letter, mhtml, rss, warc, wet

from news_digest.capture.containers.kinds import kind_of

RDF = b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'

KINDS = {
    "rss": (rss(), "feed"),
    "rss behind a mark and a comment": (b"\xef\xbb\xbf \n<!-- made by hand -->\n<rss version='2.0'>", "feed"),
    "rss in UTF-16": ('<?xml version="1.0" encoding="utf-16"?><rss version="2.0">'.encode("utf-16"), "feed"),
    "rss with a document type": (b'<!DOCTYPE rss [<!ENTITY a "b>">]>\n<rss>', "feed"),
    "rdf": (RDF, "feed"),
    "atom": (atom(), "feed"),
    "atom with a prefix": (b'<a:feed xmlns:a="http://www.w3.org/2005/Atom">', "feed"),
    "json feed": (json_feed(), "json"),
    "letter": (letter(), "letter"),
    "letter with unix ends": (letter().replace(b"\r\n", b"\n"), "letter"),
    "mhtml": (mhtml(), "mhtml"),
    "mhtml of another browser": (mhtml().replace(b"<Saved by Blink>", b'"Saved by an old browser"'), "mhtml"),
    "letter with pictures": (mhtml().replace(b"<Saved by Blink>", b"a@b.example\r\nMessage-ID: <1>", 1)
                             .replace(b"Snapshot-Content-Location", b"X-Place", 1), "letter"),
    "warc": (warc(answers()), "archive"),
    "wet": (wet(), "archive"),
    "gzip": (gzipped(b"text"), "gzip"),
    "page": (b"<!DOCTYPE html><html><body>rss feed</body></html>", "document"),
    "text": (b"Ferries Return\n\nThe first ferry left.", "document"),
    "printed letter": (b"From: Nora Vik\nTo: Everybody\nSubject: Ferries\nDate: 5 March 2024\n\nText.", "document"),
    "labels": (b"Source: Harbour Wire\nContent-Type: news\n\nText.", "document"),
    "talk of a letter": (b"From: a place far away came a ferry\nand more text", "document"),
    "set of braces": (b"{ a text that begins so }", "document"),
    "nothing": (b"", "document"),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_file_is_told_by_its_content(name: str) -> None:
    """Names and endings play no part."""
    data, kind = KINDS[name]
    assert kind_of(data[:65_536]) == kind


def test_a_beginning_that_goes_on_and_on_is_looked_at_once() -> None:
    """Comments, fields and entities without end are no trap."""
    for part in (b"<!--", b"A: b\r\n", b"<!DOCTYPE a [", b"<?a?>", b"\n ", b"From: x\n ", b'{"version":'):
        assert kind_of((part * 65_536)[:65_536])
