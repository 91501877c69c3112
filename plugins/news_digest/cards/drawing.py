"""A card as a PNG file, in the look of the theme: paper, ink, a thick rule, and a headline that has all the room."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from .card import HEIGHT, WIDTH, Card, Words
from .faces import Faces
from .fitting import Frame, fit, shortened
from .pen import Pen
from .texts import cleaned, is_cut

# The theme's colours, see docs/design.md; all that lies between is a mixture of both.
PAPER, INK = (0xFC, 0xFB, 0xF8), (0x1B, 0x1A, 0x17)
FULL, QUIET, FAINT = 255, 198, 44
SHADES = 12
# zlib's strategy for pictures; by its own choice it takes ten times as long and saves a twentieth.
FILTERED = 1

# Pixels. Letters may reach a little over the edge that they stand at.
EDGE, OVERHANG = 64, 10
TOP_RULE, THIN_RULE = 12, 2
NAME_SIZE, NAME_LINE, NAME_ROOM, NAME_RULE = 40, 74, (22, 98), 98
HEAD_ROOM, LONE_TOP = (140, 536), 64
FACTS_SIZE, FACTS_LINE, FACTS_ROOM, FACTS_RULE, FACTS_GAP = 28, 588, (550, 622), 546, 28
# The headline may be drawn so much beyond its room, for fonts measure without the soft edges of their letters.
SLACK = 4
# Between lines of Latin letters, by their size.
LEADING = 1.14


def draw_card(card: Card, faces: Faces) -> bytes:
    """Return the picture of a card; raises `OSError` where a font turns out to be damaged."""
    picture = Image.new("L", (WIDTH, HEIGHT), 0)
    _rule(picture, 0, TOP_RULE, FULL, 0)
    if name := _shown(card.site, faces):
        line = _Line(Pen(faces, "head", name), NAME_SIZE, FULL, NAME_ROOM, card.headline.rtl)
        line.draw(picture, name.text, NAME_LINE)
        _rule(picture, NAME_RULE, THIN_RULE, FULL)
    if headline := _shown(card.headline, faces):
        room = HEAD_ROOM if name else (LONE_TOP, HEAD_ROOM[1])
        _draw_headline(picture, headline, faces, room, cut=is_cut(card.headline.text))
    _draw_facts(picture, card, faces)
    return _png(picture)


def _shown(words: Words, faces: Faces) -> Words | None:
    """Return a text as it can be set, None where no font has it."""
    return words._replace(text=cleaned(words.text)) if faces.can_set(words.text) else None


def _rule(picture: Image.Image, top: int, height: int, ink: int, edge: int = EDGE) -> None:
    ImageDraw.Draw(picture).rectangle((edge, top, WIDTH - edge - 1, top + height - 1), ink)


def _draw_headline(picture: Image.Image, words: Words, faces: Faces, room: tuple[int, int], *, cut: bool) -> None:
    pen = Pen(faces, "head", words)
    leading, scale = pen.wants(words.text)
    top, bottom = room
    fitted = fit(words.text, Frame(WIDTH - 2 * EDGE, bottom - top, LEADING * leading, scale), pen, cut=cut)
    line = _Line(pen, fitted.size, FULL, (top - SLACK, bottom + SLACK), words.rtl)
    for text, height in zip(fitted.lines, fitted.heights, strict=True):
        line.draw(picture, text, top + height)


def _draw_facts(picture: Image.Image, card: Card, faces: Faces) -> None:
    """Draw the source and, behind it, the day, which keeps its room."""
    source = _shown(card.headline._replace(text=card.source), faces)
    day = _shown(card.site._replace(text=card.day), faces)
    used = kept = 0.0
    if source or day:
        _rule(picture, FACTS_RULE, THIN_RULE, FAINT)
    quiet = _Line(Pen(faces, "label", day), FACTS_SIZE, QUIET, FACTS_ROOM, card.headline.rtl) if day else None
    if quiet and day:
        kept = min(quiet.width(day.text), (WIDTH - 2 * EDGE) / 2) + FACTS_GAP
    if source:
        strong = _Line(Pen(faces, "label", source, strong=True), FACTS_SIZE, FULL, FACTS_ROOM, card.headline.rtl)
        used = strong.draw(picture, source.text, FACTS_LINE, kept=kept) + FACTS_GAP
    if quiet and day:
        quiet.draw(picture, day.text, FACTS_LINE, start=used)


@dataclass(frozen=True, slots=True)
class _Line:
    """Draws lines with one pen, in one size and shade; nothing of them is above or below its room, or over the edges.

    A `mirrored` line stands at the right edge.
    """

    pen: Pen
    size: int
    ink: int
    room: tuple[int, int]
    mirrored: bool

    def width(self, text: str) -> float:
        return self.pen.width(text, self.size)

    def draw(self, picture: Image.Image, text: str, height: float, *, start: float = 0, kept: float = 0) -> float:
        """Draw a line `start` away from its edge, shortened where it has no room, and return how wide it is."""
        text = shortened(text, WIDTH - 2 * EDGE - start - kept, self.width)
        width, (top, bottom) = self.width(text), self.room
        left = WIDTH - EDGE - start - width if self.mirrored else EDGE + start
        layer = Image.new("L", (WIDTH - 2 * (EDGE - OVERHANG), bottom - top), 0)
        self.pen.draw(layer, text, self.size, (left - EDGE + OVERHANG, height - top), self.ink)
        picture.paste(layer, (EDGE - OVERHANG, top), layer)
        return width


def _png(picture: Image.Image) -> bytes:
    """Return a picture of few shades between paper and ink, which is what letters with smooth edges need."""
    last = SHADES - 1
    shades = picture.point([round(value * last / 255) for value in range(256)])
    palette = [
        round(paper + (ink - paper) * shade / last)
        for shade in range(SHADES)
        for paper, ink in zip(PAPER, INK, strict=True)
    ]
    shades.putpalette(palette)
    file = BytesIO()
    shades.save(file, "PNG", bits=4, compress_level=6, compress_type=FILTERED)
    return file.getvalue()
