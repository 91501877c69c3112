"""A broken story file is refused with line, key, reason and remedy, in time and memory that its size allows."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from pelican.contents import Article

from news_digest.errors import StoryFileError
from news_digest.markdown import read_story
from news_digest.markdown.keys import BREAKS_PELICAN, KEYS, OTHER_NAMES, PELICAN_TEXT_KEYS, misspelt
from news_digest.markdown.schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable


def refusal(text: str) -> StoryFileError:
    """Return the error that a text raises."""
    with pytest.raises(StoryFileError) as caught:
        read_story(text, name="story.md")
    return caught.value


EATEN = ("0123", "12:30", "no", "1_000", "12.e+3", "2026-11-22", "~", "null", "true", "0x1F", "846706", "=", "1.5")


@pytest.mark.parametrize("written", EATEN)
def test_a_code_that_yaml_would_eat_is_refused_with_what_to_write(written: str) -> None:
    """Codes are strings for ever; quoted, every one of them is read as it stands."""
    error = refusal(f"---\ntitle: A\nstory_code: {written}\n---\n")
    assert (error.line, error.key, error.remedy) == (3, "story_code", f'write story_code: "{written}"')
    assert read_story(f'---\ntitle: A\nstory_code: "{written}"\n---\n', name="story.md").story_code == written


@pytest.mark.parametrize("written", ["12e3", "007A", "8-46/706", "AB 12", "x"])
def test_a_code_that_yaml_leaves_alone_needs_no_quotes(written: str) -> None:
    """What any YAML reader takes for a text is one."""
    assert read_story(f"---\ntitle: A\nstory_code: {written}\n---\n", name="story.md").story_code == written


SCHEMA_BROKEN = [
    ("title: 1984", 2, "title", '"1984"'),
    ("title: A\nlang: no", 3, "lang", 'lang: "no"'),
    ("title: A\ntags:\n- a\n- 1_000", 5, "tags", '"1_000"'),
    ("title: A\ntags: {a: b}", 3, "tags", "tags:"),
    ("title: A\ntitle: B", 3, "title", "keep one"),
    ("title: A\nTitle: B", 3, "Title", "keep one"),
    ("title: A\nauthor: B\nauthors: C", 4, "authors", "keep one"),
    ("titel: A", 2, "titel", "write title"),
    ("title: A\ntag: x", 3, "tag", "write tags"),
    ("title: A\nstory-code: x", 3, "story-code", "write story_code"),
    ("title: A\nrealted: []", 3, "realted", "write related"),
    ("title: A\nsettings: x", 3, "settings", "another name"),
    ("title: A\n_summary: x", 3, "_summary", "another name"),
    ("title: A\ndate: yesterday", 3, "date", "write 2024-03-05"),
    ("title: A\ndate: 2024-13-05", 3, "date", "write 2024-03-05"),
    ("title: A\ndate: [1]", 3, "date", "write 2024-03-05"),
    ("title: A\nstatus: live", 3, "status", "published, draft, hidden, skip"),
    ("title: A\nrelated: x", 3, "related", "- {title:"),
    ("title: A\nrelated:\n- x", 4, "related", "- {title:"),
    ("title: A\nrelated:\n- {titel: x}", 4, "related", "- {title:"),
    ("title: A\nrelated:\n- {story_code: 12}", 4, "story_code", 'story_code: "12"'),
    ("title: A\nsource_url: https://a.example/", 3, "source_url", "source:"),
    ('title: A\nstory_code: "9"\ncopy_of: "9"', 4, "copy_of", "name the story that leads"),
    ('title: A\nstory_code: "9"\nnot_copy_of: ["8", "9"]', 4, "not_copy_of", "out of the list"),
    ('title: A\ncopy_of: "8"\nnot_copy_of: ["8"]', 4, "not_copy_of", "in one of the two"),
    ("title: A\ncopy_of: 8", 3, "copy_of", 'write copy_of: "8"'),
    ("title: A\nnot_copy_of: [8]", 3, "not_copy_of", 'write "8" in quotes'),
    ("title: A\ncopy_of: [a]", 3, "copy_of", 'copy_of: "..."'),
    ("title: A\ncopyof: a", 3, "copyof", "write copy_of"),
    ("title: A\ncorrections: x", 3, "corrections", "- {date:"),
    ("title: A\ncorrections:\n- x", 4, "corrections", "- {date:"),
    ("title: A\ncorrections:\n- {date: 2024-05-03}", 4, "corrections", "each with both"),
    ("title: A\ncorrections:\n- {text: Five}", 4, "corrections", "each with both"),
    ("title: A\ncorrections:\n- {date: May, text: Five}", 4, "date", "write 2024-03-05"),
    ("title: A\ncorrections:\n- {date: 2024-05-03, text: 5}", 4, "text", 'text: "5"'),
    ("title: A\ncorrections:\n- {date: 2024-05-03, text: Five, by: Me}", 4, "corrections", "each with both"),
    ("title: A\ncorrection: x", 3, "correction", "write corrections"),
    ("title: A\nwithdrawn:", 3, "withdrawn", "Why"),
    ("title: A\nwithdrawn: true", 3, "withdrawn", 'withdrawn: "true"'),
    ("title: A\nwithdrawn_date: 2024-05-03", 3, "withdrawn_date", "withdrawn:"),
    ("title: A\nrights: some", 3, "rights", "full, excerpt, headline"),
    ("title: A\nrights: © Harbour Wire", 3, "rights", "rights_notice"),
    ("title: A\ncover: yes", 3, "cover", 'write "yes"'),
    ("title: A\ncover: 0123", 3, "cover", 'write "0123"'),
    ("title: A\nurl: 5", 3, "url", 'url: "5"'),
    ("date: 2024-03-05", 2, "title", "title: The headline"),
    ("title:\ndate: 2024-03-05", 2, "title", "title: The headline"),
    ("", 1, "title", "title: The headline"),
    ("- a", 2, None, "key: value"),
]
YAML_BROKEN = [
    ("title: A: b", 2, "title", "double quotes"),
    ("title: A\ncover: @x", 3, "cover", "double quotes"),
    ("title: A\ncover: &x y", 3, "cover", "double quotes"),
    ("title: A\ncover: *x", 3, "cover", "double quotes"),
    ("title: A\ncover: !!python/object/apply:os.system [ls]", 3, "cover", "double quotes"),
    ('title: A\ncover: "Foo" bar', 3, "cover", "quotes of the other kind"),
    ('title: A\ncover: "a\\d"', 3, "cover", "twice"),
    ('title: A\ncover: "a\ndate: 2024-03-05', 3, "cover", "quotes"),
    ("title: A\ncover: [a, b\ndate: 2024-03-05", 3, "cover", "close it"),
    ("title: A\njust a line", 3, None, "key: value"),
    ("title: A\n\tx: y", 3, None, "spaces"),
    ("title: A\n? [a]\n: b", 3, "title", "plain words"),
    ("title: A\n<<: {a: b}", 3, "<<", "key: value"),
]


@pytest.mark.parametrize(("front_matter", "line", "key", "remedy"), SCHEMA_BROKEN + YAML_BROKEN)
def test_what_is_wrong_is_named_with_line_key_and_remedy(
    front_matter: str, line: int, key: str | None, remedy: str
) -> None:
    """An editor finds the place and knows what to write there."""
    error = refusal(f"---\n{front_matter}\n---\n\nBody\n")
    assert (error.name, error.line, error.key) == ("story.md", line, key)
    assert remedy in error.remedy


@pytest.mark.parametrize("text", ["", "\n", "Just text.\n\nMore.", "# A heading"])
def test_a_file_without_front_matter_is_refused(text: str) -> None:
    """A story has at least a title."""
    assert "begin the file with ---" in refusal(text).remedy


def test_front_matter_without_an_end_is_refused() -> None:
    """The closing line is named as missing."""
    error = refusal("---\ntitle: A\n\nBody\n")
    assert "no end" in error.reason


def test_pelicans_header_is_held_to_the_same_schema() -> None:
    """Line and key are named there as well."""
    error = refusal("Title: A\nTags: a\nDate: yesterday\n\nBody")
    assert (error.line, error.key) == (3, "date")
    assert refusal("Title: A\nTitle: B\n").line == 2
    assert refusal("Note: this is no header\n").key == "title"


OWN_KEYS = ("cover", "subtitle", "long", "guide", "image", "headline", "gallery", "rate", "code")


@pytest.mark.parametrize("key", OWN_KEYS)
def test_an_editors_own_keys_are_no_slips(key: str) -> None:
    """A key that is a word of its own is kept."""
    assert read_story(f"---\ntitle: A\n{key}: x\n---\n", name="story.md").extra == {key: "x"}


@pytest.mark.parametrize("key", [*KEYS, *OTHER_NAMES])
def test_any_letter_left_out_of_a_key_is_noticed(key: str) -> None:
    """A slip of the pen does not lose a value silently."""
    slips = {key[:at] + key[at + 1 :] for at in range(len(key))} - set(KEYS) - set(OTHER_NAMES)
    assert [slip for slip in slips if not misspelt(slip)] == []


def test_no_key_can_replace_what_pelican_needs() -> None:
    """Metadata become attributes of an article; its own are refused or are keys that Pelican reads."""
    moment = datetime(2024, 3, 5, tzinfo=UTC)
    article = Article("", {"title": "A", "date": moment, "modified": moment})
    own = {name for name in (*dir(article), *vars(article)) if not name.startswith("_")}
    assert own - BREAKS_PELICAN - set(KEYS) - set(OTHER_NAMES) - PELICAN_TEXT_KEYS == set()


def test_the_schema_has_a_reader_for_each_key() -> None:
    """The list of keys and their readers are one."""
    assert tuple(SCHEMA) == KEYS


HOSTILE: Iterable[str] = (
    "[" * 90_000,
    "{" * 90_000,
    "\n" + "- " * 50_000,
    "\n" + "? " * 50_000,
    "a: " * 30_000,
    "&a " * 50_000,
    '"' + "\\x41" * 40_000 + '"',
    "[" + "a, " * 50_000 + "]",
    "1" + "0" * 90_000,
    "0." + "9" * 90_000,
    "'" * 90_000,
    "x" * 300_000,
    "\n" + "".join(" " * depth + "a:\n" for depth in range(400)),
)


@pytest.mark.parametrize("value", HOSTILE, ids=[text.strip()[:6] for text in HOSTILE])
def test_hostile_front_matter_costs_little(value: str) -> None:
    """Neither depth nor length stops a build."""
    started = time.perf_counter()
    try:
        read_story(f"---\ntitle: A\ncover: {value}\n---\n", name="story.md")
    except StoryFileError as error:
        assert len(str(error)) < 400  # noqa: PT017 - some of these are valid
    assert time.perf_counter() - started < 5
