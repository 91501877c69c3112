"""Former codes and addresses of a story, as its file names them: one with a slash before it is an address.

An address is one that a static host answers from a file: a path from the site's root, without a query.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote

from ..capture.characters import one_line

# File systems take names of 255 bytes, some of 143.
MOST_BYTES = 140
_PAGES = (".html", ".htm")


class Fault(NamedTuple):
    """What is wrong with a former code or address, and what to write instead."""

    reason: str
    remedy: str


_PATH = "write its path from the site's root, such as /old/place/, or the former code alone"


def is_address(former: str) -> bool:
    """Tell whether it is an address; else it is a code."""
    return former.startswith("/")


def codes_of(formerly: Iterable[str]) -> tuple[str, ...]:
    """Return those of a story's former codes and addresses that are codes."""
    return tuple(former for former in formerly if not is_address(former))


def fault_of(former: str) -> Fault | None:
    """Return what is wrong with a former code or address, None where nothing is."""
    if "://" in former:
        return Fault("names a host, which cannot be answered from here", _PATH)
    if is_address(former) and file_of(former) is None:
        return Fault("is no address that a file can answer", _PATH)
    return None


def plain_path(address: str) -> str | None:
    """Return an address without its leading slash and its percent signs, None where it is none of a file."""
    try:
        path = unquote(address[1:], errors="strict")
    except UnicodeDecodeError:
        return None
    segments = path.removesuffix("/").split("/")
    # What follows a question mark or a hash no host looks up as a file; a backslash is a slash to some.
    odd = "?" in address or "#" in address or "\\" in path or path != one_line(path)
    return None if odd or not all(map(_is_name, segments)) else path


def file_of(address: str) -> str | None:
    """Return the file of the output folder that a host shows for an address, None where it is none of a file."""
    path = plain_path(address)
    if path is None:
        return None
    return path if path.endswith(_PAGES) else f"{path.removesuffix('/')}/index.html"


def _is_name(segment: str) -> bool:
    return segment not in {"", ".", ".."} and len(segment.encode("utf-8", "surrogatepass")) <= MOST_BYTES
