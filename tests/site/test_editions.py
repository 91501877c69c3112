"""Editions of days and weeks, and what an editor says of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest

FEEDS = ("editions/rss.xml", "editions/atom.xml", "editions/feed.json")
DAY, WEEK = "editions/2024-03-06", "editions/2024-W10"


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a built digest with two stories on one day, one on the day before, and one two weeks before."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest")
    for code, day in (("a", "2024-03-05"), ("b", "2024-03-06"), ("c", "2024-03-06"), ("old", "2024-02-20")):
        digest.story(code, f"Headline {code}", day, f"words{code} more{code}.")
    rebuilder = Rebuilder(digest, capsys)
    assert rebuilder.build().status == 0
    return rebuilder


def edition(site: Rebuilder, name: str, text: str) -> Path:
    """Put a file of an edition in."""
    site.digest.file(f"editions/{name}.toml", text)
    return Path(site.digest.root / "content" / "editions" / f"{name}.toml")


def order(page: str) -> list[str]:
    """Return the codes of the stories in the order of their headlines on a page."""
    main = page.partition("<main")[2]
    return sorted(
        (code for code in "abc" if f"Headline {code}" in main), key=lambda code: main.index(f"Headline {code}")
    )


def test_a_week_lists_its_days_and_leads_to_the_weeks_beside(site: Rebuilder) -> None:
    """The newest day first; a week without a story has no page."""
    page = site.digest.page(WEEK)
    assert page.index("6 March 2024") < page.rindex("5 March 2024")
    assert 'href="/editions/2024-W08/"' in page
    assert not (site.digest.output / "editions" / "2024-W09").exists()
    assert 'href="/editions/2024-W10/"' in site.digest.page(DAY)


def test_a_story_in_an_empty_week_is_told_to_the_weeks_beside(site: Rebuilder) -> None:
    """And they forget it when it goes."""
    path = site.digest.story("new", "Headline new", "2024-02-27", "wordsnew.")
    done = site.right()
    weeks = {f"editions/2024-W{week}/index.html" for week in ("08", "09", "10")}
    assert weeks <= done.written
    path.unlink()
    done = site.right()
    assert done.removed >= {"editions/2024-W09/index.html"}


def test_an_editor_says_what_leads(site: Rebuilder) -> None:
    """Only the edition and the front page, of which it is the newest, are written."""
    assert order(site.digest.page(DAY)) == ["c", "b"]
    path = edition(site, "2024-03-06", 'lead = "b"\ntitle = "A quiet day"\nnote = "All *well*. <b>No</b>"\n')
    done = site.right()
    assert done.written == {"index.html", f"{DAY}/index.html", *FEEDS}
    page = site.digest.page(DAY)
    assert order(page) == ["b", "c"]
    assert ">A quiet day</h1>" in page
    assert "All <em>well</em>. &lt;b&gt;No" in page
    assert order(site.digest.page("")) == ["b", "c", "a"]
    path.unlink()
    assert site.right().written == {"index.html", f"{DAY}/index.html", *FEEDS}


def test_an_older_edition_is_one_page(site: Rebuilder) -> None:
    """The front page does not show what is said of it."""
    edition(site, "2024-03-05", 'title = "The day before"\n')
    assert site.right().written == {"editions/2024-03-05/index.html", *FEEDS}
    edition(site, "2024-W10", 'order = ["a"]\n')
    assert site.right().written == {f"{WEEK}/index.html"}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("2024-03-06", 'lead = "nope"', "editions/2024-03-06.toml: story 'nope' is no story of this digest"),
        ("2024-03-06", 'order = ["a"]', "editions/2024-03-06.toml: story 'a' stands in another edition"),
        ("2024-03-06", "lead = 3", "editions/2024-03-06.toml: lead takes a text in quotation marks"),
        ("2024-03-06", "order = 'b'", "editions/2024-03-06.toml: order takes story codes in a list"),
        ("2024-03-06", 'leads = "b"', "editions/2024-03-06.toml: the key 'leads' is unknown"),
        ("2024-03-06", "lead =", "editions/2024-03-06.toml: it is not TOML"),
        ("2024-03-07", 'lead = "b"', "editions/2024-03-07.toml: no story has this day"),
        ("2024-W99", 'lead = "b"', "editions/2024-W99.toml: its name is neither a day nor a week"),
        ("notes", 'lead = "b"', "editions/notes.toml: its name is neither a day nor a week"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_goes_on(site: Rebuilder, name: str, text: str, told: str) -> None:
    """In a line with file, reason and remedy; the edition stays as it was."""
    edition(site, name, text)
    done = site.build(fatal="errors")
    assert told in done.err + done.out
    assert not done.written


def test_a_lead_of_a_later_story_holds_when_it_comes(site: Rebuilder) -> None:
    """What was warned of is put right by the story."""
    edition(site, "2024-03-06", 'lead = "late"\n')
    site.build(fatal="errors")
    site.digest.story("late", "Headline late", "2024-03-06", "wordslate.")
    site.right()
    page = site.digest.page(DAY).partition("<main")[2]
    assert page.index("Headline late") < page.index("Headline c")


def test_editions_of_weeks_can_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By an empty setting, as every kind of page; days then lead to none."""
    digest = SmallDigest.at(tmp_path / "digest", more='WEEK_ARCHIVE_SAVE_AS = ""\n')
    digest.story("a", "Headline a", "2024-03-05", "words.")
    site = Rebuilder(digest, capsys)
    assert site.build().status == 0
    assert "W10" not in digest.page("editions/2024-03-05")
    assert not (digest.output / WEEK).exists()
