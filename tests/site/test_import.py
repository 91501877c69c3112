"""Plain `pelican` brings new seeds in before it reads the stories."""

from __future__ import annotations

from pathlib import Path

from small_digest import SmallDigest

CAPTURE = """\
Lighthouse Keeper Retires After Forty Winters
Story Code : 990017
Tuesday 5 March 2024 - 14:06
Source : Harbour Wire

Lighthouse Keeper Retires After Forty Winters
The keeper of the northern light has handed over her keys. She said that the lamp would not miss her.
"A lamp has no memory," she told a small crowd on the quay, which laughed and did not believe her.
"""


def a_digest(root: Path) -> SmallDigest:
    """Return a digest with a seed, that imports."""
    digest = SmallDigest.at(root, more="DIGEST_IMPORT = True\n")
    (root / "seeds").mkdir()
    (root / "seeds" / "lighthouse.txt").write_text(CAPTURE, "utf-8")
    return digest


def test_a_new_seed_is_a_page_after_one_run(tmp_path: Path) -> None:
    """And nothing is done twice."""
    digest = a_digest(tmp_path)
    done = digest.pelican("--fatal", "warnings")
    assert done.returncode == 0, done.stderr
    assert "forty winters" in digest.page("stories/990017").casefold()
    before = digest.stamps()
    assert digest.pelican("--fatal", "warnings").returncode == 0
    assert digest.stamps() == before


def test_a_spiked_seed_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    """The run does not pass for a success."""
    digest = a_digest(tmp_path)
    (tmp_path / "seeds" / "empty.txt").touch()
    done = digest.pelican()
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert digest.has("stories/990017/index.html")


def test_without_the_folder_of_seeds_stories_are_built_all_the_same(tmp_path: Path) -> None:
    """A Pelican user may write every story by hand."""
    digest = SmallDigest.at(tmp_path, more="DIGEST_IMPORT = True\n")
    digest.story("1")
    done = digest.pelican("--fatal", "warnings")
    assert done.returncode == 0, done.stderr
    assert digest.has("stories/1/index.html")
