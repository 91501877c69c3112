"""The sample as its readers meet it: in chromium, from nginx, under `default-src 'self'`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

if TYPE_CHECKING:
    from chrome import Browser, Scheme

pytestmark = [pytest.mark.browser, pytest.mark.server]

KINDS = (
    *("home", "story", "story, right to left", "edition", "tag", "tags", "source", "sources", "archive", "year"),
    *("headlines", "page", "search", "404"),
)
# What a reader would see of the element that has the focus.
FOCUSED = """
const element = document.activeElement, box = element.getBoundingClientRect();
const opaque = getComputedStyle(element).opacity !== "0";
return [element.getAttribute("href"), opaque && box.width > 0 && box.bottom > 0 && box.top < innerHeight];
"""

# How many elements the keyboard comes by; what is closed or hidden is not among them.
REACHED = """
const found = [...document.querySelectorAll("a[href], button, summary, input")];
return found.filter((one) => one.getClientRects().length).length;
"""


@pytest.mark.node
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(  # noqa: PLR0913 - fixtures and parameters
    chromium: Browser, site: str, one_of_each: dict[str, str], *, kind: str, width: int, scheme: Scheme
) -> None:
    """Neither a rule of WCAG nor a best practice is broken, in either scheme, at either width."""
    chromium.show(site + one_of_each[kind], width=width, scheme=scheme)
    assert chromium.axe() == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_is_scrolled_sideways(
    chromium: Browser, site: str, one_of_each: dict[str, str], *, kind: str, width: int
) -> None:
    """Whoever reads on a phone scrolls down alone (WCAG 1.4.10 asks it at 320 px)."""
    chromium.show(site + one_of_each[kind], width=width)
    assert chromium.overflow() == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_console_has_nothing_to_say(chromium: Browser, site: str, one_of_each: dict[str, str], kind: str) -> None:
    """No policy is broken, no file is missing."""
    chromium.console()
    chromium.show(site + one_of_each[kind])
    assert chromium.console() == []


@pytest.mark.parametrize("kind", KINDS)
def test_dark_and_light_are_two_looks(chromium: Browser, site: str, one_of_each: dict[str, str], kind: str) -> None:
    """The reader's system decides; the page says it can do both."""
    grounds = []
    for scheme in ("light", "dark"):
        chromium.show(site + one_of_each[kind], scheme=scheme)
        grounds.append(chromium.ask(LIGHTNESS))
    light, dark = grounds
    assert light > 0.8
    assert dark < 0.3


# How light the ground of the page is as painted, 0 to 1; a canvas turns any colour space into numbers.
LIGHTNESS = """
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const grounds = [document.body, document.documentElement].map((element) => getComputedStyle(element).backgroundColor);
canvas.fillStyle = grounds.find((ground) => ground !== "rgba(0, 0, 0, 0)") || "white";
canvas.fillRect(0, 0, 1, 1);
const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
return (red + green + blue) / 765;
"""


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_key_offers_to_skip_to_the_text(
    chromium: Browser, site: str, one_of_each: dict[str, str], kind: str
) -> None:
    """Tab shows the skip link; Enter leads to the main part, and the next Tab goes on from there."""
    chromium.show(site + one_of_each[kind])
    keys = chromium.driver.find_element(By.TAG_NAME, "body")
    keys.send_keys(Keys.TAB)
    target, seen = chromium.ask(FOCUSED)
    assert target.startswith("#")
    assert seen
    chromium.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert chromium.ask("return document.querySelector('main').matches(':target, :has(:target), :target *')")
    chromium.driver.switch_to.active_element.send_keys(Keys.TAB)
    assert chromium.ask("return !document.activeElement.closest('header nav, body > header')")


def test_every_link_can_be_seen_when_it_has_the_focus(
    chromium: Browser, site: str, one_of_each: dict[str, str]
) -> None:
    """The keyboard's place shows in outline or ground on each link of a story."""
    chromium.show(site + one_of_each["story"])
    chromium.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    unseen = []
    for _ in range(chromium.ask(REACHED)):
        if chromium.ask("return getComputedStyle(document.activeElement).outlineStyle") == "none":
            unseen.append(chromium.ask("return document.activeElement.outerHTML"))
        chromium.driver.switch_to.active_element.send_keys(Keys.TAB)
    assert unseen == []


def test_what_is_not_there_is_answered_with_the_sites_own_page(chromium: Browser, site: str) -> None:
    """From any depth, with the theme, a way home, and the status 404."""
    with pytest.raises(HTTPError) as answer:
        urlopen(f"{site}/stories/no/such/place/")
    answer.value.close()
    assert answer.value.code == 404
    chromium.show(f"{site}/stories/no/such/place/")
    assert chromium.ask("return document.styleSheets[0].cssRules.length > 0")
    chromium.driver.find_element(By.CSS_SELECTOR, "a[href='/']").click()
    assert chromium.driver.current_url == f"{site}/"


def test_a_story_in_arabic_or_persian_runs_from_right_to_left(
    chromium: Browser, site: str, one_of_each: dict[str, str]
) -> None:
    """Its language and direction are said, and its text begins at the right."""
    chromium.show(site + one_of_each["story, right to left"])
    said = chromium.ask("""
        const paragraph = [...document.querySelectorAll("main article p")].find((one) => one.textContent.length > 100);
        const range = document.createRange(), article = paragraph.closest("[dir]"), style = getComputedStyle(paragraph);
        range.selectNodeContents(paragraph);
        const box = paragraph.getBoundingClientRect(), last = [...range.getClientRects()].at(-1);
        return [article.dir, article.lang || paragraph.closest("[lang]").lang, style.direction,
                Math.abs(last.right - box.right) < 2, style.textAlign];
    """)
    direction, lang, computed, at_the_right, align = said
    assert (direction, computed, at_the_right) == ("rtl", "rtl", True)
    assert lang.split("-")[0] in {"ar", "fa", "he", "ur"}
    assert align in {"start", "right", "justify"}


def test_print_leaves_out_what_paper_cannot_use(chromium: Browser, site: str, one_of_each: dict[str, str]) -> None:
    """Navigation and the skip link are gone; headline, text and source stay."""
    chromium.show(site + one_of_each["story"], media="print")
    seen = "return [...document.querySelectorAll(arguments[0])].filter((one) => one.getClientRects().length).length"
    assert chromium.ask(seen, "nav, a[href^='#main'], a[href^='#content']") == 0
    assert chromium.ask(seen, "h1") == 1
    assert chromium.ask(seen, "main article p") > 2


def test_a_story_can_be_read_in_larger_letters(chromium: Browser, site: str, one_of_each: dict[str, str]) -> None:
    """Sizes follow the reader's own letter size (WCAG 1.4.4)."""
    chromium.show(site + one_of_each["story"])
    size = "return parseFloat(getComputedStyle(document.querySelector('main article p')).fontSize)"
    normal = chromium.ask(size)
    chromium.ask("document.documentElement.style.setProperty('font-size', '200%')")
    assert chromium.ask(size) == pytest.approx(2 * normal, rel=0.2)
