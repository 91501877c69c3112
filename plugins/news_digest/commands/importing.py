"""`digest import`, `digest restore`, `digest conflicts`."""

# ruff: noqa: PLC0415 - each command imports what it needs alone: a conversion must not wait for Pelican

from __future__ import annotations

import atexit
import gc
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..errors import SettingsError
from .common import FAILED, OK, at_the_desk, load_project, put_json, readers, say, warn

if TYPE_CHECKING:
    import argparse

    from ..desk.report import Report
    from ..desk.wishes import Wishes
    from ..project import Project


def run_import(args: argparse.Namespace) -> int:
    """`digest import`: new and changed seeds become story files."""
    return tell_report(args, import_all(args))


def import_all(args: argparse.Namespace) -> Report:
    """Import as the command line says and return the report."""
    from ..desk.selecting import Selection, select
    from ..desk.wishes import Wishes

    chosen = bool(args.codes or args.source or args.since)
    if chosen and not args.again:
        args.parser.error("codes, --source and --since say what is to be read --again")
    project = _project_with_seeds()
    again = select(project, Selection(tuple(args.codes), args.source, args.since)) if chosen else frozenset()
    return _import(args, project, Wishes(args.dry_run, args.again and not chosen, args.strict, again))


def run_restore(args: argparse.Namespace) -> int:
    """`digest restore`: story files that were deleted are made again."""
    from ..desk.selecting import Selection, select
    from ..desk.wishes import Wishes

    project = _project_with_seeds()
    return tell_report(args, _import(args, project, Wishes(restore=select(project, Selection(tuple(args.codes))))))


def _project_with_seeds() -> Project:
    project = load_project()
    if not project.seeds.is_dir():
        raise SettingsError(str(project.seeds), "there is no such folder", "make it, or name the digest's folder by -C")
    return project


def _import(args: argparse.Namespace, project: Project, wishes: Wishes) -> Report:
    from ..desk.remembering import look

    # Nothing has to be freed piece by piece where all ends.
    atexit.register(gc.freeze)
    looked = look(project, wishes)
    report = looked.report
    if report is None:
        from ..desk.ending import ending_in_order
        from ..desk.importing import import_at_length
        from ..desk.taking import quiet
        from ..site.progress import on_terminal

        progress = on_terminal if args.verbosity >= 0 and sys.stderr.isatty() else quiet
        with ending_in_order(), readers(args) as hands:
            report = import_at_length(project, wishes, looked.footing, hands, progress=progress, tell=warn)
    return report


def tell_report(args: argparse.Namespace, report: Report) -> int:
    """Print what became of each seed and return the exit status."""
    if args.json:
        put_json(report.as_dict())
    else:
        say(args, report.as_table(verbose=args.verbosity > 0))
        sys.stderr.writelines(report.spiked_lines(verbose=args.verbosity > 0))
    return OK if report.ok else FAILED


def run_ledger(args: argparse.Namespace) -> int:
    """`digest ledger`: what is wrong with it, or it is made again."""
    from ..desk.rebuilding import check_ledger, rebuild_ledger

    if args.rebuild:
        with readers(args) as hands:
            rebuilt = rebuild_ledger(load_project(), hands, tell=warn)
        say(args, "\n".join(rebuilt.lines()))
        return FAILED if rebuilt.spiked else OK
    stories, problems = check_ledger(load_project())
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    say(args, f"problems: {len(problems) or 'none'}, in {stories} stories")
    return FAILED if problems else OK


def run_conflicts(args: argparse.Namespace) -> int:
    """`digest conflicts`: what an editor and a capture changed differently, shown or settled."""
    from ..desk.settling import disputed, settle

    project = load_project()
    if args.side:
        if args.code is None:
            args.parser.error("name the code of the story whose conflicts are to be settled")
        with at_the_desk(project):
            say(args, f"settled: {settle(project, args.code, args.side)}")
        return OK
    found = list(disputed(project, args.code))
    if args.json:
        put_json({"conflicts": [asdict(one) for one in found]})
    else:
        say(args, "".join(one.as_text() for one in found).rstrip("\n") or "no conflicts")
    return OK
