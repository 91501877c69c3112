"""What a seed file holds once opened: documents, each with what its container says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from ...story import Source
from ..shapes import Enclosed

Media = Literal["text", "html", "unknown"]
Extent = Literal["full", "summary"]


@dataclass(frozen=True, slots=True)
class Declared:
    """What a container or a sidecar says of a story, by the fields of `Story`; what it does not say is None or empty.

    `extent` tells whether it holds the whole story or only its summary; `rights` is the notice as it stands there,
    or in a sidecar how much of the story may be shown.
    """

    headline: str | None = None
    date: dt.date | None = None
    modified: dt.date | None = None
    story_code: str | None = None
    authors: tuple[str, ...] = ()
    source: Source | None = None
    publisher: str | None = None
    dateline: str | None = None
    deck: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    lang: str | None = None
    rights: str | None = None
    extent: Extent = "full"


NOTHING = Declared()


@dataclass(frozen=True, slots=True)
class Document:
    """One story's text as a seed file holds it.

    `name` is for messages: the seed's, and which record or entry in it. `part` is the entry's lasting name within the
    seed, "" where the seed is one document. `data` is text or HTML, by `media` as far as
    the container says; `url` the address of the captured page, `captured`
    when it was captured, as far as they are known. `declared` is what the container says and `origin` where it says it;
    `beside` is what the editor says in the sidecar `beside_name`, which holds before everything else; `enclosed` are
    the pictures that came with a page.
    """

    name: str
    part: str
    data: bytes
    media: Media
    url: str | None = None
    captured: dt.datetime | None = None
    declared: Declared = NOTHING
    origin: str = ""
    beside: Declared = NOTHING
    beside_name: str = ""
    enclosed: tuple[Enclosed, ...] = ()


def part_name(seed: str, part: str) -> str:
    """Return the name of one story of a seed: "feeds/week.xml#tag:harbourwire.example,2024:1"."""
    return f"{seed}#{part}" if part else seed
