"""What the style sheets keep to."""

from __future__ import annotations

import re
from itertools import product

import pytest
from theme_reading import PAGES, SHEETS, contrast, soup, style, tokens

every_sheet = pytest.mark.parametrize("name", [path.name for path in SHEETS])

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:top|right|bottom|left)[\w-]*"
    r"|(?:min-|max-)?(?:width|height)|top|right|bottom|left)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
FROM_MARKDOWN = {"align-right", "align-center", "table-scroll"}


@every_sheet
def test_sides_are_logical(name: str) -> None:
    """Pages mirror themselves for scripts that run from right to left, as no side is called left or right."""
    # A media feature is a question about the window, not a side of the page.
    text = re.sub(r"@(?:media|container)[^{]*", "", style(name))
    assert PHYSICAL.findall(text) == []


@every_sheet
def test_nothing_is_loaded_by_a_style_sheet(name: str) -> None:
    """No import, no font, no picture: what a page needs it links itself, from its own host."""
    assert re.findall(r"@import|@font-face|url\(|https?:", style(name)) == []


@every_sheet
def test_every_rule_stands_in_a_layer(name: str) -> None:
    """Outside its layers a sheet says only their order, so that the order of the links cannot matter."""
    text = style(name)
    assert text.count("{") == text.count("}")
    outside, depth = [], 0
    for part in re.split(r"([{}])", text):
        if depth == 0 and part.strip() not in {"", "{", "}"}:
            outside.append(" ".join(part.split()))
        depth += {"{": 1, "}": -1}.get(part, 0)
    assert all(re.fullmatch(r"(@layer [\w, ]+; ?)?@layer \w+", rule) for rule in outside)


def test_the_order_of_the_layers_is_written_once() -> None:
    """The first sheet declares all layers that any sheet uses."""
    declared = re.findall(r"@layer ([\w, ]+);", "".join(style(path.name) for path in SHEETS))
    assert declared == ["reset, tokens, base, layout, parts, utilities, print"]
    used = {layer for path in SHEETS for layer in re.findall(r"@layer (\w+) \{", style(path.name))}
    assert used == set(declared[0].split(", "))


@every_sheet
def test_a_sheet_can_be_read_in_one_go(name: str) -> None:
    """No file grows over 300 lines."""
    assert style(name).count("\n") <= 300


def test_every_class_of_the_style_sheets_is_on_a_page() -> None:
    """No rule outlives its markup."""
    styled = {found for path in SHEETS for found in re.findall(r"\.([a-z][\w-]*)", style(path.name))}
    on_pages = {found for name in PAGES for tag in soup(name).select("[class]") for found in tag["class"]}
    assert styled - on_pages - FROM_MARKDOWN == set()


def test_text_is_legible_in_both_schemes() -> None:
    """Every colour of text has a contrast of at least 7:1 (WCAG 2.2, 1.4.6) on every ground, light and dark."""
    schemes = tokens(0), tokens(1)
    texts, grounds = ("ink", "ink-quiet", "link", "link-visited"), ("paper", "paper-raised")
    poor = [
        (text, ground, scheme[text], scheme[ground])
        for scheme, text, ground in product(schemes, texts, grounds)
        if contrast(scheme[text], scheme[ground]) < 7
    ]
    assert poor == []


def test_the_window_s_colour_is_the_paper_s() -> None:
    """The browser's bars take the colours of the page in either scheme."""
    announced = [meta["content"] for meta in soup("index").select("meta[name=theme-color]")]
    assert announced == [tokens(0)["paper"], tokens(1)["paper"]]
