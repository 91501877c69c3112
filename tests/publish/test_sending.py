"""What travels to a target, in which order, and what is never removed there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from news_digest.publish.errors import PublishError
from news_digest.publish.folder_tree import FolderTree, folder_tree
from news_digest.publish.packing import packer_for
from news_digest.publish.record import RECORD, SENDING
from news_digest.publish.recorded import RecordedHost
from news_digest.publish.sending import Plan, plan, send

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Cut(Exception):  # noqa: N818 - a power cut is no mistake
    """The connection broke."""


class Watched(FolderTree):
    """A folder that notes what is done, and may break after so many steps."""

    __slots__ = ("done", "left")

    def __init__(self, root: Path, left: int = 1_000_000) -> None:
        super().__init__(root)
        object.__setattr__(self, "done", [])
        object.__setattr__(self, "left", left)

    def _step(self, what: str) -> None:
        if self.left == 0:
            raise Cut
        object.__setattr__(self, "left", self.left - 1)
        self.done.append(what)

    def send(self, folder: Path, names: Sequence[str]) -> None:
        """Copy one by one."""
        for name in names:
            self._step(f"+{name}")
            super().send(folder, [name])

    def remove(self, names: Sequence[str]) -> None:
        """Remove one by one."""
        for name in names:
            self._step(f"-{name}")
            super().remove([name])


@pytest.fixture
def made(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Return what makes the output folder have these files alone."""
    output = tmp_path / "output"

    def make(site: dict[str, str]) -> Path:
        for path in sorted(output.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        for name, text in site.items():
            (output / name).parent.mkdir(parents=True, exist_ok=True)
            (output / name).write_text(text)
        return output

    return make


def publish(output: Path, tree: FolderTree, *, adopt: bool = False) -> Plan:
    """Publish all of a folder and return what differed."""
    host = RecordedHost(tree, output, "copy", packer_for("copy", (), output.parent / "work"))
    site = host.marks([path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()])
    differing = plan(site, host, adopt=adopt)
    send(differing, site, host)
    return differing


def standing(root: Path) -> dict[str, str]:
    """Return the files of a target but the record."""
    files = (path for path in root.rglob("*") if path.is_file())
    texts = {path.relative_to(root).as_posix(): path.read_text() for path in files}
    return {name: text for name, text in texts.items() if name != RECORD}


FIRST = {
    "index.html": "to 1",
    "stories/1/index.html": "one",
    "theme/a.css": "a",
    "rss.xml": "1",
    "archive/index.html": "1",
    "old/page/index.html": "old",
}
THEN = {
    "index.html": "to 2",
    "stories/1/index.html": "one",
    "stories/2/index.html": "two",
    "theme/b.css": "b",
    "rss.xml": "2",
    "tags/rss.xml": "2",
    "archive/index.html": "2",
}


def test_only_what_differs_travels(made: Callable[[dict[str, str]], Path], tmp_path: Path) -> None:
    """New, changed and gone files are told apart; what is the same is not touched."""
    publish(made(FIRST), FolderTree(tmp_path / "www"))
    before = (tmp_path / "www/stories/1/index.html").stat()
    done = publish(made(THEN), FolderTree(tmp_path / "www"))
    assert done.new == ("stories/2/index.html", "tags/rss.xml", "theme/b.css")
    assert done.changed == ("archive/index.html", "index.html", "rss.xml")
    assert done.gone == ("old/page/index.html", "theme/a.css")
    assert standing(tmp_path / "www") == THEN
    assert (tmp_path / "www/stories/1/index.html").stat() == before
    assert not (tmp_path / "www/old").exists()


def test_the_same_site_writes_nothing(made: Callable[[dict[str, str]], Path], tmp_path: Path) -> None:
    """Not even the record."""
    publish(made(FIRST), FolderTree(tmp_path / "www"))
    again = Watched(tmp_path / "www")
    assert not publish(made(FIRST), again)
    assert again.done == []


def test_nothing_is_linked_to_before_it_is_there(made: Callable[[dict[str, str]], Path], tmp_path: Path) -> None:
    """New assets, pages, feeds; what changed, the front page last; its feeds; then removals; the record at the end."""
    publish(made(FIRST), FolderTree(tmp_path / "www"))
    watched = Watched(tmp_path / "www")
    publish(made(THEN), watched)
    assert watched.done == [
        f"+{SENDING}",
        "+theme/b.css",
        "+stories/2/index.html",
        "+tags/rss.xml",
        "+archive/index.html",
        "+index.html",
        "+rss.xml",
        "-old/page/index.html",
        "-theme/a.css",
        f"+{RECORD}",
        f"-{SENDING}",
    ]


def test_a_compressed_copy_goes_before_the_pages_that_it_leads_to(
    made: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    """By it a server shows a page as it was, with links to what is about to go."""
    old = {"a/index.html": "gone", "b/index.html": "to a", "b/index.html.gz": "to a"}
    publish(made(FIRST | old), FolderTree(tmp_path / "www"))
    watched = Watched(tmp_path / "www")
    publish(made(FIRST | {"b/index.html": "short"}), watched)
    assert [step for step in watched.done if step[0] == "-"][:2] == ["-b/index.html.gz", "-a/index.html"]


def test_a_file_that_we_did_not_publish_is_never_removed(
    made: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    """It stays through every publish, unless all that is there is taken for ours."""
    strange = {"CNAME": "digest.example", "theme/own.css": "own"}
    for name, text in strange.items():
        (tmp_path / "www" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "www" / name).write_text(text)
    assert publish(made(FIRST), FolderTree(tmp_path / "www")).strange == 2
    publish(made(THEN), FolderTree(tmp_path / "www"))
    assert standing(tmp_path / "www") == THEN | strange
    done = publish(made(THEN), FolderTree(tmp_path / "www"), adopt=True)
    assert done.gone == ("CNAME", "theme/own.css")
    assert standing(tmp_path / "www") == THEN


@pytest.mark.parametrize("left", range(11))
def test_a_publish_that_is_cut_short_is_completed_by_the_next(
    left: int, made: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    """Also where the site went back meanwhile: what the one that was cut short sent is ours, and goes."""
    publish(made(FIRST), FolderTree(tmp_path / "www"))
    with pytest.raises(Cut):
        publish(made(THEN), Watched(tmp_path / "www", left))
    publish(made(FIRST if left % 2 else THEN), FolderTree(tmp_path / "www"))
    assert standing(tmp_path / "www") == (FIRST if left % 2 else THEN)
    assert not publish(made(FIRST if left % 2 else THEN), FolderTree(tmp_path / "www"))


def test_the_record_tells_no_names(made: Callable[[dict[str, str]], Path], tmp_path: Path) -> None:
    """It may be served, and a hidden story's address is nobody's business."""
    publish(made(FIRST), FolderTree(tmp_path / "www"))
    assert "stories" not in (tmp_path / "www" / RECORD).read_text()


def test_a_damaged_record_stops_a_publish(made: Callable[[dict[str, str]], Path], tmp_path: Path) -> None:
    """Else what stands there would be forgotten."""
    publish(made(FIRST), FolderTree(tmp_path / "www"))
    (tmp_path / "www" / RECORD).write_text("<html>")
    with pytest.raises(PublishError, match="damaged"):
        publish(made(THEN), FolderTree(tmp_path / "www"))


@pytest.mark.parametrize(
    ("gone", "published", "limit", "refused"),
    [
        (50, 60, None, False),
        (51, 60, None, True),
        (100, 1000, None, False),
        (101, 1000, None, True),
        (1, 1000, 0, True),
        (900, 1000, 900, False),
    ],
)
def test_many_removals_are_refused(gone: int, published: int, limit: int | None, refused: bool) -> None:  # noqa: FBT001
    """More than a tenth, or than 50, whichever is more; or more than was said."""
    names = tuple(f"stories/{number}/index.html" for number in range(gone))
    differing = Plan((), (), names, published)
    if not refused:
        differing.refuse_many_removals("copy", limit)
        return
    with pytest.raises(PublishError) as caught:
        differing.refuse_many_removals("copy", limit)
    assert "stories/0/index.html" in str(caught.value)
    assert f"--max-deletes {gone}" in str(caught.value)


@pytest.mark.parametrize("to", ["output", "output/www", "."])
def test_a_folder_around_or_within_the_site_is_refused(to: str, tmp_path: Path) -> None:
    """It would be published into itself."""
    with pytest.raises(PublishError, match="lie in one another"):
        folder_tree(tmp_path / to, tmp_path / "output", "copy")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Nothing can be published into it."""
    (tmp_path / "www").write_text("")
    with pytest.raises(PublishError, match="www is no folder"):
        folder_tree(tmp_path / "www", tmp_path / "output", "copy")
