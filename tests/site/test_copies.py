"""What the pages say of one text that several papers carry."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest

TEXT = " ".join(f"Sentence {number} tells what the pilots of Lonn saw beside quay {number}." for number in range(30))
ALSO, FIRST = "Also carried by", "First carried by"


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a digest with a story and a copy of it in another paper."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest")
    digest.story("1", "Pilots Refuse the Dredger", "2024-03-05", TEXT, more="source: Harbour Wire\n")
    digest.story("2", "No Dredger, Say Pilots", "2024-03-06", TEXT[:1200], more="source: North Post\n")
    digest.story("3", "A Choir Sings", "2024-03-06", "It sang for an hour.", more="source: North Post\n")
    return Rebuilder(digest, capsys)


def page(site: Rebuilder, code: str) -> str:
    """Return the page of a story."""
    return page_of(site, f"stories/{code}/index.html")


def page_of(site: Rebuilder, name: str) -> str:
    """Return a file of the site."""
    return (site.digest.output / name).read_text("utf-8")


def test_a_story_names_its_copies_and_a_copy_what_leads_it(site: Rebuilder) -> None:
    """With headline, source and date, each leading to the other's page."""
    site.build()
    assert ALSO in page(site, "1")
    assert FIRST not in page(site, "1")
    assert 'href="/stories/2/"' in page(site, "1").partition(ALSO)[2]
    assert "No Dredger, Say Pilots" in page(site, "1")
    assert FIRST in page(site, "2")
    assert ALSO not in page(site, "2")
    assert 'href="/stories/1/"' in page(site, "2").partition(FIRST)[2]
    assert ALSO not in page(site, "3")
    assert FIRST not in page(site, "3")


def test_a_copy_is_not_among_the_related_stories(site: Rebuilder) -> None:
    """It is the same story, and would only take the place of another."""
    site.build()
    assert "Also in this digest" not in page(site, "1")


def test_a_copy_that_comes_or_goes_changes_the_pages_of_its_copies_alone(site: Rebuilder) -> None:
    """Beside the lists that it stands in."""
    site.build()
    site.digest.story("4", "Pilots Stay Ashore", "2024-03-07", TEXT[200:], more="source: Evening Bell\n")
    written = site.build().written
    assert {name for name in written if name.startswith("stories/")} == {f"stories/{code}/index.html" for code in "124"}
    assert "Pilots Stay Ashore" in page(site, "2")
    (site.digest.root / "content" / "stories" / "1.md").unlink()
    assert {name for name in site.build().written if name.startswith("stories/")} >= {"stories/2/index.html"}
    assert FIRST not in page(site, "2")
    assert FIRST in page(site, "4")


