"""Pictures of a capture: what is one is told by its bytes, and its name is made from them.

A picture goes on as it came, byte for byte, with whatever its camera or its editor wrote into it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

FOLDER = "pictures"
"""Where pictures lie in the content folder."""

MAX_BYTES = 10_000_000
MAX_SIDE, MAX_PIXELS = 20_000, 100_000_000
"""What is larger is no picture for a page: browsers have to unpack all of it."""

_HEAD_BYTES = 64
_AVIF_BRANDS = frozenset({b"avif", b"avis"})


def _begins(magic: bytes, head: bytes) -> bool:
    return head.startswith(magic)


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_avif(head: bytes) -> bool:
    """Return whether the file type box (ISO 14496-12, 4.3) names AVIF."""
    brands = {head[at : at + 4] for at in (8, *range(16, min(int.from_bytes(head[:4]), len(head)), 4))}
    return head[4:8] == b"ftyp" and not brands.isdisjoint(_AVIF_BRANDS)


_KINDS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("jpg", partial(_begins, b"\xff\xd8\xff")),
    ("png", partial(_begins, b"\x89PNG\r\n\x1a\n")),
    ("gif", lambda head: head.startswith((b"GIF87a", b"GIF89a"))),
    ("webp", _is_webp),
    ("avif", _is_avif),
)

KINDS = tuple(kind for kind, _ in _KINDS)
"""How the names of pictures end."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, its size as shown, and its name in the folder of pictures: of two parts, with a slash."""

    name: str
    data: bytes
    width: int
    height: int

    @property
    def address(self) -> str:
        """Return the address by which a story file names it."""
        return f"{{static}}/{FOLDER}/{self.name}"


def kind_of_picture(head: bytes) -> str:
    """Return the ending for the name of a picture that begins with these bytes, "" where it is none that is shown."""
    return next((kind for kind, fits in _KINDS if fits(head[:_HEAD_BYTES])), "")


def read_picture(data: bytes) -> Picture | None:
    """Return the picture that the bytes are, None where they are none, or too many."""
    kind = kind_of_picture(data)
    size = size_of_picture(BytesIO(data)) if kind and len(data) <= MAX_BYTES else None
    if size is None:
        return None
    digest = sha256(data).hexdigest()
    return Picture(f"{digest[:2]}/{digest[:32]}.{kind}", data, *size)


def size_of_picture(stream: BinaryIO) -> tuple[int, int] | None:
    """Return width and height as a browser shows them, None where the stream holds no picture, or too large a one.

    No more is read than tells the size; raises `OSError` as the stream does.
    """
    kind = kind_of_picture(stream.read(_HEAD_BYTES))
    if not kind:
        return None
    # Loaded where there are pictures: it brings more with it than it needs for files.
    import imagesize  # noqa: PLC0415

    stream.seek(0)
    # Where an AVIF is turned, its tables say it in a form that a small file can make take hours and all memory.
    width, height = imagesize.get(stream, exif_rotation=kind != "avif")
    is_shown = min(width, height) > 0 and max(width, height) <= MAX_SIDE and width * height <= MAX_PIXELS
    return (width, height) if is_shown else None
