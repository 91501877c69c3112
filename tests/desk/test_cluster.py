"""A cluster of machines reads stories as this one does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from containers import answers, rss, warc
from desk_captures import Desk, capture

from news_digest.cli import main
from news_digest.desk.cluster import cluster
from news_digest.errors import SettingsError
from news_digest.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

distributed = pytest.importorskip("distributed")

# Its servers close their sockets later than a test ends.
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::{name}")
    for name in ("ResourceWarning", "pytest.PytestUnraisableExceptionWarning", "DeprecationWarning")
]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Return the address of a cluster of two processes on this machine."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as found:
        yield found.scheduler_address


def filled(folder: Path) -> Desk:
    """Return a digest with seeds of several kinds, one of which is refused."""
    desk = Desk(Project.at(folder))
    for number in range(60):
        desk.put(f"{number}.txt", capture(f"The ferries return on day {number}", code=str(number)))
    desk.put("bad.txt", b"Ferries Return\n")
    desk.put("week.xml", rss())
    desk.put("crawl.warc.gz", warc(answers(), packed=True))
    return desk


def test_a_cluster_gives_the_same_import(tmp_path: Path, scheduler: str) -> None:
    """Files and ledger, byte for byte, and the same is refused."""
    alone, together = filled(tmp_path / "alone"), filled(tmp_path / "together")
    assert main(["-C", os.fspath(alone.project.root), "-q", "import", "-j", "1"]) == 1
    assert main(["-C", os.fspath(together.project.root), "-q", "import", "--executor", scheduler]) == 1
    assert alone.project.ledger.read_bytes() == together.project.ledger.read_bytes()
    for name in alone.files():
        assert (alone.project.stories / name).read_bytes() == (together.project.stories / name).read_bytes()
    assert alone.files() == together.files()


def test_a_cluster_that_is_not_there_says_so() -> None:
    """With how to start one."""
    with pytest.raises(SettingsError, match="no scheduler answers") as caught, cluster("tcp://127.0.0.1:1"):
        pass
    assert "dask scheduler" in caught.value.remedy
    with pytest.raises(SettingsError, match="no scheduler answers"), cluster("nonsense://x"):
        pass
