"""What is a picture is told by its bytes."""

from __future__ import annotations

from io import BytesIO

import invented_pictures as invented
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.capture.pictures import MAX_BYTES, read_picture, size_of_picture


@pytest.mark.parametrize("kind", invented.ALL)
def test_a_picture_has_the_size_and_the_kind_of_its_bytes(kind: str) -> None:
    """Whatever its file was called."""
    picture = read_picture(invented.ALL[kind](300, 200))
    assert picture
    assert (picture.width, picture.height, picture.name.rpartition(".")[2]) == (300, 200, kind)


def test_a_picture_that_a_camera_took_upright_is_measured_as_it_is_shown() -> None:
    """Browsers turn it by what the camera wrote."""
    assert size_of_picture(BytesIO(invented.jpeg(300, 200, orientation=6))) == (200, 300)


def test_the_name_of_a_picture_is_made_from_its_bytes() -> None:
    """The same picture has one name, another has another, and the name leads nowhere else."""
    names = [picture.name for shade in (1, 1, 2) if (picture := read_picture(invented.png(300, 200, shade)))]
    assert names[0] == names[1] != names[2]
    folder, _, name = names[0].partition("/")
    assert name.startswith(folder)
    assert name.removesuffix(".png").isalnum()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><script>alert(1)</script></svg>",
        b"<!doctype html><title>no picture</title>",
        b"BM" + bytes(60),
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff" + bytes(60),
        b"RIFF\0\0\0\0WEBPVP9 " + bytes(40),
        invented.gif(0, 200),
        invented.png(1, 1)[:20],
        invented.webp(30_000, 10),
        invented.avif(20_000, 20_000),
        invented.jpeg() + bytes(MAX_BYTES),
    ],
    ids=["empty", "svg", "page", "bitmap", "cut", "no frame", "no webp", "flat", "short", "wide", "huge", "heavy"],
)
def test_what_is_no_picture_for_a_page_is_none(data: bytes) -> None:
    """Neither drawings that may hold scripts, nor what is damaged, nor what would fill a browser's memory."""
    assert read_picture(data) is None


def test_tables_without_end_cost_nothing() -> None:
    """A small AVIF can name billions of places; only its size is read."""
    assert read_picture(invented.avif(300, 200, more=invented.locations_without_end()))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(invented.ALL)), st.binary(max_size=200), st.integers(0, 200))
def test_damaged_pictures_raise_nothing(kind: str, noise: bytes, at: int) -> None:
    """Any bytes give a picture or none."""
    whole = invented.ALL[kind](300, 200)
    picture = read_picture(whole[:at] + noise + whole[at + len(noise) :])
    assert picture is None or picture.width > 0
