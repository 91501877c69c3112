"""The merge of a story file: what the last import wrote, what the new one would write, and the file as it was edited.

The front matter is merged key by key, the body paragraph by paragraph, as lines of text: what nobody touched keeps its
bytes, with an editor's comments, quotes and order of keys. Where both sides changed the same differently, the editor's
text stays, and the other is told as a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..errors import StoryFileError
from ..markdown.yamltree import Mapping as Pairs
from ..markdown.yamltree import Scalar, read_tree
from .heads import LINES, parted
from .threeway import differences, merge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..markdown.yamltree import Node
    from .heads import Entries, Head

BODY, WHOLE = "body", "file"
"""Places of conflicts that are no key of the front matter."""
MARKS = ("<<<<<<< the story file\n", "=======\n", ">>>>>>> the capture\n")
"""The lines before, between and after the two texts of a conflict, as git has them."""

_CODE_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")

Settle = Callable[[str, str], str]
"""What stands in the place of a conflict, given the editor's text and the capture's."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What an editor and a capture changed differently: a key of the front matter, a part of the body, or all.

    `ours` is the editor's text, which stands in the file, `theirs` the capture's; "" where it was taken out.
    """

    place: str
    ours: str
    theirs: str


class Merged(NamedTuple):
    """The text of a merged story file, and what could not be merged."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


class _Body(NamedTuple):
    """A body's paragraphs, what stands before the first, and what stands behind each: the blank lines."""

    lead: str
    paragraphs: tuple[str, ...]
    gaps: tuple[str, ...]


def for_editor(mine: str, _: str) -> str:
    """Settle a conflict for the editor's text."""
    return mine


def for_capture(_: str, new: str) -> str:
    """Settle a conflict for the capture's text."""
    return new


def with_marks(mine: str, new: str) -> str:
    """Show both texts of a conflict between the lines of `MARKS`."""
    return "".join(part for pair in zip(MARKS, (_line(mine), _line(new), ""), strict=True) for part in pair)


def _line(text: str) -> str:
    return f"{text.removesuffix(chr(10))}\n" if text else ""


def merge_story(base: str | None, theirs: str, ours: str, settle: Settle = for_editor) -> Merged:
    """Return the merge of an edited file (`ours`) with what an import writes now (`theirs`) and wrote last (`base`).

    Without a base nothing is known of who changed what: all that differs is a conflict. Line ends may be those of any
    system; the file keeps its own.
    """
    mine, new, before = _unix(ours), _unix(theirs), None if base is None else _unix(base)
    text, conflicts = _merged(before, new, mine, settle)
    if text == mine:
        return Merged(ours, conflicts)
    windows = "\r\n" in ours and ours.count("\n") == ours.count("\r\n")
    return Merged(text.replace("\n", "\r\n") if windows else text, conflicts)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def _merged(base: str | None, theirs: str, ours: str, settle: Settle) -> Merged:
    mine, new = _with_keys(ours), _with_keys(theirs)
    if mine is None or new is None:
        # The file has no front matter as an import writes it: there are no keys to put anything under.
        return Merged(ours) if theirs == base else Merged(settle(ours, theirs), (Conflict(WHOLE, ours, theirs),))
    before = _with_keys(base) if base is not None else None
    front, conflicts = _merge_front(before.entries if before else None, new.entries, mine.entries, settle)
    body, more = _merge_body(before.body if before else None, new.body, mine.body, settle)
    return Merged(mine.opening + front + mine.closing + body, (*conflicts, *more))


def _with_keys(text: str) -> Head | None:
    """Return the parts of a file with front matter between lines of dashes; None for any other, or two keys alike."""
    head = parted(text)
    keys = [key for key, _ in head.entries if key] if head else []
    return head if head and head.is_yaml and len(set(keys)) == len(keys) else None


def _merge_front(base: Entries | None, theirs: Entries, ours: Entries, settle: Settle) -> tuple[str, list[Conflict]]:
    """Return the merged lines, in the editor's order, and what both changed differently."""
    before, new, mine = _by_key(base or ()), _by_key(theirs), _by_key(ours)
    conflicts: list[Conflict] = []
    merged: list[tuple[str, str]] = []
    for key, lines in ours:
        chosen = _chosen(before.get(key), new.get(key), lines) if key else lines
        if chosen is None:
            conflicts.append(Conflict(key, lines, new.get(key, "")))
            chosen = settle(lines, new.get(key, ""))
        merged.append((key, chosen))
    for key, lines in theirs:
        if key in mine or before.get(key) == lines:
            continue  # it stands there already, or the editor took it out
        if key in before or base is None:
            conflicts.append(Conflict(key, "", lines))
            lines = settle("", lines)  # noqa: PLW2901 - these are the lines to be inserted
        _insert(merged, key, lines, [each for each, _ in theirs])
    return "".join(lines for _, lines in merged), conflicts


