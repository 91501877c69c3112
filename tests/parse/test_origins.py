"""Where a story comes from: who published it first, who passed it on, who issued it, what shared it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from news_digest.capture.text import read_capture
from news_digest.parse import parse_capture
from news_digest.story import Story

HEADLINE = "The ferries of the north run again today"
BODY = (
    "The first ferry in ten days left the harbour of Havnby with medicine and mail, and all seats were taken.\n\n"
    "The master said that the swell was still two metres high at the mouth of the bay, and that it would fall."
)


def _read(text: str) -> Story:
    return parse_capture(read_capture(text.encode(), name="sample")).story


def _source(story: Story) -> str | None:
    return story.source.name if story.source else None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Originally published by The Havnby Post on 16 May 2024", "The Havnby Post"),
        ("This article first appeared in the Havnby Post on 16 May 2024.", "Havnby Post"),
        ("Erschienen am 16. Mai 2024, Küstenbote, S. 15", "Küstenbote"),
        ("Publié à l'origine par Le Courrier du Port le 16 mai 2024", "Le Courrier du Port"),
        ("Publicado originalmente por El Correo del Puerto el 16 de mayo de 2024", "El Correo del Puerto"),
        ("Впервые опубликовано: Портовые известия, 16 мая 2024 г.", "Портовые известия"),
        ("İlk olarak Liman Gazetesi tarafından 16 Mayıs 2024 tarihinde yayımlandı", "Liman Gazetesi"),
        ("本文原载于海港日报，2024年5月16日", "海港日报"),
    ],
)
def test_a_line_on_the_first_publication_gives_source_and_date(line: str, name: str) -> None:
    """The paper's name stands before or behind the date, among small words of the language."""
    story = _read(f"{HEADLINE}\n\n{BODY}\n\n{line}\n")
    assert (_source(story), story.date) == (name, date(2024, 5, 16))
    assert story.authors == ()
    assert line not in story.body


def test_a_sentence_that_begins_like_such_a_line_stays_text() -> None:
    """Without a name behind the phrase nothing is taken."""
    sentence = (
        "First published in 1984, the guide has helped seven thousand sailors to find their way home in the dark."
    )
    assert sentence in _read(f"{HEADLINE}\n16 May 2024\n\n{BODY}\n\n{sentence}\n\n{BODY}\n").body


@pytest.mark.parametrize("phrase", ["Forwarded from", "Weitergeleitet von", "Переслано от", "转发自"])
def test_who_passed_a_message_on_is_its_source(phrase: str) -> None:
    """Messengers print it above the message."""
    story = _read(f"{phrase} Harbour Wire\n\n**{HEADLINE}**\n\n{BODY}\n\n16 May 2024 14:05\n")
    assert (story.headline, _source(story)) == (HEADLINE, "Harbour Wire")


def test_the_programme_that_shared_a_story_names_its_source() -> None:
    """The word "app" is no part of the name."""
    assert _source(_read(f"{HEADLINE}\n16 May 2024\n\n{BODY}\n\nShared from the Harbour Wire app\n")) == "Harbour Wire"


@pytest.mark.parametrize("heading", ["Media contact:", "Pressekontakt", "Contact presse :", "媒体联系人："])
def test_a_block_of_contacts_names_who_issued_a_release(heading: str) -> None:
    """The organisation stands below the person; what follows the end mark is no text."""
    text = f"PRESS RELEASE\n\n{HEADLINE}\n\nHAVNBY, 16 May 2024 – {BODY}\n\n###\n\n{heading}\n"
    story = _read(f"{text}Ada Lind\nHavnby Harbour Company\n+49 30 555 01\npress@harbour.example\n")
    assert (_source(story), story.date) == ("Havnby Harbour Company", date(2024, 5, 16))
    assert story.authors == ()
    assert "Ada Lind" not in story.body


@pytest.mark.parametrize(
    ("line", "moment"),
    [("HW-WF-05-14-24 1406GMT", "2024-05-14T14:06:00+00:00"), ("141406 GMT MAY 24", "2024-05-14T14:06:00+00:00"),
     ("141406 Mai 24", "2024-05-14T14:06:00")],
)  # fmt: skip
def test_wires_close_a_report_with_day_and_minute(line: str, moment: str) -> None:
    """Their keyword and number above the headline are no headline."""
    story = _read(f"r0123 4 hav 0345 5512\nBC-Ferries, 1st Ld\nURGENT\n{HEADLINE}\n\n{BODY}\n\n{line}\n")
    assert (story.headline, story.date) == (HEADLINE, datetime.fromisoformat(moment))


def test_dates_in_digits_settle_each_other() -> None:
    """A part over 12 is the day, in the other dates of the capture as well."""
    assert _read(f"Published: 03/04/2024\nUpdated: 03/14/2024\n\n{HEADLINE}\n\n{BODY}\n").date == date(2024, 3, 4)
    assert _read(f"Published: 03/04/2024\nUpdated: 14/04/2024\n\n{HEADLINE}\n\n{BODY}\n").date == date(2024, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        f"Source: The Havnby Post // Date: 16 May 2024 // Story code: 12345\n\n{HEADLINE}\n\n{BODY}\n",
        f"16.05.2024  The Havnby Post\n\n{HEADLINE}\n\n{BODY}\n",
        f"Ferries\n\n{HEADLINE}\n\nBy Ada Lind\n\n{BODY}\n\nThe Havnby Post, 16 May 2024\n",
        f"{HEADLINE}\nThe Havnby Post\n16 May 2024\n\n{BODY}\n",
        f"Title: {HEADLINE}\nIn: The Havnby Post, 16 May 2024, p. 15\n\n{BODY}\n",
        f"{HEADLINE}\nNinnes | 16 May 2024 | The Havnby Post | By Ada Lind\n\n{BODY}\n",
    ],
)
def test_a_paper_beside_the_date_is_the_source(text: str) -> None:
    """Above or below the text, behind double slashes, and with its article."""
    story = _read(text)
    assert (story.headline, _source(story), story.date) == (HEADLINE, "The Havnby Post", date(2024, 5, 16))


def test_an_author_beside_the_date_is_no_source() -> None:
    """A person's name alone says who wrote, not who published."""
    story = _read(f"{HEADLINE}\n\nAda Lind · 16 May 2024 · 3 min read\n\n{BODY}\n")
    assert (story.authors, story.source) == (("Ada Lind",), None)
