"""Lines that say where a story comes from: who published it first, who passed it on, which programme shared it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .beside import span_of_date
from .labels import Context, Finding
from .marks import Mark
from .names import has_case, is_name, is_paper_name
from .rows import Row, fold

_LONGEST = 160
_CJK_DATE = re.compile(r"(?<=[^\s\d])(?=\d{4}\s?年)|(?<=\d日)(?=[^\s\d（(]{2})")
_EDGES = " ,;:.|/·•–—-，、：。；،؛»«\"“”„'"
_PAGE = re.compile(r"[,;]?\s(?:[^\W\d_]{1,6}\.?\s?)?\d{1,4}(?:\s?[-–]\s?\d{1,4})?$")
_PROGRAMME = "app"


def after_phrase(text: str, phrases: tuple[str, ...]) -> str | None:
    """Return what follows the first of the phrases that the text begins with; None where it begins with none."""
    if not phrases:
        return None
    folded = fold(text)
    phrase = next((phrase for phrase in phrases if folded.startswith(phrase)), None)
    if phrase is None:
        return None
    # Folding may change the length: the cut is where the beginning of the text folds to the phrase.
    ends = range(max(1, len(phrase) - 4), min(len(text), len(phrase) + 8) + 1)
    cut = next((end for end in ends if fold(text[:end]) == phrase), None)
    if cut is None or (text[cut : cut + 1].isalnum() and has_case(phrase)):
        return None
    return text[cut:].strip(_EDGES)


def _without_small_words(text: str, context: Context) -> str:
    """Return the text without the words around a name that only lead to it: "by", "in the", "on"."""
    words = context.words
    small = words.openers | words.places | words.fillers
    tokens = text.split()
    while len(tokens) > 1 and fold(tokens[0]).strip(_EDGES) in small and not _is_article(tokens, context):
        tokens.pop(0)
    while len(tokens) > 1 and fold(tokens[-1]).strip(_EDGES) in small:
        tokens.pop()
    return " ".join(tokens).strip(_EDGES)


def _is_article(tokens: Sequence[str], context: Context) -> bool:
    """Return whether the first word belongs to a paper's name: "The Havnby Post"."""
    return tokens[0][:1].isupper() and fold(tokens[0]) not in context.words.openers


def _name_in(text: str, context: Context) -> str:
    name = _without_small_words(text.strip(_EDGES), context)
    return name if is_paper_name(name, context.words) else ""


def _parted(text: str, context: Context) -> tuple[str, str]:
    """Return the name and the date of "by Harbour Wire on 16 May 2024" or "am 16. Mai 2024, Küstenbote"."""
    tokens = _CJK_DATE.sub(" ", text).split()
    span = span_of_date(tokens, context)
    if span is None:
        return _name_in(text, context), ""
    before, after = " ".join(tokens[: span[0]]), _PAGE.sub("", " " + " ".join(tokens[span[1] :]))
    name = _name_in(before, context) or _name_in(after, context)
    return name, " ".join(tokens[span[0] : span[1]]).strip(",;()[]（） ")


def mark_first_published(row: Row, context: Context) -> Mark | None:
    """Mark "Originally published by Harbour Wire on 16 May 2024": source and date of the story."""
    if row.width > _LONGEST:
        return None
    rest = after_phrase(row.text, context.words.begins(row.folded, "firsts"))
    name, day = _parted(rest, context) if rest else ("", "")
    if not name:
        return None
    rule = "where it was published first"
    found = [Finding("source", name, rule, 0.75)]
    found += [Finding("date", day, rule, 0.7)] if day else []
    return Mark(row, "facts", rule, tuple(found))


def mark_forwarded(row: Row, context: Context) -> Mark | None:
    """Mark "Forwarded from Harbour Wire", as messengers print it above what was passed on."""
    if row.width > _LONGEST // 2:
        return None
    rest = after_phrase(row.text, context.words.begins(row.folded, "forwarded"))
    if rest is None or row.is_sentence:
        return None
    rule = "from whom it was passed on"
    name = rest.strip(_EDGES)
    found = (Finding("source", name, rule, 0.5),) if is_paper_name(name, context.words) else ()
    return Mark(row, "facts" if found else "furniture", rule, found)


def mark_original(row: Row, context: Context) -> Mark | None:
    """Mark "Read the original article on Harbour Wire.": the story has ended, and its source is named."""
    if row.width > _LONGEST:
        return None
    rest = after_phrase(row.text, context.words.begins(row.folded, "originals"))
    if rest is None:
        return None
    tokens = rest.split()
    name = " ".join(tokens[:-1] if fold(tokens[-1]) == _PROGRAMME else tokens) if len(tokens) > 1 else rest
    found = (Finding("source", name, "where the original stands", 0.5),) if is_name(name) else ()
    return Mark(row, "heading", "where the original stands", found, about="end")
