"""The pictures of a page's text: which are the story's, what stands below each, and which the capture does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from ..capture.pictures import KINDS, Picture
from ..parse.shapes import Cut
from ..story import Figure
from .album import Album, addresses_of
from .hints import HIDDEN, beside_by_name, box_by_name, box_by_tag, is_credit_by_name
from .leads import leads_story
from .pieces import Frame, Image, Layer, Piece
from .shapes import Page
from .tree import Element, squeeze, text_of

# What blocks around a picture may be by their names and tags, for it to be the story's.
_OF_PICTURES = frozenset({"", "caption", "picture, sound or film", "head of the story"})
_LEAST_WIDTH, _LEAST_HEIGHT, _LEAST_DECLARED = 200, 100, 100
_LONGEST_ALT, _LONGEST_CAPTION, _SHOWN = 500, 1500, 120
_REACH = 12
_DEEPEST = 60
_ENDINGS = tuple(f".{kind}" for kind in (*KINDS, "jpeg"))
_SIGNS = "|/–—-·•,; "
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_BRACKETED = re.compile(r"\((.*)\)|\[(.*)\]")

AWAY = "picture that is not in the capture"
SMALL = "small picture"


@dataclass(slots=True)
class Gallery:
    """The figures of a text, each with the number of the piece that it stands before; their pictures; what is cut.

    `told` are the numbers of the pieces that stand below them.
    """

    figures: list[tuple[int, Figure]] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    cuts: list[Cut] = field(default_factory=list)
    told: set[int] = field(default_factory=set)


def gallery_of(page: Page, album: Album) -> Gallery:
    """Return the pictures of a page's text; what the capture does not hold is cut, and its address is not kept."""
    gallery, missing = Gallery(), set[str]()
    for image, own in _images_of_text(page):
        below = _caption_pieces(page.layer, image, own)
        figure, picture = _figure(page.layer, image, below), album.picture(image.element)
        if picture is None:
            address = next(iter(addresses_of(image.element)), "")
            if _may_be_large(image.element) and address not in missing | {""}:
                missing.add(address)
                gallery.cuts.append(_cut(AWAY, figure, address, image))
        elif picture.width < _LEAST_WIDTH or picture.height < _LEAST_HEIGHT:
            gallery.cuts.append(_cut(SMALL, figure, "", image))
        elif picture.name not in gallery.pictures:
            gallery.pictures[picture.name] = picture
            gallery.told.update(piece.number for piece in below if figure.caption or figure.credit)
            shown = Figure(picture.address, figure.alt, figure.caption, figure.credit)
            gallery.figures.append((image.before, shown))
    return gallery


def _cut(reason: str, figure: Figure, address: str, image: Image) -> Cut:
    # Its caption is cut by itself.
    named = "" if address.startswith(("data:", "inline:")) else address
    line = image.element.sourceline or 1
    return Cut(reason, (figure.alt or named or "without words")[:_SHOWN], f"line {line}", (line, line))


def _images_of_text(page: Page) -> Iterator[tuple[Image, list[int]]]:
    """Yield the images from the headline to the end of the text, and above it, that are the story's, with their frames.

    Those frames are the ones that an image does not share with the text.
    """
    kept = [item.piece for item in page.kept]
    if not kept or not page.layer.images:
        return
    layer, first, last = page.layer, kept[0].number, kept[-1].number
    begin = page.headline if 0 <= page.headline < first else first
    shared = [*kept, layer.pieces[page.headline]] if page.headline >= 0 else kept
    around = {number for piece in shared for number in layer.ancestors(piece.frame)}
    for image in layer.images:
        own = list(takewhile(lambda number: number not in around, layer.ancestors(image.frame)))
        closes = image.before == last + 1 and any(layer.frames[number].tag == "figure" for number in own)
        leads = image.before <= page.headline and leads_story(page, image, own, around)
        if (begin < image.before <= last or closes or leads) and _is_of_text(layer, image, own):
            yield image, own


