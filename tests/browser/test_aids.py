"""What scripts add for a reader: the theme that is chosen, single keys, copying and sharing; and pages without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

if TYPE_CHECKING:
    from chrome import Browser

pytestmark = [pytest.mark.browser, pytest.mark.server]

PAPER = "return getComputedStyle(document.documentElement).backgroundColor"
PATH = "return location.pathname"
DARK, LIGHT = "rgb(22, 22, 20)", "rgb(252, 251, 248)"
# What a page looks like when the first element of its body comes to be.
FIRST_PAPER = """
new MutationObserver((_, observer) => {
  if (!document.body) return;
  window.firstTheme = document.documentElement.dataset.theme || "";
  observer.disconnect();
}).observe(document, {childList: true, subtree: true});
"""
SHOWN = "return [...document.querySelectorAll(arguments[0])].filter((one) => one.getClientRects().length).length"


@pytest.fixture
def fresh(chromium: Browser, site: str) -> Iterator[Browser]:
    """Return the browser without anything that an earlier test chose."""
    chromium.show(f"{site}/404.html")
    chromium.ask("localStorage.clear()")
    yield chromium
    chromium.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.ask("localStorage.clear()")


def press(browser: Browser, keys: str) -> None:
    """Press keys on the page, each on what has the focus by then."""
    ActionChains(browser.driver).send_keys(keys).perform()


def switch(browser: Browser) -> None:
    """Click the switch of the theme."""
    browser.driver.find_element(By.CSS_SELECTOR, ".theme-switch").click()


def test_a_chosen_theme_is_kept_over_pages_and_taken_back(
    fresh: Browser, site: str, one_of_each: dict[str, str]
) -> None:
    """Automatic, light, dark, and automatic again; it stands before anything is shown."""
    fresh.show(f"{site}/", scheme="dark")
    assert fresh.ask(PAPER) == DARK
    switch(fresh)
    assert fresh.ask(PAPER) == LIGHT
    script = fresh.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": FIRST_PAPER})
    try:
        fresh.show(site + one_of_each["story"], scheme="dark")
        assert fresh.ask("return window.firstTheme") == "light"
    finally:
        fresh.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
    assert fresh.ask(PAPER) == LIGHT
    fresh.show(f"{site}/", scheme="light")
    switch(fresh)
    assert fresh.ask(PAPER) == DARK
    switch(fresh)
    assert fresh.ask(PAPER) == LIGHT
    assert fresh.ask("return localStorage.length") == 0


def test_the_switch_says_what_is_chosen_and_the_window_s_bars_follow(fresh: Browser, site: str) -> None:
    """One word is shown, the theme's; `theme-color` and `color-scheme` are the chosen theme's alone."""
    fresh.show(f"{site}/", scheme="light")
    bars = "return [...document.querySelectorAll('meta[name=theme-color]')].filter((m) => matchMedia(m.media).matches)"
    said = []
    for _ in range(3):
        scheme = fresh.ask("return document.querySelector('meta[name=color-scheme]').content")
        colours = fresh.ask(f"{bars}.map((meta) => meta.content)")
        name = fresh.ask("return document.querySelector('.theme-switch').innerText")
        said.append((name.split()[-1], scheme, colours))
        switch(fresh)
    assert said == [
        ("Automatic", "light dark", ["#fcfbf8"]),
        ("Light", "light", ["#fcfbf8"]),
        ("Dark", "dark", ["#161614"]),
    ]


def test_without_scripts_a_page_offers_nothing_that_needs_them(
    fresh: Browser, site: str, one_of_each: dict[str, str]
) -> None:
    """The system's preference is followed, the story can be sent by mail, and no button is there in vain."""
    fresh.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    fresh.show(site + one_of_each["story"], scheme="dark")
    assert fresh.ask(PAPER) == DARK
    assert fresh.ask(SHOWN, "button, dialog") == 0
    assert fresh.ask(SHOWN, "a[href^='mailto:?subject=']") == 1


