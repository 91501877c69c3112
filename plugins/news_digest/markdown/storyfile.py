"""Story to file text and back.

A file is YAML front matter between two lines of three dashes, a blank line, and the body in CommonMark; files with
Pelican's own `Key: value` header are read as well.

`read_story(write_story(story)) == normalised(story)` for every story, and a story is valid when
`normalised(story) == story`: each text is on one line, without outer white space and without characters that no page
may carry; no empty text, tag, author or related story; tags and authors each once; the body without blank lines
at its beginning and without white space at its end, its lines ended by line feeds; no correction without a text, and no
withdrawal without a reason.

A key that is not ours is kept in `extra`. One that differs from a key of ours by a single slip ("titel", "tag") is
refused, and so is one that Pelican's articles use themselves ("settings").
"""

from __future__ import annotations

import re

from ..capture.characters import tidy_text
from ..errors import StoryFileError
from ..story import Story
from .frontmatter import write_front_matter
from .header import begins_header, read_header
from .normal import normalised, trimmed
from .plainyaml import read_plain_tree
from .schema import story_of
from .yamltree import Mapping, read_tree

MAX_FRONT_MATTER = 200_000

_FENCE = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def write_story(story: Story) -> str:
    """Return the text of a story's file."""
    story = normalised(story)
    body = f"\n{story.body}\n" if story.body else ""
    return f"---\n{write_front_matter(story)}---\n{body}"


def read_story_bytes(data: bytes, *, name: str) -> Story:
    """Return the story of a file's bytes; raises `StoryFileError` as `read_story` does, and for what is not UTF-8."""
    try:
        return read_story(data.decode("utf-8"), name=name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StoryFileError(name, line, None, "it is not UTF-8", "save the file in the encoding UTF-8") from error


def read_story(text: str, *, name: str) -> Story:
    """Return the story of a file's text; raises `StoryFileError` with line, key and remedy where it is broken."""
    text = tidy_text(text.removeprefix("\ufeff"))
    first, _, rest = text.partition("\n")
    if _FENCE.fullmatch(first):
        return _read_yaml(rest, name)
    if begins_header(first):
        lines = text.split("\n")
        root, end = read_header(lines, name=name)
        return story_of(root, trimmed("\n".join(lines[end:])), name=name)
    raise StoryFileError(name, 1, "title", "there is no front matter", "begin the file with --- and a line title: ...")


def _read_yaml(rest: str, name: str) -> Story:
    closing = _CLOSING.search(rest)
    if closing is None:
        raise StoryFileError(name, 1, None, "the front matter has no end", "put a line --- between it and the body")
    if closing.start() > MAX_FRONT_MATTER:
        limit = f"the front matter is longer than {MAX_FRONT_MATTER} characters"
        raise StoryFileError(name, 1, None, limit, "put a line --- between it and the body")
    front = rest[: closing.start()]
    root = read_plain_tree(front, line=2) or read_tree(front, name=name, line=2)
    if root is None:
        raise StoryFileError(name, 1, "title", "the front matter is empty", "add a line title: The headline")
    if not isinstance(root, Mapping):
        raise StoryFileError(name, root.line, None, "a key is wanted", "write each line as key: value")
    return story_of(root, trimmed(rest[closing.end() :]), name=name)
