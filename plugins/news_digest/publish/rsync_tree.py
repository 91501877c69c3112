"""A folder that rsync reaches, by ssh, by a daemon, or on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .programs import Program, program
from .targets import RsyncTarget

# A file or folder was not there, or could not be read: the words say which.
_PARTIAL = 23
_VANISHED = 24  # a file of the list is not there: for who removes by a list that is no fault
_ABSENT = "No such file or directory"
# As rsync prints the bytes of a name that a terminal might not show.
_ESCAPED = re.compile(rb"\\#(\d{3})")
# Where --delay-updates keeps files until all are there.
ASIDE = ".~tmp~"
# A host that says nothing for so long is given up; nobody watches what runs on a schedule.
SILENCE_S = 300
_EACH = ("--from0", "--files-from=-")


@dataclass(frozen=True, slots=True)
class RsyncTree:
    """A folder `to`, which ends with a slash."""

    rsync: Program
    to: str

    def read(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Return the bytes of those of these files that are there."""
        with TemporaryDirectory(prefix="digest-") as folder:
            chosen = [f"--include=/{name}" for name in names]
            self._of_what_is_there("-r", *chosen, "--exclude=*", "--", self.to, f"{folder}/")
            return {path.name: path.read_bytes() for path in Path(folder).iterdir()}

    def names(self) -> Iterable[str]:
        """Return the names of all files below the folder."""
        with TemporaryDirectory(prefix="digest-") as folder:
            printed = self._of_what_is_there("-rn", "-8", "--out-format=%n", "--", self.to, f"{folder}/")
        names = (_ESCAPED.sub(_unescaped, line) for line in printed.split(b"\n"))
        return [name.decode("utf-8", "surrogateescape") for name in names if name and not name.endswith(b"/")]

    def send(self, folder: Path, names: Sequence[str]) -> None:
        """Send files: aside, and renamed when all are there."""
        self.rsync(
            *("-tz", "--checksum", "--delay-updates", "--mkpath", *_EACH, "--", f"{folder}/", self.to),
            given=_list(names),
        )

    def remove(self, names: Sequence[str]) -> None:
        """Remove files, then the folders that are empty without them, the inner ones first."""
        self._remove(names)
        folders = {str(parent) for name in names for parent in Path(name).parents} - {"."}
        for depth in sorted({folder.count("/") for folder in folders}, reverse=True):
            # Those in which something else is stay, and are named in a warning.
            self._remove([folder for folder in folders if folder.count("/") == depth])

    def tidy(self, *, cut: bool) -> None:
        """Remove what rsync held aside when it was cut short."""
        if cut:
            self.remove([name for name in self.names() if ASIDE in name.split("/")])

    def _remove(self, names: Sequence[str]) -> None:
        # Files that an empty folder does not have are removed, and nothing else is.
        with TemporaryDirectory(prefix="digest-") as empty:
            self.rsync(
                *("-d", "--delete-missing-args", "--no-implied-dirs", *_EACH, "--", f"{empty}/", self.to),
                given=_list(names),
                bears=[_VANISHED],
            )

    def _of_what_is_there(self, *arguments: str) -> bytes:
        done = self.rsync(*arguments, bears=[_PARTIAL])
        if done.status == _PARTIAL and _ABSENT not in done.err:
            self.rsync(*arguments)
        return done.out


def rsync_tree(where: str, target: RsyncTarget, root: Path) -> RsyncTree:
    """Return the folder of a target; a relative one starts at `root`."""
    rsync = program(where, "rsync", f"--timeout={SILENCE_S}", *target.options, folder=root)
    return RsyncTree(rsync, f"{target.to.rstrip('/')}/")


def _list(names: Sequence[str]) -> bytes:
    return b"".join(name.encode("utf-8", "surrogateescape") + b"\0" for name in names)


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 8)])
