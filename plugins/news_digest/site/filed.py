"""A story file as the catalog keeps it: what was read of it, in a form that travels between processes."""

from __future__ import annotations

import copyreg
import datetime as dt
import json
import marshal
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal

from pelican.utils import SafeDatetime

from ..damage import reads_kept
from ..markdown.dates import microseconds
from ..relate.printed import Listing, Want
from ..relate.printed_store import Wanted, wanted
from ..relate.shingles import TextPrint, text_print
from ..relate.terms import ComparedTerms, compared_terms
from ..story import Correction, Related, Source, Story, Withdrawal
from .corrected import CORRECTIONS, corrected_of
from .due import ALWAYS, WHATS, Due
from .former import FormerAddress, FormerRow
from .kept_notes import Note, notes_of
from .moments import rfc_3339
from .records import Record, TermKey
from .told_terms import ToldRow, told_row
from .window import MomentRow

State = Literal["listed", "translated", "unlisted", "waiting", "expired", "skipped", "refused"]
# Those that have a page.
PRINTED: frozenset[State] = frozenset({"listed", "translated", "unlisted"})
A_DAY = dt.timedelta(days=1) // dt.timedelta(microseconds=1)
# The kinds of what a story has as its date.
MOMENTS: tuple[type[dt.date], ...] = (dt.date, dt.datetime, SafeDatetime)
# Which, of which value, in which zone.
PackedMoment = tuple[int, bytes, bytes]
_PACKED = ["date", "modified", "embargo", "expires", "source", "related", "corrections", "withdrawn", "body", "extra"]
_DATE, _MODIFIED, _EMBARGO, _EXPIRES, _SOURCE, _RELATED, _CORRECTIONS, _WITHDRAWN, _BODY, _EXTRA = (
    [field.name for field in fields(Story)].index(name) for name in _PACKED
)
_AT, _AT_LAST, _TAGS, _BY, _CORRECTED, _FORMERS, _DUE, _SERIES = (
    Record._fields.index(name) - 1
    for name in ("date", "modified", "tags", "source", "corrected", "formers", "due", "series")
)


