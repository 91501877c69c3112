"""The domain: what a captured news story is. Pure data; nothing of ours is imported here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

BlockKind = Literal["paragraph", "crosshead", "item", "quote", "table", "preformatted"]
Status = Literal["published", "draft", "hidden", "skip"]
Rights = Literal["full", "excerpt", "headline"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a block's text that lead to an address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body as plain text, before it becomes Markdown; a table's text has tabs and line feeds.

    `links` are those of paragraphs, items and quotations, in the order of the text.
    """

    kind: BlockKind
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture among the blocks of a body: its address, what it shows in words, caption and credit."""

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who published the story first, as credited, and the address of the original."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A story that a capture or an editor names as related; at least one field is set."""

    title: str | None = None
    story_code: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in a story that had been published, in words for its readers, and when that was put right."""

    date: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a story was taken back, in words for its readers, and when, where the editor says so."""

    reason: str
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A news item as data.

    `date` is a `datetime` where the capture shows a time (aware where it shows a zone), a plain `date`
    where it shows only a day. `body` is CommonMark without the headline. `story_code` is always a string. `formerly`
    are codes that the story had, and addresses from the site's root; before `embargo` it is not on the site, and from
    `expires` on no more. An editor says that it is a copy of the story with the code `copy_of`, and of none of those
    with the codes `not_copy_of`. `series` names a running story that it is part of. `rights` say how much of it is
    shown; None where its source or the site decides.
    `extra` holds the front matter keys that are not ours, as YAML gave them, in the file's order.
    """

    headline: str
    date: dt.date | None = None
    modified: dt.date | None = None
    story_code: str | None = None
    formerly: tuple[str, ...] = ()
    slug: str | None = None
    source: Source | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    deck: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    copy_of: str | None = None
    not_copy_of: tuple[str, ...] = ()
    series: str | None = None
    lang: str | None = None
    status: Status = "published"
    embargo: dt.date | None = None
    expires: dt.date | None = None
    guid: str | None = None
    seed: str | None = None
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    rights: Rights | None = None
    body: str = ""
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
