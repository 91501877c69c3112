"""Text of the time before UTF-8: which encoding makes it read most like a language.

The bytes are decoded by every encoding of every language in languages.toml, and the most probable reading wins: the
sum of the logarithms of its characters' frequencies, less a fine for what words do not do (a capital after a small
letter, two scripts in one word, a letter beside a digit). Ties go to the language that comes first. (General detectors
take a few accented letters among ASCII for almost anything; a news text is known by its letters.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple
from unicodedata import category

from .languages import Language, languages

SAMPLE_BYTES = 20_000
"""How much of a text is looked at: its first lines with bytes beyond ASCII."""

CACHED = 50_000
"""How many characters and pairs of them are remembered from one text to the next."""

ASCII = 1 / 40
FOREIGN = 1 / 80
UNKNOWN = 1e-7
CAPITAL = 1 / 25
LESS_USUAL = 0.2
"""Probabilities: of an ASCII character, of an ASCII letter in another script's text, of what a language does not list,
of a capital per small letter, of each of a language's encodings beside the one before it."""

COMMON_SIGNS = "\xa0\N{EN DASH}\N{EM DASH}\u201c\u201d\u2018\u2019\u201e\u201a\xab\xbb\N{HORIZONTAL ELLIPSIS}"
OTHER_SIGNS = (
    "\N{BULLET}\xb7\xb0\xa7\N{EURO SIGN}\xa3\xa9\xae\N{TRADE MARK SIGN}\N{NUMERO SIGN}\u2039\u203a\xbd\xb2\xd7"
)
SIGNS_OF_ALL = dict.fromkeys(COMMON_SIGNS, 3e-3) | dict.fromkeys(OTHER_SIGNS, 2e-4) | {"\ufffd": 1e-11}
"""What all languages use, and the sign of bytes that an encoding does not have."""


class Level(NamedTuple):
    """The lead bytes of a standard's frequent characters, and how probable one of these is that is not listed."""

    standard: str
    first: int
    last: int
    frequent: float


FIRST_LEVELS = {
    "gb18030": Level("gb2312", 0xB0, 0xD7, 1.2e-4),
    "big5": Level("big5", 0xA4, 0xC6, 1e-4),
    "cp932": Level("euc_jp", 0xB0, 0xCF, 1.5e-4),
    "euc_jp": Level("euc_jp", 0xB0, 0xCF, 1.5e-4),
    "cp949": Level("euc_kr", 0xB0, 0xC8, 4e-4),
}
"""GB 2312, Big5, JIS X 0208 and KS X 1001 put their frequent characters before the rare ones."""

SIGNS, RARE = 3e-4, 5e-6
"""The probability of a sign before the first level, and of a character behind it."""


def most_probable_encoding(data: bytes) -> str:
    """Return the Python name of the encoding in which the bytes read most like one of the languages."""
    sample = _sample(data)
    encodings = dict.fromkeys(encoding for _, encoding in _readings())
    texts = {encoding: sample.decode(encoding, "replace") for encoding in encodings}
    counts = {encoding: Counter(text) for encoding, text in texts.items()}
    fines = {encoding: _fines(text) for encoding, text in texts.items()}
    scores = (
        (_probability(language, encoding, counts[encoding]) - fines[encoding], -number, encoding)
        for number, (language, encoding) in enumerate(_readings())
    )
    return max(scores)[2]


@cache
def _readings() -> tuple[tuple[Language, str], ...]:
    return tuple((language, encoding) for language in languages() for encoding in language.encodings)


def _sample(data: bytes) -> bytes:
    lines = b"\n".join(line for line in data.splitlines() if not line.isascii())
    return lines[:SAMPLE_BYTES]


def _probability(language: Language, encoding: str, count: Mapping[str, int]) -> float:
    letters = _letters(language)
    usual = LESS_USUAL ** language.encodings.index(encoding)
    return log(language.share * usual) + sum(
        times * log(letters.get(char) or _unlisted(char, encoding)) for char, times in count.items()
    )


@cache
def _letters(language: Language) -> Mapping[str, float]:
    small = {entry[0]: float(entry[1:]) / 1000 for entry in language.letters.split()}
    capitals = {char.upper(): share * CAPITAL for char, share in small.items() if len(char.upper()) == 1}
    # The more letters of its own a language has, the fewer of ASCII: that tells Spanish from Hungarian.
    letter = ASCII * (1 - sum(small.values())) if _script(next(iter(small))) == 0 else FOREIGN
    ascii_ = {chr(code): letter if chr(code).isalpha() else ASCII for code in range(128)}
    return ascii_ | SIGNS_OF_ALL | capitals | small


@lru_cache(maxsize=CACHED)
def _unlisted(char: str, encoding: str) -> float:
    level = FIRST_LEVELS.get(encoding)
    code = char.encode(level.standard, "ignore") if level else b""
    if level is None or len(code) != 2:  # noqa: PLR2004 - the standards have two bytes a character
        return UNKNOWN
    if code[0] < level.first:
        return SIGNS
    return level.frequent if code[0] <= level.last else RARE


def _fines(text: str) -> float:
    return sum(times * _fine(*pair) for pair, times in Counter(pairwise(text)).items() if not "".join(pair).isascii())


CAPITAL_WITHIN_WORD, BESIDE_DIGIT, TWO_SCRIPTS = 4.0, 5.0, 6.0
"""What the logarithm of a reading's probability loses for each."""


@lru_cache(maxsize=CACHED)
def _fine(before: str, after: str) -> float:
    if before.islower() and after.isupper():
        return CAPITAL_WITHIN_WORD
    if (_has_case(before) and after.isdigit()) or (before.isdigit() and _has_case(after)):
        return BESIDE_DIGIT
    return TWO_SCRIPTS if _in_word(before) and _in_word(after) and _script(before) != _script(after) else 0.0


def _in_word(char: str) -> bool:
    return category(char)[0] in "LM"


def _has_case(char: str) -> bool:
    return char.lower() != char.upper()


def _script(char: str) -> int:
    return sum(char >= start for start in SCRIPTS)


SCRIPTS = ("\u0370", "\u0400", "\u0530", "\u0600", "\u0700", "\u0e00", "\u0e80", "\u2e80")
"""Where scripts begin: Greek, Cyrillic, (none), Hebrew, Arabic, ... , Thai, ..., and those of East Asia."""
