"""Dates in other spellings rewritten before they are sought: eras, word numbers, the year behind the clock.

Each rule turns one printed form into one that `days.PATTERNS` read. A rule runs only where its sign stands in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .calendar import load_calendar

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]")
_THAI_OFFSET = 543
_THAI_PIVOT = 40
_TAIWAN_OFFSET = 1911
_DIGITS = {
    code: str(unicodedata.digit(chr(code)))
    for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040, 0x17E0)
    for code in range(start, start + 10)
}
_CHINESE_DIGITS = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_VIETNAMESE_MONTHS = (
    ("mười hai", "chạp"), ("mười một",), ("mười",), ("một", "giêng"), ("hai",), ("ba",), ("tư", "bốn"), ("năm",),
    ("sáu",), ("bảy", "bẩy"), ("tám",), ("chín",),
)  # fmt: skip
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = f"(?-i:{'|'.join(sorted(_ROMAN_MONTHS, key=len, reverse=True))})"
_MONTH_NUMBERS = {
    name: number
    for names, number in zip(_VIETNAMESE_MONTHS, (12, 11, 10, *range(1, 10)), strict=True)
    for name in names
}


def western_digits(text: str) -> str:
    """Return the text with the digits of other scripts as 0 to 9."""
    return text if text.isascii() else text.translate(_DIGITS)


def plain_text(text: str) -> str:
    """Return the text in compatibility forms, without invisible codes, with Western digits."""
    if text.isascii():
        return text
    return western_digits(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))


def _chinese_number(text: str) -> int:
    """Return 1 to 39 from "三十一"; digits one after the other are read as such."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(_CHINESE_DIGITS[char] for char in text))
    return (int(_CHINESE_DIGITS[tens]) if tens else 1) * 10 + (int(_CHINESE_DIGITS[ones]) if ones else 0)


def _chinese_day(found: re.Match[str]) -> str:
    year = "".join(_CHINESE_DIGITS[char] for char in found["y"])
    return f"{year}年{_chinese_number(found['m'])}月{_chinese_number(found['d'])}日"


def _of_era(found: re.Match[str]) -> str:
    first = load_calendar().eras[found["era"]]
    return f"{first + (1 if found['n'] == '元' else int(found['n'])) - 1}年"


def _of_letter_era(found: re.Match[str]) -> str:
    first = load_calendar().eras[found["era"]]
    return f"{first + int(found['n']) - 1}{found['rest']}"


def _of_republic(found: re.Match[str]) -> str:
    return f"{_TAIWAN_OFFSET + int(found['n'])}年"


def _buddhist(found: re.Match[str]) -> str:
    return str(int(found["y"]) - _THAI_OFFSET)


def _short_thai(found: re.Match[str]) -> str:
    """Return the year in full: of two digits beside a Thai month, 40 to 99 are Buddhist (2540 to 2599), else 20xx."""
    year = int(found["y"])
    return f"{found['month']} {2000 + year if year < _THAI_PIVOT else 2500 + year - _THAI_OFFSET}"


def _roman(found: re.Match[str]) -> str:
    return f"{found['a']}.{_ROMAN_MONTHS.index(found['m'].upper()) + 1}.{found['b']}"


def _vietnamese_month(found: re.Match[str]) -> str:
    return f"tháng {_MONTH_NUMBERS[' '.join(found['name'].casefold().split())]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is rewritten: `sign` must stand in the text for the pattern to be tried at all."""

    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    become: str | Callable[[re.Match[str]], str]


def _rule(sign: str, pattern: str, become: str | Callable[[re.Match[str]], str]) -> Rule:
    return Rule(re.compile(sign), re.compile(pattern, re.IGNORECASE), become)


_BUDDHIST_YEAR = r"(?<![\d:.])(?P<y>2[45]\d\d|26\d\d)(?![\d:])(?!\s?น\.)"
# What only pages of one language print: Buddhist years without a Thai word beside them, letters for Japanese eras.
RULES_OF: Mapping[str, Rule] = MappingProxyType({
    "th": _rule(r"\d{4}", _BUDDHIST_YEAR, _buddhist),
    "ja": _rule(
        r"[RHS]\.?\d",
        r"(?<![\w.])(?P<era>(?-i:[RHS]))\.?(?P<n>\d{1,2})(?P<rest>[./]\d{1,2}[./]\d{1,2})(?![\w./])",
        _of_letter_era,
    ),
})  # fmt: skip

