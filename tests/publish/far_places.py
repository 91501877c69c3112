"""Real targets of each kind on this machine, and what a visitor finds there."""

from __future__ import annotations

import getpass
import os
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from parts import need_command
from web import free_port, wait_for

from news_digest.publish.record import HIDDEN
from news_digest.publish.targets import GitTarget, RcloneTarget, RsyncTarget, Target

DAEMON = """\
use chroot = no
port = {port}
address = 127.0.0.1
[www]
path = {root}
read only = no
{user}
"""
SSHD = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {root}/host
AuthorizedKeysFile {root}/key.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PidFile none
"""
GIT = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "An Editor"), ("EMAIL", "editor@digest.example"))
}


class Place(ABC):
    """A target, and what a visitor finds there."""

    target: Target

    @abstractmethod
    def files(self) -> dict[str, str]:
        """Return the texts of all files there, but the record."""

    @abstractmethod
    def put(self, name: str, text: str) -> None:
        """Put a file there by other means."""


class Folder(Place):
    """A folder at the other end."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def files(self) -> dict[str, str]:
        """Read the folder; an empty one in it should be gone."""
        paths = list(self.root.rglob("*"))
        assert all(any(path.iterdir()) for path in paths if path.is_dir())
        found = (path for path in paths if path.is_file() and path.name not in HIDDEN)
        return {path.relative_to(self.root).as_posix(): path.read_text("utf-8") for path in found}

    def put(self, name: str, text: str) -> None:
        """Write into the folder."""
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, "utf-8")


class Branch(Place):
    """A branch of a bare repository."""

    def __init__(self, root: Path) -> None:
        self.remote = root / "remote.git"
        git(root, "init", "-q", "--bare", str(self.remote))
        git(root, "init", "-q", "-b", "main", str(root / "digest"))
        git(root / "digest", "remote", "add", "origin", str(self.remote))
        self.target = GitTarget("gh-pages")

    def files(self) -> dict[str, str]:
        """Read the branch."""
        names = git(self.remote, "ls-tree", "-rz", "--name-only", "gh-pages").split("\0")
        return {name: git(self.remote, "show", f"gh-pages:{name}") for name in names if name}

    def put(self, name: str, text: str) -> None:
        """Commit by hand, as a host's own page of settings does."""
        clone = self.remote.parent / "clone"
        if not clone.is_dir():
            git(self.remote.parent, "clone", "-q", str(self.remote), str(clone))
        if git(self.remote, "branch", "--list", "gh-pages"):
            git(clone, "fetch", "-q")
            git(clone, "checkout", "-q", "-B", "gh-pages", "origin/gh-pages")
        else:
            git(clone, "checkout", "-q", "--orphan", "gh-pages")
        (clone / name).write_text(text, "utf-8")
        git(clone, "add", name)
        git(clone, "commit", "-qm", f"Put {name}")
        git(clone, "push", "-q", "origin", "gh-pages")


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it printed."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | GIT,
    )
    return done.stdout


@contextmanager
def daemon(root: Path) -> Iterator[Place]:
    """Run an rsync daemon."""
    rsync, port = need_command("rsync", "rsync"), free_port()
    place = Folder(root / "www" / "digest")
    place.target = RsyncTarget(f"rsync://127.0.0.1:{port}/www/digest")
    place.root.parent.mkdir()
    user = "uid = 0\ngid = 0" if os.geteuid() == 0 else ""
    config = root / "rsyncd.conf"
    config.write_text(DAEMON.format(port=port, root=place.root.parent, user=user))
    with subprocess.Popen([rsync, "--daemon", "--no-detach", f"--config={config}"], cwd=root) as server:
        try:
            wait_for(port)
            yield place
        finally:
            server.terminate()


@contextmanager
def shell(root: Path) -> Iterator[Place]:
    """Run an SSH server that takes one key, with both made for it."""
    rsync, sshd, port = need_command("rsync", "rsync"), need_command("/usr/sbin/sshd", "openssh-server"), free_port()
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # it wants this folder, which a machine without systemd has not
    for name in ("host", "key"):
        make_key(root / name)
    (root / "sshd.conf").write_text(SSHD.format(port=port, root=root))
    know_host(root, port, "host")
    place = Folder(root / "www" / "digest")
    ssh = f"ssh -F none -p {port} -i {root}/key -o IdentitiesOnly=yes -o UserKnownHostsFile={root}/known"
    place.target = RsyncTarget(f"{getpass.getuser()}@127.0.0.1:{place.root}/", (f"--rsync-path={rsync}", "-e", ssh))
    with subprocess.Popen([sshd, "-D", "-q", "-f", str(root / "sshd.conf")], cwd=root) as server:
        try:
            wait_for(port)
            yield place
        finally:
            server.terminate()


def make_key(path: Path) -> None:
    """Make a pair of keys without a password."""
    keygen = need_command("ssh-keygen", "openssh-client")
    subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)


def know_host(root: Path, port: int, key: str) -> None:
    """Have the client know the server by this key."""
    (root / "known").write_text(f"[127.0.0.1]:{port} {(root / f'{key}.pub').read_text()}")


@contextmanager
def branch(root: Path) -> Iterator[Place]:
    """Have a repository with a remote."""
    yield Branch(root)


@contextmanager
def remote(root: Path) -> Iterator[Place]:
    """Have rclone's plainest remote, a folder."""
    need_command("rclone", "rclone")
    place = Folder(root / "www" / "digest")
    place.target = RcloneTarget(f":local:{place.root}")
    yield place


PLACES: Mapping[str, Callable[[Path], AbstractContextManager[Place]]] = {
    "rsync": daemon,
    "git": branch,
    "rclone": remote,
}
