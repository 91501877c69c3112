"""The translations that ship: complete, and of the words that templates and code say today."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from news_digest.site.po_files import faults

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "theme" / "translations"
LANGUAGES = sorted(path.name for path in SHIPPED.iterdir() if path.is_dir())
each_language = pytest.mark.parametrize("lang", LANGUAGES)
PLACE = re.compile(r"%\(\w+\)s")


def catalog_of(lang: str, shipped: Path = SHIPPED) -> Catalog:
    """Return a catalog that ships."""
    with (shipped / lang / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def said_in(catalog: Catalog) -> dict[tuple[object, ...], object]:
    """Return what a catalog says for each message; in which file it is said is a translator's help, nothing more."""
    return {(m.id, m.context, m.pluralizable, m.python_format): m.string for m in catalog if m.id}


def test_the_languages_that_were_promised_are_there() -> None:
    """English needs no catalog."""
    assert {"ar", "de", "es", "fr"} <= set(LANGUAGES)


def test_catalogs_have_the_messages_of_templates_and_code(tmp_path: Path) -> None:
    """`invoke messages` would change no message: none is new, none has gone, none was put otherwise."""
    for name in ("tasks.py", "pyproject.toml", "plugins/news_digest/site", "theme/templates", "theme/translations"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, tmp_path / name)
    subprocess.run([str(Path(sys.executable).parent / "invoke"), "messages"], cwd=tmp_path, check=True)
    for lang in LANGUAGES:
        brought = catalog_of(lang, tmp_path / "theme/translations")
        assert said_in(brought) == said_in(catalog_of(lang)), f"run `invoke messages`: {lang}"


@each_language
def test_every_message_is_translated_in_every_form_and_none_is_a_guess(lang: str) -> None:
    """None is fuzzy or empty, and a plural has as many forms as the language."""
    catalog = catalog_of(lang)
    for message in filter(lambda message: message.id, catalog):
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        assert len(forms) == (catalog.num_plurals if message.pluralizable else 1), message.id
        assert all(forms), message.id
        assert not message.fuzzy, message.id


@each_language
def test_every_value_has_its_place(lang: str) -> None:
    """A translation puts in what its message puts in; a form for a single number may say it in words."""
    catalog = catalog_of(lang)
    assert list(faults(catalog)) == []
    for message in filter(lambda message: message.id, catalog):
        english = message.id if isinstance(message.id, str) else message.id[1]
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        for form in forms:
            assert set(PLACE.findall(english)) - set(PLACE.findall(form)) <= (
                {"%(num)s"} if message.pluralizable else set()
            )


@each_language
def test_the_edges_of_a_message_stay(lang: str) -> None:
    """A sentence ends as one, if not with a date that brings its own stop; a label has none, and no blank too many."""
    for message in filter(lambda message: message.id, catalog_of(lang)):
        english = message.id if isinstance(message.id, str) else message.id[1]
        for form in [message.string] if isinstance(message.string, str) else message.string:
            ends = english.endswith("."), form.endswith((".", "。"))
            assert ends[0] == ends[1] or (ends[0] and form.endswith("%(day)s")), (english, form)
            assert "\n" not in form
            assert form == form.strip() or english != english.strip(), (english, form)
