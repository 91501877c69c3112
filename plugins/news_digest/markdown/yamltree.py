"""YAML to a tree of scalars, lists and mappings with line numbers; what a scalar means is left to the schema.

The tree is built from the parser's events, so that nothing is converted before the schema has seen it: 0123 stays
the text 0123. Anchors, aliases, tags and deep nesting have no place in a story file and are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.resolver import Resolver

from ..errors import StoryFileError

MAX_DEPTH = 16

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it, about ten times as fast."""

_RESOLVERS = Resolver.yaml_implicit_resolvers


@dataclass(slots=True)
class Scalar:
    """A text as it stands in the file; `plain` where it has no quotes and is no block."""

    line: int
    text: str
    plain: bool


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: tuple[Node, ...]


@dataclass(slots=True)
class Mapping:
    """Keys and values in the file's order, each key once."""

    line: int
    pairs: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Sequence | Mapping


def read_tree(text: str, *, name: str, line: int) -> Node | None:
    """Return the tree of a YAML text, None if it is blank; `line` is the number of its first line in the file `name`.

    Raises `StoryFileError` for what is no YAML and for what a story file may not use.
    """
    try:
        loader = _LOADER(text)
        # yaml.parse would look at each event before it takes it.
        return _Builder(name, line).document(iter(loader.get_event, None))
    except yaml.MarkedYAMLError as error:
        began = error.context in BEGUN and error.context_mark
        mark = began or error.problem_mark or error.context_mark
        raise _broken(text, mark.line if mark else 0, error.problem or str(error), name, line) from error
    except yaml.YAMLError as error:
        raise _broken(text, 0, str(error), name, line) from error


def yaml_type(text: str) -> str | None:
    """Return what YAML 1.1 takes an unquoted text for ("int", "bool", "null", ...), None where it is a text to it."""
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return str(tag).rpartition(":")[2]
    return None


_QUOTE = 'put the value in "double quotes"'

BEGUN = frozenset(
    {
        "while scanning a quoted scalar",
        "while scanning a simple key",
        "while parsing a flow sequence",
        "while parsing a flow mapping",
    }
)
"""What is wrong from where it began, not where a parser noticed."""

PROBLEMS = (
    ("mapping values are not allowed", "a colon and a space stand in an unquoted value", _QUOTE),
    ("cannot start any token", "a value begins with a tab, @, %, ` or another sign that YAML keeps for itself", _QUOTE),
    ("alphabetic or numeric character", "a value begins with & or *, which YAML takes for a reference", _QUOTE),
    ("end of stream", "a quotation mark is not closed", "close it, or put the value in the other kind of quotes"),
    ("unknown escape", 'a backslash stands within "double quotes"', "write it twice: \\\\"),
    ("escape sequence", 'a backslash stands within "double quotes"', "write it twice: \\\\"),
    ("hexdecimal", 'a backslash stands within "double quotes"', "write it twice: \\\\"),
    ("expected ':'", "a line is no key: value", "write key: value, or indent a line that goes on from the one above"),
    ("',' or ']'", "a list in [ ] is not closed, or lacks a comma", "close it with ], or quote the value"),
    ("',' or '}'", "a mapping in { } is not closed, or lacks a comma", "close it with }, or quote the value"),
    ("tab character", "a line begins with a tab", "indent with spaces"),
    ("expected key", "a line does not begin where its neighbours do", "begin keys at the line's start"),
    ("<block end>", "a line does not begin where its neighbours do", "begin keys at the line's start"),
    ("expected '-' indicator", "a line of a list does not begin with -", "begin each with - below the one above"),
)
"""What YAML's parsers say (part of it), what it mostly means, and what to do."""

_AFTER_QUOTES = (
    "something follows the closing quotation mark",
    'put all of it in quotes of the other kind, or write \\" for each quotation mark within it',
)
_KEY = re.compile(r"([\w-]+) *:( *[\"'])?")


def _broken(text: str, at: int, problem: str, name: str, line: int) -> StoryFileError:
    lines = text.split("\n")
    key = _KEY.match(lines[at]) if at < len(lines) else None
    reason, remedy = next((entry[1:] for entry in PROBLEMS if entry[0] in problem), (f"broken YAML, {problem}", _QUOTE))
    if key and key[2] and "did not find expected" in problem:
        reason, remedy = _AFTER_QUOTES
    return StoryFileError(name, line + at, key[1] if key else None, reason, remedy)


class _Builder:
    """Builds the tree of one document."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line, self.key = name, line, None

    key: str | None

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if root is not None:
                    raise self.error(event, "a second YAML document begins", "keep one front matter in a file")
                root = self.node(event, events, 0)
        return root

    def node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        if event.anchor:
            raise self.error(event, "it begins with & or *, which YAML takes for a reference", _QUOTE)
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_tag(event, event.tag)
            return Scalar(self.line_of(event), event.value, event.implicit[0])
        if isinstance(event, yaml.CollectionStartEvent):
            self.refuse_tag(event, event.tag)
        if depth == MAX_DEPTH:
            raise self.error(event, f"lists are nested deeper than {MAX_DEPTH}", "write it flatter")
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(self.line_of(event), tuple(self.children(events, depth)))
        return Mapping(self.line_of(event), tuple(self.pairs(events, depth)))

    def children(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        for event in events:
            if not isinstance(event, yaml.NodeEvent):
                return
            yield self.node(event, events, depth + 1)

    def pairs(self, events: Iterator[yaml.Event], depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen = set()
        children = self.children(events, depth)
        for key in children:
            if not isinstance(key, Scalar):
                raise StoryFileError(self.name, key.line, self.key, "a key is a list", "write keys as plain words")
            if key.text in seen:
                raise StoryFileError(self.name, key.line, key.text, "this key stands twice", "keep one of them")
            seen.add(key.text)
            self.key = key.text if depth == 0 else self.key
            yield key, next(children)

    def refuse_tag(self, event: yaml.Event, tag: str | None) -> None:
        if tag and tag != "!":
            raise self.error(event, f"it begins with the YAML tag {tag[:60]}", _QUOTE)

    def error(self, event: yaml.Event, reason: str, remedy: str) -> StoryFileError:
        return StoryFileError(self.name, self.line_of(event), self.key, reason, remedy)

    def line_of(self, event: yaml.Event) -> int:
        return self.line + event.start_mark.line if event.start_mark else self.line
