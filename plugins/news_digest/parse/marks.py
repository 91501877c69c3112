"""What a line of a capture is: small rules, each of which knows one kind of line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .facts import is_running_text, read_facts
from .labels import Context, Finding
from .names import is_name
from .rows import Row, ends_full_stop, fold
from .tokens import joints_of

Kind = Literal[
    "address", "tags", "heading", "furniture", "facts", "caption", "crumbs", "rights", "table", "prose", "short"
]

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?:\s+\d{1,3}\s?/\s?\d{1,3})?$", re.IGNORECASE)
_ANY_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HASHTAGS = re.compile(r"(?:[#＃][^\s#＃]+[\s,;]*)+$")
_HANDLE = re.compile(r"@\w{2,64}$")
_COUNT = re.compile(r"^(?:\(?\d[\d.,]*[km]?\)?\s+)|\s*[(\[]?\d[\d.,]*[km]?[)\]]?\s*$")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[\d\s.,:/()+-]{1,20}$")
_INITIALS = re.compile(r"[A-Z]{2,4}(?:/[A-Z]{2,4}){1,3}$")
_END_MARK = re.compile(r"(?:[-–—=_*#~.·•+ ]{3,}|-?\s?(?:30|ENDS?|###)\s?-?|\*+)$")
_RIGHTS = re.compile(r"(?:[©ⓒ]|\(c\)|copyright\b|℗)", re.IGNORECASE)
_CREDIT = re.compile(r"[(\[（]\s?[^()\[\]（）]{0,90}[)\]）]\s*$")
_BRACKETS_CLOSE = frozenset(")]）")
_TRAILING_CREDIT = re.compile(
    r"(?:[.!?…»”\"']|[^\W\d_])\s[(|]?\s?(?P<credit>[^\W\d_]{3,14}\s?:\s?(?P<name>[^.!?:]{2,60}))[.)]?$"
)
_CRUMB = re.compile(r"\s(?:[›»>＞/→❯▸]|&gt;|::)\s")
_CRUMB_BESIDE_QUOTES = re.compile(r"\s(?:[>＞/→❯▸]|&gt;|::)\s")
_COUNT_OF = re.compile(r"(?:[\d.,]{1,7})\s*(?P<unit>[^\W\d_]+)$")
# Signs around the heading of a list: arrows, frames, bullets.
_SIGNS = " :.!?-–—>»›▼↓|【】[]〔〕《》<＞◇◆■□●○▶"
_MENU = re.compile(r"\s*[|｜·•]\s*|\t+")
_MENU_SIGNS = "|｜·•\t"
_OPENERS, _CLOSERS = "#＃@([（【", ")]）】>"
_FEWEST_SECTIONS = 3
_LONGEST_FURNITURE = 80
_LONGEST_CAPTION = 400
_FEWEST_CAPTION = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark a line understood: its kind, which rule said so, and what it tells for the story's fields."""

    row: Row
    kind: Kind
    rule: str
    findings: tuple[Finding, ...] = ()
    about: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the line may belong to headline or body."""
        return self.kind in {"prose", "short"}


Marker = Callable[[Row, Context], Mark | None]


def mark_address(row: Row, _: Context) -> Mark | None:
    """Mark a line that is an address, perhaps with a page number as printers add it."""
    if not _ADDRESS.match(row.text):
        return None
    address = row.text.split()[0]
    return Mark(row, "address", "address line", (Finding("url", address, "address line", 0.5),))


def mark_hashtags(row: Row, _: Context) -> Mark | None:
    """Mark a line of #tags, or one of an @handle."""
    if _HANDLE.match(row.text):
        return Mark(row, "furniture", "handle")
    if not _HASHTAGS.match(row.text):
        return None
    tags = "; ".join(tag.strip("#＃,; ") for tag in row.text.replace("＃", "#").split("#") if tag.strip("#＃,; "))
    return Mark(row, "tags", "hashtags", (Finding("tags", tags, "hashtags", 0.8),))


def _without_count(text: str) -> str:
    return _COUNT.sub("", text) if _DIGIT.search(text) else text


