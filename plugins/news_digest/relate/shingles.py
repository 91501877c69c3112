"""A story's text as a small set of numbers, by which two texts are told to be one: shingles, of which a share is kept.

A shingle is a few tokens in a row: words, or characters where a script does not part its words. Of the shingles' hashes
those below a bound are kept, so that two texts keep the same ones of what they share, and how much of the shorter one
stands in the longer can be estimated (Broder 1997, "On the resemblance and containment of documents", section 4).
All constants are fixed: the numbers are the same on any machine.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from zlib import crc32

from ..story import Story
from .terms import ADDRESS, LINK_TARGET, UNSPACED
from .text import without_figures
from .vocabulary import fold_name

# A product of two such numbers is one that Python multiplies without a loop.
BITS = 30
MASK = (1 << BITS) - 1
# Odd numbers whose bits look like chance: of 2**30 divided by the golden ratio, and of the roots of 2, 3 and 5.
PAIR, FIRST, SECOND, THIRD = 0x278DDE6D, 0x2A827999 | 1, 0x2ED9EBA1, 0x23C6EF37
# Words in a shingle: a form filled in with other names has few such runs, a copy with a word changed many.
WORDS = 6
# Characters in a shingle: Han and kana write a word in about two, Thai and its neighbours in about four.
CHARACTERS, LONG_CHARACTERS = 6, 10
LONG_SCRIPTS = ("\u0e00", "\u17ff")
# So many shingles of a text are kept at most (give or take what chance does), and so many of these lead to it.
MOST_KEPT, MOST_KEYS = 256, 24
# And so many of its figures.
MOST_FIGURES = 64
FIGURE = re.compile(r"\d+")
# Hashes of words remembered.
MOST_WORDS = 1 << 17
# Signs that English texts have beyond ASCII; without them the rest goes the fast way.
TYPOGRAPHY = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\xa0"
# Letters that papers of one language type in two ways: Arabic yeh and kaf in Persian.
TWINS: Mapping[int, int] = MappingProxyType({0x064A: 0x06CC, 0x0649: 0x06CC, 0x0643: 0x06A9})
# Marks that a text may have or lack: points of Arabic and Hebrew.
POINTS = frozenset({0x0640, *range(0x0591, 0x05C8), *range(0x064B, 0x0653)})
# Four bytes, whatever the machine calls such a number.
NUMBERS = "I"


@dataclass(frozen=True, slots=True)
class Kept:
    """An even share of the hashes of something: those below 2 to the power of `bits`, as numbers of four bytes."""

    bits: int
    numbers: bytes

    @classmethod
    def of(cls, hashes: Sequence[int], most: int) -> Kept:
        """Keep at most so many of these, give or take what chance does."""
        bits = bits_for(len(hashes), BITS, most)
        bound = 1 << bits
        kept = hashes if bits == BITS else [number for number in hashes if number < bound]
        return cls(bits, array(NUMBERS, kept).tobytes())

    def hashes(self) -> array[int]:
        """Return what is kept."""
        return array(NUMBERS, self.numbers)

    def below(self, bits: int) -> set[int]:
        """Return what another would have kept of it, too."""
        bound = 1 << bits
        return {number for number in self.hashes() if number < bound}


@dataclass(frozen=True, slots=True)
class TextPrint:
    """What is kept of a story to tell its copies by.

    `carrier` is who has the text, `credits` whom it names as the source where that is another; both are folded, and ""
    where unknown. `moment` puts stories in order, the earliest first.
    """

    carrier: str
    credits: str
    moment: int
    shingles: Kept
    figures: Kept

    def sought_by(self) -> list[int]:
        """Return the shingles that lead to the text."""
        hashes = self.shingles.hashes()
        bound = 1 << bits_for(len(hashes), self.shingles.bits, MOST_KEYS)
        return [number for number in hashes if number < bound]


def text_print(story: Story, moment: int) -> TextPrint:
    """Return by what copies of the story are told; `moment` is when it was published, in any unit."""
    text = _plain(story.body)
    source = fold_name(story.source.name) if story.source else ""
    carrier = fold_name(story.publisher) if story.publisher else source
    credited = source if source != carrier else ""
    shingles, figures = Kept.of(_shingles(text), MOST_KEPT), Kept.of(_figures(text), MOST_FIGURES)
    return TextPrint(carrier, credited, moment, shingles, figures)


def bits_for(count: int, bits: int, most: int) -> int:
    """Return below which power of two to keep of `count` hashes below 2 to the power of `bits`, to have at most `most`.

    How many that are is left to chance.
    """
    return bits - max(0, (count - 1) // most).bit_length()


def shingles_of(markdown: str) -> Sequence[int]:
    """Return the hashes of a text's shingles, each once, in the order of the text."""
    return _shingles(_plain(markdown))


