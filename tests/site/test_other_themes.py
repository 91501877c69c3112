"""A Pelican user's theme gets what stock Pelican gives it, with the digest's addresses and feeds."""

from __future__ import annotations

import signal
from pathlib import Path

import feedparser
import pytest
from rebuilding import Rebuilder
from small_digest import ROOT, SmallDigest


@pytest.fixture(scope="module", params=["simple", "notmyidea"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SmallDigest:
    """Return a digest built with one of Pelican's own themes."""
    digest = SmallDigest.at(tmp_path_factory.mktemp(request.param), theme=request.param)
    more = "tags: [G2, G22]\nsource: Harbour Wire\nauthors: [A. Writer]\n"
    digest.story("1", "<script>alert(1)</script> & more", "2024-03-04", "The **boats** came in.", more)
    digest.story("d", "A Draft", more="status: draft\n")
    # Page 2 of the tag "g2" and the tag "g22" claim one file by Pelican's own defaults.
    for code in range(10, 50):
        digest.story(str(code), f"Story {code}", more="tags: [G2]\n")
    digest.file("pages/about.md", "---\ntitle: About\n---\n[One]({filename}../stories/1.md) ![A]({attach}a.png)\n")
    digest.file("pages/a.png", b"PNG")
    assert digest.build() == 0
    return digest


@pytest.mark.parametrize(
    "path",
    [
        *("index.html", "page/2/index.html", "stories/1/index.html", "drafts/d/index.html", "about/index.html"),
        *("tags/index.html", "tags/g2/index.html", "tags/g2/page/2/index.html", "tags/g22/index.html"),
        *("archive/index.html", "editions/2024-03-04/index.html", "authors/a-writer/index.html"),
        *("rss.xml", "atom.xml", "tags/g2/rss.xml", "sources/harbour-wire/rss.xml", "sitemap.xml", "about/a.png"),
    ],
)
def test_pages_stand_where_ours_do(built: SmallDigest, path: str) -> None:
    """So that a change of theme breaks no link."""
    assert built.has(path)


def test_the_text_of_a_story_is_html_and_its_headline_is_not(built: SmallDigest) -> None:
    """Autoescape is on for every theme; what our renderer made is marked."""
    page = built.page("stories/1")
    assert "The <strong>boats</strong> came in." in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</a>" in page


def test_the_theme_announces_our_feeds(built: SmallDigest) -> None:
    """They stand in Pelican's own settings, which themes read."""
    assert 'href="https://digest.example/rss.xml"' in built.page("index.html")
    assert not feedparser.parse(built.page("rss.xml")).bozo


def test_links_between_files_are_resolved(built: SmallDigest) -> None:
    """By Pelican itself."""
    page = built.page("about")
    assert 'href="https://digest.example/stories/1/"' in page
    assert 'src="https://digest.example/about/a.png"' in page


def test_the_build_is_the_same_again(built: SmallDigest) -> None:
    """Stock Pelican's order of files with one date depends on the run, and it writes every file anew."""
    before = built.stamps()
    assert built.build() == 0
    assert built.stamps() == before


PLUGIN = """\
from pelican import signals
told = []

def write_article(generator, content):
    content.title = content.title.upper()

def write_page(generator, content):
    content.title = f"{type(generator).__mro__[2].__name__} {content.title}"

def written(path, context):
    told.append((path.rpartition("/output/")[2], context["output_file"], "article" in context, context["SITENAME"]))

def finalized(pelican):
    with open(pelican.settings["OUTPUT_PATH"] + "/told.txt", "w", encoding="utf-8") as file:
        file.writelines(f"{path} {output_file} {article} {name}\\n" for path, output_file, article, name in told)

def register():
    signals.article_generator_write_article.connect(write_article)
    signals.page_generator_write_page.connect(write_page)
    signals.content_written.connect(written)
    signals.finalized.connect(finalized)
"""


def test_other_plugins_hear_of_every_page_under_our_theme(tmp_path: Path) -> None:
    """They may change an article before it is printed, and learn which files were written."""
    digest = SmallDigest.at(tmp_path, more='PLUGIN_PATHS = ["."]\nPLUGINS = ["news_digest", "listener"]\n')
    (tmp_path / "listener.py").write_text(PLUGIN, "utf-8")
    digest.story("1", "Quiet Words")
    digest.file("pages/about.md", "---\ntitle: About\n---\nText.\n")
    done = digest.pelican("--fatal", "warnings")
    assert done.returncode == 0, done.stderr
    told = digest.page("told.txt").splitlines()
    assert "stories/1/index.html stories/1/index.html True The Test Digest" in told
    assert "404.html 404.html False The Test Digest" in told
    assert "QUIET WORDS" in digest.page("stories/1")
    assert "QUIET WORDS" in digest.page("rss.xml")
    assert "PagesGenerator About" in digest.page("about")


def test_two_lists_that_want_one_file_are_an_error_in_another_theme_as_well(tmp_path: Path) -> None:
    """As stock Pelican has it."""
    digest = SmallDigest.at(tmp_path, theme="simple", more='TAGS_SAVE_AS = "x.html"\nARCHIVES_SAVE_AS = "x.html"\n')
    digest.story("1")
    done = digest.pelican()
    assert done.returncode == 1
    assert 'x.html" was written before' in done.stderr


@pytest.mark.parametrize("days", ["", "DAY_ARCHIVE_SAVE_AS = None\n"])
def test_the_sitemap_lists_the_archive_that_the_theme_prints(tmp_path: Path, days: str) -> None:
    """Years only where the user wants them, as in Pelican; a list of headlines is our theme's."""
    years = 'YEAR_ARCHIVE_URL = "y/{date:%Y}/"\nYEAR_ARCHIVE_SAVE_AS = "y/{date:%Y}/index.html"\n'
    plain = SmallDigest.at(tmp_path / "plain", theme="simple", more=days)
    wanted = SmallDigest.at(tmp_path / "wanted", theme="simple", more="" if days else years)
    for digest in (plain, wanted):
        digest.story("1", date="2024-03-04")
        assert digest.build() == 0
        assert "<loc>https://digest.example/archive/</loc>" in digest.page("sitemap.xml")
        assert "headlines" not in digest.page("sitemap.xml")
    assert not plain.has("archive/2024/index.html")
    assert wanted.has("y/2024/index.html") == ("/y/2024/" in wanted.page("sitemap.xml")) == (not days)


def test_translations_have_pages_and_are_told_in_feeds(tmp_path: Path) -> None:
    """Where a user wants translations, lists have the original alone, as in Pelican."""
    digest = SmallDigest.at(tmp_path, more='ARTICLE_TRANSLATION_ID = ["slug"]\n')
    digest.story("1", "Storm", more="slug: storm\ntags: [Storms]\n")
    digest.story("2", "\N{ARABIC LETTER ALEF}", more="slug: storm\nlang: ar\ntags: [Storms]\n")
    assert digest.build() == 0
    assert digest.has("stories/1/index.html")
    assert digest.has("stories/2/index.html")
    assert "/stories/2/" not in digest.page("index.html")
    assert "/stories/2/" not in digest.page("tags/storms")
    assert "/stories/2/" in digest.page("rss.xml")
    assert "/stories/2/" in digest.page("sitemap.xml")


# Kills its process once a file stands, at whatever that does next.
FUSE = """\
import os, signal, sys
from pelican import signals
from pelican.writers import Writer

class TheirWriter(Writer):
    pass

def writer(pelican):
    return {writer}

def burn(event, arguments):
    if event != "os.kill" and os.path.exists({file!r}):
        os.kill(os.getpid(), signal.SIGKILL)

def register():
    signals.get_writer.connect(writer)
    sys.addaudithook(burn)
"""


@pytest.mark.parametrize(
    ("theme", "file", "writer"),
    [
        ("simple", "categories/index.html", "Writer"),
        ("simple", "categories/index.html", "TheirWriter"),
        ("simple", "stories/1/index.text", "Writer"),
        ("notmyidea", "theme/css/main.css", "Writer"),
        ("", "stories/2/index.html", "Writer"),
    ],
)
def test_of_a_build_that_was_killed_nothing_is_left_under_our_theme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], theme: str, file: str, writer: str
) -> None:
    """Whoever made the file: Pelican's writer, a plugin's, what copies sources or the theme's files, our own."""
    digest = SmallDigest.at(tmp_path / "digest")
    digest.story("1", more="tags: [G2]\nauthors: [A. Writer]\n")
    gone = digest.story("2")
    (digest.root / "fuse.py").write_text(FUSE.format(file=str(digest.output / file), writer=writer), "utf-8")
    ours = str(ROOT / "theme")
    settings = (digest.root / "pelicanconf.py").read_text("utf-8").replace(ours, theme or ours)
    more = 'PLUGIN_PATHS = ["."]\nPLUGINS += ["fuse"]\nOUTPUT_SOURCES = True\n'
    (digest.root / "theirs.py").write_text(settings + more, "utf-8")
    done = digest.pelican("-s", "theirs.py")
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert digest.has(file)
    gone.unlink()
    assert Rebuilder(digest, capsys).right().status == 0


def test_what_copies_of_sources_there_were_is_known(tmp_path: Path) -> None:
    """So that they leave with their stories, or when nobody wants them any more."""
    digest = SmallDigest.at(tmp_path)
    gone = [digest.story("1"), digest.story("2")]
    sources = ("-e", "OUTPUT_SOURCES=true")
    assert digest.pelican(*sources).returncode == 0
    assert digest.page("stories/1/index.text") == gone[0].read_text("utf-8")
    gone[0].unlink()
    assert digest.pelican(*sources).returncode == 0
    assert [digest.has(f"stories/{code}/index.text") for code in "12"] == [False, True]
    assert digest.pelican().returncode == 0
    assert not digest.has("stories/2/index.text")


def test_the_files_of_the_theme_stay_however_their_folder_is_written(tmp_path: Path) -> None:
    """Pelican's own way and ours know them by one name."""
    digest = SmallDigest.at(tmp_path, more='THEME_STATIC_DIR = "./assets"\n')
    digest.story("1")
    assert digest.build() == 0
    before = digest.stamps()
    assert digest.pelican("-e", 'ARTICLE_TRANSLATION_ID=["slug"]').returncode == 0
    assert digest.stamps() == before