def mark_heading(row: Row, context: Context) -> Mark | None:
    """Mark a line that opens a list which is not the story: related stories, tags, comments."""
    if row.width > _LONGEST_FURNITURE:
        return None
    plain = row.folded.strip(_SIGNS)
    for spelling in (plain, _without_count(plain).strip(" :")):
        if about := context.words.headings.get(spelling):
            return Mark(row, "heading", "heading of a list", about=about)
    return None


def _is_share_bar(folded: str, words: frozenset[str]) -> bool:
    tokens = (token.strip("|,.·•()[]+:") for token in folded.split())
    named = (token for token in tokens if token and not token.isdigit())
    # The first word shows most lines to be none.
    return next(named, None) in words and all(token in words for token in named)


def _is_said_twice(text: str) -> bool:
    """Return whether a line says one thing twice, as a button does with a text for screen readers beside its own."""
    half = len(text) // 2
    return len(text) % 2 == 1 and text[half] == " " and text[:half] == text[half + 1 :]


def mark_furniture(row: Row, context: Context) -> Mark | None:
    """Mark a standing line of the page: share buttons, text size, "read more", numbers, end marks."""
    words, text = context.words, row.folded
    if (
        _END_MARK.match(row.text)
        or (_NUMBER.match(row.text) and not context.moment_alone(row.text))
        or _INITIALS.match(row.text)
    ):
        return Mark(row, "furniture", "number or end mark")
    plain = text.strip(" .:!>»›…-–|[](){}")
    bare = _without_count(plain).strip() if row.width <= 2 * _LONGEST_FURNITURE else plain
    if plain in words.furniture or bare in words.furniture or _is_said_twice(row.text):
        return Mark(row, "furniture", "standing line")
    if row.width > _LONGEST_CAPTION:
        return None
    closed = ends_full_stop(row.text)
    if not row.is_prose and (words.begins(plain, "starts") or (words.ends_so(plain, "ends") and not closed)):
        return Mark(row, "furniture", "standing phrase")
    if row.width <= _LONGEST_FURNITURE * 2 and _is_share_bar(plain, words.share):
        return Mark(row, "furniture", "share bar")
    return None


def mark_print_head(row: Row, context: Context) -> Mark | None:
    """Mark a line such as "Harbour Wire - Print version": it names the source."""
    if row.width > _LONGEST_FURNITURE or not context.words.ends_so(row.folded, "prints"):
        return None
    for phrase in context.words.prints:
        before = row.folded[: -len(phrase)].rstrip()
        if row.folded.endswith(phrase) and before.endswith(("-", "|", "·", ":")):
            name = row.text[: len(row.text) - len(phrase)].strip(" -–—|:·")
            found = (Finding("source", name, "head of a printed page", 0.7),) if name else ()
            return Mark(row, "furniture", "head of a printed page", found)
    return None


def mark_facts(row: Row, context: Context) -> Mark | None:
    """Mark a line of labels and values, of a date, or a byline."""
    found = read_facts(row, context)
    return Mark(row, "facts", found[0].rule, found) if found else None


def mark_count(row: Row, context: Context) -> Mark | None:
    """Mark a line such as "644 words" or "3 min"."""
    found = _COUNT_OF.match(row.text)
    if found and fold(found["unit"]) in context.words.counts:
        return Mark(row, "furniture", "count")
    return None


def mark_language(row: Row, context: Context) -> Mark | None:
    """Mark a line that is the name of a language, as database exports print it."""
    lang = context.words.languages.get(row.folded)
    return (
        Mark(row, "facts", "name of a language", (Finding("lang", lang, "name of a language", 0.4),)) if lang else None
    )


def mark_rights(row: Row, _: Context) -> Mark | None:
    """Mark a line of copyright."""
    if row.width > _LONGEST_CAPTION or not _RIGHTS.match(row.text):
        return None
    return Mark(row, "rights", "copyright line", (Finding("rights", row.text, "copyright line", 0.3),))


