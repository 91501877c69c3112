"""Slugs for file names and the `slug` key: small letters and hyphens, letters of other scripts as they are."""

from __future__ import annotations

import re
import unicodedata

# Latin letters that do not come apart into a letter and its accent.
_LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "\u0131": "i", "ħ": "h"}
)
_ACCENT = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_APOSTROPHES = frozenset("'`\u00b4\u2018\u2019\u02bc")
# Unicode's general categories: letters, marks and numbers are kept, invisible characters part no word.
_KEPT, _INVISIBLE = frozenset("LMN"), "Cf"


def slug_of(text: str, max_bytes: int = 80) -> str:
    """Return the slug of a text, at most `max_bytes` of UTF-8 long and cut between words; "" if no letter is left.

    It depends on the text alone, not on what is installed, so that the same seeds make the same files everywhere.
    """
    folded = _ACCENT.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_LATIN)
    kept = "".join(map(_letter_or_hyphen, unicodedata.normalize("NFC", folded)))
    return _cut(re.sub(r"-+", "-", kept).strip("-"), max_bytes)


def _letter_or_hyphen(char: str) -> str:
    category = unicodedata.category(char)
    if char in _APOSTROPHES or category == _INVISIBLE:
        return ""
    return char if category[0] in _KEPT else "-"


def _cut(slug: str, max_bytes: int) -> str:
    raw = slug.encode("utf-8", "ignore")
    if len(raw) <= max_bytes:
        return raw.decode("utf-8")
    short = raw[: max_bytes + 1].decode("utf-8", "ignore")
    words, hyphen, _ = short.rpartition("-")
    return words if hyphen else raw[:max_bytes].decode("utf-8", "ignore")
