"""Commands about single stories: their codes, when they come and go, and taking them back."""

# ruff: noqa: PLC0415 - each command imports what it needs alone: a conversion must not wait for Pelican

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from .common import FAILED, OK, at_the_desk, load_project, put_json, say, settings_of

if TYPE_CHECKING:
    import argparse


def run_withdraw(args: argparse.Namespace) -> int:
    """`digest withdraw`: a story is taken back, or that is undone."""
    from ..desk.plain import printable
    from ..desk.withdrawing import restore, withdraw

    if args.undo and args.date:
        args.parser.error("--date goes with --reason")
    project, code = load_project(), args.story_code
    with at_the_desk(project):
        file = restore(project, code) if args.undo else withdraw(project, code, args.reason, args.date)
    say(args, f"{printable(file)}: {'brought back' if args.undo else 'withdrawn'}")
    return OK


def run_code(args: argparse.Namespace) -> int:
    """`digest code`: all that is known of a story code."""
    from ..desk.known import known_of
    from ..desk.places import story_address

    found = known_of(load_project(), args.code)
    if found.status in {"published", "hidden"}:
        found = replace(found, address=story_address(str(settings_of().get("ARTICLE_URL") or ""), found.code))
    put_json(asdict(found)) if args.json else sys.stdout.write(found.as_text())
    return OK


def run_recode(args: argparse.Namespace) -> int:
    """`digest recode`: another code for a story, which is found by its former one as well."""
    from ..desk.plain import printable
    from ..desk.recoding import recode

    project = load_project()
    with at_the_desk(project):
        done = recode(project, args.former, args.code)
    say(args, printable(f"{done.file}: {done.former} is {done.story_code} now"))
    say(args, printable(f"once the site is built, the address of {done.former} leads to that of {done.story_code}"))
    return OK


def run_due(args: argparse.Namespace) -> int:
    """`digest due`: which stories come and go next."""
    from ..desk.coming import coming
    from ..site.window import SETTING, now_of

    settings = settings_of(args.settings)
    now = now_of({**settings, SETTING: args.now} if args.now else settings).at
    found = coming(load_project(args.settings), now)
    if args.json:
        put_json({"due": [asdict(each) for each in found.due]})
    else:
        sys.stdout.writelines(f"{each}\n" for each in found.due)
        if not found.due:
            say(args, "nothing is due")
    sys.stderr.writelines(f"digest: {error}\n" for error in found.broken)
    return FAILED if found.broken else OK


def run_copies(args: argparse.Namespace) -> int:
    """`digest copies`: which stories are one text in several papers."""
    from ..desk.copied import find_copies

    report = find_copies(load_project())
    if args.json:
        put_json(asdict(report))
    else:
        sys.stdout.writelines(f"{line}\n" for group in report.groups for line in group.as_lines())
        say(args, f"texts of several papers: {len(report.groups) or 'none'}, in {report.stories} stories")
        sys.stderr.writelines(f"digest: {reason}\n" for reason in report.unread)
    return FAILED if report.unread else OK
