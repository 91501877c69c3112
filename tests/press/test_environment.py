"""Templates in the press's environment print what they would print in Jinja's own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, TemplateError, pass_context
from markupsafe import Markup, escape

from news_digest.press.compiling import printed
from news_digest.press.environment import printing_environment


@dataclass(frozen=True, slots=True)
class Named:
    """A text in a language."""

    text: str
    lang: str | None = "en"
    dir: str | None = "ltr"


def rendered(source: str, *, parts: str = "", **inputs: object) -> str:
    """Return what a template gives that may import from `parts`."""
    base = Environment(loader=DictLoader({"page": source, "parts": parts}))
    base.globals["spoken"] = pass_context(lambda context: context["word"])
    return printing_environment(base).get_template("page").render(inputs)


@given(st.text(alphabet=st.sampled_from("ab&<>\"'é\U0001f41f"), max_size=12))
def test_a_text_is_escaped_as_markupsafe_does(text: str) -> None:
    """Every value that templates print goes this way."""
    assert printed(text) == str(escape(text))
    assert rendered("{{ text }}{{ text | safe }}", text=text) == f"{escape(text)}{text}"


def test_what_is_marked_as_html_is_not_escaped_again() -> None:
    """Neither a value, nor what a macro gives, nor a block that was set."""
    source = "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{% set rule %}<hr>{% endset %}"
    assert rendered(source + "{{ bold('&') }}{{ rule }}{{ html }}{{ 7 }}", html=Markup("<i>")) == "<b>&amp;</b><hr><i>7"


def test_what_a_macro_made_joined_to_a_text_escapes_the_text() -> None:
    """The macro's HTML stays marked when something is added to it."""
    source = "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{{ bold('a') ~ ' & b' }}"
    assert rendered(source) == "<b>a</b> &amp; b"


def test_a_block_without_escaping_is_printed_as_it_is() -> None:
    """The template's own word about escaping counts."""
    assert rendered("{% autoescape false %}{{ '<' }}{% endautoescape %}{{ '<' }}") == "<&lt;"


def test_macros_are_called_by_position_and_name_within_loops_and_blocks() -> None:
    """Jinja hands loops' variables along with the inputs."""
    source = (
        "{% from 'parts' import pair %}{% block b %}"
        "{% for x in 'ab' %}{{ pair(x, last=loop.index) }}{% endfor %}{% endblock %}"
    )
    parts = "{% macro pair(first, last=0) %}{{ first }}{{ last }}{% endmacro %}"
    assert rendered(source, parts=parts) == "a1b2"


def test_a_function_that_wants_the_context_is_given_it() -> None:
    """A site's own globals work as in Jinja."""
    assert rendered("{{ spoken() }}", word="hear") == "hear"


@pytest.mark.parametrize(
    "source", ["{{ missing }}", "{{ word.none }}", "{{ word | marks(word) }}", "{{ missing | marks(word) }}"]
)
def test_what_is_not_there_is_an_error(source: str) -> None:
    """A misspelt name must not print as nothing."""
    with pytest.raises(TemplateError):
        rendered(source, word="a")


@pytest.mark.parametrize(
    ("own", "around", "expected"),
    [
        (("en", "ltr"), ("en", "ltr"), ""),
        (("fa", "rtl"), ("en", "ltr"), ' lang="fa" dir="rtl"'),
        (("de", "ltr"), ("en", "ltr"), ' lang="de"'),
        ((None, None), ("en", "ltr"), ""),
        (("e&", "ltr"), (None, None), ' lang="e&amp;" dir="ltr"'),
    ],
)
def test_marks_are_what_changes(
    own: tuple[str | None, str | None], around: tuple[str | None, str | None], expected: str
) -> None:
    """A text says its language and direction only where they differ from those around it."""
    assert rendered("{{ text | marks(around) }}", text=Named("a", *own), around=Named("b", *around)) == expected


