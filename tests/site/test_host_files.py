"""What hosts read beside the site: made where it is wanted, true to the settings, and a user's own stands for it."""

from __future__ import annotations

import gzip
import http.client
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import brotli
import pytest
from parts import need_brotli
from rebuilding import Rebuilder
from small_digest import SmallDigest
from web import caddy_serving, nginx_serving

from news_digest.cli import main

WANTED = 'DIGEST_HOST_FILES = ["netlify", "cloudflare", "github", "nginx", "caddy"]\nDIGEST_SEARCH = True\n'
POLICY = "default-src 'self'"
ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str], siteurl: str, more: str = WANTED) -> Rebuilder:
    """Return what builds a digest of two stories."""
    return Rebuilder(two_stories(tmp_path, siteurl, more), capsys)


def two_stories(tmp_path: Path, siteurl: str, more: str) -> SmallDigest:
    """Return a digest."""
    digest = SmallDigest.at(tmp_path / "digest", siteurl=siteurl, more=more)
    digest.story("1", "Boats Came In", more="tags: [Ferries]\nsource: Harbour Wire\n")
    digest.story("2", "Harbour Opens", more="tags: [Ferries]\n")
    return digest


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a digest with everything that hosts read."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    return a_site(tmp_path, capsys, "https://digest.example")


def test_they_come_and_go_with_the_setting(site: Rebuilder) -> None:
    """And change with what they tell of, as an incremental build finds."""
    made = {"_headers", ".nojekyll", "CNAME", ".digest-nginx.conf", ".digest-caddy.conf"}
    assert made <= site.right().written
    assert site.build().written == frozenset()
    own = site.digest.root / "own" / "css" / "own.css"
    own.parent.mkdir(parents=True)
    own.write_text("p { color: red }")
    conf = site.digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text() + f"THEME_STATIC_PATHS = ['static', {str(own.parents[1])!r}]\n")
    assert "_headers" in site.right().written
    conf.write_text(conf.read_text() + 'DIGEST_HOST_FILES = ["netlify"]\n')
    assert site.right().removed >= made - {"_headers"}


def test_a_file_of_the_users_own_stands_for_ours(site: Rebuilder) -> None:
    """As everywhere."""
    site.right()
    site.digest.file("host/_headers", "/*\n  X-Own: 1\n")
    conf = site.digest.root / "pelicanconf.py"
    more = 'STATIC_PATHS = ["images", "host"]\nEXTRA_PATH_METADATA = {"host/_headers": {"path": "_headers"}}\n'
    conf.write_text(conf.read_text() + more)
    site.right()
    assert site.digest.page("_headers") == "/*\n  X-Own: 1\n"


def test_a_host_that_nobody_knows_is_refused(site: Rebuilder) -> None:
    """With those that are known."""
    conf = site.digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text() + 'DIGEST_HOST_FILES = ["geocities"]\n')
    done = site.build()
    assert done.status == 1
    assert "netlify, cloudflare, github, nginx, caddy" in done.err


def test_no_two_rules_of_headers_say_one_thing(site: Rebuilder) -> None:
    """Netlify and Cloudflare join what several rules say, and two policies are stricter than either."""
    site.right()
    said: dict[str, list[str]] = {}
    path = ""
    for line in site.digest.page("_headers").splitlines():
        if not line.startswith(" "):
            path = line
            continue
        said.setdefault(line.strip().partition(":")[0], []).append(path)
    assert said["Content-Security-Policy"] == ["/*"]
    kept = [path for path in said["Cache-Control"] if not path.endswith("*")]
    assert kept
    assert all(site.digest.has(path[1:]) for path in kept)


