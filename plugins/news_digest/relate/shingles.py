"""A story's text as a small set of numbers, by which two texts are told to be one: shingles, of which a share is kept.

A shingle is a few tokens in a row: words, or characters where a script does not part its words. Each has a number, and
those below a bound are kept, so that two texts keep the same ones of what they share, and how much of the shorter one
stands in the longer can be estimated (Broder 1997, "On the resemblance and containment of documents", section 4).
All constants are fixed: the numbers are the same on any machine.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from types import MappingProxyType
from zlib import crc32

from ..story import Story
from .copy_words import Said
from .terms import UNSPACED, body_text, body_words
from .vocabulary import fold_name

# Of a number the upper bits tell which share of all it is among, the lower ones what it stands for.
BITS, LOW_BITS = 30, 20
MASK, LOW = (1 << BITS) - 1, (1 << LOW_BITS) - 1
# Words in a shingle: a form filled in with other names has few such runs, a copy with a word changed many.
WORDS = 6
# Characters in a shingle: Han and kana write a word in about two, Thai and its neighbours in about four.
CHARACTERS, LONG_CHARACTERS = 6, 10
LONG_SCRIPTS = ("\u0e00", "\u17ff")
# So many words of a text are read, which is as much as most have; and of characters so many times as many.
MOST_READ, LETTERS = 400, 6
# So many shingles of a text are kept at most (give or take what chance does), and so many of these lead to it.
MOST_KEPT, MOST_KEYS = 128, 16
# And so many of its figures.
MOST_FIGURES = 64
FIGURE = re.compile(r"\d+")
# Hashes of words remembered.
MOST_WORDS = 1 << 17
# Letters that papers of one language type in two ways: Arabic yeh and kaf in Persian.
TWINS: Mapping[int, int] = MappingProxyType({0x064A: 0x06CC, 0x0649: 0x06CC, 0x0643: 0x06A9})
# Marks that a text may have or lack: points of Arabic and Hebrew.
POINTS = frozenset({0x0640, *range(0x0591, 0x05C8), *range(0x064B, 0x0653)})
# Four bytes, whatever the machine calls such a number.
NUMBERS = "I"


@dataclass(frozen=True, slots=True)
class Kept:
    """An even share of what a text has: the numbers below 2 to the power of `bits`, of four bytes each."""

    bits: int
    packed: bytes

    def numbers(self) -> array[int]:
        """Return what is kept."""
        return array(NUMBERS, self.packed)

    def below(self, bits: int) -> set[int]:
        """Return what another would have kept of it, too."""
        bound = 1 << bits
        return {number for number in self.numbers() if number < bound}


@dataclass(frozen=True, slots=True)
class TextPrint:
    """What is kept of a story to tell its copies by.

    `carrier` is who has the text, `credits` whom it names as the source where that is another; both are folded, and ""
    where unknown. `moment` puts stories in order, the earliest first. `said` is what an editor says of its copies.
    """

    carrier: str
    credits: str
    moment: int
    shingles: Kept
    figures: Kept
    said: Said | None = None

    def sought_by(self) -> set[int]:
        """Return the shingles that lead to the text."""
        numbers = self.shingles.numbers()
        # By the lower bits: the upper ones are those of the first word, and some words are common.
        bound = 1 << bits_for(len(numbers), LOW_BITS, MOST_KEYS)
        return {number for number in numbers if number & LOW < bound}


def text_print(story: Story, moment: int) -> TextPrint:
    """Return by what copies of the story are told; `moment` is when it was published, in any unit."""
    source = fold_name(story.source.name) if story.source else ""
    carrier = fold_name(story.publisher) if story.publisher else source
    credited = source if source != carrier else ""
    return TextPrint(carrier, credited, moment, shingles_of(story.body), figures_of(story.body), Said.of(story))


def bits_for(count: int, bits: int, most: int) -> int:
    """Return below which power of two about `most` of `count` numbers are, or fewer.

    All are below 2 to the power of `bits`. How many exactly it is, is left to chance.
    """
    return max(0, bits - max(0, (count - 1) // most).bit_length())


def shingles_of(markdown: str) -> Kept:
    """Return the shingles of a text that are kept, in the order of the text."""
    text = body_text(markdown)
    if text.isascii():
        return _of_words(body_words(markdown))
    text = unicodedata.normalize("NFKC", text)
    run = _unspaced(text)
    return _of_characters(run) if run else _of_words(text.translate(_SIGNS).split())


def figures_of(markdown: str) -> Kept:
    """Return the figures of a text that are kept, each once."""
    text = body_text(markdown)
    found: Iterable[str]
    if text.isascii():
        found = filter(str.isdigit, body_words(markdown)[:MOST_READ])
    else:
        found = map(_in_ascii, FIGURE.findall(text[: MOST_READ * LETTERS]))
    numbers = sorted({crc32(figure.encode()) & MASK for figure in found})
    bits = _bits(len(numbers), MOST_FIGURES)
    return _kept(bits, [number for number in numbers if number < 1 << bits])


def _bits(count: int, most: int) -> int:
    # No fewer than the lower ones, which say nothing of a share.
    return max(LOW_BITS, bits_for(count, BITS, most))


def _kept(bits: int, numbers: list[int]) -> Kept:
    return Kept(bits, array(NUMBERS, numbers).tobytes())


def _unspaced(text: str) -> str:
    """Return the letters and figures of a text that mostly does not part its words, "" for others."""
    if not UNSPACED.search(text):
        return ""
    run = "".join(text.casefold().translate(_SIGNS).split())
    return run if 2 * sum(map(len, UNSPACED.findall(run))) > len(run) else ""


def _of_characters(run: str) -> Kept:
    low, high = LONG_SCRIPTS
    is_long = 2 * sum(low <= sign <= high for sign in run) > len(run)
    length, run = LONG_CHARACTERS if is_long else CHARACTERS, run[: MOST_READ * LETTERS]
    count = len(run) - length + 1
    bits = _bits(count, MOST_KEPT)
    numbers = [crc32(run[at : at + length].encode("utf-8", "surrogatepass")) & MASK for at in range(count)]
    return _kept(bits, [number for number in numbers if number < 1 << bits])


def _of_words(words: Sequence[str]) -> Kept:
    """Return the shingles of words; which are kept is told by their first word, so that the others need not be made."""
    # Each step is a loop in C: this is done for all words of a digest.
    numbers = list(map(_HASHES.__getitem__, words[:MOST_READ]))
    count = max(0, len(numbers) - WORDS + 1)
    bits = _bits(count, MOST_KEPT)
    first = compress(range(count), map((1 << bits).__gt__, numbers))
    packed = array(NUMBERS, numbers)
    size = packed.itemsize
    if sys.byteorder == "big":
        packed.byteswap()
    data, length, low = packed.tobytes(), WORDS * size, LOW
    return _kept(bits, [numbers[at] ^ crc32(data[at * size : at * size + length]) & low for at in first])


def _in_ascii(figure: str) -> str:
    return figure if figure.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in figure)


class _Hashes(dict[str, int]):
    """The hash of a word in any case, remembered."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
        found = self[word] = crc32(word.casefold().encode("utf-8", "surrogatepass")) & MASK
        return found


class _Signs(dict[int, int | str | None]):
    """What becomes of a character: a letter, mark or figure stays, what cannot be seen goes, all else parts words."""

    def __missing__(self, sign: int) -> int | str | None:
        kind = unicodedata.category(chr(sign))
        found: int | str | None = TWINS.get(sign, sign) if kind[0] in "LMN" else None if kind == "Cf" else " "
        self[sign] = found = None if sign in POINTS else found
        return found


_HASHES, _SIGNS = _Hashes(), _Signs()
