"""A text as it can be set: nothing that no reader sees, nothing that could be drawn beyond its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, normalize

# So much of a text is looked at; no card shows more.
MOST = 400
MOST_MARKS = 3

# Signs that are not seen, but say how their neighbours are joined, ordered or parted.
JOINERS = frozenset("\u200c\u200d")
UNSEEN = JOINERS | frozenset("\u200b\u200e\u200f\u061c")
NO_BREAK = "\u00a0"
ELLIPSIS = "…"

_NO_BREAKS = str.maketrans(dict.fromkeys("\u2007\u202f", NO_BREAK))
_BLANKS = re.compile(rf"[^\S{NO_BREAK}]+")
_PICTOGRAPHS = 0x1F000
_KEYCAP = "\u20e3"
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def cleaned(text: str) -> str:
    """Return a text in one line, without control and formatting characters, pictographs, and marks piled up."""
    known = normalize("NFC", _VARIANTS.sub("", text[: 4 * MOST]).translate(_NO_BREAKS))
    kept = "".join(_kept(_BLANKS.sub(" ", known)))
    return _BLANKS.sub(" ", _without_loose_joiners(kept)).strip()[:MOST].rstrip()


def is_cut(text: str) -> bool:
    """Return whether `cleaned` may have left out the end of a text."""
    return len(text) > MOST


def seen(text: str) -> str:
    """Return a cleaned text as it is drawn."""
    return text.replace(NO_BREAK, " ").replace("\u200b", "")


def is_mark(character: str) -> bool:
    """Return whether a character belongs to the one before it."""
    return category(character).startswith("M") or character in JOINERS


def is_plain(text: str) -> bool:
    """Return whether a text can be set one character after the other, without a shaping engine."""
    return all(_stands_alone(character) for character in text)


def _kept(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        kind = category(character)
        if kind == "Cc":
            yield " "
        elif (kind == "Cf" and character not in UNSEEN) or _is_pictograph(character, kind):
            continue
        else:
            marks = marks + 1 if kind in {"Mn", "Me"} else 0
            if marks <= MOST_MARKS:
                yield character


def _is_pictograph(character: str, kind: str) -> bool:
    return character == _KEYCAP or (ord(character) >= _PICTOGRAPHS and kind in {"So", "Sk"})


def _without_loose_joiners(text: str) -> str:
    # What stood between pictographs joins nothing any more.
    return re.sub(r"(?<!\w)[\u200c\u200d]+|[\u200c\u200d]+(?!\w)", lambda found: _joiner_after_mark(text, found), text)


def _joiner_after_mark(text: str, found: re.Match[str]) -> str:
    before = text[found.start() - 1 : found.start()]
    return found[0][:1] if before and is_mark(before) else ""


# Scripts of which no letter changes by its neighbours: up to Cyrillic and Armenian, Georgian, and those of East Asia.
_ALONE = (
    (0x20, 0x058F), (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x1E00, 0x2BFF), (0x2E00, 0x2E7F), (0x2E80, 0xA4CF),
    (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
)  # fmt: skip


def _stands_alone(character: str) -> bool:
    point = ord(character)
    return not category(character).startswith("M") and any(first <= point <= last for first, last in _ALONE)
