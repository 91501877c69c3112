"""`digest publish`."""

# ruff: noqa: PLC0415 - each command imports what it needs alone: a conversion must not wait for Pelican

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..project import SETTINGS_FILE
from .common import FAILED, OK, load_project, say, settings_of, warn

if TYPE_CHECKING:
    import argparse

    from ..publish.sending import Plan

PUBLISH_SETTINGS = "publishconf.py"
_SHOWN = 10


def run_publish(args: argparse.Namespace) -> int:
    """`digest publish`: the site is built, checked, and what differs is sent to a target."""
    from ..publish.publishing import publish, wanted
    from ..site.build import Wishes, build

    file = args.settings or next(
        (path for path in map(Path.cwd().joinpath, (PUBLISH_SETTINGS, SETTINGS_FILE)) if path.is_file()),
        Path(PUBLISH_SETTINGS),
    )
    wish = wanted(args.target, settings_of(file), file)
    wish = replace(
        wish,
        kept_back=() if args.drafts else wish.kept_back,
        dry=args.dry_run,
        adopt=args.adopt,
        unchecked=args.skip_check,
        limit=args.max_deletes,
    )
    project = load_project(file)
    status = build(project, file, Wishes(now=args.now, jobs=args.jobs), verbosity=args.verbosity)
    if status:
        warn(f"{args.target}: the site could not be built whole; nothing was sent")
        return FAILED
    done = publish(project, wish, warn, partial(_show, args))
    say(args, _told(done, args.target, dry=args.dry_run))
    return OK


def _show(args: argparse.Namespace, differing: Plan) -> None:
    """Print what will be sent and what will be removed, all names where nothing is sent or more is wished."""
    if differing.strange:
        told = f"{args.target}: {differing.strange} files stand there that were not published by this; they are kept"
        say(args, f"{told}, but where the site has the same name (--adopt takes them for published)")
    if args.dry_run or args.verbosity > 0:
        names = [(sign, each) for sign in "+~-" for each in _LISTS[sign](differing)]
        sys.stdout.writelines(f"{sign} {name}\n" for sign, name in names)
    elif differing.gone:
        more = ", ..." if len(differing.gone) > _SHOWN else ""
        say(args, f"{args.target}: to be removed: {', '.join(differing.gone[:_SHOWN])}{more}")
    sys.stdout.flush()


_LISTS = {"+": lambda plan: plan.new, "~": lambda plan: plan.changed, "-": lambda plan: plan.gone}


def _told(done: Plan, target: str, *, dry: bool) -> str:
    if not done:
        return f"{target}: nothing differs"
    counts = f"{len(done.new)} new, {len(done.changed)} changed, {len(done.gone)} removed"
    return f"{target}: {counts} (a dry run: nothing was sent)" if dry else f"{target}: {counts}"
