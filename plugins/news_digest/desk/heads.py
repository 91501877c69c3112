"""A story file parted by the keys of its front matter, so that some can be changed, and not a byte more.

Keys are told by lines, as people write them, for a writer of YAML would lose comments, quotes and order. What YAML
allows beyond that is told wrongly, so whoever changes a file this way has it read again before it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import NewsDigestError, StoryFileError
from ..markdown import read_story_bytes
from ..markdown.schema import known_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..story import Story

_BOM = "\ufeff"
_FENCE = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_HEADER = re.compile(r" {0,3}[A-Za-z0-9_-]+:| {4,}\S")
# At the beginning of a line of its own: no list's item, no comment.
_KEY = re.compile(r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s#\-\"'&*!|>%@`{}\[\],?:][^\n]*?)[ \t]*:(?=[ \t]|$)")
_HEADER_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):")
LINES = re.compile(r"[^\n]*\n|[^\n]+")
"""Each line of a text, with its end."""

Entries = tuple[tuple[str, str], ...]
"""Keys, each with its lines, in order; under "" stand comments and blank lines."""


@dataclass(frozen=True, slots=True)
class Head:
    """A story file: the line that opens its front matter, the keys, the line that closes it, and the body.

    Pelican's header has no such lines; `is_yaml` is false for it.
    """

    opening: str
    entries: Entries
    closing: str
    body: str
    is_yaml: bool = True

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.opening + "".join(lines for _, lines in self.entries) + self.closing + self.body

    def with_entries(self, entries: Iterable[tuple[str, str]]) -> Head:
        """Return the file with other keys."""
        return replace(self, entries=tuple(entries))


def parted(text: str) -> Head | None:
    """Return a story file's text in its parts, None where its front matter has no end."""
    mark = _BOM if text.startswith(_BOM) else ""
    lines = LINES.findall(text.removeprefix(mark))
    if not lines or not _FENCE.fullmatch(bare(lines[0])):
        end = next((at for at, line in enumerate(lines) if not _HEADER.match(line)), len(lines))
        return Head(mark, tuple(_entries(lines[:end], _HEADER_KEY)), "", "".join(lines[end:]), is_yaml=False)
    end = next((at for at, line in enumerate(lines[1:], 1) if _CLOSING.fullmatch(bare(line))), 0)
    if not end:
        return None
    return Head(mark + lines[0], tuple(_entries(lines[1:end], _KEY)), lines[end], "".join(lines[end + 1 :]))


def bare(line: str) -> str:
    """Return a line without its end."""
    return line.rstrip("\r\n")


def end_of(lines: str) -> str:
    """Return the line end that the last of these lines has, or should have."""
    return "\r\n" if lines.endswith("\r\n") else "\n"


def _entries(lines: Iterable[str], form: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield each key with its lines; comments and blank lines between two keys are no key's."""
    key, held = "", ""
    for line in lines:
        found = form.match(bare(line))
        if found or line.startswith("#"):
            yield from _without_blank_lines(key, held)
            key, held = (known_key(found["key"].strip("\"'")) if found else ""), ""
        held += line
    yield from _without_blank_lines(key, held)


def _without_blank_lines(key: str, lines: str) -> Iterator[tuple[str, str]]:
    own = len(lines.rstrip())
    end = lines.find("\n", own) + 1 or len(lines) if own else 0
    if own:
        yield key, lines[:end]
    if blank := lines[end:]:
        yield "", blank


def changed_bytes(  # noqa: PLR0913 - what a message tells, each by its name
    data: bytes, change: Callable[[Head], Head], wanted: Story, *, name: str, key: str, remedy: str
) -> bytes:
    """Return the bytes of a story file with its keys changed; raises `StoryFileError` unless they read as this story.

    `key` and `remedy` are told where that cannot be.
    """
    head = parted(data.decode("utf-8"))
    if head is None:
        raise StoryFileError(name, 1, key, "the front matter has no end", remedy)
    changed = change(head).text.encode("utf-8")
    try:
        if read_story_bytes(changed, name=name) == wanted:
            return changed
    except NewsDigestError:
        pass
    raise StoryFileError(name, 1, key, "the front matter is of a form that cannot be changed safely", remedy)
