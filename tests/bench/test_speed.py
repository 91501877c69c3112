"""The benchmark runs from its one command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from speed import main


def test_one_command_prepares_builds_and_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The digest and stock Pelican, with as many files each but for a few; a peer that is not there is skipped."""
    log = tmp_path / "log"
    rows = ["--rows", "cold", "template", "--log", str(log), "--work", str(tmp_path)]
    sites = ["--sites", "digest", "pelican", "hugo", "--hugo", "no-such-program"]
    assert main(["-n", "9", "-r", "1", *rows, *sites]) == 0
    printed = capsys.readouterr()
    builds = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    files = {(build["row"], build["site"]): build["written"] for build in builds}
    # The theme brings its own, which are as many whatever the stories are.
    theme = [path for path in tmp_path.rglob("digest/output/theme/**/*") if path.is_file()]
    assert theme
    assert files["cold", "digest"] - len(theme) == pytest.approx(files["cold", "pelican"], abs=12)
    assert files["template", "digest"] == 9
    assert "| template | pelican |" in printed.out
    assert "| template: needless | 0 | 0 | met |" in printed.out
    assert "hugo is skipped" in printed.err


def test_a_corpus_that_is_not_there_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Said before anything is built."""
    assert main(["-n", "9", "--corpus-from", str(tmp_path)]) == 1
    assert "corpus.py: there is no such file" in capsys.readouterr().err
