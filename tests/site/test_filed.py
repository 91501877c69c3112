"""What is filed of a story comes back as it was."""

from __future__ import annotations

import marshal
import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from sqlite3 import DatabaseError
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from filed_stories import filed
from markupsafe import Markup
from pelican.utils import SafeDatetime

from news_digest.api import Related, Source
from news_digest.site.filed import packed, unpacked
from news_digest.site.records import Record, TermKey

MOMENTS = (
    None,
    date(2024, 3, 5),
    datetime(2024, 3, 5, 6, 7, 8, 9, UTC),
    SafeDatetime(2024, 10, 27, 2, 30, tzinfo=ZoneInfo("Europe/Oslo"), fold=1),
    datetime(2024, 3, 5, 6, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    datetime(2024, 3, 5, 6),  # noqa: DTZ001 - as a capture may show it
)


def a_record() -> Record:
    """Return the record of a story of which much is known."""
    record = filed("7", tags=("ports", "weather"), source="Harbour Wire").record
    assert record
    related = (Related(title="Flood"), Related(story_code="8", url="https://wire.example/8"))
    source = Source("Harbour Wire", "https://wire.example/7")
    extra = MappingProxyType({"printed_code": "9", "on": date(2024, 3, 5), "list": [1, {"two": None}]})
    story = replace(record.story, related=related, source=source, extra=extra, authors=("A. Writer",))
    return record._replace(story=story, source=TermKey("Harbour Wire", "harbour-wire"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_record_comes_back_with_its_dates_and_their_zones(moment: date | None) -> None:
    """Dates of every kind are those they were, zone and all."""
    record = a_record()
    record = record._replace(story=replace(record.story, date=moment, modified=moment))
    again = unpacked(packed(record) or b"")
    assert (again, repr(again)) == (record, repr(record))
    assert type(again.story.date) is type(moment)


def test_a_record_with_texts_of_another_class_comes_back() -> None:
    """Other readers may give texts of a class of their own."""
    record = a_record()._replace(excerpt=Markup("Rain &amp; wind"))
    assert unpacked(packed(record) or b"") == record


def test_noise_is_told_as_damage() -> None:
    """Whatever the bytes came to be: a record, perhaps another one, or what SQLite says of a damaged file."""
    data = packed(a_record()) or b""
    # Not those that are 0: they may be the upper ones of a length, and to refuse a list of billions takes its time.
    places = [place for place, byte in enumerate(data) if byte]
    dice, damaged = Random(1), 0
    for _ in range(100):
        noise = bytearray(data)
        for place in dice.sample(places, 3):
            noise[place] = dice.randrange(256)
        try:
            assert isinstance(unpacked(bytes(noise)), Record)
        except DatabaseError:
            damaged += 1
    assert damaged > 60


@pytest.mark.parametrize("data", [b"", b"\0", b"[", pickle.dumps(7), marshal.dumps(([], []))])
def test_what_is_no_record_is_told_as_damage(data: bytes) -> None:
    """In few bytes, of another form, with too few values."""
    with pytest.raises(DatabaseError, match="damaged"):
        unpacked(data)
