"""The lines of a capture, tidied, with what their shape says: gap, bullet, width, whether they are a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from ..capture.shapes import Line

T = TypeVar("T")

# A bare line of this many columns with a full stop is a paragraph, a longer one is a paragraph whatever ends it.
PROSE_COLUMNS = 90
LONG_COLUMNS = 210

# No rule needs to read further into a line than this.
_LOOK = 2000
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]")
_CODES_AT_ENDS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_BLANKS = re.compile(r"[ \t]+")
_BULLET = re.compile(
    r"(?:[*+•‣◦▪●○■□–—·»›▸-]|\d{1,2}\)|\d{1,2}\.(?!\s+(?:\d{1,2}\.\s?|[^\W\d_]{2,14}\.?\s)\d{4}(?!\d)))\s+(?=\S)|・\s*(?=\S)"
)
# Wikis print a link to edit a part behind its heading.
_EDIT = re.compile(r"(?<=[\w!?…\"”»’)])\[[^\W\d_]{3,14}(?:[ |][^\W\d_]{3,14}){0,3}\]$")
_MARKUP = re.compile(
    r"(?P<mark>={2,6}|\#{1,6}|\*{2}|_{2})\s?(?P<text>[^=#*_].{0,198}?)\s?(?:={2,6}|\#{1,6}|\*{2}|_{2})?$"
)
# Japanese and Chinese papers frame their crossheads.
_FRAMED = re.compile(r"【(?P<text>[^【】]{2,80})】")
_WIDE = frozenset("WF")
_MAY_BE_WIDE = re.compile("[\u1100-\u1dff\u2300-\U0003ffff]")
_CLOSERS = "\"'”’»›«‹“‘)]）】」』〉》"
_STOPS = ".!?…。！？؟۔।॥։"
_FULL_STOPS = ".。۔।॥։"
_SENTENCE_BREAK = re.compile(
    r"(?:[^\W\d_]{3}|[\u0900-\u097f]{2})[.!?…؟۔।]['\"”’»)]?\s+[\"'“„«‘(¿¡]?\w|[。！？][^」』）]"
)
# Without one of these nothing of the above is found, and to see that costs a fraction.
# It is one set of signs first, which is sought ten times as fast as alternatives are.
_MAY_BREAK = re.compile(r"[.!?…؟۔।。！？](?:(?<=[。！？])|['\"”’»)]?\s)")
_SPREAD = re.compile(r"\s\s\s")
# What is no letter, and no sign that stands among the words of a sentence.
_NO_WORDS = re.compile(r"[\W\d_](?<![ ,.;'’\"“”-])")
_ALIKE = {
    "‘": "'",
    "’": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "ـ": "",
    "ي": "ی",
    "ك": "ک",
}
# Few characters of a line are any of these: to find them is faster than to look up every one.
_QUOTES = re.compile(f"[{''.join(_ALIKE)}]")


def tidy(text: str) -> str:
    """Return the text without the invisible codes at its ends, trimmed, runs of blanks as one."""
    bare = text.strip()
    if not bare.isascii():
        bare = bare.strip(_CODES_AT_ENDS).strip()
    return _BLANKS.sub(" ", bare) if "  " in bare or "\t" in bare else bare


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text for comparison: compatibility forms, case, quotes, dashes and spaces made alike."""
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    plain = _QUOTES.sub(lambda found: _ALIKE[found[0]], plain)
    # In Turkish the capital of "i" is "İ", that of "ı" is "I": all of them are one letter here.
    plain = plain.casefold().replace("\u0307", "").replace("ı", "i")
    # All other spaces are no printable characters, which is soon seen.
    return plain.strip() if plain.isprintable() and "  " not in plain else " ".join(plain.split())


def columns(text: str) -> int:
    """Return the width in columns; a wide (East Asian) character counts as two."""
    if text.isascii() or not _MAY_BE_WIDE.search(text):
        return len(text)
    return len(text) + sum(map(_WIDE.__contains__, map(unicodedata.east_asian_width, text)))


def is_hangul(char: str) -> bool:
    """Return whether a character is a syllable of Korean, which parts words by spaces though it is wide."""
    return "\uac00" <= char <= "\ud7af"


def core_of(text: str) -> str:
    """Return the text without closing quotes and brackets at its end."""
    return text.rstrip().rstrip(_CLOSERS).rstrip()


def ends_sentence(text: str) -> bool:
    """Return whether the text ends as a sentence does; a bare closing quote does not count."""
    return core_of(text)[-1:] in _STOPS and bool(text)


def ends_full_stop(text: str) -> bool:
    """Return whether the text ends with one full stop, possibly within quotes; an ellipsis is none."""
    core = core_of(text)
    return core[-1:] in _FULL_STOPS and not core.endswith("..") and bool(core)


def has_sentence_break(text: str) -> bool:
    """Return whether a sentence ends within the text and another begins; "Charles III. goes on" is one."""
    look = text[:_LOOK]
    return _MAY_BREAK.search(look) is not None and any(
        not look[found.end() - 1].islower() for found in _SENTENCE_BREAK.finditer(look)
    )


