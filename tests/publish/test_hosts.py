"""Each kind of target, a real one: what travels there, what stays, and how it is completed after a cut."""

from __future__ import annotations

import os
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from parts import need_command
from web import free_port, wait_for

from news_digest.project import Project
from news_digest.publish.errors import PublishError
from news_digest.publish.opening import open_host
from news_digest.publish.record import HIDDEN
from news_digest.publish.sending import Host, Plan, plan, send
from news_digest.publish.targets import GitTarget, RcloneTarget, RsyncTarget, Target

FIRST = {
    "index.html": "to 1",
    "stories/1/index.html": "one",
    "stories/9/index.html": "nine",
    "stories/9/more.html": "nine",
    "theme/a b.css": "a",
    "rss.xml": "1",
    "tags/جزر/index.html": "islands",
    ".well-known/x": "x",
}
THEN = {
    "index.html": "to 2",
    "stories/1/index.html": "one",
    "stories/2/index.html": "two",
    "stories/9/more.html": "nine",
    "theme/b.css": "b",
    "rss.xml": "2",
    "tags/جزر/index.html": "islands, too",
    ".well-known/x": "x",
}
DAEMON = """\
use chroot = no
port = {port}
address = 127.0.0.1
[www]
path = {root}
read only = no
{user}
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


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have git know who commits."""
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=sorted(PLACES))
def place(request: pytest.FixtureRequest, tmp_path: Path, editor: None) -> Iterator[Place]:  # noqa: ARG001 - for git
    """Return a target of each kind."""
    with PLACES[request.param](tmp_path) as made:
        yield made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a digest whose output a test fills."""
    (tmp_path / "digest").mkdir(exist_ok=True)
    return Project.at(tmp_path / "digest")


def fill(output: Path, site: Mapping[str, str]) -> None:
    """Make a folder have these files alone."""
    for path in sorted(output.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for name, text in site.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text(text, "utf-8")


def publish(project: Project, place: Place, site: Mapping[str, str], *, adopt: bool = False) -> Plan:
    """Publish this site and return what differed."""
    fill(project.output, site)
    host = open_host("it", place.target, project)
    marks = host.marks(list(site))
    differing = plan(marks, host, adopt=adopt)
    send(differing, marks, host)
    return differing


def test_only_what_differs_travels(place: Place, project: Project) -> None:
    """And a site that is the same sends nothing."""
    publish(project, place, FIRST)
    assert place.files() == FIRST
    assert not publish(project, place, FIRST)
    done = publish(project, place, THEN)
    assert done.new == ("stories/2/index.html", "theme/b.css")
    assert done.changed == ("index.html", "rss.xml", "tags/جزر/index.html")
    assert done.gone == ("stories/9/index.html", "theme/a b.css")
    assert place.files() == THEN
    assert not publish(project, place, THEN)


def test_what_others_put_there_stays(place: Place, project: Project) -> None:
    """Before the first publish or later, until all is taken for ours."""
    place.put("CNAME", "digest.example")
    assert publish(project, place, FIRST).strange == 1
    place.put("own.html", "own")
    assert publish(project, place, THEN).gone == ("stories/9/index.html", "theme/a b.css")
    assert place.files() == THEN | {"CNAME": "digest.example", "own.html": "own"}
    assert not publish(project, place, THEN)
    assert publish(project, place, FIRST, adopt=True).gone[:2] == ("CNAME", "own.html")
    assert place.files() == FIRST


def test_a_publish_that_is_cut_short_is_completed_by_the_next(
    place: Place, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the site is another one by then."""
    publish(project, place, FIRST)
    kind = type(open_host("it", place.target, project))
    with monkeypatch.context() as patch:
        patch.setattr(kind, "finish", cut)
        with pytest.raises(KeyboardInterrupt):
            publish(project, place, THEN)
    publish(project, place, FIRST)
    assert place.files() == FIRST
    assert not publish(project, place, FIRST)


def cut(_host: Host, _marks: Mapping[str, str]) -> None:
    """End before the end."""
    raise KeyboardInterrupt


def test_a_target_that_cannot_be_reached_is_named(place: Place, project: Project) -> None:
    """With the program's own words."""
    fill(project.output, FIRST)
    lost = {
        GitTarget: GitTarget("gh-pages", remote="nowhere"),
        RsyncTarget: RsyncTarget("rsync://127.0.0.1:1/www/"),
        RcloneTarget: RcloneTarget("nowhere:bucket"),
    }
    place.target = lost[type(place.target)]
    with pytest.raises(PublishError, match=r"it: (git|rsync|rclone) failed: "):
        publish(project, place, FIRST)


def test_what_rsync_held_aside_is_removed(project: Project, tmp_path: Path) -> None:
    """After a publish that was killed while files of a later site were under way."""
    with daemon(tmp_path) as place:
        publish(project, place, FIRST)
        host = open_host("it", place.target, project)
        host.standing()
        host.begin(["stories/7/index.html"])
        place.put("stories/7/.~tmp~/index.html", "sev")
        publish(project, place, THEN)
        assert place.files() == THEN


@pytest.mark.usefixtures("editor")
def test_a_shallow_clone_knows_what_was_published(project: Project, tmp_path: Path) -> None:
    """As one has that was made to build on a schedule; it stays shallow where nobody else committed."""
    place = Branch(tmp_path)
    git(project.root, "commit", "-q", "--allow-empty", "-m", "One")
    git(project.root, "push", "-q", "origin", "main")
    publish(project, place, FIRST)
    publish(project, place, FIRST | {"a.html": "a"})
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{place.remote}", "-b", "main", "shallow")
    other = Project.at(tmp_path / "shallow")
    publish(other, place, THEN)
    assert place.files() == THEN
    assert git(other.root, "rev-parse", "--is-shallow-repository").strip() == "true"
    place.put("CNAME", "digest.example")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{place.remote}", "-b", "main", "again")
    publish(Project.at(tmp_path / "again"), place, FIRST)
    assert place.files() == FIRST | {"CNAME": "digest.example"}


@pytest.mark.usefixtures("editor")
def test_a_commit_is_one_on_top_of_the_last(project: Project, tmp_path: Path) -> None:
    """The digest's own branch and index stay as they were."""
    place = Branch(tmp_path)
    publish(project, place, FIRST)
    publish(project, place, THEN)
    assert git(place.remote, "rev-list", "--count", "gh-pages").strip() == "2"
    assert git(project.root, "branch").strip() == ""
    assert git(project.root, "ls-files").strip() == ""
