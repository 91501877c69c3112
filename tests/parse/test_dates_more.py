"""Dates as copied pages of many countries print them, each in the spelling of its press."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from news_digest.parse.dates import find_moment, is_dateish
from news_digest.parse.updates import Dated, split_update
from news_digest.parse.words import load_words

WORDS = load_words()
SPELLINGS = (
    # language, text, moment
    ("en", "Mon, 3 Jun 2024 14:06:00 +0200 (CEST)", "2024-06-03T14:06:00+02:00"),
    ("en", "Mon Jun  3 14:06:00 EDT 2024", "2024-06-03T14:06:00-04:00"),
    ("en", "Sept. 3, 2024 2:06pm EDT", "2024-09-03T14:06:00-04:00"),
    ("en", "2:06 PM ET, Mon June 3, 2024", "2024-06-03T14:06:00"),
    ("en", "3 June 2024, 1406 GMT", "2024-06-03T14:06:00+00:00"),
    ("en", "3 June 2024, 14:06 GMT+5:30", "2024-06-03T14:06:00+05:30"),
    ("en", "June 3, 2024 14:06 (8:06 EDT)", "2024-06-03T14:06:00"),
    ("en", "3 June 2024, 14:06 - 15:20", "2024-06-03T14:06:00"),
    ("en", "2024-06-03 14:06:05.123456Z", "2024-06-03T14:06:05+00:00"),
    ("en", "2024-06-03 14:06:05 +0000 UTC", "2024-06-03T14:06:05+00:00"),
    ("en", "20240603T140600Z", "2024-06-03T14:06:00+00:00"),
    ("en", "2024:05:14 14:06:00", "2024-05-14T14:06:00"),
    ("en", "03-JUN-24", "2024-06-03"),
    ("de", "30. Juni 2025 um 15:59 Uhr", "2025-06-30T15:59:00"),
    ("de", "11. Juli 2026, 09:30 Uhr MESZ", "2026-07-11T09:30:00+02:00"),
    ("de", "3. Jänner 2024, 14:06", "2024-01-03T14:06:00"),
    ("de", "3. MÄRZ 2024", "2024-03-03"),
    ("de", "3. Mrz. 2024", "2024-03-03"),
    ("fr", "le lundi 3 juin 2024 à 17 h 42", "2024-06-03T17:42:00"),
    ("fr", "3 Fevrier 2024", "2024-02-03"),
    ("es", "2 DIC 2024 - 01:20 CET", "2024-12-02T01:20:00+01:00"),
    ("es", "29 de setiembre de 2025, 20:10 h", "2025-09-29T20:10:00"),
    ("pt", "1º de março de 2024 às 14h06min", "2024-03-01T14:06:00"),
    ("pt", "5 de março de 2024, 14:06 (horário de Brasília)", "2024-03-05T14:06:00-03:00"),
    ("it", "dell'11 febbraio 2025 alle ore 14.44", "2025-02-11T14:44:00"),
    ("nl", "dinsdag 5 maart 2024 - 14u06", "2024-03-05T14:06:00"),
    ("ca", "8 d’abril del 2025 a les 13:59", "2025-04-08T13:59:00"),
    ("eu", "2025eko apirilaren 8a", "2025-04-08"),
    ("cs", "8. 4. 2025 3:59", "2025-04-08T03:59:00"),
    ("pl", "5 marca 2024 r., o godz. 14:06", "2024-03-05T14:06:00"),
    ("hu", "2025. 04. 08. 13:59", "2025-04-08T13:59:00"),
    ("lv", "2025. gada 8. aprīlī plkst. 13:59", "2025-04-08T13:59:00"),
    ("et", "8. aprill 2025 kell 13:59", "2025-04-08T13:59:00"),
    ("el", "8 ΜΑΪΟΥ 2025 1:59 μ.μ.", "2025-05-08T13:59:00"),
    ("ru", "8 апреля 2025 г. в 13:59 (мск)", "2025-04-08T13:59:00+03:00"),
    ("tr", "14 KASIM 2024 Perşembe, 14:06", "2024-11-14T14:06:00"),
    ("ar", "4 آذار/مارس 2024 02:06 مساءً", "2024-03-04T14:06:00"),
    ("ar", "2024/03/04 14:06 بتوقيت غرينتش", "2024-03-04T14:06:00+00:00"),
    ("fa", "۲۶ فروردین ماه ۱۴۰۳ ساعت ۱۴:۰۶", "2024-04-14T14:06:00"),
    ("he", "14 אפר׳ 2024 בשעה 14:06", "2024-04-14T14:06:00"),
    ("hi", "4 सितम्बर 2024 शाम 4:20 बजे", "2024-09-04T16:20:00"),
    ("hi", "रविवार, १४ अप्रैल २०२४", "2024-04-14"),
    ("bn", "১৪ সেপ্টেম্বর ২০২৪", "2024-09-14"),
    ("th", "วันอาทิตย์ที่ 14 เมษายน พ.ศ. 2567 เวลา 14:06 น.", "2024-04-14T14:06:00"),
    ("th", "14 เม.ย. 67 14.06 น.", "2024-04-14T14:06:00"),
    ("th", "14/04/2567", "2024-04-14"),
    ("id", "5 Agt 2024 pukul 11.30 siang", "2024-08-05T11:30:00"),
    ("vi", "ngày 14 tháng 4 năm 2024, 14 giờ 06 phút", "2024-04-14T14:06:00"),
    ("vi", "14 Tháng Tư, 2024 lúc 14:06 (GMT+7)", "2024-04-14T14:06:00+07:00"),
    ("ja", "令和6年4月14日", "2024-04-14"),
    ("ja", "令和元年5月1日 14時06分", "2019-05-01T14:06:00"),
    ("ja", "R6.4.14", "2024-04-14"),
    ("ja", "2024年4月14日 深夜1時20分", "2024-04-14T01:20:00"),
    ("zh", "民國113年4月14日 下午2:06", "2024-04-14T14:06:00"),
    ("zh", "二〇二四年四月十四日", "2024-04-14"),
    ("zh", "2024年4月14日，星期日，北京时间14:06", "2024-04-14T14:06:00"),
    ("zh", "2024-04-14 中午11:30", "2024-04-14T11:30:00"),
    ("ko", "2024. 4. 14. 14:06", "2024-04-14T14:06:00"),
    ("en", "June 3, 2024 02:06 PM Eastern Daylight Time", "2024-06-03T14:06:00-04:00"),
    ("fr", "03/06/2024 - 17h42 (heure de Paris)", "2024-06-03T17:42:00"),
    ("es", "junio 3 de 2024 02:06 p. m.", "2024-06-03T14:06:00"),
    ("ro", "3.VI.2024", "2024-06-03"),
    ("ru", "3 июня 2024 года в 14 часов 06 минут", "2024-06-03T14:06:00"),
    ("ur", "3 جون، 2024", "2024-06-03"),
    ("km", "3 មិថុនា 2024", "2024-06-03"),
    ("vi", "Thứ 2, 03/06/2024, 14:06", "2024-06-03T14:06:00"),
    ("ja", "2024年（令和6年）6月3日", "2024-06-03"),
    ("mn", "2024 оны 4 сарын 14", "2024-04-14"),
)


@pytest.mark.parametrize(("lang", "text", "expected"), SPELLINGS)
def test_a_date_is_read_in_the_spelling_of_its_press(lang: str, text: str, expected: str) -> None:
    """Day, minute and zone are as printed, and no word is left over."""
    moment = find_moment(text, WORDS, lang=lang)
    assert moment is not None
    assert (moment.value.isoformat(), moment.rest) == (expected, "")


@pytest.mark.parametrize(
    ("lang", "text"), [("ar", "04/03/2024 02:06 م"), ("vi", "04/03/2024 2:06 CH"), ("es", "04/03/2024 2:06 p. m.")]
)
def test_half_day_words_of_other_languages_leave_the_day_first(lang: str, text: str) -> None:
    """Only English pages with am and pm put the month first."""
    moment = find_moment(text, WORDS, lang=lang)
    assert moment is not None
    assert moment.value == datetime(2024, 3, 4, 14, 6)  # noqa: DTZ001  no zone is printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 09/03/2024 - 14:06", date(2024, 9, 3)),
        ("Tue, 03/09/2024 - 14:06", date(2024, 9, 3)),
        ("7/3/2024(水) 12:00", date(2024, 7, 3)),
        ("do 02/01/2024", date(2024, 1, 2)),
    ],
)
def test_a_printed_weekday_settles_day_and_month(text: str, expected: date) -> None:
    """Of the two orders the one that falls on the weekday holds; a two-letter word is no weekday."""
    moment = find_moment(text, WORDS)
    assert moment is not None
    assert moment.value.timetuple()[:3] == expected.timetuple()[:3]


def test_eight_digits_are_a_date_under_a_label_only() -> None:
    """A number alone may be a code."""
    assert find_moment("20240514 1406", WORDS) is None
    moment = find_moment("20240514 1406", WORDS, labelled=True)
    assert moment is not None
    assert moment.value == datetime(2024, 5, 14, 14, 6)  # noqa: DTZ001  no zone is printed


@pytest.mark.parametrize(("year", "expected"), [("69", 2069), ("70", 1970), ("24", 2024)])
def test_a_year_of_two_digits_is_of_the_century_around_2020(year: str, expected: int) -> None:
    """00 to 69 are of this century, 70 to 99 of the last."""
    moment = find_moment(f"03.06.{year}", WORDS)
    assert moment is not None
    assert moment.value.year == expected


@pytest.mark.parametrize(
    "text",
    [
        "3 hours ago",
        "vor 3 Stunden",
        "May 2024",
        "Release 1.2.3",
        "4/2024",
        "14/13/2024",
        "آذار/نيسان 4 2024",
        "13年4月",
    ],
)
def test_what_has_no_day_month_and_year_is_no_date(text: str) -> None:
    """Nothing is filled in."""
    assert find_moment(text, WORDS) is None


@pytest.mark.parametrize("text", ["3 June 2024, 14:06 IST", "3 June 2024, 14:06 CST", "3 juin 2024, 14:06 est"])
def test_a_zone_of_several_meanings_is_not_guessed(text: str) -> None:
    """The clock time stays without a zone."""
    moment = find_moment(text, WORDS)
    assert moment is not None
    assert isinstance(moment.value, datetime)
    assert moment.value.tzinfo is None


@pytest.mark.parametrize("text", ["12/4 00:40", "8 November, 14:06", "Monday, 14:06"])
def test_a_day_and_clock_without_a_year_is_seen_as_such(text: str) -> None:
    """It is no text of the story."""
    assert is_dateish(text, WORDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 febbraio 2025 (modifica il 5 febbraio 2025 | 14:44)", ("4 febbraio 2025", "il 5 febbraio 2025 | 14:44")),
        ("2024/04/14 14:06（2024/04/15 15:20 更新）", ("2024/04/14 14:06", "2024/04/15 15:20")),
        ("2024/04/14 14:06（最終更新 4/15 00:40）", ("2024/04/14 14:06", "")),
        ("2024年4月14日 14:06 公開 2024年4月15日 15:20 更新", ("2024年4月14日 14:06", "2024年4月15日 15:20")),
        ("2024.04.14 14:06 입력", ("2024.04.14 14:06", "")),
        ("29 de mayo de 2025 (Actualizado a las 04:35)", ("29 de mayo de 2025", "")),
    ],
)
def test_an_update_beside_a_date_is_parted_from_it(text: str, expected: tuple[str, str]) -> None:
    """An update that is no full date is dropped."""
    assert split_update(text, WORDS) == Dated(*expected)


@pytest.mark.parametrize("text", ["5 June 2024 (Page 3)", "The list (updated) has 14 names", "Ada Lind (42)", ""])
def test_other_brackets_stay(text: str) -> None:
    """Only a bracket that says "updated" and holds a date or clock time is an update."""
    assert split_update(text, WORDS) == Dated(text)


@pytest.mark.parametrize("unit", ["1 ", "1.", "12:00 am ", "a1", "ก.", "कि", "日", "年1月", "((", "(更新 1"])
def test_long_lines_without_a_date_end_soon(unit: str) -> None:
    """No pattern takes more than a short time at the longest line that is read."""
    text = (unit * 240)[:239] + "1"
    find_moment(text, WORDS)
    split_update(text, WORDS)
