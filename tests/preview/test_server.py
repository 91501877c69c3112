"""The local server: what a static host would answer, to whom, and to whom not."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from previews import ask

from news_digest.preview import server
from news_digest.preview.errors import NoAddressError, PortTakenError
from news_digest.preview.guard import Hosts
from news_digest.preview.live import Live
from news_digest.preview.server import LONGEST_HEAD, SiteServer, listening, shown_host

FILES = ("index.html", "404.html", "tags/ferries/index.html", "rss.xml", "atom.xml", "feed.json", "sitemap.xml")
FILES += ("a.css", "b.svg", "site.webmanifest", "words.txt")
SECRET = b"secret"


@contextmanager
def served(folder: Path, bind: str = "127.0.0.1") -> Iterator[int]:
    """Serve a folder on a free port."""
    with SiteServer(folder, listening(bind, 0), bind, Live()) as found:
        yield found.port


def say(port: int, request: bytes) -> bytes:
    """Send bytes as they are and return all that comes back until the server hangs up, or says no more."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError:  # it hung up before all was said
            return b""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make some files, a secret beside them, and links that lead to it."""
    found = tmp_path_factory.mktemp("site") / "output"
    for name in FILES:
        path = found / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"this is {name}", "utf-8")
    (found / "empty").mkdir()
    secrets = found.parent / "output-secrets"
    secrets.mkdir()
    for name in ("secret.txt", "index.html"):
        (secrets / name).write_bytes(SECRET)
    (found / "file.txt").symlink_to(secrets / "secret.txt")
    (found / "folder").symlink_to(secrets)
    (found / "inside.txt").symlink_to(found / "words.txt")
    (found / "round").symlink_to("round")
    return found


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """Serve them."""
    with served(folder) as number:
        yield number


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/tags/ferries/", "text/html; charset=utf-8"),
        ("/rss.xml", "application/rss+xml; charset=utf-8"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/a.css?v=1", "text/css; charset=utf-8"),
        ("/b.svg", "image/svg+xml"),
        ("/inside.txt", "text/plain; charset=utf-8"),
    ],
)
def test_files_come_with_their_type(port: int, path: str, kind: str) -> None:
    """A feed reader looks at it. A link to another file of the folder is followed."""
    answer = ask(port, path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    assert answer.text.startswith(b"this is ")
    head = ask(port, path, "HEAD")
    assert (head.status, head.text) == (200, b"")
    assert head.headers["Content-Length"] == answer.headers["Content-Length"]


def test_a_folder_without_its_slash_is_sent_on(port: int) -> None:
    """Relative links would lead astray otherwise."""
    answer = ask(port, "/tags/ferries")
    assert (answer.status, answer.headers["Location"]) == (301, f"http://127.0.0.1:{port}/tags/ferries/")


def test_what_the_browser_has_is_not_sent_again(port: int) -> None:
    """It asks each time, as the next build may have changed the page."""
    for path in ("/", "/a.css"):
        first = ask(port, path)
        assert first.headers["Cache-Control"] == "no-cache"
        again = ask(port, path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status, again.text) == (304, b"")
        since = ask(port, path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
        assert since.status == 304


def test_a_part_of_a_file_can_be_had(port: int) -> None:
    """As players of films ask for it."""
    part = ask(port, "/a.css", headers={"Range": "bytes=0-3"})
    assert (part.status, part.text, part.headers["Content-Range"]) == (206, b"this", "bytes 0-3/13")
    assert ask(port, "/a.css", headers={"Range": "bytes=99-"}).status == 416


PATHS_OUT = (
    "/none/", "/empty/", "/../output-secrets/secret.txt", "/%2e%2e/output-secrets/secret.txt",
    "/tags/..%2f..%2foutput-secrets/secret.txt", "/..%5c..%5coutput-secrets%5csecret.txt", "//etc/passwd",
    "/%2fetc/passwd", "/../output-secrets", "/file.txt", "/folder/", "/folder/secret.txt", "/round", "/round/more",
    "/words.txt/", "/%00", "/a%00.css", "/%ff%fe", "/" + "a" * 5000, "/~root", "/.%00./secret.txt",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS_OUT, ids=range(len(PATHS_OUT)))
def test_what_is_not_here_gets_the_sites_own_page(port: int, path: str) -> None:
    """With the status that says so; no folder is listed and none is left, by name or by symbolic link."""
    answer = ask(port, path)
    assert (answer.status, answer.text[:16]) == (404, b"this is 404.html")
    assert ask(port, path, "HEAD").status == 404


def test_before_the_first_build_nothing_is_here(tmp_path: Path) -> None:
    """The folder comes with the build."""
    with served(tmp_path / "none") as port:
        answer = ask(port, "/")
        assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


HOSTS = (
    "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "evil.example@localhost", "", "10.0.0.9",
    "localhost:80:80", "[::1", "localhost/x",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_who_asks_by_another_name_is_sent_away(port: int, host: str) -> None:
    """A page could lead its own name to this machine and read what is here."""
    answer = ask(port, "/", headers={"Host": host})
    assert answer.status in {400, 421}
    assert b"this is" not in answer.text


def test_the_names_of_this_machine_are_known(port: int) -> None:
    """Whatever port they are asked at: it may be led on from another."""
    for host in ("localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"):
        assert ask(port, "/", headers={"Host": host}).status == 200


def test_the_address_that_is_listened_on_is_a_name_of_ours() -> None:
    """Where it is all of them, every address is: an address cannot be led astray."""
    assert "news.example:8000" in Hosts("News.example")
    assert "10.0.0.9" in Hosts("0.0.0.0")
    assert "[2001:db8::1]:8000" in Hosts("::")
    assert "evil.example" not in Hosts("0.0.0.0")
    assert "10.0.0.9" not in Hosts("127.0.0.1")
    assert [shown_host(bind) for bind in ("0.0.0.0", "::1", "news.example")] == ["127.0.0.1", "[::1]", "news.example"]


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://[", "http://localhost"]
)
def test_a_page_of_another_site_may_change_nothing(port: int, origin: str) -> None:
    """Nor may a page of ours, for all that is there."""
    assert ask(port, "/", "POST", {"Origin": origin}).status == 403
    assert ask(port, "/", "DELETE", {"Sec-Fetch-Site": "cross-site"}).status == 403
    assert ask(port, "/", "POST", {"Origin": f"http://127.0.0.1:{port}"}).status == 405
    assert ask(port, "/", headers={"Origin": origin}).status == 200


MALFORMED = (
    b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01" * 100,
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n", b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 10 * LONGEST_HEAD + b"\r\n\r\n",
    b"GET /" + b"a" * 10 * LONGEST_HEAD + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * LONGEST_HEAD + b"\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n" + b"a" * 9_000_000,
)  # fmt: skip


@pytest.mark.parametrize("request_", MALFORMED, ids=range(len(MALFORMED)))
def test_bad_requests_are_refused_and_the_server_lives(port: int, request_: bytes) -> None:
    """Too long, out of shape, or of another protocol."""
    answer = say(port, request_)
    assert answer == b"" or answer.split()[1][:1] == b"4"
    assert b"this is index" not in answer
    assert ask(port, "/").status == 200


def test_who_leaves_early_does_no_harm(port: int, folder: Path) -> None:
    """As when a page is left before all its pictures are there."""
    (folder / "large.bin").write_bytes(bytes(20_000_000))
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
            connection.recv(100)
    assert ask(port, "/").status == 200


@contextmanager
def taken() -> Iterator[int]:
    """Hold a port."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_that_is_taken_is_named_with_a_remedy() -> None:
    """Who asked for it may have told others."""
    with taken() as port, pytest.raises(PortTakenError, match=rf"127\.0\.0\.1:{port}: .*in use.*--port {port + 1}"):
        listening("127.0.0.1", port)


def test_without_a_port_the_next_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two previews may run beside each other."""
    with taken() as port:
        monkeypatch.setattr(server, "PORT", port)
        with listening("127.0.0.1", None) as found:
            assert port < found.getsockname()[1] < port + server.TRIED


@pytest.mark.parametrize("bind", ["192.0.2.1", "none.invalid", "not a host"])
def test_an_address_of_another_machine_is_named_with_a_remedy(bind: str) -> None:
    """No other port would help."""
    with pytest.raises(NoAddressError, match=r"--bind 127\.0\.0\.1"):
        listening(bind, None)
