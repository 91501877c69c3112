"""The options of the command `digest` and its help; what the commands do stands in `cli`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

Run = Callable[[argparse.Namespace], int]
Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse names the type so

EXITS = """\
exit status:
  0    all went well
  1    something was refused or failed; the rest was done
  2    the command line is wrong
  130  interrupted; what was done until then stands
"""
# Examples keep their lines, and options are not guessed from their beginnings.
STYLE: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}


def make_parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Return the parser of the whole command line; of `runs`, by command, it leaves the chosen one in `command`."""
    parser = argparse.ArgumentParser(
        prog="digest",
        description="Turn captured news into story files, and story files into a site.",
        epilog="`digest COMMAND --help` tells more of a command.\n\n" + EXITS,
        parents=[_common()],
        **STYLE,
    )
    parser.add_argument("--version", action=_Version)
    parser.set_defaults(verbosity=0, project=Path())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add_to in _COMMANDS:
        add_to(commands, runs)
    return parser


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        told = "show program's version number and exit"
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=told)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        sys.stdout.write(f"{parser.prog} {_version()}\n")
        parser.exit()


def _version() -> str:
    from importlib import metadata  # noqa: PLC0415 - takes as long to import as a build with nothing to do

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


def _command(
    commands: Commands[Any], named: tuple[str, Mapping[str, Run]], summary: str, about: str
) -> argparse.ArgumentParser:
    name, runs = named
    about = f"{summary[0].upper()}{summary[1:]}.\n\n{about}"
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=about, epilog=EXITS, parents=[_common()], **STYLE
    )
    parser.set_defaults(command=runs[name], parser=parser)
    return parser


def _add_hands(parser: argparse.ArgumentParser) -> None:
    hands = parser.add_mutually_exclusive_group()
    hands.add_argument("-j", "--jobs", type=_count, metavar="N", help="processes (default: one for each core)")
    hands.add_argument("--executor", metavar="ADDRESS", help="have a dask cluster read, such as tcp://HOST:8786")


def _add_import(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    about = """\
Every capture below seeds/ that is new or changed becomes content/stories/YEAR/MONTH/CODE-SLUG.md. A story file that
you edited is never overwritten. A capture that cannot be read is spiked: named with the reason, all others go on.

example: digest import --json > report.json"""
    parser = _command(commands, ("import", runs), "import new and changed seeds as story files", about)
    parser.add_argument("--all", action="store_true", help="read unchanged seeds, too, as after a change of tags.toml")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
    parser.add_argument("--strict", action="store_true", help="refuse captures of which a field is doubtful")
    _add_hands(parser)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def _add_ledger(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    about = """\
A ledger that was lost, or damaged by a merge, is made again: lines that can be read stay, and stories without one are
found by the seed, code or feed id in their files. No story file is written.

example: digest ledger --rebuild"""
    parser = _command(commands, ("ledger", runs), "check the ledger of imports, or make it again", about)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="say what is wrong with it (default)")
    what.add_argument("--rebuild", action="store_true", help="make it again from seeds and story files")
    _add_hands(parser)


def _add_convert(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    about = """\
Nothing but what the capture says: no code is minted and no ledger touched.

examples: digest convert capture.txt
          digest convert inbox/*.txt -o stories/"""
    parser = _command(commands, ("convert", runs), "convert captures to Markdown without importing them", about)
    parser.add_argument("seeds", nargs="+", metavar="SEED", help="a capture, or a folder of captures")
    parser.add_argument("-o", "--output", metavar="DIR", help="where the files go (default, or -: standard output)")
    _add_hands(parser)
    parser.add_argument("--url", help="the address of the captured page, where you know it")
    parser.add_argument("--layouts", type=_folder, metavar="DIR", help="publishers' layout files to choose from")
    parser.add_argument("--strict", action="store_true", help="refuse captures of which a field is doubtful")
    parser.add_argument("--suggest-tags", action="store_true", help="add tags found in the text, by tags.toml")
    parser.add_argument("--force", action="store_true", help="overwrite files that are there with other content")


def _add_build(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    about = """\
Only what changed since the last build is read, rendered and written; the result is that of a build from nothing.
`digest import` comes before it.

examples: digest build --settings publishconf.py --fatal warnings
          digest build --explain"""
    parser = _command(commands, ("build", runs), "build the site", about)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="Pelican's settings (default: pelicanconf.py)")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="where the site goes (default: as the settings say)"
    )
    parser.add_argument("--clean", action="store_true", help="make every page anew, whatever earlier builds left")
    parser.add_argument(
        "--keep-broken", action="store_true", help="leave the page of a story whose file broke as it was"
    )
    parser.add_argument("--explain", action="store_true", help="say of each page that was made why it was")
    parser.add_argument("-j", "--jobs", type=_count, metavar="N", help="processes (default: one for each core)")
    parser.add_argument(
        "--fatal", choices=("errors", "warnings"), default="errors", help="what fails (default: errors)"
    )


def _add_serve(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    about = """\
Seeds are imported and the site is built, and both again whenever seeds, content, theme or settings change.

example: digest serve --port 8080"""
    parser = _command(commands, ("serve", runs), "build the site and serve it on this machine", about)
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")
    parser.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="the address (default: 127.0.0.1)")


def _add_check(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    about = """\
Story files that break their schema, codes that stand twice, links that lead nowhere: each with its remedy.

example: digest check --json"""
    parser = _command(commands, ("check", runs), "check the story files and the built site", about)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="Pelican's settings (default: pelicanconf.py)")
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")


def _add_explain(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    about = """\
The value of each field, the rule and line it came from, the candidates that lost, and whether the file was edited.

example: digest explain 846706"""
    parser = _command(commands, ("explain", runs), "say where each field of a story came from", about)
    parser.add_argument("story", metavar="CODE", help="a story code, a capture's path, or a story file's path")
    parser.add_argument("--json", action="store_true", help="print the explanation as JSON")


def _add_new_layout(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    about = """\
Writes layouts/NAME.toml with what can be told from the capture, and layouts/tests/NAME/ with the capture and the story
as it is read now. Correct both, then run `digest check-layouts`. Nothing is overwritten.

example: digest new-layout seeds/harbour/page.html --url https://harbourwire.example/a"""
    parser = _command(commands, ("new-layout", runs), "draft a publisher's layout file from a capture", about)
    parser.add_argument("capture", metavar="CAPTURE", help="a text or a saved page of the publisher")
    parser.add_argument("--name", help="the publisher's name (default: as the capture tells it, else its host)")
    parser.add_argument("--url", help="the address of the captured page, where you know it")


def _add_check_layouts(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    about = """\
Reads every capture below layouts/tests/ and compares it with the story file in expected/ beside it.

example: digest check-layouts"""
    _command(commands, ("check-layouts", runs), "check that the layouts read their test captures right", about)


_COMMANDS = (
    _add_import,
    _add_ledger,
    _add_convert,
    _add_build,
    _add_serve,
    _add_check,
    _add_explain,
    _add_new_layout,
    _add_check_layouts,
)


def _folder(name: str) -> Path:
    if not Path(name).is_dir():
        raise argparse.ArgumentTypeError(f"{name} is no folder")
    return Path(name)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1")
    return int(text)
