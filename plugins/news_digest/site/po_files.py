"""A gettext catalog is read by Babel, checked, and compiled in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from ..errors import SettingsError

# What Babel's reader fails with where a file is no catalog, and gettext's where the rule of the plural is none.
FAULTS = (PoFileError, ValueError, LookupError, TypeError, AttributeError, AssertionError)

_PLACE = re.compile(r"%\((\w+)\)s|%%")


def compiled(path: str, data: bytes, tag: str) -> bytes:
    """Return a catalog as gettext reads it; messages that are marked as fuzzy or left empty are not in it.

    Raises `SettingsError` where it is no catalog, or a translation does not fit its message.
    """
    try:
        catalog = read_po(BytesIO(data.removeprefix(b"\xef\xbb\xbf")), locale=tag, abort_invalid=True)
        buffer = BytesIO()
        write_mo(buffer, catalog)
        GNUTranslations(BytesIO(buffer.getvalue()))
    except FAULTS as error:
        told = f"{type(error).__name__}: {error}" if not isinstance(error, PoFileError) else str(error)
        raise SettingsError(
            path, f"is no catalog that can be read: {told}", "open it in an editor for PO files"
        ) from error
    for fault in faults(catalog):
        raise SettingsError(path, fault, "use the names of the message, each as it stands there, and %% for a sign")
    return buffer.getvalue()


def faults(catalog: Catalog) -> Iterator[str]:
    """Yield in words each translation that values could not be put into."""
    for message in catalog:
        if message.id and not message.fuzzy:
            yield from _faults_of(message)


def _faults_of(message: Message) -> Iterator[str]:
    ids, texts = _texts(message.id), _texts(message.string)
    known = {name for text in ids for name in _PLACE.findall(text)} - {""}
    for text in texts if known else ():
        strange = sorted({name for name in _PLACE.findall(text) if name} - known)
        if strange or "%" in _PLACE.sub("", text):
            what = f"%({strange[0]})s" if strange else "a % without a name"
            yield f"line {message.lineno}: the translation of {ids[0]!r} has {what}"


def _texts(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())