def _shingles(text: str) -> Sequence[int]:
    if not text.isascii():
        if run := _unspaced(text):
            return _of_characters(run)
        words = text.translate(_SIGNS).split()
    else:
        words = text.translate(_ASCII).split()
    return _of_words([_HASHES[word] for word in words])


def _plain(markdown: str) -> str:
    text = without_figures(markdown)
    text = LINK_TARGET.sub("]", text) if "](" in text else text
    text = ADDRESS.sub(" ", text) if "://" in text or "www." in text else text
    if text.isascii():
        return text
    for sign in TYPOGRAPHY:
        text = text.replace(sign, " ")
    return text if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _unspaced(text: str) -> str:
    """Return the letters and figures of a text that mostly does not part its words, "" for others."""
    if not UNSPACED.search(text):
        return ""
    run = "".join(text.translate(_SIGNS).split())
    return run if 2 * sum(map(len, UNSPACED.findall(run))) > len(run) else ""


def _of_characters(run: str) -> Sequence[int]:
    low, high = LONG_SCRIPTS
    is_long = 2 * sum(low <= sign <= high for sign in run) > len(run)
    length = LONG_CHARACTERS if is_long else CHARACTERS
    pieces = [run[at : at + length] for at in range(len(run) - length + 1)]
    return list(dict.fromkeys([crc32(piece.encode("utf-8", "surrogatepass")) & MASK for piece in pieces]))


def _of_words(hashes: Sequence[int]) -> Sequence[int]:
    # In two steps, each of which C code pairs up; a loop over six words would take twice as long.
    pairs = [(one * PAIR + two) & MASK for one, two in pairwise(hashes)]
    threes = zip(pairs, pairs[2:], pairs[4:], strict=False)
    return list(dict.fromkeys([(one * FIRST + two * SECOND + three * THIRD) & MASK for one, two, three in threes]))


def _figures(text: str) -> Sequence[int]:
    """Return the hashes of a text's figures, each once."""
    # Of text in ASCII both give the same; this in a tenth of the time.
    found = text.translate(_DIGITS).split() if text.isascii() else FIGURE.findall(text)
    return sorted({crc32(figure.encode()) & MASK for figure in map(_in_ascii, found)})


def _in_ascii(figure: str) -> str:
    return figure if figure.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in figure)


class _Hashes(dict[str, int]):
    """The hash of a word, remembered."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
        found = self[word] = crc32(word.encode("utf-8", "surrogatepass")) & MASK
        return found


class _Signs(dict[int, int | str | None]):
    """What becomes of a character: a letter, mark or figure stays, what cannot be seen goes, all else parts words."""

    def __missing__(self, sign: int) -> int | str | None:
        kind = unicodedata.category(chr(sign))
        found: int | str | None = TWINS.get(sign, sign) if kind[0] in "LMN" else None if kind == "Cf" else " "
        self[sign] = found = None if sign in POINTS else found
        return found


_HASHES, _SIGNS = _Hashes(), _Signs()
_ASCII = str.maketrans({sign: sign.lower() if sign.isalnum() else " " for sign in map(chr, range(128))})
_DIGITS = str.maketrans({sign: sign if sign.isdigit() else " " for sign in map(chr, range(128))})
