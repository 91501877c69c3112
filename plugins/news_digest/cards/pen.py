"""Letters: texts of any script measured and drawn with Pillow, each character in a font that has it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from .bidi import in_visual_order, levels
from .card import Words
from .faces import Face, Faces, Role, faces_of, faces_of_scripts, in_order, setting
from .texts import seen

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)


class Run(NamedTuple):
    """Characters of one font and one direction."""

    text: str
    face: Face
    level: int


class Pen:
    """Sets texts of one language in the fonts of one role; `strong` ones are bold labels."""

    def __init__(self, faces: Faces, role: Role, words: Words, *, strong: bool = False) -> None:
        own = faces.head if role == "head" else faces.strong if strong else faces.label
        self.faces = in_order(own or faces.head, role, words.lang)
        self._of_scripts = faces_of_scripts(words.text, self.faces)
        self._runs: dict[str, list[Run]] = {}
        self._stamps: dict[str, tuple[int, int]] = {}
        self.rtl, self.shapes = words.rtl, faces.shapes
        self.lang = words.lang if _LANGUAGE.fullmatch(words.lang) else None

    def runs(self, text: str) -> list[Run]:
        """Return a line's runs from left to right."""
        if text not in self._runs:
            self._runs[text] = self._found_runs(seen(text))
        return self._runs[text]

    def _found_runs(self, shown: str) -> list[Run]:
        runs: list[Run] = []
        faces = faces_of(shown, self.faces, self._of_scripts)
        for character, face, level in zip(shown, faces, levels(shown, rtl=self.rtl), strict=True):
            if runs and runs[-1][1:] == (face, level):
                runs[-1] = Run(runs[-1].text + character, face, level)
            else:
                runs.append(Run(character, face, level))
        return in_visual_order(runs)

    def width(self, text: str, size: int) -> float:
        """Return how wide a text is in a size, in pixels."""
        return sum(self._font(run, size).getlength(run.text, **self._shaping(run)) for run in self.runs(text))

    def draw(self, on: Image.Image, text: str, size: int, at: tuple[float, float], ink: int) -> None:
        """Draw a line; `at` is where its left end is, and the height that its letters stand on."""
        place, height = at
        draw = ImageDraw.Draw(on)
        for run in self.runs(text):
            font, shaping = self._font(run, size), self._shaping(run)
            draw.text((place, height), run.text, ink, font, anchor="ls", **shaping)
            place += font.getlength(run.text, **shaping)

    def extent(self, text: str, size: int) -> tuple[float, float]:
        """Return how far a line reaches above and below the line that its letters stand on, in pixels."""
        boxes = [self._font(run, size).getbbox(run.text, anchor="ls", **self._shaping(run)) for run in self.runs(text)]
        return max((-box[1] for box in boxes), default=0), max((box[3] for box in boxes), default=0)

    def wants(self, text: str) -> tuple[float, float]:
        """Return the distance of lines and the size that a text wants, by those of Latin letters."""
        wanted = [_wants(character) for character in set(text)]
        hanging = max((each["leading"] for each in setting()["hanging"] if self._has(each, text)), default=0)
        leading, sizes = max(leading for leading, _ in wanted), {size for _, size in wanted}
        # Of two scripts in one text the one that wants the smaller size decides.
        return max(leading, hanging), min(sizes - {1.0}, default=1.0)

    def _has(self, hanging: dict[str, Any], text: str) -> bool:
        return any(run.face.family in hanging["families"] for run in self.runs(text))

    def _font(self, run: Run, size: int) -> ImageFont.FreeTypeFont:
        file = run.face.file
        if file not in self._stamps:  # of one text each font is looked at once
            self._stamps[file] = _stamp(file)
        return _font(file, self._stamps[file], run.face.number, size, self.shapes)

    def _shaping(self, run: Run) -> dict[str, Any]:
        if not self.shapes:
            return {}
        return {"direction": "rtl" if run.level % 2 else "ltr", "language": self.lang}


def _stamp(file: str) -> tuple[int, int]:
    """Return what tells a font from one that was written over its file."""
    status = Path(file).stat()
    return status.st_mtime_ns, status.st_size


# FreeType reads a font as it draws, from memory that shows the file: of one that was written over it must draw nothing.
@lru_cache(200)
def _font(file: str, _told: tuple[int, int], index: int, size: int, shapes: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - a key
    engine = ImageFont.Layout.RAQM if shapes else ImageFont.Layout.BASIC
    return ImageFont.truetype(file, size, index, layout_engine=engine)


@cache
def _wants(character: str) -> tuple[float, float]:
    """Return the distance of lines and the size that a character's script wants, by those of Latin letters."""
    point = ord(character)
    for script in setting()["scripts"]:
        if any(first <= point <= last for first, last in script["blocks"]):
            return script["leading"], script["size"]
    return 1.0, 1.0
