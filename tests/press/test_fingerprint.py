"""Two builds with equal fingerprints were made with the same settings, code and packages."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from operator import itemgetter
from pathlib import Path, PurePosixPath
from types import MappingProxyType, ModuleType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.paginator import PaginationRule
from pelican.settings import DEFAULT_CONFIG

from news_digest import codemark as module
from news_digest.codemark import code_fingerprint
from news_digest.press.fingerprint import UnstableValueError, fingerprint

IN_ANOTHER_PROCESS = """
import re, sys
from pathlib import Path
from pelican.paginator import PaginationRule
from pelican.settings import DEFAULT_CONFIG
from news_digest.codemark import code_fingerprint
from news_digest.press.fingerprint import fingerprint
names = {"ferry", "herring", "harbour", "barley"}
odd = {name: Path(name) for name in names}
print(fingerprint({**DEFAULT_CONFIG, "NAMES": names, "ODD": odd, "RE": re.compile("a")}))
print(code_fingerprint())
"""


class Reader:
    """A class that a setting may name."""


def shout(text: str) -> str:
    """Return the text louder."""
    return text.upper()


def repeated(times: int) -> Callable[[str], str]:
    """Return a filter that carries a value with it."""
    return lambda text: text * times


def load(path: Path, source: str) -> ModuleType:
    """Load a module as Pelican loads a settings file."""
    path.write_text(source, "utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = loaded
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def settings_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder to import from, whose modules and bytecode are forgotten afterwards."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_the_same_settings_have_the_same_fingerprint_in_every_process() -> None:
    """Whatever order the process gives to sets, and whatever stands at which address in its memory."""
    said = {
        subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_the_order_of_settings_does_not_matter() -> None:
    """Of keys neither at the top nor below."""
    assert fingerprint({"A": {"x": 1, "y": 2}, "B": {3, 4}}) == fingerprint({"B": {4, 3}, "A": {"y": 2, "x": 1}})


VALUES = (
    "", "a", b"a", 1, True, 1.0, None, ..., (), [], ["a"], ("a",), [["a"]], {"a"}, {"a": 1}, {"a": [1]}, range(3),
    Path("a"), PurePosixPath("a"), re.compile("a"), re.compile("a", re.IGNORECASE), re.compile("b"),
    date(2024, 3, 5), datetime(2024, 3, 5, tzinfo=UTC), timedelta(1), ZoneInfo("Europe/Oslo"), UTC,
    PaginationRule(1, "a", "b"), PaginationRule(2, "a", "b"), Reader, Reader(), shout, str.upper, len,
    partial(shout, "a"), itemgetter(1), itemgetter(2), repeated(2), repeated(3), lru_cache(shout), lru_cache(Reader),
    sys, os, lambda: 1, lambda: 2, "a".join, threading.Lock,
)  # fmt: skip


def test_different_values_have_different_fingerprints() -> None:
    """Whatever kinds of values a settings file holds; the number 1 and the word True are two values."""
    marks = [fingerprint({"A": value}) for value in VALUES]
    assert len(set(marks)) == len(VALUES)
    assert marks == [fingerprint({"A": value}) for value in VALUES]


@given(
    st.dictionaries(st.text(), st.recursive(st.text() | st.integers() | st.none(), st.lists, max_leaves=5), max_size=3)
)
def test_any_plain_settings_have_one(settings: dict[str, object]) -> None:
    """Half a surrogate pair and a line feed in a key too; a copy has the same."""
    assert fingerprint(settings) == fingerprint(MappingProxyType(dict(reversed(settings.items()))))


def test_pelican_s_own_settings_have_one() -> None:
    """The defaults that every site starts from."""
    assert fingerprint(DEFAULT_CONFIG) != fingerprint({**DEFAULT_CONFIG, "SITENAME": "The Harbour Digest"})


def test_a_ring_of_values_has_an_end() -> None:
    """A list that holds itself is one, and not the list that holds another."""
    ring: list[object] = [1]
    ring.append(ring)
    assert fingerprint({"A": ring}) == fingerprint({"A": ring})
    assert fingerprint({"A": ring}) != fingerprint({"A": [1, []]})


@pytest.mark.parametrize("value", [threading.Lock(), (number for number in range(3)), [{"a": threading.Lock()}]])
def test_what_cannot_be_compared_is_named(value: object) -> None:
    """The error says which setting it is, and what in it."""
    with pytest.raises(UnstableValueError, match=r"^LOCKS: a (lock|generator) in it .*\(give "):
        fingerprint({"A": 1, "LOCKS": value})


def test_a_filter_changes_with_its_source(settings_folder: Path) -> None:
    """A line added anywhere in its module, and a value in its module that comes from elsewhere."""
    source = "import os\nNAME = os.environ['DIGEST_NAME']\ndef named(text): return NAME + text\n"
    marks = set()
    for name, more in (("a", ""), ("b", ""), ("b", "# a remark\n")):
        os.environ["DIGEST_NAME"] = name
        marks.add(fingerprint({"A": load(settings_folder / "own_settings.py", source + more).named}))
    del os.environ["DIGEST_NAME"]
    assert len(marks) == 3


@pytest.mark.parametrize("named", ["import own_words\ndef twice(text): return own_words.twice(text)\n",
                                   "from own_words import twice\n", "from own_words import Twice as twice\n",
                                   "import own_words\nclass twice(own_words.Twice): pass\n"])  # fmt: skip
def test_a_filter_changes_with_the_module_that_it_uses(settings_folder: Path, named: str) -> None:
    """However the settings file reaches it."""
    words = "def twice(text): return text * {0}\nclass Twice: number = {0}\n"
    marks = set()
    for number in (2, 3, 2):
        load(settings_folder / "own_words.py", words.format(number))
        marks.add(fingerprint({"A": load(settings_folder / "own_settings.py", named).twice}))
    assert len(marks) == 2


def test_a_module_counts_as_it_was_when_loaded(settings_folder: Path) -> None:
    """A process runs the code that it has read, whatever has been saved since."""
    loaded = load(settings_folder / "own_settings.py", "def twice(text): return text * 2\n")
    before = fingerprint({"A": loaded.twice})
    (settings_folder / "own_settings.py").write_text("def twice(text): return text * 3\n", "utf-8")
    assert fingerprint({"A": loaded.twice}) == before


def test_a_class_made_by_a_function_counts_with_what_it_was_made_with() -> None:
    """Two readers from one workshop differ."""

    def reader(extension: str) -> type:
        class Made:
            def extensions(self) -> str:
                return extension

        return Made

    assert fingerprint({"A": reader("md")}) != fingerprint({"A": reader("txt")})
    assert fingerprint({"A": reader("md")}) == fingerprint({"A": reader("md")})


def test_our_code_counts_by_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is touched changes nothing; one that is edited, added or renamed does; bytecode is no source."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "a.py").write_text("A = 1\n")
    monkeypatch.setattr(module, "PACKAGE", tmp_path)

    def now() -> str:
        code_fingerprint.cache_clear()
        return code_fingerprint()

    first = now()
    os.utime(tmp_path / "room" / "a.py", (1, 1))
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"\0")
    assert now() == first
    (tmp_path / "room" / "a.py").rename(tmp_path / "room" / "b.py")
    renamed = now()
    (tmp_path / "room" / "b.py").write_text("A = 2\n")
    assert len({first, renamed, now()}) == 3
    code_fingerprint.cache_clear()


def test_an_installed_package_counts_by_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever renders or reads for a build was installed; an update of it makes another build."""
    monkeypatch.syspath_prepend(tmp_path)
    marks = set()
    for name in ("Jinja2-3.1.6.dist-info", "Jinja2-3.1.7.dist-info"):
        (tmp_path / name).mkdir()
        code_fingerprint.cache_clear()
        marks.add(code_fingerprint())
        (tmp_path / name).rmdir()
    code_fingerprint.cache_clear()
    assert len(marks) == 2
