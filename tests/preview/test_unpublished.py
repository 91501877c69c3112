"""The preview's switch: drafts and stories under embargo as they will appear, none of them in what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from previews import ask, serving
from small_digest import SmallDigest

from news_digest.cli import main
from news_digest.project import Project
from news_digest.site.build import Wishes, build
from news_digest.site.unpublished import SETTING, UnpublishedWish

if TYPE_CHECKING:
    from pathlib import Path

TITLES = ("Not Ready", "Not Before")


def a_digest(root: Path, **settings: str) -> SmallDigest:
    """Return a digest with a draft, a story under embargo, and one that is published."""
    digest = SmallDigest.at(root, **settings)
    digest.story("1", "It Is Out")
    digest.story("2", TITLES[0], more="status: draft\n")
    digest.story("3", TITLES[1], more="embargo: 2999-01-01\n")
    return digest


def texts(folder: Path) -> str:
    """Return all that stands in the files of a folder."""
    return "".join(path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*")) if path.is_file())


def test_they_are_shown_on_a_switch_and_the_site_stays(tmp_path: Path) -> None:
    """Built in a folder of its own; addresses lead to where the story is on the site that is shown."""
    digest = a_digest(tmp_path, siteurl="")
    with serving(tmp_path) as served:
        before = digest.stamps()
        assert not any(served.shows("/", title) for title in TITLES)
        assert ask(served.port, "/_preview/unpublished?show=yes", "POST").status == 200
        served.wait_until(lambda: all(served.shows("/", title) for title in TITLES))
        assert served.shows("/stories/3/", TITLES[1])
        assert served.shows("/rss.xml", TITLES[0])
        moved = ask(served.port, "/drafts/2/")
        assert (moved.status, moved.headers["Location"]) == (302, "/stories/2/")
        digest.story("1", "It Is Out and Longer")
        served.wait_until(lambda: served.shows("/stories/1/", "Longer"))
        assert digest.stamps() == before
        ask(served.port, "/_preview/unpublished?show=no", "POST")
        served.wait_until(lambda: served.shows("/stories/1/", "Longer") and not served.shows("/", TITLES[0]))
        assert ask(served.port, "/stories/3/").status == 404
        assert ask(served.port, "/stories/2/").headers["Location"] == "/drafts/2/"
    assert TITLES[1] not in texts(digest.output)
    assert "_preview" not in texts(digest.output)


def test_a_publish_sends_nothing_of_it(tmp_path: Path) -> None:
    """It builds by itself, whatever the preview shows."""
    digest = a_digest(tmp_path, more='DIGEST_TARGETS = {"web": {"kind": "folder", "to": "web"}}\n')
    wishes = Wishes(output=tmp_path / ".digest" / "unpublished", unpublished=UnpublishedWish())
    assert build(Project.at(tmp_path), wishes=wishes) == 0
    assert all(title in texts(tmp_path / ".digest" / "unpublished") for title in TITLES)
    assert main(["-C", str(tmp_path), "publish", "web"]) == 0
    assert "It Is Out" in texts(tmp_path / "web")
    assert not any(title in texts(tmp_path / "web") for title in TITLES)
    assert TITLES[1] not in texts(digest.output)


def test_it_is_what_they_will_be(tmp_path: Path) -> None:
    """The same bytes as a site on which both are published."""
    ahead, published = a_digest(tmp_path / "ahead"), a_digest(tmp_path / "published")
    published.story("2", TITLES[0])
    published.story("3", TITLES[1])
    assert build(Project.at(ahead.root), wishes=Wishes(unpublished=UnpublishedWish())) == 0
    assert published.build() == 0
    shown, wanted = ({name: data for name, (data, _) in one.stamps().items()} for one in (ahead, published))
    assert shown == wanted


def test_no_setting_of_a_digest_asks_for_it(tmp_path: Path) -> None:
    """A line that was copied into the settings file publishes nothing before its time."""
    digest = a_digest(tmp_path, more=f"{SETTING} = True\n")
    assert digest.build() == 0
    assert TITLES[1] not in texts(digest.output)
