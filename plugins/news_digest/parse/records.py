"""Database records: "HD", "BY", "PD" on lines of their own, each with its value on the lines below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .labels import READERS, Context, Finding
from .marks import Mark

_FEWEST_CODES = 4
_TEXT = "text"


def _groups(marks: Sequence[Mark], codes: Mapping[str, str]) -> Iterator[tuple[str | None, list[Mark]]]:
    """Yield the field of each code with its line and those below it; None for what stands before the first."""
    field: str | None = None
    inside: list[Mark] = []
    for mark in marks:
        if mark.row.text in codes:
            yield field, inside
            field, inside = codes[mark.row.text], []
        inside.append(mark)
    yield field, inside


def _findings(field: str, values: Sequence[Mark], context: Context) -> tuple[Finding, ...]:
    text = " ".join(mark.row.text for mark in values)
    if field == "lang":
        lang = context.words.languages.get(values[0].row.folded) if values else None
        return (Finding("lang", lang, "code of a record", 0.4),) if lang else ()
    read = READERS[field](text, context) if field in READERS else text
    return (Finding(field, read, "code of a record", 1.0),) if read else ()


def _told(field: str, inside: Sequence[Mark], context: Context) -> Iterator[Mark]:
    """Yield a code's lines as facts; the text's own lines stay what they are."""
    code, *values = inside
    yield replace(code, kind="facts", rule="code of a record", findings=(), about="")
    if field == _TEXT:
        yield from values
        return
    found = _findings(field, values, context)
    for position, mark in enumerate(values):
        yield replace(mark, kind="facts", rule="code of a record", findings=() if position else found, about="")


def read_records(marks: Sequence[Mark], context: Context) -> tuple[Mark, ...]:
    """Return the marks with the codes of a database record and their values made facts; all as it was where none is."""
    codes = context.words.codes
    if len({mark.row.text for mark in marks} & codes.keys()) < _FEWEST_CODES:
        return tuple(marks)
    told: list[Mark] = []
    for field, inside in _groups(marks, codes):
        told += inside if field is None else _told(field, inside, context)
    return tuple(told)
