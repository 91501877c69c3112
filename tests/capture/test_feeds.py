"""Feed files: every entry is a capture, with what the feed says of it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from containers import FERRIES, LIBRARY, SITE, STORIES, Told, atom, json_feed, rss

from news_digest.capture.containers import Document, open_documents
from news_digest.errors import CaptureError

PLUS_ONE = timezone(timedelta(hours=1))


def entries(data: bytes) -> list[Document | CaptureError]:
    """Return the entries of a feed file."""
    return list(open_documents(io.BytesIO(data), "week.xml"))


def documents(data: bytes) -> list[Document]:
    """Return the entries of a feed file, none of which is refused."""
    found = entries(data)
    assert [one for one in found if isinstance(one, CaptureError)] == []
    return [one for one in found if isinstance(one, Document)]


def refusals(data: bytes) -> list[str]:
    """Return why entries are refused."""
    return [f"{one.name}: {one.reason}" for one in entries(data) if isinstance(one, CaptureError)]


def test_an_entry_says_what_it_is() -> None:
    """Headline, date with its zone, byline, tags, address, language, rights, and whose feed it is."""
    first, second = documents(rss())
    said = first.declared
    assert (said.headline, said.authors, said.tags) == (FERRIES.headline, ("Nora Vik",), ("Sea", "Islands"))
    assert (said.date, said.lang, said.rights) == (datetime(2024, 3, 5, 14, 1, tzinfo=PLUS_ONE), "en", "© Harbour Wire")
    assert said.source
    assert (said.source.name, said.source.url, first.url) == ("Harbour Wire", FERRIES.url, FERRIES.url)
    assert (first.part, second.part) == ("tag:harbourwire.example,2024:1", "tag:harbourwire.example,2024:2")
    assert first.name == "week.xml#tag:harbourwire.example,2024:1"
    assert all(paragraph in first.data.decode() for paragraph in FERRIES.paragraphs)


def test_atom_says_when_it_was_changed() -> None:
    """The day of publication is not that of the change."""
    first, _ = documents(atom())
    assert first.declared.date == datetime(2024, 3, 5, 14, 6, tzinfo=PLUS_ONE)
    assert first.declared.modified == datetime(2024, 3, 6, 8, tzinfo=PLUS_ONE)
    assert first.declared.lang == "en"


def test_a_json_feed_is_a_feed() -> None:
    """Its entries say the same."""
    first, second = documents(json_feed())
    assert (first.part, first.url, first.media) == (FERRIES.url, FERRIES.url, "text")
    assert (second.declared.headline, second.declared.authors) == (LIBRARY.headline, ("Nora Vik",))


def test_a_long_entry_is_a_page_and_a_short_one_a_text() -> None:
    """A few lines have nothing around them that a reader of pages could leave out."""
    long = Told(1, FERRIES.headline, FERRIES.paragraphs * 6)
    first, second = documents(rss((long, LIBRARY)))
    assert (first.media, second.media) == ("html", "text")
    assert second.data.decode() == f"{LIBRARY.headline}\n\n{LIBRARY.text}"


def test_a_json_feed_may_hold_plain_text() -> None:
    """It is read as a text, its headline first."""
    first, _ = documents(json_feed(content_html=None, content_text=FERRIES.text))
    assert first.media == "text"
    assert first.data.decode() == f"{FERRIES.headline}\n\n{FERRIES.text}"


def test_a_summary_is_marked_as_one() -> None:
    """A description is a summary, a content is the story."""
    assert {one.declared.extent for one in documents(rss(whole=False))} == {"summary"}
    assert {one.declared.extent for one in documents(rss())} == {"full"}
    assert {one.declared.extent for one in documents(atom())} == {"full"}
    assert {one.declared.extent for one in documents(json_feed(content_html=None, summary="A ferry."))} == {"summary"}


def test_a_content_that_is_cut_short_is_a_summary_all_the_same() -> None:
    """Many feeds call the beginning of a story its content."""
    cut = rss().replace(b"on Friday", b"on").replace(b"</p>\n]]>", b"\xe2\x80\xa6</p>\n]]>")
    assert {one.declared.extent for one in documents(cut)} == {"summary"}
    assert documents(rss().replace(b"</p>\n]]>", b" [...]</p>\n]]>"))[0].declared.extent == "summary"


def test_a_description_as_long_as_a_story_is_one() -> None:
    """Some feeds know no other place for it."""
    long = " ".join(FERRIES.paragraphs * 6)
    assert (
        documents(rss(whole=False).replace(FERRIES.paragraphs[0].encode(), long.encode()))[0].declared.extent == "full"
    )


def test_a_summary_beside_the_story_is_its_deck_unless_it_repeats_its_beginning() -> None:
    """An excerpt that programs cut from the text says nothing new."""
    assert documents(rss())[0].declared.deck is None
    told = rss().replace(FERRIES.paragraphs[0].encode(), b"Boats sail before noon.", 1)
    assert documents(told)[0].declared.deck == "Boats sail before noon."


def test_a_credited_source_is_another_than_the_publisher() -> None:
    """An entry may come from another feed."""
    credit = rss().replace(b"<guid", b'<source url="https://north.example/rss">North Post</source><guid', 1)
    said = documents(credit)[0].declared
    assert said.source
    assert (said.source.name, said.publisher) == ("North Post", "Harbour Wire")


def test_titles_are_plain_text() -> None:
    """Markup in them goes, escaped once or twice."""
    told = rss().replace(FERRIES.headline.encode(), b"Ferries &lt;b&gt;Return&lt;/b&gt; &amp;amp; Stay")
    assert documents(told)[0].declared.headline == "Ferries Return & Stay"


def test_entries_without_an_id_have_a_name_that_stays() -> None:
    """Their address, or else what they say; an entry before them that goes changes nothing."""
    no_ids = b"\n".join(line for line in rss().split(b"\n") if b"<guid" not in line)
    assert [one.part for one in documents(no_ids)] == [story.url for story in STORIES]
    bare = no_ids.replace(b"<link>" + SITE.encode() + b"/news/", b"<x>").replace(b"</link>\n", b"</x>\n")
    both = [one.part for one in documents(bare)]
    alone = bare[: bare.index(b"<item>")] + bare[bare.rindex(b"<item>") :]
    assert [one.part for one in documents(alone)] == both[1:]


def test_two_entries_of_one_id_keep_apart() -> None:
    """No part of a seed has the name of another."""
    parts = [one.part for one in documents(rss((FERRIES, FERRIES)))]
    assert parts == ["tag:harbourwire.example,2024:1", "tag:harbourwire.example,2024:1 (2)"]


def test_dates_of_all_kinds_are_read() -> None:
    """RFC 822 with the names of zones, ISO 8601; and no date where there is none."""
    for written, moment in (
        (b"Tue, 5 Mar 2024 09:06:00 EST", datetime(2024, 3, 5, 14, 6, tzinfo=UTC)),
        (b"2024-03-05T14:06:00Z", datetime(2024, 3, 5, 14, 6, tzinfo=UTC)),
        (b"Tue, 05 Mar 2024 14:06:00 -0000", datetime(2024, 3, 5, 14, 6, tzinfo=UTC)),
        (b"yesterday", None),
        (b"Tue, 99 Mar 99999 14:06:00 +0000", None),
    ):
        found = documents(rss().replace(b"Tue, 05 Mar 2024 14:01:00 +0100", written))[0].declared.date
        assert found == moment, written


def test_an_entry_without_text_is_refused_by_name() -> None:
    """The others are read."""
    empty = "<item><title>Nothing</title><guid>urn:x:9</guid></item>"
    assert refusals(rss(more=empty)) == ["week.xml#urn:x:9: the entry has no text"]
    assert len(entries(rss(more=empty))) == 3


def test_a_feed_that_ends_too_early_loses_its_last_entry_by_name() -> None:
    """What was cut off in the middle is not taken for whole."""
    cut = rss()[:-300]
    first, second = entries(cut)
    assert isinstance(first, Document)
    assert isinstance(second, CaptureError)
    assert "ends within this entry" in second.reason
    assert len(documents(rss().replace(b"Islands</category>", b"Islands & more</category>"))) == 2


HOSTILE: dict[str, bytes] = {
    "billion laughs": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b']><rss version="2.0"><channel><item><title>&m;</title><description>&m;</description></item></channel></rss>',
    "a file of this machine": b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
    b"<item><title>T</title><description>It says &a; here.</description></item></channel></rss>",
    "unclosed": b'<rss version="2.0"><channel><item><title>A & B</title><description>b <b>c<item>',
    "deep": b'<rss version="2.0"><channel><item>' + b"<a>" * 30_000,
    "nothing but signs": b'<rss version="2.0"><channel><item><description>' + b"<&" * 50_000,
    "wrong encoding": b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><item>'
    b"<title>Gr\xf6\xdfe</title><description>caf\xe9</description></item></channel></rss>",
    "no such encoding": b'<?xml version="1.0" encoding="martian"?><rss version="2.0"><channel><item><title>T</title>'
    b"<description>d</description></item></channel></rss>",
    "an encoding in no encoding": b'<?xml version="1.0" encoding="utf-\x82"?><rss version="2.0"><channel><item>',
    "controls": b'<rss version="2.0"><channel><item><title>a\x07\x1b[31mb</title><description>\xef\xbf\xbf<',
    "deep JSON": b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000,
    "odd JSON": b'{"version": "https://jsonfeed.org/version/1.1", "items": [1, null, {"id": {}, "title": [], "tags": 3,'
    b' "authors": {"name": 4}, "content_html": 7, "date_published": 1e999, "url": "http://[x"}]}',
    "JSON that is none": b'{"version": "x", "items": [\xff\xfe',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_feeds_are_read_or_refused(name: str) -> None:
    """No entity is fetched or blown up, and nothing but our own error comes out."""
    try:
        found = entries(HOSTILE[name])
    except CaptureError:
        return
    for one in found:
        if isinstance(one, Document):
            assert len(one.data) < 200_000
            assert b"root:" not in one.data


def test_old_encodings_are_read_whatever_is_declared() -> None:
    """As browsers do."""
    (one,) = documents(HOSTILE["wrong encoding"])
    assert one.declared.headline == "Größe"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<rss version="2.0"><channel><title>T</title></channel></rss>', "no entries"),
        (b'{"version": "1", "items": []}', "no JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "no entries"),
        (b'<rss version="2.0"><channel>' + b"<item>&" * 400_000, "too large to be mended"),
        (b'<rss version="2.0"><channel><item><author>' + b"a" * 1_000_000, "words of up to 1000000 letters"),
    ],
)
def test_what_is_no_feed_says_so(data: bytes, reason: str) -> None:
    """With what to do."""
    with pytest.raises(CaptureError, match=reason) as caught:
        entries(data)
    assert caught.value.remedy
