"""`digest check` tells of a search index that was made of other stories than the site has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_digest import SmallDigest

from news_digest.project import Project
from news_digest.publish.search_check import check_search
from news_digest.search.service import has_pagefind
from news_digest.site.build import Wishes, build

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not has_pagefind(), reason="Pagefind is not installed")


@pytest.fixture
def digest(tmp_path: Path) -> SmallDigest:
    """Return a built digest of two stories with its index."""
    made = SmallDigest.at(tmp_path / "digest", more="DIGEST_SEARCH = True\n")
    made.story("1", "Ferries")
    made.story("2", "Trains", "2024-03-06", more='formerly: ["20"]\n')
    index(made)
    return made


def index(digest: SmallDigest) -> None:
    """Build the site with its index."""
    assert build(Project.at(digest.root), wishes=Wishes(search="now"), fatal="warnings") == 0


def told(digest: SmallDigest) -> str:
    """Return what the check tells of the index, without the remedy; "" where all is well."""
    return "".join(str(problem).partition(" (make")[0] for problem in check_search(Project.at(digest.root)).problems)


def test_an_index_of_the_site_as_it_is_is_no_problem(digest: SmallDigest) -> None:
    """Whatever was built since without asking for it."""
    assert told(digest) == ""
    assert build(Project.at(digest.root), wishes=Wishes(clean=True), fatal="warnings") == 0
    assert told(digest) == ""


def test_stories_that_came_went_and_changed_since_are_named(digest: SmallDigest) -> None:
    """By their addresses; until the site is built again it has none of that, and afterwards the remedy helps."""
    digest.story("1", "Ferries", body="They came late.")
    (digest.root / "content/stories/2.md").unlink()
    digest.story("3", "Planes")
    assert told(digest) == ""
    assert digest.build() == 0
    (problem,) = check_search(Project.at(digest.root)).problems
    assert (problem.file, "digest build --search" in problem.remedy) == ("pagefind", True)
    amiss = "1 lacking (stories/3/), 1 gone (stories/2/), 1 changed since (stories/1/)"
    assert told(digest) == f"pagefind: was not made of the stories that the site has now: {amiss}"
    index(digest)
    assert told(digest) == ""


@pytest.mark.parametrize("more", ["tags: [Sea]\n", 'formerly: ["10"]\n', "lang: fr\n", "rights: headline\n"])
def test_a_change_of_what_is_found_or_shown_is_one(digest: SmallDigest, more: str) -> None:
    """A tag, a former code, the language, how much may be read."""
    digest.story("1", "Ferries", more=more)
    assert digest.build() == 0
    assert "changed since (stories/1/)" in told(digest)


def test_a_story_that_was_withdrawn_is_gone(digest: SmallDigest) -> None:
    """Its text must not be read in the index any longer."""
    digest.story("2", "Trains", "2024-03-06", more="withdrawn: A mistake.\n")
    assert digest.build() == 0
    assert "1 gone (stories/2/)" in told(digest)


def test_of_many_stories_some_are_named(digest: SmallDigest) -> None:
    """The line stays short."""
    for number in range(3, 13):
        digest.story(str(number))
    assert digest.build() == 0
    assert "10 lacking (stories/" in told(digest)
    assert told(digest).count("stories/") == 3


@pytest.mark.parametrize("text", [None, "[]", "{"])
def test_an_index_that_does_not_tell_of_what_it_was_made_is_made_anew(digest: SmallDigest, text: str | None) -> None:
    """As one of a version that kept no word of it."""
    marks = digest.output / "pagefind/stories.json"
    marks.unlink() if text is None else marks.write_text(text)
    assert told(digest).endswith("it does not tell which they were")
    index(digest)
    assert told(digest) == ""


def test_nothing_is_said_where_nothing_is_known(digest: SmallDigest) -> None:
    """Of a site without an index, and of one whose last build is not known, or did not come to its end."""
    digest.story("3", "Planes")
    assert digest.build() == 0
    (seal,) = (digest.root / ".digest").glob("press-*.seal")
    kept = seal.read_bytes()
    seal.unlink()
    assert told(digest) == ""
    seal.write_bytes(kept)
    assert told(digest)
    (digest.output / "pagefind/pagefind-entry.json").unlink()
    assert told(digest) == ""
