"""What stands around a headline: dates with names beside them, newsrooms and persons, letters' heads, keyed heads."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from news_digest.capture.text import read_capture
from news_digest.parse import parse_capture
from news_digest.story import Related, Story

HEADLINE = "The ferries of the north run again today"
FIRST = (
    "The first ferry in ten days left the harbour of Havnby with medicine and mail, and it was full to the last seat."
)
SECOND = "The master said that the swell was still two metres high at the mouth of the bay, and that it would fall."
BODY = f"\n\n{FIRST}\n\n{SECOND}\n"
ROOM = "The Havnby Post"


def _read(text: str) -> Story:
    return parse_capture(read_capture(text.encode(), name="sample")).story


def _told(story: Story) -> tuple[str | None, tuple[str, ...]]:
    return (story.source.name if story.source else None), story.authors


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"{ROOM}, 16 May 2024", (ROOM, ())),
        (f"{ROOM}, Thursday, 16 May 2024, Page 16", (ROOM, ())),
        (f"{ROOM} by Ada Lind / 16 May 2024", (ROOM, ("Ada Lind",))),
        (f"Ada Lind. {ROOM}; Havnby [Havnby]. 16 May 2024: A25.", (ROOM, ("Ada Lind",))),
        ("Posted on 16 May 2024 by Ada Lind", (None, ("Ada Lind",))),
        ("Submitted by Ada Lind on Thu, 16 May 2024", (None, ("Ada Lind",))),
        ("Veröffentlicht am 16. Mai 2024 von Ada Lind", (None, ("Ada Lind",))),
        (f"Source: {ROOM}, 16/05/2024", (ROOM, ())),
        (f"By Ada Lind, {ROOM}\n16 May 2024", (ROOM, ("Ada Lind",))),
        (f"{ROOM}\n16 May 2024", (ROOM, ())),
        ("Ada Lind\n16 May 2024", (None, ("Ada Lind",))),
        (f"Ada Lind - {ROOM}\n16 May 2024", (ROOM, ("Ada Lind",))),
        (f"World · 16 May 2024\n({ROOM})", (ROOM, ())),
    ],
)
def test_names_beside_a_date_are_the_source_or_the_author(line: str, told: tuple[str | None, tuple[str, ...]]) -> None:
    """A date on a line gives the day, whatever stands beside it; the names there are told apart by what they are."""
    story = _read(f"{HEADLINE}\n{line}{BODY}")
    assert (story.headline, story.date) == (HEADLINE, date(2024, 5, 16))
    assert _told(story) == told
    assert story.body == f"{FIRST}\n\n{SECOND}"


def test_a_line_of_the_text_keeps_its_date() -> None:
    """A date within a sentence or a crosshead of the text takes no line out of it."""
    crosshead = "What changed after the storm of 16 May 2024 in the town"
    story = _read(f"{HEADLINE}\n17 May 2024{BODY}\n{crosshead}\n\n{SECOND[:-1]} soon.\n")
    assert crosshead in story.body
    assert story.date == date(2024, 5, 17)


def test_an_update_in_brackets_beside_a_date_is_no_name() -> None:
    """The bracket holds the update, the rest of the line is the date."""
    story = _read(f"{HEADLINE}\n16 May 2024 (updated 17 May 2024 | 14:44){BODY}")
    assert (story.date, story.modified) == (date(2024, 5, 16), datetime(2024, 5, 17, 14, 44))  # noqa: DTZ001  as printed
    assert story.source is None


@pytest.mark.parametrize(
    "head",
    [
        f"{ROOM}\nThursday, 16 May 2024\n\n{HEADLINE}",
        f"16 May 2024\n{ROOM} (Havnby)\n\n{HEADLINE}",
        f"{HEADLINE} - {ROOM}\n\n{HEADLINE}\n16 May 2024",
        f"Published on {ROOM} (https://www.post.example)\n\n{HEADLINE}\n\n16 May 2024",
        f"Issued by: {ROOM}\n\nFOR IMMEDIATE RELEASE\n\n16 May 2024\n\n{HEADLINE}",
    ],
)
def test_a_newsroom_above_the_headline_is_the_source(head: str) -> None:
    """It may stand alone, with its town, behind the headline in the page's title, or behind a label."""
    story = _read(head + BODY)
    assert story.headline == HEADLINE
    assert _told(story) == (ROOM, ())


