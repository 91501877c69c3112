"""A digest in another language than English: every page and feed of it, built by the real Pelican."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from pages import html_files
from rebuilding import Rebuilder
from small_digest import SmallDigest
from spoken_digest import WRITTEN, catalog, said, spoken_digest

from news_digest.site.translations import words_of
from news_digest.site.words import MONTHS

SHIPPED = Path(__file__).parents[2] / "theme" / "translations"
LANGUAGES = sorted(path.name for path in SHIPPED.iterdir() if path.is_dir())
WORD = re.compile(r"[^\W\d_]{2,}")
# Builds by the command, then says whether Babel was needed.
BUILD = """\
import sys
from news_digest.cli import main
from news_digest.site import looking
looking.TICK_NS = 0  # the files of a test are young
status = main(["build"])
print("Babel" if "babel" in sys.modules else "no Babel")
sys.exit(status)
"""


def texts(lang: str) -> Iterator[tuple[str, str]]:
    """Yield each message of a catalog that ships with its translation, the forms of a plural one by one."""
    with (SHIPPED / lang / "LC_MESSAGES" / "messages.po").open("rb") as file:
        for message in read_po(file):
            if message.id:
                english, own = message.id, message.string
                yield from (
                    [(english, own)] if isinstance(english, str) else [(english[0], own[0]), (english[1], own[-1])]
                )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_has_an_english_word_of_the_interface(lang: str, tmp_path: Path) -> None:
    """Nor has a feed, and no date is an English one; an Arabic site runs from right to left."""
    digest = spoken_digest(tmp_path / "site", lang)
    assert digest.build() == 0
    english = {text for text, own in texts(lang) if text != own and text.strip(" ,") and "%" not in text}
    pages = {path: said(path) for path in html_files(digest.output)}
    assert [(path.name, text) for path, found in pages.items() for text in found if text in english] == []
    starts = re.compile(
        "|".join(re.escape(text.split("%")[0]) for text, own in texts(lang) if text[:1] not in " ,%" and "%" in text)
    )
    assert [text for found in pages.values() for text in found if starts.match(text) and not WRITTEN.match(text)] == []
    # Some months are called the same, as April in German.
    own = {name for pattern in words_of(lang, ()).months for name in WORD.findall(pattern)}
    names = re.compile(rf"\b(?:{'|'.join(set(MONTHS) - {'March'} - own | {'5 March'})})\b")
    assert [text for found in pages.values() for text in found if names.search(text)] == []
    (tag,) = re.findall(r'<html lang="[\w-]+" dir="(\w+)">', digest.page("tags/"))
    assert tag == ("rtl" if lang in {"ar", "fa"} else "ltr")


def test_all_that_the_interface_says_goes_through_the_catalog(tmp_path: Path) -> None:
    """With every message in brackets nothing stands outside them but what an editor wrote, numbers and dates."""
    digest = spoken_digest(tmp_path / "site", "eo")
    source = (SHIPPED / "de" / "LC_MESSAGES" / "messages.po").read_text("utf-8")
    bracketed = _bracketed(source)
    catalog(digest.root, "eo", bracketed)
    assert digest.build() == 0
    words = words_of("eo", ())
    weekdays = (text for day in words.weekdays for text in day)
    dates = {name for text in (*words.days, *words.months, *weekdays) for name in WORD.findall(text)}
    for path in [*html_files(digest.output), *digest.output.rglob("*.xml")]:
        text = " ".join(said(path) if path.suffix == ".html" else _told(path))
        while text != (text := re.sub("⟦[^⟦⟧]*⟧", "", text)):
            continue
        assert set(WORD.findall(WRITTEN.sub("", text))) <= dates, path.relative_to(digest.output)


def _bracketed(source: str) -> str:
    messages = source.partition("\n\n")[2]
    singular = re.sub(r'^(msgid "(.+)")\nmsgstr ".*"', r'\1\nmsgstr "⟦\2⟧"', messages, flags=re.MULTILINE)
    return re.sub(
        r'^(msgid "(.+)"\nmsgid_plural "(.+)")\n(?:msgstr\[\d\].*\n)+',
        r'\1\nmsgstr[0] "⟦\2⟧"\nmsgstr[1] "⟦\3⟧"\n',
        singular,
        flags=re.MULTILINE,
    )


def _told(path: Path) -> list[str]:
    return re.findall(r"<(?:title|description|subtitle)>([^<]+)</", path.read_text("utf-8"))


def test_a_changed_catalog_is_as_good_as_a_build_from_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever it says: pages, dates and feeds follow; one that came, one that changed, one that went."""
    rebuild = Rebuilder(spoken_digest(tmp_path / "site", "ar"), capsys)
    rebuild.right()
    path = catalog(rebuild.digest.root, "ar", 'msgid "Tags"\nmsgstr "XX"\n')
    rebuild.right()
    assert "XX" in rebuild.digest.page("tags/")
    catalog(rebuild.digest.root, "ar", 'msgid "%(name)s: the latest of %(site)s"\nmsgstr "YY %(name)s"\n')
    rebuild.right()
    assert "YY Wrack" in rebuild.digest.page("tags/wrack/rss.xml")
    path.unlink()
    rebuild.right()
    assert "YY" not in rebuild.digest.page("tags/wrack/rss.xml")


