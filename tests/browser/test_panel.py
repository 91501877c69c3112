"""The editor's panel in chromium: a capture is read there and runs nothing; the switch; keys; axe."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from previews import Serving, serving
from selenium.webdriver import ActionChains, Keys
from small_digest import SmallDigest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chrome import Browser, Scheme

pytestmark = pytest.mark.browser

HOSTILE = """\
Home
Ferries Return to the Northern Islands
Published: 2024-03-05 14:06
Story Code : 846706

The first ferry since the storm left the harbour on Tuesday morning with forty people on board.

Told by <script>top.taken = 1</script> <img src="/taken.png" onerror="top.taken = 2"> <svg onload="top.taken = 3"> here.
Source : Harbour Wire
Facebook Twitter Print
"""
ROOT = 'document.querySelector("digest-preview").shadowRoot'
FRAME = f'{ROOT}.querySelector("iframe")'
TEXT = f"return {ROOT}.querySelector('.panel').hidden ? '' : ({FRAME}.contentDocument.body?.innerText || '')"
SWITCH = f'{ROOT}.querySelector(".unpublished input")'
CORNER = f"return {ROOT}.querySelector('.corner').innerText"
FOCUS = f"return {ROOT}.activeElement?.innerText || ''"


COPY = """
const [address, done] = arguments;
fetch(address).then((answer) => answer.text()).then((text) => {
  document.open();
  document.write(text);
  document.close();
  document.querySelector("link[rel=stylesheet]").addEventListener("load", done);
});
"""


def until(holds: Callable[[], Any], wanted: str) -> None:
    """Wait until something holds, at most 20 seconds."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, wanted
        time.sleep(0.02)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Serve a digest of a story that was imported, and a draft."""
    root = tmp_path_factory.mktemp("panel")
    digest = SmallDigest.at(root, siteurl="")
    (root / "seeds").mkdir()
    (root / "seeds" / "one.txt").write_text(HOSTILE, "utf-8")
    digest.story("2", "Not Ready Yet", more="status: draft\n")
    digest.story("3", "Out")
    with serving(root) as found:
        yield found


def show(chromium: Browser, served: Serving, path: str, **how: Any) -> None:  # noqa: ANN401 - as `Browser.show` has them
    """Open a page, and wait for the preview's script."""
    chromium.show(f"http://127.0.0.1:{served.port}{path}", **how)
    until(lambda: chromium.ask('return !!document.querySelector("digest-preview")'), "the preview's script")


def press(chromium: Browser, key: str) -> None:
    """Press a key where the focus is."""
    ActionChains(chromium.driver).send_keys(key).perform()


def test_a_key_opens_the_panel_of_the_story_in_view(chromium: Browser, served: Serving) -> None:
    """It is still open on the next page; Esc closes it, also from within, and the focus is where it was."""
    show(chromium, served, "/stories/846706/")
    assert chromium.ask(TEXT) == ""
    press(chromium, "e")
    until(lambda: "Lines that were left out" in chromium.ask(TEXT), "the panel")
    found = chromium.ask(TEXT)
    assert "left out: share bar" in found
    assert "rule “label" in found
    assert "Close" in chromium.ask(FOCUS)
    show(chromium, served, "/")
    until(lambda: "What needs a look" in chromium.ask(TEXT), "the panel of another page")
    chromium.ask(f"{FRAME}.contentDocument.querySelector('a').focus()")
    press(chromium, Keys.ESCAPE)
    until(lambda: chromium.ask(TEXT) == "", "it is closed")
    assert chromium.ask(FOCUS) == "Panel"
    show(chromium, served, "/stories/846706/")
    assert chromium.ask(TEXT) == ""


def test_a_hostile_capture_runs_nothing(chromium: Browser, served: Serving) -> None:
    """Neither beside the page nor as a page of its own; nothing that it names is asked for."""
    show(chromium, served, "/stories/846706/")
    chromium.console()
    chromium.ask(f"{ROOT}.querySelector('.corner button').click()")
    until(lambda: "top.taken = 1" in chromium.ask(TEXT), "the capture's text")
    assert chromium.ask(f"return {FRAME}.contentDocument.querySelectorAll('script, img, svg, form').length") == 0
    time.sleep(0.3)
    assert chromium.ask("return window.taken === undefined")
    asked = "return performance.getEntriesByType('resource').map((one) => one.name)"
    named = chromium.ask(
        f"return (() => {{ {asked} }})().concat({FRAME}.contentWindow.performance.getEntries().map((e) => e.name))"
    )
    assert [name for name in named if "taken" in name] == []
    # Even what would get into it by a fault of ours.
    chromium.ask(
        f"{FRAME}.contentDocument.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"top.taken = 4\">')"
    )
    time.sleep(0.3)
    assert chromium.ask("return window.taken === undefined")
    press(chromium, Keys.ESCAPE)
    chromium.console()


def test_what_is_not_published_is_shown_on_a_switch(chromium: Browser, served: Serving) -> None:
    """And plainly said to be; off again, it is gone."""
    show(chromium, served, "/")
    chromium.ask(f"{SWITCH}.click()")
    until(lambda: "Not Ready Yet" in chromium.ask("return document.body.innerText"), "the draft")
    until(lambda: "Shows unpublished stories" in chromium.ask(CORNER), "the mark")
    assert chromium.ask(f"return {SWITCH}.checked")
    show(chromium, served, "/drafts/2/")
    assert chromium.ask("return location.pathname") == "/stories/2/"
    show(chromium, served, "/")
    until(lambda: chromium.ask(f"return {SWITCH}.checked"), "the switch is as it was put")
    chromium.ask(f"{SWITCH}.click()")
    until(lambda: "Not Ready Yet" not in chromium.ask("return document.body.innerText"), "the draft is gone")
    until(lambda: "Shows unpublished" not in chromium.ask(CORNER), "no mark")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
@pytest.mark.parametrize("of", ["/stories/846706/", "/"])
def test_the_panel_is_for_everyone(chromium: Browser, served: Serving, of: str, width: int, scheme: Scheme) -> None:
    """No rule of axe is broken, and nothing stands out at the side."""
    show(chromium, served, "/", width=width, scheme=scheme)
    # As a page of its own no script may run on it, axe among them.
    chromium.driver.execute_async_script(COPY, f"/_preview/panel?of={of}")
    assert chromium.axe() == []
    assert chromium.overflow() == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_with_the_panel_is_for_everyone(chromium: Browser, served: Serving, width: int) -> None:
    """Also its corner, which has room on a telephone."""
    show(chromium, served, "/stories/846706/", width=width)
    press(chromium, "e")
    until(lambda: "Lines that were left out" in chromium.ask(TEXT), "the panel")
    # Of a shadow tree it cannot tell the colours; the frame's page has been looked at above.
    undecided = ("color-contrast: digest-preview", "frame-tested")
    assert [found for found in chromium.axe() if not found.startswith(undecided)] == []
    assert chromium.overflow() == []
    box = chromium.ask(
        f"const box = {ROOT}.querySelector('.corner').getBoundingClientRect(); return [box.left, box.right]"
    )
    assert 0 <= box[0] < box[1] <= width
    press(chromium, Keys.ESCAPE)
