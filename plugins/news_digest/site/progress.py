"""How far a long build is, on one line of the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

# Is told how many are done, of how many, and of what.
Show = Callable[[int, int, str], None]

STEP = 50


def quiet(done: int, total: int, what: str) -> None:
    """Show nothing."""
    del done, total, what


def on_terminal(done: int, total: int, what: str) -> None:
    """Count on one line of the terminal, which is wiped at the end; a total of 0 is one that nobody knows."""
    if done % STEP == 0 or done == total:
        count = f"{done} of {total}" if total else f"{done}"
        sys.stderr.write("\r\x1b[K" if done == total else f"\r\x1b[K{count} {what}")
        sys.stderr.flush()


def shown(items: Iterable[Item], total: int, what: str, show: Show) -> Iterator[Item]:
    """Yield the items, showing how many have come."""
    for done, item in enumerate(items, start=1):
        show(done, total, what)
        yield item
