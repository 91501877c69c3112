"""What has to travel to make a target like the site, and in which order it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from .errors import PublishError
from .record import HIDDEN, Marks, key_of

SHARE = 10  # percent of the published files that may be removed at once
FEW = 50  # so many may be always
_SHOWN = 10
HOME = "index.html"
# What tells others of pages: feeds, sitemaps, lists of addresses.
_TELLING = (".xml", "robots.txt", "feed.json", "_redirects", "_headers")
_PACKED = (".gz", ".br")


class Host(Protocol):
    """A target as a publish uses it; each method raises `PublishError` where the target cannot be reached."""

    def marks(self, names: Sequence[str]) -> Mapping[str, str]:
        """Return what has to stand there for a site of these files: by name, what `standing` has for their bytes."""

    def standing(self) -> Marks:
        """Return what we published there."""

    def names(self) -> Iterable[str]:
        """Return the names of all files that stand there."""

    def begin(self, names: Sequence[str]) -> None:
        """Note, before anything else changes, which files are about to be sent or removed."""

    def send(self, names: Sequence[str]) -> None:
        """Send files of the site, in this order where the target lets us."""

    def remove(self, names: Sequence[str]) -> None:
        """Remove files, and folders that are empty without them."""

    def finish(self, marks: Marks) -> None:
        """Note what stands there now."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What differs between the site and its target: files that are new there, that changed, that have to go.

    `published` is how many of ours stand there, `strange` how many that were there before we first published.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    published: int
    strange: int = 0

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.new or self.changed or self.gone)

    def passes(self) -> tuple[tuple[str, ...], ...]:
        """Return what is sent, in turns: nothing is linked to before it is there.

        First what is new, for nothing leads to it yet: new feeds too, which pages that changed lead to. Then what
        changed, the front page at the end; then what told others before, and tells them now of what is new.
        """
        early = tuple(name for name in self.new if name != HOME)
        telling = tuple(name for name in self.changed if _tells(name))
        after = tuple(name for name in self.changed if not _tells(name) and name != HOME)
        home = tuple(name for name in (*self.new, *self.changed) if name == HOME)
        turns = (_assets_first(early), (*_assets_first(after), *home), telling)
        return tuple(turn for turn in turns if turn)

    def removals(self) -> tuple[tuple[str, ...], ...]:
        """Return what is removed, in turns: compressed copies before the pages that they may lead to."""
        copies = tuple(name for name in self.gone if name.endswith(_PACKED))
        rest = tuple(name for name in self.gone if not name.endswith(_PACKED))
        return tuple(turn for turn in (copies, rest) if turn)

    def refuse_many_removals(self, target: str, limit: int | None) -> None:
        """Raise `PublishError` where more files have to go than `limit`, or than are usual where it is None."""
        limit = max(FEW, self.published * SHARE // 100) if limit is None else limit
        if len(self.gone) <= limit:
            return
        shown = ", ".join(self.gone[:_SHOWN]) + (", ..." if len(self.gone) > _SHOWN else "")
        reason = f"{len(self.gone)} of {self.published} published files would be removed, more than {limit}: {shown}"
        remedy = f"nothing was sent; --dry-run names them all; if they shall go, add --max-deletes {len(self.gone)}"
        raise PublishError(target, reason, remedy)


def plan(site: Marks, host: Host, *, adopt: bool) -> Plan:
    """Return what differs; `site` has the marks of its files by name.

    With `adopt` all that stands at the target counts as published by us.
    """
    ours = host.standing()
    there = [name for name in host.names() if name not in HIDDEN] if adopt or not ours else []
    if adopt:
        ours = {key_of(name): "" for name in there} | dict(ours)
    keys = {key_of(name): name for name in site}
    gone = ours.keys() - keys.keys()
    return Plan(
        new=tuple(sorted(name for key, name in keys.items() if key not in ours)),
        changed=tuple(sorted(name for key, name in keys.items() if key in ours and ours[key] != site[name])),
        gone=tuple(sorted(name for name in host.names() if key_of(name) in gone)) if gone else (),
        published=len(ours),
        strange=0 if adopt else len(there),
    )


def send(differing: Plan, site: Mapping[str, str], host: Host) -> None:
    """Make the target like the site; raises `PublishError`, after which another publish completes it."""
    if not differing:
        return
    turns = differing.passes()
    host.begin([name for turn in (*turns, differing.gone) for name in turn])
    for turn in turns:
        host.send(turn)
    for turn in differing.removals():
        host.remove(turn)
    host.finish({key_of(name): mark for name, mark in site.items()})


def _plain(name: str) -> str:
    for ending in _PACKED:
        name = name.removesuffix(ending)
    return name


def _tells(name: str) -> bool:
    return _plain(name).endswith(_TELLING)


def _assets_first(names: Iterable[str]) -> tuple[str, ...]:
    """Return names in the order in which one leads to another: assets, pages, what tells of them."""
    return tuple(sorted(names, key=lambda name: (_tells(name), _plain(name).endswith(".html"), name)))
