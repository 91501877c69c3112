"""What each key of a story file takes: readers from the YAML tree to the fields of a Story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, get_args

from ..capture.characters import one_line
from ..errors import StoryFileError
from ..story import Correction, Related, Rights, Source, Status, Story, Withdrawal
from . import yamltree as tree
from .agreement import contradictions
from .dates import read_date
from .formers import fault_of
from .keys import BREAKS_PELICAN, OTHER_NAMES, PELICAN_TEXT_KEYS, misspelt
from .values import read_value


class Place(NamedTuple):
    """Where a value stands, for messages."""

    name: str
    line: int
    key: str
    in_list: bool = False

    def quoted(self, text: str) -> str:
        """Return the remedy for a text that wants quotes."""
        return f'write "{text}" in quotes' if self.in_list else f'write {self.key}: "{text}"'

    def error(self, reason: str, remedy: str) -> StoryFileError:
        """Return the error for what stands here."""
        return StoryFileError(self.name, self.line, self.key, reason, remedy)


def read_text(node: tree.Node, place: Place) -> str | None:
    """Return a text on one line, None if there is nothing; refuses what YAML would not read as a text."""
    if not isinstance(node, tree.Scalar):
        raise place.error("a text is wanted, not a list or mapping", f'write {place.key}: "..."')
    if node.plain and node.text and (kind := tree.yaml_type(node.text)):
        text = node.text[:60]
        raise place.error(f"without quotes YAML reads {text} as {KINDS.get(kind, kind)}", place.quoted(text))
    return one_line(node.text) or None


KINDS = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "null": "nothing",
    "timestamp": "a date",
    "merge": "a merge",
    "value": "a default",
}
"""YAML's types, in words."""


def read_names(node: tree.Node, place: Place) -> tuple[str, ...]:
    """Return names from a list, or from a text divided at its semicolons or else at its commas, each once."""
    if isinstance(node, tree.Sequence):
        names = [read_text(item, Place(place.name, item.line, place.key, in_list=True)) for item in node.items]
    else:
        names = list(split_names(read_text(node, place) or ""))
    return tuple(dict.fromkeys(filter(None, names)))


def split_names(text: str) -> tuple[str, ...]:
    """Divide a list in one text as Pelican does: at semicolons where there is one, else at commas."""
    return tuple(name for part in text.split(";" if ";" in text else ",") if (name := part.strip()))


def read_moment(node: tree.Node, place: Place) -> date | None:
    """Return a date or datetime, None if there is nothing."""
    if not isinstance(node, tree.Scalar):
        raise place.error("a date is wanted, not a list or mapping", DATE_REMEDY)
    if not node.text.strip():
        return None
    moment = read_date(node.text)
    if moment is None:
        raise place.error(f"{one_line(node.text)[:60]!r} is no date", DATE_REMEDY)
    return moment


def read_formerly(node: tree.Node, place: Place) -> tuple[str, ...]:
    """Return former codes and addresses from a list, or from a text divided as names are."""
    formers = read_names(node, place)
    for former in formers:
        if fault := fault_of(former):
            raise place.error(f"{former[:60]!r} {fault.reason}", fault.remedy)
    return formers


DATE_REMEDY = "write 2024-03-05, 2024-03-05 14:06 or 2024-03-05T14:06+03:30"


def read_status(node: tree.Node, place: Place) -> Status | None:
    """Return a status that Pelican knows, in any case; None if there is nothing."""
    text = (read_text(node, place) or "").lower()
    for status in STATUSES:
        if text == status:
            return status
    if text:
        raise place.error(f"{text[:60]!r} is no status", f"write one of {', '.join(STATUSES)}")
    return None


STATUSES: tuple[Status, ...] = get_args(Status)


