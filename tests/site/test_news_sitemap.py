"""The sitemap of news: the stories of two days, whatever the clock says, and always as a build from nothing has it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest

from news_digest.site.news_sitemap import news_language

NAME = "news-sitemap.xml"
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


@pytest.fixture(params=["", "simple"], ids=["ours", "another theme"])
def site(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Rebuilder:
    """Return a digest with stories of four days, and one of long before."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest", theme=request.param)
    for day in range(1, 5):
        digest.story(str(day), f"Day {day}", f"2024-03-0{day}T12:00:00+01:00")
    digest.story("old", "Long Ago", "2019-01-01")
    return Rebuilder(digest, capsys)


def listed(site: Rebuilder) -> list[str]:
    """Return the codes of the stories that the sitemap names, in its order."""
    root = ET.fromstring(site.digest.page(NAME))
    addresses = [loc.text or "" for loc in root.iterfind("m:url/m:loc", MAP)]
    return [address.removeprefix("https://digest.example/stories/").strip("/") for address in addresses]


def test_two_days_are_counted_from_the_newest_story(site: Rebuilder) -> None:
    """To the second, and by the moment, whatever the zones."""
    site.digest.story("just", "Just There", "2024-03-02T11:00:00Z")
    site.digest.story("no-more", "No More", "2024-03-02T10:59:59Z")
    site.right()
    assert listed(site) == ["4", "3", "just", "2"]


def test_two_days_are_counted_from_a_moment_that_is_named(site: Rebuilder) -> None:
    """A site that is built day by day may tell search engines when it is silent."""
    for now, codes in (
        ("2024-03-05T12:00+01:00", ["4", "3"]),
        ("2024-03-05T12:00:01+01:00", ["4"]),
        ("2024-03-06T12:00+01:00", ["4"]),
        ("2024-03-06T12:01+01:00", []),
        ("2024-03-09", []),
        ("2024-03-05T11:00+01:00", ["4", "3"]),
    ):
        site.right(now=now)
        assert listed(site) == codes, now
    site.right()
    assert listed(site) == ["4", "3", "2"]


def test_a_moment_that_changes_nothing_leaves_nothing_to_do(site: Rebuilder) -> None:
    """Between two moments at which a story leaves the two days."""
    site.right(now="2024-03-05T12:00+01:00")
    site.right(now="2024-03-05T12:00:01+01:00")
    assert site.build(now="2024-03-06T11:59+01:00").written == frozenset()


def test_what_comes_goes_and_changes_is_seen(site: Rebuilder) -> None:
    """A headline, a story that comes or goes, another date; a body changes nothing here."""
    site.right()
    site.digest.story("3", "Another Headline", "2024-03-03T12:00:00+01:00")
    assert NAME in site.right().written
    assert "Another Headline" in site.digest.page(NAME)
    site.digest.story("3", "Another Headline", "2024-03-03T12:00:00+01:00", "Another text.")
    assert NAME not in site.right().written
    site.digest.story("old", "Another Headline", "2019-01-01")
    assert NAME not in site.right().written
    site.digest.story("new", "New", "2024-03-04T13:00:00+01:00")
    site.right()
    assert listed(site) == ["new", "4", "3"]
    (site.digest.root / "content" / "stories" / "new.md").unlink()
    site.right()
    assert listed(site) == ["4", "3", "2"]
    site.digest.story("4", "Day 4", "2024-03-02T12:00:00+01:00")
    site.right()
    assert listed(site) == ["3", "4", "2", "1"]


def test_only_what_lists_show_is_news(site: Rebuilder) -> None:
    """No draft, nothing hidden, nothing withdrawn, nothing under embargo."""
    site.digest.story("draft", date="2024-03-05", more="status: draft\n")
    site.digest.story("hidden", date="2024-03-05", more="status: hidden\n")
    site.digest.story("gone", date="2024-03-05", more="withdrawn: Wrong.\n")
    site.digest.story("later", date="2024-03-05", more="embargo: 2124-03-05\n")
    site.right()
    assert listed(site) == ["4", "3", "2"]


def test_an_entry_is_as_the_rules_want_it(site: Rebuilder) -> None:
    """Name of the publication, language, date, title; each escaped."""
    site.digest.story("day", "A & <b>", "2024-03-05", more="lang: pt-BR\n")
    site.right()
    root = ET.fromstring(site.digest.page(NAME))
    news = [
        {element.tag.rpartition("}")[2]: element.text for element in url.iter() if not len(element)}
        for url in root.iterfind("m:url", MAP)
    ]
    assert news[0] == {
        "loc": "https://digest.example/stories/day/",
        "name": "The Test Digest",
        "language": "pt",
        "publication_date": "2024-03-05",
        "title": "A & <b>",
    }
    assert news[1]["publication_date"] == "2024-03-04T12:00:00+01:00"
    assert root.find("m:url/n:news/n:publication/n:name", MAP) is not None


def test_no_more_stand_there_than_are_read(site: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest, where a day has very many."""
    monkeypatch.setattr("news_digest.site.news_sitemap.MOST", 2)
    site.right()
    assert listed(site) == ["4", "3"]


def test_a_digest_without_stories_has_an_empty_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """robots.txt names it in any case."""
    site = Rebuilder(SmallDigest.at(tmp_path / "digest", siteurl="https://digest.example/daily"), capsys)
    site.right()
    assert listed(site) == []
    robots = site.digest.page("robots.txt").splitlines()
    assert robots[-2:] == [f"Sitemap: https://digest.example/daily/{name}" for name in ("sitemap.xml", NAME)]


def test_a_digest_that_is_always_read_whole_has_the_same(site: Rebuilder) -> None:
    """With a setting for which Pelican has to read all stories."""
    site.right(now="2024-03-05T12:00+01:00")
    text = site.digest.page(NAME)
    conf = site.digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + 'DEFAULT_DATE = "2024-01-01"\n', "utf-8")
    site.build(now="2024-03-05T12:00+01:00")
    assert site.digest.page(NAME) == text


@pytest.mark.parametrize(
    ("lang", "told"), [("en-GB", "en"), ("FA", "fa"), ("zh", "zh-cn"), ("zh-Hant", "zh-tw"), ("zh_TW", "zh-tw")]
)
def test_languages_are_those_of_iso_639(lang: str, told: str) -> None:
    """With a country for Chinese alone."""
    assert news_language(lang) == told
