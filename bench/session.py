"""One session of builds: every site of one size of corpus, in turns, round after round."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpora import Corpus
from costs import BuildFailedError, Cost, build_cost
from results import Results
from rows import Place, Row
from sites import Site


@dataclass(slots=True)
class Session:
    """Builds each site for each row and keeps what it cost; `log` is given a line of JSON for each build."""

    sites: list[Site]
    rows: Sequence[Row]
    story: Corpus
    results: Results
    log: Path | None = None

    def run(self, rounds: int) -> None:
        """Build in a first round that is weighed, then in so many rounds that are timed.

        A peer that fails is named and left out from then on; raises `BuildFailedError` where the digest fails.
        """
        for number in range(rounds + 1):
            for row in self.rows:
                # In turns, so that no site always builds after the same other one.
                turn = number % len(self.sites)
                self._build_each(row, number, [*self.sites[turn:], *self.sites[:turn]])

    def _build_each(self, row: Row, number: int, sites: Iterable[Site]) -> None:
        for site in sites:
            row.change(Place(site, self.story, self.results.stories, number))
            # A peer builds everything each time: once weighed is enough.
            if number or site.kind.ours or row is self.rows[0]:
                self._build(row, number, site)

    def _build(self, row: Row, number: int, site: Site) -> None:
        kind = site.kind
        # What was written before is not to be written to the disk while this is timed.
        os.sync()
        try:
            cost = build_cost(kind.command, site.folder, site.output, cores=kind.cores, weigh=not number)
        except BuildFailedError as error:
            if kind.ours:
                raise
            self.sites.remove(site)
            print(f"{kind.name} is left out: {error}", file=sys.stderr)
        else:
            self.results.add(row.name, kind.name, cost)
            self._note(row.name, kind.name, number, cost)

    def _note(self, row: str, site: str, number: int, cost: Cost) -> None:
        told = f"{self.results.stories} stories, round {number}, {row}, {site}: {cost.wall:.2f} s"
        print(told, file=sys.stderr, flush=True)
        if self.log:
            line = {"stories": self.results.stories, "round": number, "row": row, "site": site, **asdict(cost)}
            with self.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")