def read_related(node: tree.Node, place: Place) -> tuple[Related, ...]:
    """Return the related stories of a list of mappings."""
    if isinstance(node, tree.Scalar) and not node.text.strip():
        return ()
    if not isinstance(node, tree.Sequence):
        raise place.error("a list of stories is wanted", RELATED_REMEDY)
    related = (_read_related_story(item, Place(place.name, item.line, place.key)) for item in node.items)
    return tuple(story for story in related if story != Related())


RELATED_REMEDY = 'write lines like - {title: "...", story_code: "...", url: "..."}, with one or more of the three'


def _read_related_story(node: tree.Node, place: Place) -> Related:
    if not isinstance(node, tree.Mapping):
        raise place.error("a related story is a mapping", RELATED_REMEDY)
    fields = {}
    for key, value in node.pairs:
        if key.text not in RELATED_KEYS:
            raise place.error(f"a related story has no {key.text[:60]!r}", RELATED_REMEDY)
        fields[key.text] = read_text(value, Place(place.name, value.line, key.text))
    return Related(**fields)


RELATED_KEYS = ("title", "story_code", "url")


def read_corrections(node: tree.Node, place: Place) -> tuple[Correction, ...]:
    """Return the corrections of a list of mappings, each with its date and its text."""
    if isinstance(node, tree.Scalar) and not node.text.strip():
        return ()
    if not isinstance(node, tree.Sequence):
        raise place.error("a list of corrections is wanted", CORRECTIONS_REMEDY)
    return tuple(_read_correction(item, Place(place.name, item.line, place.key)) for item in node.items)


CORRECTIONS_REMEDY = 'write lines like - {date: 2024-05-03, text: "..."}, each with both, the text in quotes'


def _read_correction(node: tree.Node, place: Place) -> Correction:
    if not isinstance(node, tree.Mapping):
        raise place.error("a correction is a mapping", CORRECTIONS_REMEDY)
    values = {key.text: value for key, value in node.pairs}
    for key in values:
        if key not in CORRECTION_KEYS:
            raise place.error(f"a correction has no {key[:60]!r}", CORRECTIONS_REMEDY)
    date = read_moment(values["date"], Place(place.name, values["date"].line, "date")) if "date" in values else None
    text = read_text(values["text"], Place(place.name, values["text"].line, "text")) if "text" in values else None
    if date is None or text is None:
        raise place.error(f"a correction lacks its {'text' if date else 'date'}", CORRECTIONS_REMEDY)
    return Correction(date, text)


CORRECTION_KEYS = ("date", "text")


def read_rights(node: tree.Node, place: Place) -> Rights | None:
    """Return how much of a story may be shown; None if there is nothing."""
    text = (read_text(node, place) or "").lower()
    for rights in RIGHTS:
        if text == rights:
            return rights
    if text:
        remedy = f"write one of {', '.join(RIGHTS)}; a notice of rights goes to rights_notice"
        raise place.error(f"{text[:60]!r} does not say how much may be shown", remedy)
    return None


RIGHTS: tuple[Rights, ...] = get_args(Rights)


def read_reason(node: tree.Node, place: Place) -> str:
    """Return why a story was withdrawn: one that says nothing would stand there as if it were not."""
    reason = read_text(node, place)
    if reason is None:
        raise place.error("the reason is missing", 'write withdrawn: "Why, in a sentence", or take the key out')
    return reason


Reader = Callable[[tree.Node, Place], object]


class Field(NamedTuple):
    """A key of the file: the field of Story that it fills and its reader."""

    field: str
    read: Reader


