"""What is kept in an SQLite file of ours and comes apart when it is read is damage, as what SQLite itself finds is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import wraps
from pickle import PickleError
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# What marshal, pickle, JSON and the classes that take their values answer to bytes that nobody wrote. One that is
# too long for the memory is among them, as one wrong byte may be that of a length.
ANSWERS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    PickleError,
    TypeError,
    ValueError,
)


def reads_kept(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function that unpacks kept values raise `sqlite3.DatabaseError` where they come apart."""

    @wraps(function)
    def read(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except ANSWERS as error:
            raise sqlite3.DatabaseError(f"a kept value is damaged: {error!r}") from error

    return read
