"""Bodies are left for other processes of a build, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from news_digest.press.errors import WriteError
from news_digest.site.bodies import Spool


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    """Return a spool."""
    return Spool(tmp_path, "spool-")


@pytest.mark.parametrize("body", ["", "<p>Text.</p>", "\N{ARABIC LETTER ALEF}" * 5000, "\udcff"])
def test_a_body_comes_back(spool: Spool, body: str) -> None:
    """Whatever was left before and after it."""
    spool.put("before")
    where = spool.put(body)
    spool.put("after")
    assert spool.get(where) == body
    spool.clear()


def test_nothing_is_left_of_a_spool(spool: Spool, tmp_path: Path) -> None:
    """Nor of that of a build which was killed."""
    (tmp_path / "spool-1234").write_text("left")
    (tmp_path / "press.sqlite").touch()
    spool.put("body")
    spool.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["press.sqlite"]


def test_a_disk_that_takes_a_part_at_a_time_gets_all(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that is nearly full does."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    where = spool.put("a longer body")
    monkeypatch.undo()
    assert spool.get(where) == "a longer body"
    spool.clear()


def test_a_body_that_cannot_be_left_is_named(tmp_path: Path) -> None:
    """With the reason."""
    with pytest.raises(WriteError, match=r"spool-.*: cannot be written: No such file or directory"):
        Spool(tmp_path / "nowhere", "spool-").put("body")
