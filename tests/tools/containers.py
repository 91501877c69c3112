"""Invented feeds, letters, saved pages and web archives that hold invented stories."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SITE = "https://harbourwire.example"


@dataclass(frozen=True)
class Told:
    """An invented story."""

    number: int
    headline: str
    paragraphs: tuple[str, ...]

    @property
    def url(self) -> str:
        """Return its address."""
        return f"{SITE}/news/{self.number}"

    @property
    def markup(self) -> str:
        """Return its paragraphs in HTML."""
        return "".join(f"<p>{escape(text)}</p>\n" for text in self.paragraphs)

    @property
    def text(self) -> str:
        """Return its paragraphs as plain text."""
        return "\n\n".join(self.paragraphs)

    @property
    def page(self) -> str:
        """Return its page."""
        head = f'<meta charset="utf-8"><title>{escape(self.headline)}</title>'
        head += f'<meta property="og:title" content="{escape(self.headline)}">'
        head += '<meta property="og:site_name" content="Harbour Wire">'
        head += '<meta property="article:published_time" content="2024-03-05T14:06:00+01:00">'
        article = f"<article><h1>{escape(self.headline)}</h1>\n{self.markup}</article>"
        return f"<!DOCTYPE html>\n<html lang=en><head>{head}</head>\n<body>{article}</body></html>\n"


FERRIES = Told(
    1,
    "Ferries Return to the Northern Islands",
    (
        "The first ferry since the storm left the harbour on Tuesday with forty people, who had waited for a week.",
        "The harbour office expects the timetable to hold until Friday, when the next front is due from the west.",
        "Nobody was hurt, said the keeper of the inn at the quay, who had begun to count the potatoes.",
    ),
)
LIBRARY = Told(
    2,
    "A Library Opens in the Old Lighthouse",
    (
        "Two thousand books were carried up the stairs of the old lighthouse on Wednesday, by hand and in a chain.",
        "The town has been without a library since the flood, and the lighthouse without a keeper for much longer.",
        "It is open on three afternoons a week, and the view is said to be no help to concentration.",
    ),
)
STORIES = (FERRIES, LIBRARY)


def rss(stories: Sequence[Told] = STORIES, *, whole: bool = True, more: str = "") -> bytes:
    """Return an RSS file; each entry has its story whole, or its first paragraph as a description."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Wire</title><link>{SITE}/</link><language>en</language>
<copyright>© Harbour Wire</copyright>
{"".join(_item(story, whole=whole) for story in stories)}{more}</channel></rss>
""".encode()


def _item(story: Told, *, whole: bool) -> str:
    content = f"<content:encoded><![CDATA[{story.markup}]]></content:encoded>" if whole else ""
    return f"""<item><title>{escape(story.headline)}</title><link>{story.url}</link>
<guid isPermaLink="false">tag:harbourwire.example,2024:{story.number}</guid>
<pubDate>Tue, 05 Mar 2024 14:0{story.number}:00 +0100</pubDate><dc:creator>Nora Vik</dc:creator>
<category>Sea</category><category>Islands</category>
<description>{escape(story.paragraphs[0])}</description>{content}</item>
"""


def atom(stories: Iterable[Told] = STORIES) -> bytes:
    """Return an Atom file with whole stories."""
    entries = "".join(
        f"""<entry><id>tag:harbourwire.example,2024:{story.number}</id><title>{escape(story.headline)}</title>
<link href="{story.url}"/><published>2024-03-05T14:06:00+01:00</published><updated>2024-03-06T08:00:00+01:00</updated>
<author><name>Nora Vik</name></author><category term="Sea"/>
<content type="html">{escape(story.markup)}</content></entry>
"""
        for story in stories
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Wire</title>
<id>tag:harbourwire.example,2024:</id><updated>2024-03-06T08:00:00+01:00</updated>{entries}</feed>
""".encode()


