"""What our templates use besides Jinja's own: marks of a language that changes, and parts that are made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

from jinja2 import UndefinedError
from markupsafe import Markup

MOST_REMEMBERED = 100_000
"""So many fragments a part keeps, the latest used; one has up to about a thousand characters."""


class Spoken(Protocol):
    """A text, or whatever encloses one."""

    @property
    def lang(self) -> str | None:
        """Its language (BCP 47), None where it is unknown."""

    @property
    def dir(self) -> str | None:
        """Its direction of writing, `ltr` or `rtl`."""


def marks(text: Spoken, around: Spoken) -> Markup:
    """Return the attributes that a text needs within what is around it, each after a space; mostly none."""
    try:
        return _marks(text.lang, text.dir, around.lang, around.dir)
    except AttributeError as error:
        raise UndefinedError(f"marks: {error}") from error


@lru_cache
def _marks(lang: str | None, direction: str | None, lang_around: str | None, direction_around: str | None) -> Markup:
    pairs = (("lang", lang, lang_around), ("dir", direction, direction_around))
    return Markup().join(Markup(' {}="{}"').format(key, own) for key, own, around in pairs if own and own != around)


def remembered(part: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return the macro with a memory: what it made of equal inputs is not made again. Inputs have to be hashable."""
    return lru_cache(MOST_REMEMBERED)(part)


Remembered: type = type(remembered(Markup))

FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType({"marks": marks})
GLOBALS: Mapping[str, Callable[..., object]] = MappingProxyType({"remembered": remembered})
