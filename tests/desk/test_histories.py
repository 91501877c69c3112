"""Whatever is captured, edited, moved, deleted, imported again, in any order: nothing that a person typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from walk_desk import Walk


@pytest.mark.parametrize("seed", range(4))
def test_a_random_history_loses_nothing(tmp_path: Path, seed: int) -> None:
    """And edited files are merged as git merges them; `bench/histories.py` walks further."""
    walk = Walk(tmp_path, seed)
    for _ in range(40):
        walk.step()
    assert walk.compared
