"""`digest publish` as an editor runs it: a built digest, a target, and what stops it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from parts import need_command
from small_digest import BIN, SmallDigest

from news_digest.cli import main
from news_digest.publish.record import RECORD, SENDING

Publish = Callable[..., tuple[int, str]]
TARGETS = 'DIGEST_TARGETS = {"copy": {"kind": "folder", "to": "../www"}}\n'


@pytest.fixture
def digest(tmp_path: Path) -> SmallDigest:
    """Return a digest of two stories with a folder as a target."""
    made = SmallDigest.at(tmp_path / "digest", more=TARGETS)
    made.story("1", "Boats Came In")
    made.story("2", "Harbour Opens")
    return made


@pytest.fixture
def publish(digest: SmallDigest, capfd: pytest.CaptureFixture[str]) -> Publish:
    """Return what publishes, and returns the exit status and what was said."""

    def run(*options: str) -> tuple[int, str]:
        status = main(["-C", str(digest.root), "publish", "copy", *options])
        said = capfd.readouterr()
        return status, said.out + said.err

    return run


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and time of each file but the record."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def texts(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file but the record."""
    return {name: data for name, (data, _) in files(folder).items()}


def test_an_edited_story_is_all_that_travels(digest: SmallDigest, publish: Publish) -> None:
    """The target is the site, and a second publish leaves every file as it is."""
    www = digest.root.parent / "www"
    assert publish()[0] == 0
    assert texts(www) == texts(digest.output)
    before, built = files(www), texts(digest.output)
    assert publish("-q") == (0, "")
    assert files(www) == before
    digest.story("2", "Harbour Opens", body="The harbour opened again.")
    status, said = publish("-v")
    after = texts(digest.output)
    differing = {name for name in after if after[name] != built.get(name)}
    assert status == 0
    assert texts(www) == after
    assert {name for name, (_, mtime) in files(www).items() if before[name][1] != mtime} == differing
    assert f"copy: 0 new, {len(differing)} changed, 0 removed" in said


def test_a_dry_run_sends_nothing_and_names_all(digest: SmallDigest, publish: Publish) -> None:
    """With a sign for what would be done."""
    status, said = publish("--dry-run")
    assert status == 0
    assert "+ stories/1/index.html\n" in said
    assert not (digest.root.parent / "www").exists()


def test_a_story_that_is_gone_leaves(digest: SmallDigest, publish: Publish) -> None:
    """Its page is removed, and said to be; more removals than are allowed stop everything."""
    www = digest.root.parent / "www"
    publish()
    (digest.root / "content/stories/2.md").unlink()
    before = files(www)
    status, said = publish("--max-deletes", "0")
    assert status == 1
    assert "stories/2/index.html" in said
    assert files(www) == before
    assert publish()[0] == 0
    assert not (www / "stories/2").exists()


def test_who_interrupts_a_publish_is_told_how_it_goes_on(digest: SmallDigest, publish: Publish) -> None:
    """What stands there is whole, and the next publish completes it."""
    need_command("rsync", "rsync")
    www = digest.root.parent / "www"
    conf = digest.root / "pelicanconf.py"
    slow = {"kind": "rsync", "to": str(www), "options": ["--bwlimit=1"]}
    conf.write_text(f"{conf.read_text()}DIGEST_TARGETS['slow'] = {slow}\n")
    with Popen(
        [BIN / "digest", "-C", digest.root, "publish", "slow"], stderr=PIPE, text=True, start_new_session=True
    ) as run:
        while run.poll() is None and not (www / SENDING).is_file():
            time.sleep(0.05)
        os.killpg(run.pid, signal.SIGINT)
        said = run.communicate()[1]
    assert (run.returncode, "slow: interrupted; the site there is whole" in said) == (130, True), said
    assert "Traceback" not in said
    assert not (www / "index.html").exists()
    assert publish()[0] == 0
    assert texts(www) == texts(digest.output)


def test_drafts_stay_here(digest: SmallDigest, publish: Publish) -> None:
    """Unless they are asked for, to be looked at by others."""
    www = digest.root.parent / "www"
    digest.story("5", more="status: draft\n")
    assert publish()[0] == 0
    assert digest.has("drafts/5/index.html")
    assert not (www / "drafts").exists()
    assert publish("--drafts")[0] == 0
    assert (www / "drafts/5/index.html").is_file()
    assert publish()[0] == 0
    assert not (www / "drafts").exists()


def test_a_fault_stops_a_publish(digest: SmallDigest, publish: Publish) -> None:
    """It is named; who knows better says so."""
    digest.story("3", body="[there](/nowhere/)")
    status, said = publish()
    assert status == 1
    assert "leads nowhere" in said
    assert not (digest.root.parent / "www").exists()
    assert publish("--skip-check")[0] == 0


def test_a_refused_story_stops_a_publish(digest: SmallDigest, publish: Publish) -> None:
    """The site is not whole without it."""
    digest.file("stories/4.md", "---\ntitle: [\n---\n")
    status, said = publish()
    assert status == 1
    assert "nothing was sent" in said
    assert not (digest.root.parent / "www").exists()


def test_nothing_is_built_for_an_address_of_this_machine(digest: SmallDigest, publish: Publish) -> None:
    """Nor for a target that is not there."""
    settings = digest.root / "pelicanconf.py"
    settings.write_text(settings.read_text() + 'SITEURL = "http://localhost:8000"\n')
    status, said = publish()
    assert (status, "SITEURL" in said, digest.output.exists()) == (1, True, False)
