"""A look at the files that changed finds what a look at all finds, or says that it cannot."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rebuilding import Rebuilder
from small_digest import ROOT, SmallDigest

from news_digest.site.glimpse import Last, glimpse
from news_digest.site.looking import Looked, Root, look

GROUPS = ("stories", "pages", "static", "linked", "editions", "templates", "fonts", "assets", "nameless")
LINKED = ("other/e.pdf", "other/missing.pdf")
NAMES = (
    "content/stories/a.md",
    "content/stories/deep/b.md",
    "content/stories/old/c.md",
    "content/stories/.d.md",
    "content/stories/4913",
    "content/pages/e.md",
    "content/images/f.png",
    "content/other/e.pdf",
    "content/other/missing.pdf",
    "content/unknown.txt",
    "content/editions/2024-W10.toml",
    "theme/templates/g.html",
    "theme/static/h.css",
)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, object]:
    """Return settings of a digest with a file in each group."""
    for name in NAMES:
        if "missing" not in name and "4913" not in name:
            put(tmp_path / name)
    return {
        "PATH": str(tmp_path / "content"),
        "THEME": str(tmp_path / "theme"),
        "DIGEST_TRANSLATIONS": str(tmp_path / "translations"),
        "ARTICLE_PATHS": ["stories"],
        "ARTICLE_EXCLUDES": ["stories/old"],
        "PAGE_PATHS": ["pages"],
        "PAGE_EXCLUDES": [],
        "STATIC_PATHS": ["images", "pages"],
        "STATIC_EXCLUDES": [],
        "IGNORE_FILES": [".*", "*~"],
        "THEME_STATIC_PATHS": ["static"],
        "THEME_TEMPLATES_OVERRIDES": [],
    }


def put(path: Path) -> None:
    """Write a file that is not as any before."""
    remove(path)  # it may be a link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x" * random.randrange(10_000))


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    path.unlink(missing_ok=True)


def move_away(path: Path) -> None:
    """Rename a file, if it is there, to where nobody looks."""
    if path.is_file():
        path.rename(path.parents[2] / f"away-{path.name}")


def lead_nowhere(path: Path) -> None:
    """Put a link in a file's place that leads to nothing."""
    remove(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("nothing")


def glimpsed(settings: dict[str, object], before: Looked, *paths: Path, fonts: tuple[str, ...] = ()) -> Looked | None:
    """Look at some files."""
    return glimpse(settings, Last(before.groups, {}, LINKED, fonts), [str(path) for path in paths])


def test_it_finds_what_a_look_at_all_finds(tmp_path: Path, settings: dict[str, object]) -> None:
    """In all groups, also of files that two of them have, that are left out, or that come for a moment."""
    chance = random.Random(31)
    steps: tuple[Callable[[Path], None], ...] = (put, put, put, remove, move_away, lead_nowhere)
    before = look(settings, LINKED)
    for _ in range(200):
        paths = [tmp_path / name for name in chance.sample(NAMES, chance.randint(1, 4))]
        for path in paths:
            chance.choice(steps)(path)
        found, now = glimpsed(settings, before, *paths), look(settings, LINKED)
        assert found is not None
        assert {group: dict(found.groups[group]) for group in GROUPS} == now.groups
        assert all(found.changed(group, before.groups) == now.changed(group, before.groups) for group in GROUPS)
        before = now


@pytest.mark.parametrize(
    "path",
    ["pelicanconf.py", "content", "content/stories", "content/stories/deep", "content/other", "theme", "theme/static"],
)
def test_a_folder_or_what_is_no_input_cannot_be_told(tmp_path: Path, settings: dict[str, object], path: str) -> None:
    """Whether it is there, or went with all that was in it."""
    before = look(settings, LINKED)
    assert glimpsed(settings, before, tmp_path / path) is None
    shutil.rmtree(tmp_path / path, ignore_errors=True)
    assert glimpsed(settings, before, tmp_path / path) is None


def test_what_cannot_be_told_otherwise(tmp_path: Path, settings: dict[str, object]) -> None:
    """A font, a name that is no text, files without number."""
    before, story = look(settings, LINKED), tmp_path / "content" / "stories" / "a.md"
    assert glimpsed(settings, before, story) is not None
    assert glimpsed(settings, before, story.with_name("\N{REPLACEMENT CHARACTER}.md")) is None
    assert glimpsed(settings, before, *(story.with_name(f"{number}.md") for number in range(101))) is None
    assert glimpsed(settings, before, tmp_path / "theme/static/f.ttf", fonts=(f"{tmp_path}/theme/static",)) is None


def test_what_was_young_is_looked_at_again(tmp_path: Path, settings: dict[str, object]) -> None:
    """And stays so while it is."""
    before = look(settings, LINKED)
    put(tmp_path / "content/stories/a.md")
    put(tmp_path / "theme/static/h.css")
    fresh = {"stories": ["stories/a.md"], "assets": [f"{tmp_path}/theme/static/h.css"]}
    found = glimpse(settings, Last(before.groups, fresh, LINKED, ()), [])
    assert found is not None
    assert found.changed("stories", before.groups) == {"stories/a.md"}
    assert found.fresh((tmp_path / "theme/static/h.css").stat().st_ctime_ns) == fresh


def test_linked_files_and_fonts_come_and_go(tmp_path: Path, settings: dict[str, object]) -> None:
    """As bodies link to them by now."""
    before = look(settings, LINKED, fonts=[str(tmp_path / "theme")])
    content, all_looked = tmp_path / "content", look(settings, ["unknown.txt"])
    found = glimpsed(settings, before, content / "stories/a.md")
    assert found is not None
    now = found.with_linked(content, ["unknown.txt"]).with_fonts([])
    assert now.groups["linked"] == all_looked.groups["linked"]
    assert now.changed("linked", before.groups) == {"unknown.txt", "other/e.pdf"}
    assert now.changed("fonts", before.groups) == {str(tmp_path / "theme")}


def test_names_are_as_in_the_folder(tmp_path: Path) -> None:
    """With slashes, from where the folder's own name begins."""
    root = Root(f"{tmp_path}/a/../b", "b", "b/", {".git": True}.get, ("b/old/",))
    assert root.name_of(os.path.normpath(f"{tmp_path}/b/c/d.md")) == "b/c/d.md"
    assert root.name_of(f"{tmp_path}/b/.git/d.md") is None
    assert root.name_of(f"{tmp_path}/b/old/d.md") is None


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a built digest of three stories; its files pass for old ones."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    digest = SmallDigest.at(tmp_path / "digest", theme=str(tmp_path / "theme"))
    for code in ("1", "2", "3"):
        digest.story(code, f"Story {code}")
    rebuilder = Rebuilder(digest, capsys)
    assert rebuilder.build().status == 0
    return rebuilder


def test_a_build_of_the_files_that_changed_is_right(site: Rebuilder) -> None:
    """A story, a picture that it links to, a template, a story that goes, a folder, other settings."""
    digest, template = site.digest, site.digest.root.parent / "theme" / "templates" / "article.html"
    story = digest.story("1", "Another Story", body="![It]({static}/images/boat.png)")
    assert site.right(only=[str(story)], fatal="errors").written
    assert site.right(only=[str(digest.file("images/boat.png", b"PNG"))]).written
    template.write_text(template.read_text("utf-8").replace("<article", '<article data-new=""'), "utf-8")
    assert "stories/2/index.html" in site.right(only=[str(template)]).written
    story.unlink()
    assert "stories/1/index.html" in site.right(only=[str(story)]).removed
    moved = digest.root / "content" / "stories"
    moved.rename(digest.root / "gone")
    moved.mkdir()
    assert "stories/2/index.html" in site.right(only=[str(moved)]).removed
    conf = digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + 'SITENAME = "Another Name"\n', "utf-8")
    assert "index.html" in site.right(only=[str(conf)]).written


