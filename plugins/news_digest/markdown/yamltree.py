"""YAML to a tree of scalars, lists and mappings with line numbers; what a scalar means is left to the schema.

The tree is built from the parser's events, so that nothing is converted before the schema has seen it: 0123 stays
the text 0123. Anchors, aliases, tags and deep nesting have no place in a story file and are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.resolver import Resolver

from ..errors import StoryFileError

MAX_DEPTH = 16

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it, about ten times as fast."""

_RESOLVERS = Resolver.yaml_implicit_resolvers


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it stands in the file; `plain` where it has no quotes and is no block."""

    line: int
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the file's order, each key once."""

    line: int
    pairs: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Sequence | Mapping


def read_tree(text: str, *, name: str, line: int) -> Node | None:
    """Return the tree of a YAML text, None if it is blank; `line` is the number of its first line in the file `name`.

    Raises `StoryFileError` for what is no YAML and for what a story file may not use.
    """
    builder = _Builder(name, line)
    loader = _LOADER(text)
    try:
        return builder.document(_events(loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = line + (mark.line if mark else 0)
        raise StoryFileError(name, at, None, f"broken YAML: {error.problem or error.context}", _REMEDY) from error
    except yaml.YAMLError as error:
        raise StoryFileError(name, line, None, f"broken YAML: {error}", _REMEDY) from error
    finally:
        loader.dispose()


_REMEDY = 'put a value that holds : # [ ] { } , & * or quotes in "double quotes"'


def yaml_type(text: str) -> str | None:
    """Return what YAML 1.1 takes an unquoted text for ("int", "bool", "null", ...), None where it is a text to it."""
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return str(tag).rpartition(":")[2]
    return None


def _events(loader: yaml.SafeLoader) -> Iterator[yaml.Event]:
    while loader.check_event():
        yield loader.get_event()


class _Builder:
    """Builds the tree of one document."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if root is not None:
                    raise self.error(event, "a second YAML document begins", "keep one front matter in a file")
                root = self.node(event, events, 0)
        return root

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self.refuse_references(event)
        line = self.line + event.start_mark.line
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, event.value, bool(event.implicit[0]))
        if depth == MAX_DEPTH:
            raise self.error(event, f"lists are nested deeper than {MAX_DEPTH}", "write it flatter")
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(line, tuple(self.children(yaml.SequenceEndEvent, events, depth)))
        return Mapping(line, tuple(self.pairs(events, depth)))

    def children(self, end: type[yaml.Event], events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, end):
                return
            yield self.node(event, events, depth + 1)

    def pairs(self, events: Iterator[yaml.Event], depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen = set()
        children = self.children(yaml.MappingEndEvent, events, depth)
        for key in children:
            value = next(children)
            if not isinstance(key, Scalar):
                raise StoryFileError(self.name, key.line, None, "a key is a list", "write keys as plain words")
            if key.text in seen:
                raise StoryFileError(self.name, key.line, key.text, "this key stands twice", "keep one of them")
            seen.add(key.text)
            yield key, value

    def refuse_references(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self.error(event, "it begins with & or *, which YAML takes for a reference", _QUOTE)
        tag = event.tag
        if tag and tag != "!":
            raise self.error(event, f"it begins with the YAML tag {tag}", _QUOTE)

    def error(self, event: yaml.Event, reason: str, remedy: str) -> StoryFileError:
        return StoryFileError(self.name, self.line + event.start_mark.line, None, reason, remedy)


_QUOTE = 'put the value in "double quotes"'
