"""Printed dates of many languages and orders."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from news_digest.parse.dates import find_moment, is_dateish
from news_digest.parse.words import load_words

WORDS = load_words()
CASES = (
    ("Tuesday 25 February 2020 - 14:06", "2020-02-25T14:06:00"),
    ("5 March 2024", "2024-03-05"),
    ("March 5, 2024 3:59 PM", "2024-03-05T15:59:00"),
    ("Mon, Mar 4 20243:17 PM EDT", "2024-03-04T15:17:00-04:00"),
    ("2024-08-08T08:00:00Z", "2024-08-08T08:00:00+00:00"),
    ("2024-08-08T08:00:00+03:30", "2024-08-08T08:00:00+03:30"),
    ("2024/3/5 9:07", "2024-03-05T09:07:00"),
    ("30.06.2025, 14.06 Uhr", "2025-06-30T14:06:00"),
    ("Donnerstag, 5. Juni 2025, 15:44 Uhr", "2025-06-05T15:44:00"),
    ("Don 7 März 2024 15.12 GMT", "2024-03-07T15:12:00+00:00"),
    ("le 5 août 2023 à 14h06", "2023-08-05T14:06:00"),
    ("1er mai 2024", "2024-05-01"),
    ("5 de marzo de 2024, 14:06", "2024-03-05T14:06:00"),
    ("5 de março de 2024 às 14h06", "2024-03-05T14:06:00"),
    ("5 marzo 2024, ore 14:06", "2024-03-05T14:06:00"),
    ("5 maart 2024 om 14:06 uur", "2024-03-05T14:06:00"),
    ("5 марта 2024 года, 14:06 МСК", "2024-03-05T14:06:00+03:00"),
    ("5 березня 2024 р., 14:06", "2024-03-05T14:06:00"),
    ("5 marca 2024, godz. 14:06", "2024-03-05T14:06:00"),
    ("5. března 2024 14:06", "2024-03-05T14:06:00"),
    ("5 Mart 2024 Salı 14:06", "2024-03-05T14:06:00"),
    ("İstanbul'da değil: 5 Şubat 2024".partition(": ")[2], "2024-02-05"),
    ("الثلاثاء ٥ مارس ٢٠٢٤ - ١٤:٠٦", "2024-03-05T14:06:00"),
    ("۱۵ اسفند ۱۳۹۸ - ۱۴:۰۶", "2020-03-05T14:06:00"),
    ("۱۳۹۸/۱۲/۱۵", "2020-03-05"),
    ("5 במרץ 2024, 14:06", "2024-03-05T14:06:00"),
    ("2024年3月5日 午後2時6分", "2024-03-05T14:06:00"),
    ("2024年3月5日 14:06", "2024-03-05T14:06:00"),
    ("2024년 3월 5일 오후 2:06", "2024-03-05T14:06:00"),
    ("2024.03.05 14:06", "2024-03-05T14:06:00"),
    ("5 tháng 3, 2024", "2024-03-05"),
    ("Selasa, 5 Maret 2024 14:06 WIB", "2024-03-05T14:06:00+07:00"),
    ("den 5 mars 2024 kl. 14.06", "2024-03-05T14:06:00"),
    ("5. marts 2024 kl. 14.06", "2024-03-05T14:06:00"),
    ("5.3.2024 klo 14.06", "2024-03-05T14:06:00"),
    ("Juni 30, 2025, 15:59 IST", "2025-06-30T15:59:00"),
    ("12:05 AM, 5 March 2024", "2024-03-05T00:05:00"),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_printed_date_is_read_whole(text: str, expected: str) -> None:
    """Day, minute and zone are as printed, and no word is left over."""
    moment = find_moment(text, WORDS)
    assert moment is not None
    assert (moment.value.isoformat(), moment.rest) == (expected, "")


@pytest.mark.parametrize("text", ["31 February 2024", "13/13/2024", "5 Marchuary 2024", "Room 2024", "14:06", ""])
def test_what_is_no_day_is_no_date(text: str) -> None:
    """A date that no calendar has is not read as another one."""
    assert find_moment(text, WORDS) is None


def test_a_date_without_a_clock_stays_a_day() -> None:
    """No time is invented."""
    moment = find_moment("5 March 2024", WORDS)
    assert moment is not None
    assert type(moment.value) is date


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("03/04/2025", None, date(2025, 4, 3)),
        ("03/04/2025", "mdy", date(2025, 3, 4)),
        ("03/25/2025", None, date(2025, 3, 25)),
        ("25/03/2025", "mdy", date(2025, 3, 25)),
        ("03/04/2025 3:10 PM", None, datetime(2025, 3, 4, 15, 10)),  # noqa: DTZ001  no zone is printed
    ],
)
def test_an_ambiguous_date_follows_its_layout_its_clock_or_the_day_first(text: str, order: str, expected: date) -> None:
    """A day over twelve settles it; else the layout, else a clock of twelve hours, else day first."""
    moment = find_moment(text, WORDS, order=order)  # type: ignore[arg-type]
    assert moment is not None
    assert moment.value == expected


@pytest.mark.parametrize("text", ["8 November", "Nov 8", "3 hours ago", "vor 3 Stunden", "Monday, 14:06"])
def test_a_date_without_a_year_is_still_seen(text: str) -> None:
    """Lists of related stories print such dates beside their titles."""
    assert is_dateish(text, WORDS)


@pytest.mark.parametrize("text", ["Eleven hives", "March of the bees", "12", ""])
def test_other_words_are_no_date(text: str) -> None:
    """A title with a month in it stays a title."""
    assert not is_dateish(text, WORDS)
