"""The press checks first and writes then."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from news_digest.press import (
    Claim,
    DoubleClaimError,
    OutsideOutputError,
    Page,
    Sheet,
    TemplateProblemError,
)
from news_digest.press.press import Press
from news_digest.press.render import Renderer

TEMPLATES = {
    "story.html": "<p>{{ headline }}</p>",
    "list.html": "{% for name in names %}{{ name }}\n{% endfor %}",
    "broken.html": "line one\n{{ headline }",
    "outer.html": '{% include "missing.html" %}',
}


def a_press(output: Path) -> Press:
    """Return a press with those templates."""
    return Press(output, Renderer.within(Environment(loader=DictLoader(TEMPLATES), autoescape=True)))


def a_page(save_as: str, template: str = "story", **inputs: object) -> Page:
    """Return a page with a headline."""
    return Page(save_as, template, f"story {save_as}", {"headline": "A", **inputs})


def files(output: Path) -> set[str]:
    """Return what was written."""
    return {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}


def test_pages_and_sheets_are_written_and_counted(tmp_path: Path) -> None:
    """The count is of changed files, so a second run gives none."""
    pages, sheets = [a_page("a/index.html")], [Sheet("rss.xml", "the feed", "<rss/>")]
    assert a_press(tmp_path).print(pages, sheets) == 2
    assert a_press(tmp_path).print(pages, sheets) == 0
    assert files(tmp_path) == {"a/index.html", "rss.xml"}


def test_text_is_escaped_where_a_template_prints_it(tmp_path: Path) -> None:
    """Autoescape is on, whatever the environment was."""
    environment = Environment(loader=DictLoader(TEMPLATES), autoescape=False)
    Press(tmp_path, Renderer.within(environment)).print([a_page("a.html", headline="<script>")], [])
    assert (tmp_path / "a.html").read_text() == "<p>&lt;script&gt;</p>"


def test_two_pages_for_one_file_are_named_before_anything_is_written(tmp_path: Path) -> None:
    """Both owners and a remedy stand in the message."""
    pages = [a_page("a.html"), a_page("b.html"), a_page("x/../a.html")]
    with pytest.raises(
        DoubleClaimError, match=r"a\.html: claimed by story a\.html and by story x/\.\./a\.html \(rename"
    ):
        a_press(tmp_path).print(pages, [])
    assert files(tmp_path) == set()


def test_a_page_and_a_file_of_another_cannot_share_a_place(tmp_path: Path) -> None:
    """Static files are claims, too."""
    with pytest.raises(DoubleClaimError, match="the file robots"):
        a_press(tmp_path).print([], [Sheet("robots.txt", "ours", "")], [Claim("robots.txt", "the file robots.txt")])


def test_a_file_cannot_be_a_folder_as_well(tmp_path: Path) -> None:
    """A file system would refuse it in the midst of the build."""
    with pytest.raises(DoubleClaimError, match="tags: claimed by"):
        a_press(tmp_path).print([a_page("tags"), a_page("tags/a/index.html")], [])


@pytest.mark.parametrize("save_as", ["../a.html", "/etc/a.html", "a/../../b.html", "..\\a.html", ""])
def test_a_page_outside_the_output_folder_is_refused(tmp_path: Path, save_as: str) -> None:
    """Nothing leaves the folder, and nothing is written at all."""
    output = tmp_path / "output"
    with pytest.raises(OutsideOutputError, match="outside the output folder"):
        a_press(output).print([a_page("a.html"), a_page(save_as)], [])
    assert files(tmp_path) == set()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("none", "none: there is no such template"),
        ("broken", r"broken\.html:2: "),
        ("list", "'names' is undefined"),
        ("outer", r"missing\.html"),
    ],
)
def test_a_mistake_in_a_template_leaves_the_site_as_it_was(tmp_path: Path, template: str, message: str) -> None:
    """It is found on the first page that uses it, before any page is written."""
    with pytest.raises(TemplateProblemError, match=message):
        a_press(tmp_path).print([a_page("a.html"), a_page("b.html", template)], [])
    assert files(tmp_path) == set()


def test_characters_that_xml_has_no_place_for_are_left_out(tmp_path: Path) -> None:
    """A feed reader would stop at the first."""
    a_press(tmp_path).print([], [Sheet("a.xml", "a feed", "a\x00b\x0bc\x1b\ufffed\te\n\ud800f\U0001f41f")])
    assert (tmp_path / "a.xml").read_text("utf-8") == "abcd\te\nf\U0001f41f"


def test_whoever_asked_is_told_of_each_page(tmp_path: Path) -> None:
    """Also of pages that did not change: a receiver may gather them all."""
    told: list[tuple[str, bool]] = []
    press = a_press(tmp_path)
    telling = Press(press.output, press.renderer, lambda path, page: told.append((page.save_as, path.is_file())))
    telling.print([a_page("a.html")], [])
    telling.print([a_page("a.html")], [])
    assert told == [("a.html", True), ("a.html", True)]
