"""The rows of the table: what is changed before a build. Together they leave a site with the stories it had."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from corpora import Corpus
from sites import Site, set_aside


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change happens: a site, its corpus, how many stories it has, and in which round."""

    site: Site
    story: Corpus
    count: int
    round: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row's name, the change before its build, and the row that undoes it or that it undoes."""

    name: str
    change: Callable[[Place], None]
    partner: str | None = None


def from_nothing(at: Place) -> None:
    """Take away all that builds have left."""
    for left in (at.site.output, *(at.site.folder / cache for cache in at.site.kind.caches)):
        set_aside(left, at.site.folder.parent)


def nothing(at: Place) -> None:
    """Change nothing."""
    del at


def edit_body(at: Place) -> None:
    """Add a paragraph to a story of the middle, in place of the one that the round before added."""
    story = at.story(at.count // 2)
    at.site.put(replace(story, body=f"{story.body}\n\nCorrected in round {at.round}."))


def edit_title(at: Place) -> None:
    """Give another story of the middle a headline that it did not have."""
    story = at.story(at.count * 2 // 5)
    at.site.put(replace(story, headline=f"{story.headline} in Round {at.round}"))


def add_newest(at: Place) -> None:
    """Add a story that is newer than all."""
    at.site.put(at.story(at.count))


def remove_newest(at: Place) -> None:
    """Remove the newest, which was added above."""
    at.site.story_file(at.story(at.count)).unlink()


def remove_middle(at: Place) -> None:
    """Remove a story that others name as related."""
    at.site.story_file(at.story(at.count // 3)).unlink()


def add_middle(at: Place) -> None:
    """Put that story back among the old ones."""
    at.site.put(at.story(at.count // 3))


def change_template(at: Place) -> None:
    """Print another space on each story's page, and on no other."""
    path, mark = at.site.folder / at.site.kind.template, at.site.kind.mark
    text = path.read_text("utf-8")
    path.write_text(text.replace(mark, f"{mark} ", 1), encoding="utf-8")


ROWS = (
    Row("cold", from_nothing),
    Row("no-op", nothing),
    Row("body-edit", edit_body),
    Row("title-edit", edit_title),
    Row("add-newest", add_newest, "remove-newest"),
    Row("remove-newest", remove_newest, "add-newest"),
    Row("remove-middle", remove_middle, "add-middle"),
    Row("add-middle", add_middle, "remove-middle"),
    Row("template", change_template),
)


def rows_named(names: Collection[str]) -> tuple[Row, ...]:
    """Return the rows of these names, with those that a round cannot do without: the cold one and partners."""
    wanted = {ROWS[0].name, *names}
    return tuple(row for row in ROWS if row.name in wanted or row.partner in wanted)