def json_feed(stories: Iterable[Told] = STORIES, **more: object) -> bytes:
    """Return a JSON Feed file with whole stories in HTML."""
    items = [
        {
            "id": story.url,
            "url": story.url,
            "title": story.headline,
            "content_html": story.markup,
            "date_published": "2024-03-05T14:06:00+01:00",
            "authors": [{"name": "Nora Vik"}],
            "tags": ["Sea"],
            **more,
        }
        for story in stories
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Wire", "language": "en", "items": items}
    return json.dumps(feed).encode()


def letter(story: Told = FERRIES, *, plain: str | None = None, page: str | None = None) -> bytes:
    """Return a newsletter; with a plain text, a page or both, by default with the story's text."""
    message = EmailMessage(SMTP)
    message["Subject"] = story.headline
    message["From"] = '"Harbour Wire Daily" <daily@harbourwire.example>'
    message["To"] = "reader@islands.example"
    message["Date"] = "Tue, 05 Mar 2024 14:06:00 +0100"
    message["Message-ID"] = f"<{story.number}@harbourwire.example>"
    message["List-Id"] = "<daily.harbourwire.example>"
    if page is None:
        message.set_content(story.text if plain is None else plain)
    elif plain is None:
        message.set_content(page, subtype="html")
    else:
        message.set_content(plain)
        message.add_alternative(page, subtype="html")
    return message.as_bytes()


def mhtml(story: Told = FERRIES, *, page: str | None = None) -> bytes:
    """Return a page saved as one file, as browsers do."""
    message = EmailMessage(SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = story.url
    message["Subject"] = story.headline
    message["Date"] = "Tue, 5 Mar 2024 15:00:00 +0100"
    message.set_content(story.page if page is None else page, subtype="html", cte="quoted-printable")
    message["Content-Location"] = story.url
    message.make_related()
    message.add_related(b"\x89PNG\r\n\x1a\n1234", "image", "png", headers=[f"Content-Location: {SITE}/boat.png"])
    return message.as_bytes()


@dataclass(frozen=True)
class Answered:
    """What a web server answered, as an archive holds it."""

    url: str
    content: bytes
    media_type: str = "text/html; charset=utf-8"
    status: str = "200 OK"
    fields: tuple[tuple[str, str], ...] = ()
    captured: str = "2024-03-07T09:00:00Z"


def answers(stories: Iterable[Told] = STORIES) -> list[Answered]:
    """Return the answers with which a server sent these stories' pages."""
    return [Answered(story.url, story.page.encode()) for story in stories]


class Writer(WARCWriter):  # type: ignore[misc]  # its module has no types
    """Another program's writer of archives, which leaves no file open."""

    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


def warc(answered: Iterable[Answered], *, packed: bool = False) -> bytes:
    """Return a web archive of these answers, written by another program's library."""
    return b"".join(warc_records(answered, packed=packed))


def warc_records(answered: Iterable[Answered], *, packed: bool = False) -> list[bytes]:
    """Return its records one by one."""
    found = []
    for number, answer in enumerate(answered):
        stream = io.BytesIO()
        writer = Writer(stream, gzip=packed)
        fields = [("Content-Type", answer.media_type), *answer.fields]
        http = StatusAndHeaders(answer.status, fields, protocol="HTTP/1.1")
        named = {"WARC-Date": answer.captured, "WARC-Record-ID": f"<urn:uuid:{number:032x}>"}
        payload = io.BytesIO(answer.content)
        record = writer.create_warc_record(
            answer.url, "response", payload=payload, http_headers=http, warc_headers_dict=named
        )
        writer.write_record(record)
        found.append(stream.getvalue())
    return found


def wet(stories: Iterable[Told] = STORIES, *, packed: bool = False) -> bytes:
    """Return an archive of texts made of pages."""
    stream = io.BytesIO()
    writer = Writer(stream, gzip=packed)
    for story in stories:
        text = f"{story.headline}\nPublished: 2024-03-05 14:06\n\n{story.text}\n".encode()
        record = writer.create_warc_record(
            story.url, "conversion", payload=io.BytesIO(text), warc_content_type="text/plain"
        )
        writer.write_record(record)
    return stream.getvalue()


def gzipped(data: bytes) -> bytes:
    """Return the bytes compressed, the same each time."""
    return gzip.compress(data, mtime=0)