def test_a_remembered_part_is_made_once_for_equal_inputs() -> None:
    """Equality counts, not identity; other inputs are made anew."""
    made: list[str] = []

    def note(text: str) -> str:
        made.append(text)
        return text

    parts = "{% macro part(link) %}<i>{{ note(link.text) }}</i>{% endmacro %}{% set part = remembered(part) %}"
    base = Environment(loader=DictLoader({"parts": parts, "page": "{% from 'parts' import part %}{{ part(link) }}"}))
    base.globals["note"] = note
    environment = printing_environment(base)
    pages = [environment.get_template("page").render(link=Named(text)) for text in ("<", "<", "b", "<")]
    assert pages == ["<i>&lt;</i>", "<i>&lt;</i>", "<i>b</i>", "<i>&lt;</i>"]
    assert made == ["<", "b"]


def test_another_environment_s_templates_are_left_alone() -> None:
    """Pelican renders its own with the environment that ours was made from."""
    base = Environment(loader=DictLoader({"page": "{{ '<' }}{{ remembered is defined }}"}))
    printing_environment(base)
    assert base.get_template("page").render() == "<False"
    assert "marks" not in base.filters


PARTS = """
{% macro pair(first, last='z', kind=first ~ '&') %}<i>{{ first }}{{ last }}{{ kind }}</i>{% endmacro %}
{% macro open(text) %}{{ text }}{{ varargs | join }}{{ kwargs | length }}{% endmacro %}
{% macro boxed(text) %}[{{ caller(text) }}]{% endmacro %}
{% set again = remembered(pair) %}
"""
CALLS = (
    "{{ pair('<') }}",
    "{{ pair('<', '>') }}",
    "{{ pair('<', '>', 'k') }}",
    "{{ pair('<', kind='k') }}",
    "{{ pair(first='a', last='b') }}",
    "{{ pair(*'ab') }}",
    "{{ pair(**{'first': '\"'}) }}",
    "{{ pair(pair('a'), pair('b', pair('c'))) }}",
    "{{ open('a') }}{{ open('a', '<', 'b') }}{{ open('a', x=1) }}",
    "{% call(word) boxed('<') %}<b>{{ word }}</b>{% endcall %}",
    "{% autoescape false %}{% macro bare(text) %}<u>{{ text }}{% endmacro %}{{ bare('<') ~ '<' }}{% endautoescape %}",
    "{% for x in 'ab' recursive %}{{ pair(x) }}{% endfor %}",
    "{% set made %}{{ pair('<') }}{% endset %}{{ made }}{{ made ~ '<' }}",
    "{% autoescape false %}{{ pair('<') }}{% endautoescape %}",
    "{% macro own(text) %}{{ pair(text) }}{{ text }}{% endmacro %}{{ own('<') }}",
    "{{ range(3) | join }}{{ dict(a='<').a }}{{ cycler('<', 'b').next() }}",
)


@pytest.mark.parametrize("call", CALLS)
def test_calls_print_what_they_print_in_jinja(call: str) -> None:
    """Whatever way the arguments of a macro come, and whatever else is called."""
    source = f"{{% from 'parts' import again, boxed, open, pair %}}{{% block b %}}{call}{{% endblock %}}"
    theirs = Environment(loader=DictLoader({"page": source, "parts": PARTS}), autoescape=True)
    theirs.globals["remembered"] = lambda part: part
    assert rendered(source, parts=PARTS) == theirs.get_template("page").render()


@pytest.mark.parametrize(
    "call", ["{{ pair() }}", "{{ none_such('a') }}", "{% from 'parts' import none %}{{ none('a') }}"]
)
def test_calls_that_miss_something_are_errors(call: str) -> None:
    """An argument that is wanted, or what is to be called."""
    with pytest.raises(TemplateError):
        rendered(f"{{% from 'parts' import pair %}}{call}", parts=PARTS)
