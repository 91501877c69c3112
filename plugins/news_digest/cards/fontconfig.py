"""The fonts of this machine, as fontconfig knows them (https://www.freedesktop.org/wiki/Software/fontconfig/)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ..errors import NewsDigestError
from .faces import Face, Faces, Role, setting

FIELDS = ("file", "index", "weight", "slant", "width", "spacing", "variable", "color", "family[0]", "charset")
FORMAT = "".join(f"%{{{field}}}\\t" for field in FIELDS) + "\\n"
SECONDS = 60
ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
# As fontconfig counts weights.
REGULAR, BOLD = 80, 200
UPRIGHT, NORMAL_WIDTH, MONOSPACED = 0, 100, 100
ROLES: tuple[tuple[Role, int], ...] = (("head", BOLD), ("label", REGULAR), ("label", BOLD))
# Of Unicode.
POINTS = 0x110000


class NoFontsError(NewsDigestError):
    """Cards cannot be drawn on this machine, and why."""


class Found(NamedTuple):
    """A font as fontconfig tells of it, before it is known what it is good for; `charset` has ranges in hexadecimal."""

    family: str
    file: str
    number: int
    weight: int
    monospaced: bool
    own: bool
    charset: str


def find_faces(named: Iterable[str] = ()) -> Faces:
    """Return the fonts of this machine; those `named` by hand, families or files, come first. Raises `NoFontsError`."""
    engine, names = _engine(), frozenset(named)
    files = sorted(name for name in names if name.lower().endswith(ENDINGS))
    listed = _told("fc-list", "--format", FORMAT)
    scanned = _told("fc-scan", "--format", FORMAT, *files) if files else ""
    found = _found(listed, scanned, names)
    head, label, strong = (_chosen(found, role, weight) for role, weight in ROLES)
    if not head:
        raise NoFontsError("fontconfig knows no font that letters can be drawn with (install one, as fonts-noto-core)")
    mark = _mark(engine, (head, label, strong))
    places = sorted({*_folders({each.file for each in found}), *(face.file for face in (*head, *label, *strong))})
    return Faces(head, label, strong, shapes=engine.endswith("shaped"), mark=mark, places=tuple(places))


def _engine() -> str:
    """Return what draws, with its version."""
    try:
        import PIL  # noqa: PLC0415 - only a build that looks for fonts needs it
        from PIL import features  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise NoFontsError("Pillow is not installed (pip install 'pelican-news-digest[cards]')") from error
    if not features.check("freetype2"):
        raise NoFontsError("this Pillow was built without FreeType (install one of its wheels)")
    versions = [PIL.__version__, *(str(features.version(name)) for name in ("freetype2", "raqm", "harfbuzz", "zlib"))]
    shapes = features.check("raqm") and features.check("fribidi")
    return f"{' '.join(versions)} {'shaped' if shapes else 'plain'}"


def _told(*command: str) -> str:
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)  # noqa: S603 - fontconfig's own
    except FileNotFoundError as error:
        raise NoFontsError(f"{command[0]} is not here to find fonts with (install fontconfig)") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoFontsError(f"{command[0]} did not tell of any font: {error} (run `fc-list` to see why)") from error
    return done.stdout.decode("utf-8", "replace")


@lru_cache(4)
def _found(listed: str, scanned: str, names: frozenset[str]) -> tuple[Found, ...]:
    return *_read(listed, names), *(each._replace(own=True) for each in _read(scanned, names))


def _read(told: str, names: frozenset[str]) -> Iterator[Found]:
    for line in sorted(told.splitlines()):
        values = line.split("\t")
        if len(values) <= len(FIELDS):
            continue
        file, index, weight, slant, width, spacing, variable, color, family, charset = values[: len(FIELDS)]
        upright = _number(slant, UPRIGHT) == UPRIGHT and _number(width, NORMAL_WIDTH) == NORMAL_WIDTH
        # Of a font of which the weight can be varied, the instances with a name are listed as well.
        if upright and "True" not in (variable, color) and file.lower().endswith(ENDINGS):
            monospaced = _number(spacing, 0) >= MONOSPACED
            yield Found(family, file, _number(index, 0), _number(weight, REGULAR), monospaced, family in names, charset)


def _number(text: str, otherwise: int) -> int:
    try:
        return int(float(text or otherwise))
    except ValueError:  # a range, as fonts have that can be varied
        return otherwise


@lru_cache(12)
def _chosen(found: tuple[Found, ...], role: Role, weight: int) -> tuple[Face, ...]:
    """Return one font a family, the nearest in weight: of preferred families, and of those with something new."""
    wanted = set(chain(*setting()[role].values()))
    best: dict[str, Found] = {}
    for each in found:
        if each.family not in best or _distance(each, weight) < _distance(best[each.family], weight):
            best[each.family] = each
    serif = role == "head"

    def rank(each: Found) -> tuple[bool, bool, bool, bool, str]:
        return not each.own, each.family not in wanted, each.monospaced, ("Serif" in each.family) != serif, each.family

    known, chosen = bytearray(POINTS), []
    for each in sorted(best.values(), key=rank):
        ranges = tuple(_ranges(each.charset))
        if (each.own or each.family in wanted or _has_more(ranges, known)) and _opens(each.file, each.number):
            for first, last in ranges:
                known[first : last + 1] = b"\1" * (last + 1 - first)
            firsts, lasts = (tuple(pair[place] for pair in ranges) for place in (0, 1))
            chosen.append(Face(each.family, each.file, each.number, each.own, firsts, lasts))
    return tuple(chosen)


def _distance(found: Found, weight: int) -> tuple[bool, int]:
    return not found.own, abs(found.weight - weight)


def _has_more(ranges: Iterable[tuple[int, int]], known: bytearray) -> bool:
    return any(known.find(0, first, last + 1) >= 0 for first, last in ranges)


def _ranges(charset: str) -> Iterator[tuple[int, int]]:
    for each in charset.split():
        first, _, last = each.partition("-")
        try:
            span = int(first, 16), int(last or first, 16)
        except ValueError:  # what no fontconfig writes
            continue
        if 0 <= span[0] <= span[1] < POINTS:
            yield span


@cache
def _opens(file: str, index: int) -> bool:
    from PIL import ImageFont  # noqa: PLC0415 - as above

    try:
        ImageFont.truetype(file, 40, index).getlength("0")
    except (OSError, ValueError):  # damaged, or of a kind that FreeType does not know
        return False
    return True


def _folders(files: Iterable[str]) -> Iterator[str]:
    """Yield the folders of fonts, and those above them that are for fonts as well: where new ones come to."""
    for folder in {Path(file).parent for file in files}:
        yield str(folder)
        yield from (str(above) for above in folder.parents if any("font" in part.lower() for part in above.parts))


@cache
def _drawn_by() -> str:
    """Return a hash of this room, which draws."""
    own = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in {".py", ".toml"})
    return blake2b(b"\0".join(path.read_bytes() for path in own), digest_size=16).hexdigest()


def _mark(engine: str, roles: Iterable[Iterable[Face]]) -> str:
    """Return a hash of what is drawn with: this code, Pillow, and the fonts by their sizes and times."""
    digest = blake2b(f"{_drawn_by()} {engine}".encode("utf-8", "replace"), digest_size=16)
    for faces in roles:
        digest.update(b"\0")
        for face in faces:
            found = Path(face.file).stat()
            told = (face.family, face.number, face.own, found.st_size, found.st_mtime_ns, Path(face.file).name)
            digest.update(repr(told).encode("utf-8", "replace"))
    return digest.hexdigest()
