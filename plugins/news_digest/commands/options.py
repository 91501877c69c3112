"""The command line of `digest` and its help; what the commands do stands beside this file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import desk_options, site_options
from .arguments import EXITS, STYLE, Run, common


def make_parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Return the parser of the whole command line; of `runs`, by command, it leaves the chosen one in `command`."""
    parser = argparse.ArgumentParser(
        prog="digest",
        description="Turn captured news into story files, and story files into a site.",
        epilog="`digest COMMAND --help` tells more of a command.\n\n" + EXITS,
        parents=[common()],
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


_COMMANDS = (
    desk_options.add_import,
    desk_options.add_restore,
    desk_options.add_conflicts,
    desk_options.add_ledger,
    site_options.add_convert,
    site_options.add_build,
    site_options.add_serve,
    site_options.add_check,
    site_options.add_gallery,
    site_options.add_mail,
    site_options.add_publish,
    site_options.add_explain,
    desk_options.add_withdraw,
    desk_options.add_code,
    desk_options.add_recode,
    desk_options.add_due,
    desk_options.add_copies,
    site_options.add_new_layout,
    site_options.add_check_layouts,
)
