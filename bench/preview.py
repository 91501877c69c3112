"""Times the local preview: from the write of a story file to its page in a real browser, beside Hugo's server.

Both serve the same invented stories as an editor has them served, the digest with the pages that the peers' sites have,
or with everything on. By turns one story after another gets another text in each, while its page is open. Last the
digest's panel is asked for.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.request import urlopen

from corpora import Corpus, load_corpus
from costs import Scales, members
from sites import BIN, HERE, Site, hugo_kind, lay_out, our_kinds, program_of
from watched_page import WatchedPage, watched_page

# Where ours is served, and Hugo's.
PORTS = (8765, 8766)
# Seconds for which a page, and the first build, is waited for, and between two edits.
LONGEST, LONGEST_FIRST, PAUSE = 60, 900, 1.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Served:
    """A site that is served, a page of it that is open, and the seconds from each edit to its page."""

    site: Site
    port: int
    story: Corpus
    process: subprocess.Popen[bytes]
    page: WatchedPage
    scales: Scales
    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def edit(self, index: int) -> None:
        """Open a story's page, write other text into its file, and note when it is shown and what that took."""
        story = self.story(index)
        self.page.show(f"http://127.0.0.1:{self.port}{self.path_of(index)}")
        time.sleep(PAUSE)
        mark, before = f"Edited at {time.time_ns()}.", self._spent()
        changed = replace(story, body=f"{story.body}\n\n{mark}")
        begun = time.time()
        self.site.put(changed)
        self.times.append(self.page.seen_at(mark, LONGEST) - begun)
        self.cpu.append(self._spent() - before)

    def path_of(self, index: int) -> str:
        """Return where a story's page is."""
        return f"/{'stories' if self.site.kind.ours else 'story'}/{self.story(index).story_code}/"

    def _spent(self) -> float:
        """Return the seconds of processor time that the server and all that it started has had."""
        found = [Path(f"/proc/{process}/stat").read_text("utf-8", "replace") for process in members(self.process.pid)]
        return sum(sum(map(int, text.rpartition(")")[2].split()[11:15])) for text in found) / TICKS


def main() -> int:
    """Serve, edit, print the figures; returns the exit status."""
    options = parser().parse_args()
    kinds, hugo = [our_kinds()[-1 if options.all_on else 0]], program_of("hugo", options.hugo)
    if hugo:
        kinds.append(hugo_kind(hugo))
    else:
        print("hugo is skipped: it is not on PATH; name it by --hugo PROGRAM", file=sys.stderr)
    story = load_corpus(options.corpus_from)
    with tempfile.TemporaryDirectory(prefix="bench-preview-", dir=options.work) as work, ExitStack() as opened:
        sites = lay_out(kinds, HERE / "peers", Path(work), map(story, range(options.stories)))
        all_served = [
            opened.enter_context(_serving(site, port, story)) for site, port in zip(sites, PORTS, strict=False)
        ]
        apart = options.stories // (options.rounds + 1)
        for number in range(options.rounds + 1):
            for served in all_served:
                served.edit(number * apart)
        print(f"{options.stories} stories, {options.rounds} edits of a body, each until a browser shows it")
        for served in all_served:
            _tell(served)
        if hugo:
            ours, theirs = (served.times[1:] for served in all_served)
            ratio = statistics.median(their / our for our, their in zip(ours, theirs, strict=True))
            print(f"hugo takes {ratio:.1f} times as long (median of the rounds)")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("-n", "--stories", type=int, default=10_000, help="stories (%(default)s)")
    told.add_argument("-r", "--rounds", type=int, default=20, help="edits (%(default)s)")
    told.add_argument("--all-on", action="store_true", help="with all kinds of pages, not only those of the peers")
    told.add_argument("--hugo", metavar="PROGRAM", help="itself, not a script that starts it; else found on PATH")
    told.add_argument("--corpus-from", type=Path, metavar="DIR", help="take the stories of DIR/corpus.py")
    told.add_argument("--work", type=Path, metavar="DIR", help="make the sites below this folder")
    return told


def _tell(served: Served) -> None:
    # The first edit loads what later ones find.
    times, cpu = sorted(served.times[1:]), served.cpu[1:]
    p90 = times[min(len(times) - 1, round(0.9 * len(times)))]
    taken = f"median {statistics.median(times):.3f} s, p90 {p90:.3f} s, slowest {times[-1]:.3f} s"
    spent = f"processor {statistics.median(cpu):.3f} s, memory {served.scales.peak():.0f} MB"
    print(f"{served.site.kind.name}: {taken}, first {served.times[0]:.3f} s, {spent}")
    if served.site.kind.ours:
        first, story, of_all = (_panel(served, path) for path in (served.path_of(0), served.path_of(1), "/"))
        print(f"panel: of a story {story:.3f} s, the first {first:.3f} s; of all {of_all:.3f} s")


def _panel(served: Served, page: str) -> float:
    begun = time.perf_counter()
    with urlopen(f"http://127.0.0.1:{served.port}/_preview/panel?of={page}") as answer:
        answer.read()
    return time.perf_counter() - begun


@contextmanager
def _serving(site: Site, port: int, story: Corpus) -> Iterator[Served]:
    """Serve a site until the end of the block, from the end of its first build on."""
    ours = [str(BIN / "digest"), "serve", "--port", str(port)]
    hugo = [site.kind.command[0], "server", "--port", str(port), "--baseURL", f"http://127.0.0.1:{port}/"]
    log = site.folder.with_suffix(".log")
    with log.open("wb") as out, watched_page() as page:
        process = subprocess.Popen(  # noqa: S603 - our own program, and the one that is named
            ours if site.kind.ours else hugo, cwd=site.folder, stdout=out, stderr=out, start_new_session=True
        )
        try:
            _wait_for(log, b"The digest is at" if site.kind.ours else b"Press Ctrl+C to stop", process)
            served = Served(site, port, story, process, page, Scales(process.pid))
            with urlopen(f"http://127.0.0.1:{port}{served.path_of(0)}"):
                yield served
        finally:
            process.terminate()
            process.wait()


def _wait_for(log: Path, words: bytes, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + LONGEST_FIRST
    while words not in log.read_bytes():
        if time.monotonic() > end or process.poll() is not None:
            raise SystemExit(f"the first build did not end:\n{log.read_text('utf-8', 'replace')[-2000:]}")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
