"""Labelled values: "Story Code : 1", "Published 3 May", "Source: A| 2024-05-03 10:00|Editor: b", "[ Last Update: ... ]"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .clocks import find_clock
from .dates import Order, find_moment, is_clock_only, western_digits
from .names import is_small_name, read_byline, read_names
from .rows import Row, ends_full_stop, fold, tidy
from .words import Words

_LONGEST_LINE = 400
_LONGEST_VALUE = 120
_LONGEST_LABEL = 40
_MANY = 2
# A rule that only holds above the body: "By the way" may begin a crosshead.
SMALL_BYLINE = "byline in small letters"
_COLONS = re.compile(r"\s?[:：]\s?(?!//)")
_PARTS = re.compile(r"\s*(?:[|｜¦•·∙⋅‖]|\t+|\s{3,}|\s[–—-]\s(?=[^\W\d_][^:：|]{1,30}[:：])|\s?[\[\]]\s?)\s*")
_CODE = re.compile(r"(?=[^\s]*\d)[\w][\w./:+#-]{0,63}$")
_PLAIN_CODE = re.compile(r"(?=[^\s]*\d{3})[\w][\w./-]{2,63}$")
_LEAD = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’/-])*")


@dataclass(frozen=True, slots=True)
class Finding:
    """A value for a field that one line gives: `weight` is the trust in the rule that read it."""

    field: str
    value: str
    rule: str
    weight: float


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a line needs to know besides the line."""

    words: Words
    lang: str | None = None
    order: Order | None = None

    def moment_alone(self, text: str) -> bool:
        """Return whether the text is a full date and nothing else."""
        moment = find_moment(text, self.words, lang=self.lang, order=self.order)
        return moment is not None and moment.alone

    def is_complete(self, text: str) -> bool:
        """Return whether the text is a date, a clock time or signs, so that a label may follow it."""
        bare = text.strip(" ,;-–—([")
        return not bare or self.moment_alone(bare) or is_clock_only(bare, self.words)


def read_code(value: str) -> str | None:
    """Return the value as a story code: one token with a digit in it."""
    token = western_digits(value).strip().strip("()[]").strip()
    return token if _CODE.match(token) and not token.startswith("http") else None


def _read_date(value: str, context: Context) -> str | None:
    return value if context.moment_alone(value) else None


def _read_text(value: str, _: Context) -> str | None:
    """Return a short value that is no sentence."""
    bare = value.strip().strip("[]()").strip() if value.startswith(("[", "(")) else value.strip()
    return (
        bare
        if 0 < len(bare) <= _LONGEST_VALUE and not (ends_full_stop(bare) and len(bare.split()) > len("1234"))
        else None
    )


def _read_any(value: str, _: Context) -> str | None:
    return value.strip() or None


def _read_authors(value: str, context: Context) -> str | None:
    names = read_byline(value, context.words) or read_names(value, context.words)
    if not names and len(value) <= _LONGEST_LABEL and not any(char in value for char in ".:;!?") and not _has_digit(value):
        names = (value,)
    return "; ".join(names) if names else None


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _read_story_code(value: str, _: Context) -> str | None:
    return read_code(value)


def _read_ignored(value: str, _: Context) -> str | None:
    return value if len(value) <= _LONGEST_VALUE // 2 else None


# How the value of each label is checked: what fails the check is no label but a sentence that begins like one.
READERS: Mapping[str, Callable[[str, Context], str | None]] = MappingProxyType({
    "headline": _read_any, "date": _read_date, "modified": _read_date, "story_code": _read_story_code,
    "source": _read_text, "publisher": _read_text, "authors": _read_authors, "dateline": _read_text, "deck": _read_any,
    "category": _read_text, "tags": _read_any, "url": _read_text, "language": _read_text, "related": _read_any, "ignored": _read_ignored,
})  # fmt: skip
# Fields whose value alone tells that a label without a colon was meant.
_WITHOUT_COLON = frozenset({"date", "modified", "story_code"})


def _read_value(field: str, value: str, rule: str, context: Context, weight: float) -> Finding | None:
    """Return the finding if the value suits the field."""
    read = READERS[field](value.strip(), context) if value.strip() else None
    return Finding(field, read, rule, weight) if read is not None else None


def _label_before(text: str, words: Words) -> tuple[str, int] | None:
    """Return the field of the longest known label that ends the text, and where the label begins."""
    starts = [found.start() for found in re.finditer(r"(?<![^\W_])[^\W_]", text)][-6:]
    cjk = [len(text) - size for size in range(6, 1, -1) if len(text) > size and not text[-size:].isascii()]
    for start in sorted({*starts, *cjk, 0} if len(text) <= _LONGEST_LABEL else {*starts, *cjk}):
        label = fold(text[start:]).strip(" .-–([")
        if label in words.labels:
            return words.labels[label], start
    return None


