"""Servers of one's own answer former addresses with a redirect, by the settings that the build makes for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest
from web import caddy_serving, nginx_serving

Serve = Callable[[Path, Path, str], AbstractContextManager[str]]
# Names that begin a variable, a placeholder or a comment, that end a text, a line or a block, or escape what follows.
HOSTILE = (
    'say "here" {} ; # $uri',
    "$host",
    "${document_root}",
    "{path}",
    "{$HOME}",
    "`pwd`",
    "it's",
    "~*.[a-z]",
    "جزر",
    "100%",
    "a&b+c=d",
)
# Caddy leads there from the page that stands at the address.
BY_THE_PAGE = frozenset("{`")
MORE = 'DIGEST_HOST_FILES = ["nginx", "caddy"]\nDIGEST_SEARCH = True\n'
SERVERS: dict[str, tuple[str, Serve]] = {
    "nginx": (".digest-nginx.conf", nginx_serving),
    "caddy": (".digest-caddy.conf", caddy_serving),
}


@pytest.fixture(params=["", "/digest"], ids=["at the root", "below a path"])
def digest(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[SmallDigest, str]:
    """Return a built digest with a story that stood at many addresses, and the path that it is published below."""
    path: str = request.param
    made = SmallDigest.at(tmp_path / "digest", siteurl=f"https://digest.example{path}", more=MORE)
    formerly = ["/old/ferries/", "/news/ferries.html", "/plain", *(f"/odd/{quote(name)}/" for name in HOSTILE)]
    made.story("900", "Ferries Return", more=f"formerly: {formerly}\n")
    assert made.build() == 0
    return made, path


@pytest.fixture(params=SERVERS)
def site(request: pytest.FixtureRequest, digest: tuple[SmallDigest, str], tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Return which server serves the digest, and its address."""
    made, path = digest
    rules, serve = SERVERS[request.param]
    root, scratch = tmp_path / "www", tmp_path / "scratch"
    scratch.mkdir()
    folder = root / path.strip("/")
    folder.parent.mkdir(exist_ok=True)
    made.output.rename(folder)
    with serve(root, scratch, (folder / rules).read_text("utf-8")) as address:
        yield request.param, f"{address}{path}"


def ask(address: str) -> tuple[int, str]:
    """Return the status of an answer and where it leads."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        answer = connection.getresponse()
        return answer.status, answer.getheader("location") or ""
    finally:
        connection.close()


@pytest.mark.server
def test_a_former_address_is_answered_with_the_new_one(site: tuple[str, str]) -> None:
    """Whatever stands in its name, with the path that the site is below; all else is answered as ever."""
    server, address = site
    moved = (301, f"{urlsplit(address).path}/stories/900/")
    for old in ("/old/ferries/", "/news/ferries.html", "/plain", "/old/ferries/?from=mail"):
        assert ask(f"{address}{old}") == moved, old
    for name in HOSTILE:
        told = ask(f"{address}/odd/{quote(name)}/")
        assert told == ((200, "") if server == "caddy" and BY_THE_PAGE & set(name) else moved), name
    assert ask(f"{address}/stories/900/") == ask(f"{address}/manifest.webmanifest") == (200, "")
    assert ask(f"{address}/OLD/ferries/") == ask(f"{address}/{SERVERS[server][0]}") == (404, "")


def test_the_settings_change_with_former_addresses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an incremental build finds."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    made = Rebuilder(SmallDigest.at(tmp_path / "digest", more=MORE), capsys)
    made.digest.story("900")
    made.right()
    made.digest.story("900", more="formerly: [/old/]\n")
    assert {".digest-nginx.conf", ".digest-caddy.conf"} <= made.right().written
    assert 'location = "/old/"' in made.digest.page(".digest-nginx.conf")
    made.digest.story("900")
    assert {".digest-nginx.conf", ".digest-caddy.conf"} <= made.right().written
    assert "/old/" not in made.digest.page(".digest-caddy.conf")
