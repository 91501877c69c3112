"""Lines of facts: "Source: A| 2024-05-03 10:00|Editor: b", "Publié le 5 mars, mis à jour le 6 mars"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from .bare import read_bare
from .beside import split_beside_date, without_second_town
from .clocks import find_clock
from .dates import is_dateish, western_digits
from .labels import (
    BYLINE_WITH_ROLE,
    LONGEST_LABEL,
    LONGEST_VALUE,
    PLAIN_CODE,
    Context,
    Finding,
    read_value,
)
from .names import has_case
from .roles import may_lead, read_name_before_role, read_name_with_role
from .rows import Row, fold, tidy
from .updates import split_update
from .words import Words

_LONGEST_LINE = 400
_LONGEST_DATES = 200
_LONGEST_PLAIN = 260
_LONGEST_HEAD = 120
_LONGEST_PROSE = 160
_SHORT = 60
_MANY = 2
_COLUMNS = 2
_MOST_WORDS = 4
_COLONS = re.compile(r"\s?[:：]\s?(?!//)")
_PARTS = re.compile(r"\s*(?:[|｜¦•·∙⋅‖]|\t+|\s{3,}|\s/{1,2}\s|\s[–—-]\s(?=[^\W\d_][^:：|]{1,30}[:：])|\s?[\[\]]\s?)\s*")
_BRACKETED = re.compile(r"[(（][^()（）]{1,120}[)）]")
# One set of characters is sought ten times as fast as alternatives are: slashes, which are rare, are sought apart.
_SIGNS = re.compile(r"[:：|｜¦•·∙⋅‖\[\]]")
_SLASHES = re.compile(r"\s/{1,2}\s")
_WORD_STARTS = re.compile(r"(?<![^\W_])[^\W_]")
_DIGIT = re.compile(r"\d")
_MAY_HAVE_PARTS = re.compile(r"[|｜¦•·∙⋅‖\t\[\]\s](?:(?<=\S)|(?<=\t)|\s{2}|(?:/{1,2}|[–—-])\s)")
_NUMBERS_AND_SIGNS = re.compile(r"[\d年:：|｜¦•·∙⋅‖\[\]]")
_BEFORE_ROLE = re.compile(r"[,،、，\s](?:(?<=\S)|[–—-]\s)")
_DATES = frozenset({"date", "modified"})
# After these labels a date may follow the name: "Source: Harbour Wire, 16 May 2024".
_BESIDE_DATE = frozenset({"source", "date", "modified"})
_NAMED_CODE = re.compile(r"[^\W\d_]\w{1,20}\s(?P<label>[^:]{4,30}):\s*(?P<code>\S+)")
_NO_WORDS = Words()
_OPEN_ENDED = frozenset({"headline", "deck", "tags", "related"})


def _label_before(text: str, words: Words) -> tuple[str, int] | None:
    """Return the field of the longest known label that ends the text, and where the label begins."""
    if not words.may_end_label(fold(text).rstrip(" .-–([")):
        return None
    starts = [found.start() for found in _WORD_STARTS.finditer(text)][-6:]
    cjk = [len(text) - size for size in range(6, 1, -1) if len(text) > size and not text[-size:].isascii()]
    for start in sorted({*starts, *cjk, 0} if len(text) <= LONGEST_LABEL else {*starts, *cjk}):
        label = fold(text[start:]).strip(" .-–([")
        if label in words.labels:
            return words.labels[label], start
    return None


def _label_cuts(text: str, words: Words, before_ends: Callable[[str], bool]) -> list[tuple[int, int, str]]:
    """Return where labels with a colon begin, where their values begin, and their fields."""
    cuts: list[tuple[int, int, str]] = []
    for colon in _COLONS.finditer(text) if ":" in text or "：" in text else ():
        begin = cuts[-1][1] if cuts else 0
        window = max(begin, colon.start() - LONGEST_LABEL)
        label = _label_before(text[window : colon.start()], words)
        if label and (cuts or window + label[1] == 0 or before_ends(text[: window + label[1]])):
            cuts.append((window + label[1], colon.end(), label[0]))
    return cuts


def _split_at_labels(text: str, words: Words, before_ends: Callable[[str], bool]) -> list[tuple[str | None, str]]:
    """Return (field, value) in the text's order; the field of what stands before the first label is None.

    `before_ends` says whether what stands before a first label in the middle of the text is complete by itself.
    """
    cuts = _label_cuts(text, words, before_ends)
    if not cuts:
        return [(None, text)]
    found: list[tuple[str | None, str]] = [(None, text[: cuts[0][0]])]
    ends = [cut[0] for cut in cuts[1:]] + [len(text)]
    found += [(field, text[start:end]) for (_, start, field), end in zip(cuts, ends, strict=True)]
    return [(field, value.strip(" ,;-–—")) for field, value in found if value.strip(" ,;-–—") or field]


def _split_at_dates(field: str | None, text: str, context: Context) -> list[tuple[str | None, str]]:
    """Return the parts of "Published 3 May, updated 4 May": a label of a date without a colon begins one."""
    if field not in {None, *_DATES} or len(text) > _LONGEST_DATES or not _DIGIT.search(text):
        return [(field, text)]
    words = text.split(" ")
    cuts: list[tuple[int, int, str]] = []
    for start in range(len(words)):
        if not context.words.may_begin_label_of_date(words[start]):
            continue
        for size in range(min(_MOST_WORDS, len(words) - start - 1), 0, -1):
            name = context.words.labels.get(fold(" ".join(words[start : start + size])).rstrip(" .:,;-"))
            if name in _DATES and (not cuts or start > cuts[-1][1]):
                cuts.append((start, start + size, name))
                break
    return _cut_words(field, words, cuts, context) or [(field, text)]


def _cut_words(
    field: str | None, words: list[str], cuts: list[tuple[int, int, str]], context: Context
) -> list[tuple[str | None, str]]:
    """Return the words parted at the labels if every part with a label is a date, else nothing."""
    if not cuts or (field is None and len(cuts) < _MANY and cuts[0][0] == 0):
        return []
    ends = [cut[0] for cut in cuts[1:]] + [len(words)]
    parts: list[tuple[str | None, str]] = [(field, " ".join(words[: cuts[0][0]]))] if cuts[0][0] else []
    parts += [(name, " ".join(words[start:end])) for (_, start, name), end in zip(cuts, ends, strict=True)]
    tidied = [(name, value.strip(" ,;-–—:()[]")) for name, value in parts]
    dates = [value for name, value in tidied if name in _DATES]
    return tidied if dates and all(is_dateish(value, context.words) for value in dates) else []


def _parts(row: Row, context: Context) -> list[str]:
    """Return the parts of a line; a label in a column of its own takes the next column as its value."""
    spread = not row.bullet and not row.mark and row.is_spread
    text = without_second_town(row.raw.strip() if spread else row.text, context)
    if _BRACKETED.fullmatch(text):
        text = text[1:-1]
    split = _PARTS.split(text) if _MAY_HAVE_PARTS.search(text) else [text]
    parts = [part for part in (tidy(part) for part in split) if part]
    joined: list[str] = []
    for part in parts:
        if joined and len(parts) == _COLUMNS and fold(joined[-1]).rstrip(" :") in context.words.labels:
            joined[-1] = f"{joined[-1].rstrip(' :')}: {part}"
        else:
            joined.append(part)
    return joined


def _findings(row: Row, context: Context) -> Iterator[Finding | None]:
    """Yield what each part of a line says, None for a part that says nothing that could be meant."""
    split = split_update(row.text, context.words, lang=context.lang)
    if split.text != row.text:
        yield Finding("modified", split.modified, "beside a date", 0.8) if split.modified else _age(row.text)
        if not split.text:
            return
        row = replace(row, raw=split.text, text=split.text)
    parts = _parts(row, context)
    # "г." behind a year ends no sentence.
    loose = len(parts) > 1 or not row.is_sentence or "[" in row.text or row.width <= _SHORT
    dated = loose and any(context.moment(part) for part in parts)
    for part in parts:
        for labelled, whole in _split_at_labels(part, context.words, context.is_complete):
            for field, value in _split_at_dates(labelled, whole, context):
                yield from _finding(field, value, context, dated=dated)


def _age(text: str) -> Finding:
    """Return what a date without a full date of its own says: nothing that a story keeps."""
    return Finding("ignored", text, "age", 0.0)


def _finding(field: str | None, value: str, context: Context, *, dated: bool) -> Iterator[Finding | None]:
    """Yield what a part says; `dated` tells that a date stands on the line, so that names may stand beside it."""
    if field is not None:
        yield from _labelled(field, value, context, dated=dated) if value else (Finding("label", field, "label", 0.0),)
    elif found := read_bare(value, context):
        yield found
    elif pieces := split_beside_date(value, context) if dated else None:
        for piece in pieces:
            yield read_bare(piece, context) or _bare(piece)
    else:
        yield _bare(value)


def _bare(value: str) -> Finding | None:
    return Finding("bare", value, "bare part", 0.3) if len(value) <= LONGEST_VALUE // 2 else None


def _labelled(field: str, value: str, context: Context, *, dated: bool) -> Iterator[Finding | None]:
    if field in _DATES and is_dateish(value, context.words) and not context.moment_alone(value):
        yield Finding("ignored", value, "age", 0.0)
        return
    pieces = split_beside_date(value, context) if dated and field in _BESIDE_DATE else None
    for piece in pieces or (value,):
        if pieces and (bare := read_bare(piece, context)):
            yield bare
        else:
            yield read_value(field, piece, "label", context, 1.0)


def _has_signs(text: str, signs: re.Pattern[str]) -> bool:
    return signs.search(text) is not None or ("/" in text and _SLASHES.search(text) is not None)


def is_running_text(row: Row, context: Context) -> bool:
    """Return whether a line is too long for a date or a byline, and begins with neither a label nor parted facts."""
    least = _LONGEST_PROSE if row.is_prose else _LONGEST_PLAIN
    if len(row.text) <= least or row.mark or _has_signs(row.text[:_LONGEST_HEAD] if row.is_prose else row.text, _SIGNS):
        return False
    first = row.text.split(" ", 1)[0]
    words = context.words
    return not row.is_spread and not words.may_begin_label(first) and fold(first) not in words.openers


def _may_tell(row: Row, context: Context) -> bool:
    """Return whether anything in a line could be a fact: a number, a sign that parts facts, a leading word."""
    if row.mark or _has_signs(row.text, _NUMBERS_AND_SIGNS) or row.is_spread:
        return True
    first, words = row.text.split(" ", 1)[0], context.words
    if words.may_begin_label(first) or fold(first) in words.openers or may_lead(first, words):
        return True
    # A role may stand behind a name and a comma, or right behind it where names have no capitals.
    parted = len(row.text) <= LONGEST_LABEL * 3 and (_BEFORE_ROLE.search(row.text) or not has_case(row.text))
    return bool(parted) and (row.text[0] in "(（" or read_name_with_role(row.text, words) is not None)


def read_facts(row: Row, context: Context) -> tuple[Finding, ...]:
    """Return what a line of labels, dates and names says; nothing where the line is anything else."""
    if len(row.text) > _LONGEST_LINE or not _may_tell(row, context) or is_running_text(row, context):
        return ()
    if (
        whole := _read_symbol(row, context)
        or _read_role(row, context)
        or _read_whole_tags(row, context)
        or _read_named_code(row, context)
    ):
        return whole
    found = list(_findings(row, context))
    said = [one for one in found if one and one.field != "bare"]
    labelled = sum(one.rule == "label" for one in said)
    if not said or (None in found and labelled < _MANY and not _leads_with_label(found)):
        return ()
    return _join_clock(tuple(one for one in found if one))


def _leads_with_label(found: list[Finding | None]) -> bool:
    """Return whether the line begins with a label whose value may be as long as it likes."""
    return bool(found) and found[0] is not None and found[0].field in _OPEN_ENDED


def _join_clock(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings with a clock time of its own part put to the date before it."""
    clocks = [one for one in found if one.field == "clock"]
    dates = [one for one in found if one.field == "date"]
    if len(clocks) != 1 or len(dates) != 1 or find_clock(_after_date(dates[0].value), _NO_WORDS):
        return found
    joined = Finding("date", f"{dates[0].value} {clocks[0].value}", dates[0].rule, dates[0].weight)
    return tuple(joined if one is dates[0] else one for one in found if one.field != "clock")


