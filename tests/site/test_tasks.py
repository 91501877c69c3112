"""The tasks that a Pelican user knows are there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pelican
import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
OURS = {"import", "check", "mail", "ping", "test", "bench", "messages", "icons", "screenshots"}
# Written by pelican-quickstart for a host that takes no new customers.
LEGACY = {"cf_upload"}


@pytest.fixture(scope="module")
def tasks() -> dict[str, str]:
    """Return the tasks and what Invoke says of each."""
    command = [str(BIN / "invoke"), "--list", "--list-format", "json"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {task["name"]: task["help"] for task in json.loads(listed.stdout)["tasks"]}


def test_quickstarts_tasks_are_all_there(tasks: dict[str, str]) -> None:
    """By the names in Pelican's own template, as Invoke shows them."""
    template = Path(pelican.__file__).parent / "tools" / "templates" / "tasks.py.jinja2"
    theirs = set(re.findall(r"^@task\ndef (\w+)", template.read_text("utf-8"), re.MULTILINE)) - LEGACY
    assert {name.replace("_", "-") for name in theirs} | OURS == tasks.keys()
    assert all(tasks.values())


def test_publishing_without_a_target_says_what_to_set() -> None:
    """Before anything is built."""
    done = subprocess.run([str(BIN / "invoke"), "publish"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "DIGEST_TARGETS" in done.stderr
