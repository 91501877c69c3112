"""Real targets of each kind for `bench/publishing.py`, and what a visitor finds there."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

from news_digest.publish.record import HIDDEN
from news_digest.publish.targets import FolderTarget, GitTarget, RcloneTarget, RsyncTarget, Target

# So long nothing has changed behind a daemon whose client was killed.
SETTLED_S = 0.3
MOTO = "5.2.5"
DAEMON = "use chroot = no\naddress = 127.0.0.1\nport = {port}\n{user}[www]\npath = {root}\nread only = no\n"


class Place(ABC):
    """A target; `fetch` brings what a visitor finds there into a folder."""

    target: Target

    @abstractmethod
    def fetch(self, folder: Path) -> None:
        """Copy the served site."""

    @abstractmethod
    def seal(self) -> object:
        """Note what stands there, so that `touched` can be told."""

    @abstractmethod
    def touched(self, seal: object) -> int:
        """Return how many files of the site were sent since."""


class Folder(Place):
    """A folder, or one behind a daemon."""

    def __init__(self, root: Path, target: Target, *, is_far: bool = False) -> None:
        self.root, self.target, self.is_far = root, target, is_far

    def fetch(self, folder: Path) -> None:
        """Copy it, once what a daemon had begun has ended: a copy of a moving thing shows no moment of it."""
        self._settle()
        shutil.copytree(self.root, folder, dirs_exist_ok=True)

    def _settle(self) -> None:
        before: object = None
        while before is None or before != self._all():
            before = self._all()
            time.sleep(SETTLED_S if self.is_far else 0)

    def _all(self) -> list[tuple[str, int]]:
        # A file that goes while it is looked at is a change as well.
        with suppress(FileNotFoundError):
            return [(str(path), path.lstat().st_mtime_ns) for path in sorted(self.root.rglob("*"))]
        return [("gone", time.perf_counter_ns())]

    def seal(self) -> Mapping[str, tuple[int, int]]:
        """Return inode and time of each file."""
        found = (path for path in self.root.rglob("*") if path.is_file() and path.name not in HIDDEN)
        return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}

    def touched(self, seal: object) -> int:
        """Count those that are others."""
        return len(set(self.seal().items()) - set(cast("Mapping[str, tuple[int, int]]", seal).items()))


class Branch(Place):
    """A branch of a bare repository."""

    def __init__(self, root: Path) -> None:
        self.remote, self.target = root / "remote.git", GitTarget("gh-pages")
        git(root, "init", "-q", "--bare", str(self.remote))
        git(root, "init", "-q", str(root / "digest"))
        git(root / "digest", "remote", "add", "origin", str(self.remote))

    def fetch(self, folder: Path) -> None:
        """Check it out."""
        if git(self.remote, "branch", "--list", "gh-pages"):
            git(self.remote, f"--work-tree={folder}", "checkout", "-q", "-f", "gh-pages", "--", ".")

    def seal(self) -> str:
        """Return its commit."""
        return git(self.remote, "rev-parse", "gh-pages").strip()

    def touched(self, seal: object) -> int:
        """Count the files that were pushed."""
        listed = git(self.remote, "rev-list", "--objects", "--filter=object:type=blob", "gh-pages", f"^{seal}")
        return sum("/" in line or "." in line for line in listed.splitlines())


class Bucket(Place):
    """A bucket of an S3-compatible server, which writes down each request."""

    def __init__(self, port: int, log: Path) -> None:
        self.log = log
        self.remote = (
            f":s3,provider=Other,env_auth=false,access_key_id=a,secret_access_key=b,region=us-east-1,"
            f"force_path_style=true,endpoint='http://127.0.0.1:{port}':news/digest"
        )
        self.target = RcloneTarget(self.remote)

    def fetch(self, folder: Path) -> None:
        """Download it."""
        subprocess.run(["rclone", "-q", "copy", self.remote, str(folder)], check=True)  # noqa: S603, S607 - the measured program

    def seal(self) -> int:
        """Return how long the log is."""
        return len(self.log.read_text())

    def touched(self, seal: object) -> int:
        """Count the files that were put."""
        return len(re.findall(r'"PUT /news/digest/(?!\.digest)', self.log.read_text()[cast("int", seal) :]))


def moto_server() -> str:
    """Return the program of moto's server, installed into an environment that is kept."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = caches / "news-digest" / f"moto-{MOTO}"
    found = home / "bin" / "moto_server"
    if not found.is_file():
        print(f"moto {MOTO} is installed into {home}", file=sys.stderr, flush=True)
        for command in (
            [sys.executable, "-m", "venv", str(home)],
            [str(home / "bin" / "pip"), "install", "-q", f"moto[server]=={MOTO}"],
        ):
            subprocess.run(command, check=True)  # noqa: S603 - as above
    return str(found)


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it printed."""
    return subprocess.run(  # noqa: S603 - the measured program
        ["git", "-C", str(folder), *arguments],  # noqa: S607 - likewise
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"nothing listens on port {port}")


@contextmanager
def place_of(kind: str, root: Path, moto: str) -> Iterator[Place]:
    """Have a target of a kind, with its server where it needs one."""
    www, port = root / "www", _free_port()
    if kind == "git":
        yield Branch(root)
    elif kind == "folder":
        yield Folder(www, FolderTarget(str(www)))
    elif kind == "rsync":
        www.mkdir()
        user = "uid = 0\ngid = 0\n" if os.geteuid() == 0 else ""
        (root / "rsyncd.conf").write_text(DAEMON.format(port=port, root=www, user=user))
        with _serving(["rsync", "--daemon", "--no-detach", f"--config={root}/rsyncd.conf"], port, root / "log"):
            yield Folder(www, RsyncTarget(f"rsync://127.0.0.1:{port}/www/"), is_far=True)
    else:
        with _serving([moto, "-p", str(port)], port, root / "log"):
            request = urllib.request.Request(f"http://127.0.0.1:{port}/news", method="PUT")
            request.add_header("Authorization", "AWS4-HMAC-SHA256 Credential=a/20240305/us-east-1/s3/aws4_request")
            urllib.request.urlopen(request).close()  # noqa: S310 - as above
            yield Bucket(port, root / "log")


@contextmanager
def _serving(command: list[str], port: int, log: Path) -> Iterator[None]:
    with (
        log.open("w") as out,
        subprocess.Popen(command, stdout=out, stderr=out) as server,  # noqa: S603 - as the user names it
    ):
        try:
            _await(port)
            yield
        finally:
            server.kill()
