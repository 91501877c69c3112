"""The search index beside the site: made when asked for, of what readers may read, and of nothing else."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest

from news_digest.project import Project
from news_digest.search.folding import code_word
from news_digest.search.service import has_pagefind
from news_digest.site.build import Wishes, build

needs_pagefind = pytest.mark.skipif(not has_pagefind(), reason="Pagefind is not installed")
ON = "DIGEST_SEARCH = True\n"
WORDS = "Velvet anchors rust"


@pytest.fixture
def digest(tmp_path: Path) -> SmallDigest:
    """Return a digest of two stories with a page to search on."""
    made = SmallDigest.at(tmp_path / "digest", siteurl="https://digest.example/daily", more=ON)
    made.story("1", "Ferries", body=f"{WORDS} at the quay.", more="tags: [Sea]\nsource: Harbour Wire\n")
    made.story("2", "Trains", "2024-03-06")
    return made


def indexed(digest: SmallDigest, search: str | None = "now", **wishes: str | bool) -> int:
    """Build with a search index and return the exit status."""
    return build(Project.at(digest.root), wishes=Wishes(search=search, **wishes), fatal="warnings")  # type: ignore[arg-type]


def fragments(output: Path) -> list[str]:
    """Return what the index holds of each story."""
    return [gzip.decompress(path.read_bytes()).decode() for path in sorted(output.glob("pagefind/fragment/*"))]


def index_of(output: Path) -> dict[str, tuple[bytes, int]]:
    """Return bytes and mtime (ns) of every file of the index."""
    files = (path for path in output.glob("pagefind/**/*") if path.is_file())
    return {path.relative_to(output).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_a_site_has_a_page_to_search_on_where_it_is_wanted(digest: SmallDigest, tmp_path: Path) -> None:
    """With its place in the navigation and what tells browsers and search engines; elsewhere there is no trace."""
    assert digest.build() == 0
    home = digest.page("")
    assert '<a class="navigation-link" href="/daily/search/">Search</a>' in home
    assert "https://digest.example/daily/search/?q={words}" in home
    assert 'href="/daily/opensearch.xml"' in home
    assert 'template="https://digest.example/daily/search/?q={searchTerms}"' in digest.page("opensearch.xml")
    assert "search/" not in digest.page("sitemap.xml")
    assert 'content="noindex"' in digest.page("search")
    without = SmallDigest.at(tmp_path / "without")
    without.story("1")
    assert without.build() == 0
    assert not without.has("search/index.html")
    assert not without.has("opensearch.xml")
    assert "search" not in without.page("").lower()


def test_a_build_makes_no_index_unless_it_is_asked_to(digest: SmallDigest) -> None:
    """While one writes nothing waits for it."""
    assert digest.build() == 0
    digest.story("3")
    assert digest.build() == 0
    assert not (digest.output / "pagefind").exists()


@needs_pagefind
def test_an_index_stays_as_it_is_until_it_is_asked_for_again(
    digest: SmallDigest, capsys: pytest.CaptureFixture[str]
) -> None:
    """No build touches it, one from nothing included; asked again, it is written only if a story changed."""
    assert indexed(digest) == 0
    first = index_of(digest.output)
    digest.story("1", "Ferries", body="Otherwise.")
    assert digest.build() == 0
    assert build(Project.at(digest.root), wishes=Wishes(clean=True), fatal="warnings") == 0
    assert index_of(digest.output) == first
    assert indexed(digest) == 0
    assert not [text for text in fragments(digest.output) if WORDS in text]
    second = index_of(digest.output)
    capsys.readouterr()
    assert indexed(digest) == 0
    assert "holds what it should" in re.sub(r"\s+", " ", capsys.readouterr().out)
    assert index_of(digest.output) == second


@needs_pagefind
def test_an_index_after_changes_is_one_made_from_nothing(digest: SmallDigest, tmp_path: Path) -> None:
    """Byte for byte, whatever was in it before."""
    assert indexed(digest) == 0
    digest.story("3", "Planes", "2024-03-07", more="tags: [Air, Sea]\n")
    (digest.root / "content/stories/2.md").unlink()
    assert indexed(digest) == 0
    shutil.copytree(digest.root / "content", tmp_path / "other" / "content")
    shutil.copy(digest.root / "pelicanconf.py", tmp_path / "other")
    other = SmallDigest(tmp_path / "other")
    assert indexed(other) == 0
    here, there = index_of(digest.output), index_of(other.output)
    assert {name: data for name, (data, _) in here.items()} == {name: data for name, (data, _) in there.items()}


@needs_pagefind
def test_only_what_readers_may_read_is_in_the_index(digest: SmallDigest) -> None:
    """No text of a story of which an excerpt or the headline may be shown, nothing of one that is not on the site."""
    secret = "Before it a word. " * 30 + "Marzipan."
    digest.story("4", "An Excerpt", body=secret, more="rights: excerpt\n")
    digest.story("5", "A Headline", body=secret, more="rights: headline\nsummary: Nougat.\n")
    digest.story("6", "Toffee", body=secret, more="embargo: 2030-01-01\n")
    digest.story("7", "Toffee", body=secret, more="expires: 2024-04-01\n")
    digest.story("8", "Toffee", body=secret, more="status: draft\n")
    digest.story("9", "Toffee", body=secret, more="status: hidden\n")
    digest.story("10", "Toffee", body=secret, more="withdrawn: Toffee.\n")
    assert indexed(digest, now="2024-05-01") == 0
    whole = "".join(fragments(digest.output)) + "".join(
        gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in digest.output.glob("pagefind/index/*")
    )
    assert "An Excerpt" in whole
    assert "A Headline" in whole
    for word in ("marzipan", "nougat", "toffee"):
        assert word not in whole.lower()


@needs_pagefind
def test_a_story_that_is_given_another_code_is_found_by_both(digest: SmallDigest) -> None:
    """The index is made anew for it; a former address is no code."""
    assert indexed(digest) == 0
    (keys,) = (text for text in fragments(digest.output) if code_word("1") in text)
    assert code_word("old/1") not in keys
    digest.story("1", "Ferries", more='formerly: ["Old/1", /old/place/]\n')
    assert indexed(digest) == 0
    (keys,) = (text for text in fragments(digest.output) if code_word("1") in text)
    assert f"{code_word('1')} {code_word('old/1')}" in keys
    assert code_word("/old/place/") not in keys


@needs_pagefind
def test_a_site_that_pelican_builds_its_own_way_has_the_same_index(digest: SmallDigest, tmp_path: Path) -> None:
    """As where a plugin listens to what is made."""
    assert indexed(digest) == 0
    shutil.copytree(digest.root / "content", tmp_path / "other" / "content")
    conf = (digest.root / "pelicanconf.py").read_text("utf-8")
    (tmp_path / "other" / "pelicanconf.py").write_text(
        f"{conf}CACHE_CONTENT = True\nDIGEST_SEARCH_INDEX = True\n", "utf-8"
    )
    other = SmallDigest(tmp_path / "other")
    done = other.pelican("--fatal", "errors")
    assert done.returncode == 0, done.stderr
    assert "search index was made" in re.sub(r"\s+", " ", done.stdout)
    here, there = index_of(digest.output), index_of(other.output)
    assert {name: data for name, (data, _) in here.items()} == {name: data for name, (data, _) in there.items()}


@needs_pagefind
def test_a_page_is_the_same_with_an_index_and_without(digest: SmallDigest, capsys: pytest.CaptureFixture[str]) -> None:
    """Asking for the index makes no other page stale."""
    assert digest.build() == 0
    before = digest.stamps()
    assert indexed(digest) == 0
    assert {name: stamp for name, stamp in digest.stamps().items() if not name.startswith("pagefind/")} == before
    assert "nothing to write" in re.sub(r"\s+", " ", capsys.readouterr().out)


def test_a_site_without_a_search_page_cannot_have_an_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told before anything is built, unless the index was only wanted if possible."""
    digest = SmallDigest.at(tmp_path)
    digest.story("1")
    assert indexed(digest) == 1
    assert "DIGEST_SEARCH" in capsys.readouterr().err
    assert not digest.output.exists()
    assert indexed(digest, "if-possible") == 0
    assert not (digest.output / "pagefind").exists()


