"""What stands beside a date on its line: "Harbour Wire, 16 May 2024, Page 4", "Posted by Ada Lind on 16 May 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .calendar import load_calendar
from .labels import Context
from .names import ARTICLES, is_full_name, is_name, is_paper_name, read_names
from .rows import fold

LONGEST = 120
_MOST_DATE_WORDS = 9
_JOINS = re.compile(r"\s*(?:[,;|·•،、]|//|\s/\s|\s[–—-]\s|(?<=[^\W\d_]{3})\.\s)\s*")
# "p. 16", "hlm. 31", "ص 31", "第 9"; channels such as "Kanal 5" begin with a capital.
_PAGE = re.compile(r"[^\W\d_]{1,5}[.'’׳]?\s?\d{1,4}")
_EDGES = " ,;:.|/·•–—-"
# Databases print a town twice: "London [London]".
_TOWN_TWICE = re.compile(r"[;,]?\s*(?P<town>[^\W\d_][^\[\];,.]{1,40}?)\s\[(?P=town)\]")
_TOWN = re.compile(r"\s*[(（](?=[^\W\d_]*[a-zà-ÿ])[^\W\d_][^()（）]{2,30}[)）]$")


def without_town(name: str) -> str:
    """Return a paper's name without the town in brackets behind it; initials there belong to the name."""
    return _TOWN.sub("", name)


def _is_filler(token: str, context: Context) -> bool:
    bare = token.strip(",.()")
    return load_calendar().is_weekday(bare) or (bare.islower() and fold(bare) in context.words.fillers)


def span_of_date(tokens: Sequence[str], context: Context) -> tuple[int, int] | None:
    """Return where in the words the date begins and ends, its weekday, clock time and zone with it."""
    ends = range(1, len(tokens) + 1)
    end = next(
        (
            stop
            for stop in ends
            if any(c.isdigit() for c in tokens[stop - 1]) and context.moment(" ".join(tokens[:stop]))
        ),
        None,
    )
    if end is None:
        return None
    starts = range(end - 1, max(-1, end - _MOST_DATE_WORDS), -1)
    start = next((first for first in starts if context.moment_alone(" ".join(tokens[first:end]))), None)
    if start is None:
        return None
    while start and _is_filler(tokens[start - 1], context):
        start -= 1
    stops = range(min(len(tokens), end + _MOST_DATE_WORDS), end, -1)
    # A capital article behind the date begins a paper's name: "16 May 2024 The Havnby Post".
    named = next(
        (at for at in range(end, len(tokens) - 1) if tokens[at].istitle() and fold(tokens[at]) in ARTICLES), len(tokens)
    )
    whole = (stop for stop in stops if stop <= named and context.moment_alone(" ".join(tokens[start:stop])))
    return start, next(whole, end)


def _pieces(text: str) -> list[str]:
    plain = (piece.strip(_EDGES) for piece in _JOINS.split(text.strip(_EDGES)))
    return [without_town(piece) for piece in plain if piece]


def split_at_opener(piece: str, context: Context) -> list[str]:
    """Return "Harbour Wire by Ada Lind" and "Posted by Ada Lind" parted before "by"."""
    tokens = piece.split()
    for index, token in enumerate(tokens[:-1]):
        if index and fold(token) in context.words.openers and token.islower():
            names = read_names(" ".join(tokens[index + 1 :]), context.words)
            if names and all(is_full_name(name) for name in names):
                return [" ".join(tokens[:index]), " ".join(tokens[index:])]
    return [piece]


def _without_on(piece: str, context: Context) -> str:
    """Return the piece without the small words before a date: "Submitted by Ada Lind on"."""
    tokens = piece.split()
    while len(tokens) > 1 and tokens[-1].islower() and fold(tokens[-1]) in context.words.fillers:
        tokens.pop()
    return " ".join(tokens)


def _says_nothing(piece: str, context: Context) -> bool:
    """Return whether a piece is a page, an edition, a button, or the verb before a name or date."""
    words = context.words
    folded = fold(piece)
    bare = re.sub(r"[\W\d_]+", " ", folded).strip()
    return (
        not bare
        or folded in words.furniture
        or words.labels.get(bare) in {"ignored", "date"}
        or words.labels.get(folded) in {"ignored", "date"}
        or (_PAGE.fullmatch(folded) is not None and (len(bare) <= len("pp") or not piece[0].isupper()))
    )


def _is_meant(piece: str, context: Context) -> bool:
    """Return whether a piece is a name, a byline or a label: anything else shows that the line is text."""
    first, _, rest = piece.partition(" ")
    by = fold(first) in context.words.openers and read_names(rest, context.words) is not None
    return by or is_paper_name(piece, context.words) or fold(piece) in context.words.labels


def _sides(tokens: Sequence[str], span: tuple[int, int], context: Context) -> Iterator[list[str]]:
    for text in (" ".join(tokens[: span[0]]), " ".join(tokens[span[1] :])):
        opened = (part for piece in _pieces(text) for part in split_at_opener(_without_on(piece, context), context))
        yield [part for part in opened if not _says_nothing(part, context)]


def split_beside_date(part: str, context: Context) -> list[str] | None:
    """Return the names before a date, the date, and those after it; None where the text is anything else."""
    if len(part) > LONGEST or context.moment_alone(part):
        return None
    tokens = part.split()
    span = span_of_date(tokens, context)
    if span is None:
        opened = split_at_opener(part, context)
        return opened if len(opened) > 1 and is_name(opened[0]) else None
    before, after = _sides(tokens, span, context)
    if not all(_is_meant(piece, context) for piece in before + after):
        return None
    return [*before, " ".join(tokens[span[0] : span[1]]).strip(",;()[]（） "), *after]


def without_second_town(text: str, context: Context) -> str:
    """Return the line without a town that is printed twice, as databases do beside a date."""
    return _TOWN_TWICE.sub("", text) if "[" in text and context.moment(text) else text
