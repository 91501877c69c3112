"""The command `digest`: arguments in, one call into the core, its result printed, an exit status out."""

# ruff: noqa: PLC0415 - each command imports what it needs alone: a conversion must not wait for Pelican

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
from dataclasses import asdict
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import NewsDigestError, SettingsError
from .project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Run = Callable[[argparse.Namespace], int]
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names the type so

OK, FAILED, INTERRUPTED = 0, 1, 130

EXITS = """\
exit status:
  0    all went well
  1    something was refused or failed; the rest was done
  2    the command line is wrong
  130  interrupted; what was done until then stands
"""
# Examples keep their lines, and options are not guessed from their beginnings.
STYLE: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; raises `SystemExit` where the command line is wrong."""
    args = build_parser().parse_args(argv)
    _let_nothing_fail_to_print()
    try:
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
    from .desk.importing import import_seeds, quiet

    project = load_project()
    if not project.seeds.is_dir():
        raise SettingsError(str(project.seeds), "there is no such folder", "make it, or name the digest's folder by -C")
    progress = _show_progress if args.verbosity >= 0 and sys.stderr.isatty() else quiet
    report = import_seeds(project, progress=progress, dry_run=args.dry_run, reread=args.all)
    if args.json:
        _put_json(report.as_dict())
    else:
        _say(args, report.as_table(verbose=args.verbosity > 0))
        sys.stderr.writelines(report.spiked_lines(verbose=args.verbosity > 0))
    return OK if report.ok else FAILED


def run_convert(args: argparse.Namespace) -> int:
    """`digest convert`: captures become story files in another place, or on standard output."""
    from .desk.converting import OutputFolder, convert_seed, seeds_among
    from .layouts import load_layouts
    from .relate import load_vocabulary

    found = seeds_among(args.seeds)
    to_stdout = args.output in {None, "-"}
    if len(found.seeds) > 1 and (to_stdout or args.url):
        args.parser.error("several seeds need -o DIR and go without --url")
    vocabulary = load_vocabulary(load_project().vocabulary) if args.suggest_tags else None
    layouts = load_layouts(args.layouts) if args.layouts else ()
    folder = OutputFolder(Path(args.output or ""), force=args.force)
    status = max(map(_fail, found.refused), default=OK)
    for seed in found.seeds:
        try:
            done = convert_seed(seed, url=args.url, vocabulary=vocabulary, layouts=layouts)
            written = None if to_stdout else folder.write(seed, done)
        except (NewsDigestError, OSError) as error:
            status = _fail(error)
        else:
            if written:
                _say(args, str(written))
            else:
                sys.stdout.buffer.write(done.text.encode("utf-8"))
    return status


def run_build(args: argparse.Namespace) -> int:
    """`digest build`: the site into its output folder."""
    from .site.build import build

    project = load_project(args.settings)
    return build(project, settings_file=args.settings, output=args.output, fatal=args.fatal, verbosity=args.verbosity)


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
    return OK if report.ok else FAILED


def run_explain(args: argparse.Namespace) -> int:
    """`digest explain`: where each field of a story came from."""
    from .desk.explaining import explain

    found = explain(load_project(), args.story)
    _put_json(asdict(found)) if args.json else sys.stdout.write(found.as_text())
    return OK


def _say(args: argparse.Namespace, line: str) -> None:
    sys.stdout.write("" if args.verbosity < 0 else f"{line}\n")


def _fail(error: NewsDigestError | OSError) -> int:
    what = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
    sys.stderr.write(f"digest: {what}\n")
    return FAILED


def _put_json(found: dict[str, object]) -> None:
    # In UTF-8 whatever the terminal's encoding: an escape in its place would be no JSON (RFC 8259, 8.1).
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")


def _show_progress(done: int, total: int, _seed: str) -> None:
    """Count on one line of the terminal, which is wiped at the end."""
    if done % 50 == 0 or done == total:
        sys.stderr.write("\r\x1b[K" if done == total else f"\r{done} of {total} seeds")
        sys.stderr.flush()


def _let_nothing_fail_to_print() -> None:
    """Print what the terminal's encoding lacks as an escape: an Arabic headline must not stop an import."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; it leaves the command's function in `command`."""
    parser = argparse.ArgumentParser(
        prog="digest",
        description="Turn captured news into story files, and story files into a site.",
        epilog="`digest COMMAND --help` tells more of a command.\n\n" + EXITS,
        parents=[_common()],
        **STYLE,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {_version()}")
    parser.set_defaults(verbosity=0, project=Path())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add_to in (_add_import, _add_convert, _add_build, _add_serve, _add_check, _add_explain):
        add_to(commands)
    return parser


def _version() -> str:
    try:
        return metadata.version("pelican-news-digest")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _common() -> argparse.ArgumentParser:
    """Return the options that stand before or after the command."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("-C", "--project", type=_folder, metavar="DIR", help="the digest's folder (default: this one)")
    loudness = common.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", dest="verbosity", action="store_const", const=-1, help="print errors alone")
    loudness.add_argument("-v", "--verbose", dest="verbosity", action="store_const", const=1, help="print more")
    return common