def test_any_edits_one_after_the_other_are_right(site: Rebuilder) -> None:
    """Of stories, static pages, pictures and templates, several at once; all that a watcher tells are their paths."""
    digest, chance = site.digest, random.Random(310)
    template = digest.root.parent / "theme" / "templates" / "article.html"
    good = template.read_text("utf-8")
    for count in range(8):
        told = []
        for _ in range(chance.randint(1, 3)):
            code, tag = chance.choice("12345"), chance.choice(["Sea", "Sky"])
            kind = chance.choice(["story", "story", "story", "gone", "page", "picture", "template"])
            if kind == "story":
                body = f"Text {count}. ![It]({{static}}/images/{tag}.png) [it]({{filename}}{code}.md)"
                told.append(digest.story(code, f"Story {count}", f"2024-01-0{code}", body, f"tags: [{tag}]\n"))
            elif kind == "gone":
                told.append(digest.root / "content" / "stories" / f"{code}.md")
                told[-1].unlink(missing_ok=True)
            elif kind == "page":
                told.append(digest.file("pages/about.md", f"---\ntitle: About {tag}\n---\nText {count}.\n"))
            elif kind == "picture":
                told.append(digest.file(f"images/{tag}.png", f"PNG {count}"))
            else:
                told.append(template)
                template.write_text(good.replace("<article", f'<article data-count="{count}"'), "utf-8")
        site.right(only=[str(path) for path in told], fatal="errors")


def test_what_is_kept_of_other_files_stays(site: Rebuilder) -> None:
    """Nothing that was missed passes for known: a build that looks at all finds it."""
    missed, told = site.digest.story("1", "Missed"), site.digest.story("2", "Told")
    assert "stories/2/index.html" in site.build(only=[str(told)]).written
    assert "Missed" not in site.digest.page("stories/1")
    (site.digest.output / "stories" / "3" / "index.html").unlink()
    assert {"stories/1/index.html", "stories/3/index.html"} <= site.right().written
    missed.write_text(missed.read_text("utf-8").replace("Missed", "Seen"), "utf-8")
    assert not site.build(only=[]).written
    assert "stories/1/index.html" in site.right().written


def test_after_a_build_that_was_cut_short_all_is_looked_at(site: Rebuilder) -> None:
    """Whatever is told to have changed."""
    site.digest.story("1", "Missed")
    (site.digest.root / ".digest" / "press-output.intents").write_text('["stories/1/index.html"]\n')
    assert "stories/1/index.html" in site.right(only=[]).written
