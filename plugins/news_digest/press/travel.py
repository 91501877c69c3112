"""What travels between processes through a pipe: values in frames, and errors so that they arrive as themselves."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from typing import Any, cast

_LENGTH = 8  # bytes before each frame
_PIECE = 1 << 20

# What pickle raises for what cannot be pickled, and for what then cannot be read.
_UNPICKLABLE = (pickle.PicklingError, TypeError, AttributeError)


def send(pipe: int, value: object) -> None:
    """Write one value, or nothing at all where it cannot be pickled; raises what pickle and `os.write` raise."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    left = memoryview(len(data).to_bytes(_LENGTH, "big") + data)
    while left:
        left = left[os.write(pipe, left) :]


def receive(pipe: int) -> Any:  # noqa: ANN401 - whatever was sent
    """Read one value; raises `EOFError` where nobody will send it whole."""
    return pickle.loads(_read(pipe, int.from_bytes(_read(pipe, _LENGTH), "big")))  # noqa: S301 - from our own child


def packed(error: BaseException) -> bytes:
    """Return an error as bytes, with where it was raised as a note; what cannot be pickled is told in words alone."""
    import traceback  # noqa: PLC0415 - no build needs it but one that fails

    error.add_note("In a worker process:\n" + "".join(traceback.format_exception(error)).rstrip())
    try:
        data = pickle.dumps(error if _packs_itself(type(error)) else _Error(error))
        pickle.loads(data)  # noqa: S301 - what was pickled here
    except _UNPICKLABLE:
        words = RuntimeError(f"{type(error).__name__}: {error}")
        words.__notes__ = error.__notes__
        return pickle.dumps(words)
    return data


def unpacked(data: bytes) -> BaseException:
    """Return the error that was packed."""
    error: BaseException = pickle.loads(data)  # noqa: S301 - from our own child
    return error


def _read(pipe: int, size: int) -> bytes:
    pieces = []
    while size:
        piece = os.read(pipe, min(size, _PIECE))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _packs_itself(kind: type) -> bool:
    owner = next(base for base in kind.__mro__ if "__reduce__" in vars(base))
    return owner.__module__ != "builtins"


class _Error:
    """An error in transit. Left to itself, pickle calls an error's own `__init__` with what that told its base."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def __reduce__(self) -> tuple[Any, ...]:
        _, arguments, *_ = cast("tuple[Any, ...]", self._error.__reduce__())
        return _error_from, (type(self._error), arguments, vars(self._error))


def _error_from(kind: type[BaseException], arguments: tuple[object, ...], known: Mapping[str, object]) -> BaseException:
    base = next(base for base in kind.__mro__ if base.__module__ == "builtins")
    error = kind.__new__(kind, *arguments)
    base.__init__(error, *arguments)  # type: ignore[misc]  # it is one
    vars(error).update(known)
    return error
