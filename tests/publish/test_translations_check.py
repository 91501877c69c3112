"""The digest's own translations are asked whether pages could be made with them."""

from __future__ import annotations

from pathlib import Path

from spoken_digest import catalog

from news_digest.project import Project
from news_digest.publish.translations_check import check_translations


def test_a_digest_without_translations_has_nothing_wrong_with_them(tmp_path: Path) -> None:
    """Most have none."""
    assert check_translations(Project.at(tmp_path)).ok


def test_a_faulty_catalog_is_named_whatever_its_language(tmp_path: Path) -> None:
    """With its line; a build would read only that of the site's language."""
    catalog(tmp_path, "de", 'msgid "Tags"\nmsgstr "Themen"\n')
    catalog(tmp_path, "sv", 'msgid "Tag: %(name)s"\nmsgstr "%(namn)s"\n')
    (problem,) = check_translations(Project.at(tmp_path)).problems
    assert problem.file == "translations/sv/LC_MESSAGES/messages.po"
    assert problem.what == "line 8: the translation of 'Tag: %(name)s' has %(namn)s"


def test_a_folder_that_is_named_as_a_catalog_is_told(tmp_path: Path) -> None:
    """It cannot be read."""
    (tmp_path / "translations/de/LC_MESSAGES/messages.po").mkdir(parents=True)
    (problem,) = check_translations(Project.at(tmp_path)).problems
    assert problem.what.startswith("cannot be read")
