"""The Nu HTML checker over a whole folder in one run of Java."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from parts import need_command, need_npm_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def html_messages(folder: Path) -> list[str]:
    """Return every error and warning about the folder's pages, each with its file and line."""
    return [_line(message, folder.name) for message in _messages("--skip-non-html", str(folder))]


def css_messages(sheets: Sequence[Path]) -> list[str]:
    """Return every error and warning about style sheets, each with its file and line."""
    if not sheets:
        return []
    return [_line(message, sheets[0].parent.name) for message in _messages("--css", *map(str, sheets))]


def _messages(*options: str) -> list[dict[str, str]]:
    java = need_command("java", "default-jre-headless")
    jar = need_npm_file("vnu-jar/build/dist/vnu.jar")
    fixed = ["--exit-zero-always", "--format", "json", "--stdout"]
    done = subprocess.run(
        [java, "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(jar), *fixed, *options],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        env={"LC_ALL": "C.UTF-8"},
    )
    messages: list[dict[str, str]] = json.loads(done.stdout)["messages"]
    return messages


def _line(message: dict[str, str], folder: str) -> str:
    file = message.get("url", "").rpartition(f"{folder}/")[2]
    kind = message.get("subType") or message["type"]
    return f"{file}:{message.get('lastLine', '')}: {kind}: {message['message']}"
