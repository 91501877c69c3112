"""Standing lines of pages told by their shape: arrows to other stories, end marks, addresses to read on at, credits."""

from __future__ import annotations

import re

from .beside import without_town
from .labels import Context, Finding
from .marks import Mark
from .names import is_name
from .origins import mark_first_published, mark_forwarded, mark_original
from .rows import Row

_LONGEST = 160
_LONGEST_NOTE = 400
_FEWEST_DIGITS = 4
_ARROWS_BACK, _ARROWS_ON = "←⟵⇐", "→⟶⇒"
_END = re.compile(r"[-–—]\s?[^\W\d_]{2,14}(?:\s[^\W\d_]{2,14}){0,2}\s?[-–—]")
# What closes a report or release; stars and rules also part a text.
_LAST = re.compile(r"-?\s?(?:30|ENDS?)\s?-|ENDS|#\s?#\s?#|##|-\s?#\s?#\s?#\s?-")
_READ_ON = re.compile(r"(?:\S+\s){0,7}\S*[:：]\s?(?P<url>https?://\S+)")
_DIGIT = re.compile(r"\d")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s(?P<url>https?://\S+)")
_NAMED_ADDRESS = re.compile(r"(?P<name>\S.{1,80}?)\s?[(<](?P<url>https?://[^\s()<>]+)[)>]")
# Agencies number a report by day, desk and running number, behind their own short name.
_AGENCY_CODE = re.compile(r"\b[^\W\d_]{2,8}:(?P<code>\d{6}-\d{2,4}-\d{3,8}/\d{1,2})\s*$")
_AFTER_TAGS = re.compile(r"\.\s(?=[^\W\d_]+\s(?:\S+\s)?[^\W\d_]+\.?$)|\s\|\s|\.$")
_NUMBERED = re.compile(
    r"(?P<what>[^\W\d][^\d:]{3,40}?)\s?(?:[Nn][ro]\.?\s?:?|[nN]\.?\s?[°ºo]\.?|№|č\.|सं\.|#|第)\s?(?P<code>\d[\d/.-]*)\s?[号號]?",
)


def mark_arrow(row: Row, _: Context) -> Mark | None:
    """Mark a line that an arrow at either end shows to lead to another story."""
    text = (row.mark + row.text).strip()
    leads = text[:1] in _ARROWS_BACK or text[-1:] in _ARROWS_ON
    return Mark(row, "furniture", "arrow to another story") if leads and row.width <= _LONGEST else None


def mark_end(row: Row, _: Context) -> Mark | None:
    """Mark a line of at most three words between dashes: the text's end in any language."""
    if _LAST.fullmatch(row.raw.strip()):
        return Mark(row, "heading", "end mark", about="end")
    text = f"{row.bullet} {row.text}" if row.bullet else row.text
    return Mark(row, "furniture", "end mark") if _END.fullmatch(text) else None


def mark_read_on(row: Row, _: Context) -> Mark | None:
    """Mark a few words, a colon and an address: where to read on."""
    addressed = not row.bullet and "://" in row.text
    found = (_READ_ON.fullmatch(row.text) or _FOOTNOTE.fullmatch(row.text)) if addressed else None
    if not found:
        return None
    return Mark(
        row, "furniture", "address to read on at", (Finding("url", found["url"], "address to read on at", 0.3),)
    )


def _without_label(text: str, context: Context) -> str | None:
    """Return what follows a label without a colon at the text's beginning: "Published on Harbour Wire"."""
    words = text.split()
    for size in (3, 2, 1):
        label = context.words.labels.get(" ".join(words[:size]).casefold())
        if label in {"date", "source", "publisher"} and len(words) > size:
            return " ".join(words[size:])
    return None


def mark_named_address(row: Row, context: Context) -> Mark | None:
    """Mark "Published on Harbour Wire (https://harbourwire.example)": the source and its address."""
    found = _NAMED_ADDRESS.fullmatch(row.text) if "://" in row.text else None
    name = _without_label(found["name"], context) if found else None
    if not found or not name or not is_name(without_town(name)):
        return None
    rule = "name with its address"
    return Mark(row, "facts", rule, (Finding("source", name, rule, 0.7), Finding("url", found["url"], rule, 0.2)))


def mark_note(row: Row, context: Context) -> Mark | None:
    """Mark a paragraph in brackets in which the page speaks of the story: "(This story has not been edited ...)"."""
    bracketed = row.text[:1] in "([（" and row.text[-1:] in ")]）"
    speaks = bracketed and any(phrase in row.folded for phrase in context.words.notes)
    return Mark(row, "furniture", "note on the story") if speaks and row.width <= _LONGEST_NOTE else None


def mark_number(row: Row, _: Context) -> Mark | None:
    """Mark an agency's number at a line's end, and "Press release No. 739/2023"."""
    if row.width > _LONGEST or not _DIGIT.search(row.text):
        return None
    if found := _AGENCY_CODE.search(row.text):
        return Mark(row, "rights", "agency's number", (Finding("story_code", found["code"], "agency's number", 0.8),))
    found = _NUMBERED.fullmatch(row.text)
    if not found or not ("/" in found["code"] or "第" in row.text or len(found["code"]) >= _FEWEST_DIGITS):
        return None
    return Mark(row, "facts", "number sign", (Finding("story_code", found["code"], "number sign", 0.7),))


def mark_credit(row: Row, context: Context) -> Mark | None:
    """Mark "Photo: Harbour Wire / Ada Lind": who took the picture wrote nothing."""
    credit = (":" in row.text or "：" in row.text) and context.words.begins(row.folded, "credits")
    if not credit or row.width > _LONGEST or row.is_prose or context.moment(row.text):
        return None
    return Mark(row, "caption", "picture credit")


def mark_filed(row: Row, context: Context) -> Mark | None:
    """Mark "This entry was posted in News and tagged ferries, harbours. Bookmark the permalink."."""
    if row.width > _LONGEST_NOTE or not context.words.begins(row.folded, "starts"):
        return None
    tokens = row.text.split()
    for index in range(1, len(tokens) - 1):
        size = next((size for size in (2, 1) if _is_tag_label(tokens[index : index + size], context)), 0)
        if size:
            tags = _AFTER_TAGS.split(" ".join(tokens[index + size :]))[0]
            return Mark(row, "tags", "filed with tags", (Finding("tags", tags, "filed with tags", 0.7),))
    return None


def _is_tag_label(tokens: list[str], context: Context) -> bool:
    return context.words.labels.get(" ".join(tokens).casefold().rstrip(":")) == "tags"


# Of those below, the ones that also know lines of more than 160 columns, and lines of words alone.
STANDING_LONG = (mark_named_address, mark_note, mark_filed)
STANDING_WORDS = (mark_end, mark_first_published, mark_forwarded, mark_original, mark_filed)
STANDING = (
    mark_arrow, mark_end, mark_named_address, mark_first_published, mark_forwarded, mark_original, mark_note,
    mark_number, mark_credit, mark_filed,
)  # fmt: skip
