"""What the options of several commands have in common, and the values that they take."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
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


def common() -> argparse.ArgumentParser:
    """Return the options that stand before or after the command."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("-C", "--project", type=folder, metavar="DIR", help="the digest's folder (default: this one)")
    loudness = common.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", dest="verbosity", action="store_const", const=-1, help="print errors alone")
    loudness.add_argument("-v", "--verbose", dest="verbosity", action="store_const", const=1, help="print more")
    return common


def command(
    commands: Commands[Any], named: tuple[str, Mapping[str, Run]], summary: str, about: str
) -> argparse.ArgumentParser:
    """Return the parser of a command: `named` are its name and what each command runs, `about` follows the summary."""
    name, runs = named
    about = f"{summary[0].upper()}{summary[1:]}.\n\n{about}"
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=about, epilog=EXITS, parents=[common()], **STYLE
    )
    parser.set_defaults(command=runs[name], parser=parser)
    return parser


def add_hands(parser: argparse.ArgumentParser) -> None:
    """Add the options that say who reads."""
    hands = parser.add_mutually_exclusive_group()
    hands.add_argument("-j", "--jobs", type=count, metavar="N", help="processes (default: one for each core)")
    hands.add_argument("--executor", metavar="ADDRESS", help="have a dask cluster read, such as tcp://HOST:8786")


def add_now(parser: argparse.ArgumentParser) -> None:
    """Add the option that says for which moment the site is built."""
    told = "build for this moment, such as 2024-03-05T14:06, which embargo and expiry go by (default: now)"
    parser.add_argument("--now", type=moment, metavar="MOMENT", help=told)


def folder(name: str) -> Path:
    """Read the path of a folder that is there."""
    if not Path(name).is_dir():
        raise argparse.ArgumentTypeError(f"{name} is no folder")
    return Path(name)


def day(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day, such as 2024-03-01") from None


def moment_of_day(text: str) -> date:
    """Read a date, or a date and time."""
    from ..markdown.dates import read_date  # noqa: PLC0415 - of one command alone

    found = read_date(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is no date; write 2024-05-03 or 2024-05-03T14:06+03:30")
    return found


def moment(text: str) -> str:
    """Read a moment, and return it as it was given."""
    from ..markdown.dates import read_date  # noqa: PLC0415 - most commands need none

    if read_date(text) is None:
        raise argparse.ArgumentTypeError(f"{text} is no moment, such as 2024-03-05 or 2024-03-05T14:06+03:30")
    return text


def count(text: str) -> int:
    """Read a number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1")
    return int(text)


def count_from_zero(text: str) -> int:
    """Read a number from 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no number from 0")
    return int(text)
