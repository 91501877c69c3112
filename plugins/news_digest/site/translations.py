"""The words of the site's language: the user's own translation of a message, else the theme's, else the English text.

Translations are gettext catalogs, `<language>/LC_MESSAGES/messages.po`, in the digest's folder `translations` and in
the theme's. They are read as they are, by Babel, which also knows how languages write dates (CLDR). What was read is
kept in the book: Babel costs more than a small build, and is only loaded where a catalog changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from gettext import GNUTranslations, NullTranslations
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from ..errors import SettingsError
from .settings import SiteSettings, translation_folders
from .words import ENGLISH, Weekday, Words

FACT = "words"
"""The name that the book keeps words by."""
CATALOG = "LC_MESSAGES/messages.po"

# A tag of BCP 47, or its like with low lines, and a subtag that is a script.
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*", re.ASCII)
_SCRIPT = re.compile(r"[A-Za-z]{4}", re.ASCII)
# Where Chinese is written in other characters than the plain tag stands for.
_HANT = frozenset({"TW", "HK", "MO"})


class Spoken(NamedTuple):
    """All that words are made of, in values that the book can keep: `catalogs` are as gettext's compiled files."""

    mark: str
    catalogs: tuple[bytes, ...]
    days: tuple[str, ...]
    months: tuple[str, ...]
    digits: str
    weekdays: tuple[tuple[str, str], ...]
    week_begins: int


def in_its_language(site: SiteSettings, settings: Mapping[str, object], kept: object = None) -> SiteSettings:
    """Return the site's settings with the words of its language; raises `SettingsError` for a faulty catalog."""
    return replace(site, words=words_of(site.lang, translation_folders(settings), kept))


def is_translated(lang: str, words: Words) -> bool:
    """Return whether there is any catalog of the language, or none is needed."""
    return _is_english(lang) or bool(words.kept and Spoken(*words.kept).catalogs)  # type: ignore[arg-type]


def words_of(lang: str, folders: Iterable[str], kept: object = None) -> Words:
    """Return the words of a language; `kept` is what an earlier call had as `Words.kept`, good if nothing changed.

    Raises `SettingsError` for a faulty catalog.
    """
    files = tuple(_catalogs(lang, folders))
    if not files and lang.lower() == "en":
        return ENGLISH
    mark = _mark(lang, files)
    if isinstance(kept, tuple) and kept[:1] == (mark,):
        return _words(Spoken(*kept))
    from .cldr import calendar_of, digits_of, week_begins, weekdays_of  # noqa: PLC0415 - Babel costs more than a small build
    from .po_files import compiled  # noqa: PLC0415 - likewise

    catalogs = tuple(compiled(path, data, candidate) for path, candidate, data in files)
    known = tags(lang)
    days, months = (ENGLISH.days, ENGLISH.months) if _is_english(lang) else calendar_of(known)
    weekdays = tuple((day.name, day.short) for day in weekdays_of(known))
    return _words(Spoken(mark, catalogs, tuple(days), tuple(months), digits_of(known), weekdays, week_begins(known)))


def tags(lang: str) -> tuple[str, ...]:
    """Return a language's tag and those that stand for it, the closest first: de_AT, de. None for what is no tag.

    Another script is another language to who reads it, so nothing stands for Serbian in Latin letters but itself.
    """
    if not _TAG.fullmatch(lang):
        return ()
    parts = [_cased(part) if place else part.lower() for place, part in enumerate(re.split("[-_]", lang))]
    least = next((place for place, part in enumerate(parts) if place and _SCRIPT.fullmatch(part)), 0) + 1
    if parts[0] == "zh" and least == 1 and not _HANT.isdisjoint(parts):
        least = len(parts)
    return tuple("_".join(parts[:length]) for length in range(len(parts), least - 1, -1))


def _cased(subtag: str) -> str:
    return subtag.title() if _SCRIPT.fullmatch(subtag) else subtag.upper()


def _is_english(lang: str) -> bool:
    return re.split("[-_]", lang)[0].lower() == "en"


def _catalogs(lang: str, folders: Iterable[str]) -> Iterator[tuple[str, str, bytes]]:
    """Yield the path of each catalog with its tag and its bytes: those of a folder together, the closest first."""
    for folder in folders:
        for tag in tags(lang):
            path = Path(folder) / tag / CATALOG
            try:
                yield str(path), tag, path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                raise SettingsError(str(path), f"cannot be read: {error.strerror}", "check its permissions") from error


def _mark(lang: str, files: Iterable[tuple[str, str, bytes]]) -> str:
    digest = blake2b(lang.encode("utf-8", "surrogatepass"), digest_size=16)
    for _, tag, data in files:
        digest.update(b"\0%b %d:%b" % (tag.encode(), len(data), data))
    return digest.hexdigest()


def _words(spoken: Spoken) -> Words:
    first = NullTranslations()
    for catalog in reversed(spoken.catalogs):
        translations = GNUTranslations(BytesIO(catalog))
        translations.add_fallback(first)
        first = translations
    digits = {ord(latin): own for latin, own in zip("0123456789", spoken.digits, strict=False)}
    weekdays = tuple(Weekday(*day) for day in spoken.weekdays)
    days, months, begins = spoken.days, spoken.months, spoken.week_begins
    return Words(days, months, weekdays, begins, digits, first, tuple(spoken), spoken.mark)
