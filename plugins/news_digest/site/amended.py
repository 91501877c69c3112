"""How pages show what was put right in a story, when it last changed, and that it was withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime

from ..markdown.dates import as_moment
from ..story import Withdrawal
from .catalog import Catalog
from .corrected import Corrected, code_of, corrected_item
from .moments import moment_of
from .records import Record
from .views import CorrectedEntry, Correction, Link, Moment, WithdrawnView
from .words import Words


def last_change(record: Record, corrected: tuple[Corrected, ...], words: Words) -> Moment | None:
    """Return when a story last changed, as it is printed: the day alone where nothing else is known."""
    if record.modified is None:
        return None
    newest = corrected[0] if corrected else None
    if newest and (record.story.modified is None or record.modified == newest.moment):
        return moment_of(newest.moment, words, has_clock=newest.has_clock)
    return moment_of(record.modified, words, has_clock=isinstance(record.story.modified, datetime))


def correction_view(corrected: Corrected, words: Words) -> Correction:
    """Return a correction with its date as it is printed."""
    return Correction(moment_of(corrected.moment, words, has_clock=corrected.has_clock), corrected.texts)


def corrected_entry(item: str, catalog: Catalog) -> CorrectedEntry:
    """Return an item of the list of corrections with its story."""
    code = code_of(item)
    corrected = corrected_item(catalog.record(code), item)
    return CorrectedEntry(catalog.entry(code), correction_view(corrected, catalog.settings.words))


def original_link(record: Record) -> Link | None:
    """Return a link to the story as its source has it, where its address is known."""
    return Link(record.source.name, record.original) if record.source and record.original else None


def withdrawn_view(record: Record, withdrawn: Withdrawal, words: Words) -> WithdrawnView:
    """Return the notice of a story that was withdrawn."""
    date = withdrawn.date
    return WithdrawnView(
        code=record.code,
        reason=withdrawn.reason,
        # A time is printed as the editor wrote it, whatever its zone.
        moment=moment_of(as_moment(date, UTC), words, has_clock=isinstance(date, datetime)) if date else None,
        # Without a link: it may have been the only story of its source.
        source=Link(record.source.name) if record.source else None,
        original=original_link(record),
    )
