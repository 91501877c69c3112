"""The fonts that cards are set in, each with the characters that it has; no font is opened for any of this."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple
from unicodedata import name

from .texts import NO_BREAK, UNSEEN, cleaned, is_mark, is_plain

Role = Literal["head", "label"]
SETTING = Path(__file__).with_name("setting.toml")
IGNORED = UNSEEN | {NO_BREAK, " "}


class Face(NamedTuple):
    """One font of a machine: its place in its file, and the first and last of each range of characters that it has.

    The user's `own` were named by hand.
    """

    family: str
    file: str
    number: int
    own: bool
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def has(self, character: str) -> bool:
        """Return whether the font has a character."""
        point = ord(character)
        place = bisect_right(self.firsts, point) - 1
        return place >= 0 and point <= self.lasts[place]


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts for headlines and for labels, in the order of preference; `shapes` tells whether letters can be joined.

    `strong` are those of labels in bold. `mark` is a hash of what is drawn with, `places` are the files and folders
    that are others when the machine has other fonts.
    """

    head: tuple[Face, ...]
    label: tuple[Face, ...]
    strong: tuple[Face, ...]
    shapes: bool
    mark: str
    places: tuple[str, ...] = ()

    @property
    def kept(self) -> tuple[object, ...]:
        """The same in plain values, which `faces_from` takes."""
        roles = (tuple(map(tuple, faces)) for faces in (self.head, self.label, self.strong))
        return (*roles, self.shapes, self.mark, self.places)

    def can_set(self, text: str) -> bool:
        """Return whether there is anything in a text once it is cleaned, and a font for all of it."""
        characters = set(cleaned(text)) - IGNORED
        if not characters or not (self.shapes or is_plain("".join(characters))):
            return False
        return all(any(face.has(character) for face in self.head) for character in characters)


def faces_from(kept: tuple[Any, ...]) -> Faces:
    """Return the fonts that were kept as plain values."""
    head, label, strong, *more = kept
    head, label, strong = (tuple(Face(*each) for each in faces) for faces in (head, label, strong))
    return Faces(head, label, strong, *more)


@cache
def setting() -> dict[str, Any]:
    """Return how texts are set: families by roles and languages, where lines break, what scripts want."""
    return tomllib.loads(SETTING.read_text("utf-8"))


def preferred(role: Role, lang: str) -> tuple[str, ...]:
    """Return the families for a language, the best first."""
    families: dict[str, list[str]] = setting()[role]
    tag = lang.lower().replace("_", "-")
    subtags = tag.split("-")
    names = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    return tuple(chain(*(families.get(name, ()) for name in names), families["any"]))


def in_order(faces: Iterable[Face], role: Role, lang: str) -> tuple[Face, ...]:
    """Return fonts with those first that suit a language; the user's own stand before all others."""
    wanted = {family: place for place, family in reversed(list(enumerate(preferred(role, lang))))}
    return tuple(sorted(faces, key=lambda face: (not face.own, wanted.get(face.family, len(wanted)))))


def faces_of(text: str, faces: tuple[Face, ...], of_scripts: Mapping[str, Face]) -> list[Face]:
    """Return the font of each character of a text; signs, numbers and blanks go with the letters beside them.

    `of_scripts` are those of the whole of which the text is a part.
    """
    chosen: list[Face | None] = [None] * len(text)
    before = None
    for place, character in enumerate(text):
        if character.isalpha():
            own = of_scripts.get(_script(character))
            before = chosen[place] = own if own and own.has(character) else _fitting(character, faces)
        elif before and (character in IGNORED or before.has(character)):
            chosen[place] = before
    after = None
    for place in range(len(text) - 1, -1, -1):
        own = chosen[place]
        if own is None:
            fits = after if after and (text[place] in IGNORED or after.has(text[place])) else None
            chosen[place] = own = fits or _fitting(text[place], faces)
        after = own
    return [face or faces[0] for face in chosen]


def faces_of_scripts(text: str, faces: tuple[Face, ...]) -> dict[str, Face]:
    """Return for each script the first font that has all that a text has of it, so that no word is set in two fonts."""
    used: dict[str, set[str]] = {}
    for character in text:
        if character.isalpha() or is_mark(character):
            used.setdefault(_script(character), set()).add(character)
    return {
        script: next((face for face in faces if all(map(face.has, characters - IGNORED))), faces[0])
        for script, characters in used.items()
    }


@lru_cache(4_096)
def _script(character: str) -> str:
    """Return the script of a character, as the first word of its name tells it."""
    return name(character, "").partition(" ")[0]


def _fitting(character: str, faces: tuple[Face, ...]) -> Face:
    return next((face for face in faces if face.has(character)), faces[0])