def _split_at_labels(text: str, words: Words, before_ends: Callable[[str], bool]) -> list[tuple[str | None, str]]:
    """Return (field, value) in the text's order; the field of what stands before the first label is None.

    `before_ends` says whether what stands before a first label in the middle of the text is complete by itself.
    """
    cuts: list[tuple[int, int, str]] = []
    for colon in _COLONS.finditer(text):
        begin = cuts[-1][1] if cuts else 0
        window = max(begin, colon.start() - _LONGEST_LABEL)
        label = _label_before(text[window : colon.start()], words)
        if label and (cuts or window + label[1] == 0 or before_ends(text[: window + label[1]])):
            cuts.append((window + label[1], colon.end(), label[0]))
    if not cuts:
        return [(None, text)]
    found: list[tuple[str | None, str]] = [(None, text[: cuts[0][0]])]
    ends = [cut[0] for cut in cuts[1:]] + [len(text)]
    found += [(field, text[start:end]) for (_, start, field), end in zip(cuts, ends, strict=True)]
    return [(field, value.strip(" ,;-–—")) for field, value in found if value.strip(" ,;-–—") or field]


def _bare_label(text: str, context: Context) -> Finding | None:
    """Return what a label without a colon says: "News Code 123", "Updated 3 May 2024"."""
    words = text.split(" ")
    for size in range(min(4, len(words) - 1), 0, -1):
        field = context.words.labels.get(fold(" ".join(words[:size])).rstrip(" .:"))
        value = " ".join(words[size:]).lstrip("-–—#. ")
        if field in _WITHOUT_COLON and (field != "story_code" or _PLAIN_CODE.match(western_digits(value))):
            return _read_value(field, value, "label without colon", context, 0.8)
    return None


def _read_bare(text: str, context: Context) -> Finding | None:
    """Return what a part without a label and colon says by its shape: a date, a clock time, a byline, a name."""
    if context.moment_alone(text):
        return Finding("date", text, "date alone", 0.6)
    if is_clock_only(text, context.words):
        return Finding("clock", text, "clock alone", 0.5)
    if found := _bare_label(text, context):
        return found
    if names := read_byline(text, context.words):
        return Finding("authors", "; ".join(names), "byline", 0.8)
    opener, _, rest = text.partition(" ")
    if opener[:1].isupper() and fold(opener) in context.words.openers and is_small_name(rest):
        return Finding("authors", rest, SMALL_BYLINE, 0.4)
    return None


def _parts(row: Row) -> list[str]:
    return [part for part in (tidy(part) for part in _PARTS.split(row.text)) if part]


def _findings(row: Row, context: Context) -> Iterator[Finding | None]:
    """Yield what each part of a line says, None for a part that says nothing that could be meant."""
    for part in _parts(row):
        for field, value in _split_at_labels(part, context.words, context.is_complete):
            if field is not None:
                yield (
                    _read_value(field, value, "label", context, 1.0) if value else Finding("label", field, "label", 0.0)
                )
            elif found := _read_bare(value, context):
                yield found
            else:
                yield Finding("bare", value, "bare part", 0.3) if len(value) <= _LONGEST_VALUE // 2 else None


def read_facts(row: Row, context: Context) -> tuple[Finding, ...]:
    """Return what a line of labels, dates and names says; nothing where the line is anything else."""
    if len(row.text) > _LONGEST_LINE:
        return ()
    if symbol := _read_symbol(row, context):
        return symbol
    found = list(_findings(row, context))
    said = [one for one in found if one and one.field != "bare"]
    labelled = sum(one.rule == "label" for one in said)
    if not said or (None in found and labelled < _MANY and not _leads_with_label(found)):
        return ()
    return _join_clock(tuple(one for one in found if one))


def _leads_with_label(found: list[Finding | None]) -> bool:
    """Return whether the line begins with a label whose value may be as long as it likes."""
    return bool(found) and found[0] is not None and found[0].field in {"headline", "deck", "tags"}


def _join_clock(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings with a clock time of its own part put to the date before it."""
    clocks = [one for one in found if one.field == "clock"]
    dates = [one for one in found if one.field == "date"]
    if len(clocks) != 1 or len(dates) != 1 or find_clock(_after_date(dates[0].value), Words()):
        return found
    joined = Finding("date", f"{dates[0].value} {clocks[0].value}", dates[0].rule, dates[0].weight)
    return tuple(joined if one is dates[0] else one for one in found if one.field != "clock")


def _after_date(value: str) -> str:
    """Return the value without runs that may be a date with dots, so that only a clock with a colon is seen."""
    return re.sub(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", " ", western_digits(value)).replace(".", " ")


def _read_symbol(row: Row, context: Context) -> tuple[Finding, ...]:
    """Return what the pictures before the values of a line say: a calendar, a clock, an ID sign."""
    field = next((context.words.symbols[char] for char in row.mark if char in context.words.symbols), None)
    if field is None:
        return ()
    found = _read_value(field, row.text, "symbol", context, 0.9)
    return (found,) if found else ()