def _is_of_text(layer: Layer, image: Image, own: Sequence[int]) -> bool:
    """Return whether what stands around an image says that it is the story's; `own` are its frames, innermost first."""
    frames = [layer.frames[number] for number in own]
    fits = _OF_PICTURES | {"box"} if any(frame.tag == "figure" for frame in frames) else _OF_PICTURES
    if any(not fits.issuperset(_held_by(frame)) for frame in frames):
        return False
    near = list(_pieces_in(layer, own[-1], image.before)) if own else []
    if any(piece.kind == "heading" for piece in near):
        return False
    return any(piece.kind == "caption" for piece in near) or not _leads_away(image.element)


def _held_by(frame: Frame) -> set[str]:
    hidden = HIDDEN if frame.is_hidden else ""
    return {hidden, box_by_tag(frame.tag), box_by_name(frame.names), beside_by_name(frame.names)}


def _leads_away(element: Element) -> bool:
    """Return whether an image is a link to something else than a picture."""
    link = next((above for above in islice(element.iterancestors(), _DEEPEST) if above.tag == "a"), None)
    address = "#" if link is None else (link.get("href") or "#").partition("?")[0]
    return not (address.startswith("#") or address.casefold().endswith(_ENDINGS))


def _pieces_in(layer: Layer, frame: int, near: int) -> Iterator[Piece]:
    """Yield the pieces around a number that stand in a frame."""
    for piece in layer.pieces[max(0, near - _REACH) : near + _REACH]:
        if frame in layer.ancestors(piece.frame):
            yield piece


def _may_be_large(element: Element) -> bool:
    declared = (element.get("width") or "").removesuffix("px")
    return not (declared.isdecimal() and int(declared[:6]) < _LEAST_DECLARED)


def _figure(layer: Layer, image: Image, below: Sequence[Piece]) -> Figure:
    """Return what a page says of an image, without an address."""
    caption, credit = _told_apart(layer, below)
    alt = squeeze(image.element.get("alt") or "")
    named = alt.casefold().endswith(_ENDINGS) or len(alt) > _LONGEST_ALT
    return Figure("", "" if named else alt, caption, credit)


def _caption_pieces(layer: Layer, image: Image, own: Sequence[int]) -> list[Piece]:
    """Return the pieces of caption and credit in the innermost block that has any, and no other picture."""
    others = layer.images[max(0, image.number - 1) : image.number + 2]
    for frame in own:
        if sum(frame in layer.ancestors(other.frame) for other in others) > 1:
            break
        pieces = [piece for piece in _pieces_in(layer, frame, image.before) if _is_caption(layer, piece, frame)]
        if pieces:
            return pieces
    return []


def _is_caption(layer: Layer, piece: Piece, block: int) -> bool:
    """Return whether a piece stands in a block within a picture's block that is a caption."""
    if piece.is_linked or len(piece.text) > _LONGEST_CAPTION:
        return False
    within = takewhile(lambda number: number >= block, layer.ancestors(piece.frame))
    return any("caption" in _held_by(layer.frames[number]) for number in within)


def _told_apart(layer: Layer, pieces: Sequence[Piece]) -> tuple[str, str]:
    """Return a caption, and the credit that stands in it or below it."""
    captions, owners = list[str](), list[str]()
    for piece in pieces:
        frame = layer.frames[piece.frame]
        text = squeeze(piece.text)
        if is_credit_by_name(frame.names):
            owners.append(text)
        elif credit := next(filter(None, map(text_of, _credit_elements(frame.element))), ""):
            captions.append(_EMPTY.sub("", text.replace(credit, "", 1)).strip(_SIGNS))
            owners.append(credit)
        else:
            captions.append(text)
    caption = " ".join(dict.fromkeys(filter(None, captions)))
    credit = ", ".join(dict.fromkeys(map(_bare, owners)))
    return (caption, credit) if len(caption) + len(credit) <= _LONGEST_CAPTION else ("", "")


def _bare(credit: str) -> str:
    """Return a credit without brackets and signs around it."""
    bracketed = _BRACKETED.fullmatch(credit.strip(_SIGNS))
    return (bracketed[1] or bracketed[2] or "" if bracketed else credit).strip(_SIGNS)


def _credit_elements(element: Element) -> Iterator[Element]:
    return (one for one in islice(element.iter("span", "small", "cite", "i", "em"), _REACH) if _is_credit(one))


def _is_credit(element: Element) -> bool:
    return is_credit_by_name(element.get("class") or "")
