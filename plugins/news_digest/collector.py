"""Python's cyclic collector, which finds little to do in what we keep but would look at all of it again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Run the block without it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # As if they had been looked at already; with these among the young ones it would look at all at once.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


# So many objects more than went come between two looks; Python has 700.
SELDOM = 50_000


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Run the block with a collector that looks around seldom: what readers leave in rings still goes."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