class Kept(Generic[T]):
    """A property that is worked out once; `cached_property` takes a lock for it in Python 3.11, which costs more."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        """Keep the method that works it out."""
        self.work_out = work_out
        self.name = work_out.__name__

    def __get__(self, row: object, _: type | None = None) -> T:
        """Work it out, and put it where the next look finds it before this property."""
        value = row.__dict__[self.name] = self.work_out(row)
        return value


@dataclass(frozen=True)
class Row:
    """A line that is not blank: `gap` blank lines stand before it, `mark` is a leading symbol, `bullet` a list's."""

    number: int
    raw: str
    text: str
    gap: int = 0
    mark: str = ""
    bullet: str = ""

    @Kept
    def folded(self) -> str:
        """Return the text for comparison."""
        return fold(self.text)

    @Kept
    def width(self) -> int:
        """Return the text's columns."""
        return columns(self.text)

    @Kept
    def is_spread(self) -> bool:
        """Whether wide blanks part the line as printed, as they part columns."""
        bare = self.raw.strip()
        return "\t" in bare or "   " in bare or (not bare.isprintable() and _SPREAD.search(bare) is not None)

    @Kept
    def is_wording(self) -> bool:
        """Whether the line is words alone: no symbol or bullet before them, no number or rarer sign among them."""
        return not self.mark and not self.bullet and self.text[:1].isalpha() and _NO_WORDS.search(self.text) is None

    @Kept
    def indent(self) -> int:
        """Return how many blanks stand before the line as printed."""
        return len(self.raw) - len(self.raw.lstrip(" \t\u00a0"))

    @Kept
    def reach(self) -> int:
        """Return the column at which the line ends as printed."""
        return columns(self.raw.rstrip())

    @Kept
    def lead(self) -> int:
        """Return the columns of the first word as printed; a wide character may stand alone."""
        bare = tidy(self.raw)
        alone = unicodedata.east_asian_width(bare[0]) in "WF" and not is_hangul(bare[0])
        return columns(bare[0] if alone else bare.split(maxsplit=1)[0])

    @Kept
    def tabs(self) -> int:
        """Return the number of tabs between the line's cells."""
        return self.raw.strip().count("\t") if "\t" in self.raw else 0

    @property
    def wide_indent(self) -> bool:
        """Whether the line begins with an ideographic space, as a paragraph does in Chinese and Japanese."""
        return self.raw.startswith("\u3000")

    @Kept
    def is_prose(self) -> bool:
        """Whether the line is a paragraph by its shape alone."""
        if self.width >= LONG_COLUMNS:
            return True
        wide = self.width >= PROSE_COLUMNS
        if ends_full_stop(self.text):
            return wide or has_sentence_break(self.text)
        return wide and ends_sentence(self.text) and has_sentence_break(self.text)

    @Kept
    def is_sentence(self) -> bool:
        """Whether the line ends with a full stop or leads on with a colon, whatever its length."""
        return self.is_prose or ends_full_stop(self.text) or self.text.endswith((":", "："))


def _symbol_length(text: str) -> int:
    """Return how many characters at the beginning are pictures, arrows and the like."""
    length = 0
    if text[:1].isalpha():
        return length
    for char in text[:8]:
        if (
            (unicodedata.category(char) in {"So", "Sk"} and char not in "©®™℗№ⓒ")
            or char in "\ufe0f\u200d■□▪▫▲△▶►▼◆◇●○★☆"
            or (char.isspace() and length)
        ):
            length += 1
        else:
            break
    return length


def _is_markup(found: re.Match[str]) -> bool:
    """Return whether the signs are a heading's: "== x ==", "## x", "**x**"; "#x" is a hashtag."""
    mark, whole = found["mark"], found.group()
    return whole.endswith(mark) if mark[0] in "=*_" else whole[len(mark)] == " "


def row_of(line: Line, gap: int) -> Row | None:
    """Return the line as a row: symbols and bullets taken off, the rest tidied; None where it is blank."""
    text = tidy(line.text)
    if not text:
        return None
    text = _EDIT.sub("", text) if text.endswith("]") else text
    # Most lines begin with a letter: with no symbol, bullet or sign of a heading.
    if text[:1].isalpha():
        return Row(line.number, line.text, text, gap)
    if (markup := _MARKUP.match(text)) and _is_markup(markup):
        return Row(line.number, line.text, markup["text"], gap, markup["mark"])
    if framed := _FRAMED.fullmatch(text):
        return Row(line.number, line.text, framed["text"], gap, text[0])
    cut = _symbol_length(text)
    mark, rest = (text[:cut].strip(), text[cut:]) if cut < len(text) else ("", text)
    found = _BULLET.match(rest)
    bullet = found.group().strip() if found else ""
    return Row(line.number, line.text, rest[found.end() :] if found else rest, gap, mark, bullet)


def rows_of(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Return the lines that hold text, each with the number of blank lines before it."""
    rows: list[Row] = []
    gap = 0
    for line in lines:
        if row := row_of(line, gap):
            rows.append(row)
            gap = 0
        else:
            gap += 1
    return tuple(rows)
