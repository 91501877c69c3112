"""Which folders the preview watches."""

from __future__ import annotations

from pathlib import Path

from news_digest.codemark import PACKAGE
from news_digest.preview.watched import folders_of
from news_digest.project import Project


def watched(root: Path, **settings: object) -> set[str]:
    """Return the folders by their paths from the digest's own; ours is not told."""
    folders = folders_of(Project.at(root), settings)
    return {Path(path).relative_to(root.parent).as_posix() for path in folders if path != str(PACKAGE)}


def test_all_that_settings_name_is_watched(tmp_path: Path) -> None:
    """Wherever it is, if it is there; what is within another folder is watched with that."""
    for name in ("site/content/stories", "site/seeds", "site/theme", "theme", "mine", "site/plugins/own"):
        (tmp_path / name).mkdir(parents=True)
    found = watched(
        tmp_path / "site",
        THEME=str(tmp_path / "theme"),
        THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "mine")],
        PLUGIN_PATHS=["plugins", "plugins/own", "missing"],
    )
    assert found == {"site/content", "site/seeds", "site/theme", "site/plugins", "theme", "mine"}


def test_a_folder_in_which_builds_write_is_not_watched(tmp_path: Path) -> None:
    """The project's own, as plugins may be right in it, or one around it."""
    (tmp_path / "site" / "content").mkdir(parents=True)
    assert watched(tmp_path / "site", PLUGIN_PATHS=[".", ".."]) == {"site/content"}
    assert watched(tmp_path / "site", PLUGIN_PATHS=".") == {"site/content"}
