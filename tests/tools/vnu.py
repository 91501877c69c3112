"""The Nu HTML checker over a whole folder in one run of Java."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from parts import need_command, need_npm_file

if TYPE_CHECKING:
    from pathlib import Path


def html_messages(folder: Path) -> list[str]:
    """Return every error and warning about the folder's pages, each with its file and line."""
    java = need_command("java", "default-jre-headless")
    jar = need_npm_file("vnu-jar/build/dist/vnu.jar")
    options = ["--skip-non-html", "--exit-zero-always", "--format", "json", "--stdout"]
    done = subprocess.run(
        [java, "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(jar), *options, str(folder)],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        env={"LC_ALL": "C.UTF-8"},
    )
    return [_line(message, folder) for message in json.loads(done.stdout)["messages"]]


def _line(message: dict[str, str], folder: Path) -> str:
    file = message.get("url", "").rpartition(f"{folder.name}/")[2]
    kind = message.get("subType") or message["type"]
    return f"{file}:{message.get('lastLine', '')}: {kind}: {message['message']}"
