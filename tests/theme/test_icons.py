"""The icons of the theme are what the web manifest and systems ask for."""

from __future__ import annotations

import json
import re

import pytest
from code_map import ROOT
from PIL import Image

STATIC = ROOT / "theme" / "static"
MANIFEST = ROOT / "theme" / "templates" / "manifest.webmanifest"


def declared() -> list[dict[str, str]]:
    """Return the icons of the manifest."""
    text = MANIFEST.read_text("utf-8").partition('"icons": ')[2].rpartition("}")[0]
    found: list[dict[str, str]] = json.loads(re.sub(r'\{\{ \(site.assets ~ "/([^"]*)"\) \| tojson \}\}', r'"\1"', text))
    return found


@pytest.mark.parametrize("icon", declared(), ids=lambda icon: str(icon["src"]))
def test_each_icon_has_the_size_that_it_is_declared_with(icon: dict[str, str]) -> None:
    """A browser takes none of another size."""
    path = STATIC / icon["src"]
    if icon["sizes"] == "any":
        assert path.read_text("utf-8").startswith("<svg")
        return
    with Image.open(path) as picture:
        assert (picture.format, f"{picture.width}x{picture.height}") == ("PNG", icon["sizes"])


@pytest.mark.parametrize("name", ["apple-touch-icon.png", "icon-maskable-512.png"])
def test_icons_that_systems_cut_have_their_colour_to_the_corners(name: str) -> None:
    """Transparent corners would be black there."""
    (colour,) = set(re.findall(r'<rect [^>]*fill="(#\w+)"', (STATIC / "icon.svg").read_text("utf-8")))
    with Image.open(STATIC / name) as picture:
        corner = picture.convert("RGBA").getpixel((0, 0))
        assert picture.width == (180 if name.startswith("apple") else 512)
    assert corner == (*bytes.fromhex(colour[1:]), 255)
