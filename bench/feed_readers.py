"""What real feed readers make of a feed file: each a function that returns None where the reader is not here."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from types import MappingProxyType
from typing import Any, NamedTuple


class Told(NamedTuple):
    """What a reader has of an item; `text` is its HTML."""

    title: str
    date: Any = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    text: str = ""


class Found(NamedTuple):
    """The items by their ids, and which of what is told a reader keeps.

    Who keeps one author, or all as one text, knows the "author"; who cleans a text by its own rules knows its "words".
    """

    items: dict[str, Told]
    knows: tuple[str, ...]
    remark: str = ""


class Reader(NamedTuple):
    """A program that reads feeds, and the formats that it knows."""

    read: Callable[[Path, Path | None], Found | None]
    forms: tuple[str, ...] = ("rss.xml", "atom.xml")


ALL = ("title", "date", "authors", "tags", "text")
# Prints what a library of npm reads of a file as JSON.
NODE = MappingProxyType(
    {
        "rss-parser": """
const Parser = require("rss-parser");
const fields = {item: [["category", "marks", {keepArray: true}]]};
const word = mark => typeof mark === "string" ? mark : mark._ || mark.$.term;
new Parser({customFields: fields}).parseString(require("fs").readFileSync(process.argv[1], "utf8")).then(feed =>
  console.log(JSON.stringify(feed.items.map(item => [item.guid || item.id, item.title, item.isoDate,
    [item.creator || item.author], (item.marks || item.categories || []).map(word),
    item["content:encoded"] || item.content || ""]))));
""",
        "feedsmith": """
const {parseFeed} = require("feedsmith");
const {format, feed} = parseFeed(require("fs").readFileSync(process.argv[1], "utf8"));
const json = item => [item.id, item.title, item.date_published, item.authors.map(each => each.name), item.tags || [],
  item.content_html];
const rss = item => [item.guid.value, item.title, item.pubDate, item.dc.creators,
  item.categories.map(each => each.name), item.content.encoded];
const atom = entry => [entry.id, entry.title.value || entry.title, entry.published,
  entry.authors.map(each => each.name),
  entry.categories.map(each => each.term), entry.content && (entry.content.value || entry.content)];
console.log(JSON.stringify(format === "rss" ? feed.items.map(rss)
  : format === "json" ? feed.items.map(json) : feed.entries.map(atom)));
""",
    }
)


def moment(text: str) -> str:
    """Return a date in RFC 822 or RFC 3339 as UTC."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415

    found = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    return found.astimezone(UTC).isoformat()


def by_feedparser(path: Path, _npm: Path | None) -> Found | None:
    """Read with feedparser."""
    import feedparser  # noqa: PLC0415

    return Found(
        {
            entry.id: _entry(entry)
            for entry in feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False).entries
        },
        ALL,
    )


def _entry(entry: Any) -> Told:  # noqa: ANN401 - feedparser's
    authors = tuple(each["name"] for each in entry.get("authors", ()) if "name" in each)
    tags = tuple(tag.term for tag in entry.get("tags", ()))
    return Told(entry.title, moment(entry.published), authors, tags, entry.content[0].value)


def by_reader(path: Path, _npm: Path | None) -> Found | None:
    """Read with lemon24's reader, which keeps a few words of each."""
    if importlib.util.find_spec("reader") is None:
        return None
    from reader import make_reader  # noqa: PLC0415

    os.environ["READER_NO_VENDORED_FEEDPARSER"] = "1"
    with make_reader(":memory:", feed_root=str(path.parent)) as reader:
        reader.add_feed(path.name)
        reader.update_feeds()
        entries = list(reader.get_entries())
    return Found(
        {
            each.id: Told(
                each.title or "",
                each.published and each.published.astimezone(UTC).isoformat(),
                (each.author or "",),
                text=each.content[0].value,
            )
            for each in entries
        },
        ("title", "date", "author", "words"),
        "it keeps one author, no tags, and cleans the text by rules of its own",
    )


