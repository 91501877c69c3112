"""Builds for the preview: what came of them, by a process that stands by or by one of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from small_digest import ROOT, SmallDigest

from news_digest.codemark import PACKAGE
from news_digest.preview.builder import Builder, broken_off
from news_digest.preview.problem import Problem
from news_digest.preview.wanted import Account, Wanted

WANTED = Wanted(imports=False, verbosity=-1)
PLUGIN = """
import os, signal
from pelican import signals
def end(pelican):
    {what}
def register():
    signals.finalized.connect(end)
"""


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> SmallDigest:
    """Make a digest of one story; each test leaves it whole."""
    found = SmallDigest.at(tmp_path_factory.mktemp("builder"))
    found.story("1", "One Story")
    return found


@pytest.fixture(scope="module")
def builder(digest: SmallDigest) -> Iterator[Builder]:
    """Build in it, by a process that stands by."""
    with closing(Builder(digest.root, forks=True)) as found:
        yield found


def change(digest: SmallDigest, path: Path) -> Wanted:
    """Return the build that is wanted when a file of the digest changed."""
    return Wanted(imports=False, verbosity=-1, changed=(str(digest.root / path),))


def folders_of(digest: SmallDigest) -> tuple[str, ...]:
    """Return the folders that a preview of the digest has to watch."""
    folders = (digest.root / "content", digest.root / "seeds", ROOT / "theme", PACKAGE)
    return tuple(sorted(str(folder) for folder in folders if folder.is_dir()))


def test_each_build_reads_everything_anew(digest: SmallDigest, builder: Builder) -> None:
    """Stories, settings and code of the digest's own, however often."""
    folders = folders_of(digest)
    assert builder.build(WANTED) == Account(ok=True, folders=folders)
    settings = digest.root / "pelicanconf.py"
    plain = settings.read_text("utf-8")
    for number in (1, 2, 3):
        (digest.root / "naming.py").write_text(f"NAME = 'Paper {number}'\n", "utf-8")
        settings.write_text(f"{plain}sys.path.insert(0, {str(digest.root)!r})\nfrom naming import NAME as SITENAME\n")
        path = digest.story("1", f"Story {number}")
        assert builder.build(change(digest, path)) == Account(ok=True, story="/stories/1/", folders=folders)
        assert f"Story {number}" in digest.page("stories/1")
        assert f"Paper {number}" in digest.page("stories/1")
    settings.write_text(plain, "utf-8")


def test_what_is_wrong_is_told_until_it_is_mended(digest: SmallDigest, builder: Builder) -> None:
    """Each build tells all of it, also of what was refused before."""
    builder.build(WANTED)
    story = digest.story("1", "One Story", date="someday")
    for _ in range(2):
        account = builder.build(WANTED)
        assert (account.ok, account.problems[0].line, account.problems[0].file) == (False, 3, "content/stories/1.md")
        assert account.problems[0].remedy
    story.unlink()
    assert builder.build(WANTED).ok
    digest.story("1", "One Story")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("SITENAME = \n", "invalid syntax"),
        ("raise OSError('no disk')\n", "no disk"),
        ("import no_such_module\n", "no_such_module"),
        ("DIGEST_PER_PAGE = 'many'\n", "DIGEST_PER_PAGE"),
    ],
)
def test_settings_that_break_are_told(digest: SmallDigest, builder: Builder, more: str, told: str) -> None:
    """And the next build goes on."""
    settings = digest.root / "pelicanconf.py"
    good = settings.read_text("utf-8")
    settings.write_text(good + more, "utf-8")
    account = builder.build(WANTED)
    assert not account.ok
    assert told in account.problems[0].reason
    settings.write_text(good, "utf-8")
    assert builder.build(WANTED).ok


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "was ended by signal 9"),
        ("os._exit(3)", "ended with status 3"),
        ("raise KeyError('a part')", "KeyError: 'a part'"),
    ],
)
def test_a_build_that_dies_is_told(digest: SmallDigest, builder: Builder, what: str, told: str) -> None:
    """A plugin may do anything; the next build goes on."""
    (digest.root / "deadly.py").write_text(PLUGIN.format(what=what), "utf-8")
    settings = digest.root / "pelicanconf.py"
    good = settings.read_text("utf-8")
    settings.write_text(f"{good}PLUGIN_PATHS = ['.']\nPLUGINS = ['news_digest', 'deadly']\n", "utf-8")
    account = builder.build(WANTED)
    assert not account.ok
    assert told in account.problems[-1].reason
    settings.write_text(good, "utf-8")
    assert builder.build(WANTED).ok


def test_seeds_that_are_refused_are_told(digest: SmallDigest, builder: Builder) -> None:
    """Apart from the build: without an import they still stand."""
    (digest.root / "seeds").mkdir()
    (digest.root / "seeds" / "empty.txt").write_bytes(b"")
    account = builder.build(Wanted(verbosity=-1))
    assert account.ok
    assert account.spiked is not None
    assert [problem.file for problem in account.spiked] == ["empty.txt"]
    assert builder.build(WANTED).spiked is None
    (digest.root / "seeds" / "empty.txt").unlink()


def kill(builder: Builder) -> None:
    """Kill the process that stands by."""
    assert builder._warm is not None
    os.kill(builder._warm._process.pid, signal.SIGKILL)


def test_the_process_that_stands_by_may_be_killed_or_renewed(builder: Builder) -> None:
    """As by a machine without memory, and when our code changed."""
    kill(builder)
    assert builder.build(WANTED).ok
    assert builder.build(WANTED).ok
    builder.renew()
    assert builder.build(WANTED).ok


def test_a_program_of_its_own_gives_the_same_account(digest: SmallDigest) -> None:
    """Where nothing can be forked."""
    with closing(Builder(digest.root, forks=False)) as builder:
        path = digest.story("1", "By Itself")
        assert builder.build(change(digest, path)) == Account(ok=True, story="/stories/1/", folders=folders_of(digest))
        digest.story("1", "By Itself", date="someday")
        assert builder.build(WANTED).problems[0].line == 3
        path.write_text(path.read_text("utf-8").replace("someday", "2024-03-05"), "utf-8")


def test_accounts_travel_as_they_are() -> None:
    """Between processes."""
    for account in (
        broken_off(-9),
        Account(ok=True, folders=("a", "b")),
        Account(ok=False, spiked=(Problem("a", "b", 1, "c"),), story="/a/"),
    ):
        assert Account.from_json(account.as_json()) == account
    for only in (None, (), ("a", "b")):
        wanted = Wanted(first=True, now="2024-03-05", changed=("a", "b"), only=only)
        assert Wanted.from_json(wanted.as_json()) == wanted


def test_the_preview_needs_what_serves(digest: SmallDigest) -> None:
    """And says how to get it."""
    told = "import sys; sys.modules['starlette'] = None; from news_digest.cli import main; sys.exit(main(['serve']))"
    done = subprocess.run([sys.executable, "-c", told], cwd=digest.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install 'pelican-news-digest[preview]'" in done.stderr
