"""Pictures made in the test that needs them: small files of the kinds that pages show, with a size of one's choice."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 640, height: int = 400, shade: int = 0) -> bytes:
    """Return a grey PNG that any browser shows; another shade makes other bytes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * width) * height
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gif(width: int = 640, height: int = 400) -> bytes:
    """Return the head of a GIF."""
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def jpeg(width: int = 640, height: int = 400, *, orientation: int = 1) -> bytes:
    """Return the head of a JPEG, as a camera writes it that was held upright, or turned."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    frame = struct.pack(">BHHB", 8, height, width, 3) + bytes(9)
    return b"\xff\xd8" + _segment(0xE1, exif) + _segment(0xC0, frame) + b"\xff\xd9"


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def webp(width: int = 640, height: int = 400) -> bytes:
    """Return the head of a WebP."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + sides
    return b"RIFF" + struct.pack("<I", len(body)) + body + bytes(8)


def avif(width: int = 640, height: int = 400, *, more: bytes = b"") -> bytes:
    """Return the head of an AVIF; `more` are further boxes among its tables."""
    extents = _box(b"ispe", struct.pack(">III", 0, width, height))
    tables = _box(b"meta", bytes(4) + _box(b"iprp", _box(b"ipco", extents)) + more)
    return _box(b"ftyp", b"mif1" + bytes(4) + b"mif1avif") + tables


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data


def locations_without_end() -> bytes:
    """Return a box for an AVIF whose few bytes name billions of places."""
    items = struct.pack(">HHH", 1, 0, 0xFFFF) * 400
    return _box(b"iloc", bytes(4) + b"\0\0" + struct.pack(">H", 400) + items)


ALL = {"jpg": jpeg, "png": png, "gif": gif, "webp": webp, "avif": avif}