def test_without_pagefind_the_site_is_built_and_the_index_missed(
    digest: SmallDigest, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names what to install; an index that is wanted if possible is passed over."""
    monkeypatch.delenv("PAGEFIND_BINARY_PATH", raising=False)
    monkeypatch.setattr("news_digest.search.service.PACKAGES", ())
    assert indexed(digest, "if-possible") == 0
    assert digest.has("search/index.html")
    assert indexed(digest) == 1
    assert "[search]" in capsys.readouterr().err
    assert not (digest.output / "pagefind").exists()


def test_another_theme_has_neither_page_nor_index(tmp_path: Path) -> None:
    """The settings do it no harm."""
    digest = SmallDigest.at(tmp_path, theme="simple", more=f"{ON}DIGEST_SEARCH_INDEX = True\n")
    digest.story("1")
    assert digest.build() == 0
    assert not digest.has("search/index.html")
    assert not digest.has("opensearch.xml")
    assert not (digest.output / "pagefind").exists()


def test_the_index_setting_takes_three_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another is told by its name."""
    digest = SmallDigest.at(tmp_path, more=f"{ON}DIGEST_SEARCH_INDEX = 'always'\n")
    digest.story("1")
    assert digest.build() == 1
    assert "DIGEST_SEARCH_INDEX is 'always'" in capsys.readouterr().err


def test_the_search_page_comes_and_goes_with_its_setting(
    digest: SmallDigest, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every page does."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    site = Rebuilder(digest, capsys)
    site.right()
    conf = digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + "DIGEST_SEARCH = False\n", "utf-8")
    assert {"search/index.html", "opensearch.xml"} <= site.right().removed
