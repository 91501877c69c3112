"""After any change the site is what a cold build makes, byte for byte; bench/exactness.py walks on from here."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from walk_shrink import Ground, walked
from walks import CHANGES
from warm_builds import warm_builds

if TYPE_CHECKING:
    from pathlib import Path

WALK = 1
KINDS = 2


def test_after_each_change_the_site_is_what_a_cold_build_makes(tmp_path: Path) -> None:
    """Each kind of change comes up, some builds are killed; what did not change is not written again."""
    with warm_builds() as builds:
        failure = walked(Ground(builds, tmp_path, kinds=KINDS), WALK, ceil(len(CHANGES) / KINDS))
    assert failure is None, failure.report()
