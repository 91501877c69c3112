"""What the preview wants of a build and what it hears of it, as they travel between processes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from .problem import Problem


@dataclass(frozen=True, slots=True)
class Wanted:
    """A build that is wanted: whether seeds are imported before it, and the files by which it was called for.

    `first` is the first one, `now` the moment for which the site is built; `verbosity` is that of the commands. `only`
    are the files that can have changed since a build that came to its end, None where all have to be looked at. With
    `unpublished` the site is built that has what is not published yet, in a folder of its own.
    """

    imports: bool = True
    first: bool = False
    now: str | None = None
    verbosity: int = 0
    changed: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    unpublished: bool = False

    @property
    def import_line(self) -> list[str]:
        """The command line of the import."""
        return [*self._flags, "import"]

    @property
    def build_line(self) -> list[str]:
        """The command line of the build.

        While one writes the search index may be older than the stories: making it takes longer than all else.
        """
        search = ["--search=if-possible"] if self.first else []
        return [*self._flags, "build", "--keep-broken", *search, *(["--now", self.now] if self.now else [])]

    @property
    def _flags(self) -> list[str]:
        return {-1: ["-q"], 0: []}.get(self.verbosity, ["-v"])

    def as_json(self) -> str:
        """Return it as a line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Wanted:
        """Return what was made a line of."""
        values = json.loads(line)
        lists = {
            name: found if found is None else tuple(found) for name in ("changed", "only") for found in (values[name],)
        }
        return cls(**{**values, **lists})


@dataclass(frozen=True, slots=True)
class Account:
    """What came of it: whether the build went well, what is wrong, where the story is that was changed.

    `spiked` is what the import refused, None where nothing was imported; `folders` are those to watch from now on, none
    where the settings cannot be read.
    """

    ok: bool
    problems: tuple[Problem, ...] = ()
    spiked: tuple[Problem, ...] | None = None
    story: str = ""
    folders: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Return it as a line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Account:
        """Return what was made a line of; raises `ValueError`."""
        values = json.loads(line)
        spiked = values["spiked"]
        return cls(
            values["ok"],
            tuple(Problem(**one) for one in values["problems"]),
            None if spiked is None else tuple(Problem(**one) for one in spiked),
            values["story"],
            tuple(values["folders"]),
        )
