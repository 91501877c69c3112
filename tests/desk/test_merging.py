"""An edited story file and a new import become one file, and nothing that a person typed is lost."""

from __future__ import annotations

import pytest

from news_digest.desk.merging import MARKS, Conflict, for_capture, merge_story, with_marks

BASE = """\
---
title: Ferries return
date: 2024-03-05
story_code: "846706"
tags: [Ferries, Islands]
---

The first ferry left at noon.

The second one waited.

Nobody was seasick.
"""


def changed(*changes: tuple[str, str], text: str = BASE) -> str:
    """Return the text with each of these found and replaced."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_what_one_side_changed_is_taken() -> None:
    """Keys and paragraphs, each by itself."""
    ours = changed(("Ferries return", "The ferries are back"), ("second one", "second ferry"))
    theirs = changed(("2024-03-05", "2024-03-06"), ("Nobody was seasick.", "One was seasick.\n\nThe sea was calm."))
    expected = changed(
        ("2024-03-05", "2024-03-06"), ("Nobody was seasick.", "One was seasick.\n\nThe sea was calm."), text=ours
    )
    assert merge_story(BASE, theirs, ours) == (expected, ())


def test_keys_that_an_import_adds_stand_in_their_place() -> None:
    """Behind those that come before them in files that an import writes; those of the editor stay."""
    ours = changed(("tags:", "mood: calm\ntags:"))
    theirs = changed(("story_code:", "modified: 2024-03-07\nstory_code:"))
    assert "2024-03-05\nmodified: 2024-03-07\nstory_code" in merge_story(BASE, theirs, ours).text
    assert "mood: calm\n" in merge_story(BASE, theirs, ours).text


def test_what_an_editor_says_of_copies_stays() -> None:
    """No import ever says such a thing."""
    ours = changed(("tags:", 'copy_of: "7" # the agency\nnot_copy_of: ["8"]\ntags:'))
    theirs = changed(("at noon", "at one"), ("tags: [Ferries, Islands]", "tags: [Ferries]"))
    merged = merge_story(BASE, theirs, ours)
    assert merged == (changed(("at noon", "at one"), (", Islands", ""), text=ours), ())


def test_what_the_editor_took_out_stays_out() -> None:
    """A key and a paragraph, if the capture did not change them."""
    ours = changed(("tags: [Ferries, Islands]\n", ""), ("The second one waited.\n\n", ""))
    theirs = changed(("at noon", "at one"))
    assert merge_story(BASE, theirs, ours).text == changed(("at noon", "at one"), text=ours)


def test_what_the_capture_took_out_goes() -> None:
    """If the editor did not touch it."""
    ours = changed(("at noon", "at one"))
    theirs = changed(("tags: [Ferries, Islands]\n", ""), ("The second one waited.\n\n", ""))
    assert merge_story(BASE, theirs, ours).text == changed(("at noon", "at one"), text=theirs)


def test_comments_quotes_and_order_of_an_editor_stay() -> None:
    """And blank lines between keys; an import has none of all this."""
    front = "---\n# to be checked\nstory_code: '846706'\n\ntitle: \"Ferries return\"\ndate: 2024-03-05\n"
    ours = front + BASE[BASE.index("tags:") :]
    theirs = changed(("[Ferries, Islands]", "[Ferries]"))
    found = merge_story(BASE, theirs, ours)
    assert found == (changed(("[Ferries, Islands]", "[Ferries]"), text=ours), ())


def test_a_conflict_keeps_the_text_of_the_editor() -> None:
    """And tells both."""
    ours = changed(("Ferries return", "The ferries are back"), ("at noon", "at twelve"))
    theirs = changed(("Ferries return", "Ferries sail"), ("at noon", "at one"))
    found = merge_story(BASE, theirs, ours)
    assert found.text == ours
    assert found.conflicts == (
        Conflict("title", "title: The ferries are back\n", "title: Ferries sail\n"),
        Conflict("body", "The first ferry left at twelve.", "The first ferry left at one."),
    )


def test_conflicts_can_be_settled_for_the_capture_or_shown() -> None:
    """What is no conflict is merged as ever."""
    ours = changed(("at noon", "at twelve"), ("seasick", "ill"))
    theirs = changed(("at noon", "at one"), ("second one", "second ferry"))
    assert merge_story(BASE, theirs, ours, for_capture).text == changed(("seasick", "ill"), text=theirs)
    shown = f"{MARKS[0]}The first ferry left at twelve.\n{MARKS[1]}The first ferry left at one.\n{MARKS[2]}"
    assert shown in merge_story(BASE, theirs, ours, with_marks).text


def test_one_value_spelled_in_two_ways_is_no_conflict() -> None:
    """The editor's spelling stays."""
    ours = changed(("tags: [Ferries, Islands]", "tags:\n- Ferries\n- Sea"))
    theirs = changed(("[Ferries, Islands]", "[Ferries, Sea]"))
    assert merge_story(BASE, theirs, ours) == (ours, ())


def test_without_a_base_all_that_differs_is_a_conflict() -> None:
    """What the editor alone has is none."""
    ours = changed(("tags: [Ferries, Islands]\n", "mood: calm\n"), ("at noon", "at twelve"))
    found = merge_story(None, BASE, ours)
    assert found.text == ours
    assert [one.place for one in found.conflicts] == ["tags", "body"]


def test_a_merge_of_what_was_merged_changes_nothing() -> None:
    """As after an import that was killed before it could note what it had done."""
    ours = changed(("second one", "second ferry"))
    theirs = changed(("at noon", "at one"), ("tags: [Ferries, Islands]", "tags: [Ferries]"))
    once = merge_story(BASE, theirs, ours)
    assert merge_story(BASE, theirs, once.text) == once


def test_line_ends_of_windows_stay() -> None:
    """The file keeps those that it has."""
    ours = changed(("second one", "second ferry")).replace("\n", "\r\n")
    found = merge_story(BASE, changed(("at noon", "at one")), ours).text
    assert found == changed(("second one", "second ferry"), ("at noon", "at one")).replace("\n", "\r\n")


def test_a_block_of_code_is_one_paragraph() -> None:
    """Blank lines within it part nothing."""
    code = "```\none\n\ntwo\n```"
    base = changed(("Nobody was seasick.", code))
    ours = changed(("two", "zwei"), text=base)
    found = merge_story(base, changed(("one\n\n", "eins\n\n"), text=base), ours)
    assert [one.ours for one in found.conflicts] == [code.replace("two", "zwei")]


@pytest.mark.parametrize(
    "ours", ["", "No front matter.\n", "Title: Ferries\n\nText\n", "---\ntitle: a\ntitle: b\n---\n"]
)
def test_a_file_that_has_no_keys_to_merge_by_stays(ours: str) -> None:
    """All of it is the conflict, unless the capture has nothing new."""
    assert merge_story(BASE, changed(("at noon", "at one")), ours).conflicts[0].place == "file"
    assert merge_story(BASE, BASE, ours) == (ours, ())
