"""A page's text is escaped, and a mistake in a template is named."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from news_digest.press import Page, TemplateProblemError
from news_digest.press.render import Renderer

TEMPLATES = {
    "story.html": "<p>{{ headline }}</p>",
    "list.html": "{% for name in names %}{{ name }}\n{% endfor %}",
    "broken.html": "line one\n{{ headline }",
    "outer.html": '{% include "missing.html" %}',
}


def rendered(template: str, headline: str = "A", *, autoescape: bool = True) -> str:
    """Return the text of a page with a headline, rendered with those templates."""
    environment = Environment(loader=DictLoader(TEMPLATES), autoescape=autoescape)
    return Renderer.within(environment).render(Page("a.html", template, "story a", {"headline": headline}))


@pytest.mark.parametrize("autoescape", [True, False])
def test_text_is_escaped_where_a_template_prints_it(autoescape: bool) -> None:  # noqa: FBT001 - a case
    """Autoescape is on, whatever the environment was."""
    assert rendered("story", "<script>", autoescape=autoescape) == "<p>&lt;script&gt;</p>"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("none", "none: there is no such template"),
        ("broken", r"broken\.html:2: "),
        ("list", "'names' is undefined"),
        ("outer", r"missing\.html"),
    ],
)
def test_a_mistake_in_a_template_is_named(template: str, message: str) -> None:
    """With the template it is in, and the page that shows it."""
    with pytest.raises(TemplateProblemError, match=f"{message}.*story a"):
        rendered(template)
