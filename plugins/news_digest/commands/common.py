"""What the commands have in common: the project, who reads, what is printed."""

# ruff: noqa: PLC0415 - each command imports what it needs alone: a conversion must not wait for Pelican

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import NewsDigestError
from ..project import Project

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from ..desk.crew import Crew

OK, FAILED, INTERRUPTED = 0, 1, 130


def load_project(settings_file: Path | None = None) -> Project:
    """Return the digest in the current folder, by its Pelican settings where it has them and Pelican is installed."""
    return project_of(settings_of(settings_file))


def project_of(settings: Mapping[str, Any]) -> Project:
    """Return the digest that these settings are of, which are none where the one in the current folder has none."""
    if not settings:
        return Project.at(Path.cwd())
    from ..site.settings import project_from

    return project_from(settings)


def settings_of(settings_file: Path | None = None) -> Mapping[str, Any]:
    """Return Pelican's settings of the digest in the current folder; none without Pelican, or without their file."""
    settings_file = settings_file or Project.at(Path.cwd()).settings_file
    if settings_file is None or find_spec("pelican") is None:
        return {}
    from ..site.settings_file import load_settings

    return load_settings(settings_file)


def readers(args: argparse.Namespace) -> AbstractContextManager[Crew]:
    """Return who reads stories: the cluster that is named, else processes of this machine."""
    if args.executor:
        from ..desk.cluster import cluster

        return cluster(args.executor)
    from ..desk.crew import crew
    from ..press.crew import workers_for

    return crew(workers_for(args.jobs))


def at_the_desk(project: Project) -> AbstractContextManager[object]:
    """Keep imports, and other commands that write story files, waiting until the end of the block."""
    from ..desk.standing import LOCK, MEMORY
    from ..lock import held

    return held(project.root / MEMORY / LOCK, warn, "import")


def say(args: argparse.Namespace, line: str) -> None:
    """Print a line, unless errors alone are wished."""
    sys.stdout.write("" if args.verbosity < 0 else f"{line}\n")


def fail(error: NewsDigestError | OSError) -> int:
    """Print an error and return the exit status of a failure."""
    what = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
    sys.stderr.write(f"digest: {what}\n")
    return FAILED


def warn(line: str) -> None:
    """Print a line to standard error at once."""
    sys.stderr.write(f"digest: {line}\n")
    sys.stderr.flush()


def put_json(found: dict[str, object]) -> None:
    """Print an object as JSON."""
    # In UTF-8 whatever the terminal's encoding: an escape in its place would be no JSON (RFC 8259, 8.1).
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")
