"""What a seed file is once decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "html", "feed", "archive"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text capture: its number in the file (1-based) and its text, tidied of control characters."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Capture:
    """A seed file, decoded: `name` as given by the caller, `sha256` of its bytes in hex, `encoding` as found."""

    name: str
    kind: Kind
    sha256: str
    encoding: str
    lines: tuple[Line, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A picture that came with a page: the address by which the page may name it, and its bytes, not yet looked at."""

    address: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PageCapture:
    """A saved HTML page, decoded: `html` is its markup as it came but for characters that no page may carry.

    `enclosed` are the pictures that came with it.
    """

    name: str
    kind: Kind
    sha256: str
    encoding: str
    html: str
    url: str | None = None
    enclosed: tuple[Enclosed, ...] = ()