def shown(site: Rebuilder, name: str) -> list[str]:
    """Return what a list says of who else carries its stories, line by line, without its links."""
    html = (site.digest.output / name).read_text("utf-8")
    lines = re.findall(r'<p class="entry-carried">(.*?)</p>', html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", "", line).split()) for line in lines]


LISTS = ("index.html", "sources/north-post/index.html", "tags/pilots/index.html", "editions/2024-03-06/index.html")


def test_lists_say_who_else_carries_a_story(site: Rebuilder) -> None:
    """Both stay in all of them, each under its own headline; the archive has headlines alone."""
    site.digest.story(
        "2", "No Dredger, Say Pilots", "2024-03-06", TEXT[:1200], more="source: North Post\ntags: [Pilots]\n"
    )
    site.build()
    assert shown(site, "index.html") == [f"{FIRST} Harbour Wire", f"{ALSO} North Post"]
    assert [shown(site, name) for name in LISTS[1:]] == [[f"{FIRST} Harbour Wire"]] * 3
    assert shown(site, "archive/index.html") == []
    assert '<a class="entry-carrier" href="/stories/1/"><bdi>Harbour Wire</bdi>' in page_of(site, "index.html")


def test_of_many_papers_a_list_names_three(site: Rebuilder) -> None:
    """Each once, the earliest first; the story's page has all of them."""
    for code, paper in (("4", "Evening Bell"), ("5", "Coast Courier"), ("6", "Island Herald"), ("7", "North Post")):
        site.digest.story(code, f"Report {code}", "2024-03-07", TEXT, more=f"source: {paper}\n")
    site.build()
    line = f"{ALSO} North Post, Evening Bell, Coast Courier and 1 other"
    assert shown(site, "sources/harbour-wire/index.html") == [line]


def test_the_text_of_a_copy_in_a_feed_ends_with_who_first_carried_it(site: Rebuilder) -> None:
    """And leads there; that of the story that leads does not."""
    site.build()
    for name in ("rss.xml", "atom.xml"):
        text = unescape((site.digest.output / name).read_text("utf-8"))
        assert text.count(FIRST) == 1
        assert f'{FIRST} <a href="https://digest.example/stories/1/">Harbour Wire</a>' in text
    assert FIRST not in page_of(site, "sources/harbour-wire/rss.xml")


def test_an_edit_that_changes_no_copy_writes_no_list(site: Rebuilder) -> None:
    """Though the story has copies: its own page alone, and the feeds that tell its text."""
    site.build()
    site.digest.story(
        "1", "Pilots Refuse the Dredger", "2024-03-05", f"{TEXT}\n\nA gale.", more="source: Harbour Wire\n"
    )
    written = site.right().written
    assert {name for name in written if name.endswith(".html")} == {"stories/1/index.html"}


def test_an_edit_that_makes_a_copy_writes_the_lists_of_both(site: Rebuilder) -> None:
    """And of nobody else: a further copy leaves the lists of the first one alone."""
    own = "source: Evening Bell\nsummary: They stay.\n"
    site.digest.story("4", "Pilots Stay Ashore", "2024-03-07", "Short.", more=own)
    site.build()
    site.digest.story("4", "Pilots Stay Ashore", "2024-03-07", TEXT, more=own)
    done = site.right()
    lists = {name for name in done.written if name.startswith(("sources/", "editions/")) and name.endswith(".html")}
    papers, days = ("evening-bell", "harbour-wire"), ("2024-03-07", "2024-03-05")
    assert lists == {f"sources/{each}/index.html" for each in papers} | {
        f"editions/{each}/index.html" for each in (*days, "2024-W10")
    }
    assert "other papers carry a story in it than before" in done.reasons.values()


def test_a_leader_that_is_called_otherwise_is_so_in_the_lists_of_its_copies(site: Rebuilder) -> None:
    """And in their feeds: by its publisher, or its address."""
    site.build()
    for more in ("publisher: Harbour Wire Ltd\n", "publisher: HARBOUR WIRE LTD\n", "save_as: a/index.html\nurl: a/\n"):
        site.digest.story("1", "Pilots Refuse the Dredger", "2024-03-05", TEXT, more=f"source: Harbour Wire\n{more}")
        site.right()
    assert shown(site, "editions/2024-03-06/index.html") == [f"{FIRST} Harbour Wire"]
    assert 'href="/a/"' in page_of(site, "editions/2024-03-06/index.html")


def test_an_editor_says_which_story_leads(site: Rebuilder) -> None:
    """With a key in the one that does not; pages, lists and feeds follow, and go back when it is taken out."""
    site.build()
    before = page(site, "1")
    site.digest.story("1", "Pilots Refuse the Dredger", "2024-03-05", TEXT, more='source: Harbour Wire\ncopy_of: "2"\n')
    site.right()
    assert FIRST in page(site, "1")
    assert ALSO in page(site, "2")
    assert shown(site, "index.html") == [f"{ALSO} Harbour Wire", f"{FIRST} North Post"]
    assert f"{FIRST} <a" in unescape(page_of(site, "sources/harbour-wire/rss.xml"))
    site.digest.story("1", "Pilots Refuse the Dredger", "2024-03-05", TEXT, more="source: Harbour Wire\n")
    site.right()
    assert page(site, "1") == before


def test_an_editor_links_what_no_comparison_finds(site: Rebuilder) -> None:
    """By a former code as well, of a story that comes later."""
    site.digest.story(
        "3", "A Choir Sings", "2024-03-06", "It sang for an hour.", more='source: North Post\ncopy_of: "old"\n'
    )
    site.build()
    assert FIRST not in page(site, "3")
    site.digest.story("4", "In Lonn a Choir Sang", "2024-03-08", "In Lonn.", more='source: Bell\nformerly: ["old"]\n')
    site.right()
    assert 'href="/stories/4/"' in page(site, "3").partition(FIRST)[2]
    assert shown(site, "sources/bell/index.html") == [f"{ALSO} North Post"]
    (site.digest.root / "content" / "stories" / "4.md").unlink()
    site.right()
    assert FIRST not in page(site, "3")


def test_an_editor_parts_what_is_no_copy(site: Rebuilder) -> None:
    """Then neither page names the other, and no list says a word of it."""
    site.build()
    site.digest.story(
        "2", "No Dredger, Say Pilots", "2024-03-06", TEXT[:1200], more='source: North Post\nnot_copy_of: ["1"]\n'
    )
    site.right()
    for code in "12":
        assert ALSO not in page(site, code)
        assert FIRST not in page(site, code)
    assert shown(site, "index.html") == []


def test_a_build_says_how_many_stories_came_that_have_copies(site: Rebuilder) -> None:
    """Once, when they come."""
    assert "New copies: 2 stories have the text of others" in site.build().out
    assert "New copies: " not in site.build().out
    site.digest.story("4", "Pilots Stay Ashore", "2024-03-07", TEXT[200:], more="source: Evening Bell\n")
    assert "New copies: 1 story has the text of others" in site.build().out
    site.digest.story("4", "Pilots Stay", "2024-03-04", TEXT[300:], more="source: Evening Bell\n")
    site.digest.story("3", "A Choir Sings", "2024-03-06", "It sang for two hours.", more="source: North Post\n")
    assert "New copies: " not in site.build().out


def test_copies_can_be_left_out(site: Rebuilder) -> None:
    """By a setting."""
    settings = site.digest.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + "DIGEST_COPIES = False\n", "utf-8")
    site.build()
    assert ALSO not in page(site, "1")
    assert FIRST not in page(site, "2")
    assert shown(site, "index.html") == []
    assert FIRST not in page_of(site, "rss.xml")
