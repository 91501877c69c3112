"""The sample below a path of its host, served by a real nginx; and the sample as chromium reads it from a disk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

import pytest
from chrome import browser
from newsroom import Newsroom
from web import nginx_serving

HOST = "https://host.example"
BASE = "/digest"
# Addresses in pages, feeds and sitemaps; a feed has those of its stories' bodies as text.
ADDRESS = re.compile(r'(?:href|src|action|poster|xml:base)=["\']([^"\']*)|<(?:link|loc|guid|id|comments)>([^<]+)<')
SOURCES = re.compile(r'srcset="([^"]*)"')
STYLED = re.compile(r"url\(([^)]+)\)")
READ = (".html", ".xml", ".css", ".opml")


@pytest.fixture(scope="module")
def below(published: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return the sample, built for an address with a path."""
    room = Newsroom(tmp_path_factory.mktemp("below") / "room")
    shutil.copytree(published.root, room.root, ignore=shutil.ignore_patterns("output", ".digest"))
    room.publish_as(HOST + BASE)
    with (room.root / "checkconf.py").open("a") as conf:
        conf.write('DIGEST_HOST_FILES = ["nginx"]\n')
    room.must("digest", "build", "-q", "--settings", "checkconf.py")
    return room


@pytest.fixture(scope="module")
def connection(below: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HTTPConnection]:
    """Return a connection to a server that has the sample below its path."""
    root, scratch = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("nginx")
    (root / BASE.strip("/")).symlink_to(below.output)
    with nginx_serving(root, scratch, (below.output / ".digest-nginx.conf").read_text("utf-8")) as address:
        made = HTTPConnection(urlsplit(address).netloc, timeout=10)
        yield made
        made.close()


def addresses(path: str, text: str) -> set[str]:
    """Return the paths on our host to which a file leads."""
    if path.endswith(".css"):
        found = [address.strip("'\"") for address in STYLED.findall(text)]
    else:
        # What a feed has as text has addresses of its own in it.
        texts = (text, unescape(text)) if path.endswith(".xml") else (text,)
        found = [one or other for each in texts for one, other in ADDRESS.findall(each)]
        found += [source.split()[0] for sources in SOURCES.findall(text) for source in sources.split(", ")]
    full = (urlsplit(urljoin(HOST + path, unescape(address).strip())) for address in found)
    return {parts.path for parts in full if f"{parts.scheme}://{parts.netloc}" == HOST}


@pytest.mark.server
def test_every_address_of_every_file_is_answered(below: Newsroom, connection: HTTPConnection) -> None:
    """Pages, styles, scripts, pictures, feeds and what they lead to, the sitemap's stories; none leaves the path."""
    files = [path.relative_to(below.output).as_posix() for path in below.output.rglob("*") if path.is_file()]
    todo = {f"{BASE}/{name}" for name in files if name.endswith(READ) and not name.startswith(".")}
    for path in list(todo):
        todo |= addresses(path, (below.output / path.removeprefix(f"{BASE}/")).read_text("utf-8"))
    assert {path for path in todo if not path.startswith(f"{BASE}/")} == set()
    assert len(todo) > len(files)
    unanswered = set()
    for path in todo:
        connection.request("GET", path, headers={"Connection": "keep-alive"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            unanswered.add((path, answer.status))
    assert unanswered == set()


@pytest.mark.server
def test_what_did_not_change_is_not_sent_again(connection: HTTPConnection) -> None:
    """By its tag or by its time."""
    connection.request("GET", f"{BASE}/")
    answer = connection.getresponse()
    answer.read()
    for asked, told in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        connection.request("GET", f"{BASE}/", headers={asked: str(answer.getheader(told))})
        again = connection.getresponse()
        assert (again.status, again.read()) == (304, b"")


@pytest.mark.browser
def test_chromium_reads_it_from_a_disk(below: Newsroom, tmp_path: Path) -> None:
    """With RELATIVE_URLS: styled, and each link that is followed leads to a page."""
    with (below.root / "checkconf.py").open("a") as conf:
        conf.write("RELATIVE_URLS = True\n")
    output = tmp_path / "to read"
    below.must("digest", "build", "-q", "--settings", "checkconf.py", "-o", str(output))
    with browser(tmp_path / "profile") as window:
        driver = window.driver
        driver.get((output / "index.html").as_uri())
        followed = set()
        for folder in ("stories", "editions", "tags", "archive", "sources"):
            places = driver.execute_script("return [...document.links].map((link) => link.href)")
            followed |= {each for each in places if each.startswith("file:")}
            driver.get(next(each for each in places if f"/{folder}/" in each))
            assert driver.execute_script("return document.querySelector('main h1') !== null"), folder
            assert driver.execute_script("return getComputedStyle(document.body).margin") == "0px"
    ours = [Path(url2pathname(urlsplit(each).path)) for each in followed]
    assert len(ours) > 50
    assert [path for path in ours if not path.is_file()] == []
