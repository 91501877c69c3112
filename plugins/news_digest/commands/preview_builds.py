"""What the preview has built: imports and builds as their commands do them, with an account of what is wrong."""

# ruff: noqa: PLC0415 - the first build of a process tells what there is to import

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from traceback import extract_tb
from typing import IO, NoReturn

from ..cli import build_parser, ready_to_print
from ..codemark import PACKAGE, code_fingerprint
from ..errors import NewsDigestError
from ..preview.builder import broken_off
from ..preview.problem import Problem, problem_of
from ..preview.wanted import Account, Wanted
from ..preview.watched import folders_of
from .common import FAILED, INTERRUPTED, OK, fail, project_of, settings_of

# What builds that print need; the first may find nothing to do.
NEEDED = tuple(f"{__package__.rpartition('.')[0]}.site.{name}" for name in ("build", "renewal"))


def main() -> None:
    """Do what is wanted by the first argument, in JSON, and leave the account in the file that is the second."""
    account = build_wanted(Wanted.from_json(sys.argv[1]))
    Path(sys.argv[2]).write_text(account.as_json(), "utf-8")


def stand_by() -> None:
    """Fork for each build that is wanted by a line of standard input; accounts go where the first argument says."""
    # Ctrl-C is for the one who wants the builds; then there are no more lines.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    with os.fdopen(int(sys.argv[1]), "w", encoding="utf-8") as accounts:
        for line in sys.stdin:
            account, modules = _forked(line)
            accounts.write(account + "\n")
            accounts.flush()
            _have(json.loads(modules or "[]"))


def _forked(line: str) -> tuple[str, str]:
    """Have a child do what a line wants; return its account and the modules that it alone has, both as JSON."""
    with TemporaryFile("w+", encoding="utf-8") as told:
        child = os.fork()
        if child == 0:
            _be_the_child(line, told)
        _, status = os.waitpid(child, 0)
        told.seek(0)
        account, _, modules = told.read().partition("\n")
    return (account, modules) if modules else (broken_off(os.waitstatus_to_exitcode(status)).as_json(), "")


def _be_the_child(line: str, told: IO[str]) -> NoReturn:
    status, known = FAILED, frozenset(sys.modules)
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
        gc.enable()
        account = build_wanted(Wanted.from_json(line))
        told.write(f"{account.as_json()}\n{json.dumps(_importable(known))}")
        told.flush()
        status = OK
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BaseException:  # noqa: BLE001 - whatever it is, it must end here and not in the code of the parent
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _importable(known: Container[str]) -> list[str]:
    """Return the names of modules of ours and of the environment; what the digest's own folder has is its own."""
    homes = (str(PACKAGE), sys.prefix, sys.base_prefix)
    found = [(name, module) for name, module in sys.modules.items() if name not in known]
    return [name for name, module in found if (getattr(module, "__file__", None) or "").startswith(homes)]


def _have(names: Sequence[str]) -> None:
    """Import what a child had to, and what one with more to do will need: later ones find it in memory."""
    wanted = [name for name in (*names, *NEEDED) if name not in sys.modules]
    if not wanted:
        return
    for name in wanted:
        with suppress(ImportError):  # made by another module, not found by its name
            import_module(name)
    # What no child changes is made once; so is the mark of the code, which is of the code that this process has.
    code_fingerprint()
    _parser()
    gc.freeze()


@cache
def _parser() -> ArgumentParser:
    return build_parser()


def build_wanted(wanted: Wanted) -> Account:
    """Import and build in the current folder and return the account; prints what the commands print."""
    ready_to_print()
    # Settings that change twice in a second would be read as they were compiled first.
    sys.dont_write_bytecode = True
    spiked = _imported(wanted) if wanted.imports else None
    heard: list[Problem] = []
    with _hearing(heard):
        ok = _run(wanted, heard) == OK
    stories = [*wanted.changed, *(spiked[1] if spiked else ())]
    folders, story = _told_by_settings(stories, unpublished=wanted.unpublished)
    sys.stdout.flush()
    return Account(ok, tuple(heard), spiked and tuple(spiked[0]), story, folders)


def _imported(wanted: Wanted) -> tuple[list[Problem], list[str]]:
    """Import; return what is wrong and the story files that were written."""
    from .importing import import_all, tell_report

    args = _parser().parse_args(wanted.import_line)
    try:
        report = import_all(args)
    except (NewsDigestError, OSError) as error:
        fail(error)
        return [problem_of(str(error))], []
    tell_report(args, report)
    written = [item.file for item in (*report.imported, *report.changed, *report.merged) if item.file]
    return [Problem(item.reason, item.seed, remedy=item.remedy) for item in report.spiked], written


def _run(wanted: Wanted, heard: list[Problem]) -> int:
    args = _parser().parse_args(wanted.build_line)
    args.only, args.unpublished = wanted.only, wanted.unpublished
    try:
        status: int = args.command(args)
    except (NewsDigestError, OSError) as error:
        heard.append(problem_of(str(error)))
        return fail(error)
    except Exception as error:  # noqa: BLE001 - whatever a setting, a plugin or a filter raises, the page is to show it
        sys.excepthook(type(error), error, error.__traceback__)
        last = extract_tb(error.__traceback__)[-1]
        heard.append(Problem(f"{type(error).__name__}: {error}", last.filename, last.lineno))
        return FAILED
    return status


class _Ear(logging.Handler):
    def __init__(self, heard: list[Problem]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        problem = problem_of(record.getMessage(), record.levelno)
        if problem not in self._heard:
            self._heard.append(problem)


@contextmanager
def _hearing(heard: list[Problem]) -> Iterator[None]:
    ear = _Ear(heard)
    logging.getLogger().addHandler(ear)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(ear)


def _told_by_settings(paths: Sequence[str], *, unpublished: bool) -> tuple[tuple[str, ...], str]:
    """Return the folders to watch, and where the first of these files that has a page has it."""
    from ..press.book import Shelf
    from ..site.whereabouts import address_of

    try:
        settings = settings_of()
        project = project_of(settings)
    except NewsDigestError:
        return (), ""
    shelf = Shelf.of(project.root, project.unpublished if unpublished else project.output)
    found = (address_of(shelf, project.content, project.root / path) for path in paths)
    return folders_of(project, settings), next(filter(None, found), "")
