"""Pictures of saved pages: where they are taken from, and where they go."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import invented_pictures as invented
import pytest

from news_digest.capture.pictures import read_picture
from news_digest.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from desk_captures import Desk

TEXT = "The first ferry in ten days left the harbour of Havnby on Tuesday with medicine, mail and passengers."
FIGURE = '<figure><img src="{src}" alt="A white ferry"><figcaption>At the quay.</figcaption></figure>'
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} | Harbour Wire</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harbour Wire">
<meta property="og:type" content="article"><meta property="article:published_time" content="2024-03-05T14:06:00+01:00">
</head><body><h1>{title}</h1><div class="text"><p>{first}</p>{figure}<p>{second}</p></div></body></html>
"""
BOAT = invented.png(640, 400)


def a_page(src: str = "page_files/boat.png", title: str = "Ferries return") -> str:
    """Return a page with a picture between its paragraphs."""
    figure = FIGURE.format(src=src)
    return PAGE.format(title=title, first=TEXT, figure=figure, second=TEXT.replace("first", "second"))


def pictures(desk: Desk) -> dict[str, bytes]:
    """Return the files in the folder of pictures."""
    folder = desk.project.content / "pictures"
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def name_of(data: bytes) -> str:
    """Return the name that a picture gets."""
    picture = read_picture(data)
    assert picture
    return picture.name


def test_a_picture_beside_a_page_goes_into_the_content(desk: Desk) -> None:
    """Byte for byte, under a name made of its bytes, which the story names."""
    desk.put("page.html", a_page())
    desk.put("page_files/boat.png", BOAT)
    assert desk.run().ok
    assert pictures(desk) == {name_of(BOAT): BOAT}
    line = f'![A white ferry]({{static}}/pictures/{name_of(BOAT)} "At the quay.")'
    assert f"\n\n{line}\n\n" in desk.story().read_text("utf-8")


def test_a_picture_of_two_stories_is_there_once(desk: Desk) -> None:
    """Whatever their pages call it."""
    desk.put("page.html", a_page())
    desk.put("page_files/boat.png", BOAT)
    desk.put("other.htm", a_page("other-Dateien/b.png", "Storm closes three ports"))
    desk.put("other-Dateien/b.png", BOAT)
    desk.run()
    assert len(desk.files()) == 2
    assert pictures(desk) == {name_of(BOAT): BOAT}


def test_a_second_import_writes_nothing(desk: Desk) -> None:
    """And loses nothing."""
    desk.put("page.html", a_page())
    desk.put("page_files/boat.png", BOAT)
    desk.run()
    before = desk.stamps()
    assert desk.run().ok
    assert desk.run(reread=True).ok
    assert desk.stamps() == before


def test_a_picture_that_is_gone_comes_back_when_its_page_is_read_again(desk: Desk) -> None:
    """As long as the story shows it; what the editor put in its place stays."""
    desk.put("page.html", a_page())
    desk.put("page_files/boat.png", BOAT)
    desk.run()
    file = desk.project.content / "pictures" / name_of(BOAT)
    file.write_bytes(b"the editor's")
    desk.run(reread=True)
    assert file.read_bytes() == b"the editor's"
    file.unlink()
    desk.run(reread=True)
    assert file.read_bytes() == BOAT
    file.unlink()
    story = desk.story()
    story.write_text("\n".join(line for line in story.read_text("utf-8").split("\n") if "![" not in line), "utf-8")
    desk.run(reread=True)
    assert not file.exists()


def test_a_dry_run_writes_no_picture(desk: Desk) -> None:
    """It writes nothing at all."""
    desk.put("page.html", a_page())
    desk.put("page_files/boat.png", BOAT)
    desk.run(dry_run=True)
    assert not (desk.project.content).exists()


