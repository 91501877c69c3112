"""`digest build`, `digest serve`, `digest check`, `digest gallery`, `digest mail`."""

# ruff: noqa: PLC0415 - each command imports what it needs alone: a conversion must not wait for Pelican

from __future__ import annotations

import atexit
import gc
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..project import SETTINGS_FILE, Project
from .common import FAILED, OK, load_project, project_of, put_json, say, settings_of

if TYPE_CHECKING:
    import argparse

    from ..site.glance import Glance


def run_build(args: argparse.Namespace) -> int:
    """`digest build`: the site into its output folder."""
    from ..collector import without_collector

    # Nothing has to be freed piece by piece where all ends.
    atexit.register(gc.freeze)
    with without_collector():
        return _build_at_a_glance(args)


def _build_at_a_glance(args: argparse.Namespace) -> int:
    from ..site.glance import Glance, glance

    settings_file = args.settings or Project.at(Path.cwd()).settings_file
    if settings_file is None or args.output or args.clean or args.search or args.unpublished or args.verbosity > 0:
        return _build(args, Glance())
    with glance(settings_file, lambda line: say(args, line), args.now, args.only) as found:
        outcome = found.begun and found.begun.nothing_to_do()
        if not outcome:
            return _build(args, found)
        say(args, outcome.told)
        return OK


def _build(args: argparse.Namespace, glance: Glance) -> int:
    from ..site.build import Wishes, build
    from ..site.unpublished import UnpublishedWish

    project = load_project(args.settings)
    wishes = Wishes(
        args.output, args.clean, args.keep_broken, args.explain, args.jobs, args.now, args.search, only=args.only
    )
    if args.unpublished:
        wishes = replace(wishes, output=project.unpublished, unpublished=UnpublishedWish())
    return build(project, args.settings, wishes, fatal=args.fatal, verbosity=args.verbosity, glance=glance)


def run_serve(args: argparse.Namespace) -> int:
    """`digest serve`: the site on this machine, built again on each change and when a story comes or goes."""
    try:
        from ..preview.serve import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"starlette", "uvicorn"}:
            raise
        from ..preview.errors import NoServerError

        raise NoServerError from error
    from ..preview.watched import folders_of

    settings = settings_of()
    project = project_of(settings)
    folders = folders_of(project, settings)
    return serve(project, folders, port=args.port, bind=args.bind, verbosity=args.verbosity, now=args.now)


def run_check(args: argparse.Namespace) -> int:
    """`digest check`: what is wrong with the story files and the built site."""
    from ..publish.check import check_digest

    report = check_digest(load_project(args.settings), settings_file=args.settings)
    if args.json:
        put_json({"ok": report.ok, **asdict(report)})
    else:
        sys.stdout.writelines(f"{problem}\n" for problem in report.problems)
        where = f"{report.stories} stories, {report.pages} pages, {report.feeds} feeds"
        say(args, f"problems: {len(report.problems) or 'none'}, in {where}")
        for line in report.remarks(verbose=args.verbosity > 0):
            say(args, line)
    return OK if report.ok else FAILED


def run_mail(args: argparse.Namespace) -> int:
    """`digest mail`: the site is built, and one of its editions is written as an e-mail."""
    from ..site.build import Wishes, build
    from ..site.mail_wish import MailWish

    project = load_project(args.settings)
    wishes = Wishes(now=args.now, mail=MailWish(args.edition or "", args.output))
    return build(project, args.settings, wishes, verbosity=args.verbosity)


def run_gallery(args: argparse.Namespace) -> int:
    """`digest gallery`: the parts of the theme with invented examples."""
    from ..gallery.show import write_gallery

    project = load_project(args.settings)
    count = write_gallery(args.settings or project.settings_file or project.root / SETTINGS_FILE, args.output)
    say(args, f"{count} pages: open {args.output / 'index.html'}")
    return OK
