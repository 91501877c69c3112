"""A build with nothing to do is over before Pelican is imported, and is never over where there is something to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from small_digest import SmallDigest

# Builds by the command, then says whether Pelican was needed.
BUILD = """\
import sys
from news_digest.cli import main
from news_digest.site import looking
looking.TICK_NS = 0  # the files of a test are young
status = main(sys.argv[1:])
print("Pelican" if "pelican" in sys.modules else "alone")
sys.exit(status)
"""
NOTHING = "nothing to write"


@pytest.fixture
def digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallDigest:
    """Return a digest of two stories that was built."""
    monkeypatch.setenv("TEST_SITENAME", "The Test Digest")
    digest = SmallDigest.at(tmp_path / "site", more='import os\nSITENAME = os.environ["TEST_SITENAME"]\n')
    digest.story("1", "The Ferries Return")
    digest.story("2", "The Pier Is Mended")
    assert "Pelican" in run(digest)
    return digest


def run(digest: SmallDigest, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """Run `digest build` in a process of its own and return what it said."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, "build", *arguments],
        cwd=digest.root,
        env=os.environ | (env or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_with_nothing_to_do_no_pelican_is_needed(digest: SmallDigest) -> None:
    """It says what a build says."""
    assert run(digest).splitlines() == ["Done: nothing to write (2 stories, 37 files).", "alone"]


def test_a_change_is_seen(digest: SmallDigest) -> None:
    """The build that was begun goes on."""
    digest.story("1", "The Ferries Return at Last")
    assert NOTHING not in run(digest)
    assert "at Last" in digest.page("stories/1/")


def test_a_setting_from_elsewhere_is_seen(digest: SmallDigest) -> None:
    """The settings file is run each time: what it takes from the environment counts."""
    assert NOTHING not in run(digest, env={"TEST_SITENAME": "Another Name"})
    assert "Another Name" in digest.page("")
    assert NOTHING not in run(digest)
    assert "The Test Digest" in digest.page("")


def test_a_settings_file_that_begins_to_listen_is_heard(digest: SmallDigest) -> None:
    """It sets nothing else than before, and yet every story is looked at now."""
    with (digest.root / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(
            "from pelican import signals\n"
            "def told(article): article.title = article.title.upper()\n"
            "signals.content_object_init.connect(told)\n"
        )
    for _ in range(2):
        assert "listens to" in run(digest)
    assert "THE FERRIES" in digest.page("stories/1/")


def test_a_theme_that_is_no_longer_ours_is_seen(tmp_path: Path) -> None:
    """Its marker stands beside the templates."""
    theme = tmp_path / "theme"
    subprocess.run(["cp", "-r", str(Path(__file__).parents[2] / "theme"), str(theme)], check=True)
    digest = SmallDigest.at(tmp_path / "site", theme=str(theme))
    digest.story("1")
    run(digest)
    (theme / "digest-theme.toml").rename(theme / "no-theme.toml")
    assert "is handed every article" in run(digest)


def test_what_is_to_be_said_is_said_again(digest: SmallDigest) -> None:
    """With a warning to repeat, a build repeats it."""
    digest.story("3", body="See [the report]({filename}gone.md).")
    assert "gone.md" in run(digest)
    assert "gone.md" in run(digest)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"seen": 1}', '{"seen": "x", "settings": 7}'])
def test_a_note_that_is_damaged_is_no_note(digest: SmallDigest, text: str) -> None:
    """Pelican is asked, and leaves another."""
    (digest.root / ".digest" / "glance-pelicanconf.json").write_text(text)
    assert "Pelican" in run(digest)
    assert "alone" in run(digest)


@pytest.mark.parametrize("key", ["settings", "shelf", "output", "mark"])
def test_a_note_without_what_is_needed_is_no_note(digest: SmallDigest, key: str) -> None:
    """The same."""
    note = digest.root / ".digest" / "glance-pelicanconf.json"
    kept = json.loads(note.read_text())
    del kept[key]
    note.write_text(json.dumps(kept))
    assert "Pelican" in run(digest)


def test_a_record_that_turns_out_to_be_damaged_is_made_anew(digest: SmallDigest) -> None:
    """Though its seal fits."""
    book, seal = (digest.root / ".digest" / f"press-output.{ending}" for ending in ("sqlite", "seal"))
    data = book.read_bytes()
    book.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    seal.write_text(json.dumps(json.loads(seal.read_text()) | {"mtime_ns": book.stat().st_mtime_ns}))
    said = run(digest)
    assert "Traceback" not in said
    assert "Pelican" in said
    assert "alone" in run(digest)


def test_other_wishes_are_heard(digest: SmallDigest, tmp_path: Path) -> None:
    """Another folder, everything anew."""
    assert "Pelican" in run(digest, "--clean")
    assert NOTHING not in run(digest, "--output", str(tmp_path / "elsewhere"))
    assert (tmp_path / "elsewhere" / "index.html").is_file()


def test_a_changed_file_of_the_output_is_mended(digest: SmallDigest) -> None:
    """Whoever changed it."""
    (digest.output / "index.html").write_text("gone")
    assert NOTHING not in run(digest)
    assert "The Test Digest" in digest.page("")
