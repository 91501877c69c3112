"""The command `digest`: arguments in, one call into the core, its result printed, an exit status out."""

# ruff: noqa: PLC0415 - each command imports what it needs alone: a conversion must not wait for Pelican

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import json
import os
import sys
from dataclasses import asdict
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import CaptureError, NewsDigestError, SettingsError
from .options import make_parser
from .project import Project

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from .desk.converting import Conversion, OutputFolder
    from .desk.crew import Crew
    from .desk.intake import Seed
    from .site.glance import Glance

OK, FAILED, INTERRUPTED = 0, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; raises `SystemExit` where the command line is wrong."""
    _let_nothing_fail_to_print()
    try:
        args = build_parser().parse_args(argv)
        with contextlib.chdir(args.project):
            status: int = args.command(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read our output has left, as `head` does; at its end the interpreter must not complain about it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (NewsDigestError, OSError) as error:
        return _fail(error)
    except KeyboardInterrupt:
        sys.stderr.write("digest: interrupted\n")
        return INTERRUPTED
    return status


def load_project(settings_file: Path | None = None) -> Project:
    """Return the digest in the current folder, by its Pelican settings where it has them and Pelican is installed."""
    project = Project.at(Path.cwd())
    settings_file = settings_file or project.settings_file
    if settings_file is None:
        return project
    if find_spec("pelican") is None:
        return project
    from .site.settings import load_settings, project_from

    return project_from(load_settings(settings_file))


def run_import(args: argparse.Namespace) -> int:
    """`digest import`: new and changed seeds become story files."""
    from .desk.remembering import recall
    from .desk.wishes import Wishes

    project = load_project()
    if not project.seeds.is_dir():
        raise SettingsError(str(project.seeds), "there is no such folder", "make it, or name the digest's folder by -C")
    report = recall(project, wishes := Wishes(args.dry_run, args.all, args.strict))
    if report is None:
        from .desk.ending import ending_in_order
        from .desk.importing import import_at_length, quiet
        from .site.progress import on_terminal

        progress = on_terminal if args.verbosity >= 0 and sys.stderr.isatty() else quiet
        with ending_in_order(), _hands(args) as hands:
            report = import_at_length(project, wishes, hands, progress=progress, tell=_warn)
    if args.json:
        _put_json(report.as_dict())
    else:
        _say(args, report.as_table(verbose=args.verbosity > 0))
        sys.stderr.writelines(report.spiked_lines(verbose=args.verbosity > 0))
    return OK if report.ok else FAILED


def run_ledger(args: argparse.Namespace) -> int:
    """`digest ledger`: what is wrong with it, or it is made again."""
    from .desk.rebuilding import check_ledger, rebuild_ledger

    if args.rebuild:
        with _hands(args) as hands:
            rebuilt = rebuild_ledger(load_project(), hands, tell=_warn)
        _say(args, "\n".join(rebuilt.lines()))
        return FAILED if rebuilt.spiked else OK
    stories, problems = check_ledger(load_project())
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    _say(args, f"problems: {len(problems) or 'none'}, in {stories} stories")
    return FAILED if problems else OK


def run_convert(args: argparse.Namespace) -> int:
    """`digest convert`: captures become story files in another place, or on standard output."""
    from .desk.converting import OutputFolder, Wishes, convert_seeds, seeds_among
    from .layouts import load_layouts
    from .relate.vocabulary import load_vocabulary

    found = seeds_among(args.seeds)
    to_stdout = args.output in {None, "-"}
    if len(found.seeds) > 1 and (to_stdout or args.url):
        args.parser.error("several seeds need -o DIR and go without --url")
    vocabulary = load_vocabulary(load_project().vocabulary) if args.suggest_tags else None
    wishes = Wishes(args.url, vocabulary, load_layouts(args.layouts) if args.layouts else (), args.strict)
    folder = None if to_stdout else OutputFolder(Path(args.output), force=args.force)
    status = max(map(_fail, found.refused), default=OK)
    with _hands(args) as hands:
        results = convert_seeds(found.seeds, hands, wishes)
        if folder is None:
            # One story or none; to know that it is the only one, the second is sought.
            results = _alone(list(islice(results, len("ab"))), found.seeds)
        for done in results:
            status = max(status, _put_converted(args, done, folder))
    return status


def _alone(
    results: list[Conversion | NewsDigestError | OSError], seeds: Sequence[Seed]
) -> Iterator[Conversion | NewsDigestError | OSError]:
    if len(results) > 1:
        yield CaptureError(seeds[0].name, "it holds several stories", "say by -o DIR where they should go")
    else:
        yield from results


def _hands(args: argparse.Namespace) -> AbstractContextManager[Crew]:
    """Return who reads stories: the cluster that is named, else processes of this machine."""
    if args.executor:
        from .desk.cluster import cluster

        return cluster(args.executor)
    from .desk.crew import crew
    from .press.crew import workers_for

    return crew(workers_for(args.jobs))


def _put_converted(
    args: argparse.Namespace, done: Conversion | NewsDigestError | OSError, folder: OutputFolder | None
) -> int:
    """Write one converted story where it is wished, or say why it is refused."""
    try:
        if isinstance(done, (NewsDigestError, OSError)):
            raise done
        if folder is not None:
            _say(args, str(folder.write(done)))
        else:
            sys.stdout.buffer.write(done.text.encode("utf-8"))
    except (NewsDigestError, OSError) as error:
        return _fail(error)
    return OK


def run_build(args: argparse.Namespace) -> int:
    """`digest build`: the site into its output folder."""
    from .press.collector import without_collector

    # Nothing has to be freed piece by piece where all ends.
    atexit.register(gc.freeze)
    with without_collector():
        return _build_at_a_glance(args)


def _build_at_a_glance(args: argparse.Namespace) -> int:
    from .site.glance import Glance, glance

    settings_file = args.settings or Project.at(Path.cwd()).settings_file
    if settings_file is None or args.output or args.clean or args.verbosity > 0:
        return _build(args, Glance())
    with glance(settings_file, lambda line: _say(args, line)) as found:
        outcome = found.begun and found.begun.nothing_to_do()
        if not outcome:
            return _build(args, found)
        _say(args, outcome.told)
        return OK


def _build(args: argparse.Namespace, glance: Glance) -> int:
    from .site.build import Wishes, build

    project = load_project(args.settings)
    wishes = Wishes(args.output, args.clean, args.keep_broken, args.explain, args.jobs)
    return build(project, args.settings, wishes, fatal=args.fatal, verbosity=args.verbosity, glance=glance)


def run_serve(args: argparse.Namespace) -> int:
    """`digest serve`: the site on this machine, built again on each change."""
    from .site.serve import serve

    return serve(load_project(), port=args.port, bind=args.bind, verbosity=args.verbosity)


def run_check(args: argparse.Namespace) -> int:
    """`digest check`: what is wrong with the story files and the built site."""
    from .publish.check import check_digest

    report = check_digest(load_project(args.settings), settings_file=args.settings)
    if args.json:
        _put_json({"ok": report.ok, **asdict(report)})
    else:
        sys.stdout.writelines(f"{problem}\n" for problem in report.problems)
        where = f"{report.stories} stories, {report.pages} pages, {report.feeds} feeds"
        _say(args, f"problems: {len(report.problems) or 'none'}, in {where}")
        for line in report.unused_lines(verbose=args.verbosity > 0):
            _say(args, line)
    return OK if report.ok else FAILED


def run_explain(args: argparse.Namespace) -> int:
    """`digest explain`: where each field of a story came from."""
    from .desk.explaining import explain

    found = explain(load_project(), args.story)
    _put_json(asdict(found)) if args.json else sys.stdout.write(found.as_text())
    return OK


def run_new_layout(args: argparse.Namespace) -> int:
    """`digest new-layout`: a publisher's layout and its test, drafted from one capture."""
    from .desk.drafting import new_layout
    from .desk.plain import printable

    draft = new_layout(load_project().layouts, args.capture, name=args.name, url=args.url)
    _say(args, printable(str(draft.file)))
    _say(args, printable(str(draft.folder)))
    _say(args, "correct both files by hand, then run `digest check-layouts` until nothing differs")
    return OK


