"""What the preview has built: imports and builds as their commands do them, with an account of what is wrong."""

# ruff: noqa: PLC0415 - the first build of a process tells what there is to import

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

from ..cli import build_parser, ready_to_print
from ..errors import NewsDigestError
from ..preview.problem import Problem, problem_of
from ..preview.wanted import Account, Wanted
from .common import FAILED, OK, fail, load_project


def main() -> None:
    """Do what is wanted by the first argument, in JSON, and leave the account in the file that is the second."""
    account = build_wanted(Wanted.from_json(sys.argv[1]))
    Path(sys.argv[2]).write_text(account.as_json(), "utf-8")


def build_wanted(wanted: Wanted) -> Account:
    """Import and build in the current folder and return the account; prints what the commands print."""
    ready_to_print()
    # Settings that change twice in a second would be read as they were compiled first.
    sys.dont_write_bytecode = True
    spiked = _imported(wanted) if wanted.imports else None
    heard: list[Problem] = []
    with _hearing(heard):
        ok = _run(wanted.build_line, heard) == OK
    stories = [*wanted.changed, *(spiked[1] if spiked else ())]
    found = Account(ok, tuple(heard), spiked and tuple(spiked[0]), _address(stories))
    sys.stdout.flush()
    return found


def _imported(wanted: Wanted) -> tuple[list[Problem], list[str]]:
    """Import; return what is wrong and the story files that were written."""
    from .importing import import_all, tell_report

    args = build_parser().parse_args(wanted.import_line)
    try:
        report = import_all(args)
    except (NewsDigestError, OSError) as error:
        fail(error)
        return [problem_of(str(error))], []
    tell_report(args, report)
    written = [item.file for item in (*report.imported, *report.changed, *report.merged) if item.file]
    return [Problem(item.reason, item.seed, remedy=item.remedy) for item in report.spiked], written


def _run(line: Sequence[str], heard: list[Problem]) -> int:
    args = build_parser().parse_args(line)
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


def _address(paths: Sequence[str]) -> str:
    """Return where the first of these files that has a page has it."""
    from ..press.book import Shelf
    from ..site.whereabouts import address_of

    try:
        project = load_project()
    except NewsDigestError:
        return ""
    shelf = Shelf.of(project.root, project.output)
    found = (address_of(shelf, project.content, project.root / path) for path in paths)
    return next(filter(None, found), "")
