"""Which layout a capture follows: by the host of its address, else by the publisher's name in its text."""

from __future__ import annotations

from collections.abc import Sequence

from ..urls import host_of
from .shapes import Layout


def _owns(layout: Layout, host: str) -> bool:
    return any(host == own or host.endswith("." + own) for own in layout.hosts)


def _is_named(layout: Layout, lines: Sequence[str]) -> bool:
    """Return whether the publisher's name is a whole line, or a labelled value at a line's end."""
    name = layout.name.casefold()
    ends = tuple(mark + name for mark in (": ", ":", "| ", "- ", "– ", "© ", "/"))
    return any(line == name or line.endswith(ends) for line in lines)


def choose_layout(layouts: Sequence[Layout], *, url: str | None, text: str) -> Layout | None:
    """Return the first layout that owns the address's host, else the first whose name the text prints as a credit."""
    host = host_of(url)
    by_host = next((layout for layout in layouts if host and _owns(layout, host)), None)
    if by_host or not layouts:
        return by_host
    lines = [line.strip().casefold() for line in text.splitlines()]
    return next((layout for layout in layouts if _is_named(layout, lines)), None)
