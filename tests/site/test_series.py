"""A running story stands on the pages of its stories as what came before, and on a page of its own as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from filed_stories import empty_catalog, filed, put
from rebuilding import Rebuilder
from small_digest import SmallDigest

from news_digest.site.catalog import Catalog
from news_digest.site.series import EARLIER, LATER, beside_changed, series_of
from news_digest.site.views import RelatedEntry, StorySeries

PARTS = 12


@pytest.fixture
def catalog() -> Iterator[Catalog]:
    """Return an empty catalog."""
    with empty_catalog() as found:
        yield found


def shown(catalog: Catalog, code: str) -> StorySeries | None:
    """Return what stands of its series on the page of a story."""
    return series_of(catalog.record(code), catalog)


def names(entries: tuple[RelatedEntry, ...]) -> list[str]:
    """Return the headlines."""
    return [entry.link.text.removeprefix("Headline ") for entry in entries]


def test_a_story_tells_what_came_before_it_and_what_came_next(catalog: Catalog) -> None:
    """The oldest first, a few before it and one after it, whatever else there is."""
    put(catalog, *(filed(chr(97 + part), hours=30 * part, series="Gale") for part in range(9)), filed("x"))
    found = shown(catalog, "h")
    assert found
    assert (names(found.earlier), names(found.later)) == (["c", "d", "e", "f", "g"], ["i"])
    assert (found.link.text, found.link.url) == ("Gale", "/series/gale/")
    first = shown(catalog, "a")
    assert first
    assert (names(first.earlier), names(first.later)) == ([], ["b"])


def test_what_is_alone_or_in_no_list_tells_of_no_series(catalog: Catalog) -> None:
    """Nor does a story without one."""
    put(catalog, filed("a", series="Gale"), filed("b", series="Gale", state="unlisted"), filed("c"))
    assert [shown(catalog, code) for code in "abc"] == [None, None, None]


def test_a_change_concerns_those_beside_it_alone() -> None:
    """However many there are."""
    codes = [f"{number:04}" for number in range(1000, 0, -1)]
    near = beside_changed(codes, codes, {"0500"})
    assert len(near) == EARLIER + 1 + LATER
    assert (near[0], near[-1]) == ("0499", "0505")
    assert beside_changed(codes[1:], codes, {"1000"}) == ["0999", "1000"]


def test_a_story_that_joins_a_series_rewrites_a_few_pages(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a build from nothing would make them."""
    site = Rebuilder(SmallDigest.at(tmp_path_factory.mktemp("series") / "digest"), capsys)
    for part in range(PARTS):
        story(site.digest, part)
    site.build()
    assert "Part 5" in site.digest.page("stories/006")
    assert "Part 5" in site.digest.page("series/the-long-gale")
    story(site.digest, PARTS)
    done = site.right()
    stories = {name for name in done.written if name.startswith("stories/")}
    assert stories == {"stories/011/index.html", "stories/012/index.html"}
    assert "series/the-long-gale/index.html" in done.written
    story(site.digest, 5, "")
    done = site.right()
    stories = {name for name in done.written if name.startswith("stories/")}
    assert len(stories) == EARLIER + 1 + LATER


def story(digest: SmallDigest, part: int, series: str = "series: The Long Gale\n") -> None:
    """Put a part of a running story in."""
    digest.story(f"{part:03}", f"Part {part}", f"2024-01-{part + 1:02}", f"Text {part}.", f"{series}related: []\n")
