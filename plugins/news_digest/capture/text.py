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
    (re.compile(rb"\x89PNG\r\n"), "a PNG picture"),
    (re.compile(rb"\xff\xd8\xff"), "a JPEG picture"),
    (re.compile(rb"GIF8[79]a"), "a GIF picture"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "a WebP picture"),
    (re.compile(rb"....ftypavif", re.DOTALL), "an AVIF picture"),
    (re.compile(rb"%PDF-"), "a PDF document"),
    (re.compile(rb"PK\x03\x04|PK\x05\x06"), "a ZIP archive or an office document"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an office document"),
    (re.compile(rb"\{\\rtf"), "a rich text document"),
    (re.compile(rb"From: <Saved by|MIME-Version:"), "a web page saved as one file (MHTML)"),
    (re.compile(rb"WARC/[01]\."), "a web archive (WARC)"),
    (
        # RFC 4155: "From ", an address, and a moment as asctime(3) prints it.
        re.compile(
            rb"From \S{1,300} +[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d[^\r\n]{0,40}\r?\n[!-9;-~]{1,70}:[ \t]"
        ),
        "a mailbox of several letters (mbox)",
    ),
    (re.compile(rb"\x1f\x8b"), "compressed (gzip)"),
    (re.compile(rb"BZh[1-9]1AY"), "compressed (bzip2)"),
    (re.compile(rb"\xfd7zXZ"), "compressed (xz)"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), "compressed (zstd)"),
    (re.compile(rb"7z\xbc\xaf"), "a 7-Zip archive"),
)
"""First bytes and what they announce."""

_MARKUP = re.compile(r"(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|\?xml|rss|feed)\b", re.IGNORECASE | re.DOTALL)


def read_capture(data: bytes, *, name: str, url: str | None = None) -> Capture:
    """Return the capture of a text file's bytes; raises `CaptureError` where they are too many, no text, or empty.

    Lines end at CRLF, CR, LF, vertical tab, form feed, U+001C to U+001E, NEL, U+2028 and U+2029; every line is counted,
    blank ones are kept. Characters are tidied as `characters` says; all else stays as it is, no-break spaces included.
    """
    refuse_what_is_no_text(data, name)
    decoded = decode(data)
    if "\0" in decoded.text:
        raise CaptureError(name, "it holds zero bytes, so it is no text", "save the page as plain text (.txt)")
    _refuse_markup(decoded.text, name)
    lines = tuple(Line(number, tidy_line(text)) for number, text in enumerate(LINE_BREAK.split(decoded.text), 1))
    if not any(line.text.strip("\ufeff\u200b \t\xa0") for line in lines):
        raise CaptureError(name, "it holds nothing but white space", "copy the story's text into it, or remove it")
    return Capture(name, "text", sha256(data).hexdigest(), decoded.encoding, lines, url)


def refuse_what_is_no_text(data: bytes, name: str, limit: int = MAX_CAPTURE_BYTES) -> None:
    """Raise `CaptureError` for bytes that are none, too many, or a picture, an archive and the like."""
    if not data:
        raise CaptureError(name, "it is empty", "copy the story's text into it, or remove it")
    if len(data) > limit:
        largest = f"{limit // 1_000_000} MB"
        raise CaptureError(name, f"it is larger than {largest}", "keep one story in a file, as plain text")
    for signature, kind in SIGNATURES:
        if signature.match(data):
            raise CaptureError(name, f"it is {kind}, not text", "save the page as plain text (.txt)")


def _refuse_markup(text: str, name: str) -> None:
    if _MARKUP.match(text[:10_000].lstrip("\ufeff \t\r\n")):
        raise CaptureError(name, "it is HTML or XML, not plain text", "save the page as HTML or as plain text (.txt)")
