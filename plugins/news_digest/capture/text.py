"""Seed bytes to a text Capture: what is refused, how it is decoded, how it is cut into lines."""

from __future__ import annotations

import re
from hashlib import sha256

from ..errors import CaptureError
from .characters import LINE_BREAK, tidy_line
from .encoding import decode
from .shapes import Capture, Line

MAX_CAPTURE_BYTES = 5_000_000

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"{\\rtf", "a rich text document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
"""First bytes and what they announce."""

_MARKUP = re.compile(r"(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|\?xml|rss|feed)\b", re.IGNORECASE | re.DOTALL)


def read_capture(data: bytes, *, name: str, url: str | None = None) -> Capture:
    """Return the capture of a text file's bytes; raises `CaptureError` where they are too many, no text, or empty.

    Lines end at CRLF, CR, LF, vertical tab, form feed, U+001C to U+001E, NEL, U+2028 and U+2029; every line is counted,
    blank ones are kept. Characters are tidied as `characters` says; all else stays as it is, no-break spaces included.
    """
    _refuse_what_is_no_text(data, name)
    decoded = decode(data)
    if "\0" in decoded.text:
        raise CaptureError(name, "it holds zero bytes, so it is no text", "save the page as plain text (.txt)")
    _refuse_markup(decoded.text, name)
    lines = tuple(Line(number, tidy_line(text)) for number, text in enumerate(LINE_BREAK.split(decoded.text), 1))
    if not any(line.text.strip("\ufeff\u200b \t\xa0") for line in lines):
        raise CaptureError(name, "it holds nothing but white space", "copy the story's text into it, or remove it")
    return Capture(name, "text", sha256(data).hexdigest(), decoded.encoding, lines, url)


def _refuse_what_is_no_text(data: bytes, name: str) -> None:
    if not data:
        raise CaptureError(name, "it is empty", "copy the story's text into it, or remove it")
    if len(data) > MAX_CAPTURE_BYTES:
        limit = f"{MAX_CAPTURE_BYTES // 1_000_000} MB"
        raise CaptureError(name, f"it is larger than {limit}", "keep one story in a file, as plain text")
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise CaptureError(name, f"it is {kind}, not text", "save the page as plain text (.txt)")


def _refuse_markup(text: str, name: str) -> None:
    if _MARKUP.match(text[:10_000].lstrip("\ufeff \t\r\n")):
        raise CaptureError(name, "it is HTML or XML, which is not read yet", "save the page as plain text (.txt)")