# In this order: an era's name before a bare year of three digits, "B.E." before the years it stands with.
RULES: tuple[Rule, ...] = (
    # "Mon Jun  3 14:06:00 EDT 2024", as `date` and C's ctime() print it.
    _rule(
        r"\d:\d\d:\d\d",
        r"(?<!\w)([a-z]{3})\s{1,2}(\d{1,2})\s(\d\d:\d\d:\d\d)(\s[a-z]{2,5}|\s[+-]\d{4})?\s(\d{4})(?!\d)",
        r"\1 \2, \5 \3\4",
    ),
    # "HW-WF-05-14-24 1406GMT", as wires close a report; the month comes first.
    _rule(
        "GMT",
        r"(?<!\w)[A-Z]{2,4}-[A-Z]{2,3}-(\d\d)-(\d\d)-(\d\d)\s(\d\d)(\d\d)GMT",
        r"20\3-\1-\2 \4:\5 GMT",
    ),
    # "141406 GMT MAY 24", "141406 Mai 24": day, hour and minute in one group.
    _rule(
        r"(?<!\d)[0-3]\d[0-2]\d[0-5]\d(?!\d)",
        r"(?<![\d-])([0-3]\d)([0-2]\d)([0-5]\d)(\s?(?:GMT|UTC|Z))?\s([^\W\d_]{3,9})\.?\s(?:20)?(\d\d)(?!\d)",
        r"\1 \5 20\6 \2:\3\4",
    ),
    # ISO 8601, basic format: "20240514T140600Z"
    _rule(
        r"\dT\d",
        r"(?<!\w)(\d{4})([01]\d)([0-3]\d)T([0-2]\d)([0-5]\d)([0-5]\d)?(?!\d)",
        lambda found: "{}-{}-{} {}:{}:{}".format(*found.groups("00")),
    ),
    # "dell'11 febbraio", "l'8 mai"
    _rule(r"'\d|’\d", r"(?<!\w)[a-z]{1,4}['’](?=\d{1,2}\s[^\W\d_])", ""),
    _rule(
        "月",
        r"(?P<y>[〇零○一二三四五六七八九]{4})\s?年\s?(?P<m>十[一二]?|[一二三四五六七八九])\s?月\s?(?P<d>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号號]",
        _chinese_day,
    ),
    # "2024年(令和6年)6月3日" says the year twice.
    _rule("年", r"(?<=\d)\s?年\s?\((?:令和|平成|昭和)\s?(?:元|\d{1,2})\s?年?\)", "年"),
    _rule("年", r"(?P<era>令和|平成|昭和|大正|明治|民國|民国)\s?(?P<n>元|\d{1,3})\s?年", _of_era),
    _rule("月", r"(?<!\d)(?P<n>1[0-3]\d)\s?年(?=\s?\d{1,2}\s?月\s?\d{1,2}\s?日)", _of_republic),
    _rule("[\u0e00-\u0e7f]", r"[พค]\.\s?ศ\.\s?(?=\d)", " "),
    _rule("[\u0e00-\u0e7f]|B\\.?E\\.?", _BUDDHIST_YEAR, _buddhist),
    _rule(
        "[\u0e00-\u0e7f]",
        "(?P<month>(?<=\\d)\\s?[\u0e01-\u0e4e]{1,5}\\.[\u0e01-\u0e4e]{1,3}\\.|(?<=\\d)\\s[\u0e01-\u0e4e]{5,12})\\s?(?P<y>\\d\\d)(?![\\d:.])",
        _short_thai,
    ),
    # Vietnamese counts the weekdays from Monday, the second: "Thứ 2".
    _rule("[Tt]hứ|THỨ", r"thứ\s[2-7](?!\d)", ""),
    # Months in Roman capitals: "3.VI.2024", "2024. VI. 3."
    _rule("[IVX]", rf"(?<!\d)(?P<a>\d{{1,2}})[\s./-]{{1,2}}(?P<m>{_ROMAN})[\s./-]{{1,2}}(?P<b>\d{{4}})(?!\d)", _roman),
    _rule("[IVX]", rf"(?<!\d)(?P<a>\d{{4}})[\s./-]{{1,2}}(?P<m>{_ROMAN})[\s./-]{{1,2}}(?P<b>\d{{1,2}})(?!\d)", _roman),
    _rule(
        "[Tt]h[áÁ]ng|TH[áÁ]NG",
        rf"tháng\s(?P<name>{'|'.join(_MONTH_NUMBERS)})(?!\w)(?!\s\d{{1,2}}\s(?:tháng|năm))",
        _vietnamese_month,
    ),
)  # fmt: skip


# The rules whose sign may stand in a text that is ASCII, as most are: one alternative of it is ASCII as well.
ASCII_RULES = tuple(rule for rule in RULES if any(map(str.isascii, rule.sign.pattern.split("|"))))


def respelled(text: str, lang: str | None) -> str:
    """Return plain text with its dates in the spellings that the patterns read."""
    own = (RULES_OF[lang],) if lang and lang in RULES_OF else ()
    for rule in (*(ASCII_RULES if text.isascii() else RULES), *own):
        if rule.sign.search(text):
            text = rule.pattern.sub(rule.become, text)
    return text
