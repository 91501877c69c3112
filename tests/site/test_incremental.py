"""Each kind of change writes exactly the files that differ, and leaves every other as it is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from rebuilding import Rebuilder
from small_digest import ROOT, SmallDigest

from news_digest.site.looking import Stamps
from news_digest.stamps import stamp_of, stamps_below

MORE = "DIGEST_PER_PAGE = 3\nDIGEST_ARCHIVE_PER_PAGE = 4\nFEED_MAX_ITEMS = 3\n"
FRONT = "tags: [{tags}]\nsource: {source}\n"


def put(  # noqa: PLR0913 - what a test may want otherwise
    digest: SmallDigest,
    number: int,
    *,
    title: str | None = None,
    day: int | None = None,
    body: str | None = None,
    tags: str = "All",
    source: str = "Harbour Wire",
    more: str = "",
) -> Path:
    """Put a story in; no two share a word, so that none is related to another."""
    return digest.story(
        f"{number:03}",
        title or f"H{number:03}",
        f"2024-01-{number // 2 + 1 if day is None else day:02}",
        body or f"w{number}a w{number}b.",
        FRONT.format(tags=tags, source=source) + more,
    )


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a built digest whose lists have several pages; two stories a day; its files pass for old ones."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    digest = SmallDigest.at(tmp_path / "digest", theme=str(tmp_path / "theme"), more=MORE)
    for number in range(10):
        put(digest, number)
    digest.file("pages/about.md", "---\ntitle: About\n---\nSee [it]({filename}../stories/001.md).\n")
    digest.file("images/boat.png", b"PNG")
    rebuilder = Rebuilder(digest, capsys)
    assert rebuilder.build().status == 0
    return rebuilder


def settings(site: Rebuilder, more: str) -> None:
    """Add to the settings file."""
    path = site.digest.root / "pelicanconf.py"
    path.write_text(path.read_text("utf-8") + more, "utf-8")


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def theme(site: Rebuilder, name: str) -> Path:
    """Return a file of the theme."""
    return site.digest.root.parent / "theme" / name


def names(*found: str) -> set[str]:
    """Return the files of pages, whose names end with a slash, and others."""
    return {f"{name}index.html" if not name or name.endswith("/") else name for name in found}


FORMS = ("rss.xml", "atom.xml", "feed.json")


def feeds(*folders: str) -> set[str]:
    """Return the feeds in these folders, in every format."""
    return {f"{folder}{form}" for folder in folders for form in FORMS}


def parts(*days: str) -> set[str]:
    """Return the archived parts of the feeds of all stories that begin on these days."""
    return {form.replace(".", f"/{day}.") for day in days for form in FORMS}


FEEDS = feeds("", "tags/all/", "sources/harbour-wire/")
HEADS = ("", "archive/headlines/", "tags/all/", "sources/harbour-wire/")
CALENDARS = ("archive/", "archive/2024/")


def test_nothing_is_written_where_nothing_changed(site: Rebuilder) -> None:
    """Nor is anything said but that."""
    done = site.right()
    assert not done.written | done.removed
    assert not done.reasons
    assert done.out.startswith("Done: nothing to write (10 stories, ")


def test_a_touched_file_writes_nothing(site: Rebuilder) -> None:
    """Whether it is a story, a page, a template, an asset or a static file."""
    content = site.digest.root / "content"
    touched = [theme(site, name) for name in ("templates/article.html", "static/css/parts.css")]
    for path in [*touched, *(content / name for name in ("stories/003.md", "pages/about.md", "images/boat.png"))]:
        os.utime(path)
    done = site.right()
    assert not done.written | done.removed


def test_a_text_deep_in_the_archive_is_one_page(site: Rebuilder) -> None:
    """No list shows it, and of the feeds the archived part that holds it."""
    put(site.digest, 0, body="w0a w0b.\n\nA correction.")
    assert site.right().written == names("stories/000/") | parts("2024-01-01")


def test_a_text_of_one_of_the_newest_is_told_by_feeds(site: Rebuilder) -> None:
    """Lists show only how it begins."""
    put(site.digest, 9, body="w9a w9b.\n\nA correction.")
    assert site.right().written == names("stories/009/", *FEEDS)


def test_a_headline_stands_in_lists(site: Rebuilder) -> None:
    """On the one page of each that has the story, and on that of the story beside it in its edition."""
    put(site.digest, 0, title="Hnew")
    lists = (f"{above}page/2024-01-01/" for above in ("", "archive/", "tags/all/", "sources/harbour-wire/"))
    editions = "editions/2024-01-01/", "editions/2024-W01/"
    told = parts("2024-01-01")
    assert site.right().written == names("stories/000/", "stories/001/", *lists, *editions) | told


def test_a_headline_of_the_newest_stands_on_landing_pages(site: Rebuilder) -> None:
    """And in feeds, and in the sitemap of news."""
    put(site.digest, 9, title="Hnew")
    editions = "editions/2024-01-05/", "editions/2024-W01/"
    shown = names("stories/009/", "stories/008/", *HEADS, *FEEDS, *editions, "news-sitemap.xml")
    assert site.right().written == shown | feeds("editions/")


def test_a_new_tag_brings_its_pages(site: Rebuilder) -> None:
    """The story that has it, its page and feed, the index and the sitemap."""
    put(site.digest, 0, tags="All, Fresh")
    done = site.right()
    expected = names("stories/000/", "tags/", "tags/fresh/", "sitemap.xml", "feeds.opml")
    assert done.written == expected | feeds("tags/fresh/") | parts("2024-01-01")
    put(site.digest, 0)
    done = site.right()
    assert done.removed == names("tags/fresh/") | feeds("tags/fresh/")
    assert done.written == names("stories/000/", "tags/", "sitemap.xml", "feeds.opml") | parts("2024-01-01")
    assert not (site.digest.output / "tags" / "fresh").exists()


def test_a_tag_takes_the_name_that_most_print(site: Rebuilder) -> None:
    """Everywhere it is shown, also by stories that spell it otherwise and by those in no list."""
    put(site.digest, 0, tags="All, side")
    put(site.digest, 1, tags="All, SIDE")
    put(site.digest, 2, tags="All, SIDE", more="status: hidden\n")
    site.right()
    assert ">SIDE<" in site.digest.page("stories/000")
    put(site.digest, 3, tags="All, side")
    done = site.right()
    shown = ("stories/000/", "stories/001/", "stories/002/", "stories/003/")
    told = feeds("tags/side/") | parts("2024-01-02")
    assert done.written == names(*shown, "tags/", "tags/all/", "tags/side/", "feeds.opml") | told
    assert ">side<" in site.digest.page("stories/002")


def test_a_story_moves_to_a_day_of_its_own(site: Rebuilder) -> None:
    """The editions beside it learn of it."""
    put(site.digest, 9, day=7)
    done = site.right()
    editions = ("editions/2024-01-05/", "editions/2024-01-07/", "editions/2024-W01/")
    told = (*HEADS, *CALENDARS, *FEEDS, *feeds("editions/"), *editions, "sitemap.xml", "news-sitemap.xml")
    # The story that stood beside it has none beside it now.
    assert done.written - names("tags/", "sources/") == names("stories/009/", "stories/008/", *told)
    put(site.digest, 9)
    done = site.right()
    assert done.removed == names("editions/2024-01-07/")
    assert "editions/2024-01-05/index.html" in done.written


def test_a_story_that_loses_its_day_takes_the_edition_along(site: Rebuilder) -> None:
    """And editions on both sides lead to each other; pages of lists that began on the day now begin on another."""
    put(site.digest, 4, day=2)
    put(site.digest, 5, day=2)
    done = site.right()
    lists = (f"{above}page/2024-01-03/" for above in ("", "tags/all/", "sources/harbour-wire/"))
    assert done.removed == names("editions/2024-01-03/", *lists) | parts("2024-01-03", "2024-01-03-2")
    assert names("editions/2024-01-02/", "editions/2024-01-04/") <= done.written


def test_a_story_changes_places_with_another_of_its_day(site: Rebuilder) -> None:
    """Their order is that of their moments, newest first."""
    for number, hour in ((8, 9), (9, 7)):
        site.digest.story(f"{number:03}", f"H{number:03}", f"2024-01-05T{hour:02}:00:00+01:00", f"w{number}a.")
    site.right()
    for number, hour in ((8, 6), (9, 7)):
        site.digest.story(f"{number:03}", f"H{number:03}", f"2024-01-05T{hour:02}:00:00+01:00", f"w{number}a.")
    done = site.right()
    lists = ("", "archive/headlines/", "editions/2024-01-05/", "rss.xml", "atom.xml")
    assert names("stories/008/", "stories/009/", *lists) <= done.written
    assert not names(*CALENDARS) & done.written


def test_a_new_story_and_its_end(site: Rebuilder) -> None:
    """What it brought goes with it, to the byte."""
    before = site.digest.stamps()
    put(site.digest, 20, day=20)
    assert names("stories/020/", "editions/2024-01-20/") <= site.right().written
    (site.digest.root / "content" / "stories" / "020.md").unlink()
    done = site.right()
    assert names("stories/020/", "editions/2024-01-20/") <= done.removed
    assert {name: data for name, (data, _) in site.digest.stamps().items()} == {
        name: data for name, (data, _) in before.items()
    }


def test_a_story_from_the_middle_goes(site: Rebuilder) -> None:
    """The page it stood on is filled from the next; older ones stay, and so do stories of other days."""
    (site.digest.root / "content" / "stories" / "004.md").unlink()
    done = site.right()
    assert names("stories/004/") <= done.removed
    assert (
        not names("page/2024-01-01/", "archive/page/2024-01-01/", "stories/003/", "stories/006/", *FEEDS) & done.written
    )


def test_a_file_gets_another_name(site: Rebuilder) -> None:
    """Its story keeps its address; a page that links to the old name says that it leads nowhere, as a whole build."""
    folder = site.digest.root / "content" / "stories"
    (folder / "004.md").rename(folder / "storm.md")
    done = site.right()
    assert not done.written | done.removed
    (folder / "001.md").rename(folder / "calm.md")
    done = site.right()
    assert done.status == 1
    assert done.written == names("about/")
    assert "'../stories/001.md'" in done.err


def test_feeds_have_the_links_of_bodies(site: Rebuilder) -> None:
    """Where what one leads to is renamed, they change with the page of the story."""
    put(site.digest, 9, body="w9a [w9b]({filename}000.md).")
    site.right()
    folder = site.digest.root / "content" / "stories"
    (folder / "000.md").rename(folder / "calm.md")
    assert site.right().written == names("stories/009/", *FEEDS)


@pytest.mark.parametrize("status", ["draft", "hidden"])
def test_a_story_is_withdrawn_from_lists_and_comes_back(site: Rebuilder, status: str) -> None:
    """Lists, feeds, edition and sitemap follow."""
    before = {name: data for name, (data, _) in site.digest.stamps().items()}
    put(site.digest, 9, more=f"status: {status}\n")
    done = site.right()
    assert names(*HEADS, *FEEDS, "sitemap.xml", "editions/2024-01-05/") <= done.written
    assert "/stories/009/" not in site.digest.page("sitemap.xml")
    assert site.digest.has("drafts/009/index.html" if status == "draft" else "stories/009/index.html")
    put(site.digest, 9)
    site.right()
    assert {name: data for name, (data, _) in site.digest.stamps().items()} == before


def test_a_skipped_story_has_no_page(site: Rebuilder) -> None:
    """Nor a link that leads to it."""
    put(site.digest, 0, more="status: skip\n")
    done = site.right()
    assert names("stories/000/") == done.removed & names("stories/000/")


def test_a_template_is_felt_by_its_pages_alone(site: Rebuilder) -> None:
    """Those that extend, include or import it; none is even rendered that does not."""
    edit(theme(site, "templates/period_archives.html"), "{% block", "{# a word #}{% block")
    done = site.right()
    assert done.reasons.keys() == {f"the edition of 2024-01-0{day}" for day in range(1, 6)}
    assert set(done.reasons.values()) == {"template period_archives changed"}


def test_words_are_felt_everywhere(site: Rebuilder) -> None:
    """Every page prints some of them."""
    edit(theme(site, "templates/parts/words.html"), "Skip to", "Jump to")
    done = site.right()
    pages = {name for name in site.digest.stamps() if name.endswith(".html")}
    assert done.written == pages


def test_a_setting_is_felt_everywhere(site: Rebuilder) -> None:
    """Nothing is known of which pages read it."""
    settings(site, 'SITENAME = "Another Name"\n')
    done = site.right()
    assert {name for name in site.digest.stamps() if name.endswith(("html", *FORMS))} <= done.written


def test_a_setting_that_moves_pages_removes_the_old_ones(site: Rebuilder) -> None:
    """Shorter lists, other addresses, and no feeds of tags."""
    settings(site, 'DIGEST_PER_PAGE = 8\nTAG_FEED_RSS = None\nDAY_ARCHIVE_SAVE_AS = "{date:%Y%m%d}.html"\n')
    done = site.right()
    assert names("page/2024-01-01/", "tags/all/rss.xml", "editions/2024-01-01/") <= done.removed
    assert site.digest.has("20240101.html")


def test_static_files_come_change_and_go(site: Rebuilder) -> None:
    """And touch no page."""
    site.digest.file("images/new.png", b"NEW")
    assert site.right().written == {"images/new.png"}
    site.digest.file("images/new.png", b"OLD")
    assert site.right().written == {"images/new.png"}
    (site.digest.root / "content" / "images" / "new.png").unlink()
    done = site.right()
    assert (done.written, done.removed) == (set(), {"images/new.png"})


def test_a_file_of_the_theme_is_copied_alone(site: Rebuilder) -> None:
    """It is served under the same name."""
    path = theme(site, "static/icon.svg")
    path.write_text(path.read_text("utf-8") + "<!-- A word. -->\n", "utf-8")
    assert site.right().written == {"theme/icon.svg"}


def test_the_text_of_a_page_is_its_own(site: Rebuilder) -> None:
    """No other shows it."""
    site.digest.file("pages/about.md", "---\ntitle: About\n---\nOther words.\n")
    assert site.right().written == names("about/")


def test_the_title_of_a_page_stands_in_every_menu(site: Rebuilder) -> None:
    """As does a page that comes or goes."""
    site.digest.file("pages/about.md", "---\ntitle: About Us\n---\nWords.\n")
    done = site.right()
    assert names("about/") <= done.removed
    assert {name for name in site.digest.stamps() if name.endswith(".html")} == {
        name for name in done.written if name.endswith(".html")
    }
    (site.digest.root / "content" / "pages" / "about.md").unlink()
    assert names("about-us/") == site.right().removed


@pytest.mark.parametrize("statuses", [("hidden", "published"), ("published", "hidden")])
def test_a_static_page_that_search_engines_are_led_to_no_more_or_again(
    site: Rebuilder, statuses: tuple[str, str]
) -> None:
    """Its file stays where it is; the sitemap and the navigation name it or do not."""
    for status in statuses:
        site.digest.file("pages/about.md", f"---\ntitle: About\nstatus: {status}\n---\nWords.\n")
        site.right()
        assert ("/about/" in site.digest.page("sitemap.xml")) == (status == "published")


def test_every_written_file_is_explained(site: Rebuilder) -> None:
    """By its name and the first reason that was found."""
    put(site.digest, 9, title="Hnew")
    put(site.digest, 20, day=20)
    done = site.right()
    assert done.reasons["story 020"] == "it is new"
    assert done.reasons["story 009"] == "its file changed"
    assert done.reasons["the edition of 2024-01-20"] == "it lists story 020, which changed"
    assert done.reasons["the index of tags"] == "the tag all changed"
    assert done.reasons["the sitemap"] == "what it shows changed"
    assert len(done.reasons) >= len(done.written)


def test_a_change_within_a_tick_of_the_clock_is_seen(site: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose stamp is the same is compared by its bytes, as long as its stamp proves nothing."""
    path = put(site.digest, 0, body="w0a w0b.\n\nOld words.")
    stamp = stamp_of(path)
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 2_000_000_000)
    site.build()
    edit(path, "Old words.", "New words.")
    below = stamps_below

    def coarse(*arguments: Any) -> Stamps:  # noqa: ANN401 - as they come
        """Show the file as a clock that ticks every two seconds would."""
        found = below(*arguments)
        return {name: stamp if name.endswith("/000.md") and stamp else each for name, each in found.items()}

    monkeypatch.setattr("news_digest.site.looking.stamps_below", coarse)
    assert site.build().written == names("stories/000/") | parts("2024-01-01")


