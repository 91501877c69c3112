"""The beginning of a build before Pelican is imported: whether there is anything to do can mostly be told without it.

Where the settings file says what it said to the last build, under the same code, what follows from it is the same as
well. So the last build leaves a note of that, and the next one begins to look at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from sqlite3 import DatabaseError
from typing import Any

from ..codemark import code_fingerprint
from ..errors import NewsDigestError
from ..press.book import Shelf
from ..press.fingerprint import fingerprint
from ..press.place import place_text
from .job import Changed, Ground
from .presswork import Begun
from .settings import is_our_theme
from .settings_file import FAULTS
from .window import SETTING, now_of

# The settings that say what a build reads, as `look` asks for them.
READ = (
    "PATH", "THEME", "IGNORE_FILES", "THEME_TEMPLATES_OVERRIDES", "ARTICLE_PATHS", "ARTICLE_EXCLUDES", "PAGE_PATHS",
    "PAGE_EXCLUDES", "STATIC_PATHS", "STATIC_EXCLUDES", "THEME_STATIC_PATHS", "DIGEST_TRANSLATIONS",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Glance:
    """What a first look found: a fingerprint of what the settings file says, and the build that could be begun."""

    seen: str | None = None
    begun: Begun | None = None


@contextmanager
def glance(
    settings_file: Path, tell: Callable[[str], None], now: str | None = None, only: Changed = None
) -> Iterator[Glance]:
    """Begin a build with these settings if the last one left a note of them; it is given up at the end of the block.

    `tell` takes the line that says that another build is waited for; `now` stands for the settings' own moment, `only`
    are the files that can have changed, where somebody knows.
    """
    seen, values = _seen(settings_file)
    values = values if now is None else {**values, SETTING: now}
    ground = _noted(settings_file, seen, values) if seen else None
    if ground is None or not is_our_theme(ground.settings):
        yield Glance(seen)
        return
    try:
        begun = Begun(ground, tell, only)
    except DatabaseError:  # of a damaged book, which the build puts another in the place of
        yield Glance(seen)
        return
    try:
        yield Glance(seen, begun)
    finally:
        begun.close()


def keep_note(settings_file: Path, seen: str, ground: Ground) -> None:
    """Leave the note for the next build; raises `WriteError`."""
    note = _note_of(settings_file)
    if ground.shelf.folder != note.parent:
        return
    read = {key: _plain(ground.settings[key]) for key in READ}
    kept = {"seen": seen, "settings": read, "shelf": ground.shelf.name, "output": str(ground.output)}
    with suppress(TypeError):  # a setting that JSON has no form for
        place_text(note, json.dumps({**kept, "mark": ground.mark}))


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


def _note_of(settings_file: Path) -> Path:
    return settings_file.parent.absolute() / ".digest" / f"glance-{settings_file.stem}.json"


def _noted(settings_file: Path, seen: str, values: Mapping[str, Any]) -> Ground | None:
    note = _note_of(settings_file)
    try:
        kept = json.loads(note.read_bytes())
        if kept["seen"] != seen:
            return None
        shelf, output = Shelf(note.parent, kept["shelf"]), Path(kept["output"])
        return Ground(kept["settings"], shelf, output, kept["mark"], now_of(values))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _seen(settings_file: Path) -> tuple[str | None, Mapping[str, Any]]:
    """Return a fingerprint of what the file says and of the code, and what it says.

    No fingerprint is returned where it does more than to set something. The moment of the build is no part of it.
    """
    path = settings_file.absolute()
    with suppress(OSError, NewsDigestError, *FAULTS):  # told by whoever reads the settings for good
        values = _values(path)
        if not _somebody_listens():
            text = sha256(path.read_bytes()).hexdigest()
            lasting = {key: value for key, value in values.items() if key != SETTING}
            return f"{fingerprint({**lasting, 'file': str(path), 'text': text})} {code_fingerprint()}", values
    return None, {}


def _somebody_listens() -> bool:
    if "pelican" not in sys.modules:
        return False
    from .lookers import receivers  # noqa: PLC0415 - Pelican is there already

    return any(receivers())


def _values(path: Path) -> dict[str, Any]:
    """Run a settings file as Pelican does, and return what it sets."""
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        return {}
    module = sys.modules[path.stem] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: value for name, value in vars(module).items() if name.isupper()}
