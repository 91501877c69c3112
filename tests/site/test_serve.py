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
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import pytest
from small_digest import SmallDigest

from news_digest.site.serve import next_change, wake_at
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
        return words in get(self.port, path).body.decode()


@contextmanager
def serving(digest: SmallDigest, *options: str) -> Iterator[Serving]:
    """Serve a digest, from its first build on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = digest.root / "log.txt"
    command = [str(BIN / "digest"), "serve", "--port", str(port), *options]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=digest.root, stdout=out, stderr=out, text=True)
    try:
        found = Serving(process, port, log)
        found.wait_until_said(rf"The digest is at http://127\.0\.0\.1:{port}/")
        yield found
    finally:
        process.kill()
        process.wait()


def test_serve_builds_again_on_a_change_and_ends_cleanly(tmp_path: Path) -> None:
    """A broken change leaves the page up and prints what is wrong; the next good one is shown."""
    digest = SmallDigest.at(tmp_path, siteurl="")
    story = digest.story("1", "First Words")
    good = story.read_text("utf-8")
    with serving(digest) as served:
        assert served.shows("/stories/1/", "First Words")
        story.write_text(good.replace("2024-03-05", "someday"), "utf-8")
        served.wait_until_said(r"1\.md:3: date: (?s:.*)Not all went well")
        assert served.shows("/stories/1/", "First Words")
        story.write_text(good.replace("First", "Second"), "utf-8")
        served.wait_until(lambda: served.shows("/stories/1/", "Second Words"))
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(10) == 0
        assert "Traceback" not in served.log.read_text("utf-8")


def in_seconds(seconds: float) -> str:
    """Return a moment that comes so soon, as a story file has it."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")


@pytest.mark.parametrize("theme", ["", "simple"], ids=["ours", "another theme"])
def test_serve_builds_again_when_a_story_comes_or_goes(tmp_path: Path, theme: str) -> None:
    """Though nobody changes a file; also where every story is read at each build."""
    digest = SmallDigest.at(tmp_path, siteurl="", theme=theme)
    going = digest.story("1", "It Goes", more="expires: 2999-01-01\n")
    with serving(digest) as served:
        assert served.shows("/", "It Goes")
        soon = in_seconds(3)
        digest.story("2", "It Comes", more=f"embargo: {soon}\n")
        going.write_text(going.read_text("utf-8").replace("2999-01-01", soon), "utf-8")
        served.wait_until(lambda: served.shows("/", "It Comes"))
        served.wait_until(lambda: not served.shows("/", "It Goes"))


def test_serve_shows_a_moment_and_waits_for_none(tmp_path: Path) -> None:
    """What is under embargo can be looked at beforehand."""
    digest = SmallDigest.at(tmp_path, siteurl="")
    digest.story("1", "It Comes", more="embargo: 2998-01-01\n")
    digest.story("2", "It Comes Later", more="embargo: 2999-01-01\n")
    with serving(digest, "--now", "2998-06-01") as served:
        assert served.shows("/", "It Comes")
        assert not served.shows("/", "It Comes Later")


def test_what_is_due_is_waited_for_by_the_clock() -> None:
    """It may be set, and the machine may sleep: asked is the clock, and a change comes first."""
    changes: SimpleQueue[str] = SimpleQueue()
    clock = iter([0, 1_000, 2_000_000_000]).__next__
    assert next_change(changes, 2_000_000_000, clock) is None
    changes.put("content/a.md")
    assert next_change(changes, 10**18, lambda: 0) == "content/a.md"
    changes.put("content/b.md")
    assert next_change(changes, None) == "content/b.md"


def test_what_came_due_during_a_build_is_built_at_once() -> None:
    """What was due before it began is no reason: the build failed, or its moment is fixed."""
    assert wake_at(due=15, begun=10) == 15
    assert wake_at(due=10, begun=10) is None
    assert wake_at(due=None, begun=10) is None
