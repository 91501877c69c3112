"""Text from captures and file names, made safe to print on a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    r"""Return `text` on one line, with what a terminal would act upon written as \x1b or \u202e."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    # No-break and ideographic spaces are harmless; so are the joiners that Persian and Indic words need.
    if char in "\xa0\u3000\u200c\u200d":
        return char
    return char.encode("unicode_escape").decode("ascii")