def test_a_long_sitemap_has_a_file_for_each_month(site: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story that comes, moves or goes changes those of its months alone; the index where one comes or goes."""
    monkeypatch.setattr("news_digest.site.sitemap.ONE_FILE", 4)
    put(site.digest, 20, day=20)
    assert names("sitemap.xml", "sitemap-2024-01.xml", "sitemap-pages.xml") <= site.right().written
    path = put(site.digest, 21, day=20)
    assert {name for name in site.right().written if name.startswith("sitemap")} == {"sitemap-2024-01.xml"}
    path.unlink()
    edit(site.digest.root / "content" / "stories" / "020.md", "2024-01-20", "2025-03-02")
    site.right()
    assert "/stories/020/" in site.digest.page("sitemap-2025-03.xml")
    assert "/stories/020/" not in site.digest.page("sitemap-2024-01.xml")
    assert "/sitemap-2025-03.xml<" in site.digest.page("sitemap.xml")
    (site.digest.root / "content" / "stories" / "020.md").unlink()
    assert "sitemap-2025-03.xml" in site.right().removed
    assert "2025" not in site.digest.page("sitemap.xml")


@pytest.mark.parametrize(
    "name", ["robots.txt", "sitemap.xml", "news-sitemap.xml", "humans.txt", "manifest.webmanifest"]
)
def test_a_users_own_file_stands_for_ours_as_long_as_it_is_there(site: Rebuilder, name: str) -> None:
    """And ours again when it is gone."""
    settings(site, f'STATIC_PATHS = ["images", "own"]\nEXTRA_PATH_METADATA = {{"own/{name}": {{"path": "{name}"}}}}\n')
    site.right()
    ours = site.digest.page(name)
    site.digest.file(f"own/{name}", "mine")
    assert name in site.right().written
    assert site.digest.page(name) == "mine"
    (site.digest.root / "content" / "own" / name).unlink()
    site.right()
    assert site.digest.page(name) == ours
