"""Front matter that is written line by line is what the emitter writes."""

from __future__ import annotations

import sys

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from news_digest.markdown import frontmatter
from news_digest.markdown.plainlines import plain_line
from news_digest.story import Related

_WORDS = st.text(alphabet="aZ09ñ村é .,:;?!-–'\"’#&*@%=~+/()[]{}|<>$_\\\n\t\xa0\u2028", min_size=1, max_size=8)
_KNOWN = st.sampled_from(
    ["no", "Yes", "null", "12", "1.5", "1:30", "2024-05-14", "2024-05-14T10:00:00+02:00", "0o7", "y"]
)
_VALUES = st.one_of(_WORDS, _KNOWN)


def _emitted(key: str, node: Node) -> str:
    root = MappingNode("tag:yaml.org,2002:map", [(ScalarNode("tag:yaml.org,2002:str", key), node)], flow_style=False)
    text: str = yaml.serialize(root, Dumper=frontmatter._Emitter, allow_unicode=True, width=sys.maxsize)
    return text


@given(_VALUES, st.sampled_from(["str", "int", "float", "timestamp", "bool"]), st.sampled_from([None, '"']))
@example("Ferry: late", "str", None)
@example("2024-05-14", "timestamp", None)
@example("no", "str", None)
def test_a_plain_line_is_what_the_emitter_writes(value: str, tag: str, style: str | None) -> None:
    """Whatever is written without the emitter has the emitter's bytes."""
    node = ScalarNode(f"tag:yaml.org,2002:{tag}", value, style=style)
    assert plain_line("title", node) in {None, _emitted("title", node)}


@given(st.lists(_VALUES, max_size=3), st.booleans(), st.sampled_from(["tags", "no", "two words"]))
def test_a_plain_list_is_what_the_emitter_writes(values: list[str], flow: bool, key: str) -> None:  # noqa: FBT001
    """So has a list, under any key."""
    node = SequenceNode("tag:yaml.org,2002:seq", [frontmatter.node_of(value) for value in values], flow_style=flow)
    assert plain_line(key, node) in {None, _emitted(key, node)}


@given(st.lists(st.tuples(_VALUES, _VALUES), min_size=1, max_size=2))
@example([("Ferries late, again", "https://harbourwire.example/a?b=1")])
def test_a_plain_list_of_mappings_is_what_the_emitter_writes(stories: list[tuple[str, str]]) -> None:
    """So have related stories, each on a line of its own."""
    related = tuple(Related(title, url=url) for title, url in stories)
    node = frontmatter._names("related", related)
    assert plain_line("related", node) in {None, _emitted("related", node)}


def test_texts_and_names_are_plain() -> None:
    """The values that nearly every story has need no emitter."""
    text, names = frontmatter.node_of("Ferries: late again, and why"), frontmatter.node_of(["ferries", "North Sea"])
    assert plain_line("title", text) == 'title: "Ferries: late again, and why"\n'
    assert plain_line("tags", names) == "tags: [ferries, North Sea]\n"
