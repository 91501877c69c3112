"""Times builds of the digest beside Hugo's, stock Pelican's and Eleventy's, in one session.

Each build is a whole process in a site of its own with the same stories. The first round is weighed: the memory of all
processes is looked at and every file is compared, which costs time, so only the rounds after it are timed. The figures
are medians over the rounds; a ratio is the median of those within each round.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora import CorpusError, load_corpus
from costs import BuildFailedError
from goals import SMALL, verdicts
from results import Results
from rows import ROWS, rows_named
from session import Session
from sites import GONE, HERE, PEER_KINDS, Kind, lay_out, our_kinds, program_of
from tables import costs_table, goals_table

OK, FAILED, INTERRUPTED = 0, 1, 130
SITE_NAMES = (*(kind.name for kind in our_kinds()), *PEER_KINDS)


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("-n", "--stories", type=int, nargs="+", default=[SMALL], help="sizes of corpus (%(default)s)")
    told.add_argument("-r", "--rounds", type=int, default=3, help="timed rounds (%(default)s)")
    rows = [row.name for row in ROWS]
    told.add_argument("--rows", nargs="+", choices=rows, default=rows, help="only these rows, and cold")
    told.add_argument("--sites", nargs="+", choices=SITE_NAMES, default=SITE_NAMES, help="only these sites")
    told.add_argument(
        "--peers-up-to", type=int, default=SMALL, metavar="N", help="no peers above this size (%(default)s)"
    )
    for name in PEER_KINDS:
        told.add_argument(
            f"--{name}", metavar="PROGRAM", help="itself, not a script that starts it; else found on PATH"
        )
    told.add_argument("--corpus-from", type=Path, metavar="DIR", help="take the stories of DIR/corpus.py")
    told.add_argument("--peers-from", type=Path, default=HERE, metavar="DIR", help="take the peers' sites of DIR/peers")
    told.add_argument("--work", type=Path, metavar="DIR", help="make the sites here and leave them")
    told.add_argument("--log", type=Path, metavar="FILE", help="add a line of JSON for each build")
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare the sites, build them, print the tables; returns the exit status."""
    options = parser().parse_args(arguments)
    kinds = tuple(_kinds(options))
    _say(_about(kinds))
    measured: dict[int, Results] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
            for stories in options.stories:
                chosen = [kind for kind in kinds if kind.ours or stories <= options.peers_up_to]
                work = (options.work or Path(temporary)).absolute() / str(stories)
                measured[stories] = Results(stories, tuple(kind.name for kind in chosen))
                _measure(options, chosen, work, measured[stories])
            for stories in options.stories:
                shutil.rmtree((options.work or Path(temporary)) / str(stories) / GONE, ignore_errors=True)
    except (BuildFailedError, CorpusError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    _say(("", "## Goals", "", *goals_table(verdicts(measured))))
    return OK


def _measure(options: argparse.Namespace, kinds: Sequence[Kind], work: Path, results: Results) -> None:
    """Fill the results and print them, as far as they came where a build fails or somebody has no more time."""
    story = load_corpus(options.corpus_from)
    print(f"{results.stories} stories: laying out {len(kinds)} sites", file=sys.stderr, flush=True)
    sites = lay_out(kinds, options.peers_from / "peers", work, map(story, range(results.stories)))
    try:
        Session(list(sites), rows_named(options.rows), story, results, options.log).run(options.rounds)
    finally:
        _say(("", f"## {results.stories} stories, {options.rounds} rounds", "", *costs_table(results)))


def _kinds(options: argparse.Namespace) -> Iterator[Kind]:
    """Yield the sites that are wanted and can be built; a peer that is missing is named and skipped."""
    yield from (kind for kind in our_kinds() if kind.name in options.sites)
    for name, kind_of in PEER_KINDS.items():
        if name in options.sites:
            program = program_of(name, getattr(options, name))
            if program:
                yield kind_of(program)
            else:
                print(f"{name} is skipped: it is not on PATH; name it by --{name} PROGRAM", file=sys.stderr)


def _about(kinds: Sequence[Kind]) -> Iterator[str]:
    """Yield what was measured on what."""
    cores = len(os.sched_getaffinity(0))
    yield f"{cores} cores, {platform.system()} {platform.release()}, Python {platform.python_version()}"
    for kind in kinds:
        if not kind.ours:
            yield f"{kind.name}: {_version(kind)}"


def _version(kind: Kind) -> str:
    asked = "version" if kind.name == "hugo" else "--version"
    done = subprocess.run([kind.command[0], asked], capture_output=True, text=True, check=False)  # noqa: S603
    return (done.stdout or done.stderr).strip().rpartition("\n")[2]


def _say(lines: Iterator[str] | tuple[str, ...]) -> None:
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    sys.exit(main())
