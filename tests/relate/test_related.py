"""Related stories: what a reader would expect, with its reason, and lists that keep still."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from relate_stories import a_story

from news_digest.relate.likeness import Reason, weight_of
from news_digest.relate.related import Relations, relate
from news_digest.relate.terms import compared_terms
from news_digest.story import Source, Story

COURIER = Source("Coast Courier")

STORIES = (
    a_story(
        "storm-wire",
        "Storm tears the pier of Orme away",
        "The gale tore forty metres of timber from the pier of Orme. The keeper, Runa Tveit, had cleared the moorings "
        "and moved the lifeboat behind the breakwater before midnight. Divers will inspect the pilings on Thursday.",
        tags=("Storm Ulla", "Orme"),
    ),
    a_story(
        "storm-courier",
        "Orme loses its pier to the gale",
        "Forty metres of timber are gone from the pier of Orme after the gale. Runa Tveit, the keeper, said the "
        "lifeboat was moved behind the breakwater and the moorings cleared. Divers are to look at the pilings.",
        day="2024-03-06",
        source=COURIER,
        tags=("Storm Ulla", "Orme"),
    ),
    a_story(
        "storm-bill",
        "Insurers count the cost of the storm",
        "Premiums will rise after claims of nine million crowns, an actuary at Tern Mutual said in the annual ledger.",
        day="2024-03-20",
        tags=("Storm Ulla", "Insurance"),
    ),
    a_story(
        "sturm",
        "Sturm zerstört die Landungsbrücke",
        "Der Sturm hat die Landungsbrücke der Insel zerstört, und die Fähre kann nicht anlegen.",
        lang="de",
        tags=("Storm Ulla",),
    ),
    a_story(
        "chess",
        "A schoolgirl wins the island chess cup",
        "Her bishop and rook forced a draw by repetition, then the grandmaster blundered his queen in the endgame.",
        tags=("Chess",),
    ),
    a_story(
        "chess-club",
        "Chess club opens in the old bakery",
        "The grandmaster taught the endgame with rook and bishop among the ovens; a queen was lost under a bench.",
        day="2024-05-01",
        tags=("Chess",),
    ),
    a_story(
        "choir",
        "Choir sings without a roof",
        "Sopranos and altos rehearsed a requiem in the gymnasium while the organ dried.",
        tags=("Music",),
    ),
    a_story(
        "harvest",
        "Barley harvest begins early",
        "Combine drivers started at dawn after a dry spring, and the mill expects malt of good quality.",
        tags=("Farming",),
    ),
)


def codes(story_code: str, stories: tuple[Story, ...] = STORIES) -> list[str]:
    """Return the codes of the stories related to one."""
    return [related.story_code for related in relate(stories)[story_code]]


def test_the_lists_are_what_a_reader_expects() -> None:
    """The same event comes first, then what shares a tag or its words; what has nothing in common has no list."""
    assert {code: [found.story_code for found in related] for code, related in relate(STORIES).items()} == {
        "storm-wire": ["storm-courier", "storm-bill", "sturm"],
        "storm-courier": ["storm-wire", "storm-bill", "sturm"],
        "storm-bill": ["storm-wire", "storm-courier", "sturm"],
        "sturm": ["storm-bill", "storm-courier", "storm-wire"],
        "chess": ["chess-club"],
        "chess-club": ["chess"],
        "choir": [],
        "harvest": [],
    }


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("storm-wire", "storm-courier", Reason("event")),
        ("storm-wire", "storm-bill", Reason("tags", ("Storm Ulla",))),
        ("storm-courier", "sturm", Reason("tags", ("Storm Ulla",))),
        ("chess", "chess-club", Reason("tags", ("Chess",))),
    ],
)
def test_each_has_its_reason(one: str, other: str, reason: Reason) -> None:
    """A reader sees in a few words why a story stands there."""
    assert {found.story_code: found.reason for found in relate(STORIES)[one]}[other] == reason


def test_wording_alone_relates_stories() -> None:
    """Without tags the words decide, and the reason says so."""
    untagged = tuple(replace(story, tags=()) for story in STORIES)
    later = tuple(replace(s, date=datetime(2024, 4, 9, tzinfo=UTC)) if s.source == COURIER else s for s in untagged)
    assert [(found.story_code, found.reason) for found in relate(later)["storm-wire"]] == [
        ("storm-courier", Reason("wording"))
    ]


def test_several_shared_tags_are_listed() -> None:
    """The rarest come first."""
    tags = ("Orme", "Ferries", "Herring")
    stories = [a_story(code, f"Headline {code}", tags=tags[: 3 if code < "c" else 1]) for code in "abcdefg"]
    assert relate(stories)["a"][0].reason == Reason("tags", ("Ferries", "Herring", "Orme"))


def test_languages_meet_only_in_tags() -> None:
    """Equal words of two languages are not shared wording."""
    twins = [
        a_story("en", "Gas", "pier gale timber keeper"),
        a_story("nl", "Gas", "pier gale timber keeper", lang="nl"),
    ]
    assert not any(relate(twins * 3).values())


def test_the_order_of_the_stories_does_not_matter() -> None:
    """Lists are the same whatever the order of files, and of equals the newer comes first, then the lower code."""
    assert relate(STORIES) == relate(STORIES[::-1])
    equals = [
        a_story(code, f"Headline {code}", day=f"2024-0{code[0]}-01", tags=("Orme",)) for code in ("1b", "1a", "2")
    ]
    assert [found.story_code for found in relate([*equals, a_story("x", "Y", tags=("Orme",))])["x"]] == [
        "2",
        "1a",
        "1b",
    ]


def test_there_are_five_at_most_and_never_the_story_itself() -> None:
    """A list stays short."""
    stories = [a_story(str(number), f"Headline {number}", tags=("Orme",)) for number in range(9)]
    for code, related in relate(stories).items():
        assert len(related) <= 5
        assert code not in {found.story_code for found in related}


def test_a_story_more_changes_only_the_lists_that_it_enters() -> None:
    """Lists elsewhere keep their members, order, scores and reasons, so that their pages are not written again."""
    more = a_story("chess-new", "Chess in the harbour", "A grandmaster lost a rook and the endgame.", tags=("Chess",))
    before, after = relate(STORIES), relate((*STORIES, more))
    changed = {code for code in before if before[code] != after[code]}
    assert changed == {code for code in before if "chess-new" in {found.story_code for found in after[code]}}
    assert changed == {"chess", "chess-club"}


def test_rarity_moves_in_steps() -> None:
    """One story more seldom changes a weight."""
    assert [weight_of(count) for count in (1, 4, 8, 64, 65)] == [60, 60, 30, 12, 0]
    assert weight_of(5) == weight_of(8) > weight_of(9)


def test_a_score_can_be_explained() -> None:
    """The parts of a score are there, with the words and tags behind them."""
    relations = Relations.of(STORIES)
    likeness = relations.explain("storm-wire", "storm-courier")
    assert likeness.score == relations.related("storm-wire")[0].score
    assert likeness.score == pytest.approx((likeness.text * likeness.closeness / 20 + likeness.tags) / 60, abs=0.05)
    assert likeness.shared_tags == ("Orme", "Storm Ulla")
    assert "en:lifeboat" in likeness.shared_terms


def test_the_lists_are_those_of_comparing_each_with_each() -> None:
    """Stories are sought by what they share, and none that is like enough is missed by that."""
    relations = Relations.of(STORIES)
    for one in relations.places:
        found = {two: relations.explain(one, two) for two in relations.places if two != one}
        enough = {two: likeness.score for two, likeness in found.items() if likeness.is_enough}
        assert {related.story_code: related.score for related in relations.related(one)} == enough


def test_a_story_without_a_code_is_left_out() -> None:
    """What has no page is not linked."""
    assert relate([replace(STORIES[0], story_code=None), STORIES[2]]) == {"storm-bill": ()}


def test_scripts_without_spaces_are_compared_by_pairs_of_characters() -> None:
    """Japanese is split in pairs, its small kana words left out; other words stay whole."""
    assert compared_terms(a_story("x", "Kyoto: 北の海に沈む太陽", lang="ja")).terms == "ja:kyoto ja:太陽"
