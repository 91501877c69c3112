"""In Pelican's frame: who looks at more than a page is handed gets every story, and the tree is the same."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from rebuilding import prints
from small_digest import BIN, ROOT, SmallDigest

LISTENING = 'PLUGIN_PATHS = ["."]\nPLUGINS = ["news_digest", "listener"]\n'
RECEIVER = """\
from pelican import signals

def hear(*arguments, **named):
    pass

def register():
    signals.{}.connect(hear)
"""
GENERATOR = """\
import os
from pelican import signals
from pelican.generators import Generator

class Counting(Generator):
    def generate_output(self, writer):
        os.makedirs(self.output_path, exist_ok=True)
        with open(os.path.join(self.output_path, "count.txt"), "w", encoding="utf-8") as file:
            file.write(str(len(self.context["articles"])))

def get_generators(pelican):
    return Counting

def register():
    signals.get_generators.connect(get_generators)
"""
SUBCLASS = """\
from news_digest.site.pelican_class import DigestPelican
class Mine(DigestPelican):
    def run(self):
        print("mine")
        super().run()

PELICAN_CLASS = Mine
"""


def a_digest(root: Path, more: str = "", plugin: str = "") -> SmallDigest:
    """Return a digest with some stories, a page and a static file, not yet built."""
    digest = SmallDigest.at(root, more=f"DIGEST_PER_PAGE = 3\n{more}")
    for number in range(5):
        tags = f"tags: [All, T{number}]\nsource: Harbour Wire\n"
        digest.story(f"{number:03}", f"H{number:03}", f"2024-01-{number + 1:02}", f"w{number}a w{number}b.", tags)
    digest.file("pages/about.md", "---\ntitle: About\n---\nSee [it]({filename}../stories/001.md).\n")
    digest.file("images/boat.png", b"PNG")
    if plugin:
        (root / "listener.py").write_text(plugin, "utf-8")
    return digest


def pelican(digest: SmallDigest, *arguments: str) -> list[str]:
    """Run Pelican's own command, which must be content, and return the lines that it prints."""
    done = digest.pelican("--fatal", "warnings", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def tree(digest: SmallDigest) -> dict[str, bytes]:
    """Return what was built."""
    return {name: each.data for name, each in prints(digest.output).items()}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the tree that the press alone makes, and that without the fourth story."""
    digest = a_digest(tmp_path_factory.mktemp("plain") / "digest")
    assert digest.build() == 0
    whole = tree(digest)
    withdraw(digest)
    assert digest.build() == 0
    return whole, tree(digest)


def withdraw(digest: SmallDigest) -> None:
    """Remove a story that has a tag and a day of its own."""
    (digest.root / "content" / "stories" / "003.md").unlink()


@pytest.mark.parametrize("signal", ["content_object_init", "content_written", "all_generators_finalized"])
def test_a_receiver_gets_every_story_and_changes_no_byte(
    tmp_path: Path, plain: tuple[dict[str, bytes], dict[str, bytes]], signal: str
) -> None:
    """One line says so."""
    digest = a_digest(tmp_path, LISTENING, RECEIVER.format(signal))
    first, *_ = pelican(digest)
    assert first == f"Every story is read and every page made at each build: listener.hear listens to {signal}."
    assert tree(digest) == plain[0]


def test_what_is_gone_goes_while_somebody_listens_and_after(
    tmp_path: Path, plain: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    """Only files that differ are written; without the receiver there is nothing left to do."""
    digest = a_digest(tmp_path, LISTENING, RECEIVER.format("article_generator_finalized"))
    pelican(digest)
    before = prints(digest.output)
    withdraw(digest)
    pelican(digest)
    assert tree(digest) == plain[1]
    assert {name for name, each in prints(digest.output).items() if before.get(name) != each} == {
        name for name, data in plain[1].items() if plain[0].get(name) != data
    }
    conf = digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8").replace(LISTENING, ""), "utf-8")
    assert pelican(digest) == [f"Done: nothing to write (4 stories, {len(plain[1])} files)."]
    assert tree(digest) == plain[1]


@pytest.mark.parametrize("signal", ["initialized", "finalized"])
def test_who_listens_to_the_beginning_or_the_end_costs_nothing(tmp_path: Path, signal: str) -> None:
    """These say nothing of stories."""
    digest = a_digest(tmp_path, LISTENING, RECEIVER.format(signal))
    pelican(digest)
    assert pelican(digest)[-1].startswith("Done: nothing to write (5 stories, ")


def test_a_generator_is_handed_every_article(tmp_path: Path, plain: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Its own files are its own."""
    digest = a_digest(tmp_path, LISTENING, GENERATOR)
    first, *_ = pelican(digest)
    assert first.endswith(": the generator Counting is handed every article.")
    assert tree(digest) == {**plain[0], "count.txt": b"5"}
    withdraw(digest)
    pelican(digest)
    assert tree(digest) == {**plain[1], "count.txt": b"4"}


def test_another_theme_and_back(tmp_path: Path, plain: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """What one of the two alone has goes each time."""
    digest = a_digest(tmp_path)
    assert digest.build() == 0
    first, *_ = pelican(digest, "-t", "simple")
    assert first == "Every story is read and every page made at each build: the theme 'simple' is handed every article."
    assert digest.has("categories/index.html")
    assert not digest.has("sources/index.html")
    withdraw(digest)
    pelican(digest, "-t", "simple")
    assert not (digest.output / "tags" / "t3").exists()
    assert digest.build() == 0
    assert tree(digest) == plain[1]


def test_a_page_that_is_a_template(tmp_path: Path, plain: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """It may show every article."""
    more = 'TEMPLATE_PAGES = {"count.html": "count/index.html"}\n'
    digest = a_digest(tmp_path, more)
    digest.file("count.html", "{{ articles | length }}")
    assert "TEMPLATE_PAGES" in pelican(digest)[0]
    assert tree(digest) == {**plain[0], "count/index.html": b"5"}
    withdraw(digest)
    pelican(digest)
    assert digest.page("count") == "4"
    conf = digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8").replace(more, ""), "utf-8")
    assert digest.build() == 0
    assert tree(digest) == plain[1]


def test_translations_are_told_from_each_other_among_all(
    tmp_path: Path, plain: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    """Where there are none, nothing is otherwise."""
    digest = a_digest(tmp_path, 'ARTICLE_TRANSLATION_ID = ["slug"]\n')
    assert "ARTICLE_TRANSLATION_ID" in pelican(digest)[0]
    assert tree(digest) == plain[0]


@pytest.mark.parametrize("where", ["stories/003.md", "pages/about.md"])
def test_a_link_that_takes_a_file_along(tmp_path: Path, where: str) -> None:
    """The file moves to who links to it, and back when the link is gone."""
    digest = a_digest(tmp_path)
    source = digest.root / "content" / where
    text = source.read_text("utf-8")
    assert digest.build() == 0
    source.write_text(f"{text}\n![A boat]({{attach}}/images/boat.png)\n", "utf-8")
    pelican(digest)
    beside = "stories/003/boat.png" if "stories" in where else "about/boat.png"
    assert (digest.has(beside), digest.has("images/boat.png")) == (True, False)
    source.write_text(text, "utf-8")
    assert digest.build() == 0
    assert (digest.has(beside), digest.has("images/boat.png")) == (False, True)
    assert not (digest.output / "about" / "boat.png").exists()


def test_a_class_of_the_users_own(tmp_path: Path) -> None:
    """It is built from the digest's, and both commands use it."""
    digest = a_digest(tmp_path, SUBCLASS)
    assert pelican(digest)[0] == "mine"
    done = subprocess.run([str(BIN / "digest"), "build"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("mine\nDone: nothing to write")


@pytest.mark.parametrize("options", [[], ["-D", "--ignore-cache"], ["-v", "content"]])
def test_options_of_pelican_that_change_no_page(tmp_path: Path, options: list[str]) -> None:
    """A build after one without them has nothing to do."""
    digest = a_digest(tmp_path)
    assert digest.build() == 0
    before = prints(digest.output)
    done = digest.pelican("--fatal", "warnings", *options)
    assert done.returncode == 0, done.stderr
    assert prints(digest.output) == before
    assert done.stdout.startswith("Done: nothing to write")


def test_two_output_folders_of_one_digest(tmp_path: Path) -> None:
    """With settings of their own; neither build knows of the other."""
    digest = a_digest(tmp_path)
    text = "import os, sys\nsys.path.append(os.curdir)\nfrom pelicanconf import *\nSITEURL = 'https://x.example/d'\n"
    (tmp_path / "publishconf.py").write_text(text, "utf-8")
    public = ("-s", "publishconf.py", "-o", str(tmp_path / "public"))
    assert pelican(digest)[-1].startswith("Done: ")
    assert pelican(digest, *public)[-1].startswith("Done: ")
    assert 'href="/d/stories/003/"' in (tmp_path / "public" / "index.html").read_text("utf-8")
    assert pelican(digest)[-1].startswith("Done: nothing to write")
    assert pelican(digest, *public)[-1].startswith("Done: nothing to write")


def test_an_output_folder_to_be_emptied_first(tmp_path: Path) -> None:
    """What Pelican was asked to remove is gone, and all that was ours is there again."""
    digest = a_digest(tmp_path)
    assert digest.build() == 0
    before = tree(digest)
    (digest.output / "old.txt").write_text("old")
    pelican(digest, "-d")
    assert tree(digest) == before


def test_our_theme_at_another_place_is_ours(tmp_path: Path) -> None:
    """A copy that an editor changes is built as fast."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    digest = a_digest(tmp_path / "digest")
    assert pelican(digest, "-t", str(tmp_path / "theme"))[-1].startswith("Done: ")
    assert pelican(digest, "-t", str(tmp_path / "theme"))[-1].startswith("Done: nothing to write")
