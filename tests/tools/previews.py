"""A digest that is served by a process of its own, as `digest serve` does it."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from newsroom import BIN


def ask(port: int, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> HTTPResponse:
    """Ask for an address; returns the answer, its body read into `text`."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        response.text = response.read()  # type: ignore[attr-defined]
        return response
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Serving:
    """A digest that is served by a process of its own, of which all that it says stands in `log`."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def wait_until_said(self, pattern: str) -> None:
        """Wait until it said something."""
        self.wait_until(lambda: re.search(pattern, self.log.read_text("utf-8")) is not None)

    def wait_until(self, found: Callable[[], bool]) -> None:
        """Wait until something holds, at most 20 seconds and as long as the process lives."""
        end = time.monotonic() + 20
        while not found():
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < end, self.log.read_text("utf-8")
            time.sleep(0.05)

    def shows(self, path: str, words: str) -> bool:
        """Return whether a page shows some words."""
        return words in ask(self.port, path).text.decode()  # type: ignore[attr-defined]


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Serving]:
    """Serve a digest, from its first build on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = root / "log.txt"
    command = [str(BIN / "digest"), "serve", "--port", str(port), *options]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=root, stdout=out, stderr=out, text=True)
    try:
        found = Serving(process, port, log)
        found.wait_until_said(rf"The digest is at http://127\.0\.0\.1:{port}/")
        yield found
    finally:
        process.kill()
        process.wait()
