"""Pagefind's program as a service: one request after the other over its pipes, in JSON.

Its own Python API waits a tenth of a second for each answer, so that thousands of stories would take minutes. What it
and the program say to each other is told in `pagefind/src/service/` of https://github.com/Pagefind/pagefind.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from .errors import NoPagefindError, SearchIndexError

# Packages that carry the program; both have `get_executable`.
PACKAGES = ("pagefind_bin", "pagefind_bin_extended")
# As Pagefind's own packages have it: a program elsewhere.
VARIABLE = "PAGEFIND_BINARY_PATH"
_PIECE = 1 << 16
_END = b","


def has_pagefind() -> bool:
    """Return whether there is a program that makes an index."""
    return bool(os.environ.get(VARIABLE)) or any(map(find_spec, PACKAGES))


def pagefind_program() -> Path:
    """Return the program; raises `NoPagefindError`."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    from importlib import import_module  # noqa: PLC0415 - needed by few builds

    for package in PACKAGES:
        if find_spec(package):
            try:
                return Path(import_module(package).get_executable())
            except OSError as error:
                raise NoPagefindError from error
    raise NoPagefindError


class Service:
    """A running program; what is asked of it is answered at once."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._count = 0
        self._rest = b""

    def ask(self, kind: str, **values: object) -> Mapping[str, Any]:
        """Return the answer to a request; raises `SearchIndexError`."""
        self._count += 1
        request = {"message_id": self._count, "payload": {"type": kind, **values}}
        text = json.dumps(request, ensure_ascii=False).encode("utf-8", "replace")
        answer = self._exchange(kind, b64encode(text) + _END)
        try:
            payload: Mapping[str, Any] = json.loads(b64decode(answer))["payload"]
            told = payload["type"]
        except (ValueError, LookupError, TypeError, Base64Error) as error:
            raise SearchIndexError(kind, "Pagefind's answer cannot be read") from error
        if told == "Error":
            raise SearchIndexError(kind, str(payload.get("message")))
        return payload

    def _exchange(self, kind: str, request: bytes) -> bytes:
        try:
            self._stdin.write(request)
            self._stdin.flush()
            return self._answer(kind)
        except OSError as error:
            raise SearchIndexError(kind, f"Pagefind is gone: {error.strerror or error}") from error

    def _answer(self, kind: str) -> bytes:
        pieces = [self._rest]
        while _END not in pieces[-1]:
            piece = os.read(self._stdout.fileno(), _PIECE)
            if not piece:
                raise SearchIndexError(kind, "Pagefind ended before its work was done")
            pieces.append(piece)
        answer, _, self._rest = b"".join(pieces).partition(_END)
        return answer

    @property
    def _stdin(self) -> Any:  # noqa: ANN401 - both are pipes, which the type of a process does not know
        return self._process.stdin

    @property
    def _stdout(self) -> Any:  # noqa: ANN401 - likewise
        return self._process.stdout

    def __enter__(self) -> Self:
        """Return the service."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program."""
        self._process.kill()
        self._process.wait()
        self._stdout.close()
        with suppress(OSError):  # what it was not there to take any more
            self._stdin.close()


@contextmanager
def running_service(program: Path) -> Iterator[Service]:
    """Run the program until the end of the block; raises `SearchIndexError` where it cannot be run."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the program that the user installed
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise SearchIndexError(str(program), error.strerror or str(error)) from error
    with Service(process) as service:
        yield service