def test_a_menu_above_the_headline_names_no_source() -> None:
    """Several short lines above the headline are sections, none of which is taken for a newsroom."""
    story = _read(f"Deals\nRaffles\nHarbourside\nWeekend\n\n{HEADLINE}\n16 May 2024{BODY}")
    assert story.source is None


@pytest.mark.parametrize(
    ("sender", "to", "subject", "day"),
    [("From", "To", "Subject", "Date"), ("Von", "An", "Betreff", "Datum"), ("De", "À", "Objet", "Date"),
     ("Od", "Komu", "Předmět", "Datum"), ("差出人", "宛先", "件名", "日時")],
)  # fmt: skip
def test_the_head_of_a_letter_is_read_in_any_language(sender: str, to: str, subject: str, day: str) -> None:
    """The subject is the headline, the sender the source; the signature is no text."""
    head = f"{sender}: {ROOM} <news@post.example>\n{to}: reader@mail.example\n{subject}: {HEADLINE}\n"
    story = _read(
        f"{head}{day}: Thu, 16 May 2024 14:05:00 +0200{BODY}\n-- \n{ROOM}\nUnsubscribe: https://post.example/u\n"
    )
    assert (story.headline, story.tags) == (HEADLINE, ())
    assert _told(story) == (ROOM, ())
    assert story.body == f"{FIRST}\n\n{SECOND}"


def test_a_keyed_head_is_read() -> None:
    """Quotes around a value are off, colons within it part nothing, lists below a key are its values."""
    head = f'---\nid: 12345\ntitle: "{HEADLINE}: a picture: a tale"\npublished_at: 2024-05-16T14:05:00Z\n'
    story = _read(f"{head}source: {ROOM}\ntags:\n  - Ferries\n  - North Sea\n---{BODY}")
    assert (story.headline, story.story_code) == (f"{HEADLINE}: a picture: a tale", "12345")
    assert (story.tags, _told(story)) == (("Ferries", "North Sea"), (ROOM, ()))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Press release No. 739/2023", "739/2023"),
        ("Communiqué de presse n° 739/2023", "739/2023"),
        ("Tisková zpráva č. 739/2023", "739/2023"),
        ("© hbw-infocom, hbw:240516-930-114321/1", "240516-930-114321/1"),
        ("Harbourbase document ID: 538912159", "538912159"),
    ],
)
def test_a_number_behind_a_sign_is_the_code(line: str, code: str) -> None:
    """Releases are numbered behind a number sign, agencies' reports behind their short name."""
    assert _read(f"{HEADLINE}\n16 May 2024{BODY}\n{line}\n").story_code == code


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Topics: Ferries | North Sea | Storms", ("Ferries", "North Sea", "Storms")),
        ("Subject: FERRIES (90%); STORMS (78%)", ("FERRIES", "STORMS")),
        ("Subject Terms:\n*Ferries\n*Storms", ("Ferries", "Storms")),
        ("This entry was posted in News and tagged ferries, storms. Bookmark the permalink.", ("ferries", "storms")),
        ("Topics mentioned in this article\nFerries\nStorms", ("Ferries", "Storms")),
    ],
)
def test_printed_tags_are_read(line: str, tags: tuple[str, ...]) -> None:
    """Bars, stars, shares and sentences around tags are no part of them."""
    story = _read(f"{HEADLINE}\n16 May 2024{BODY}\n{line}\n")
    assert story.tags == tags
    assert story.body == f"{FIRST}\n\n{SECOND}"


TITLES = ("The old harbour is open again", "A storm comes near the coast at night")