def test_keys_are_listed_and_close_again(fresh: Browser, site: str) -> None:
    """On `?`, in a dialog that has the focus; Esc closes it, and so does the same key."""
    fresh.show(f"{site}/")
    is_open = "return document.querySelector('.keys').open"
    press(fresh, "?")
    assert fresh.ask(is_open)
    assert fresh.ask("return document.activeElement.closest('dialog') !== null")
    press(fresh, Keys.ESCAPE)
    assert not fresh.ask(is_open)
    press(fresh, "??")
    assert not fresh.ask(is_open)


@pytest.mark.node
def test_axe_finds_nothing_in_the_list_of_keys(fresh: Browser, site: str) -> None:
    """It has a name, and its text is legible in either scheme."""
    for scheme in ("light", "dark"):
        fresh.show(f"{site}/", scheme=scheme)  # type: ignore[arg-type]
        press(fresh, "?")
        assert fresh.axe() == []


def test_keys_walk_headlines_and_pages(fresh: Browser, site: str, one_of_each: dict[str, str]) -> None:
    """`j` and `k` go from headline to headline, `n` and `p` to the pages beside, `h` to the front."""
    fresh.show(f"{site}/")
    headline = "return document.activeElement.textContent"
    press(fresh, "j")
    first = fresh.ask(headline)
    press(fresh, "j")
    second = fresh.ask(headline)
    assert first != second
    press(fresh, "k")
    assert fresh.ask(headline) == first
    fresh.show(site + one_of_each["edition"])
    for key, rel in (("n", "next"), ("p", "prev")):
        step = fresh.ask(f"return document.querySelector('link[rel={rel}]')?.getAttribute('href')")
        if step:
            here = fresh.ask(PATH)
            press(fresh, key)
            assert fresh.ask(PATH) == step != here
    press(fresh, "h")
    assert fresh.ask(PATH) == "/"


def test_keys_are_left_to_who_types_and_to_the_browser(fresh: Browser, site: str) -> None:
    """A letter in a field is a letter, and one with Ctrl, Alt or Meta is another's."""
    fresh.show(f"{site}/tags/")
    fresh.ask(
        "const field = document.createElement('input'); document.querySelector('main').append(field); field.focus()"
    )
    press(fresh, "h?t")
    assert fresh.ask("return document.activeElement.value") == "h?t"
    fresh.ask("document.activeElement.blur()")
    for modifier in ("ctrlKey", "altKey", "metaKey"):
        fresh.ask(
            f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{key: 'h', {modifier}: true, bubbles: true}}))"
        )
    assert fresh.ask(PATH) == "/tags/"
    assert fresh.ask("return document.documentElement.dataset.theme ?? ''") == ""


def test_keys_of_another_script_are_the_same_keys(fresh: Browser, site: str) -> None:
    """On a keyboard with Cyrillic or Arabic letters the place of a key counts."""
    fresh.show(f"{site}/tags/")
    fresh.ask("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'р', code: 'KeyH', bubbles: true}))")
    assert fresh.ask(PATH) == "/"


def test_keys_can_be_turned_off_for_good(fresh: Browser, site: str) -> None:
    """WCAG 2.1.4: a box in the list turns them off on every page; the button at the foot leads back to it."""
    fresh.show(f"{site}/tags/")
    press(fresh, "?")
    fresh.driver.find_element(By.CSS_SELECTOR, ".keys input").click()
    press(fresh, Keys.ESCAPE)
    fresh.show(f"{site}/sources/")
    press(fresh, "h?")
    assert fresh.ask(PATH) == "/sources/"
    assert not fresh.ask("return document.querySelector('.keys').open")
    fresh.driver.find_element(By.CSS_SELECTOR, "[data-keys]").click()
    box = fresh.driver.find_element(By.CSS_SELECTOR, ".keys input")
    assert not box.is_selected()
    box.click()
    press(fresh, Keys.ESCAPE)
    press(fresh, "h")
    assert fresh.ask(PATH) == "/"


