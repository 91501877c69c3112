"""A branch of a git remote as a target: what differs becomes one commit on it, which is pushed.

Nothing is checked out, and the branches of the repository in which the commit is made stay as they are. What we
published there is told by our last commit: all its files but those that its message says are not ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import new
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote

from .programs import Program, program
from .record import Marks, key_of
from .targets import GitTarget

MESSAGE = "Publish the digest"
# Trailers of our commits (git-interpret-trailers(1)).
OURS, NOT_OURS = "Published-By: digest publish", "Not-Published: "
_NOT_THERE = 2  # of git ls-remote --exit-code
_FILE = "100644"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at the branch: its last commit ("" without one), the ids of its files by name, and which are ours."""

    commit: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    ours: frozenset[str] = frozenset()


@dataclass(slots=True)
class GitHost:
    """A branch; `sent` and `removed` are what the commit will change."""

    git: Program
    target: GitTarget
    output: Path
    form: str
    found: Standing
    sent: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def marks(self, names: Sequence[str]) -> dict[str, str]:
        """Return the ids that git gives to the files."""
        return {name: self._id((self.output / name).read_bytes()) for name in names}

    def _id(self, data: bytes) -> str:
        return new(self.form, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()

    def standing(self) -> Marks:
        """Return the ids of our files at the branch."""
        return {key_of(name): mark for name, mark in self.found.files.items() if name in self.found.ours}

    def names(self) -> Iterable[str]:
        """Return the names of all files at the branch."""
        return self.found.files

    def begin(self, names: Sequence[str]) -> None:
        """Do nothing: nobody sees the commit before it is pushed."""

    def send(self, names: Sequence[str]) -> None:
        """Have files in the commit."""
        self.sent.extend(names)

    def remove(self, names: Sequence[str]) -> None:
        """Leave files out of the commit."""
        self.removed.extend(names)

    def finish(self, marks: Marks) -> None:  # noqa: ARG002 - the branch itself is the record
        """Make the commit and push it."""
        tree = self._tree()
        ours = (self.found.ours | set(self.sent)) - set(self.removed)
        strange = self.found.files.keys() - ours - set(self.removed)
        trailers = [OURS, *(f"{NOT_OURS}{quote(name)}" for name in sorted(strange))]
        parents = ("-p", self.found.commit) if self.found.commit else ()
        message = "\n".join((MESSAGE, "", *trailers, ""))
        commit = _text(self.git("commit-tree", tree, *parents, "-F", "-", given=message.encode()).out)
        self.git("push", "--quiet", self.target.remote, f"{commit}:{_ref(self.target)}")

    def _tree(self) -> str:
        """Return the id of the commit's tree: the branch's, less what is removed, and with what is sent."""
        paths = "".join(f"{(self.output / name).resolve()}\n" for name in self.sent)
        ids = _text(self.git("hash-object", "-w", "--no-filters", "--stdin-paths", given=paths.encode()).out).split()
        lines = [f"0 {'0' * len(mark)}\t{name}\0" for name in self.removed for mark in [self.found.files[name]]]
        lines += [f"{_FILE} {mark}\t{name}\0" for name, mark in zip(self.sent, ids, strict=True)]
        with TemporaryDirectory(prefix="digest-") as folder:
            index = replace(self.git, environment={"GIT_INDEX_FILE": str(Path(folder) / "index")})
            index("read-tree", self.found.commit or "--empty")
            index("update-index", "-z", "--add", "--index-info", given="".join(lines).encode())
            return _text(index("write-tree").out)


def git_host(where: str, target: GitTarget, root: Path, output: Path) -> GitHost:
    """Return a branch as it stands now; raises `PublishError` where the remote cannot be reached."""
    git = program(where, "git", folder=root / target.repository)
    form = _text(git("rev-parse", "--show-object-format").out)
    return GitHost(git, target, output, form, _standing(git, target))


def _standing(git: Program, target: GitTarget) -> Standing:
    ref = _ref(target)
    if git("ls-remote", "--exit-code", target.remote, ref, bears=[_NOT_THERE]).status:
        return Standing()
    # A shallow clone, as machines that build on a schedule have, stays shallow.
    shallow = _text(git("rev-parse", "--is-shallow-repository").out) == "true"
    git("fetch", "--quiet", "--no-tags", *(["--depth=1"] if shallow else []), target.remote, ref)
    commit = _text(git("rev-parse", "FETCH_HEAD").out)
    if shallow and not _is_ours(git, commit):
        git("fetch", "--quiet", "--no-tags", "--unshallow", target.remote, ref)
    files = _files(git, commit)
    return Standing(commit, files, _ours(git, commit) & files.keys())


def _is_ours(git: Program, commit: str) -> bool:
    return OURS in _text(git("log", "-1", "--format=%B", commit).out).splitlines()


def _ours(git: Program, commit: str) -> frozenset[str]:
    """Return the names of the files that our last commit on a branch published."""
    last = _text(git("log", "-1", "--first-parent", "--format=%H", f"--grep=^{OURS}$", commit).out)
    if not last:
        return frozenset()
    lines = _text(git("log", "-1", "--format=%B", last).out).splitlines()
    strange = {unquote(line.removeprefix(NOT_OURS)) for line in lines if line.startswith(NOT_OURS)}
    return frozenset(_files(git, last).keys() - strange)


def _files(git: Program, commit: str) -> dict[str, str]:
    """Return the ids of a commit's files by name."""
    lines = git("ls-tree", "-r", "-z", commit).out.decode("utf-8", "surrogateescape").split("\0")
    pairs = (line.split("\t", 1) for line in lines if line)
    return {name: about.split(" ")[2] for about, name in pairs}


def _ref(target: GitTarget) -> str:
    return f"refs/heads/{target.branch}"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").strip()
