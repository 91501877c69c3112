"""The head of a letter in any language: "From", "To", "Subject" and "Date" are told by what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .labels import Context, Finding
from .marks import Mark

_FEWEST_LINES = 3
_REACH = 12
_LINE = re.compile(r"(?P<label>[^\d:：@<>]{1,24}?)\s?[:：]\s?(?P<value>\S.*)")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_SENDER = re.compile(r"[\"']?(?P<name>[^<>\"]{2,80}?)[\"']?\s?<[^<>]+@[^<>]+>")
_SIGNATURE = re.compile(r"--\s?")


def _head(marks: Sequence[Mark]) -> list[tuple[int, str]]:
    """Return the first lines close to each other that are a label and a value: their index and value."""
    found: list[tuple[int, str]] = []
    for index, mark in enumerate(marks[:_REACH]):
        line = _LINE.fullmatch(mark.row.raw.strip())
        if line and (not found or mark.row.gap == 0):
            found.append((index, line["value"]))
        elif found:
            break
    return found


def _fields(lines: Sequence[tuple[int, str]], context: Context) -> Iterator[tuple[int, Finding | None]]:
    """Yield what each line tells: the first address is the sender's, a line without address and date the subject."""
    rule = "head of a letter"
    sent = False
    for index, value in lines:
        if _ADDRESS.search(value):
            sender = None if sent else _SENDER.fullmatch(value)
            yield index, Finding("source", sender["name"], rule, 0.9) if sender else None
            sent = True
        elif context.moment(value):
            yield index, Finding("date", value, rule, 1.0)
        else:
            yield index, Finding("headline", value, rule, 1.0)


def read_mail(marks: Sequence[Mark], context: Context) -> tuple[Mark, ...]:
    """Return the marks with a letter's head made facts and its signature furniture; all as it was in other captures."""
    lines = _head(marks)
    told = list(_fields(lines, context))
    fields = [found.field for _, found in told if found]
    addressed = any(_ADDRESS.search(value) for _, value in lines)
    if len(lines) < _FEWEST_LINES or not addressed or fields.count("headline") != 1 or "date" not in fields:
        return tuple(marks)
    changed = list(marks)
    for index, found in told:
        changed[index] = Mark(marks[index].row, "facts", "head of a letter", (found,) if found else ())
    signed = (index for index, mark in enumerate(marks) if _SIGNATURE.fullmatch(mark.row.raw.strip()))
    end = next(signed, len(marks))
    changed[end:] = [replace(mark, kind="furniture", rule="signature of a letter", findings=()) for mark in marks[end:]]
    return tuple(changed)
