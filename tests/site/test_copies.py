"""What the pages say of one text that several papers carry."""

from __future__ import annotations

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
    return (site.digest.output / "stories" / code / "index.html").read_text("utf-8")


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


def test_copies_can_be_left_out(site: Rebuilder) -> None:
    """By a setting."""
    settings = site.digest.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + "DIGEST_COPIES = False\n", "utf-8")
    site.build()
    assert ALSO not in page(site, "1")
    assert FIRST not in page(site, "2")
