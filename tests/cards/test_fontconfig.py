"""The fonts of a machine, told by a fontconfig that is played."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from parts import need_fonts

from news_digest.cards.faces import Face, faces_from
from news_digest.cards.fontconfig import NoFontsError, find_faces


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of which `fc-list` tells each line."""
    fonts = tmp_path / "fonts.txt"
    for name in ("fc-list", "fc-scan"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\ncat '{fonts if name == 'fc-list' else tmp_path / 'scanned.txt'}'\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    return fonts


def serif() -> Face:
    """Return a real font."""
    return need_fonts("a").head[0]


def line(file: object, family: str, charset: str = "20-7e", weight: int = 200, **more: str) -> str:
    """Return what fontconfig tells of a font."""
    fields = {"slant": "0", "width": "100", "spacing": "", "variable": "False", "color": "False"} | more
    return "\t".join(map(str, (file, 0, weight, *fields.values(), family, charset))) + "\t\n"


def test_the_bold_font_of_the_preferred_family_comes_first(told: Path) -> None:
    """Slanted, narrow and coloured ones are not for headlines."""
    file = serif().file
    told.write_text(
        line(file, "Aardvark")
        + line(file, "Noto Serif", weight=80)
        + line(file, "Noto Serif", charset="20-7e a0")
        + line(file, "Noto Serif", slant="100")
        + line(file, "Charter", color="True")
    )
    faces = find_faces()
    assert [(face.family, face.lasts) for face in faces.head] == [("Noto Serif", (0x7E, 0xA0))]


def test_a_family_that_brings_something_new_is_kept(told: Path) -> None:
    """For the characters that no other has."""
    file = serif().file
    told.write_text(line(file, "Noto Serif") + line(file, "Other", "3b1-3c9") + line(file, "Third", "3b1-3c0"))
    assert [face.family for face in find_faces().head] == ["Noto Serif", "Other"]


def test_fonts_that_do_not_open_are_passed_over(told: Path, tmp_path: Path) -> None:
    """Damaged ones, those that are gone, and lines that make no sense."""
    (tmp_path / "bad.ttf").write_bytes(b"\0\1\0\0" + b"\xff" * 400)
    told.write_text(
        line(tmp_path / "bad.ttf", "Charter")
        + line(tmp_path / "gone.otf", "Cambria")
        + "nonsense\n\t\t\n"
        + line(serif().file, "Noto Serif", "zz 20-7e 7e-20 110000-ffffffff")
    )
    (face,) = find_faces().head
    assert (face.family, face.firsts) == ("Noto Serif", (0x20,))


def test_fonts_that_are_named_come_before_all_others(told: Path, tmp_path: Path) -> None:
    """By their family, or by their file."""
    file = serif().file
    told.write_text(line(file, "Noto Serif") + line(file, "Mine"))
    (tmp_path / "scanned.txt").write_text(line(file, "From a file"))
    assert [face.family for face in find_faces(["Mine"]).head] == ["Mine", "Noto Serif"]
    assert {face.family for face in find_faces([file]).head if face.own} == {"From a file"}


def test_without_fontconfig_there_are_no_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The error says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoFontsError, match="install fontconfig"):
        find_faces()


def test_a_machine_without_fonts_says_so(told: Path) -> None:
    """Fontconfig may be there alone."""
    told.write_text("")
    with pytest.raises(NoFontsError, match="fonts-noto-core"):
        find_faces()


def test_another_font_is_another_mark(told: Path) -> None:
    """The same ones are the same."""
    file = serif().file
    told.write_text(line(file, "Noto Serif"))
    one, again = find_faces().mark, find_faces().mark
    told.write_text(line(file, "Noto Serif") + line(file, "Charter"))
    assert one == again != find_faces().mark


def test_kept_fonts_are_the_same() -> None:
    """They are kept as plain values."""
    faces = need_fonts("a")
    assert faces_from(faces.kept) == faces


def test_without_a_shaping_engine_only_plain_scripts_are_set() -> None:
    """Rather none than letters in the wrong shape or order."""
    faces = replace(need_fonts("aش"), shapes=False)
    assert faces.can_set("Ferries")
    assert not any(faces.can_set(text) for text in ("شمال", "שלום", "नौका", "เรือ"))