def test_nothing_outside_the_pages_folder_is_opened(desk: Desk, tmp_path: Path) -> None:
    """Neither by an address nor by a link."""
    outside = tmp_path / "secret.png"
    outside.write_bytes(BOAT)
    desk.put("page.html", a_page("page_files/link.png"))
    folder = desk.put("page_files/app.js", "1").parent
    (folder / "link.png").symlink_to(outside)
    desk.put("up.html", a_page("up_files/../../secret.png", "Storm closes three ports"))
    desk.put("up_files/app.js", "1")
    (desk.project.seeds / "far_files").symlink_to(tmp_path)
    desk.put("far.html", a_page("far_files/secret.png", "Diesel runs short"))
    desk.run()
    assert len(desk.files()) == 3
    assert pictures(desk) == {}


def test_a_pipe_among_the_parts_of_a_page_holds_nothing_up(desk: Desk) -> None:
    """Whatever has a picture's name."""
    import os  # noqa: PLC0415

    desk.put("page.html", a_page())
    folder = desk.put("page_files/app.js", "1").parent
    os.mkfifo(folder / "boat.png")
    assert desk.run().ok
    assert pictures(desk) == {}


def test_pictures_go_nowhere_by_a_link_in_the_content(desk: Desk, tmp_path: Path) -> None:
    """A folder of pictures that leads elsewhere is refused."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    desk.project.content.mkdir()
    (desk.project.content / "pictures").symlink_to(elsewhere)
    desk.put("page.html", a_page())
    desk.put("page_files/boat.png", BOAT)
    report = desk.run()
    assert ["leads out of the content folder" in item.reason for item in report.spiked] == [True]
    assert not any(file.is_file() for file in elsewhere.rglob("*"))


def a_saved_letter(*, mhtml: bool) -> bytes:
    """Return a page with its picture in one file: as browsers save it, or as a newsletter comes."""
    letter = EmailMessage()
    letter["From"] = "<Saved by a browser>" if mhtml else "Harbour Wire <news@harbourwire.example>"
    letter["Subject"] = "Ferries return"
    letter["Date"] = "Tue, 05 Mar 2024 14:06:00 +0100"
    if mhtml:
        letter["Snapshot-Content-Location"] = "https://harbourwire.example/news/ferries"
    else:
        letter["Message-ID"] = "<1@harbourwire.example>"
    letter.set_content(a_page("/boat.png" if mhtml else "cid:boat"), subtype="html")
    place = {"headers": ["Content-Location: https://harbourwire.example/boat.png"]} if mhtml else {"cid": "<boat>"}
    letter.add_related(BOAT, "image", "png", **place)
    return letter.as_bytes()


@pytest.mark.parametrize("name", ["page.mhtml", "letter.eml"])
def test_pictures_of_one_file_go_the_same_way(desk: Desk, name: str) -> None:
    """MHTML names them by their addresses, letters by an id."""
    desk.put(name, a_saved_letter(mhtml=name.endswith(".mhtml")))
    assert desk.run().ok
    assert pictures(desk) == {name_of(BOAT): BOAT}
    assert name_of(BOAT) in desk.story().read_text("utf-8")


def test_convert_writes_the_pictures_beside_the_stories(desk: Desk, tmp_path: Path) -> None:
    """Below the folder that it is told."""
    page = desk.put("page.html", a_page())
    desk.put("page_files/boat.png", BOAT)
    out = tmp_path / "out"
    assert main(["convert", str(page), "-o", str(out)]) == 0
    assert (out / "pictures" / name_of(BOAT)).read_bytes() == BOAT


def test_a_story_whose_page_was_killed_midway_is_made_whole(desk: Desk) -> None:
    """A picture without its story, as a machine leaves it that stops between the two, is taken as it is."""
    desk.put("page.html", a_page())
    desk.put("page_files/boat.png", BOAT)
    file = desk.project.content / "pictures" / name_of(BOAT)
    file.parent.mkdir(parents=True)
    file.write_bytes(BOAT)
    before = file.stat()
    assert desk.run().ok
    assert file.stat().st_mtime_ns == before.st_mtime_ns
