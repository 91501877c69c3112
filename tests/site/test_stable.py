"""A new story touches few files, and what a page is made from is said in full."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_digest import SmallDigest

STORIES = 60
FEEDS = ("rss.xml", "atom.xml", "feed.json")


@pytest.fixture
def digest(tmp_path: Path) -> SmallDigest:
    """Return a built digest whose lists all have several pages."""
    small = SmallDigest.at(tmp_path, more="DIGEST_PER_PAGE = 5\nDIGEST_ARCHIVE_PER_PAGE = 10\nFEED_MAX_ITEMS = 5\n")
    for number in range(STORIES):
        date = f"2024-{number // 25 + 1:02}-{number % 25 + 1:02}"
        # No two share a word, so that none is related to another.
        small.story(
            f"{number:03}", f"H{number:03}", date, f"w{number}a w{number}b.", "tags: [All]\nsource: Harbour Wire\n"
        )
    assert small.build() == 0
    return small


def changed(digest: SmallDigest, before: dict[str, tuple[bytes, int]]) -> set[str]:
    """Return what is not as it was before."""
    after = digest.stamps()
    return {name for name in after.keys() | before.keys() if after.get(name) != before.get(name)}


def test_a_new_story_touches_its_page_and_the_heads_of_lists(digest: SmallDigest) -> None:
    """Numbered pages stay as they are but for one that learns of a new neighbour."""
    before = digest.stamps()
    digest.story("new", "New", "2024-12-01", "Unheard of.", "tags: [All]\nsource: Harbour Wire\n")
    assert digest.build() == 0
    found = changed(digest, before)
    assert {name for name in found if "/page/" not in name and not name.startswith("page/")} == {
        *("archive/index.html", "archive/2024/index.html", "archive/headlines/index.html"),
        *("index.html", "sitemap.xml", "news-sitemap.xml", "stories/new/index.html"),
        *("tags/index.html", "tags/all/index.html", "sources/index.html", "sources/harbour-wire/index.html"),
        *(f"{folder}{name}" for folder in ("", "editions/", "tags/all/", "sources/harbour-wire/") for name in FEEDS),
        # The part of the feed that is new.
        *("rss/2024-03-10.xml", "atom/2024-03-10.xml", "feed/2024-03-10.json"),
        *("editions/2024-12-01/index.html", "editions/2024-03-10/index.html"),
        *("editions/2024-W48/index.html", "editions/2024-W10/index.html"),
    }
    # Every list has overflowed by this one story, or not: at most its newest numbered page and a new one.
    numbered = [name for name in found if name.startswith("page/")]
    assert len(numbered) <= 2


def test_a_corrected_word_touches_one_page_and_what_keeps_its_text_for_readers(digest: SmallDigest) -> None:
    """Deep in the archive, where no list shows the text's beginning."""
    before = digest.stamps()
    digest.story("003", "H003", "2024-01-04", "w3a w3b. \n\nA correction.", "tags: [All]\nsource: Harbour Wire\n")
    assert digest.build() == 0
    parts = {"rss/2024-01-04.xml", "atom/2024-01-04.xml", "feed/2024-01-04.json"}
    assert changed(digest, before) == {"stories/003/index.html", *parts}
