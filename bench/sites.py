"""The sites that are compared: what each is laid out from, how it is built, and what in it is changed."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from formats import eleventy_text, hugo_text, pelican_text

from news_digest.api import write_story
from news_digest.story import Story

ROOT = Path(__file__).parents[1]
# Below the folder that the sites are laid out in: what builds have left.
GONE = "gone"
HERE = Path(__file__).parent
BIN = Path(sys.executable).parent

# The digest with no more than the peers have: short feeds of the whole and of each tag, no computed related stories.
PLAIN_SETTINGS = """
DIGEST_PER_PAGE = 20
DIGEST_RELATED = 0
DIGEST_COPIES = False
DIGEST_LINKED_DATA = False
WEEK_ARCHIVE_SAVE_AS = ""
DIGEST_FEED_FULL_TEXT = False
FEED_MAX_ITEMS = 20
DIGEST_FEED_ARCHIVE = False
FEED_ALL_ATOM = FEED_ALL_JSON = TAG_FEED_ATOM = TAG_FEED_JSON = ""
SOURCE_FEED_RSS = SOURCE_FEED_ATOM = SOURCE_FEED_JSON = ""
EDITIONS_FEED_RSS = EDITIONS_FEED_ATOM = EDITIONS_FEED_JSON = ""
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A generator and how its site is laid out.

    `source` is a folder below the peers' one, "" for the digest; `stories`, `output`, `caches` and `template` are paths
    below the site's folder; `mark` stands in the template of a story's page, where a space after it changes that page
    and no other.
    """

    name: str
    command: tuple[str, ...]
    text: Callable[[Story], str]
    source: str
    stories: str
    output: str
    template: str
    mark: str
    caches: tuple[str, ...] = ()
    settings: str = ""
    cores: int | None = None

    @property
    def ours(self) -> bool:
        """Return whether it is the digest, not a peer."""
        return not self.source


@dataclass(frozen=True, slots=True)
class Site:
    """A kind of site laid out in a folder."""

    kind: Kind
    folder: Path

    @property
    def output(self) -> Path:
        """Return the folder that a build fills."""
        return self.folder / self.kind.output

    def story_file(self, story: Story) -> Path:
        """Return the file of a story, whether it is there or not."""
        return self.folder / self.kind.stories / f"{story.story_code}.md"

    def put(self, story: Story) -> None:
        """Write a story's file."""
        self.story_file(story).write_text(self.kind.text(story), encoding="utf-8")


def program_of(name: str, named: str | None = None) -> str | None:
    """Return the path of a peer's program: the named one, one beside this Python or on PATH; None if there is none."""
    return shutil.which(named) if named else shutil.which(name, path=BIN) or shutil.which(name)


def our_kinds() -> tuple[Kind, ...]:
    """Return the digest as the peers' sites are, on one core, and with everything on."""
    plain = Kind(
        name="digest",
        command=(str(BIN / "digest"), "-q", "build"),
        text=write_story,
        source="",
        stories="content/stories",
        output="output",
        template="theme/templates/article.html",
        mark='<article class="story',
        caches=(".digest",),
        settings=PLAIN_SETTINGS,
    )
    return plain, replace(plain, name="digest-one-core", cores=1), replace(plain, name="digest-all-on", settings="")


def hugo_kind(program: str) -> Kind:
    """Return Hugo's site, built by this program."""
    return Kind(
        name="hugo",
        command=(program, "--quiet"),
        text=hugo_text,
        source="hugo",
        stories="content/story",
        output="public",
        template="layouts/page.html",
        mark="Published",
    )


def pelican_kind(program: str) -> Kind:
    """Return stock Pelican's site, built by this program."""
    return Kind(
        name="pelican",
        command=(program,),
        text=pelican_text,
        source="pelican",
        stories="content/story",
        output="output",
        template="theme/templates/article.html",
        mark="Published",
        caches=("cache",),
    )


def eleventy_kind(program: str) -> Kind:
    """Return Eleventy's site, built by this program."""
    return Kind(
        name="eleventy",
        command=(program, "--quiet"),
        text=eleventy_text,
        source="eleventy",
        stories="story",
        output="_site",
        template="_includes/story.njk",
        mark="Published",
    )


PEER_KINDS: Mapping[str, Callable[[str], Kind]] = MappingProxyType(
    {"hugo": hugo_kind, "pelican": pelican_kind, "eleventy": eleventy_kind}
)


def lay_out(kinds: Iterable[Kind], peers: Path, work: Path, stories: Iterable[Story]) -> tuple[Site, ...]:
    """Make the folder of each kind of site below `work` and write every story into each; returns the sites."""
    sites = tuple(_bare(kind, peers, work / kind.name) for kind in kinds)
    for story in stories:
        for site in sites:
            site.put(story)
    return sites


def set_aside(folder: Path, work: Path) -> None:
    """Move a folder, if it is there, to where it is in nobody's way until all is measured.

    For minutes after files were removed, ext4 looks through them for each file that is made: a build would pay for it.
    """
    if folder.exists():
        gone = work / GONE
        gone.mkdir(exist_ok=True)
        folder.rename(Path(tempfile.mkdtemp(dir=gone), folder.name))


def _bare(kind: Kind, peers: Path, folder: Path) -> Site:
    set_aside(folder, folder.parent)
    if kind.ours:
        _lay_digest(folder, kind.settings)
    else:
        shutil.copytree(peers / kind.source, folder)
    (folder / kind.stories).mkdir(parents=True, exist_ok=True)
    return Site(kind, folder)


def _lay_digest(folder: Path, settings: str) -> None:
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "seeds").mkdir()
    shutil.copyfile(ROOT / "tags.toml", folder / "tags.toml")
    text = (ROOT / "pelicanconf.py").read_text("utf-8")
    (folder / "pelicanconf.py").write_text(text + settings, encoding="utf-8")
