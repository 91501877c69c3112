"""A hub is told of the feeds that tell readers of it."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest

from news_digest.publish.ping import ping

TAKEN: list[dict[str, list[str]]] = []


class Hub(BaseHTTPRequestHandler):
    """Takes what is published, but for what it does not know."""

    def do_POST(self) -> None:
        """Answer as a hub does."""
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        TAKEN.append(form)
        self.send_response(404 if "unknown" in form["hub.url"][0] else 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub() -> Iterator[str]:
    """Return the address of a hub that listens."""
    TAKEN.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_each_feed_is_told_by_its_address(hub: str) -> None:
    """In the words of WebSub."""
    assert list(ping(hub, ["https://digest.example/rss.xml", "https://digest.example/atom.xml"])) == []
    assert [form["hub.mode"] for form in TAKEN] == [["publish"], ["publish"]]
    assert [form["hub.url"] for form in TAKEN] == [
        ["https://digest.example/rss.xml"],
        ["https://digest.example/atom.xml"],
    ]


def test_what_is_not_taken_is_said(hub: str) -> None:
    """With the hub's answer; others are told all the same."""
    [said] = ping(hub, ["https://unknown.example/rss.xml", "https://digest.example/rss.xml"])
    assert said == "https://unknown.example/rss.xml: the hub answered 404 Not Found"
    assert len(TAKEN) == 2


def test_a_hub_that_is_away_is_said() -> None:
    """Nothing is raised."""
    [said] = ping("http://127.0.0.1:9/", ["https://digest.example/rss.xml"])
    assert "the hub was not reached" in said
