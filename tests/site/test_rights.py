"""What is left of a story before anything else sees it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from types import MappingProxyType

import pytest

from news_digest.errors import SettingsError
from news_digest.site.excerpts import excerpt
from news_digest.site.rights import read_rights_rules, restricted, without_withdrawn
from news_digest.story import Correction, Related, Source, Story, Withdrawal

STORY = Story(
    headline="Ferries Return",
    date=date(2024, 3, 5),
    modified=date(2024, 3, 6),
    story_code="846706",
    slug="ferries",
    source=Source("Harbour Wire", "https://wire.example/1"),
    publisher="Island Herald",
    authors=("Nora Vik",),
    dateline="NORTH HARBOUR",
    deck="A deck.",
    category="Sea",
    tags=("Ferries",),
    related=(Related("Storm"),),
    lang="en",
    status="draft",
    guid="urn:uuid:1",
    seed="a.txt",
    corrections=(Correction(date(2024, 5, 3), "Five."),),
    withdrawn=Withdrawal("Wrong."),
    rights="excerpt",
    body="The boats came in.",
    extra=MappingProxyType({"cover": "a.jpg", "url": "special/", "printed_code": "7"}),
)
# Where it stands, what it is found by, what the notice says.
KEPT = {"headline", "date", "story_code", "slug", "source", "lang", "status", "guid", "withdrawn", "extra"}


def test_of_a_withdrawn_story_no_more_is_left_than_its_notice_needs() -> None:
    """Each field of a story is either kept for a reason, or as of a story that says nothing."""
    found, bare = without_withdrawn(STORY), Story("A")
    for field in fields(Story):
        kept = getattr(STORY if field.name in KEPT else bare, field.name)
        assert field.name == "extra" or getattr(found, field.name) == kept, field.name
    assert dict(found.extra) == {"url": "special/", "printed_code": "7"}


def test_an_excerpt_is_the_deck_else_the_first_words() -> None:
    """As text, whatever markup they had; cut once, and never again where it is read."""
    html = "<p>One <em>&amp;</em> two.</p>\n<p>Three.</p>\n"
    assert restricted(Story("A"), html, "excerpt") == (Story("A", rights="excerpt"), "<p>One &amp; two.</p>\n")
    assert restricted(Story("A", deck="B"), html, "excerpt")[1] == ""
    assert restricted(Story("A", deck="B"), html, "headline") == (Story("A", rights="headline"), "")
    _, once = restricted(Story("A"), f"<p>{'word ' * 90}</p>", "excerpt")
    assert f"<p>{excerpt(once)}</p>\n" == once


def test_a_story_comes_before_its_source_and_that_before_the_site() -> None:
    """A story without a credit is its publisher's; names are as good as slugs."""
    rules = read_rights_rules({"DIGEST_RIGHTS": "excerpt", "DIGEST_SOURCE_RIGHTS": {"Wire": "headline"}}, str.lower)
    wire = Source("WIRE")
    stories = (
        Story("A"),
        Story("A", source=wire),
        Story("A", publisher="wire"),
        Story("A", source=wire, rights="full"),
    )
    assert [rules.of(story, str.lower) for story in stories] == ["excerpt", "headline", "headline", "full"]
    with pytest.raises(SettingsError):
        read_rights_rules({"DIGEST_RIGHTS": ["full"]}, str.lower)
