"""Makes the theme's icons in PNG from its `icon.svg`: `invoke icons`. Needs Debian's chromium, and Pillow.

Systems that put a site on a start screen take no SVG: iOS wants 180 pixels without transparent corners, which it rounds
itself; the web manifest has 192 and 512, and one that may be cut to any shape, with its drawing in the middle.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

STATIC = Path(__file__).parents[1] / "theme" / "static"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--default-background-color=00000000")
PAGE = """<!DOCTYPE html><style>
html, body {{ margin: 0; background: {ground}; }}
img {{ display: block; width: {inner}px; height: {inner}px; margin: {edge}px; }}
</style><img src="{icon}" alt="">"""
# Drawn larger and then reduced, so that edges are smooth and no window is smaller than a browser's smallest.
TIMES = 4


@dataclass(frozen=True, slots=True)
class Icon:
    """One picture: its file, its pixels, whether it has a ground to its corners, how much of it is the drawing."""

    name: str
    size: int
    has_ground: bool = False
    share: float = 1.0


ICONS = (
    Icon("icon-192.png", 192),
    Icon("icon-512.png", 512),
    # Whatever is cut off, a circle of four fifths is left (https://www.w3.org/TR/appmanifest/#icon-masks).
    Icon("icon-maskable-512.png", 512, has_ground=True, share=0.75),
    Icon("apple-touch-icon.png", 180, has_ground=True),
)


def make(icon: Icon, source: Path, scratch: Path) -> bytes:
    """Return the PNG of an icon; its ground is the first colour of the drawing."""
    colour = re.search(r'fill="(#[0-9a-f]{3,6})"', source.read_text("utf-8"))
    ground = colour[1] if icon.has_ground and colour else "transparent"
    whole = icon.size * TIMES
    inner = round(whole * icon.share)
    page, shot = scratch / "icon.html", scratch / "icon.png"
    page.write_text(PAGE.format(ground=ground, inner=inner, edge=(whole - inner) // 2, icon=source.as_uri()), "utf-8")
    size = f"--window-size={whole},{whole}"
    subprocess.run(  # noqa: S603 - the browser of this machine
        ["chromium", *FLAGS, size, f"--user-data-dir={scratch / 'profile'}", f"--screenshot={shot}", page.as_uri()],  # noqa: S607
        check=True,
        capture_output=True,
        timeout=120,
    )
    picture = Image.open(shot).crop((0, 0, whole, whole)).resize((icon.size, icon.size), Image.Resampling.LANCZOS)
    file = BytesIO()
    (picture.convert("RGB") if icon.has_ground else picture).quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> None:
    """Make all of them."""
    with TemporaryDirectory() as scratch:
        for icon in ICONS:
            (STATIC / icon.name).write_bytes(make(icon, STATIC / "icon.svg", Path(scratch)))
            sys.stdout.write(f"{icon.name}\n")


if __name__ == "__main__":
    main()
