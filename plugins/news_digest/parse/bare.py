"""What a part of a line says without a label and a colon: a date, a clock time, a byline, a code behind its label."""

from __future__ import annotations

from .dates import is_clock_only, is_dateish, western_digits
from .labels import (
    BYLINE_WITH_ROLE,
    LONGEST_LABEL,
    PLAIN_CODE,
    SMALL_BYLINE,
    Context,
    Finding,
    read_authors,
    read_value,
)
from .names import is_full_name, is_small_name, read_byline, read_names
from .roles import read_name_with_role
from .rows import fold

# Fields whose value alone tells that a label without a colon was meant.
_WITHOUT_COLON = frozenset({"date", "modified", "story_code"})
_DATES = frozenset({"date", "modified"})
_MOST_WORDS = 4


def _bare_label(text: str, context: Context) -> Finding | None:
    """Return what a label without a colon says: "News Code 123", "Updated 3 May 2024", "Reporting by A and B"."""
    words = text.split(" ")
    if not context.words.may_begin_label(words[0]):
        return None
    for size in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        field = context.words.labels.get(fold(" ".join(words[:size])).rstrip(" .:"))
        value = " ".join(words[size:]).lstrip("-–—#. ")
        if field == "authors" and (size > 1 or _is_short_byline(words[0], value, context)):
            names = read_authors(value.partition(";")[0], context)
            return Finding("authors", names, "label without colon", 0.5) if names else None
        if field in _WITHOUT_COLON and (field != "story_code" or PLAIN_CODE.match(western_digits(value))):
            return _dated(field, value, context)
    return None


def _is_short_byline(label: str, value: str, context: Context) -> bool:
    """Return whether what follows a label of one word without a colon is the full names of persons, and short."""
    if fold(label) in context.words.openers:
        return False
    parts = [read_names(part, context.words) for part in value.split(",")] if len(value) <= LONGEST_LABEL else [None]
    return all(
        names and all(is_full_name(name) and len(name.split()) <= len("abc") for name in names) for names in parts
    )


def _dated(field: str, value: str, context: Context) -> Finding | None:
    """Return the finding; the age of a page ("updated 3 hours ago") is no date, and is nothing else either."""
    if field in _DATES and is_dateish(value, context.words) and not context.moment_alone(value):
        return Finding("ignored", value, "age", 0.0)
    return read_value(field, value, "label without colon", context, 0.8)


def read_bare(text: str, context: Context) -> Finding | None:
    """Return what a part without a label and colon says by its shape: a date, a clock time, a byline, a name."""
    if context.moment_alone(text):
        return Finding("date", text, "date alone", 0.6)
    if is_clock_only(text, context.words):
        return Finding("clock", text, "clock alone", 0.5)
    if found := _bare_label(text, context):
        return found
    if names := read_byline(text, context.words):
        return Finding("authors", "; ".join(names), "byline", 0.8)
    if names := read_name_with_role(text, context.words):
        return Finding("authors", "; ".join(names), BYLINE_WITH_ROLE, 0.6)
    return _small_byline(text, context)


def _small_byline(text: str, context: Context) -> Finding | None:
    opener, _, rest = text.partition(" ")
    if opener[:1].isupper() and fold(opener) in context.words.openers and is_small_name(rest):
        return Finding("authors", rest, SMALL_BYLINE, 0.4)
    return None