@dataclass(frozen=True, slots=True)
class Filed:
    """One story file: `record` is None where it cannot be used; `content` is a hash of the file's bytes.

    `files` are the static files that its body links to. One that is "waiting" or has "expired" has no page, for now.
    """

    path: str
    state: State
    content: bytes
    record: Record | None = None
    notes: tuple[Note, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def printed(self) -> Record | None:
        """The record, if the story has a page."""
        return self.record if self.state in PRINTED else None

    @property
    def listed(self) -> Record | None:
        """The record, if the story stands in lists."""
        return self.record if self.state == "listed" else None

    def wanted(self) -> Wanted | None:
        """Return which related stories the story prints, None where it has no page."""
        if self.printed is None:
            return None
        story = self.printed.story
        # A withdrawn story is still found by what names it, so that nothing names it any more.
        return wanted(story, listed=self.state == "listed" or bool(story.withdrawn and story.status == "published"))

    def compared(self) -> ComparedTerms | None:
        """Return by what the story is compared with others, None where it is not."""
        return compared_terms(self.listed.story) if self.listed and self.listed.story.story_code else None

    def text_print(self) -> TextPrint | None:
        """Return by what copies of the story's text are told, None where it has none to be told."""
        return text_print(self.listed.story, _published(self.listed)) if self.listed else None


def _published(record: Record) -> int:
    """Return when a story was published, in microseconds; of a day alone its end, so that a clock goes before it."""
    return microseconds(record.date) + (0 if record.has_clock else A_DAY - 1)


def _frozen(mapping: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(mapping)


# Front matter that is not ours is kept in such mappings, which pickle does not know by itself.
copyreg.pickle(MappingProxyType, lambda mapping: (_frozen, (dict(mapping),)))


def _values_of(kind: type[Story | Source | Related | Want | Listing | Wanted]) -> attrgetter[tuple[object, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))


def _pickle_values(kind: type[Source | Related | Want | Listing | Wanted]) -> None:
    values = _values_of(kind)
    copyreg.pickle(kind, lambda value: (kind, values(value)))


# Values in the order of their fields take half the time of what dataclasses tell pickle by themselves.
for _kind in (Source, Related, Want, Listing, Wanted):
    _pickle_values(_kind)
_story_values = _values_of(Story)
_source_values, _related_values = _values_of(Source), _values_of(Related)


def without_text(record: Record) -> Record:
    """Return the record without the story's own text, of which it has a hash."""
    return record._replace(story=replace(record.story, body=""))


def packed(record: Record | None) -> bytes | None:
    """Return the record as bytes; the story's own text is left out, as its file has it."""
    if record is None:
        return None
    story, *rest = record
    extra = pickle.dumps(dict(story.extra)) if story.extra else b""
    own = list(_story_values(story))
    own[_DATE], own[_MODIFIED] = _packed_moment(story.date), _packed_moment(story.modified)
    own[_EMBARGO], own[_EXPIRES] = _packed_moment(story.embargo), _packed_moment(story.expires)
    own[_SOURCE] = story.source and _source_values(story.source)
    own[_RELATED] = tuple(map(_related_values, story.related))
    if story.corrections:
        own[_CORRECTIONS] = tuple((_packed_moment(one.date), one.text) for one in story.corrections)
        rest[_CORRECTED] = tuple(map(_packed_moment, record.corrected))
    if story.withdrawn:
        own[_WITHDRAWN] = story.withdrawn.reason, _packed_moment(story.withdrawn.date)
    own[_BODY], own[_EXTRA] = "", extra
    rest[_AT], rest[_AT_LAST] = _packed_moment(record.date), _packed_moment(record.modified)
    rest[_TAGS], rest[_BY] = tuple(map(tuple, record.tags)), record.source and tuple(record.source)
    rest[_FORMERS], rest[_DUE] = tuple(map(tuple, record.formers)), tuple(record.due)
    rest[_SERIES] = record.series and tuple(record.series)
    try:
        return marshal.dumps((own, rest))
    except ValueError:  # texts of a class of its own, which other readers may give
        return pickle.dumps((own, rest), pickle.HIGHEST_PROTOCOL)


@reads_kept
def unpacked(data: bytes) -> Record:
    """Return the record of `packed` bytes; raises `sqlite3.DatabaseError` for damaged ones.

    The book is the project's own file and sealed, so nobody else wrote them.
    """
    own, rest = (pickle.loads if data.startswith(pickle.PROTO) else marshal.loads)(data)
    own[_DATE], own[_MODIFIED] = _moment(own[_DATE]), _moment(own[_MODIFIED])
    own[_EMBARGO], own[_EXPIRES] = _moment(own[_EMBARGO]), _moment(own[_EXPIRES])
    own[_SOURCE] = own[_SOURCE] and Source(*own[_SOURCE])
    own[_RELATED] = tuple(Related(*each) for each in own[_RELATED])
    if own[_CORRECTIONS]:
        own[_CORRECTIONS] = tuple(Correction(_day(day), text) for day, text in own[_CORRECTIONS])
        rest[_CORRECTED] = tuple(map(_moment, rest[_CORRECTED]))
    if own[_WITHDRAWN]:
        reason, day = own[_WITHDRAWN]
        own[_WITHDRAWN] = Withdrawal(reason, _moment(day))
    own[_EXTRA] = MappingProxyType(pickle.loads(own[_EXTRA]) if own[_EXTRA] else {})  # noqa: S301
    rest[_AT], rest[_AT_LAST] = _moment(rest[_AT]), _moment(rest[_AT_LAST])
    rest[_TAGS], rest[_BY] = tuple(map(TermKey._make, rest[_TAGS])), rest[_BY] and TermKey(*rest[_BY])
    rest[_FORMERS], rest[_DUE] = tuple(map(FormerAddress._make, rest[_FORMERS])), Due(*rest[_DUE])
    rest[_SERIES] = rest[_SERIES] and TermKey(*rest[_SERIES])
    return Record(Story(*own), *rest)


def _packed_moment(day: dt.date | None) -> PackedMoment | None:
    """Return a date, or a date and time with its zone, in values that marshal knows."""
    if day is None:
        return None
    state: tuple[Any, ...] = day.__reduce_ex__(pickle.HIGHEST_PROTOCOL)[1]  # type: ignore[assignment]  # as datetime has it
    return MOMENTS.index(type(day)), state[0], _packed_zone(state[1]) if len(state) > 1 else b""


def _moment(data: PackedMoment | None) -> dt.date | None:
    return None if data is None else _day(data)


def _day(data: PackedMoment) -> dt.date:
    kind, value, zone = data
    return MOMENTS[kind](value, _zone(zone)) if zone else MOMENTS[kind](value)  # type: ignore[arg-type, call-arg]  # as pickle calls it


@cache
def _packed_zone(zone: dt.tzinfo) -> bytes:
    return pickle.dumps(zone)


@cache
def _zone(data: bytes) -> dt.tzinfo:
    zone: dt.tzinfo = pickle.loads(data)  # noqa: S301
    return zone


@reads_kept
def day_of(number: int) -> dt.date:
    """Return the day that is kept as its ordinal; raises `sqlite3.DatabaseError` where there is no such day."""
    return dt.date.fromordinal(number)


Row = tuple[object, ...]
# Kind and slug of a list, day, moment, code, and how the story spells the list's name.
ListRow = tuple[str, str, int, int, str, str]
# The row of a story, and its rows in lists, among moments, former addresses, and what pages of tags and sources tell.
Rows = tuple[Row, tuple[ListRow, ...], tuple[MomentRow, ...], tuple[FormerRow, ...], tuple[ToldRow, ...]]


@reads_kept
def filed_of(row: tuple[str, State, bytes, bytes | None, str, str]) -> Filed:
    """Return what is filed in a row: path, state, content, record, notes, files; raises `sqlite3.DatabaseError`."""
    path, state, content, record, notes, files = row
    return Filed(path, state, content, unpacked(record) if record else None, notes_of(notes), tuple(json.loads(files)))


def rows_of(filed: Filed) -> Rows:
    """Return what the catalog's tables hold of a story file."""
    record = filed.record
    columns: Row = (None,) * 7
    if record:
        where = record.day.toordinal(), microseconds(record.date)
        changed = rfc_3339(record.modified or record.date)
        # What has no page yet links to nothing.
        columns = record.code, *where, record.save_as, record.url, changed, record.links if filed.printed else ""
    rest = packed(record), _listed(filed.notes), _listed(filed.files if filed.printed else ())
    row = filed.path, filed.state, filed.content, *columns, *rest
    return row, tuple(list_rows(filed)), moment_rows(filed), former_rows(filed), told_rows(filed)


def _listed(values: tuple[object, ...]) -> str:
    return json.dumps(values) if values else "[]"


def moment_rows(filed: Filed) -> tuple[MomentRow, ...]:
    """Return when the story comes and goes."""
    record = filed.record
    if record is None or record.due == ALWAYS:
        return ()
    pairs = zip(record.due, WHATS, strict=True)
    return tuple((moment, filed.path, what, record.code) for moment, what in pairs if moment is not None)


def former_rows(filed: Filed) -> tuple[FormerRow, ...]:
    """Return the former addresses that lead to the story's page."""
    record = filed.printed
    return tuple((record.code, *former) for former in record.formers) if record and record.formers else ()


def told_rows(filed: Filed) -> tuple[ToldRow, ...]:
    """Return what the pages of tags and sources tell of the story, if they list it."""
    record = filed.listed
    return (told_row(record),) if record and (record.tags or record.source) else ()


def list_rows(filed: Filed) -> Iterator[ListRow]:
    """Yield the lists that the story stands in: kind, slug, day, moment, its code, and how it spells the list's name.

    The tags of what is in no list stand in lists of their own, which no page shows: such a page names its tags as well.
    """
    record = filed.printed
    if record is None:
        return
    where = record.day.toordinal(), microseconds(record.date), record.code
    listed = filed.state == "listed"
    for key in record.tags:
        yield "tag" if listed else "tag of unlisted", key.slug, *where, key.name
    if filed.state == "translated":
        yield "translated", "", *where, ""
    if listed:
        yield "all", "", *where, ""
        if record.source:
            yield "source", record.source.slug, *where, record.source.name
        if record.series:
            yield "series", record.series.slug, *where, record.series.name
        for one in corrected_of(record) if record.corrected else ():
            yield (
                CORRECTIONS,
                "",
                one.moment.date().toordinal(),
                microseconds(one.moment),
                one.item,
                "\n".join(one.texts),
            )