@pytest.mark.parametrize(
    ("siteurl", "name"),
    [
        ("https://digest.example", "digest.example\n"),
        ("https://someone.github.io", None),
        ("https://someone.github.io/digest", None),
        ("https://news.example/digest", None),
    ],
)
def test_github_is_told_of_a_host_of_ones_own(
    siteurl: str, name: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A site below a path has that of the site above it."""
    made = a_site(tmp_path, capsys, siteurl, 'DIGEST_HOST_FILES = ["github"]\n')
    assert made.build().status == 0
    assert made.digest.has(".nojekyll")
    assert (made.digest.page("CNAME") if made.digest.has("CNAME") else None) == name


@pytest.fixture(scope="module", params=["", "/digest"], ids=["at the root", "below a path"])
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallDigest, Path, str]:
    """Return a digest, the folder in which it was published compressed, and the path below that."""
    path: str = request.param
    root = tmp_path_factory.mktemp("shown")
    target = {"kind": "folder", "to": f"../www{path}", "compress": ["gz", "br"]}
    made = two_stories(root, f"https://digest.example{path}", f"{WANTED}DIGEST_TARGETS = {{'web': {target}}}\n")
    (root / "www").mkdir()
    assert main(["-C", str(made.root), "-q", "publish", "web"]) == 0
    return made, root / "www", path


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def web(
    request: pytest.FixtureRequest, shown: tuple[SmallDigest, Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, SmallDigest]]:
    """Return the address of a published site that a server serves by our settings."""
    made, www, path = shown
    scratch = tmp_path_factory.mktemp(request.param)
    rules = made.page(f".digest-{request.param}.conf").replace("# brotli_static", "brotli_static")
    serving = (
        nginx_serving(www, scratch, rules, modules=need_brotli())
        if request.param == "nginx"
        else caddy_serving(www, scratch, rules)
    )
    with serving as address:
        yield f"{address}{path}", made


def get(address: str, **headers: str) -> Answer:
    """Ask a server, following nothing."""
    parts = urlsplit(address)
    with open_connection(parts.netloc) as connection:
        connection.request("GET", parts.path, headers={key.replace("_", "-"): value for key, value in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())


@contextmanager
def open_connection(netloc: str) -> Iterator[http.client.HTTPConnection]:
    """Close it at the end."""
    connection = http.client.HTTPConnection(netloc, timeout=10)
    try:
        yield connection
    finally:
        connection.close()


@pytest.mark.server
def test_a_server_serves_the_site_by_our_settings(web: tuple[str, SmallDigest]) -> None:
    """Clean addresses, headers, types and 304s."""
    address, digest = web
    story = get(f"{address}/stories/1/")
    assert (story.status, story.body) == (200, digest.page("stories/1").encode())
    assert story.headers["content-security-policy"].startswith(POLICY)
    assert "wasm" not in story.headers["content-security-policy"]
    assert "wasm-unsafe-eval" in get(f"{address}/search/").headers["content-security-policy"]
    assert story.headers["x-content-type-options"] == "nosniff"
    assert story.headers["cache-control"] == "no-cache"
    assert get(f"{address}/stories/1/", If_None_Match=story.headers["etag"]).status == 304
    bare = get(f"{address}/stories/1")
    moved = 301 if bare.headers["server"].startswith("nginx") else 308
    assert (bare.status, bare.headers["location"]) == (moved, f"{urlsplit(address).path}/stories/1/")
    assert get(f"{address}/manifest.webmanifest").headers["content-type"] == "application/manifest+json"
    (style,) = (digest.output / "theme/css").glob("digest.*.css")
    assert "immutable" in get(f"{address}/theme/css/{style.name}").headers["cache-control"]


@pytest.mark.server
def test_the_page_for_addresses_that_are_not_there_works_at_any_depth(web: tuple[str, SmallDigest]) -> None:
    """Its style and scripts are found."""
    address, _ = web
    for missing in ("nowhere", "nowhere/at/all/", "stories/", "theme/", "stories/1/x.html"):
        answer = get(f"{address}/{missing}")
        assert answer.status == 404
        assert answer.headers["content-security-policy"].startswith(POLICY)
        ours = [each for each in ADDRESS.findall(answer.body.decode()) if "/theme/" in each]
        assert ours
        assert {get(urljoin(f"{address}/{missing}", each)).status for each in ours} == {200}


@pytest.mark.server
def test_compressed_copies_are_what_a_reader_gets(web: tuple[str, SmallDigest]) -> None:
    """In the form that the browser takes, the same text."""
    address, digest = web
    text = digest.page("stories/1").encode()
    for form, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        answer = get(f"{address}/stories/1/", Accept_Encoding=form)
        assert answer.headers["content-encoding"] == form
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-security-policy"].startswith(POLICY)
        assert unpack(answer.body) == text
        assert len(answer.body) < len(text) / 2


@pytest.mark.server
def test_every_link_leads_to_a_page(web: tuple[str, SmallDigest]) -> None:
    """From the front page on, below any path; what is hidden is not served."""
    address, _ = web
    base = urlsplit(address)
    todo, seen = [f"{base.path}/"], set()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = get(f"{base.scheme}://{base.netloc}{path}")
        assert answer.status == 200, path
        if answer.headers.get("content-type", "").startswith("text/html"):
            found = (urlsplit(urljoin(f"https://digest.example{path}", each)) for each in links(answer.body))
            todo += [each.path for each in found if each.netloc == "digest.example"]
    assert len(seen) > 20
    assert all(unquote(path).startswith(base.path) for path in seen)
    assert get(f"{address}/.digest-published").status == 404


def links(body: bytes) -> list[str]:
    """Return the addresses on a page that its host may serve."""
    return [each.replace("&amp;", "&") for each in ADDRESS.findall(body.decode()) if not each.startswith("mailto:")]
