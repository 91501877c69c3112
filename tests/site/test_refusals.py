"""What cannot be used is named, the rest is built, and the run does not pass for a success."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small_digest import STORY, SmallDigest

from news_digest.errors import SettingsError

GOOD = STORY.format(title="Good", date="2024-03-05", code="1", more="", body="Text.")


def broken(**values: str) -> str:
    """Return a story file with some values of its own."""
    return STORY.format(**({"title": "T", "date": "2024-03-05", "code": "9", "more": "", "body": "Text."} | values))


BROKEN: tuple[tuple[str, str | bytes, str], ...] = (
    ("key.md", broken(date="next week"), r"content/stories/key\.md:3: date: .*2024"),
    ("yaml.md", broken(title="[A"), r"content/stories/yaml\.md:\d+: "),
    (
        "reserved.md",
        broken(more="get_summary: x\n"),
        r"reserved\.md:5: get_summary: Pelican or",
    ),
    ("private.md", broken(more="_content: x\n"), r"private\.md:5: _content: Pelican or"),
    (
        "latin.md",
        broken(body="caf\N{LATIN SMALL LETTER E WITH ACUTE}").encode("latin-1"),
        r"latin\.md:6: it is not UTF",
    ),
    ("dateless.md", broken().replace("date: 2024-03-05\n", ""), r"dateless\.md"),
)


@pytest.fixture
def digest(tmp_path: Path) -> SmallDigest:
    """Return a digest with one good story."""
    small = SmallDigest.at(tmp_path / "room")
    small.file("stories/good.md", GOOD)
    return small


@pytest.mark.parametrize(("name", "text", "message"), BROKEN, ids=[name for name, _, _ in BROKEN])
def test_a_broken_story_file_is_refused_in_words(
    digest: SmallDigest, capfd: pytest.CaptureFixture[str], name: str, text: str | bytes, message: str
) -> None:
    """File, line, key and remedy; the others are published, and the exit status tells."""
    digest.file(f"stories/{name}", text)
    assert digest.build(fatal="errors") == 1
    assert digest.has("stories/1/index.html")
    assert not digest.has("stories/9/index.html")
    assert re.search(message, capfd.readouterr().err)


def test_plain_pelican_fails_as_well(digest: SmallDigest) -> None:
    """Its own loop would print the error and exit with 0."""
    digest.file("stories/key.md", BROKEN[0][1])
    done = digest.pelican()
    assert done.returncode == 1
    assert "key.md:3: date" in done.stderr
    assert "Traceback" not in done.stderr
    assert digest.has("stories/1/index.html")


def test_two_files_with_one_code_are_named_and_nothing_is_written(
    digest: SmallDigest, capfd: pytest.CaptureFixture[str]
) -> None:
    """Which of them is right is the editor's to say; the site that stands stays up."""
    digest.file("stories/other.md", GOOD.replace("Good", "Other"))
    assert digest.build() == 1
    assert re.search(
        r"stories/other\.md: story_code '1' is already that of stories/good\.md \(remove", capfd.readouterr().err
    )
    assert not digest.output.exists()


def test_two_pages_for_one_address_are_named_and_nothing_is_written(
    digest: SmallDigest, capfd: pytest.CaptureFixture[str]
) -> None:
    """A page called "tags" wants the place of the index of tags."""
    digest.file("pages/tags.md", "---\ntitle: Tags\n---\nMine.\n")
    assert digest.build() == 1
    assert re.search(
        r"tags/index\.html: claimed by the index of tags and by page pages/tags\.md", capfd.readouterr().err
    )
    assert not digest.output.exists()


def test_a_story_cannot_leave_the_output_folder(digest: SmallDigest) -> None:
    """Neither by its code nor by an address of its own."""
    digest.file("stories/a.md", broken(code="../../evil"))
    digest.file("stories/b.md", broken(code="8", more="save_as: ../evil.html\nurl: evil\n"))
    assert digest.build(fatal="errors") == 1
    # Python keeps the settings compiled beside them.
    made = {path.name for path in digest.root.iterdir()} - {"__pycache__"}
    assert made == {".digest", "content", "output", "pelicanconf.py"}
    assert [path.name for path in digest.root.parent.iterdir()] == ["room"]
    assert digest.has("stories/1/index.html")


def test_a_mistake_in_the_settings_names_the_setting(digest: SmallDigest, capfd: pytest.CaptureFixture[str]) -> None:
    """And what it takes."""
    conf = digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + "DIGEST_PER_PAGE = 'many'\n", "utf-8")
    assert digest.build() == 1
    assert "DIGEST_PER_PAGE is 'many' (it takes a int)" in capfd.readouterr().err


def test_warnings_fail_where_they_are_to(digest: SmallDigest) -> None:
    """A link to a file that is not there is Pelican's warning."""
    digest.file("stories/b.md", broken(body="[x]({filename}none.md)"))
    assert digest.build(fatal="warnings") == 1
    assert digest.build(fatal="errors") == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("SITENAME = undefined", r"pelicanconf\.py:\d+: NameError: .*undefined"),
        ("SITENAME = (", r"pelicanconf\.py:\d+: SyntaxError: "),
        ("PATH = 'nowhere'", r"pelicanconf\.py:1: ValueError: You need to specify a path"),
        ("import nothing_of_that_name", r"pelicanconf\.py:\d+: ModuleNotFoundError: "),
    ],
)
def test_a_settings_file_that_fails_is_named_with_its_line(digest: SmallDigest, line: str, message: str) -> None:
    """It is a program, and any editor's."""
    conf = digest.root / "pelicanconf.py"
    conf.write_text(f"{conf.read_text('utf-8')}{line}\n", "utf-8")
    with pytest.raises(SettingsError, match=message):
        digest.build()


def test_a_folder_without_settings_is_no_digest(digest: SmallDigest) -> None:
    """The message says where to go."""
    (digest.root / "pelicanconf.py").unlink()
    with pytest.raises(SettingsError, match=r"No such file.*run this in the digest's folder"):
        digest.build()
