"""`digest publish`: a site that was built is looked through, compared with its target, and sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..lock import held
from ..press.book import Shelf
from ..project import Project
from .check import check_digest
from .errors import PublishError
from .leaving import refuse_address, refuse_other_build
from .links import list_files
from .opening import open_host
from .sending import Plan, plan, send
from .targets import Target, target_called

_NEVER = {".DS_Store", "Thumbs.db"}
# Half-written files, settings for servers, and the record itself.
_OURS = ".digest-"
_DRAFTS = ("DRAFT_SAVE_AS", "DRAFT_LANG_SAVE_AS", "DRAFT_PAGE_SAVE_AS", "DRAFT_PAGE_LANG_SAVE_AS")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be published where: `limit` is how many files may be removed, None for the usual.

    `kept_back` are the beginnings of the names of files that stay here, as drafts do.
    """

    name: str
    target: Target
    siteurl: str
    settings_file: Path
    kept_back: tuple[str, ...] = ()
    dry: bool = False
    adopt: bool = False
    unchecked: bool = False
    limit: int | None = None


def wanted(name: str, settings: Mapping[str, object], file: Path) -> Wanted:
    """Return what the settings say of a target; raises `NewsDigestError` before anything is built."""
    siteurl = str(settings.get("SITEURL") or "")
    refuse_address(siteurl, file.name)
    return Wanted(name, target_called(name, settings, file.name), siteurl, file, tuple(_draft_folders(settings)))


def _draft_folders(settings: Mapping[str, object]) -> Iterator[str]:
    """Yield the folders in which nothing but drafts are, where they have such."""
    for key in _DRAFTS:
        fixed, _, _ = str(settings.get(key) or "").partition("{")
        folder = fixed.rpartition("/")[0].lstrip("/")
        if folder:
            yield f"{folder}/"


def publish(project: Project, wish: Wanted, tell: Callable[[str], None], show: Callable[[Plan], None]) -> Plan:
    """Check the built site and send it; returns what differed, after it was handed to `show` unless too much would go.

    No build changes the site meanwhile. Raises `NewsDigestError`: nothing was sent, or the next publish completes it.
    """
    with held(Shelf.of(project.root, project.output).at(".lock"), tell, "build"):
        refuse_other_build(project.output, wish.siteurl)
        if not wish.unchecked:
            _refuse_faults(project, wish, tell)
        host = open_host(wish.name, wish.target, project)
        site = host.marks(_names(project.output, wish.kept_back))
        differing = plan(site, host, adopt=wish.adopt)
        if wish.dry:
            show(differing)
        differing.refuse_many_removals(wish.name, wish.limit)
        if not wish.dry:
            show(differing)
            _send(wish.name, lambda: send(differing, site, host), tell)
    return differing


def _send(name: str, send_all: Callable[[], None], tell: Callable[[str], None]) -> None:
    try:
        send_all()
    except KeyboardInterrupt:
        tell(f"{name}: interrupted; the site there is whole, and the next publish goes on where this ended")
        raise


def _refuse_faults(project: Project, wish: Wanted, tell: Callable[[str], None]) -> None:
    problems = check_digest(project, settings_file=wish.settings_file).problems
    for problem in problems:
        tell(str(problem))
    if problems:
        remedy = "correct them, then publish again; nothing was sent"
        raise PublishError(wish.name, f"{len(problems)} {'fault' if len(problems) == 1 else 'faults'} found", remedy)


def _names(output: Path, kept_back: tuple[str, ...]) -> list[str]:
    """Return the names of all files of a site; raises `PublishError` for one that cannot leave."""
    names = sorted(name for name in list_files(output) if _leaves(name) and not name.startswith(kept_back))
    for name in names:
        if not name.isprintable():
            raise PublishError(repr(name), "has a name that hosts cannot hold", "call the file otherwise")
    return names


def _leaves(name: str) -> bool:
    last = name.rpartition("/")[2]
    return last not in _NEVER and not last.startswith(_OURS)
