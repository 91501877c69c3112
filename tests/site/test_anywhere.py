"""Another machine gives the same bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_digest import SmallDigest

FAR_AWAY = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
)


def a_digest(root: Path, theme: str = "") -> SmallDigest:
    """Return a digest with stories of one moment, of days without a time, of two zones about midnight."""
    digest = SmallDigest.at(root, theme=theme)
    for code, date in (
        *((str(number), "2024-03-05") for number in range(6)),
        ("east", "2024-03-06T00:30:00+13:00"),
        ("west", "2024-03-05T23:30:00-09:30"),
        ("naive", "2024-03-05T23:59:00"),
    ):
        digest.story(code, f"İstanbul {code}", date, more="tags: [Isparta, ISPARTA, İklim]\nsource: İzmir\n")
    return digest


@pytest.mark.parametrize("theme", ["", "notmyidea"])
def test_neither_zone_nor_locale_nor_hashes_reach_the_output(tmp_path: Path, theme: str) -> None:
    """Also not the names of the folders, or when files were made."""
    outputs = []
    for number, env in enumerate(FAR_AWAY):
        digest = a_digest(tmp_path / f"machine {number}", theme)
        for path in (digest.root / "content").rglob("*.md"):
            os.utime(path, (number, number))
        done = digest.pelican("--fatal", "warnings", env=env)
        assert done.returncode == 0, done.stderr
        outputs.append({name: data for name, (data, _) in digest.stamps().items()})
    assert outputs[0] == outputs[1]


def test_a_day_is_the_day_that_was_printed(tmp_path: Path) -> None:
    """An edition holds the stories of its date, each in its own zone, and stands once."""
    digest = a_digest(tmp_path)
    assert digest.build() == 0
    assert "/stories/east/" in digest.page("editions/2024-03-06")
    assert "/stories/west/" in digest.page("editions/2024-03-05")
    assert "/stories/east/" not in digest.page("editions/2024-03-05").partition("<main")[2]


def test_no_clock_reaches_the_output(tmp_path: Path) -> None:
    """An empty digest can be built, and is as old as nothing."""
    digest = SmallDigest.at(tmp_path)
    assert digest.build() == 0
    assert "lastBuildDate" not in digest.page("rss.xml")
    assert "<updated>1970-01-01T00:00:00+00:00</updated>" in digest.page("atom.xml")
    assert digest.has("index.html")
