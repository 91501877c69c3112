"""Two versions of a sequence become one, and where they cannot, that is said."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from walk_desk import merged_by_git

from news_digest.desk.threeway import differences, merge

lines = st.lists(st.sampled_from("abcdefgh"), max_size=10)


def merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Return the merge, None where there is a conflict."""
    found: list[str] = []
    for region in merge(base, ours, theirs):
        if region.taken is None:
            return None
        found += ours[region.ours] if region.taken == "ours" else theirs[region.theirs]
    return found


def test_what_one_side_changed_is_taken() -> None:
    """Wherever it stands, and beside what the other changed."""
    assert merged("abcd", "aBcd", "abcD") == list("aBcD")
    assert merged("abcd", "abd", "abcde") == list("abde")
    assert merged("abcd", "aBcd", "abCd") == list("aBCd")
    assert merged("abcd", "aXYd", "abYd") == list("aXYd")


def test_what_both_changed_alike_is_taken_once() -> None:
    """Both corrected the same slip."""
    assert merged("abc", "aXc", "aXc") == list("aXc")


def test_what_one_has_of_the_other_with_more_is_taken() -> None:
    """Of ours: nothing of theirs is lost then; the other way about something of ours could be."""
    assert merged("abc", "aXYZc", "aXYc") == list("aXYZc")
    assert merged("abc", "aXYc", "aXYZc") is None
    assert merged("abc", "aXc", "ac") is None


def test_what_both_changed_differently_is_a_conflict() -> None:
    """Also where both put something in at one place, or one took out what the other changed."""
    assert merged("abc", "aXc", "aYc") is None
    assert merged("abc", "abcX", "abcY") is None
    assert merged("abc", "ac", "aBc") is None


@given(lines, lines, lines)
def test_the_regions_cover_all_three_versions(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """In order, nothing twice, nothing left out."""
    regions = list(merge(base, ours, theirs))
    assert [one for region in regions for one in base[region.base]] == base
    assert [one for region in regions for one in ours[region.ours]] == ours
    assert [one for region in regions for one in theirs[region.theirs]] == theirs


@given(lines, lines)
def test_a_side_that_changed_nothing_leaves_the_other(base: list[str], other: list[str]) -> None:
    """Either way about, and a merge of its own result changes nothing."""
    assert merged(base, other, base) == other
    assert merged(base, base, other) == other
    assert merged(base, other, other) == other


@given(lines, lines)
def test_differences_cover_both(ours: list[str], theirs: list[str]) -> None:
    """What both have stands in both; the rest is of neither."""
    regions = list(differences(ours, theirs))
    assert [one for region in regions for one in ours[region.ours]] == ours
    assert [one for region in regions for one in theirs[region.theirs]] == theirs
    assert all(ours[each.ours] == theirs[each.theirs] for each in regions if each.taken == "ours")


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """Return a sequence and two versions of it in which items were changed, taken out and put in."""
    base = [f"item {number}" for number in range(draw(st.integers(0, 12)))]
    return base, edited(draw, base, "ours"), edited(draw, base, "theirs")


def edited(draw: st.DrawFn, base: Sequence[str], side: str) -> list[str]:
    """Return a version of a sequence."""
    found: list[str] = []
    for number, item in enumerate([*base, ""]):
        what = draw(st.sampled_from(["keep"] * 6 + ["change", "drop", "insert"]))
        found += [f"new of {side} {number}"] if what == "insert" else []
        if item and what != "drop":
            found.append(f"{item}, changed by {side}" if what == "change" else item)
    return found


@settings(deadline=None)
@given(versions())
def test_a_merge_equals_that_of_git(found: tuple[list[str], list[str], list[str]]) -> None:
    """Wherever `git merge-file` finds no conflict; it takes changes of neighbours for one."""
    expected = merged_by_git(*found)
    assume(expected is not None)
    assert merged(*found) == expected
