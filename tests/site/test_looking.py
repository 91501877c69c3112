"""All that a build may read is seen by its stamps, and what is young is not believed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from news_digest.site.looking import TICK_NS, Looked, look

SETTINGS: Mapping[str, object] = {
    "ARTICLE_PATHS": ["stories"],
    "ARTICLE_EXCLUDES": ["stories/old"],
    "PAGE_PATHS": ["pages"],
    "PAGE_EXCLUDES": [],
    "STATIC_PATHS": ["images", "robots.txt"],
    "STATIC_EXCLUDES": [],
    "IGNORE_FILES": [".*", "*~"],
    "THEME_STATIC_PATHS": ["static"],
    "THEME_TEMPLATES_OVERRIDES": [],
}


def looked(root: Path, linked: tuple[str, ...] = (), **settings: object) -> Looked:
    """Look at a digest in a folder."""
    paths = {"PATH": "content", "THEME": "theme", "DIGEST_TRANSLATIONS": "translations"}
    return look({**SETTINGS, **{key: str(root / path) for key, path in paths.items()}, **settings}, linked)


def put(root: Path, *names: str) -> None:
    """Make files."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def test_each_group_has_its_own_files(tmp_path: Path) -> None:
    """By the paths that Pelican gives them; templates and assets by their whole path."""
    put(tmp_path, "content/stories/a/b.md", "content/pages/c.md", "content/images/d.png", "content/robots.txt")
    put(
        tmp_path,
        "content/editions/2024-W10.toml",
        "content/other/e.pdf",
        "theme/templates/f.html",
        "theme/static/css/g.css",
    )
    groups = looked(tmp_path, ("other/e.pdf", "other/missing.pdf")).groups
    assert {name: set(stamps) for name, stamps in groups.items()} == {
        "stories": {"stories/a/b.md"},
        "pages": {"pages/c.md"},
        "static": {"images/d.png", "robots.txt"},
        "linked": {"other/e.pdf"},
        "editions": {"editions/2024-W10.toml"},
        "templates": {f"{tmp_path}/theme/templates/f.html"},
        "assets": {f"{tmp_path}/theme/static/css/g.css"},
        "fonts": set(),
        "nameless": set(),
    }


def test_what_is_to_be_ignored_is_not_seen(tmp_path: Path) -> None:
    """By its name, by its folder's, or since it is left out."""
    put(tmp_path, "content/stories/a.md", "content/stories/.a.md.swp", "content/stories/a.md~")
    put(tmp_path, "content/stories/.git/b.md", "content/stories/old/c.md", "content/stories/older/d.md")
    assert set(looked(tmp_path).groups["stories"]) == {"stories/a.md", "stories/older/d.md"}


def test_a_digest_without_any_file_is_seen_as_one(tmp_path: Path) -> None:
    """Folders that are not there have no files."""
    assert not any(looked(tmp_path).groups.values())


@pytest.mark.parametrize("paths", [[""], ["."], ["", "stories"]])
def test_stories_may_stand_in_the_content_folder_itself(tmp_path: Path, paths: list[str]) -> None:
    """Each is seen once."""
    put(tmp_path, "content/a.md", "content/stories/b.md")
    assert set(looked(tmp_path, ARTICLE_PATHS=paths).groups["stories"]) == {"a.md", "stories/b.md"}


def test_templates_that_stand_for_the_themes_are_seen(tmp_path: Path) -> None:
    """Wherever they are."""
    put(tmp_path, "theme/templates/a.html", "mine/a.html")
    found = looked(tmp_path, THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "mine")]).groups["templates"]
    assert set(found) == {f"{tmp_path}/theme/templates/a.html", f"{tmp_path}/mine/a.html"}


def test_translations_are_seen_with_the_templates(tmp_path: Path) -> None:
    """The theme's and the digest's own."""
    put(tmp_path, "theme/translations/de/LC_MESSAGES/messages.po", "translations/de/LC_MESSAGES/messages.po")
    found = looked(tmp_path).groups["templates"]
    assert {path.removeprefix(f"{tmp_path}/").split("/")[0] for path in found} == {"theme", "translations"}


def test_a_name_that_is_no_text_is_told_apart(tmp_path: Path) -> None:
    """No page can be made of it."""
    put(tmp_path, "content/stories/a.md")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/content/stories/\xff.md")).touch()
    except OSError:
        pytest.skip("names are UTF-8 on this file system")
    found = looked(tmp_path)
    assert set(found.groups["nameless"]) == {"stories/\udcff.md"}
    assert set(found.groups["stories"]) == {"stories/a.md"}


def test_only_what_changed_makes_a_group_changed(tmp_path: Path) -> None:
    """A file of another group does not."""
    put(tmp_path, "content/stories/a.md", "content/pages/b.md")
    before = looked(tmp_path).groups
    assert not any(looked(tmp_path).changed(group, before) for group in before)
    put(tmp_path, "content/pages/c.md")
    assert [group for group in before if looked(tmp_path).changed(group, before)] == ["pages"]
    assert looked(tmp_path).changed("pages", {})


@pytest.mark.parametrize(("age", "young"), [(0, True), (TICK_NS - 1, True), (TICK_NS, False), (-TICK_NS, True)])
@pytest.mark.parametrize("which", ["mtime", "ctime"])
def test_a_file_is_young_for_a_tick_of_the_coarsest_clock(
    tmp_path: Path,
    age: int,
    young: bool,  # noqa: FBT001 - a case
    which: str,
) -> None:
    """By the later of its times; one from the future proves nothing either."""
    put(tmp_path, "content/stories/a.md")
    path = tmp_path / "content/stories/a.md"
    latest = path.stat().st_ctime_ns + (TICK_NS if which == "mtime" else -TICK_NS)
    os.utime(path, ns=(latest, latest))
    latest = max(latest, path.stat().st_ctime_ns)
    assert looked(tmp_path).fresh(latest + age) == ({"stories": ["stories/a.md"]} if young else {})
