"""Text as the words of the index: without case, accents and what scripts do to letters that are the same.

`theme/static/js/search.js` does the same with what readers type; a test holds the two together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from .letters import is_within, shipped_letters

# What a sign is to the words around it.
Role = Literal["letter", "unspaced", "joiner", "unseen", "gap"]
# Pagefind takes what a hyphen joins for one word and for its parts, all at one place.
HYPHEN = "-"
# So much of a word must be left without its beginning.
LEAST_REST = 3


def words_of(text: str) -> str:
    """Return a text as the words that it is found by, a space between two."""
    pieces = map(_words_of_piece, unicodedata.normalize("NFKC", text).lower().split())
    return " ".join(filter(None, pieces))


# Most words come again and again.
@lru_cache(100_000)
def _words_of_piece(piece: str) -> str:
    """Return the words of a text without spaces."""
    return " ".join(_Words().of(piece))


def code_word(code: str) -> str:
    """Return the one word that finds a story code, whatever signs are in it; no text has such a word."""
    return f"code{_folded_code(code).encode('utf-8', 'surrogatepass').hex()}q"


def _folded_code(code: str) -> str:
    return unicodedata.normalize("NFKC", code).strip().lower()


@dataclass(slots=True)
class _Words:
    """Gathers words sign by sign; `open` is the word at hand, `joined` tells that a joiner came after it."""

    open: list[str] = field(default_factory=list)
    joined: bool = False

    def of(self, text: str) -> Iterator[str]:
        for sign in text:
            role, spelled = _told(sign)
            if role == "letter":
                self._add(spelled)
            elif role == "joiner":
                self.joined = bool(self.open)
            elif role != "unseen":
                yield from self._ended()
                if role == "unspaced":
                    yield spelled
        yield from self._ended()

    def _add(self, spelled: str) -> None:
        if self.joined and spelled:
            self.open.append(HYPHEN)
            self.joined = False
        self.open.append(spelled)

    def _ended(self) -> Iterator[str]:
        word = "".join(self.open)
        self.open.clear()
        self.joined = False
        if word:
            yield _without_beginning(word)


@cache
def _told(sign: str) -> tuple[Role, str]:
    """Return what a sign is, and how it is spelled in the index."""
    table = shipped_letters()
    if sign in table.letters:
        return "letter", table.letters[sign]
    if sign in table.unseen:
        return "unseen", ""
    if sign in table.joiners:
        return "joiner", ""
    if not _is_of_words(sign):
        return "gap", ""
    if is_within(sign, table.unspaced):
        return "unspaced", f"u{ord(sign)}x"
    return "letter", "".join(map(_spelled, unicodedata.normalize("NFD", sign)))


def _is_of_words(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"


def _spelled(sign: str) -> str:
    table = shipped_letters()
    if unicodedata.category(sign)[0] != "M":
        return table.letters.get(sign, sign)
    return str(ord(sign)) if is_within(sign, table.kept_marks) else ""


def _without_beginning(word: str) -> str:
    """Return a word with a hyphen after a beginning that joins on to it, so that it is found without that as well."""
    for kind in shipped_letters().prefixes:
        if HYPHEN not in word and is_within(word[0], (kind.script,)):
            for prefix in kind.signs:
                if word.startswith(prefix) and len(word) - len(prefix) >= LEAST_REST:
                    return f"{prefix}{HYPHEN}{word[len(prefix) :]}"
    return word
