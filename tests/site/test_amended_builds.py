"""Corrections, withdrawals and rights come and go: each build is that of a build from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest

MORE = "DIGEST_PER_PAGE = 3\nFEED_MAX_ITEMS = 3\n"
KEYS = "tags: [All]\nsource: Wire\n"


def corrected(*days: str, text: str = "Five, not four.") -> str:
    """Return front matter that says what was put right on these days."""
    return "corrections:\n" + "".join(f"- {{date: {day}, text: '{text}'}}\n" for day in days)


def put(digest: SmallDigest, number: int, more: str = "", title: str = "") -> None:
    """Put a story in that shares no word with another."""
    date, body = f"2024-01-{number + 1:02}", f"w{number}a w{number}b."
    digest.story(f"{number:03}", title or f"H{number:03}", date, body, KEYS + more)


FEEDS = ("rss.xml", "atom.xml", "feed.json")
LISTS = {"corrections/index.html", *(f"corrections/{name}" for name in FEEDS)}
PARTS = (("rss", "xml"), ("atom", "xml"), ("feed", "json"))


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a built digest of eight stories, whose files pass for old ones."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    site = Rebuilder(SmallDigest.at(tmp_path / "digest", more=MORE), capsys)
    for number in range(8):
        put(site.digest, number)
    assert site.build().status == 0
    return site


def test_the_first_correction_brings_page_and_feeds_and_the_last_takes_them(site: Rebuilder) -> None:
    """Every page then leads there, and afterwards none."""
    put(site.digest, 1, corrected("2024-05-03"))
    done = site.right()
    assert {*LISTS, "404.html"} <= done.written
    put(site.digest, 1)
    assert site.right().removed == LISTS


def test_a_further_correction_writes_a_handful(site: Rebuilder) -> None:
    """The story, what feeds tell it, the list, and the map."""
    put(site.digest, 1, corrected("2024-05-03"))
    site.right()
    put(site.digest, 2, corrected("2024-05-04"))
    lists = {*LISTS, *(f"{name}/2024-01-03.{ending}" for name, ending in PARTS)}
    assert site.right().written == {*lists, "stories/002/index.html", "sitemap.xml"}
    put(site.digest, 2, corrected("2024-05-04", text="Six, not four."))
    assert site.right().written == {*LISTS, "stories/002/index.html"}
    put(site.digest, 2, corrected("2024-05-04", text="Six, not four."), title="Another")
    assert lists <= site.right().written


def test_many_corrections_have_several_pages(site: Rebuilder) -> None:
    """As other lists have; of a story, too, that was corrected often."""
    for number in range(6):
        put(site.digest, number, corrected(*(f"2024-05-{day + number:02}" for day in range(1, 5))))
    site.right()
    pages = sorted(site.digest.output.glob("corrections/page/*/index.html"))
    assert len(pages) > 3
    put(site.digest, 3, corrected("2024-05-02"))
    assert site.right().removed
    for number in range(6):
        put(site.digest, number, corrected("2024-05-02", "2024-05-02"))
    site.right()


def test_a_corrected_story_that_leaves_lists_takes_its_corrections_along(site: Rebuilder) -> None:
    """And brings them back."""
    put(site.digest, 1, corrected("2024-05-03"))
    put(site.digest, 2, corrected("2024-05-04"))
    site.right()
    put(site.digest, 1, corrected("2024-05-03") + "status: hidden\n")
    assert "corrections/index.html" in site.right().written
    put(site.digest, 2, corrected("2024-05-04") + "withdrawn: Wrong.\n")
    assert "corrections/index.html" in site.right().removed
    put(site.digest, 1, corrected("2024-05-03"))
    site.right()


def test_a_withdrawal_is_seen_wherever_the_story_stood(site: Rebuilder) -> None:
    """In what names it, too; and it can be undone."""
    put(site.digest, 3, "related:\n- {title: H005}\n- {story_code: '002'}\n")
    before = {name: data for name, (data, _) in (site.right(), site.digest.stamps())[1].items()}
    put(site.digest, 5, "withdrawn: Wrong.\n")
    done = site.right()
    assert {"stories/005/index.html", "stories/003/index.html", "index.html", "sitemap.xml"} <= done.written
    assert "editions/2024-01-06/index.html" in done.removed
    put(site.digest, 5, "withdrawn: Wrong.\nwithdrawn_date: 2024-05-03\n")
    assert site.right().written == {"stories/005/index.html"}
    put(site.digest, 5)
    site.right()
    assert {name: data for name, (data, _) in site.digest.stamps().items()} == before


def test_a_story_that_was_withdrawn_keeps_its_code(site: Rebuilder) -> None:
    """No other may take it."""
    put(site.digest, 5, "withdrawn: Wrong.\n")
    site.right()
    site.digest.file("stories/other.md", '---\ntitle: Other\ndate: 2024-03-01\nstory_code: "005"\n---\nText.\n')
    assert site.build().status == 1


def test_rights_change_what_is_shown_and_no_more(site: Rebuilder) -> None:
    """Of a story, or of a source by the settings."""
    put(site.digest, 6, "rights: headline\n")
    assert "stories/006/index.html" in site.right().written
    put(site.digest, 6, "rights: excerpt\n")
    site.right()
    path = site.digest.root / "pelicanconf.py"
    path.write_text(path.read_text("utf-8") + 'DIGEST_SOURCE_RIGHTS = {"wire": "headline"}\n', "utf-8")
    assert "stories/001/index.html" in site.right().written
    assert "stories/006/index.html" not in site.right().written


def test_the_text_that_is_not_shown_counts_where_stories_are_compared(site: Rebuilder) -> None:
    """So an edit of it is followed like any other."""
    same = "Lobster quota talks at Kvellhaven failed."
    for number in (8, 9):
        code, body = f"{number:03}", f"{same} {same}"
        site.digest.story(code, f"Long {number}", f"2024-01-{number + 1:02}", body, KEYS + "rights: excerpt\n")
    site.right()
    site.digest.story(
        "009", "Long 9", "2024-01-10", f"{same}\n\nMarit Lorne spoke of eels.", KEYS + "rights: excerpt\n"
    )
    site.right()