@pytest.mark.parametrize(
    "form", ["1. {} (12/05/2024)", "1) 12/05/2024 {}", '"{}" — The Post, May 12, 2024', "- {}", "12 May 2024 - {}"]
)
def test_titles_in_a_list_lose_what_stands_around_them(form: str) -> None:
    """Numbers, dates, quotes and papers around a title are not the title."""
    listed = "\n".join(form.format(title) for title in TITLES)
    story = _read(f"{HEADLINE}\n16 May 2024{BODY}\nRelated articles\n{listed}\n")
    assert story.related == tuple(Related(title) for title in TITLES)


def test_codes_and_addresses_in_a_list_are_related_stories() -> None:
    """Bare codes, labelled codes, and lines that are only addresses are kept as what they are."""
    head = f"{HEADLINE}\nStory Code : 418371\n16 May 2024{BODY}\nRelated Stories\n"
    assert _read(f"{head}418139\nStory Code : 418281\n").related == (
        Related(story_code="418139"),
        Related(story_code="418281"),
    )
    addresses = ("https://post.example/story/418266", "https://radio.example/news/baby-born-aboard")
    assert _read(head + "\n".join(addresses) + "\n").related == tuple(Related(url=url) for url in addresses)


@pytest.mark.parametrize(
    "line",
    [
        "- ENDS -", "- KONEC -", "Read the original article on The Havnby Post.", "← A storm comes near the coast",
        "👉 Lees verder op: https://post.example/1", "(This story has not been edited by our staff.)",
        "Photo: The Havnby Post / Berit Moe",
    ],
)  # fmt: skip
def test_standing_lines_below_the_text_are_no_text(line: str) -> None:
    """End marks, arrows, addresses to read on at, notes on the story and credits of pictures leave nothing behind."""
    story = _read(f"{HEADLINE}\n16 May 2024{BODY}\n{line}\n")
    assert story.body == f"{FIRST}\n\n{SECOND}"
    assert story.authors == ()


def test_a_link_to_edit_a_part_is_no_part_of_its_crosshead() -> None:
    """Wikis print it right behind the heading."""
    story = _read(f"{HEADLINE}\n16 May 2024{BODY}\nThe long way to the harbour[edit]\n\n{SECOND[:-1]} soon.\n")
    assert "## The long way to the harbour\n" in story.body


def test_a_button_above_titles_opens_a_list() -> None:
    """Below the text and right above titles the words "Read more" head a list, after tags as well."""
    listed = "\n".join(TITLES)
    story = _read(f"{HEADLINE}\n16 May 2024{BODY}\nTopics\n• Ferries\n• North Sea\n\nRead more\n{listed}\n")
    assert story.tags == ("Ferries", "North Sea")
    assert story.related == tuple(Related(title) for title in TITLES)


def test_the_kind_of_a_text_before_its_author_is_no_name() -> None:
    """A line such as "Eine Analyse von" with a name behind it is a byline."""
    story = _read(f"{HEADLINE}\n16. Mai 2024 um 14:05 Uhr\nEine Analyse von Ada Lind{BODY}")
    assert _told(story) == (None, ("Ada Lind",))


def test_subjects_below_their_label_are_tags() -> None:
    """Semicolons part them on the line below the label."""
    assert _read(f"{HEADLINE}\n16 May 2024{BODY}\nSubject\nFerries; North Sea\n").tags == ("Ferries", "North Sea")


@pytest.mark.parametrize(
    "address", ["https://[havnby/news", "http://[::1/news", "https://a]b/the-ferries-of-the-north"]
)
def test_an_address_that_is_none_stops_nothing(address: str) -> None:
    """Captures are cut in the middle of everything."""
    assert _read(f"{HEADLINE}\n{address}\n16 May 2024{BODY}").headline == HEADLINE


def test_a_line_without_end_is_no_title_of_a_page() -> None:
    """Even if all of it is signs that divide a title from the name of a site."""
    story = _read(f"{HEADLINE}\n16 May 2024{BODY}\n{'a | ' * 100_000}\n")
    assert story.headline == HEADLINE