SCHEMA: Mapping[str, Field] = MappingProxyType(
    {
        "title": Field("headline", read_text),
        "date": Field("date", read_moment),
        "modified": Field("modified", read_moment),
        "story_code": Field("story_code", read_text),
        "formerly": Field("formerly", read_formerly),
        "slug": Field("slug", read_text),
        "source": Field("source", read_text),
        "source_url": Field("source_url", read_text),
        "publisher": Field("publisher", read_text),
        "authors": Field("authors", read_names),
        "dateline": Field("dateline", read_text),
        "summary": Field("deck", read_text),
        "category": Field("category", read_text),
        "tags": Field("tags", read_names),
        "related": Field("related", read_related),
        "copy_of": Field("copy_of", read_text),
        "not_copy_of": Field("not_copy_of", read_names),
        "series": Field("series", read_text),
        "lang": Field("lang", read_text),
        "status": Field("status", read_status),
        "embargo": Field("embargo", read_moment),
        "expires": Field("expires", read_moment),
        "guid": Field("guid", read_text),
        "seed": Field("seed", read_text),
        "rights": Field("rights", read_rights),
        "corrections": Field("corrections", read_corrections),
        "withdrawn": Field("withdrawn", read_reason),
        "withdrawn_date": Field("withdrawn_date", read_moment),
    }
)


def story_of(root: tree.Mapping, body: str, *, name: str) -> Story:
    """Return the story of a front matter and a body; raises `StoryFileError` where the schema is broken."""
    fields: dict[str, object] = {}
    extra: dict[str, object] = {}
    lines: dict[str, int] = {}
    for scalar, node in root.pairs:
        key = known_key(scalar.text)
        place = Place(name, scalar.line, scalar.text[:60])
        _refuse_second(key, lines, place)
        lines[key] = scalar.line
        if key in SCHEMA:
            fields[SCHEMA[key].field] = SCHEMA[key].read(node, place)
        else:
            extra[scalar.text] = _read_extra(key, node, place)
    return _assembled(fields, extra, body, lines, Place(name, root.line, "title"))


def known_key(text: str) -> str:
    """Return a key as the schema knows it; Pelican takes no notice of capitals."""
    lower = text.lower()
    return OTHER_NAMES.get(lower, lower)


def _refuse_second(key: str, lines: Mapping[str, int], place: Place) -> None:
    if key in lines:
        raise place.error(f"it says the same as line {lines[key]}", "keep one of them")


def _read_extra(key: str, node: tree.Node, place: Place) -> object:
    if not key or key == "<<":
        raise place.error("this is no key", "write key: value")
    if key in BREAKS_PELICAN or key.startswith("_"):
        raise place.error("Pelican or the plugin uses this name itself", "choose another name for the key")
    meant = misspelt(key)
    if meant:
        raise place.error("there is no such key", f"write {meant}, or choose a name less like it")
    if key in PELICAN_TEXT_KEYS:
        return read_text(node, place)
    return read_value(node, place.name, place.key)


def _refuse_contradiction(fields: Mapping[str, object], lines: Mapping[str, int], name: str) -> None:
    for key, fault in contradictions(fields):
        raise Place(name, lines[key], key).error(fault.reason, fault.remedy)


def _assembled(
    fields: dict[str, object], extra: dict[str, object], body: str, lines: Mapping[str, int], missing: Place
) -> Story:
    if not fields.get("headline"):
        raise missing.error("the title is missing", "add a line title: The headline")
    _refuse_contradiction(fields, lines, missing.name)
    source, url = fields.pop("source", None), fields.pop("source_url", None)
    if url and not source:
        place = Place(missing.name, lines["source_url"], "source_url")
        raise place.error("the source has an address but no name", "add a line source: Who published it first")
    if source:
        fields["source"] = Source(str(source), str(url) if url else None)
    reason, date = fields.pop("withdrawn", None), fields.pop("withdrawn_date", None)
    if date and not reason:
        place = Place(missing.name, lines["withdrawn_date"], "withdrawn_date")
        raise place.error("it says when, but not why", 'add a line withdrawn: "Why, in a sentence"')
    if reason:
        fields["withdrawn"] = Withdrawal(str(reason), date)  # type: ignore[arg-type]  # as SCHEMA reads it
    fields["status"] = fields.get("status") or "published"
    return Story(**fields, body=body, extra=MappingProxyType(extra))  # type: ignore[arg-type]  # SCHEMA pairs each field with its reader
