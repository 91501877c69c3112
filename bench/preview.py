"""Times the local preview: from the write of a story file to its page, as it is served, and what it weighs.

The digest is served as `digest serve` does it, of so many invented stories with the pages that the peers' sites
have, or with everything on. One story after another gets another text; its page is asked for until that is there.
Last the editor's panel is asked for.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

from corpora import load_corpus
from costs import Scales
from sites import BIN, HERE, Site, lay_out, our_kinds

PORT = 8765
# Seconds for which a page, and the first build, is waited for.
LONGEST, LONGEST_FIRST = 60, 900


def main() -> int:
    """Serve, edit, print the figures; returns the exit status."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("-n", "--stories", type=int, default=10_000, help="stories (%(default)s)")
    told.add_argument("-r", "--rounds", type=int, default=20, help="edits (%(default)s)")
    told.add_argument("--all-on", action="store_true", help="with all kinds of pages, not only those of the peers")
    options = told.parse_args()
    kind = our_kinds()[-1 if options.all_on else 0]
    story = load_corpus(None)
    with tempfile.TemporaryDirectory(prefix="bench-preview-") as work:
        (site,) = lay_out([kind], HERE / "peers", Path(work), map(story, range(options.stories)))
        command = [str(BIN / "digest"), "serve", "--port", str(PORT)]
        with (Path(work) / "log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own program
                command, cwd=site.folder, stdout=log, stderr=log, start_new_session=True
            )
        try:
            _until(f"/stories/{story(0).story_code}/", "<html", LONGEST_FIRST)
            _wait_for_end(Path(work) / "log")
            scales = Scales(process.pid)
            apart = options.stories // (options.rounds + 1)
            times = [_edit(site, number * apart) for number in range(options.rounds + 1)]
            print(f"{options.stories} stories, {options.rounds} edits of a body, {kind.name}")
            # The first edit finds nothing imported yet.
            print(f"write to page: median {statistics.median(times[1:]):.3f} s, slowest {max(times[1:]):.3f} s")
            story_page = _panel(f"/stories/{story(0).story_code}/"), _panel(f"/stories/{story(apart).story_code}/")
            print(
                f"panel: of a story {story_page[1]:.3f} s, the first {story_page[0]:.3f} s; of all {_panel('/'):.3f} s"
            )
            print(f"memory of all processes: {scales.peak():.0f} MB at most")
        finally:
            process.terminate()
            process.wait()
    return 0


def _wait_for_end(log: Path) -> None:
    end = time.monotonic() + LONGEST_FIRST
    while b"The digest is at" not in log.read_bytes():
        if time.monotonic() > end:
            raise SystemExit("the first build did not end")
        time.sleep(0.1)


def _edit(site: Site, index: int) -> float:
    story = load_corpus(None)(index)
    mark = f"Edited at {time.time_ns()}."
    site.put(replace(story, body=f"{story.body}\n\n{mark}"))
    begun = time.perf_counter()
    _until(f"/stories/{story.story_code}/", mark, LONGEST)
    taken = time.perf_counter() - begun
    time.sleep(0.5)
    return taken


def _panel(page: str) -> float:
    begun = time.perf_counter()
    _until(f"/_preview/panel?of={page}", "</html>", LONGEST)
    return time.perf_counter() - begun


def _until(path: str, words: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            connection = HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", path)
            answer = connection.getresponse()
            if words in answer.read().decode() and answer.status == 200:  # noqa: PLR2004 - OK
                return
        except OSError:
            pass
        time.sleep(0.005)
    raise SystemExit(f"{path} did not come to show {words!r}")


if __name__ == "__main__":
    sys.exit(main())