def by_atoma(path: Path, _npm: Path | None) -> Found | None:
    """Read with atoma."""
    if importlib.util.find_spec("atoma") is None:
        return None
    import atoma  # noqa: PLC0415

    data = path.read_bytes()
    if path.suffix == ".json":
        told = atoma.parse_json_feed_bytes(data).items
        return Found(
            {
                item.id_: Told(
                    item.title, moment(item.date_published.isoformat()), (), tuple(item.tags), item.content_html
                )
                for item in told
            },
            ("title", "date", "tags", "text"),
            "it knows version 1.0, where an item has one author",
        )
    if b"<rss " in data[:400]:
        items = atoma.parse_rss_bytes(data).items
        found = {
            item.guid: Told(
                item.title,
                item.pub_date.astimezone(UTC).isoformat(),
                tags=tuple(item.categories),
                text=item.content_encoded,
            )
            for item in items
        }
        return Found(found, ("title", "date", "tags", "text"), "it has no place for dc:creator")
    entries = atoma.parse_atom_bytes(data).entries
    found = {
        each.id_: Told(
            each.title.value,
            each.published.astimezone(UTC).isoformat(),
            tuple(author.name for author in each.authors),
            tuple(category.term for category in each.categories),
            each.content.value,
        )
        for each in entries
    }
    return Found(found, ALL)


def by_sfeed(path: Path, _npm: Path | None) -> Found | None:
    """Read with sfeed, which keeps one author."""
    if shutil.which("sfeed") is None:
        return None
    done = subprocess.run(["sfeed"], input=path.read_bytes(), capture_output=True, check=True)  # noqa: S607
    items = {}
    for line in done.stdout.decode().splitlines():
        when, title, _, text, _, code, author, _, tags = line.split("\t")[:9]
        plain = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
        told = datetime.fromtimestamp(int(when), UTC).isoformat()
        items[code] = Told(title, told, (author,), tuple(tags.split("|")), plain)
    return Found(items, ("title", "date", "author", "tags", "text"))


def by_newsboat(path: Path, _npm: Path | None) -> Found | None:
    """Read with newsboat, from a server, and look into what it keeps."""
    if shutil.which("newsboat") is None:
        return None
    handler = partial(_Quiet, directory=str(path.parent))
    with TemporaryDirectory() as folder, ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        urls, cache = Path(folder, "urls"), Path(folder, "cache.db")
        urls.write_text(f"http://127.0.0.1:{server.server_port}/{path.name}\n")
        command = ["newsboat", "-u", str(urls), "-c", str(cache), "-x", "reload"]
        subprocess.run(command, capture_output=True, check=True, timeout=120, env={**os.environ, "HOME": folder})  # noqa: S603
        server.shutdown()
        with sqlite3.connect(cache) as book:
            rows = book.execute("SELECT guid, title, pubDate, author, content FROM rss_item").fetchall()
    items = {
        code: Told(title, datetime.fromtimestamp(when, UTC).isoformat(), (author,), text=text)
        for code, title, when, author, text in rows
    }
    return Found(items, ("title", "date", "author", "text"), "it keeps no tags")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def by_node(library: str, path: Path, npm: Path | None) -> Found | None:
    """Read with a library of npm."""
    if npm is None or not (npm / "node_modules" / library).is_dir() or shutil.which("node") is None:
        return None
    command = ["node", "-e", NODE[library], str(path)]
    done = subprocess.run(command, cwd=npm, capture_output=True, text=True, check=True)  # noqa: S603
    items = {
        code: Told(title, moment(when), tuple(authors), tuple(tags), text)
        for code, title, when, authors, tags, text in json.loads(done.stdout)
    }
    return Found(items, ALL if library == "feedsmith" else ("title", "date", "author", "tags", "text"))


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "feedparser": Reader(by_feedparser),
        "reader": Reader(by_reader, ("rss.xml", "atom.xml", "feed.json")),
        "atoma": Reader(by_atoma, ("rss.xml", "atom.xml", "feed.json")),
        "sfeed": Reader(by_sfeed),
        "newsboat": Reader(by_newsboat),
        "rss-parser": Reader(partial(by_node, "rss-parser")),
        "feedsmith": Reader(partial(by_node, "feedsmith"), ("rss.xml", "atom.xml", "feed.json")),
    }
)
