"""Story codes: minted where a capture prints none, told apart where two publishers print the same, safe in a path."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from typing import TYPE_CHECKING

from .slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Container

# Crockford's base 32 in lower case: no i, l, o, u (https://www.crockford.com/base32.html).
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LETTERS = _ALPHABET[10:]
MINTED_LENGTH = 7

# Any constant does, as long as it stays: names of the same story must give the same guid for ever.
_NAMESPACE = uuid.UUID("6a1d3f0e-3c55-5f0b-9d0a-7a2c5be0c9d1")

_MAX_SEGMENT = 64
_MAX_PUBLISHER = 40
_HASH_LENGTH = 12
_PLAIN = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
# Names that a path segment must not have although their letters are harmless.
_UNSAFE = (
    re.compile(r".*\.", re.DOTALL),  # Windows drops a dot at the end
    re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE),  # Windows' devices
    re.compile(r"index\.html?", re.IGNORECASE),  # a server takes it for the folder's page
    re.compile(rf".*~[{_ALPHABET}]{{{_HASH_LENGTH}}}", re.IGNORECASE),  # what we make of the others
)


def code_key(code: str) -> str:
    """Return what two codes share when they count as the same: case and width are no difference."""
    return unicodedata.normalize("NFKC", code).casefold()


def mint_code(sha256: str, taken: Container[str] = ()) -> str:
    """Return a short code for the capture with this SHA-256 (hex) whose key is not in `taken`."""
    number, letter = divmod(int(sha256, 16), len(_LETTERS))
    digits = _LETTERS[letter] + _base32(number)
    lengths = range(MINTED_LENGTH, len(digits))
    return next((digits[:length] for length in lengths if digits[:length] not in taken), digits)


def code_with_publisher(printed: str, publisher: str) -> str:
    """Return the code that tells a printed one from the same code of another publisher: "846706-north-post"."""
    return f"{printed}-{slug_of(publisher, _MAX_PUBLISHER)}"


def mint_guid(sha256: str, code: str) -> str:
    """Return the feed id of a story first imported from these bytes under this code (RFC 9562, version 5)."""
    return uuid.uuid5(_NAMESPACE, f"{sha256}:{code}").urn


def path_of(code: str) -> str:
    """Return the path segment of a story's address: the code itself where it is safe, else a slug and a hash.

    Different codes give different segments; a segment has no slash, does not begin with a dot and is at most
    64 bytes of ASCII long.
    """
    if len(code) <= _MAX_SEGMENT and _PLAIN.fullmatch(code) and not any(rule.fullmatch(code) for rule in _UNSAFE):
        return code
    digest = hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
    words = re.sub(r"[^a-z0-9-]+", "", slug_of(code))[: _MAX_SEGMENT - _HASH_LENGTH - 1].strip("-")
    return f"{words}~{_base32(int(digest, 16))[:_HASH_LENGTH]}"


def _base32(number: int) -> str:
    """Return the digits of a number, the lowest first."""
    digits = []
    while number:
        number, digit = divmod(number, 32)
        digits.append(_ALPHABET[digit])
    return "".join(digits)
