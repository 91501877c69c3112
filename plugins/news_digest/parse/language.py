"""The language of a text, by script or by the small words that every sentence needs; None where that is not clear."""

from __future__ import annotations

import re
from collections import Counter

from .tokens import letters_of
from .words import Words

LONG_LINE = 60
"""Of lines with more characters than these a capture's language is told: names and menus may be in any other."""

_LONGEST = 20_000
_LONGEST_SCRIPT = 2_000
# Texts without any of these, which are most, are in none of the scripts below.
_OTHER_SCRIPTS = re.compile("[\u0370-\u1fff\u2e80-\uffff\U00010000-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 4
_LEAST_SHARE = 0.06
_LEAD = 1.35
_MOST = 0.5
# Scripts that one language of the news is written in, by the first and last character of the block.
_BLOCKS: tuple[tuple[str, str, str], ...] = (
    ("he", "\u0590", "\u05ff"), ("th", "\u0e00", "\u0e7f"), ("el", "\u0370", "\u03ff"), ("ka", "\u10a0", "\u10ff"),
    ("hy", "\u0530", "\u058f"), ("ko", "\uac00", "\ud7af"), ("bn", "\u0980", "\u09ff"), ("ta", "\u0b80", "\u0bff"),
    ("te", "\u0c00", "\u0c7f"), ("gu", "\u0a80", "\u0aff"), ("pa", "\u0a00", "\u0a7f"), ("ml", "\u0d00", "\u0d7f"),
    ("km", "\u1780", "\u17ff"), ("my", "\u1000", "\u109f"), ("si", "\u0d80", "\u0dff"), ("am", "\u1200", "\u137f"),
)  # fmt: skip
_SCRIPTS = tuple((lang, re.compile(f"[{first}-{last}]+")) for lang, first, last in _BLOCKS)
_KANA, _HAN = re.compile("[\u3040-\u30ff]+"), re.compile("[\u4e00-\u9fff]+")
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0530-\u05ff\u0900-\u1dff\u2e80-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


def _by_script(text: str) -> str | None:
    if text.isascii() or not _OTHER_SCRIPT.search(text):
        return None
    letters = _count(_WORD, text)
    kana = _count(_KANA, text)
    han = _count(_HAN, text)
    if kana + han > _MOST * letters:
        return "ja" if kana > 0.1 * (kana + han) else "zh"
    return next((lang for lang, script in _SCRIPTS if _count(script, text) > _MOST * letters), None)


def _by_words(text: str, words: Words) -> str | None:
    tokens = letters_of(text.casefold().replace("ي", "ی").replace("ك", "ک"))
    found = dict.fromkeys(filter(None, words.functions), 0)
    for token, times in Counter(filter(words.languages_of.__contains__, tokens)).items():
        for lang in words.languages_of[token]:
            found[lang] += times
    hits = sorted(((count, lang) for lang, count in found.items()), reverse=True)
    best, second = (*hits, (0, ""), (0, ""))[:2]
    clear = best[0] >= max(_FEWEST, _LEAST_SHARE * len(tokens), _LEAD * second[0])
    return best[1] if clear else None


def language_of(text: str, words: Words) -> str | None:
    """Return the BCP 47 code of the text's language, None where script and words do not settle it."""
    sample = text[:_LONGEST]
    return _by_script(sample[:_LONGEST_SCRIPT]) or _by_words(sample, words)
