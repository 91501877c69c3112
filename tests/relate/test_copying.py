"""Whether two stories are one text in two papers, and which of them leads."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from copied_texts import HALVES, Pair, pairs
from relate_stories import a_story

from news_digest.relate.copying import is_copy, leads_of, overlap
from news_digest.relate.shingles import MOST_KEPT, MOST_READ, TextPrint, shingles_of, text_print
from news_digest.story import Source, Story

WIRE, COURIER, POST = Source("Harbour Wire"), Source("Coast Courier"), Source("North Post")
TEXT = """\
The pilots of Lonn refused on Monday to bring in the new dredger, which draws more water than the chart allows at ebb.

“We were told of it by the cook,” said their eldest, Pell Quist, who has not missed a tide since the lighthouse burned.

The harbour board answered within the hour that soundings of last autumn show another two feet beside the coal quay.

Nobody in the chart room could say on Tuesday where those soundings are, or who had rowed the boat that took them.
"""
HALF = TEXT.partition("\n\nThe harbour board")[0]


def a_print(story: Story, moment: int = 0) -> TextPrint:
    """Return by what copies of a story are told."""
    return text_print(story, moment)


def printed(text: str, source: Source | None = WIRE, **fields: object) -> TextPrint:
    """Return the same of a text under a source."""
    return a_print(a_story("a", "A Headline", text, source=source, **fields))


@pytest.mark.parametrize("half", HALVES)
def test_copies_are_told_from_what_only_looks_like_one(half: str) -> None:
    """Of 200 pairs of either half at most one in twenty found ones is none, and one in twenty copies is missed."""
    made = list(pairs(half, 200, seed=7))
    found = [pair for pair in made if _is_told(pair)]
    right = sum(pair.is_copy for pair in found)
    assert right >= 0.95 * len(found)
    assert right >= 0.95 * sum(pair.is_copy for pair in made)


def _is_told(pair: Pair) -> bool:
    return is_copy(a_print(pair.one), a_print(pair.two))


def test_another_headline_and_other_signs_make_no_other_text() -> None:
    """Quotation marks, dashes, case, paragraphs and Markdown are a paper's own."""
    other = TEXT.replace("“", "«").replace("”", "»").replace("\n\n", " ").replace("harbour board", "*harbour board*")
    found = overlap(printed(TEXT), printed(other.upper(), COURIER))
    assert found.one == found.two == found.shared


def test_half_of_a_text_is_a_copy() -> None:
    """It is cut from the end, as papers do."""
    assert is_copy(printed(TEXT), printed(HALF, COURIER))


def test_a_round_up_that_holds_a_short_story_is_no_copy() -> None:
    """What is shared has to be a part of the longer text that counts."""
    others = " ".join(f"Another{number}" for number in range(600))
    assert not is_copy(printed(HALF), printed(f"{HALF}\n\n{others}", COURIER))


def test_an_update_by_the_same_paper_is_no_copy() -> None:
    """Who carries it is what the capture's page says, else the source."""
    assert not is_copy(printed(TEXT), printed(TEXT))
    assert not is_copy(printed(TEXT, WIRE, publisher="North Post"), printed(TEXT, COURIER, publisher="north post"))
    assert is_copy(printed(TEXT, WIRE, publisher="North Post"), printed(TEXT, WIRE, publisher="Coast Courier"))


def test_where_no_source_is_known_nothing_is_said() -> None:
    """Two stories of nobody may be of one paper."""
    assert not is_copy(printed(TEXT, None), printed(TEXT, None))


def test_of_a_few_words_nothing_is_told() -> None:
    """A line such as a closing price may be printed alike by chance."""
    line = "The harbour board meets on Monday and will publish what it decides on the same day."
    assert not is_copy(printed(line), printed(line, COURIER))


@pytest.mark.parametrize(
    "text",
    [
        "港务委员会周一宣布码头因发现裂缝即日起关闭恢复时间尚未确定受影响的居民约有三百人他们将改乘班车路上多花两个小时",
        "診療所を焼いた火事をめぐり電力会社は土曜日に関係するすべての書類を提出するよう命じられた火は夜明け前に出て全体に広がった",
        "ศาลจังหวัดสั่งให้บริษัทเปิดเผยเอกสารทั้งหมดเกี่ยวกับเหตุเพลิงไหม้ที่ทำลายห้องสมุดในเมืองริมคลองเมื่อคืนวันศุกร์",
    ],
)
def test_scripts_without_spaces_are_read_by_characters(text: str) -> None:
    """Signs between the characters say nothing."""
    parted = "、".join(text[at : at + 9] for at in range(0, len(text), 9))
    assert len(shingles_of(text).numbers()) > 40
    assert shingles_of(parted) == shingles_of(text)
    assert is_copy(printed(text), printed(parted, COURIER))


def test_two_ways_of_typing_persian_are_one() -> None:
    """Arabic yeh and kaf, points, and what cannot be seen between letters make no other words."""
    persian = "کشتی‌های یدک‌کش دیروز کنار اسکله کوچک بندر ماندند"
    arabic = persian.replace("ی", "ي").replace("ک", "ك").replace("\u200c", "")
    assert shingles_of(persian) == shingles_of(arabic)


def test_of_a_long_text_a_share_is_kept() -> None:
    """What two long texts share is estimated from it."""
    words = [f"word{number}" for number in range(MOST_READ)]
    one, two = printed(" ".join(words)), printed(" ".join(words[: MOST_READ // 2]), COURIER)
    assert len(one.shingles.numbers()) < 1.3 * MOST_KEPT
    found = overlap(one, two)
    assert found.of_shorter > 0.98
    assert 0.35 < found.of_longer < 0.65


def test_of_a_very_long_text_the_beginning_is_compared() -> None:
    """What comes later costs nothing."""
    words = [f"word{number}" for number in range(3 * MOST_READ)]
    assert shingles_of(" ".join(words)) == shingles_of(" ".join(words[:MOST_READ]))


def test_the_numbers_are_the_same_on_any_machine() -> None:
    """No hash of Python's own is in them."""
    code = f"from news_digest.relate.shingles import shingles_of; print(sum(shingles_of({TEXT!r}).numbers()))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert told == {f"{sum(shingles_of(TEXT).numbers())}\n".encode()}


def test_whom_the_others_credit_leads_else_the_earliest_else_the_first_code() -> None:
    """In this order."""
    first = {code: replace(printed(TEXT, WIRE), carrier=code, moment=5) for code in "abc"}
    copies = {"a": "bc", "b": "ac", "c": "ab"}
    assert set(leads_of(first, copies).values()) == {"a"}
    earlier = {**first, "b": replace(first["b"], moment=4)}
    assert set(leads_of(earlier, copies).values()) == {"b"}
    credited = {**earlier, "a": replace(first["a"], credits="c")}
    assert set(leads_of(credited, copies).values()) == {"c"}


def test_in_a_chain_each_is_led_by_a_copy_of_its_own() -> None:
    """Of a, b and c, each a copy of the one before: where b leads it leads both, where a does c leads itself."""
    copies = {"a": ["b"], "b": ["a", "c"], "c": ["b"], "d": []}
    texts = {code: replace(printed(TEXT, POST), carrier=code, moment=5) for code in copies}
    assert leads_of(texts, copies) == {"a": "a", "b": "a", "c": "c"}
    texts["b"] = replace(texts["b"], moment=1)
    assert leads_of(texts, copies) == {"a": "b", "b": "b", "c": "b"}