def _command(commands: Commands, name: str, run: Run, summary: str, about: str) -> argparse.ArgumentParser:
    about = f"{summary[0].upper()}{summary[1:]}.\n\n{about}"
    parser = commands.add_parser(name, help=summary, description=about, epilog=EXITS, parents=[_common()], **STYLE)
    parser.set_defaults(command=run, parser=parser)
    return parser


def _add_import(commands: Commands) -> None:
    about = """\
Every capture below seeds/ that is new or changed becomes content/stories/YEAR/MONTH/CODE-SLUG.md. A story file that
you edited is never overwritten. A capture that cannot be read is spiked: named with the reason, all others go on.

example: digest import --json > report.json"""
    parser = _command(commands, "import", run_import, "import new and changed seeds as story files", about)
    parser.add_argument("--all", action="store_true", help="read unchanged seeds, too, as after a change of tags.toml")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def _add_convert(commands: Commands) -> None:
    about = """\
Nothing but what the capture says: no code is minted and no ledger touched.

examples: digest convert capture.txt
          digest convert inbox/*.txt -o stories/"""
    parser = _command(commands, "convert", run_convert, "convert captures to Markdown without importing them", about)
    parser.add_argument("seeds", nargs="+", metavar="SEED", help="a capture, or a folder of captures")
    parser.add_argument("-o", "--output", metavar="DIR", help="where the files go (default, or -: standard output)")
    parser.add_argument("--url", help="the address of the captured page, where you know it")
    parser.add_argument("--layouts", type=_folder, metavar="DIR", help="publishers' layout files to choose from")
    parser.add_argument("--suggest-tags", action="store_true", help="add tags found in the text, by tags.toml")
    parser.add_argument("--force", action="store_true", help="overwrite files that are there with other content")


def _add_build(commands: Commands) -> None:
    about = """\
Pelican reads the story files and writes the site's pages and feeds. `digest import` comes before it.

example: digest build --settings publishconf.py --fatal warnings"""
    parser = _command(commands, "build", run_build, "build the site", about)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="Pelican's settings (default: pelicanconf.py)")
    parser.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: as the settings say)")
    parser.add_argument(
        "--fatal", choices=("errors", "warnings"), default="errors", help="what fails (default: errors)"
    )


def _add_serve(commands: Commands) -> None:
    about = """\
Seeds are imported and the site is built, and both again whenever seeds, content, theme or settings change.

example: digest serve --port 8080"""
    parser = _command(commands, "serve", run_serve, "build the site and serve it on this machine", about)
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")
    parser.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="the address (default: 127.0.0.1)")


def _add_check(commands: Commands) -> None:
    about = """\
Story files that break their schema, codes that stand twice, links that lead nowhere: each with its remedy.

example: digest check --json"""
    parser = _command(commands, "check", run_check, "check the story files and the built site", about)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="Pelican's settings (default: pelicanconf.py)")
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")


def _add_explain(commands: Commands) -> None:
    about = """\
The value of each field, the rule and line it came from, the candidates that lost, and whether the file was edited.

example: digest explain 846706"""
    parser = _command(commands, "explain", run_explain, "say where each field of a story came from", about)
    parser.add_argument("story", metavar="CODE", help="a story code, a capture's path, or a story file's path")
    parser.add_argument("--json", action="store_true", help="print the explanation as JSON")


def _folder(name: str) -> Path:
    if not Path(name).is_dir():
        raise argparse.ArgumentTypeError(f"{name} is no folder")
    return Path(name)
