"""Content codings (RFC 9110, section 8.4) that need a library: Brotli (RFC 7932) and Zstandard (RFC 8878)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType

from .unpacking import Damaged

EXTRA = "pip install 'pelican-news-digest[archives]'"
# Zstandard's frames may ask for any amount of memory; RFC 9659 bounds what the web sends to 8 MB.
_MAX_WINDOW = 8_388_608


class NotRead(Damaged):
    """The bytes are packed in a way that is not read here; `remedy` says what would help."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.remedy = remedy


def unpacked(coding: str, data: bytes, limit: int) -> bytes:
    """Return the bytes that were sent in this coding, but not many more than `limit`.

    Raises `NotRead` for a coding that is unknown or whose library is not installed, `Damaged` for broken bytes.
    """
    if coding not in _UNPACKERS:
        raise NotRead(f"{coding[:20]!r} is a coding that is not read", "have the page archived without it, or save it")
    try:
        return _UNPACKERS[coding](data, limit)
    except ImportError as error:
        raise NotRead(f"{coding!r} needs a library that is not installed", EXTRA) from error


def _unpacked_brotli(data: bytes, limit: int) -> bytes:
    import brotli  # noqa: PLC0415 - an extra

    decompressor = brotli.Decompressor()
    try:
        text: bytes = decompressor.process(data, output_buffer_limit=limit)
    except brotli.error as error:
        raise Damaged("its compressed bytes are damaged") from error
    return text


def _unpacked_zstandard(data: bytes, limit: int) -> bytes:
    import zstandard  # noqa: PLC0415 - an extra

    reader = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).stream_reader(
        BytesIO(data), read_across_frames=True
    )
    try:
        return reader.read(limit)
    except zstandard.ZstdError as error:
        raise Damaged("its compressed bytes are damaged") from error


_UNPACKERS: Mapping[str, Callable[[bytes, int], bytes]] = MappingProxyType(
    {"br": _unpacked_brotli, "zstd": _unpacked_zstandard}
)
