"""The local preview in chromium: the open page follows what is written, and shows what is wrong with it."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest
from previews import Serving, serving
from small_digest import ROOT, SmallDigest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from chrome import Browser

pytestmark = pytest.mark.browser

LONG = "\n\n".join(f"Paragraph {number} of a long story." for number in range(200))
# What the panel of the preview says, "" where it is not shown.
PANEL = """
const panel = document.querySelector("digest-preview")?.shadowRoot.querySelector(".problems");
return panel && !panel.hidden ? panel.innerText : "";
"""
# What the corner says of notes, and what it tells of them when it is asked.
NOTES = """
const box = document.querySelector("digest-preview")?.shadowRoot.querySelector(".notes");
return !box || box.hidden ? "" : box.innerText;
"""
ASK_FOR_NOTES = 'document.querySelector("digest-preview").shadowRoot.querySelector(".notes summary").click()'
FOLLOW = 'document.querySelector("digest-preview").shadowRoot.querySelector("input").click()'


def until(holds: Callable[[], Any], wanted: str) -> None:
    """Wait until something holds, at most 20 seconds."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, wanted
        time.sleep(0.02)


class Desk:
    """A digest of two stories that is served, and the page that is open beside it."""

    def __init__(self, digest: SmallDigest, served: Serving, chromium: Browser) -> None:
        self.digest, self.chromium = digest, chromium
        self.root = f"http://127.0.0.1:{served.port}"

    def open(self, path: str) -> None:
        """Open a page."""
        self.chromium.show(self.root + path)
        until(lambda: self.chromium.ask('return !!document.querySelector("digest-preview")'), "the preview's script")

    def shows(self, words: str) -> None:
        """Wait until the page shows some words, and no panel."""
        until(lambda: words in self._text() and not self.panel(), words)

    def says(self, *words: str) -> None:
        """Wait until the panel says all these words."""
        until(lambda: all(word in self.panel() for word in words), f"{words} in {self.panel()}")

    def panel(self) -> str:
        """Return what the panel says."""
        return str(self.chromium.ask(PANEL))

    def _text(self) -> str:
        return str(self.chromium.ask("return document.body.innerText"))


@pytest.fixture(scope="module")
def desk(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Serve a digest whose theme is its own."""
    root = tmp_path_factory.mktemp("preview")
    shutil.copytree(ROOT / "theme", root / "theme")
    digest = SmallDigest.at(root, siteurl="", theme=str(root / "theme"))
    digest.story("1", "One Story", body=LONG)
    digest.story("2", "Another Story")
    with serving(root) as served:
        yield Desk(digest, served, chromium)


def test_an_edit_is_shown_where_the_reader_is(desk: Desk) -> None:
    """The page is not scrolled by it."""
    desk.open("/stories/1/")
    desk.chromium.ask("scrollTo(0, 2000)")
    desk.digest.story("1", "One Story", body=LONG.replace("Paragraph 40 ", "Passage 40 "))
    desk.shows("Passage 40")
    until(lambda: abs(desk.chromium.ask("return scrollY") - 2000) < 10, "as far down as before")


def test_a_page_of_which_nothing_changed_stays(desk: Desk) -> None:
    """What the reader did on it is still there."""
    desk.open("/stories/1/")
    desk.chromium.ask("window.mine = true")
    desk.digest.story("2", "Another Story", body="The boats went out.")
    until(lambda: "boats went out" in desk.digest.page("stories/2"), "the other page")
    time.sleep(0.5)
    assert desk.chromium.ask("return window.mine")


def test_style_comes_without_the_page_coming_anew(desk: Desk) -> None:
    """What the reader did on it is still there."""
    desk.open("/stories/1/")
    desk.chromium.ask("window.mine = true")
    sheet = next((desk.digest.root / "theme" / "static").rglob("foundation.css"))
    sheet.write_text(f"{sheet.read_text('utf-8')}\n:root {{ --of-the-test: 7px; }}\n", "utf-8")
    style = 'return getComputedStyle(document.documentElement).getPropertyValue("--of-the-test")'
    until(lambda: desk.chromium.ask(style).strip() == "7px", "the new style")
    assert desk.chromium.ask("return window.mine")


def story_file(root: Path) -> Path:
    """Return the file of the first story."""
    return root / "content" / "stories" / "1.md"


@pytest.mark.parametrize(
    ("find", "wrong", "right", "said"),
    [
        (story_file, "date: someday", "date: 2024-03-05T14:06:00+03:30", ["1.md:3", "someday"]),
        (lambda root: root / "pelicanconf.py", "SITENAME = ", 'SITENAME = "The Test Digest"', ["pelicanconf.py"]),
        (lambda root: root / "theme/templates/article.html", "{% if %}", "", ["article.html"]),
    ],
    ids=["story", "settings", "template"],
)
def test_what_is_wrong_is_shown_until_it_is_mended(
    desk: Desk, find: Callable[[Path], Path], wrong: str, right: str, said: list[str]
) -> None:
    """Over the last good page; the server goes on."""
    desk.digest.story("1", "One Story", body=LONG)
    desk.open("/stories/1/")
    file = find(desk.digest.root)
    good = file.read_text("utf-8")
    file.write_text(good.replace(right, wrong) if right else good + wrong, "utf-8")
    desk.says(*said)
    assert "Paragraph 3" in desk.chromium.ask("return document.body.innerText")
    file.write_text(good, "utf-8")
    desk.shows("Paragraph 3")


def test_the_reader_is_led_to_what_changed_if_wished(desk: Desk) -> None:
    """By a switch in the corner, which stays as it was put."""
    desk.open("/stories/1/")
    desk.chromium.ask(FOLLOW)
    desk.digest.story("2", "Another Story", body="The boats are back.")
    desk.shows("The boats are back.")
    assert desk.chromium.ask("return location.pathname") == "/stories/2/"
    desk.digest.story("1", "One Story", body="It was short.")
    desk.shows("It was short.")
    desk.chromium.ask(FOLLOW)


def test_a_page_that_goes_and_comes_back_is_followed(desk: Desk) -> None:
    """While it is gone the site's own page for that is shown."""
    file = desk.digest.story("3", "A Third Story")
    until(lambda: desk.digest.has("stories/3/index.html"), "a new page")
    desk.open("/stories/3/")
    good = file.read_bytes()
    file.unlink()
    until(lambda: "A Third Story" not in desk.chromium.ask("return document.title"), "the page is gone")
    file.write_bytes(good)
    desk.shows("A Third Story")


def test_a_warning_alone_is_counted_in_the_corner(desk: Desk) -> None:
    """The page is not covered by it; who wants to know reads it there, and it goes with what it was about."""
    desk.open("/stories/2/")
    # Of feeds without SITEURL Pelican always warns.
    until(lambda: desk.chromium.ask(NOTES) == "1 note", "what is always told")
    desk.digest.story("2", "Another Story", body="See [the report]({filename}gone.md).")
    desk.shows("See the report.")
    until(lambda: desk.chromium.ask(NOTES) == "2 notes", "a note")
    assert not desk.panel()
    desk.chromium.ask(ASK_FOR_NOTES)
    assert "gone.md" in desk.chromium.ask(NOTES)
    desk.digest.story("2", "Another Story", body="See nothing.")
    desk.shows("See nothing.")
    until(lambda: desk.chromium.ask(NOTES) == "1 note", "no more than before")
