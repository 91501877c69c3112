"""Which characters a text may carry: line ends, controls and writing direction, in captures and story files alike.

What goes: the controls that XML 1.0 forbids and HTML calls errors, lone surrogates and noncharacters
(https://www.w3.org/TR/xml/#charsets, https://infra.spec.whatwg.org/#noncharacter). What is mended: C1 controls, which
in practice are windows-1252 read as ISO-8859-1, as browsers mend them
(https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state).

Writing direction: the marks that Arabic, Persian and Hebrew need stay (LRM, RLM, ALM, and the joiners ZWJ and ZWNJ);
isolates stay where they are balanced within their line; embeddings and overrides (U+202A to U+202E) go, because they
reverse what a reader sees ("Trojan source"), no news text needs them, and the words stay the same without them.
"""

from __future__ import annotations

import re

LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0x10000, 0x110000, 0x10000)
)
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_FORBIDDEN = re.compile(f"[{_CONTROLS}\ud800-\udfff{_NONCHARACTERS}]")
_OVERRIDES = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")

_WINDOWS_1252 = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}
"""C1 controls and what windows-1252 has in their place; nothing where it has nothing."""


def tidy_characters(text: str) -> str:
    """Return the text without characters that no page may carry; C1 controls become what windows-1252 means by them."""
    return _FORBIDDEN.sub(_mended, text) if _FORBIDDEN.search(text) else text


def _mended(match: re.Match[str]) -> str:
    return _WINDOWS_1252.get(ord(match[0]), "")


def tidy_line(text: str) -> str:
    """Return one line of a capture without forbidden characters, direction overrides and unbalanced isolates."""
    text = _OVERRIDES.sub("", tidy_characters(text))
    return text if _isolates_balance(text) else _ISOLATES.sub("", text)


def _isolates_balance(text: str) -> bool:
    depth = 0
    for match in _ISOLATES.finditer(text):
        depth += -1 if match[0] == "\u2069" else 1
        if depth < 0:
            return False
    return depth == 0


_SPACES = re.compile("[ \t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """Return the text on one line: spaces around a line break or tab become one space, outer white space goes."""
    return tidy_characters(_SPACES.sub(_folded, text)).strip()


def _folded(match: re.Match[str]) -> str:
    return " " if match[0].strip(" ") else match[0]
