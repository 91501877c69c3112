"""robots.txt, humans.txt and the web manifest: there is one of each, and a user's own stands for it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from rebuilding import Rebuilder
from small_digest import ROOT, SmallDigest

HOSTILE = 'The "<Digest>" & </script>\u2028'
MORE = f"SITENAME = {HOSTILE!r}\nSITESUBTITLE = 'News & more'\nAUTHOR = 'Orm Lind'\nDEFAULT_LANG = 'fa'\n"


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a digest of one story below a path."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest", siteurl="https://digest.example/daily", more=MORE)
    digest.story("1")
    return Rebuilder(digest, capsys)


def test_the_manifest_works_below_any_path(site: Rebuilder) -> None:
    """Its own addresses are relative, or begin with the path; its icon is there, and pages lead to it."""
    site.right()
    manifest = json.loads(site.digest.page("manifest.webmanifest"))
    assert (manifest["name"], manifest["description"]) == (HOSTILE, "News & more")
    assert (manifest["lang"], manifest["dir"]) == ("fa", "rtl")
    assert (manifest["start_url"], manifest["scope"]) == ("./", "./")
    assert {"background_color", "theme_color", "display"} <= manifest.keys()
    assert all(site.digest.has(icon["src"].removeprefix("/daily/")) for icon in manifest["icons"])
    assert '<link rel="manifest" href="/daily/manifest.webmanifest">' in site.digest.page("stories/1")


def test_humans_txt_says_whose_site_it_is(site: Rebuilder) -> None:
    """In plain words; nothing that changes from build to build."""
    site.right()
    lines = site.digest.page("humans.txt").splitlines()
    assert {"Editor: Orm Lind", "Address: https://digest.example/daily/", "Language: fa"} <= set(lines)
    assert site.build().written == frozenset()


def test_a_theme_of_ones_own_may_have_no_manifest(site: Rebuilder) -> None:
    """As a copy of ours from before there was one; it goes and comes with its template."""
    theme = site.digest.root / "theme"
    shutil.copytree(ROOT / "theme", theme)
    conf = site.digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + f"THEME = {str(theme)!r}\n", "utf-8")
    site.right()
    template = theme / "templates" / "manifest.webmanifest"
    text = template.read_text("utf-8")
    template.unlink()
    assert "manifest.webmanifest" in site.right().removed
    template.write_text(text.replace("minimal-ui", "standalone"), "utf-8")
    assert "manifest.webmanifest" in site.right().written
    assert json.loads(site.digest.page("manifest.webmanifest"))["display"] == "standalone"


def test_a_mistake_in_its_template_is_told_before_anything_is_written(site: Rebuilder) -> None:
    """With the template's name and the line."""
    overrides = site.digest.root / "mine"
    overrides.mkdir()
    (overrides / "manifest.webmanifest").write_text("{\n{{ nothing.such }}}", "utf-8")
    conf = site.digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + f"THEME_TEMPLATES_OVERRIDES = [{str(overrides)!r}]\n", "utf-8")
    done = site.build()
    assert done.status == 1
    assert "manifest" in done.err
    assert done.written == frozenset()
