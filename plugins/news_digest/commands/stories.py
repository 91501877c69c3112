"""Commands about single stories: `digest withdraw`."""

# ruff: noqa: PLC0415 - each command imports what it needs alone: a conversion must not wait for Pelican

from __future__ import annotations

from typing import TYPE_CHECKING

from .common import OK, load_project, say

if TYPE_CHECKING:
    import argparse


def run_withdraw(args: argparse.Namespace) -> int:
    """`digest withdraw`: a story is taken back, or that is undone."""
    from ..desk.plain import printable
    from ..desk.withdrawing import restore, withdraw

    if args.undo and args.date:
        args.parser.error("--date goes with --reason")
    project, code = load_project(), args.story_code
    file = restore(project, code) if args.undo else withdraw(project, code, args.reason, args.date)
    say(args, f"{printable(file)}: {'brought back' if args.undo else 'withdrawn'}")
    return OK
