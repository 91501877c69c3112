"""However many processes build a digest, they make the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rebuilding import Rebuilder, prints
from small_digest import SmallDigest

# So many that a build from nothing makes more pages than one process is given by itself.
STORIES = 150


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a digest that is not yet built; more than twenty pages are shared among processes."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    monkeypatch.setattr("news_digest.site.printrun.MANY", 20)
    digest = SmallDigest.at(tmp_path / "digest", more="DIGEST_PER_PAGE = 5\n")
    for number in range(STORIES):
        story(digest, number)
    return Rebuilder(digest, capsys)


def story(digest: SmallDigest, number: int, word: str = "boats") -> None:
    """Put a story in that is like some others, links to one by its file, and names one as related."""
    body = f"Herring and {word} of quay {number % 7}.\n\nSee [it]({{filename}}{(number + 1) % STORIES:03}.md)."
    related = f"related:\n- story_code: '{(number + 3) % STORIES:03}'\n"
    more = f"tags: [All, T{number % 9}]\nsource: Wire {number % 4}\n{related}"
    date = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    digest.story(f"{number:03}", f"Quay {number % 7} Report {number}", date, body, more)


def test_the_same_bytes_by_one_two_and_four_processes(site: Rebuilder) -> None:
    """From nothing, after a change that many pages feel, and after one that few do."""
    site.build(jobs=2)
    one = site.cold(jobs=1)
    expected = {name: each.data for name, each in prints(site.cold_root).items()}
    assert len(expected) > 300
    assert one.err == ""
    assert {name: each.data for name, each in prints(site.digest.output).items()} == expected
    site.cold(jobs=4)
    assert {name: each.data for name, each in prints(site.cold_root).items()} == expected
    for number in range(0, STORIES, 4):
        story(site.digest, number, "ferries")
    (site.digest.root / "content" / "stories" / "009.md").unlink()
    assert len(site.right(jobs=3, fatal="errors").written) > 20
    assert not site.build(jobs=1, fatal="errors").written
