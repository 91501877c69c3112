"""A story that was recoded or moved is found at its former addresses; the site is asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest

OWN = 'STATIC_PATHS = ["images", "host"]\nEXTRA_PATH_METADATA = {"host/_redirects": {"path": "_redirects"}}\n'
MOVED = 'formerly: ["846706", /old/ferries/, /news/ferries.html]\n'


@pytest.fixture(params=["", "simple"], ids=["ours", "another theme"])
def site(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Rebuilder:
    """Return a digest with a story that had another code and other addresses, and one that names it by the old one."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest", theme=request.param, more=OWN)
    digest.story("900", "Ferries & Storms Return", more=MOVED)
    digest.story("901", "Another Story", more='related:\n- {title: Ferries Return, story_code: "846706"}\n')
    site = Rebuilder(digest, capsys)
    assert site.build().status == 0
    return site


@pytest.mark.parametrize("page", ["/archive/", "/tags/", "/editions/2024-03-05/"])
def test_a_former_address_that_is_a_list_is_refused(site: Rebuilder, page: str) -> None:
    """Lists live, too, under any theme."""
    site.digest.story("902", "A Third", more=f"formerly: [{page}]\n")
    done = site.build(fatal="errors")
    assert done.status == 1
    assert f"the former address {page} of story 902" in done.err


@pytest.mark.parametrize("old", ["stories/846706/index.html", "old/ferries/index.html", "news/ferries.html"])
def test_a_former_address_leads_to_the_story(site: Rebuilder, old: str) -> None:
    """At once, by a link with text, and search engines are told to keep the new one alone."""
    page = site.digest.page(old)
    assert '<meta http-equiv="refresh" content="0; url=/stories/900/">' in page
    assert '<a href="/stories/900/">Ferries &amp; Storms Return</a>' in page
    assert '<link rel="canonical" href="https://digest.example/stories/900/">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_hosts_are_told_of_former_addresses(site: Rebuilder) -> None:
    """In the form that Netlify, Cloudflare Pages and GitLab Pages read."""
    assert site.digest.page("_redirects").splitlines()[1:] == [
        "/news/ferries.html /stories/900/ 301",
        "/old/ferries/ /stories/900/ 301",
        "/stories/846706/ /stories/900/ 301",
    ]


def test_former_addresses_stand_in_no_list(site: Rebuilder) -> None:
    """Neither in the sitemap nor in feeds nor on pages."""
    for name in ("sitemap.xml", "rss.xml", "atom.xml", "index.html", "archive/index.html"):
        assert not re.search("846706|old/ferries", site.digest.page(name)), name


def test_without_former_addresses_there_is_no_list_of_them(site: Rebuilder) -> None:
    """The list goes with the last of them, as do the pages."""
    site.digest.story("900", "Ferries & Storms Return")
    done = site.build()
    assert done.status == 0
    assert {"_redirects", "stories/846706/index.html", "old/ferries/index.html"} <= done.removed


def test_a_list_of_the_users_own_comes_first(site: Rebuilder) -> None:
    """What the user wrote holds, and ours is added to it; without former addresses theirs is copied as it is."""
    site.digest.file("host/_redirects", "/feed /rss.xml 302")
    assert site.build().status == 0
    lines = site.digest.page("_redirects").splitlines()
    assert lines[0] == "/feed /rss.xml 302"
    assert "/old/ferries/ /stories/900/ 301" in lines
    site.digest.story("900", "Ferries & Storms Return")
    assert site.build().status == 0
    assert site.digest.page("_redirects") == "/feed /rss.xml 302"


def test_a_list_that_is_not_utf_8_is_left_alone(site: Rebuilder) -> None:
    """With a warning that says what to do."""
    site.digest.file("host/_redirects", b"/caf\xe9 / 301\n")
    done = site.build(fatal="errors")
    assert "_redirects: not UTF-8" in done.err
    assert (site.digest.output / "_redirects").read_bytes() == b"/caf\xe9 / 301\n"


def test_a_former_address_that_is_a_living_page_is_refused(site: Rebuilder) -> None:
    """With the names of both."""
    site.digest.story("902", "A Third", more="formerly: [/stories/901/]\n")
    done = site.build(fatal="errors")
    assert done.status == 1
    assert "the former address /stories/901/ of story 902" in done.err
    assert "story 901" in done.err


def test_two_stories_cannot_have_had_one_address(site: Rebuilder) -> None:
    """With the names of both."""
    site.digest.story("902", "A Third", more='formerly: ["846706"]\n')
    done = site.build(fatal="errors")
    assert done.status == 1
    assert "of story 900" in done.err
    assert "of story 902" in done.err


def test_a_draft_is_not_led_to(site: Rebuilder) -> None:
    """Its page is the editor's own."""
    site.digest.story("900", "Ferries & Storms Return", more=f"{MOVED}status: draft\n")
    assert site.build().status == 0
    assert not site.digest.has("stories/846706/index.html")


def test_a_base_path_is_part_of_each_address(tmp_path: Path) -> None:
    """As SITEURL has it."""
    digest = SmallDigest.at(tmp_path / "digest", siteurl="https://digest.example/daily")
    digest.story("900", more="formerly: [/old/caf%C3%A9/]\n")
    assert digest.build() == 0
    assert "url=/daily/stories/900/" in digest.page("old/café")
    assert "/daily/old/caf%C3%A9/ /daily/stories/900/ 301" in digest.page("_redirects")


def test_printed_lists_find_a_story_by_its_former_code(tmp_path: Path) -> None:
    """The stories that name it need not be edited."""
    digest = SmallDigest.at(tmp_path / "digest")
    digest.story("900", "Ferries Return", more='formerly: ["846706"]\n')
    digest.story("901", "Another Story", more='related:\n- {title: Ferries Return, story_code: "846706"}\n')
    assert digest.build() == 0
    assert 'href="/stories/900/"' in digest.page("stories/901")


def test_each_change_of_former_addresses_is_built_exactly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They come, lead to another story, lead elsewhere, and go."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    site = Rebuilder(SmallDigest.at(tmp_path / "digest"), capsys)
    site.digest.story("900", "Ferries Return")
    site.digest.story("901", "Another Story")
    site.right()
    site.digest.story("900", "Ferries Return", more='formerly: ["7", /old/]\n')
    assert {"stories/7/index.html", "old/index.html", "_redirects"} <= site.right().written
    site.digest.story("900", "Ferries Return", more='formerly: ["7"]\n')
    site.digest.story("901", "Another Story", more="formerly: [/old/]\n")
    assert site.right().written >= {"old/index.html", "_redirects"}
    site.digest.story("901", "A Third Headline", more="formerly: [/old/]\n")
    assert "A Third Headline" in (site.right() and site.digest.page("old"))
    site.digest.story("901", "A Third Headline")
    site.digest.story("900", "Ferries Return")
    assert site.right().removed == {"stories/7/index.html", "old/index.html", "_redirects"}