def test_a_story_s_code_and_address_are_copied(fresh: Browser, site: str, one_of_each: dict[str, str]) -> None:
    """By the button or by `c`; what was done is said, also to those who listen."""
    origin = {"origin": site, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    fresh.driver.execute_cdp_cmd("Browser.grantPermissions", origin)
    fresh.show(site + one_of_each["story"])
    read = "navigator.clipboard.readText().then(arguments[arguments.length - 1])"
    press(fresh, "c")
    code = fresh.ask("return document.querySelector('.story-code').textContent")
    assert fresh.driver.execute_async_script(read) == code
    assert fresh.ask("return document.querySelector('[role=status]').textContent") == "The story code is copied"
    fresh.driver.find_element(By.CSS_SELECTOR, "[data-copy='']").click()
    canonical = fresh.ask("return document.querySelector('link[rel=canonical]').href")
    assert fresh.driver.execute_async_script(read) == canonical


def test_a_story_is_copied_where_there_is_no_clipboard(fresh: Browser, site: str, one_of_each: dict[str, str]) -> None:
    """As on a page that came by plain HTTP; the focus stays where it was."""
    fresh.show(site + one_of_each["story"])
    fresh.ask("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    fresh.ask("document.execCommand = () => { window.copied = document.activeElement.value; return true; }")
    press(fresh, "c")
    assert fresh.ask("return window.copied") == fresh.ask("return document.querySelector('.story-code').textContent")
    assert fresh.ask("return document.querySelectorAll('textarea').length") == 0


def test_a_story_is_shared_by_the_system_s_own_window(fresh: Browser, site: str, one_of_each: dict[str, str]) -> None:
    """With its headline and its canonical address; the button is there only where the browser has such a window."""
    source = "navigator.share = (what) => { window.shared = what; return Promise.reject(new Error('no')); };"
    script = fresh.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    try:
        fresh.show(site + one_of_each["story"])
        fresh.driver.find_element(By.CSS_SELECTOR, "[data-share]").click()
        shared = fresh.ask("return window.shared")
    finally:
        fresh.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
    assert shared["title"] == fresh.ask("return document.querySelector('h1').textContent")
    assert shared["url"] == fresh.ask("return document.querySelector('link[rel=canonical]').href")
    fresh.ask("delete document.documentElement.dataset.share")
    assert fresh.ask(SHOWN, "[data-share]") == 0


@pytest.mark.parametrize("kind", ["home", "story"])
def test_what_can_be_pressed_is_large_enough(fresh: Browser, site: str, one_of_each: dict[str, str], kind: str) -> None:
    """Buttons are at least 24 pixels high and wide (WCAG 2.5.8)."""
    fresh.show(site + one_of_each[kind], width=360)
    boxes = fresh.ask("""return [...document.querySelectorAll("button")]
      .map((one) => [one.getBoundingClientRect(), one]).filter(([box]) => box.width)
      .map(([box, one]) => [box.width, box.height, one.innerText])""")
    assert boxes
    assert [box for box in boxes if box[0] < 24 or box[1] < 24] == []


def test_a_front_page_asks_for_little(fresh: Browser, site: str) -> None:
    """Six files at most, all from its own host, and nothing is said in the console."""
    fresh.console()
    fresh.show(f"{site}/")
    names = fresh.ask("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert len(names) + 1 <= 6
    assert all(name.startswith(site) for name in names)
    assert fresh.console() == []


def test_a_reader_who_wants_more_contrast_gets_it(fresh: Browser, site: str) -> None:
    """Quiet ink is then ink, and thin rules are strong ones."""
    fresh.show(f"{site}/")
    features = [{"name": "prefers-contrast", "value": "more"}, {"name": "forced-colors", "value": "none"}]
    fresh.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    quiet = "return getComputedStyle(document.querySelector('.theme-switch')).color"
    assert fresh.ask(quiet) == fresh.ask("return getComputedStyle(document.body).color")