def test_a_catalog_of_another_language_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not read."""
    rebuild = Rebuilder(spoken_digest(tmp_path / "site", "fr"), capsys)
    rebuild.right()
    catalog(rebuild.digest.root, "de", 'msgid "Tags"\nmsgstr "XX"\n')
    assert not rebuild.right().written


def test_a_faulty_catalog_stops_the_build_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site stays as it was, and the file and its line are told."""
    rebuild = Rebuilder(spoken_digest(tmp_path / "site", "fr"), capsys)
    rebuild.right()
    catalog(rebuild.digest.root, "fr", 'msgid "Tag: %(name)s"\nmsgstr "%(nom)s"\n')
    done = rebuild.build()
    assert done.status != 0
    assert not done.written
    assert re.search(r"fr/LC_MESSAGES/messages\.po.*line 8.*%\(nom\)s", done.err, re.DOTALL)


def test_babel_is_loaded_only_where_a_catalog_is_new(tmp_path: Path) -> None:
    """A build with nothing to do needs none, nor does one after an edit: what was read is kept in the book."""
    digest = spoken_digest(tmp_path / "site", "ar-EG")
    assert "no Babel" not in run(digest)
    assert "no Babel" in run(digest)
    digest.story("1", "Spar Tern", date="2024-05-17")
    assert "no Babel" in run(digest)
    assert "١٧ مايو ٢٠٢٤" in digest.page("stories/1/")


def test_an_english_digest_never_loads_babel(tmp_path: Path) -> None:
    """It costs more than a small build."""
    digest = spoken_digest(tmp_path / "site", "en")
    assert "no Babel" in run(digest)


def test_a_language_without_a_translation_is_told_once(tmp_path: Path) -> None:
    """When everything is made, as after the language was chosen; its dates are right all the same."""
    digest = spoken_digest(tmp_path / "site", "sv")
    assert "DEFAULT_LANG is 'sv'" in run(digest)
    assert "5 mars 2024" in digest.page("stories/1/")
    digest.story("1", "Spar Tern")
    assert "DEFAULT_LANG" not in run(digest)


def run(digest: SmallDigest) -> str:
    """Run `digest build` in a process of its own and return what it said."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=digest.root, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_templates_of_the_users_own_can_be_translated(tmp_path: Path) -> None:
    """By calls or by Jinja's tag, with the same catalogs; what a translation says is text, not HTML."""
    own = tmp_path / "site" / "own" / "404.html"
    digest = spoken_digest(tmp_path / "site", "fr", f"THEME_TEMPLATES_OVERRIDES = [{str(own.parent)!r}]\n")
    own.parent.mkdir()
    own.write_text('{% trans %}Archive{% endtrans %} {{ _("Tags") }} {{ ngettext("a", "b", 3) }}', "utf-8")
    catalog(
        digest.root, "fr", 'msgid "Tags"\nmsgstr "<b>"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    )
    assert digest.build() == 0
    assert digest.page("404.html").strip() == "Archives &lt;b&gt; d"


def test_pelicans_own_way_says_the_same(tmp_path: Path) -> None:
    """Where every page is made at each build, words and dates come from the same catalogs."""
    digest, whole = (
        spoken_digest(tmp_path / "a", "ar-EG"),
        spoken_digest(tmp_path / "b", "ar-EG", "CACHE_CONTENT = True\n"),
    )
    assert (digest.build(), whole.build()) == (0, 0)
    assert {name: data for name, (data, _) in digest.stamps().items()} == {
        name: data for name, (data, _) in whole.stamps().items()
    }