def mark_caption(row: Row, context: Context) -> Mark | None:
    """Mark a picture's caption: it ends with a credit, or begins with one."""
    if row.width > _LONGEST_CAPTION:
        return None
    credit = _CREDIT.search(row.text) if row.text.rstrip()[-1:] in _BRACKETS_CLOSE else None
    if credit and any(phrase in fold(credit.group()) for phrase in context.words.credits):
        return Mark(row, "caption", "picture credit")
    if _ends_with_credit(row, context):
        return Mark(row, "caption", "picture credit")
    if row.width <= LONGEST_CREDIT and context.words.begins(row.folded, "credits"):
        return Mark(row, "caption", "picture credit")
    return None


LONGEST_CREDIT = 160
# Of two words with a capital behind a small letter one may be a trade name.
_FEWEST_JOINTS, _WORDS_A_JOINT, _LONGEST_MENU = 4, 3, 2000


def _ends_with_credit(row: Row, context: Context) -> bool:
    """Return whether "Photo: Ada Lind" or the like stands behind a full stop at the line's end."""
    found = _TRAILING_CREDIT.search(row.text) if ":" in row.text else None
    if found is None or found.start() < _FEWEST_CAPTION or not context.words.begins(fold(found["credit"]), "credits"):
        return False
    names = re.split(r"\s?[/,|]\s?|\s[-–]\s", found["name"])
    return all(is_name(name.strip()) for name in names if name.strip())


def mark_crumbs(row: Row, context: Context) -> Mark | None:
    """Mark a trail of sections such as "Home > World > Story"."""
    # What stands between « and » is a quotation, and no trail.
    quoted = row.text.count("«") >= max(1, row.text.count("»"))
    parts = (_CRUMB_BESIDE_QUOTES if quoted else _CRUMB).split(row.text)
    if (
        len(parts) == 1
        and "|" in row.text
        and row.text.count("|") < _FEWEST_SECTIONS
        and fold(row.text.partition("|")[0]).strip() in context.words.furniture
    ):
        parts = row.text.split("|")
    if len(parts) > 1 and len(parts[0].split()) <= len("123") and row.width <= _LONGEST_CAPTION and not row.is_prose:
        return Mark(row, "crumbs", "trail of sections")
    return None


def _has_menu_sign(text: str) -> bool:
    # One after the other they are found faster than by a pattern.
    return any(sign in text for sign in _MENU_SIGNS)


def mark_menu(row: Row, _: Context) -> Mark | None:
    """Mark a line of several sections beside each other."""
    if not _has_menu_sign(row.text):
        return None
    parts = [part for part in _MENU.split(row.text) if part]
    short = len(parts) >= _FEWEST_SECTIONS and all(len(part.split()) <= len("123") for part in parts)
    return Mark(row, "furniture", "menu") if short and not any(char.isdigit() for char in row.text) else None


def mark_run_together(row: Row, _: Context) -> Mark | None:
    """Mark a menu whose names ran together when it was copied: "NewsSportCultureWeather"."""
    text = row.text[:_LONGEST_MENU]
    joints = joints_of(text)
    if joints < _FEWEST_JOINTS or _WORDS_A_JOINT * joints < len(text.split()) or "#" in text:
        return None
    return Mark(row, "furniture", "menu run together")


def mark_prose(row: Row, context: Context) -> Mark | None:
    """Mark a paragraph that nothing at its beginning or end could show to be anything else."""
    text = row.text
    if row.mark or text[0] in _OPENERS or text[-1] in _CLOSERS or not row.is_prose or not is_running_text(row, context):
        return None
    if row.width <= _LONGEST_CAPTION:
        start = fold(text[:_LONGEST_FURNITURE])
        if context.words.begins(start, "starts") or (
            ":" in text[-_LONGEST_FURNITURE:] and _ends_with_credit(row, context)
        ):
            return None
    return None if _has_menu_sign(text) or _RIGHTS.match(text) else Mark(row, "prose", "prose")


def mark_text(row: Row, _: Context) -> Mark:
    """Mark anything else as text: prose by its shape, or a short line."""
    return Mark(row, "prose", "prose") if row.is_prose else Mark(row, "short", "short line")
