"""Each row changes one thing, and together they leave the site with the stories it had."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import story
from costs import tree
from rows import ROWS, Place, rows_named
from sites import HERE, PEER_KINDS, Kind, Site, lay_out, our_kinds

COUNT = 12
KINDS = (our_kinds()[0], *(kind("program") for kind in PEER_KINDS.values()))
# Files that a row may touch: of stories, or the template.
TOUCHED = {"cold": 0, "no-op": 0}


@pytest.fixture(params=KINDS, ids=[kind.name for kind in KINDS])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """Return a site of twelve stories that was never built."""
    kind: Kind = request.param
    (site,) = lay_out([kind], HERE / "peers", tmp_path, map(story, range(COUNT)))
    return site


def contents(site: Site) -> dict[str, bytes]:
    """Return what every file of a site holds."""
    return {path: found[3] for path, found in tree(site.folder, read=True).items()}


def test_each_row_touches_one_file_at_most(site: Site) -> None:
    """And all but the cold and the idle build do touch one."""
    for row in ROWS:
        before = contents(site)
        row.change(Place(site, story, COUNT, 1))
        assert len(before.items() ^ contents(site).items()) in ({0} if row.name in TOUCHED else {1, 2}), row.name


def test_the_rows_of_a_round_leave_every_story_there(site: Site) -> None:
    """So that rounds can be compared."""
    before = contents(site).keys()
    for number in range(3):
        for row in ROWS:
            row.change(Place(site, story, COUNT, number))
    assert contents(site).keys() == before


def test_rows_bring_those_that_they_need() -> None:
    """What is added must be removed again, and a first build must have been."""
    assert [row.name for row in rows_named(["remove-newest"])] == ["cold", "add-newest", "remove-newest"]