def _by_key(front: Entries) -> Mapping[str, str]:
    return {key: lines for key, lines in front if key}


def _chosen(before: str | None, new: str | None, mine: str) -> str | None:
    """Return the lines to stand for a key, "" for none; None where both sides changed it differently."""
    if mine == before:
        return new or ""
    alike = new == before or (new is not None and _says_the_same(new, mine))
    return mine if alike else None


def _says_the_same(one: str, other: str) -> bool:
    """Return whether two spellings have one value: "[A, B]" and a list of lines do."""
    if one == other:
        return True
    try:
        return _value(read_tree(one, name="", line=1)) == _value(read_tree(other, name="", line=1))
    except StoryFileError:
        return False


def _value(node: Node | None) -> object:
    """Return what a tree says, wherever and however it is written."""
    if node is None or isinstance(node, Scalar):
        return node and node.text
    if isinstance(node, Pairs):
        return {key.text: _value(value) for key, value in node.pairs}
    return [_value(item) for item in node.items]


def _insert(merged: list[tuple[str, str]], key: str, lines: str, order: Sequence[str]) -> None:
    """Put a new key behind the one that stands before it in files that an import writes."""
    earlier = set(order[: order.index(key)])
    at = next((at for at in range(len(merged), 0, -1) if merged[at - 1][0] in earlier), 0)
    merged.insert(at, (key, lines))


def _merge_body(base: str | None, theirs: str, ours: str, settle: Settle) -> tuple[str, list[Conflict]]:
    mine, new = _paragraphs(ours), _paragraphs(theirs)
    if base is None:
        regions = differences(mine.paragraphs, new.paragraphs)
    else:
        regions = merge(_paragraphs(base).paragraphs, mine.paragraphs, new.paragraphs)
    taken: list[tuple[str, str]] = []
    conflicts: list[Conflict] = []
    for region in regions:
        told = "\n\n".join(mine.paragraphs[region.ours]), "\n\n".join(new.paragraphs[region.theirs])
        chosen = settle(*told) if region.taken is None else told[region.taken == "theirs"]
        if region.taken is None:
            conflicts.append(Conflict(BODY, *told))
        if chosen == told[0]:
            taken += zip(mine.paragraphs[region.ours], mine.gaps[region.ours], strict=True)
        elif chosen:
            taken.append((chosen.removesuffix("\n"), ""))
    lead = mine.lead if mine.paragraphs else mine.lead or new.lead
    return lead + _put_together(taken, mine), conflicts


def _put_together(taken: Sequence[tuple[str, str]], mine: _Body) -> str:
    """Return the paragraphs with at least a blank line between two; the end is that of the editor's file."""
    if not taken:
        return ""
    last = mine.gaps[-1] if mine.gaps else "\n"
    text = "".join(paragraph + (gap if gap.count("\n") > 1 else "\n\n") for paragraph, gap in taken[:-1])
    return text + taken[-1][0] + last


def _paragraphs(text: str) -> _Body:
    """Return a body's paragraphs: runs of lines between blank ones; a fenced block of code is one."""
    lead, fence = "", ""
    runs: list[str] = []
    gaps: list[str] = []
    for line in LINES.findall(text):
        if fence or line.strip():
            if not runs or gaps[-1]:
                runs.append("")
                gaps.append("")
            runs[-1] += line
        elif runs:
            gaps[-1] += line
        else:
            lead += line
        found = _CODE_FENCE.match(line)
        fence = _fence_after(fence, found["fence"] if found else "", line)
    bare = tuple(run.removesuffix("\n") for run in runs)
    ends = (run[len(text) :] for run, text in zip(runs, bare, strict=True))
    return _Body(lead, bare, tuple(end + gap for end, gap in zip(ends, gaps, strict=True)))


def _fence_after(open_fence: str, found: str, line: str) -> str:
    """Return the fence of the block of code that is open behind a line, "" for none."""
    if not open_fence:
        return found
    closes = found.startswith(open_fence) and not line.strip().strip(found[0])
    return "" if closes else open_fence
