"""The one form of a story that its file can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from types import MappingProxyType

from ..capture.characters import one_line, tidy_text
from ..story import Correction, Related, Source, Story, Withdrawal
from .formers import fault_of

_LEADING_BLANK_LINES = re.compile(r"\A(?:[ \t]*\n)+")


def normalised(story: Story) -> Story:
    """Return the story as its file will give it back; see `storyfile` for what that means."""
    texts = {key: _text(getattr(story, key)) for key in TEXTS}
    if texts["copy_of"] == texts["story_code"]:
        texts["copy_of"] = None
    return replace(
        story,
        **texts,  # type: ignore[arg-type]  # TEXTS names fields that take a text or None
        headline=one_line(story.headline),
        formerly=tuple(_formers(story.formerly, texts["story_code"])),
        source=_source(story.source),
        authors=_names(story.authors),
        tags=_names(story.tags),
        related=tuple(filter(_says_something, map(_related, story.related))),
        not_copy_of=tuple(_others(story.not_copy_of, texts)),
        corrections=tuple(one for one in map(_correction, story.corrections) if one.text),
        withdrawn=_withdrawal(story.withdrawn),
        body=tidy_body(story.body),
        extra=MappingProxyType({one_line(key): _value(value) for key, value in story.extra.items()}),
    )


TEXTS = ("story_code", "copy_of", "slug", "publisher", "dateline", "deck", "category", "lang", "guid", "seed")


def tidy_body(body: str) -> str:
    """Return a body without blank lines before it, white space after it and characters that no page may carry."""
    return trimmed(tidy_text(body))


def trimmed(body: str) -> str:
    """Return a body that is tidy already without blank lines before it and white space after it."""
    return _LEADING_BLANK_LINES.sub("", body).rstrip(" \t\n")


def _text(value: str | None) -> str | None:
    return one_line(value) or None if value else None


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(one_line, names))))


def _formers(formers: Iterable[str], code: str | None) -> Iterable[str]:
    return (former for former in _names(formers) if former != code and not fault_of(former))


def _others(codes: Iterable[str], texts: Mapping[str, str | None]) -> Iterable[str]:
    """Return codes of other stories than the story itself and what it is a copy of."""
    return (code for code in _names(codes) if code not in {texts["story_code"], texts["copy_of"]})


def _source(source: Source | None) -> Source | None:
    name = source and one_line(source.name)
    return Source(name, _text(source.url)) if source and name else None


def _related(related: Related) -> Related:
    return Related(*(_text(getattr(related, field.name)) for field in fields(Related)))


def _correction(correction: Correction) -> Correction:
    return Correction(correction.date, one_line(correction.text))


def _withdrawal(withdrawn: Withdrawal | None) -> Withdrawal | None:
    reason = withdrawn and one_line(withdrawn.reason)
    return Withdrawal(reason, withdrawn.date) if withdrawn and reason else None


def _says_something(related: Related) -> bool:
    return related != Related()


def _value(value: object) -> object:
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, Mapping):
        return {tidy_text(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_value(inner) for inner in value]
    return value
