"""Lighthouse (https://github.com/GoogleChrome/lighthouse), run several times over a page, as phone and as desktop."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

RUNS = 5
GOALS: Mapping[str, int] = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def lighthouse_rows(modules: Path, address: str) -> Iterator[tuple[str, str, str]]:
    """Yield for each device a line of medians and of what did not have all points; `modules` is a node_modules folder.

    Raises `subprocess.CalledProcessError`.
    """
    for device, options in (("mobile", ()), ("desktop", ("--preset=desktop",))):
        reports = [_report(modules, address, options) for _ in range(RUNS)]
        scores = {key: [round(100 * report["categories"][key]["score"]) for report in reports] for key in GOALS}
        said = ", ".join(f"{key} {median(each):.0f} ({min(each)}–{max(each)})" for key, each in scores.items())
        lost = sorted({audit for report in reports for audit in _lost(report)})
        goals = "/".join(str(goal) for goal in GOALS.values())
        yield f"Lighthouse, {device}, {address}", f"{said}; short of all points: {', '.join(lost) or 'none'}", goals


def _report(modules: Path, address: str, options: tuple[str, ...]) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 - the user names it
        [
            shutil.which("node") or "node",
            str(modules / "lighthouse" / "cli" / "index.js"),
            *(address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}", *options),
        ],
        env=os.environ | {"CHROME_PATH": shutil.which("chromium") or "chromium"},
        capture_output=True,
        check=True,
        text=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _lost(report: dict[str, Any]) -> Iterator[str]:
    """Yield the audits that count and were not passed whole."""
    counted = {each["id"] for key in GOALS for each in report["categories"][key]["auditRefs"] if each["weight"]}
    for name in counted:
        score = report["audits"][name]["score"]
        if score is not None and score < 1:
            yield f"{name} {score:.2f}"
