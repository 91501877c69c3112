"""The same seeds give the same bytes: again, elsewhere, by any of the ways to build."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from code_map import ROOT
from newsroom import SITEURL, Newsroom, folder_prints, unimported_project
from parts import need_command

if TYPE_CHECKING:
    from pathlib import Path

CAPTURE = """\
Lighthouse Keeper Retires After Forty Winters
Story Code : 990017
Tuesday 5 March 2024 - 14:06
Source : Harbour Wire

Lighthouse Keeper Retires After Forty Winters
The keeper of the northern light has handed over her keys. She said that the lamp would not miss her.
"A lamp has no memory," she told a small crowd on the quay, which laughed and did not believe her.
"""


def copied(room: Newsroom, target: Path) -> Newsroom:
    """Return a copy with every mtime."""
    shutil.copytree(room.root, target, symlinks=True)
    return Newsroom(target)


def state(room: Newsroom) -> list[dict[str, object]]:
    """Return what stands in content and output, and when each file was written (ns)."""
    folders = (room.root / "content", room.output)
    return [
        {name: (print_, (folder / name).stat().st_mtime_ns) for name, print_ in folder_prints(folder).items()}
        for folder in folders
    ]


def test_a_second_import_and_build_change_no_byte_and_no_mtime(published: Newsroom, tmp_path: Path) -> None:
    """What is up to date is left alone, so that rsync and caches have nothing to do."""
    room = copied(published, tmp_path / "room")
    before = state(room)
    room.must("digest", "import")
    room.must("digest", "build", "--settings", "checkconf.py")
    assert state(room) == before


@pytest.fixture(scope="module")
def turkish(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a machine far away: another zone, other months and letters, other hashes."""
    locales = tmp_path_factory.mktemp("locales")
    localedef = need_command("localedef", "locales")
    subprocess.run([localedef, "-i", "tr_TR", "-f", "UTF-8", str(locales / "tr_TR.UTF-8")], check=True)
    return {
        "LOCPATH": str(locales),
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4711",
    }


def test_the_far_machine_is_really_different(published: Newsroom, turkish: dict[str, str]) -> None:
    """The locale below is in force: its months are not English."""
    say = "import locale, time; locale.setlocale(locale.LC_ALL, ''); print(time.strftime('%B %Z', time.gmtime(0)))"
    assert published.must("python", "-c", say, env=turkish).out == "Ocak GMT\n"


def test_another_machine_changes_no_byte(published: Newsroom, turkish: dict[str, str], tmp_path: Path) -> None:
    """Neither zone, locale, hash order, umask nor the folder's name reaches content or output."""
    room = unimported_project(tmp_path / "a folder, of another name, ü")
    room.publish_as(SITEURL)
    for command in (("digest", "import"), ("digest", "build", "--settings", "checkconf.py")):
        done = room.run(*command, env=turkish, before=lambda: os.umask(0o027) and None)
        assert done.status == 0, done.said
    assert folder_prints(room.root / "content") == folder_prints(published.root / "content")
    assert folder_prints(room.output) == folder_prints(published.output)


def test_plain_pelican_imports_and_builds_without_a_warning(published: Newsroom, tmp_path: Path) -> None:
    """In the project's folder Pelican needs no other command before it; a seed that is dropped in later is read too."""
    room = unimported_project(tmp_path / "room")
    room.must("pelican", "--fatal", "warnings")
    assert folder_prints(room.root / "content") == folder_prints(published.root / "content")
    room.seed("late/990017.txt", CAPTURE)
    room.must("pelican", "--fatal", "warnings")
    assert "forty winters" in (room.output / "stories/990017/index.html").read_text("utf-8").casefold()


def test_pelican_builds_the_published_site_without_a_warning(published: Newsroom, tmp_path: Path) -> None:
    """By its own command it makes what `digest build` makes."""
    room = copied(published, tmp_path / "room")
    shutil.rmtree(room.output)
    room.must("pelican", "--fatal", "warnings", "-s", "checkconf.py")
    assert folder_prints(room.output) == folder_prints(published.output)


def test_a_site_in_a_folder_of_its_host_keeps_all_its_links(published: Newsroom, tmp_path: Path) -> None:
    """As project pages are served: https://host/project/."""
    room = copied(published, tmp_path / "room")
    shutil.rmtree(room.output)
    room.publish_as(f"{SITEURL}/daily/north")
    room.must("digest", "build", "--settings", "checkconf.py")
    room.must("digest", "check")


def test_the_committed_sample_is_what_an_import_makes(published: Newsroom) -> None:
    """The stories and the ledger in the repository are those of today's rules."""
    ours, made = ROOT / "content", published.root / "content"
    assert folder_prints(ours / "stories") == folder_prints(made / "stories")
    assert (ours / "ledger.jsonl").read_text("utf-8") == (made / "ledger.jsonl").read_text("utf-8")
