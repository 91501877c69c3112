"""Python's cyclic collector, which has nothing to do in a build but would look at all that is kept again and again."""

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
