"""Each kind of target, a real one: what travels there, what stays, and how it is completed after a cut."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from far_places import GIT, PLACES, Branch, Place, daemon, git, know_host, make_key, shell

from news_digest.project import Project
from news_digest.publish.errors import PublishError
from news_digest.publish.opening import open_host
from news_digest.publish.record import RECORD
from news_digest.publish.sending import Host, Plan, plan, send
from news_digest.publish.targets import GitTarget, RcloneTarget, RsyncTarget

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
    with pytest.raises(PublishError, match=r"it: (git|rsync|rclone) failed: .+ \((see that|add it|set the remote up)"):
        publish(project, place, FIRST)


def test_by_ssh_too_only_what_differs_travels(project: Project, tmp_path: Path) -> None:
    """And a host or a key that is another one is told of, each with its own remedy."""
    with shell(tmp_path) as place:
        publish(project, place, FIRST)
        before = {path: path.stat().st_ino for path in (tmp_path / "www").rglob("*.*") if path.is_file()}
        publish(project, place, FIRST | {"rss.xml": "2"})
        sent = {path.name for path, inode in before.items() if path.stat().st_ino != inode}
        assert (sent, place.files()) == ({"rss.xml", RECORD}, FIRST | {"rss.xml": "2"})
        make_key(tmp_path / "other")
        port = int(re.findall(r"-p (\d+)", str(place.target))[0])
        know_host(tmp_path, port, "other")
        with pytest.raises(PublishError, match=r"Host key for .* has changed .*\(another machine answers"):
            publish(project, place, FIRST)
        (tmp_path / "known").unlink()
        with pytest.raises(PublishError, match=r"Host key verification failed\. \(log in once with ssh"):
            publish(project, place, FIRST)
        know_host(tmp_path, port, "host")
        (tmp_path / "other").replace(tmp_path / "key")
        with pytest.raises(PublishError, match=r"Permission denied \(publickey\)\. \(the host takes none"):
            publish(project, place, FIRST)


def test_a_host_that_says_nothing_is_given_up(project: Project) -> None:
    """Else a publish on a schedule would never end."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"rsync://127.0.0.1:{silent.getsockname()[1]}/www/"
        host = open_host("it", RsyncTarget(address, ("--timeout=1",)), project)
        with pytest.raises(PublishError, match=r"timeout .* \(see that the host is up"):
            host.standing()


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
