"""The theme's sheets and scripts: one file of each kind, named by what is in it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from rebuilding import Built, Rebuilder
from small_digest import ROOT, SmallDigest

JOINED = re.compile(r"theme/(?:css|js)/(digest|early)\.[0-9a-f]{12}\.(css|js)")


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a digest of two stories with a theme of its own, and a folder for what is the user's."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    root = tmp_path / "digest"
    more = f"THEME_STATIC_PATHS = ['static', {str(root / 'mine')!r}]\n"
    digest = SmallDigest.at(root, siteurl="https://digest.example/daily", theme=str(root / "theme"), more=more)
    shutil.copytree(ROOT / "theme", root / "theme")
    (root / "mine").mkdir()
    digest.story("1")
    digest.story("2")
    rebuilder = Rebuilder(digest, capsys)
    assert rebuilder.right().status == 0
    return rebuilder


def joined(site: Rebuilder, ending: str = ".css") -> str:
    """Return the name of the only joined sheet, or of the module."""
    names = (path.relative_to(site.digest.output).as_posix() for path in site.digest.output.rglob(f"digest.*{ending}"))
    (name,) = names
    return name


def write(site: Rebuilder, name: str, text: str) -> Path:
    """Put a file below the digest's folder."""
    path = site.digest.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def every_page(done: Built, site: Rebuilder) -> bool:
    """Return whether a build wrote all pages, and nothing but them and joined files."""
    pages = {path.relative_to(site.digest.output).as_posix() for path in site.digest.output.rglob("*.html")}
    rest = done.written - pages
    return pages <= done.written and all(map(JOINED.fullmatch, rest))


def test_a_page_asks_for_one_sheet_and_two_scripts(site: Rebuilder) -> None:
    """Their parts are not published besides."""
    page = site.digest.page("stories/1")
    assert re.findall(r'<link rel="stylesheet" href="/daily/([^"]+)">', page) == [joined(site)]
    scripts = re.findall(r'<script[^>]* src="/daily/([^"]+)">', page)
    assert [JOINED.fullmatch(name)[1] for name in scripts] == ["early", "digest"]  # type: ignore[index]
    assert all(map(site.digest.has, scripts))
    # The search page and feeds have a sheet, and scripts, of their own.
    files = {path.name for path in (*site.digest.output.rglob("*.css"), *site.digest.output.rglob("*.js"))}
    assert len(files - {"feeds.css", "search.css", "search.js", "queries.js", "folding.js"}) == 3


def test_an_edited_sheet_has_another_name_on_every_page(site: Rebuilder) -> None:
    """So no browser shows a new page with an old sheet; the old one is gone."""
    before = joined(site)
    path = site.digest.root / "theme/static/css/print.css"
    path.write_text(path.read_text("utf-8") + "/* A word. */\n", "utf-8")
    done = site.right()
    assert joined(site) != before
    assert before in done.removed
    assert every_page(done, site)
    assert set(done.reasons.values()) <= {"the frame of every page changed", "what it shows changed"}


def test_a_touched_sheet_writes_nothing(site: Rebuilder) -> None:
    """Its bytes are what counts."""
    os.utime(site.digest.root / "theme/static/css/print.css")
    done = site.right()
    assert done.written | done.removed == frozenset()


def test_what_is_for_paper_holds_on_paper_alone(site: Rebuilder) -> None:
    """Such sheets stand within a question for the medium."""
    text = site.digest.page(joined(site))
    assert text.count("@media print {") == 1
    assert text.index("@media print {") < text.index("@page")


def test_a_sheet_of_ones_own_comes_last_and_goes_again(site: Rebuilder) -> None:
    """A rule outside of layers holds before all of the theme's."""
    before = joined(site)
    own = write(site, "mine/css/own.css", ":root { --link: #060; }\n")
    assert every_page(site.right(), site)
    assert site.digest.page(joined(site)).endswith("}\n:root { --link: #060; }\n")
    own.unlink()
    assert every_page(site.right(), site)
    assert joined(site) == before


def test_a_sheet_of_the_same_name_stands_for_the_theme_s(site: Rebuilder) -> None:
    """A folder that is named later comes before."""
    write(site, "mine/css/story.css", "@layer parts { .mine { color: red; } }\n")
    site.right()
    text = site.digest.page(joined(site))
    assert ".mine" in text
    assert ".story-body" not in text


def test_other_files_of_ones_own_are_copied(site: Rebuilder) -> None:
    """For a page to link to them by their name."""
    write(site, "mine/css/chart.css", "p { color: red; }\n")
    assert "theme/css/chart.css" in site.right().written


