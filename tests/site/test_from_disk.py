"""RELATIVE_URLS: a site that a browser reads from a disk, or that stands at an address nobody knows yet."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest

from news_digest.cli import main
from news_digest.site.from_disk import from_disk

RELATIVE = "RELATIVE_URLS = True\nDIGEST_SEARCH = True\n"
WITH_INDEX = """\
ARTICLE_URL = "stories/{story_code}/index.html"
TAG_URL = "tags/{slug}/index.html"
"""
ADDRESS = re.compile(r'\s(?:href|src|action)="([^"]+)"|content="0; url=([^"]+)"')
BODY = "[another]({filename}2.md) and ![boats]({static}/images/boats.png) and [away](https://other.example/)"


def a_site(tmp_path: Path, siteurl: str, more: str) -> SmallDigest:
    """Return a digest of stories with links, a picture, a former address and names that addresses escape."""
    digest = SmallDigest.at(tmp_path / "digest", siteurl=siteurl, more=RELATIVE + more)
    digest.file("images/boats.png", b"\x89PNG\r\n\x1a\n")
    digest.story("1", "Boats & Ferries", body=BODY, more="tags: [جزر, Q&A's]\nformerly: [/old/a'b/, /old.html]\n")
    digest.story("2", "Harbour Opens", more="tags: [Q&A's]\nsource: Harbour Wire\n")
    return digest


@pytest.mark.parametrize("more", ["", WITH_INDEX], ids=["folders", "index.html in addresses"])
@pytest.mark.parametrize("siteurl", ["", "https://digest.example/daily"])
def test_every_link_leads_to_a_file(tmp_path: Path, siteurl: str, more: str) -> None:
    """As a browser resolves it that opened the page from a disk; only the page for unknown addresses has others."""
    digest = a_site(tmp_path, siteurl, more)
    assert digest.build(fatal="errors") == 0
    pages = [path for path in digest.output.rglob("*.html") if path.name != "404.html"]
    followed = set()
    for page in pages:
        for address in (one or other for one, other in ADDRESS.findall(page.read_text("utf-8"))):
            parts = urlsplit(urljoin(page.as_uri(), address.replace("&amp;", "&").replace("&#39;", "'")))
            if parts.scheme == "file":
                assert Path(url2pathname(parts.path)).is_file(), (page, address)
                followed.add(parts.path)
    assert len(pages) > 12
    assert {str(page) for page in pages} - {unquote(path) for path in followed} <= {
        str(digest.output / former) for former in ("old/a'b/index.html", "old.html")
    }
    assert main(["-C", str(digest.root), "-q", "check"]) == 0


def test_the_setting_comes_and_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An incremental build writes what a build from nothing would."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    made = Rebuilder(a_site(tmp_path, "https://digest.example", ""), capsys)
    made.right()
    assert 'href="../../index.html"' in made.digest.page("stories/1")
    made.digest.story("2", "Harbour Closes", more="tags: [Q&A's]\n")
    made.right()
    conf = made.digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + "RELATIVE_URLS = False\n", "utf-8")
    made.right()
    assert 'href="../../index.html"' not in made.digest.page("stories/1")


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ('<a href="/daily/">', '<a href="../../index.html">'),
        ('<a href="/daily">', '<a href="../../index.html">'),
        ('<a title="a > b" href="/daily/tags/a&#39;b/?q=1&amp;r#x">', None),
        ('<form action="/daily/search/">', '<form action="../../search/index.html">'),
        ('<img srcset="/daily/a.png 1x, /daily/b.png 2x">', '<img srcset="../../a.png 1x, ../../b.png 2x">'),
        ('<meta content="0; url=/daily/x/">', '<meta content="0; url=../../x/index.html">'),
        ('<a href="/dailyish/">', '<a href="/dailyish/">'),
        ('<a href="//daily/x/">', '<a href="//daily/x/">'),
        ('<a href="#x">', '<a href="#x">'),
        ('<a href="https://a.example/daily/">', '<a href="https://a.example/daily/">'),
        ('<p>href="/daily/x/"</p>', '<p>href="/daily/x/"</p>'),
    ],
)
def test_what_is_an_address_of_the_site_is_rewritten(markup: str, told: str | None) -> None:
    """Nothing else is."""
    told = told or '<a title="a > b" href="../../tags/a&#39;b/index.html?q=1&amp;r#x">'
    assert from_disk("stories/1/index.html", markup, "/daily") == told


def test_at_the_top_a_colon_begins_no_scheme() -> None:
    """And the page for addresses that are not there is found from anywhere as before."""
    assert from_disk("index.html", '<a href="/a:b/">', "") == '<a href="./a:b/index.html">'
    assert from_disk("404.html", '<a href="/a/">', "") == '<a href="/a/">'
    assert from_disk("rss.xml", '<a href="/a/">', "") == '<a href="/a/">'
