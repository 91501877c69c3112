"""The command `digest`: the command line is read, and one of `commands` does what it says."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from .commands.common import FAILED, INTERRUPTED, fail
from .commands.options import make_parser
from .errors import NewsDigestError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from .commands.arguments import Run

_RUNS = {
    "import": "importing.run_import",
    "restore": "importing.run_restore",
    "conflicts": "importing.run_conflicts",
    "ledger": "importing.run_ledger",
    "convert": "converting.run_convert",
    "build": "building.run_build",
    "serve": "building.run_serve",
    "check": "building.run_check",
    "gallery": "building.run_gallery",
    "mail": "building.run_mail",
    "publish": "publishing.run_publish",
    "explain": "converting.run_explain",
    "code": "stories.run_code",
    "recode": "stories.run_recode",
    "due": "stories.run_due",
    "copies": "stories.run_copies",
    "withdraw": "stories.run_withdraw",
    "new-layout": "converting.run_new_layout",
    "check-layouts": "converting.run_check_layouts",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; raises `SystemExit` where the command line is wrong."""
    ready_to_print()
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
        return fail(error)
    except KeyboardInterrupt:
        sys.stderr.write("digest: interrupted\n")
        return INTERRUPTED
    return status


def ready_to_print() -> None:
    """Print what the terminal's encoding lacks as an escape: an Arabic headline must not stop an import."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; it leaves the command's function in `command`."""
    return make_parser({name: _run(place) for name, place in _RUNS.items()})


def _run(place: str) -> Run:
    """Return what imports a command's function and calls it: a conversion must not wait for what a build needs."""
    module, _, name = place.partition(".")

    def run(args: argparse.Namespace) -> int:
        status: int = getattr(import_module(f".commands.{module}", __package__), name)(args)
        return status

    return run