def run_check_layouts(args: argparse.Namespace) -> int:
    """`digest check-layouts`: whether the layouts read their test captures as expected."""
    from .desk.plain import printable
    from .desk.proving import check_layouts

    proofs = list(check_layouts(load_project().layouts))
    problems = [proof.problem for proof in proofs if proof.problem]
    sys.stdout.writelines(f"{printable(problem)}\n" for problem in problems)
    _say(args, f"problems: {len(problems) or 'none'}, in {len(proofs)} captures")
    return FAILED if problems else OK


def _say(args: argparse.Namespace, line: str) -> None:
    sys.stdout.write("" if args.verbosity < 0 else f"{line}\n")


def _warn(line: str) -> None:
    sys.stderr.write(f"digest: {line}\n")
    sys.stderr.flush()


def _fail(error: NewsDigestError | OSError) -> int:
    what = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
    sys.stderr.write(f"digest: {what}\n")
    return FAILED


def _put_json(found: dict[str, object]) -> None:
    # In UTF-8 whatever the terminal's encoding: an escape in its place would be no JSON (RFC 8259, 8.1).
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")


def _let_nothing_fail_to_print() -> None:
    """Print what the terminal's encoding lacks as an escape: an Arabic headline must not stop an import."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; it leaves the command's function in `command`."""
    return make_parser(
        {
            "import": run_import,
            "ledger": run_ledger,
            "convert": run_convert,
            "build": run_build,
            "serve": run_serve,
            "check": run_check,
            "explain": run_explain,
            "new-layout": run_new_layout,
            "check-layouts": run_check_layouts,
        }
    )
