"""The lists around a story: related stories, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..story import Related
from .dates import is_dateish
from .labels import Context
from .marks import Mark

_MOST = 40
_LONGEST_TITLE = 300
_BLOCK = 8
_LONGEST_TAG = 70
# Chinese and Japanese tags are parted by spaces: there is no sign and no letter of an alphabet in the list.
_SEPARATED = re.compile(r"[,;،、；，|｜·•#＃]|[A-Za-zÀ-ʯͰ-ۿ֐-׿가-힣]")
_TAG_SEPARATORS = tuple(
    re.compile(pattern)
    for pattern in (r"\s*[;؛；]\s*", r"\s*[,،、，]\s*", r"\s*[|｜·•]\s*", r"\s*[#＃]", r"\s+/\s+|\t+")
)
_PARTS = re.compile(r"\s*[|｜·•]\s*|\t+|\s{3,}")
_CODE_AT_END = re.compile(r"\s*[(\[]\s*(?:[^\W\d_]{2,12}\s*:?\s*)?(?P<code>[A-Z]{0,4}-?\d{4,12})\s*[)\]]$")
_BARE_CODE = re.compile(r"[A-Z]{0,4}-?\d{5,12}")
_CODE_AT_START = re.compile(r"^[(\[]?(?P<code>\d{5,12})[)\]]?\s*[-–—:.]\s+(?=\D)")
_DATE_AT_END = re.compile(r"[\s,–—-]+[(\[]?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[\s,-]+\d{1,2}:\d{2})?[)\]]?$")
_DATE_AT_START = re.compile(
    r"^[(\[]?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}\.?\s[^\W\d_]{3,12}\.?\s\d{4}(?=\s[-–—:|]))[)\]]?(?:\s?[-–—:|,]\s|\s)(?=\S)"
)
# References quote the title and name the paper and the day behind it.
_QUOTED = re.compile(r"[\"“„](?P<title>[^\"“”„]{8,250})[\"”“][.,]?\s?(?:[-–—,.]\s[^\"]{3,80}\d{4})$")
_SHARE = re.compile(r"\s*\(\d{1,3}\s?%\)")
_ADDRESS = re.compile(r"\s*[(<\[]?(?P<url>https?://[^\s)>\]]+)[)>\]]?\s*")


@dataclass(frozen=True, slots=True)
class Section:
    """A list under a heading: what it is about and the lines in it."""

    about: str
    heading: Mark
    marks: tuple[Mark, ...]


def _is_tag(mark: Mark, after: Mark | None) -> bool:
    """Return whether a standing line ("Video", "News") is a tag here: more tags follow it."""
    return mark.kind == "furniture" and after is not None and after.kind == "short" and after.row.gap == 0


def _ends_list(mark: Mark, before: Sequence[Mark]) -> bool:
    """Return whether a line is past the list: of another kind, without bullet after bullets, or after a wide gap."""
    if mark.kind in {"heading", "rights"} or (mark.kind == "furniture" and mark.rule != "number or end mark"):
        return True
    if mark.kind == "facts" and not {found.field for found in mark.findings} <= {"date", "clock", "bare", "modified"}:
        return True
    items = [one for one in before if one.is_text]
    if not items or not mark.is_text:
        return False
    gaps = [one.row.gap for one in items[1:]]
    if gaps and max(gaps) == 0 and mark.row.gap:
        return True
    return (bool(items[-1].row.bullet) and not mark.row.bullet) or mark.row.gap > max([*gaps, 1])


def _names_another(mark: Mark, above: Sequence[Mark]) -> bool:
    """Return whether a labelled code in a list is another story's: the story's own was printed above."""
    labelled = bool(mark.findings) and {found.field for found in mark.findings} == {"story_code"}
    return labelled and any(found.field == "story_code" for one in above for found in one.findings)


def sections_of(marks: Sequence[Mark]) -> Iterator[Section]:
    """Yield the lists under headings."""
    for index, mark in enumerate(marks):
        if mark.kind != "heading":
            continue
        inside: list[Mark] = []
        reach = marks[index + 1 : index + 1 + _MOST * 3]
        for later, after in zip(reach, (*reach[1:], None), strict=False):
            kept = (mark.about == "tags" and _is_tag(later, after)) or (
                mark.about == "related" and _names_another(later, marks[:index])
            )
            if not kept and _ends_list(later, inside):
                break
            inside.append(later)
        yield Section(mark.about, mark, tuple(inside) or tuple(reach[:_BLOCK] if mark.about == "contact" else ()))


def read_related(text: str) -> Related | None:
    """Return a related story from its line: title, with a code or an address where one is printed."""
    url = _ADDRESS.search(text)
    title = _DATE_AT_START.sub("", _DATE_AT_END.sub("", _ADDRESS.sub(" ", text).strip(" -–—|")))
    if quoted := _QUOTED.match(title):
        title = quoted["title"]
    found = _CODE_AT_END.search(title) or _CODE_AT_START.search(title)
    if found:
        title = (title[: found.start()] + title[found.end() :]).strip()
    if not title and not url:
        return None
    return Related(title or None, found["code"] if found else None, url["url"] if url else None)


def _title_of(mark: Mark, context: Context) -> str:
    """Return the line without the parts that are dates."""
    parts = [part for part in _PARTS.split(mark.row.text) if part]
    kept = [part for part in parts if not is_dateish(part, context.words)]
    return kept[0] if len(kept) == 1 else mark.row.text if kept else ""


def _is_item(mark: Mark) -> bool:
    """Return whether a line is a title: text, or an item with a date beside words that look like a name."""
    dated = mark.kind == "facts" and bool(mark.row.bullet) and any(found.field == "bare" for found in mark.findings)
    return mark.is_text or dated


def _code_of(mark: Mark) -> str | None:
    """Return the story code that is all a line holds, with its label or bare."""
    told = next((found.value for found in mark.findings if found.field == "story_code"), None)
    return told or (mark.row.text if _BARE_CODE.fullmatch(mark.row.text) else None)


def related_in(section: Section, context: Context) -> tuple[tuple[Mark, Related], ...]:
    """Return the stories that a list names; an address on the next line belongs to the title above it."""
    found: list[tuple[Mark, Related]] = []
    only_addresses = not any(_is_item(mark) for mark in section.marks)
    for mark in section.marks:
        if mark.kind == "address" and found and found[-1][1].url is None and found[-1][1].title:
            found[-1] = (found[-1][0], replace(found[-1][1], url=mark.row.text.split()[0]))
        elif mark.kind == "address" and only_addresses:
            found.append((mark, Related(url=mark.row.text.split()[0])))
        elif code := _code_of(mark):
            found.append((mark, Related(story_code=code)))
        elif _is_item(mark) and len(mark.row.text) <= _LONGEST_TITLE:
            related = read_related(_title_of(mark, context))
            found += [(mark, related)] if related else []
    return tuple(found[:_MOST])


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a printed list, without # and underscores; the strongest separator in it parts them."""
    text = _SHARE.sub("", text)
    if not text.isascii() and not _SEPARATED.search(text):
        text = text.replace(" ", ";")
    separator = next((pattern for pattern in _TAG_SEPARATORS if pattern.search(text.strip(" ;,|·•#＃"))), None)
    parts = separator.split(text) if separator else [text]
    found: dict[str, None] = {}
    for part in (part.strip(' :;,|·•#＃"*').replace("_", " ") for part in parts):
        if 0 < len(part) <= _LONGEST_TAG:
            found[part] = None
    return tuple(found)


def tags_in(section: Section) -> tuple[str, ...]:
    """Return the tags that a list names, one or more on a line."""
    tags: dict[str, None] = {}
    for mark in section.marks:
        if mark.rule == "number or end mark":
            continue
        if not (mark.kind in {"short", "tags", "furniture"} and len(mark.row.text) <= _LONGEST_TAG * 6):
            break
        tags.update(dict.fromkeys(split_tags(mark.row.text)))
    return tuple(tags)
