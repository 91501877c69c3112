"""What open pages are told, and what is put into them for it."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from logging import WARNING
from pathlib import Path
from typing import IO

import pytest
from previews import ask

from news_digest.preview.dress import NEWS, SCRIPT, dressed
from news_digest.preview.live import Live
from news_digest.preview.problem import Problem, problem_of
from news_digest.preview.server import SiteServer, listening
from news_digest.preview.watch import shows_at_once

PAGE = b'<!doctype html><head><link rel="stylesheet" href="/a.1.css"></head><body>Boats</body>'


@contextmanager
def listened(port: int) -> Iterator[IO[bytes]]:
    """Listen to the news."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(f"GET {NEWS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        with connection.makefile("rb") as lines:
            yield lines


def next_news(lines: IO[bytes]) -> dict[str, object]:
    """Return what is told next."""
    told = next(line for line in lines if line.startswith(b"data: "))
    found: dict[str, object] = json.loads(told[6:])
    return found


def test_all_who_listen_are_told(tmp_path: Path) -> None:
    """At once what stands, then what is new; the end of the server is the end of it."""
    live = Live()
    with SiteServer(tmp_path, listening("127.0.0.1", 0), "127.0.0.1", live) as server:
        with listened(server.port) as one, listened(server.port) as other:
            first = next_news(one)
            assert next_news(other) == first
            live.tell([Problem("wrong", "a.md", 3, "right")], "/stories/1/", assets=True)
            second = next_news(one)
            assert next_news(other) == second
            assert second["problems"] == [
                {"reason": "wrong", "file": "a.md", "line": 3, "remedy": "right", "grave": True}
            ]
            live.tell()
            third = next_news(one)
        assert len({news["build"] for news in (first, second, third)}) == 3
        assert second["build"] == second["told"] == second["assets"] == third["told"] == third["assets"]
        with listened(server.port) as late:
            assert next_news(late) == third
            server.__exit__(None, None, None)
            assert late.read().endswith(b"0\r\n\r\n")


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "same-site"}])
def test_a_page_of_another_site_is_told_nothing(tmp_path: Path, headers: dict[str, str]) -> None:
    """Not even that a story changed."""
    with SiteServer(tmp_path, listening("127.0.0.1", 0), "127.0.0.1", Live()) as server:
        assert ask(server.port, NEWS, headers=headers).status == 403
        assert ask(server.port, SCRIPT).headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_a_page_gets_the_script_and_no_more() -> None:
    """At the end of its head, or where it has none at its end; what it says of its own is made safe."""
    page = dressed(PAGE, "1", '"><script>')
    tag = page[page.index(b"<script ") : page.index(b"</script>") + 9]
    assert page.replace(tag, b"") == PAGE
    assert page.index(tag) < page.index(b"</head>")
    assert b'data-assets="&quot;&gt;&lt;script&gt;"' in tag
    assert dressed(b"Boats", "1", "").startswith(b"Boats<script ")


def shape(page: bytes) -> bytes:
    """Return what the script is told of the page but for its sheets."""
    found = dressed(page, "1", "")
    return found[found.index(b"data-shape=") :].partition(b" defer")[0]


def test_another_sheet_is_no_other_shape() -> None:
    """So the script can put it in the place of the old one."""
    assert shape(PAGE) == shape(PAGE.replace(b"a.1.css", b"a.2.css"))
    assert shape(PAGE) != shape(PAGE.replace(b"Boats", b"Ships"))


def test_words_are_taken_apart() -> None:
    """As our errors are worded; other words are the reason."""
    assert problem_of("stories/1.md:3: date: 'x' is no date (write 2024-03-05)") == Problem(
        "date: 'x' is no date", "stories/1.md", 3, "write 2024-03-05"
    )
    assert problem_of("a b.html: no end (of if), in 3 (close it (if))") == Problem(
        "no end (of if), in 3", "a b.html", None, "close it (if)"
    )
    assert problem_of("It is: so", WARNING) == Problem("It is: so", grave=False)


def test_what_pages_show_by_name_is_known() -> None:
    """They do not change with it."""
    assert shows_at_once(["content/a.md", "content/pictures/a.webp"])
    assert not shows_at_once(["content/a.md", "theme/a.html"])
