"""Seed bytes to a PageCapture: what tells a saved HTML page from a text, and the encoding that it declares.

The order of trust is that of the HTML standard with one difference: bytes beyond ASCII that are valid UTF-8 are UTF-8
whatever the page declares, since browsers convert a page that they save and may leave its declaration as it was
(https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding).
"""

from __future__ import annotations

import codecs
import re
from hashlib import sha256

from ..errors import CaptureError
from .characters import tidy_text
from .encoding import RULES, Decoded, as_legacy, as_mostly_utf8
from .prolog import OF_PAGE, end_of_prolog
from .shapes import PageCapture
from .text import refuse_what_is_no_text

MAX_PAGE_BYTES = 20_000_000
"""Pages saved as one file hold their pictures, so they may be larger than texts."""

_LOOK = 16_384
_PAGE = re.compile(
    rb"<(?:!doctype\s+html\b|(?:html|head|body|title|meta|article|main|section|div)(?=[\s>]))",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)

# The standard reads these names as wider encodings (https://encoding.spec.whatwg.org/#names-and-labels).
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_NEVER_DECLARED = frozenset({"utf-8", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})


def is_page(data: bytes) -> bool:
    """Return whether the bytes begin as an HTML page does; byte order marks and comments may stand before it."""
    head = data[:_LOOK].lstrip(b"\xef\xbb\xbf\xff\xfe\x00").replace(b"\0", b"")
    return _PAGE.match(head, end_of_prolog(OF_PAGE, head)) is not None


def read_page(data: bytes, *, name: str, url: str | None = None) -> PageCapture:
    """Return the capture of a saved page's bytes; raises `CaptureError` where they are too many or hold nothing."""
    refuse_what_is_no_text(data, name, MAX_PAGE_BYTES)
    decoded = _decode(data)
    html = tidy_text(decoded.text)
    if not html.strip("\ufeff\u200b \t\n\xa0"):
        raise CaptureError(name, "it holds nothing but white space", "save the page again, or remove it")
    return PageCapture(name, "html", sha256(data).hexdigest(), decoded.encoding, html, url)


def _decode(data: bytes) -> Decoded:
    certain = (rule for rule in RULES if rule is not as_mostly_utf8)
    found = next(filter(None, (rule(data) for rule in certain)), None)
    return found or _as_declared(data) or as_mostly_utf8(data) or as_legacy(data)


def _as_declared(data: bytes) -> Decoded | None:
    """Decode by the page's own word, where there is such an encoding and nearly all bytes are valid in it."""
    head = data[:_LOOK]
    match = _DECLARED.search(head) or _XML_DECLARED.match(head)
    encoding = _python_name(match[1].decode("ascii")) if match else None
    if encoding is None:
        return None
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding) if text.count("\ufffd") * 100 < len(text) else None


def _python_name(label: str) -> str | None:
    try:
        info = codecs.lookup(label)
    except LookupError:
        return None
    is_text = getattr(info, "_is_text_encoding", True)
    return _WIDER.get(info.name, info.name) if is_text and info.name not in _NEVER_DECLARED else None
