"""From stories that changed follow all pages that would differ, and all that are gone."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from filed_stories import filed, site_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.press.book import connect
from news_digest.relate.printed_store import PrintedStore
from news_digest.site.carding import Cards
from news_digest.site.carried import Carriers
from news_digest.site.catalog import Catalog
from news_digest.site.change import changes_of
from news_digest.site.changes import Before, Stale, stale_after
from news_digest.site.feeds import FeedPress
from news_digest.site.filed import Filed, rows_of
from news_digest.site.keys import OPML, Key, every_key
from news_digest.site.material import Material
from news_digest.site.pages import make_page
from news_digest.site.reading_aids import Neighbours
from news_digest.site.records import Record
from news_digest.site.related import RelatedPages
from news_digest.site.shell import shell_of

SITE = site_settings()
stories = st.builds(
    filed,
    st.sampled_from("abcdefghijklm"),
    hours=st.sampled_from([0, 1, 20, 30, 50, 80]),
    title=st.sampled_from(["", "Another"]),
    text=st.sampled_from([0, 1]),
    tags=st.sampled_from([(), ("Storm",), ("storm",), ("Storm", "Ferry"), ("Storm", "ferry"), ("Ferry", "Tide")]),
    source=st.sampled_from([None, "Wire", "wire"]),
    state=st.sampled_from(["listed", "listed", "listed", "unlisted"]),
    corrected=st.sampled_from([(), (), (30,), (30, 30, 90)]),
    withdrawn=st.sampled_from(["", "", "Wrong."]),
    series=st.sampled_from([None, "Gale", "gale", "Thaw"]),
    original=st.sampled_from([None, "https://wire.example/1", "https://wire.example/2", "https://post.example/1"]),
)
digests = st.lists(stories, max_size=12).map(lambda found: {story.path: story for story in found})


def body_of(record: Record) -> str:
    """Return what stands for a body."""
    return record.text


def made(catalog: Catalog) -> dict[Key, object]:
    """Return every page and feed by its key, as the values that it is rendered from."""
    carriers = Carriers(catalog)
    cards, beside = Cards(SITE, None), Neighbours(catalog)
    material = Material(shell_of(SITE, ()), catalog, _related(catalog), carriers, body_of, {}, cards, beside, {})
    feeds = FeedPress(material)
    keys = every_key(catalog, ())
    return {key: _made(key, feeds, material) for key in keys}


def _made(key: Key, feeds: FeedPress, material: Material) -> object:
    if key.kind == OPML:
        return feeds.opml()
    return feeds.feed(key) if key.is_feed else make_page(key, material)


def _related(catalog: Catalog) -> RelatedPages:
    return RelatedPages(catalog, PrintedStore(catalog.connection), None)


def turned(catalog: Catalog, old: Mapping[str, Filed], new: Mapping[str, Filed]) -> Stale:
    """Turn a catalog of the old stories into one of the new, as a build does, and return what is stale by that."""
    left = [story for path, story in old.items() if new.get(path) != story]
    came = [story for path, story in new.items() if old.get(path) != story]
    changes = changes_of(left, came)
    before = Before.of(changes, catalog)
    for story in left:
        catalog.drop(story)
    catalog.put(map(rows_of, came))
    catalog.regroup({name for change in changes for name in change.lists()})
    return stale_after(changes, before, catalog)


@given(digests, digests)
@settings(deadline=None, max_examples=60)
def test_what_is_stale_is_all_that_differs(old: dict[str, Filed], new: dict[str, Filed]) -> None:
    """Every page and feed, between any two sets of stories; what is gone is gone exactly."""
    with closing(connect(":memory:")) as book:
        catalog = Catalog(book, SITE)
        catalog.create()
        catalog.put(map(rows_of, old.values()))
        catalog.regroup()
        before = made(catalog)
        stale = turned(catalog, old, new)
        after = made(catalog)
    assert stale.gone - after.keys() == before.keys() - after.keys()
    assert not stale.gone & after.keys()
    missed = {key for key, page in after.items() if before.get(key) != page} - stale.reasons.keys()
    assert not missed
    assert stale.reasons.keys() - stale.gone <= after.keys()


def test_a_renamed_file_is_the_same_story() -> None:
    """By its code; one whose bytes alone changed is none that did."""
    one, other = filed("a"), filed("a", path="stories/x.md")
    [change] = changes_of([one], [other])
    assert (change.code, change.old, change.new, change.moves) == ("a", one, other, True)
    assert changes_of([one], [filed("a")]) == []


def test_a_corrected_text_is_quiet_and_a_headline_is_not() -> None:
    """Lists show headlines; feeds tell texts."""
    with closing(connect(":memory:")) as book:
        catalog = Catalog(book, SITE)
        catalog.create()
        [text] = changes_of([filed("a")], [filed("a", text=1)])
        [title] = changes_of([filed("a")], [filed("a", title="Another")])
        assert (text.is_quiet(catalog), title.is_quiet(catalog)) == (True, False)
        assert not text.moves
        assert not title.moves
