"""What is wrong is said by every build until it is mended, and none passes for a success meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from pelican.log import LimitFilter
from rebuilding import Rebuilder
from small_digest import SmallDigest

BROKEN_LINK = "See [it]({filename}nowhere.md)."


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a digest that is not yet built; its files pass for old ones."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest", more="DIGEST_PER_PAGE = 2\n")
    for number in range(5):
        digest.story(f"{number:03}", f"H{number:03}", f"2024-01-{number + 1:02}", f"w{number}a w{number}b.")
    return Rebuilder(digest, capsys)


def stand(site: Rebuilder, text: str, status: int, fatal: str, jobs: int) -> None:
    """Build thrice, the second time with another change: each says it once, and has the same status."""
    for number in range(3):
        if number == 1:
            site.digest.story("000", "H000", "2024-01-01", f"w0a {text[:3]}.")
        done = site.build(fatal=fatal, jobs=jobs)
        assert (done.status, done.err.count(text)) == (status, 1), done.err


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize(("fatal", "status"), [("errors", 0), ("warnings", 1)])
@pytest.mark.parametrize("where", ["story", "page"])
def test_a_link_to_nowhere(site: Rebuilder, where: str, fatal: str, status: int, jobs: int) -> None:
    """A warning: the page is there, with a link that leads nowhere."""
    if where == "story":
        site.digest.story("007", body=BROKEN_LINK)
    else:
        site.digest.file("pages/about.md", f"---\ntitle: About\n---\n{BROKEN_LINK}\n")
    stand(site, "WARNING: Unable to find 'nowhere.md'", status, fatal, jobs)
    if where == "story":
        site.digest.story("007", body="Mended.")
    else:
        site.digest.file("pages/about.md", "---\ntitle: About\n---\nMended.\n")
    done = site.right(jobs=jobs)
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_story_that_cannot_be_read(site: Rebuilder, jobs: int) -> None:
    """An error; all else is built."""
    site.digest.file("stories/bad.md", "---\ntitle: Bad\nstory_code: [\n---\nText.\n")
    stand(site, "stories/bad.md:4: ", 1, "errors", jobs)
    site.digest.story("bad", "Mended")
    done = site.right(jobs=jobs)
    assert (done.status, done.err) == (0, "")
    assert site.digest.has("stories/bad/index.html")


def test_a_story_that_broke_loses_its_page(site: Rebuilder) -> None:
    """As it would in a build from nothing."""
    site.build()
    site.digest.file("stories/002.md", "---\ntitle: Bad\nstory_code: [\n---\nText.\n")
    done = site.right(fatal="errors")
    assert done.status == 1
    assert "stories/002/index.html" in done.removed


def test_a_story_that_broke_keeps_its_page_where_that_is_wanted(site: Rebuilder) -> None:
    """While somebody edits it; the error is said all the same, and the next build without forgiveness is right."""
    site.build()
    site.digest.file("stories/002.md", "---\ntitle: Bad\nstory_code: [\n---\nText.\n")
    for _ in range(2):
        done = site.build(forgiving=True)
        assert (done.status, done.written, done.removed) == (1, set(), set())
        assert done.err.count("stories/002.md:4: ") == 1
    assert "stories/002/index.html" in site.right(fatal="errors").removed


def test_a_page_that_cannot_be_read(site: Rebuilder) -> None:
    """It is no part of the menu, and refused by every build."""
    site.digest.file("pages/about.md", "---\ntitle: [\n---\nText.\n")
    stand(site, "pages/about.md:3: ", 1, "errors", 1)
    (site.digest.root / "content" / "pages" / "about.md").unlink()
    assert site.right().status == 0


def test_two_stories_with_one_code_leave_the_site_as_it_stood(site: Rebuilder) -> None:
    """Nothing is written until one of them is gone."""
    site.build()
    site.digest.file("stories/twin.md", (site.digest.root / "content" / "stories" / "002.md").read_bytes())
    for _ in range(2):
        done = site.build()
        assert (done.status, done.written, done.removed) == (1, set(), set())
        assert "stories/twin.md: story_code '002' is already that of stories/002.md" in done.err
    (site.digest.root / "content" / "stories" / "002.md").unlink()
    assert site.right().status == 0
    assert site.digest.has("stories/002/index.html")


def test_two_files_that_want_one_place_leave_the_site_as_it_stood(site: Rebuilder) -> None:
    """A static file in the place of a page."""
    site.build()
    settings = site.digest.root / "pelicanconf.py"
    text = settings.read_text("utf-8")
    moved = 'EXTRA_PATH_METADATA = {"images/a.txt": {"path": "stories/001/index.html"}}\n'
    settings.write_text(text + moved, "utf-8")
    assert not site.right().written
    site.digest.file("images/a.txt", "theirs")
    done = site.build()
    assert (done.status, done.written, done.removed) == (1, set(), set())
    assert "stories/001/index.html: claimed by " in done.err
    (site.digest.root / "content" / "images" / "a.txt").unlink()
    assert site.right().status == 0


def test_a_template_that_is_wrong_leaves_the_site_as_it_stood(site: Rebuilder, tmp_path: Path) -> None:
    """One page of each kind is rendered before anything is written."""
    site.build()
    override = tmp_path / "templates"
    override.mkdir()
    (override / "tag.html").write_text("{{ nothing.here }}")
    settings = site.digest.root / "pelicanconf.py"
    text = settings.read_text("utf-8")
    settings.write_text(f'{text}SITENAME = "X"\nTHEME_TEMPLATES_OVERRIDES = [{str(override)!r}]\n', "utf-8")
    site.digest.story("001", "H001", "2024-01-02", more="tags: [Storm]\n")
    for _ in range(2):
        done = site.build()
        assert (done.status, done.written, done.removed) == (1, set(), set())
        assert "tag: 'nothing' is undefined, while rendering the tag 'Storm' (correct the template)" in done.err
    (override / "tag.html").unlink()
    assert site.right().status == 0


def test_a_warning_that_nobody_wants_to_hear(site: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """LOG_FILTER names it by its pattern or by its words, as with Pelican."""
    monkeypatch.setattr(LimitFilter, "_ignore", set())  # or later tests would not hear it either
    site.digest.story("007", body=BROKEN_LINK)
    settings = site.digest.root / "pelicanconf.py"
    pattern = "Unable to find %r, skipping url replacement." % "%s"  # noqa: UP031 - Pelican's pattern, quotes and all
    settings.write_text(settings.read_text("utf-8") + f"LOG_FILTER = [(30, {pattern!r})]\n", "utf-8")
    for _ in range(2):
        done = site.build()
        assert (done.status, done.err) == (0, "")
