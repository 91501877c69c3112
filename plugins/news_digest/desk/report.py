"""What became of each seed, for a person and for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, get_args

from .plain import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Outcome = Literal["imported", "changed", "unchanged", "merged", "kept", "deleted", "duplicates", "spiked"]

# What a heading says of its list, in the order of the table.
MEANINGS: dict[Outcome, str] = {
    "imported": "new stories",
    "changed": "story files written again, as their seed changed",
    "unchanged": "nothing to do",
    "merged": "story files edited by hand: what changed in their seeds was put to it",
    "kept": "changed by hand and in the seed as well: your text stands",
    "deleted": "the story file was deleted: not made again",
    "duplicates": "the same bytes as another seed",
    "spiked": "refused; everything else went on",
}
_FOLDED_AT = 20


@dataclass(frozen=True, slots=True)
class Item:
    """A seed (or the file at fault), its story's code and file as far as there are any, and what there is to say.

    `doubts` are the fields that were read with little confidence; `assumed_zone` is the zone in which a time is taken
    to be that the capture shows without one. `diff` is what would change in the story file, where nothing was written.
    """

    seed: str
    story_code: str | None = None
    file: str | None = None
    reason: str = ""
    remedy: str = ""
    doubts: tuple[str, ...] = ()
    assumed_zone: str | None = None
    diff: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Every seed of an import stands in exactly one list; `unsettled` are the codes of the stories with conflicts."""

    imported: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    unchanged: Sequence[Item] = ()
    merged: tuple[Item, ...] = ()
    kept: tuple[Item, ...] = ()
    deleted: tuple[Item, ...] = ()
    duplicates: tuple[Item, ...] = ()
    spiked: tuple[Item, ...] = ()
    unsettled: tuple[str, ...] = ()

    @classmethod
    def of(cls, verdicts: Iterable[tuple[Outcome, Item]]) -> Report:
        """Return the report of these verdicts, in their order."""
        lists: dict[Outcome, list[Item]] = {outcome: [] for outcome in get_args(Outcome)}
        for outcome, item in verdicts:
            lists[outcome].append(item)
        return cls(**{str(outcome): tuple(items) for outcome, items in lists.items()})  # type: ignore[arg-type]  # lists all

    @property
    def ok(self) -> bool:
        """Whether all went well: nothing was spiked."""
        return not self.spiked

    def lists(self) -> Iterator[tuple[Outcome, Sequence[Item]]]:
        """Iterate over the lists by name."""
        for outcome in MEANINGS:
            yield outcome, getattr(self, outcome)

    def as_table(self, *, verbose: bool = False) -> str:
        """Return the report for a terminal, without what was spiked and why.

        Lists are cut short and unchanged seeds only counted unless `verbose`.
        """
        lines = [f"{outcome:<11}{len(items):>6}  {MEANINGS[outcome]}" for outcome, items in self.lists() if items]
        for outcome, items in self.lists():
            if items and outcome != "spiked" and (verbose or outcome != "unchanged"):
                lines += ["", f"{outcome}:", *_rows(items, verbose=verbose)]
        lines += _doubtful_rows([*self.imported, *self.changed, *self.merged], verbose=verbose)
        lines += _zone_rows([*self.imported, *self.changed, *self.merged])
        lines += _unsettled_rows(self.unsettled)
        lines += _diff_rows([*self.changed, *self.merged, *self.kept])
        return "\n".join(lines or ["no seeds"])

    def spiked_lines(self, *, verbose: bool = False) -> Iterator[str]:
        """Iterate over the lines that name spiked seeds with reason and remedy; many are cut unless `verbose`."""
        for item in _shown(self.spiked, verbose=verbose):
            yield f"spiked: {printable(item.seed)}: {_rest(item)}\n"
        yield from (f"spiked: {line.strip()}\n" for line in _more(self.spiked, verbose=verbose))

    def as_dict(self) -> dict[str, object]:
        """Return the report for programs; its keys are described in docs/reference/command-line.md."""
        found: dict[str, object] = {outcome: [asdict(item) for item in items] for outcome, items in self.lists()}
        found["counts"] = {outcome: len(items) for outcome, items in self.lists()}
        return {"ok": self.ok, **found, "unsettled": list(self.unsettled)}


def _doubtful_rows(items: list[Item], *, verbose: bool) -> Iterator[str]:
    doubtful = tuple(item for item in items if item.doubts)
    if doubtful:
        yield from ("", "doubtful (`digest explain` shows why, `--strict` refuses them):")
    for item in _shown(doubtful, verbose=verbose):
        yield f"  {printable(item.seed)}  {', '.join(item.doubts)}"
    yield from _more(doubtful, verbose=verbose)


def _zone_rows(items: list[Item]) -> Iterator[str]:
    zones = [item.assumed_zone for item in items if item.assumed_zone]
    if zones:
        shown = "1 story shows" if len(zones) == 1 else f"{len(zones)} stories show"
        yield from ("", f"{shown} a time without a zone: {zones[0]} is assumed")


def _unsettled_rows(codes: tuple[str, ...]) -> Iterator[str]:
    if codes:
        shown = "1 story waits" if len(codes) == 1 else f"{len(codes)} stories wait"
        yield from ("", f"{shown} for you to settle what differs: digest conflicts")


def _diff_rows(items: list[Item]) -> Iterator[str]:
    for item in items:
        if item.diff:
            yield from ("", *map(printable, item.diff.splitlines()))


def _rows(items: Sequence[Item], *, verbose: bool) -> Iterator[str]:
    shown = _shown(items, verbose=verbose)
    width = min(56, max(len(printable(item.seed)) for item in shown))
    for item in shown:
        yield f"  {printable(item.seed):<{width}}  {_rest(item)}".rstrip()
    yield from _more(items, verbose=verbose)


def _shown(items: Sequence[Item], *, verbose: bool) -> Sequence[Item]:
    return items if verbose or len(items) <= _FOLDED_AT else items[: _FOLDED_AT - 1]


def _more(items: Sequence[Item], *, verbose: bool) -> Iterator[str]:
    if more := len(items) - len(_shown(items, verbose=verbose)):
        yield f"  and {more} more (-v lists them)"


def _rest(item: Item) -> str:
    if item.reason:
        return printable(item.reason) + (f"\n      -> {printable(item.remedy)}" if item.remedy else "")
    return printable(item.file or "")
