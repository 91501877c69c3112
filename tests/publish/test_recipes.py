"""The recipes in the docs are true: their YAML is YAML, and each command, extra and setting in them exists."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator

import pytest
import yaml
from code_map import ROOT

from news_digest.cli import build_parser
from news_digest.publish.targets import SETTING, target_called

PAGES = ("publish.md", "schedule.md")
FENCED = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:digest|invoke|make|pip install) [^`]+)`")
INDENTED = re.compile(r"^ {4}(\S.*)$", re.MULTILINE)
# What the shell would put there.
SHELL = re.compile(r"\$\(.*\)")


def texts() -> str:
    """Return the pages on publishing."""
    return "\n".join((ROOT / "docs/how-to" / name).read_text("utf-8") for name in PAGES)


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return [text for found, text in FENCED.findall(texts()) if found == language]


def commands() -> Iterator[str]:
    """Yield every single command of the recipes and of the text."""
    whole = texts()
    lines = [*INLINE.findall(whole), *INDENTED.findall(FENCED.sub("", whole))]
    for block in map(yaml.safe_load, blocks("yaml")):
        for job in block.get("jobs", block).values():
            lines += job.get("script", [step["run"] for step in job.get("steps", ()) if "run" in step])
    for line in lines:
        yield from (part.strip() for part in line.split("&&"))


def programs(name: str) -> list[list[str]]:
    """Return the arguments of each call of a program; a line of cron has its times before it."""
    calls = []
    for command in commands():
        words = shlex.split(SHELL.sub("2024-03-05", command))
        at = next((at for at, word in enumerate(words) if word.rpartition("/")[2] == name), None)
        if at is not None and words[at - 1] != "cd" and "..." not in words:
            calls.append(words[at + 1 :])
    return calls


def test_recipes_are_yaml() -> None:
    """One for GitHub, one for GitLab."""
    github, gitlab = map(yaml.safe_load, blocks("yaml"))
    assert [step.get("uses", step.get("run")) for step in github["jobs"]["publish"]["steps"]][
        -1
    ] == "digest publish pages"
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]


def test_every_digest_command_is_one() -> None:
    """With its options."""
    calls = programs("digest")
    assert {"publish", "build", "import", "due", "check"} <= {call[0] for call in calls}
    # In the text the command is named without a target as well.
    for call in calls:
        build_parser().parse_args([*call, "web"] if call == ["publish"] else call)


def test_every_task_is_one() -> None:
    """Of invoke and of make."""
    tasks = re.findall(r"^def (\w+)\(", (ROOT / "tasks.py").read_text("utf-8"), re.MULTILINE)
    goals = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {call[0].replace("-", "_") for call in programs("invoke")} <= set(tasks)
    assert {call[0] for call in programs("make")} <= set(goals)


def test_every_extra_is_one() -> None:
    """Of what pip is told to install."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    told = {
        extra
        for call in programs("pip")
        for found in re.findall(r"\[([\w,]+)\]", " ".join(call))
        for extra in found.split(",")
    }
    assert {"search", "cards", "archives"} <= told
    assert told <= set(known)


@pytest.mark.parametrize("name", ["copy", "gitlab"])
def test_every_target_is_one(name: str) -> None:
    """As settings have it."""
    said: dict[str, object] = {}
    for block in blocks("python"):
        if SETTING in block and f'"{name}"' in block:
            exec(block, said)
    assert target_called(name, said, "publishconf.py")
