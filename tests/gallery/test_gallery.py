"""The gallery shows every part and every kind of page of the theme, as any digest's own theme has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from code_map import ROOT
from vnu import html_messages

from news_digest.cli import main
from news_digest.gallery.pages import every_page
from news_digest.gallery.parts import PARTS, UNSHOWN

THEME = ROOT / "theme"
MACRO = re.compile(r"macro (\w+)\(")
SETTINGS = """\
from news_digest import digest_pelican
SITENAME = "Meldungen"
DEFAULT_LANG = {lang!r}
PATH = "content"
THEME = {theme!r}
PLUGINS = ["news_digest"]
PELICAN_CLASS = digest_pelican
TIMEZONE = "UTC"
"""


def digest_at(folder: Path, lang: str = "en", theme: Path = THEME) -> Path:
    """Make a digest without stories and return its folder."""
    (folder / "content").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(SETTINGS.format(lang=lang, theme=str(theme)), "utf-8")
    return folder


def shown(folder: Path, lang: str = "en") -> Path:
    """Write the gallery of a digest in a language; returns its folder."""
    digest_at(folder, lang)
    assert main(["-C", str(folder), "gallery", "-o", "shown"]) == 0
    return folder / "shown"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the gallery of a digest in English."""
    return shown(tmp_path_factory.mktemp("gallery"))


def page(folder: Path, name: str) -> BeautifulSoup:
    """Return a page of the gallery."""
    return BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")


def test_every_part_of_the_theme_is_shown_or_is_a_piece_of_one() -> None:
    """A macro that nobody can look at alone is found out here."""
    files = sorted((THEME / "templates" / "parts").glob("*.html"))
    macros = {name for file in files for name in MACRO.findall(file.read_text("utf-8"))}
    assert macros == {part.name for part in PARTS} | UNSHOWN
    assert not {part.name for part in PARTS} & UNSHOWN


def test_the_index_leads_to_all(gallery: Path) -> None:
    """And all that there is can be reached from it."""
    links = {str(link["href"]) for link in page(gallery, "index").select("main a")}
    files = {path.name for path in gallery.glob("*.html")} - {"index.html"}
    assert links == files
    assert len(files) == len(PARTS) + len(every_page())


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_is_shown_with_all_its_examples(gallery: Path, part: object) -> None:
    """Each below its name, and with something in it."""
    assert part in PARTS
    name, examples = next((each.name, each.examples) for each in PARTS if each == part)
    sections = page(gallery, f"part-{name.replace('_', '-')}").select("main .rows > section.row")
    headings = page(gallery, f"part-{name.replace('_', '-')}").select("main section.row > h2")
    assert [heading.get_text().lower() for heading in headings] == [says.lower() for says in examples]
    assert all(section.select_one(":scope > .row-main *") for section in sections)


def test_no_example_is_markup_that_was_text(gallery: Path) -> None:
    """The hostile ones are shown as they were written."""
    for file in sorted(gallery.glob("*.html")):
        assert not page(gallery, file.stem).select("main script, main img[onerror], main [onclick]")


def test_the_files_of_the_theme_are_there(gallery: Path) -> None:
    """So the gallery can be opened from the disk."""
    for link in page(gallery, "index").select("link[rel=stylesheet], link[rel=icon]"):
        assert (gallery / str(link["href"])).is_file()


@pytest.mark.node
def test_the_gallery_is_good_html(gallery: Path) -> None:
    """The Nu checker has nothing to say, but that a heading of a page is not alone where it is shown twice."""
    assert [line for line in html_messages(gallery) if "as a top-level heading only" not in line] == []


def test_the_words_are_those_of_the_digests_language(tmp_path: Path) -> None:
    """So a translation can be looked at."""
    assert page(shown(tmp_path / "de", "de"), "part-story-record").select_one("html[lang=de]")
    german = page(tmp_path / "de" / "shown", "part-story-record").get_text()
    assert german != page(shown(tmp_path / "en"), "part-story-record").get_text()


def test_a_theme_without_a_gallery_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what to do."""
    (tmp_path / "bare" / "templates").mkdir(parents=True)
    digest_at(tmp_path / "digest", theme=tmp_path / "bare")
    assert main(["-C", str(tmp_path / "digest"), "gallery"]) != 0
    assert "no template gallery.html" in capsys.readouterr().err
