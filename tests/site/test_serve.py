"""The local server: what a static host would answer, and a build on every change."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest
from small_digest import SmallDigest

from news_digest.site.server import PortTakenError, listen

BIN = Path(sys.executable).parent


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Serve a folder on a free port."""
    server = listen(folder, "127.0.0.1", 0)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    type: str
    body: bytes
    location: str


def get(port: int, path: str, method: str = "GET") -> Answer:
    """Ask for an address."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path)
        response: HTTPResponse = connection.getresponse()
        kind, location = response.getheader("Content-Type", ""), response.getheader("Location", "")
        return Answer(response.status, kind, response.read(), location)
    finally:
        connection.close()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve some files."""
    folder = tmp_path_factory.mktemp("output")
    for name in (
        "index.html",
        "404.html",
        "tags/ferries/index.html",
        "rss.xml",
        "atom.xml",
        "sitemap.xml",
        "a.css",
        "b.svg",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"this is {name}", "utf-8")
    (folder / "empty").mkdir()
    (folder.parent / "secret.txt").write_text("secret", "utf-8")
    with served(folder) as number:
        yield number


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/tags/ferries/", "text/html; charset=utf-8"),
        ("/rss.xml", "application/rss+xml; charset=utf-8"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/a.css?v=1", "text/css; charset=utf-8"),
        ("/b.svg", "image/svg+xml"),
    ],
)
def test_files_come_with_their_type(port: int, path: str, kind: str) -> None:
    """A feed reader looks at it."""
    answer = get(port, path)
    assert (answer.status, answer.type) == (200, kind)
    assert answer.body.startswith(b"this is ")


def test_a_folder_without_its_slash_is_sent_on(port: int) -> None:
    """Relative links would lead astray otherwise."""
    answer = get(port, "/tags/ferries")
    assert (answer.status, answer.location) == (301, "/tags/ferries/")


@pytest.mark.parametrize("path", ["/none/", "/empty/", "/../secret.txt", "/%2e%2e/secret.txt"])
def test_what_is_not_here_gets_the_sites_own_page(port: int, path: str) -> None:
    """With the status that says so; no folder is listed and none is left."""
    answer = get(port, path)
    assert (answer.status, answer.body) == (404, b"this is 404.html")
    assert get(port, path, "HEAD").status == 404


def test_a_port_that_is_taken_is_named_with_a_remedy(tmp_path: Path) -> None:
    """Before anything is built."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=rf"127\.0\.0\.1:{taken}: .*in use.*--port {taken + 1}"):
            listen(tmp_path, "127.0.0.1", taken)


def wait_for(found: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait until something holds, at most 20 seconds and as long as the process lives."""
    end = time.monotonic() + 20
    while not found():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)


def test_serve_builds_again_on_a_change_and_ends_cleanly(tmp_path: Path) -> None:
    """A broken change leaves the page up and prints what is wrong; the next good one is shown."""
    digest = SmallDigest.at(tmp_path, siteurl="")
    story = digest.story("1", "First Words")
    good = story.read_text("utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log.txt"
    with log.open("w") as out:
        process = subprocess.Popen(
            [str(BIN / "digest"), "serve", "--port", str(port)], cwd=tmp_path, stdout=out, stderr=out, text=True
        )

    def said(pattern: str) -> Callable[[], bool]:
        return lambda: re.search(pattern, log.read_text("utf-8")) is not None

    def shows(words: str) -> Callable[[], bool]:
        return lambda: words in get(port, "/stories/1/").body.decode()

    try:
        wait_for(said(rf"The digest is at http://127\.0\.0\.1:{port}/"), process)
        assert shows("First Words")()
        story.write_text(good.replace("2024-03-05", "someday"), "utf-8")
        wait_for(said(r"1\.md:3: date: (?s:.*)Not all went well"), process)
        assert shows("First Words")()
        story.write_text(good.replace("First", "Second"), "utf-8")
        wait_for(shows("Second Words"), process)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert "Traceback" not in log.read_text("utf-8")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
