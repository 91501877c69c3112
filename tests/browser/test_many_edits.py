"""A hundred edits, breakages and repairs in a row: the open page is always the right one, or says the right error."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from previews import serving
from small_digest import ROOT, SmallDigest

if TYPE_CHECKING:
    from pathlib import Path

    from chrome import Browser

pytestmark = pytest.mark.browser

# What the page shows, and what the panel of the preview says, "" where it is hidden.
SEEN = """
const panel = document.querySelector("digest-preview")?.shadowRoot.querySelector(".problems");
return [document.body?.innerText ?? "", panel && !panel.hidden ? panel.innerText : ""];
"""
ALL_WELL = ""


@dataclass(slots=True)
class Desk:
    """An editor's files. `words` are to be in the page that is open, `wrong` in what is said to be wrong."""

    digest: SmallDigest
    words: str = "Beginning"
    wrong: str = ALL_WELL
    count: int = 0

    def edit(self) -> None:
        """Write the story whose page is open."""
        self.count += 1
        self._put(f"Text {self.count} ends.", "2024-03-05")
        self.words, self.wrong = f"Text {self.count} ends.", ALL_WELL

    def break_story(self) -> None:
        """Write it with a date that is none; its page stays."""
        self.count += 1
        self._put("No text.", f"someday-{self.count}")
        self.wrong = f"someday-{self.count}"

    def break_template(self) -> None:
        """Leave a tag of a template open, and close it again: what was wrong is not seen to be, or goes."""
        self._spoil(self.digest.root / "theme" / "templates" / "article.html", "{% if %}")

    def break_settings(self) -> None:
        """Write settings that are no Python, and good ones again."""
        self._spoil(self.digest.root / "pelicanconf.py", "\nSITENAME = = 1\n")

    def add_and_remove(self) -> None:
        """Write another story, and remove it."""
        self.digest.story("9", f"Another {self.count}").unlink()

    def rename(self) -> None:
        """Give the story's file another name, as editors do that write aside."""
        self.edit()
        file = self._file
        file.rename(file.with_suffix(".tmp")).rename(file)

    @property
    def _file(self) -> Path:
        return self.digest.root / "content" / "stories" / "1.md"

    def _put(self, text: str, date: str) -> None:
        self.digest.story("1", "Open Story", date=date, body=text)

    @staticmethod
    def _spoil(file: Path, more: str) -> None:
        good = file.read_bytes()
        file.write_bytes(good + more.encode())
        time.sleep(0.05)
        file.write_bytes(good)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    """Serve a digest of two stories with a theme of its own; returns the desk and the address of a page."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    digest = SmallDigest.at(tmp_path, theme=str(tmp_path / "theme"))
    digest.story("1", "Open Story", body="Beginning")
    digest.story("2", "Second Story")
    with serving(tmp_path) as served:
        yield Desk(digest), f"http://127.0.0.1:{served.port}/stories/1/"


def test_the_page_is_right_or_says_what_is_wrong(chromium: Browser, desk: tuple[Desk, str]) -> None:
    """In bursts, as they come, and looked at when they are over."""
    editor, address = desk
    chromium.show(address)
    chance = random.Random(8)
    steps: list[Callable[[], None]] = [
        *[editor.edit, editor.break_story] * 3,
        *(editor.break_template, editor.break_settings, editor.add_and_remove, editor.rename),
    ]
    for _ in range(10):
        for step in chance.choices(steps, k=10):
            step()
            time.sleep(chance.choice([0, 0.02, 0.1]))
        shown = until_right(chromium, editor)
        assert shown is None, shown


def until_right(chromium: Browser, editor: Desk) -> str | None:
    """Wait until the page is as the files are, for 20 seconds; return what is shown where it is not."""
    end = time.monotonic() + 20
    while True:
        page, panel = chromium.ask(SEEN)
        if (editor.words in page or editor.wrong) and (editor.wrong in panel if editor.wrong else not panel):
            return None
        if time.monotonic() > end:
            return f"{editor.words!r}, {editor.wrong!r} wanted in {page[:300]!r}, {panel!r}"
        time.sleep(0.03)
