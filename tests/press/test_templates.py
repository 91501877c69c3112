"""A template's mark changes with every source that it may load, and with no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, FunctionLoader

from news_digest.press.errors import TemplateProblemError
from news_digest.press.templates import template_marks

TEMPLATES = {
    "base.html": '{% include "parts/head.html" %}{% block main %}{% endblock %}',
    "story.html": '{% extends "base.html" %}{% from "parts/entry.html" import entry %}',
    "list.html": '{% import "parts/entry.html" as parts with context %}',
    "page.html": "<p>{{ body }}</p>",
    "choice.html": '{% include ["absent.html", "page.html"] ignore missing %}',
    "computed.html": "{% include name %}",
    "leading.html": '{% if day %}{% include "computed.html" %}{% endif %}',
    "ring.html": '{% if deeper %}{% include "ring.html" %}{% endif %}{% include "page.html" %}',
    "parts/head.html": "<title>{{ title }}</title>",
    "parts/entry.html": '{% macro entry() %}{% include "parts/time.html" %}{% endmacro %}',
    "parts/time.html": "<time>",
}
PAGES = [name for name in TEMPLATES if "/" not in name]


def marks(templates: dict[str, str]) -> dict[str, str]:
    """Return the marks of the pages among these templates."""
    return dict(template_marks(Environment(loader=DictLoader(templates)), PAGES))


def changed(**sources: str) -> set[str]:
    """Return the pages whose marks differ once these templates (by their stems) have these sources."""
    files = {f"{name}.html".replace("parts_", "parts/"): source for name, source in sources.items()}
    before, after = marks(TEMPLATES), marks({**TEMPLATES, **files})
    return {name.removesuffix(".html") for name in PAGES if before[name] != after[name]}


# These load a template whose name is computed, which may be any.
ANY = {"computed", "leading"}


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("page", {"page", "choice", "ring"}),
        ("base", {"base", "story"}),
        ("parts_head", {"base", "story"}),
        ("parts_time", {"story", "list"}),
        ("computed", set()),
        ("leading", {"leading"}),
        ("ring", {"ring"}),
        ("absent", {"choice"}),
        ("unused", set()),
    ],
)
def test_a_change_reaches_those_that_may_load_it(name: str, pages: set[str]) -> None:
    """By extending, including, importing, through others, in a choice, or by a name that is computed."""
    assert changed(**{name: "another source"}) == pages | ANY


def test_a_template_that_is_not_there_has_a_mark() -> None:
    """It changes when the template comes."""
    without = {name: source for name, source in TEMPLATES.items() if name != "page.html"}
    assert marks(without)["page.html"] != marks(TEMPLATES)["page.html"]


def test_a_broken_template_may_load_any() -> None:
    """Nobody can tell what it loads; whoever renders it says what is wrong."""
    broken = {**TEMPLATES, "page.html": "{% include }"}
    assert marks(broken)["page.html"] != marks({**broken, "parts/time.html": "<b>"})["page.html"]


def test_a_template_that_shadows_another_counts(tmp_path: Path) -> None:
    """The source is the one that the environment's loaders find first."""
    for folder in ("ours", "theme"):
        (tmp_path / folder).mkdir()
    loader = ChoiceLoader([FileSystemLoader(tmp_path / "ours"), FileSystemLoader(tmp_path / "theme")])
    environment = Environment(loader=loader)
    seen = set()
    for folder, text in (("theme", "a"), ("ours", "b"), ("theme", "c")):
        (tmp_path / folder / "page.html").write_text(text)
        seen.add(template_marks(environment, ["page.html"])["page.html"])
    assert len(seen) == 2


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    """With what to do about it."""
    (tmp_path / "page.html").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateProblemError, match=r"page\.html: cannot be read as UTF-8"):
        template_marks(Environment(loader=FileSystemLoader(tmp_path)), ["page.html"])


def test_a_loader_without_a_list_serves_as_long_as_no_name_is_computed() -> None:
    """Where one is, the error says so."""
    environment = Environment(loader=FunctionLoader(TEMPLATES.get))
    assert set(template_marks(environment, ["story.html", "absent.html"])) == {"story.html", "absent.html"}
    with pytest.raises(TemplateProblemError, match="cannot list"):
        template_marks(environment, ["leading.html"])
