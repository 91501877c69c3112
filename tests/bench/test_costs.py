"""What a build cost is told truly: time of all its processes, memory that is shared counted once, files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from costs import BuildFailedError, Cost, build_cost

LONG_ENOUGH_TO_WEIGH = "import time; time.sleep(0.4)"
TWO_PROCESSES = f"""
import os
shared = b"x" * 64_000_000
child = os.fork()
{LONG_ENOUGH_TO_WEIGH}
if child:
    os.waitpid(child, 0)
"""
WORKING_CHILD = """
import os, time
if child := os.fork():
    os.waitpid(child, 0)
else:
    while time.process_time() < 0.3:
        pass
"""


def built(code: str, folder: Path, *, weigh: bool = False) -> Cost:
    """Return the cost of some Python that builds a site in a folder's `output`."""
    site = folder / "site"
    site.mkdir(exist_ok=True)
    command = [sys.executable, "-c", f"import pathlib; out = pathlib.Path('output'); out.mkdir(exist_ok=True)\n{code}"]
    return build_cost(command, site, site / "output", cores=None, weigh=weigh)


def written(name: str, text: str) -> str:
    """Return Python that writes a file of the site."""
    return f"(out / {name!r}).write_text({text!r})\n"


def test_files_written_and_removed_are_counted(tmp_path: Path) -> None:
    """A file that only stands there counts as neither."""
    assert built(written("a", "1") + written("b", "1") + written("c", "1"), tmp_path).written == 3
    cost = built(written("a", "2") + "(out / 'b').unlink()", tmp_path)
    assert (cost.written, cost.removed, cost.touched) == (1, 1, 2)


def test_a_file_written_with_the_bytes_it_had_is_needless(tmp_path: Path) -> None:
    """A new file is not."""
    built(written("a", "1") + written("b", "1"), tmp_path)
    cost = built(written("a", "1") + written("b", "2") + written("c", "1"), tmp_path, weigh=True)
    assert (cost.written, cost.needless) == (3, 1)


def test_a_file_replaced_by_another_is_written(tmp_path: Path) -> None:
    """Even where its time of writing was set back."""
    built(written("a", "1"), tmp_path)
    aside = written("b", "1") + "import os\nos.utime('output/b', ns=(0, os.stat('output/a').st_mtime_ns))\n"
    assert built(f"{aside}os.replace('output/b', 'output/a')", tmp_path).written == 1


def test_memory_that_processes_share_counts_once(tmp_path: Path) -> None:
    """Two processes with the same 64 MB do not weigh 128."""
    memory = built(TWO_PROCESSES, tmp_path, weigh=True).memory
    assert memory is not None
    assert 60 < memory < 120


def test_the_time_of_children_counts(tmp_path: Path) -> None:
    """Work that is given to other processes is work."""
    assert built(WORKING_CHILD, tmp_path).cpu > 0.3


def test_a_build_that_fails_says_why(tmp_path: Path) -> None:
    """With its own words."""
    with pytest.raises(BuildFailedError, match="no ink"):
        built("raise SystemExit('no ink')", tmp_path)


def test_a_build_must_not_leave_processes_running(tmp_path: Path) -> None:
    """Their time would count for nobody."""
    with pytest.raises(BuildFailedError, match="left processes"):
        built("import subprocess; subprocess.Popen(['sleep', '2'])", tmp_path)
