"""A small digest that changes: its sources as values and as files, so that they can be laid out again elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from code_map import ROOT

from news_digest.api import Related, Source, Story, write_story

Value = TypeVar("Value")

NAMES = (
    "Nora Vik", "Ninnes", "Grindle", "Kvellhaven", "Hallorn Ferries", "Marit Lorne", "Osric Venn", "Tarsk", "Lonn",
    "Veldmark", "Brannstad", "Old Mole", "Skarrow Bank", "Ruby Arden", "Gus Pettiver", "Hollin", "Storm Ysolde",
)  # fmt: skip
WORDS = (
    "harbour", "ferry", "council", "herring", "storm", "school", "budget", "cable", "turbine", "museum", "choir",
    "rescue", "tide", "vote", "pier", "island", "quota", "engine", "winter", "bridge", "library", "appeal", "witness",
)  # fmt: skip
TAGS = ("Ferries", "ferries", "Storm", "Herring", "Schools", "C++", "C", "Night & Day", "Ninnes", "فنار", "日食")
SOURCES = ("Harbour Wire", "harbour wire", "Island Herald", "North Post", "Evening Bell")
LANGUAGES = (None, "en", "fa", "ja", "de")
CODES = range(100, 190)
FIRST_DAY = datetime(2024, 3, 1, 6)  # noqa: DTZ001 - a naive date, as captures print it
SETTINGS: Mapping[str, object] = MappingProxyType(
    {
        "SITENAME": "The Walking Digest",
        "SITEURL": "https://digest.example",
        "FEED_DOMAIN": "https://digest.example",
        "TIMEZONE": "Europe/Oslo",
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "THEME": "theme",
        "PLUGINS": ["news_digest"],
        "DIGEST_IMPORT": False,
        "DIGEST_PER_PAGE": 3,
        "DIGEST_ARCHIVE_PER_PAGE": 7,
        "LOCALE": ["C.UTF-8", "C"],
    }
)
# The moment at which a digest is built stands in a file, so that the settings say the same at another one.
NOW = "now.txt"
CLASS = f"""\
import sys
from pathlib import Path
DIGEST_NOW = Path(__file__).with_name({NOW!r}).read_text()
sys.path.insert(0, {str(ROOT / "plugins")!r})
from news_digest import digest_pelican
PELICAN_CLASS = digest_pelican
"""


@dataclass(frozen=True, slots=True)
class Dice:
    """Choices that depend on a number alone, and as little as possible on what there is to choose from."""

    number: int

    def pick(self, values: Iterable[Value], about: str = "") -> Value:
        """Return one of the values, the same one while it is among them; raises `NotNowError` where there is none."""
        ordered = min(((self._rank(f"{about}:{value!r}"), at, value) for at, value in enumerate(values)), default=None)
        if ordered is None:
            raise NotNowError
        return ordered[2]

    def chance(self, share: float, about: str = "") -> bool:
        """Return True in a share of all cases."""
        return self.below(1000, about) < share * 1000

    def below(self, end: int, about: str = "") -> int:
        """Return a whole number from 0, below `end`."""
        return int.from_bytes(self._rank(about)[:6], "big") % end

    def sentence(self, about: str = "") -> str:
        """Return words that stories share with each other."""
        words = [self.pick(WORDS, f"{about}{at}") for at in range(4 + self.below(9, about))]
        return f"{self.pick(NAMES, about)} {' '.join(words)} {self.pick(NAMES, f'{about}!')}."

    def _rank(self, about: str) -> bytes:
        return sha256(f"{self.number}:{about}".encode()).digest()


class NotNowError(Exception):
    """There is nothing that this change could change."""


@dataclass(slots=True)
class Site:
    """The digest in the folder `root`.

    `stories` stand below content/stories by their paths there, `files` are all other sources by their paths below
    `root`; `older` are versions that stories had, `broken` sources that a build refuses, `foreign` the files in the
    output folder that are not the build's, `doubtful` those, and the folders, of which a build can no longer know that
    they are its own.
    """

    root: Path
    stories: dict[str, Story] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    settings: dict[str, object] = field(default_factory=dict)
    older: list[tuple[str, Story]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)

    @property
    def output(self) -> Path:
        """Return the folder of the built site."""
        return self.root / "output"

    @property
    def records(self) -> Path:
        """Return the folder in which builds keep what they know."""
        return self.root / ".digest"

    def copied(self) -> Site:
        """Return the digest as it is now; its files are still those of the folder."""
        values = (dict(self.stories), dict(self.files), dict(self.settings), list(self.older), list(self.broken))
        return Site(self.root, *values, foreign=set(self.foreign))

    def laid_out(self, root: Path) -> Site:
        """Return the same sources in another folder, where nothing was built yet."""
        shutil.rmtree(root, ignore_errors=True)
        site = Site(root, settings=dict(self.settings), older=list(self.older), broken=list(self.broken))
        for name, data in self.files.items():
            site.put(name, data)
        for name, story in self.stories.items():
            site.write(name, story)
        site.configure()
        return site

    def write(self, name: str, story: Story, *, aside: bool = False) -> None:
        """Write a story file."""
        if name in self.stories:
            self.older.append((name, self.stories[name]))
        self.stories[name] = story
        self._place(self.story_path(name), write_story(story).encode(), aside=aside)

    def remove(self, name: str) -> None:
        """Remove a story file."""
        self.older.append((name, self.stories.pop(name)))
        self.story_path(name).unlink()

    def story_path(self, name: str) -> Path:
        """Return the path of a story file."""
        return self.root / "content" / "stories" / name

    def put(self, name: str, data: bytes | str) -> None:
        """Write another source."""
        self.files[name] = data.encode() if isinstance(data, str) else data
        self._place(self.root / name, self.files[name], aside=False)

    def drop(self, name: str) -> None:
        """Remove another source."""
        del self.files[name]
        (self.root / name).unlink()

    def configure(self, **values: object) -> None:
        """Write the settings, with these changed; None takes one out."""
        self.settings.update(values)
        lines = [f"{key} = {value!r}" for key, value in self.settings.items() if value is not None]
        # Half of the settings are those of another digest, which may keep its records elsewhere.
        self._place(self.root / "pelicanconf.py", "\n".join((CLASS, *lines, "")).encode(), aside=True)

    def below(self, folder: str) -> list[str]:
        """Return the names of the other sources in a folder."""
        return [name for name in self.files if name.startswith(folder)]

    def _place(self, path: Path, data: bytes, *, aside: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}~")
        (beside if aside else path).write_bytes(data)
        if aside:
            beside.replace(path)


def first_site(root: Path, count: int = 28) -> Site:
    """Return a digest of some stories, with the project's theme, two pages and two pictures."""
    shutil.rmtree(root, ignore_errors=True)
    site = Site(root, settings=dict(SETTINGS))
    for path in sorted((ROOT / "theme").rglob("*")):
        if path.is_file():
            site.put(f"theme/{path.relative_to(ROOT / 'theme').as_posix()}", path.read_bytes())
    for number in range(count):
        site.write(*a_story(number))
    site.put(
        "content/pages/about.md", "---\ntitle: About\nslug: about\n---\nWe walk. [Light]({static}/images/light.svg)\n"
    )
    site.put("content/pages/contact.md", "---\ntitle: Contact\nslug: contact\n---\nWrite to us.\n")
    site.put("content/images/light.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.put("content/images/chart.txt", "soundings")
    site.put(NOW, (FIRST_DAY + timedelta(days=10)).isoformat())
    site.configure()
    return site


def a_story(number: int) -> tuple[str, Story]:
    """Return the file name and the story of a number, which the story's date and code follow."""
    dice, code = Dice(number), str(CODES.start + number)
    story = Story(
        headline=dice.sentence("headline").rstrip("."),
        date=FIRST_DAY + timedelta(hours=7 * number),
        story_code=code,
        slug=f"story-{code}",
        source=Source(dice.pick(SOURCES)) if dice.chance(0.9) else None,
        deck=dice.sentence("deck") if dice.chance(0.4, "deck") else None,
        tags=tuple(tag for tag in TAGS[:6] if dice.chance(0.3, tag)),
        related=(Related(story_code=str(dice.pick(CODES, "related"))),) if dice.chance(0.4, "related") else (),
        body=a_body(dice),
    )
    return f"2024/{number // 10:02d}/{code}.md", story


def a_body(dice: Dice) -> str:
    """Return a few paragraphs."""
    return "\n\n".join(" ".join(dice.sentence(f"{p}.{s}") for s in range(3)) for p in range(2 + dice.below(3)))


def changed(site: Site, name: str, dice: Dice, **values: object) -> None:
    """Change fields of a story; editors write in place or aside."""
    site.write(name, replace(site.stories[name], **values), aside=dice.chance(0.5, "aside"))  # type: ignore[arg-type]


def day_of(story: Story) -> date:
    """Return the day of a story's date."""
    moment = story.date or FIRST_DAY
    return moment.date() if isinstance(moment, datetime) else moment


def codes(site: Site) -> set[str | None]:
    """Return the codes that stories have, or had."""
    return {code for story in site.stories.values() for code in (story.story_code, *story.formerly)}


def set_times(path: Path, mtime_ns: int) -> None:
    """Give a file a time of change, as `cp -p` and `git checkout` with a clock set back do."""
    os.utime(path, ns=(mtime_ns, mtime_ns))
