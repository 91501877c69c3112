"""Which characters a text may carry: line ends, controls and writing direction, in captures and story files alike.

What goes: the controls that XML 1.0 forbids and HTML calls errors, lone surrogates and noncharacters
(https://www.w3.org/TR/xml/#charsets, https://infra.spec.whatwg.org/#noncharacter). What is mended: C1 controls, which
in practice are windows-1252 read as ISO-8859-1, as browsers mend them
(https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state); NEL alone is a line end.

Writing direction: the marks that Arabic, Persian and Hebrew need stay (LRM, RLM, ALM, and the joiners ZWJ and ZWNJ);
isolates stay where they are balanced within their line; embeddings and overrides (U+202A to U+202E) go, because they
reverse what a reader sees ("Trojan source"), no news text needs them, and the words stay the same without them. Byte
order marks within a text, left by files that were joined, go with them.
"""

from __future__ import annotations

import re

_BREAKS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
# One set of characters is sought ten times as fast as alternatives are.
LINE_BREAK = re.compile(f"[{_BREAKS}](?:(?<=\r)\n)?")
"""What ends a line: CRLF, LF, CR, vertical tab, form feed, U+001C to U+001E, NEL, U+2028, U+2029."""

_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")
# Nearly every text is plain; to see that costs a fraction of a search for what is rare.
_PLAIN = re.compile("[\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]*")

_ONE_LINE = re.compile("[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]*")

_PLAIN_LINE = re.compile(
    "[\t -~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0001fffd]*"
)

_OVERRIDES = re.compile("[\u202a-\u202e\ufeff]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_SPACES = re.compile(f"[ \t{_BREAKS}]+")

_WINDOWS_1252 = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}
"""C1 controls and what windows-1252 has in their place; nothing where it has nothing."""


def tidy_text(text: str) -> str:
    """Return the text with line feeds for all line ends and without characters that no page may carry."""
    return text if _PLAIN.fullmatch(text) else tidy_characters(LINE_BREAK.sub("\n", text))


def tidy_characters(text: str) -> str:
    """Return the text without characters that no page may carry; C1 controls become what windows-1252 means by them."""
    return text if _PLAIN.fullmatch(text) else _FORBIDDEN.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    return _WINDOWS_1252.get(ord(match[0]), "")


def tidy_line(text: str) -> str:
    """Return one line of a capture without forbidden characters, direction overrides and unbalanced isolates."""
    if _PLAIN_LINE.fullmatch(text):
        return text
    text = _OVERRIDES.sub("", tidy_characters(text))
    return text if _isolates_balance(text) else _ISOLATES.sub("", text)


def _isolates_balance(text: str) -> bool:
    depth = 0
    for match in _ISOLATES.finditer(text):
        depth += -1 if match[0] == "\u2069" else 1
        if depth < 0:
            return False
    return depth == 0


def one_line(text: str) -> str:
    """Return the text on one line: spaces around a line break or tab become one space, outer white space goes."""
    if _ONE_LINE.fullmatch(text):
        return text.strip()
    return tidy_characters(_SPACES.sub(_folded, text)).strip()


def _folded(match: re.Match[str]) -> str:
    return " " if match[0].strip(" ") else match[0]