def test_scripts_keep_their_names_to_themselves(site: Rebuilder) -> None:
    """One part may call its values as another does."""
    write(site, "mine/js/own.js", "const OFF = 1, line = 2;\n")
    site.right()
    assert site.digest.page(joined(site, ".js")).endswith("{\nconst OFF = 1, line = 2;\n}\n")


def test_the_table_of_the_theme_is_an_input(site: Rebuilder) -> None:
    """Whatever changes in it is seen; a theme without it links to no joined file, and copies all."""
    table = site.digest.root / "theme/digest-theme.toml"
    text = table.read_text("utf-8")
    table.write_text(text.replace('"css/languages.css", ', ""), "utf-8")
    done = site.right()
    assert every_page(Built(*done[:3], done.written - {"theme/css/languages.css"}, done.removed), site)
    assert site.digest.has("theme/css/languages.css")
    table.write_text('name = "Mine"\n', "utf-8")
    site.right()
    assert "stylesheet" not in site.digest.page("stories/1")
    assert site.digest.has("theme/css/story.css")
    assert not [path for path in site.digest.output.rglob("*.*") if JOINED.search(path.as_posix())]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[bundles.styles]\nfile = "a.css"', "bundles.styles is not known (one of: style, early, script)"),
        ('[bundles.style]\nfile = "a.css"\nsheets = []', "bundles.style.sheets is not known"),
        ('[bundles.style]\nfile = "a.css"\nparts = "b.css"', "bundles.style.parts is 'b.css' (it takes"),
        ('[bundles.style]\nparts = ["b.css"]', "bundles.style has no file"),
        ('[bundles.style]\nfile = "a.css"\nparts = ["b.css"]', "b.css: a part of a.css that is not there"),
        ("bundles = 3", "bundles is no table"),
        ("[bundles]\nstyle = 3", "bundles.style is no table"),
        ("[bundles", "cannot be read"),
    ],
)
def test_a_wrong_table_is_told_and_nothing_is_written(site: Rebuilder, table: str, said: str) -> None:
    """With the file, what is wrong in it, and what to do."""
    write(site, "theme/digest-theme.toml", f"{table}\n")
    done = site.build()
    assert (done.status, done.written, done.removed) == (1, frozenset(), frozenset())
    assert said in done.err


@pytest.mark.parametrize("data", [b"\xff\xfe p { }", b"p::after { content: '\xe9'; }"])
def test_a_sheet_that_is_no_text_is_named(site: Rebuilder, data: bytes) -> None:
    """In the clear, before anything is written."""
    path = write(site, "mine/css/own.css", "")
    path.write_bytes(data)
    done = site.build()
    assert (done.status, done.written) == (1, frozenset())
    assert f"{path}: not UTF-8 (save it in UTF-8)" in done.err


def test_pelican_s_own_way_makes_the_same_files(site: Rebuilder) -> None:
    """Where somebody looks at every page, the joined files are there as well, and their parts are not."""
    before = {path.name for path in site.digest.output.rglob("*.*s") if path.is_file()}
    conf = site.digest.root / "pelicanconf.py"
    listen = "from pelican.plugins import signals\ndef hear(*a, **k): pass\nsignals.content_written.connect(hear)\n"
    conf.write_text(conf.read_text("utf-8") + listen, "utf-8")
    assert site.digest.pelican().returncode == 0
    assert {path.name for path in site.digest.output.rglob("*.*s") if path.is_file()} == before


def test_blocks_of_every_page_are_filled_from_outside(site: Rebuilder) -> None:
    """A template that extends the theme's own by Pelican's name for it; the pages learn of it, and of its end."""
    conf = site.digest.root / "pelicanconf.py"
    conf.write_text(
        conf.read_text("utf-8") + f"THEME_TEMPLATES_OVERRIDES = [{str(site.digest.root / 'my-templates')!r}]\n", "utf-8"
    )
    site.right()
    blocks = "".join(
        f"{{% block {name} %}}{{{{ super() }}}}<!-- {name} -->{{% endblock %}}"
        for name in ("head", "masthead", "main", "footer")
    )
    base = write(site, "my-templates/base.html", f'{{% extends "!theme/base.html" %}}{blocks}')
    assert every_page(site.right(), site)
    assert re.findall("<!-- (head|masthead|footer) -->", site.digest.page("stories/1")) == [
        "head",
        "masthead",
        "footer",
    ]
    base.unlink()
    assert every_page(site.right(), site)