def _after_date(value: str) -> str:
    """Return the value without runs that may be a date with dots, so that only a clock with a colon is seen."""
    return re.sub(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", " ", western_digits(value)).replace(".", " ")


def _read_symbol(row: Row, context: Context) -> tuple[Finding, ...]:
    """Return what the pictures before the values of a line say: a calendar, a clock, an ID sign."""
    field = next((context.words.symbols[char] for char in row.mark if char in context.words.symbols), None)
    if field is None or _label_cuts(row.text, context.words, context.is_complete):
        return ()
    found = read_value(field, row.text, "symbol", context, 0.9)
    return (found,) if found else ()


def _read_whole_tags(row: Row, context: Context) -> tuple[Finding, ...]:
    """Return the tags of "Topics: Ferries | North Sea": bars part them where they are all that the line holds."""
    label, tab, column = row.raw.strip().partition("\t")
    if tab and "\t" not in column and context.words.labels.get(fold(label).rstrip(" :")) == "tags":
        return (Finding("tags", tidy(column), "label", 1.0),)
    cuts = _label_cuts(row.text, context.words, context.is_complete) if "|" in row.text else []
    if len(cuts) != 1 or cuts[0][0] != 0 or cuts[0][2] != "tags":
        return ()
    value = row.text[cuts[0][1] :]
    dated = any(context.moment_alone(part) for part in value.split("|"))
    return () if dated else (Finding("tags", value, "label", 1.0),)


def _read_role(row: Row, context: Context) -> tuple[Finding, ...]:
    """Return the names of "Ada Lind | Transport Correspondent": there a bar parts name and role."""
    names = read_name_before_role(row.text, context.words) if "|" in row.text else None
    return (Finding("authors", "; ".join(names), BYLINE_WITH_ROLE, 0.6),) if names else ()


def _read_named_code(row: Row, context: Context) -> tuple[Finding, ...]:
    """Return the code of "Harbourbase document ID: 538912": a name stands before the label."""
    found = _NAMED_CODE.fullmatch(row.text) if ":" in row.text else None
    if not found or context.words.labels.get(fold(found["label"])) != "story_code":
        return ()
    code = found["code"] if PLAIN_CODE.match(found["code"]) else ""
    return (Finding("story_code", code, "label behind a name", 0.9),) if code else ()
