"""Which line of a copied page is its headline: the line below a trail of sections."""

from __future__ import annotations

from news_digest.capture.text import read_capture
from news_digest.parse import parse_capture

HEADLINE = "The ferries of the north run again today"
BODY = """\
The first ferry in ten days left the harbour of Havnby with medicine and mail, and it was full to the last seat.

The master said that the swell was still two metres high at the mouth of the bay, and that it would fall soon.

Two boats will cross every hour until the end of the season, with room for forty cars and their trailers each.
"""


def _headline(text: str) -> str:
    return parse_capture(read_capture(text.encode(), name="sample")).story.headline


def test_a_trail_without_signs_gives_way_to_the_headline_below_it() -> None:
    """A copied page loses the signs between its sections, so the trail reads as one long line."""
    assert _headline(f"News Coast Harbours {HEADLINE}\n\n{HEADLINE}\n\n{BODY}") == HEADLINE


def test_a_request_below_the_headline_does_not_win_over_the_end_of_the_trail() -> None:
    """What the page asks of its reader stands closer to the text than the headline does."""
    headline = "Ten days without a boat. The ferries run again"
    head = f"News Coast Harbours {headline}\n\n{headline}\n\nSign in to have the article read to you"
    assert _headline(f"{head}\n\n{BODY}") == headline


def test_a_kicker_within_the_headline_stays_where_the_short_line_is_below_the_text() -> None:
    """Only a line right above another one can be its trail."""
    headline = f"Harbours {HEADLINE}"
    assert _headline(f"{headline}\n\n{BODY}\n{HEADLINE}\n") == headline


def test_a_line_with_its_kicker_gives_way_to_the_headline_alone_above_it() -> None:
    """The title of the page stands above the heading, in which the kicker is joined to it."""
    assert _headline(f"Home\n\n{HEADLINE}\n\nCoast Council {HEADLINE}\n16 May 2024\n\n{BODY}") == HEADLINE


def test_a_headline_that_longer_lines_print_again_wins_over_a_caption() -> None:
    """Videos, galleries and numbered lists print it with words of their own."""
    caption = "The first ferry leaves the harbour of Havnby"
    page = f"Menu\n\n{HEADLINE}\n\n{caption}\n\n{BODY}\nBack to the story: {HEADLINE}\n"
    assert _headline(page) == HEADLINE


def test_a_deck_below_a_headline_that_says_as_much_as_the_story_is_none() -> None:
    """Though date and byline stand right below the deck."""
    headline = "First ferry in ten days leaves the harbour of Havnby with medicine"
    deck = "The swell at the mouth of the bay is still two metres high, and will fall soon"
    assert _headline(f"Menu\n\n{headline}\n\n{deck}\n16 May 2024\n\n{BODY}") == headline


def test_the_last_word_of_a_menu_opens_no_list_of_other_stories() -> None:
    """What stands apart below it is no entry of a list."""
    page = f"News\nCoast\nNewsletters\n\n{HEADLINE}\n\n16 May 2024\n\nShare\nAdd us on the web\n\n{BODY}"
    assert _headline(page) == HEADLINE


def test_a_headline_printed_twice_in_a_script_without_spaces_is_one() -> None:
    """It has no words that could be counted."""
    headline = "港の渡し船が十日ぶりに再開し薬と郵便を島へ運ぶ"
    body = (
        "十日ぶりの渡し船が月曜日の朝に港を出て、薬と郵便を島へ運んだ。席はすべて埋まっていた。船長は波がまだ高いと話した。\n\n"
        * 3
    )
    caption = "港の写真＝島の港で2019年5月に撮影した船の様子"
    assert _headline(f"{headline}\n\n{caption}\n\n{body}\n関連\n{headline}\n") == headline


def test_menus_that_ran_together_and_buttons_told_twice_are_no_text() -> None:
    """A copied page joins the names of a menu, and what a button says to screen readers with what it shows."""
    menu = "HomeCoastCouncilHarboursWeatherSportCultureTownsIslandsArchive"
    long = f"{menu}Moto2Moto3BoatsRopesPeople and TeamsShipsPortsTides{menu}{menu}"
    page = f"{menu}\n{long}\n\n{HEADLINE}\n16 May 2024\nAdd to your list Add to your list\n\n{BODY}"
    reading = parse_capture(read_capture(page.encode(), name="sample"))
    assert reading.story.headline == HEADLINE
    assert "Moto" not in reading.story.body


def test_a_short_line_that_comes_again_and_again_is_no_crosshead() -> None:
    """Pages put such lines between paragraphs."""
    paragraphs = [part for part in BODY.split("\n\n") for _ in range(2)]
    page = f"{HEADLINE}\n16 May 2024\n\n" + "\n\n".join(f"Story text\n\n{part}" for part in paragraphs)
    reading = parse_capture(read_capture(page.encode(), name="sample"))
    assert "Story text" not in reading.story.body
    assert "printed again and again" in {cut.reason for cut in reading.cuts}


def test_a_caption_that_tells_its_month_in_japanese_is_no_headline() -> None:
    """Japanese sets no blank around a date: a letter stands right before the year, "月" right behind the digit."""
    headline, caption = "港町の新しい渡し船が来週から運航を再開へ", "港町の渡し船＝同港で2023年5月"
    text = "港町の渡し船は来週から運航を再開する。町長が発表した。新しい船には車を載せることができる。"
    body = "\n\n".join([text, text.replace("町長", "船会社"), text.replace("来週", "今月")])
    assert _headline(f"{headline}\n\n港\n\n{caption}\n\n{body}\n") == headline
