"""Pictures of stories on the site."""

from __future__ import annotations

import re
from pathlib import Path

import invented_pictures as invented
import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest

NAME = "pictures/ab/ab01.png"
BODY = f'The boats came in.\n\n![Two boats]({{static}}/{NAME} "At the quay. (Ada Lind)")\n\nThey stayed.'


@pytest.fixture
def digest(tmp_path: Path) -> SmallDigest:
    """Return a digest with one story of three that shows a picture."""
    digest = SmallDigest.at(tmp_path / "digest")
    digest.story("11", "A picture", body=BODY)
    digest.story("12", "None")
    digest.story("13", "The same", body=BODY)
    digest.file(NAME, invented.png(640, 400))
    return digest


@pytest.fixture
def builds(digest: SmallDigest, capsys: pytest.CaptureFixture[str]) -> Rebuilder:
    """Return what builds it, and compares with a build from nothing."""
    return Rebuilder(digest, capsys)


def images(html: str) -> list[str]:
    """Return the tags of the pictures on a page."""
    return re.findall(r"<img [^>]*>", html)


def test_a_page_shows_its_pictures_with_their_size(digest: SmallDigest) -> None:
    """So that nothing moves when they come; they come when they are scrolled to, from the site itself."""
    assert digest.build() == 0
    page = digest.page("stories/11")
    (image,) = images(page)
    assert 'alt="Two boats"' in image
    assert 'loading="lazy"' in image
    assert 'width="640" height="400"' in image
    (address,) = re.findall(r'src="([^"]*)"', image)
    assert address.startswith(("/", "https://digest.example/", "../"))
    assert (digest.output / NAME).read_bytes() == invented.png(640, 400)
    assert "<figcaption>At the quay. (Ada Lind)</figcaption>" in page


def test_feeds_name_pictures_by_their_whole_address(digest: SmallDigest) -> None:
    """A reader of feeds does not know the site's own."""
    digest.build()
    assert f"https://digest.example/{NAME}" in digest.page("rss.xml")
    assert "{static}" not in digest.page("atom.xml")


def test_a_picture_that_changes_renews_what_shows_it(digest: SmallDigest, builds: Rebuilder) -> None:
    """Its file, and the pages that say its size; no other."""
    builds.right()
    digest.file(NAME, invented.png(320, 200))
    done = builds.right()
    assert {NAME, "stories/11/index.html", "stories/13/index.html"} <= done.written
    assert "stories/12/index.html" not in done.written
    assert 'width="320" height="200"' in digest.page("stories/11")


def test_a_picture_of_the_same_size_renews_no_page(digest: SmallDigest, builds: Rebuilder) -> None:
    """Only its own file, and the feeds, which say how many bytes it has."""
    builds.right()
    digest.file(NAME, invented.png(640, 400, shade=9))
    assert builds.right().written == {NAME, "rss.xml", "atom.xml", "feed.json"}


def test_a_picture_that_goes_and_comes_leaves_the_tree_as_a_build_from_nothing(
    digest: SmallDigest, builds: Rebuilder
) -> None:
    """A build says which is missing, and goes on."""
    builds.right()
    (digest.root / "content" / NAME).unlink()
    gone = builds.right(fatal="errors")
    assert NAME in gone.removed
    assert NAME in gone.err
    digest.file(NAME, invented.png(640, 400))
    assert NAME in builds.right().written


def test_a_picture_that_no_story_shows_any_more_is_taken_off_the_site(digest: SmallDigest, builds: Rebuilder) -> None:
    """Its file in the content stays the editor's."""
    builds.right()
    digest.story("11", "A picture", body="The boats came in.")
    assert NAME not in builds.right().removed
    digest.story("13", "The same", body="The boats came in.")
    assert NAME in builds.right().removed
    assert (digest.root / "content" / NAME).is_file()


def test_what_is_no_picture_has_no_size(digest: SmallDigest) -> None:
    """An editor's file is shown as it is."""
    digest.file(NAME, b"no picture")
    digest.build()
    (image,) = images(digest.page("stories/11"))
    assert "width" not in image
