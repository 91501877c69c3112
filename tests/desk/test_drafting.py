"""Layouts drafted from a capture, and the check that they read it as expected."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from news_digest.cli import main
from news_digest.desk import filing
from news_digest.layouts import load_layouts

URL = "https://www.harbourwire.example/ferries"
PARAGRAPHS = tuple(
    f"The ferry number {number} left the harbour on Tuesday with forty people on board, the port's office says, "
    "and it came back before the evening with the mail of ten days and two goats."
    for number in (1, 2, 3, 4)
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferries Return to the Islands | Harbour Wire</title>
<meta property="og:site_name" content="Harbour Wire"><link rel="canonical" href="{URL}"></head><body>
<header><a href="/">Harbour Wire</a></header><main><h1 class="top-line">Ferries Return to the Islands</h1>
<p class="by">By <a class="writer" href="/ada">Ada Berg</a></p>
<time class="when" datetime="2024-03-05T14:06:00+01:00">5 March</time>
<div class="text-of-story">{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</div></main></body></html>"""
TEXT = """\
Ferries Return to the Islands
Published: 2024-03-05 14:06
Story Code : 846706

The first ferry since the storm left the harbour on Tuesday morning with forty people on board.
Source : Harbour Wire
"""


def save(root: Path, name: str, text: str) -> str:
    """Save a capture and return its path."""
    (root / name).write_text(text, "utf-8")
    return str(root / name)


def draft(root: Path, *arguments: str) -> int:
    """Run the command in the digest at `root`."""
    return main(["-C", str(root), "new-layout", *arguments])


def test_a_draft_from_a_page_names_where_its_fields_stand(tmp_path: Path) -> None:
    """By selectors, with which the page is read as it was without them."""
    assert draft(tmp_path, save(tmp_path, "ferries.html", PAGE)) == 0
    (layout,) = load_layouts(tmp_path / "layouts")
    assert (layout.name, layout.hosts) == ("Harbour Wire", ("harbourwire.example",))
    assert layout.headline == ("h1.top-line",)
    assert layout.authors == ("a.writer",)
    assert layout.date == ("time.when",)
    assert layout.body == ("div.text-of-story",)
    assert main(["-C", str(tmp_path), "check-layouts"]) == 0


def test_a_draft_from_a_text_is_chosen_by_the_name_it_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its test holds the capture and the story."""
    assert draft(tmp_path, save(tmp_path, "one.txt", TEXT)) == 0
    folder = tmp_path / "layouts" / "tests" / "harbour-wire"
    assert (folder / "one.txt").read_text("utf-8") == TEXT
    assert "Ferries Return" in (folder / "expected" / "one.txt.md").read_text("utf-8")
    assert "check-layouts" in capsys.readouterr().out
    assert main(["-C", str(tmp_path), "check-layouts"]) == 0


def test_an_address_that_was_given_is_kept_with_the_test(tmp_path: Path) -> None:
    """By a sidecar, so that the check chooses the same layout."""
    assert draft(tmp_path, save(tmp_path, "one.txt", TEXT), "--name", "Islands", "--url", URL) == 0
    (layout,) = load_layouts(tmp_path / "layouts")
    assert (layout.name, layout.hosts) == ("Islands", ("harbourwire.example",))
    assert main(["-C", str(tmp_path), "check-layouts"]) == 0


def test_what_is_there_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The error names the file and the remedy."""
    seed = save(tmp_path, "one.txt", TEXT)
    file = tmp_path / "layouts" / "harbour-wire.toml"
    file.parent.mkdir()
    file.write_text('name = "Mine"\n', "utf-8")
    assert draft(tmp_path, seed) == 1
    assert file.read_text("utf-8") == 'name = "Mine"\n'
    assert not (file.parent / "tests").exists()
    assert "is there already" in capsys.readouterr().err


def test_a_name_by_which_no_capture_would_be_known_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A layout that is never chosen helps nobody."""
    assert draft(tmp_path, save(tmp_path, "one.txt", TEXT), "--name", "Other Paper") == 1
    assert "--url" in capsys.readouterr().err
    assert not (tmp_path / "layouts").exists()


def test_a_hostile_name_stays_within_its_string(tmp_path: Path) -> None:
    """Neither TOML nor a path can be broken out of."""
    assert draft(tmp_path, save(tmp_path, "one.txt", TEXT), "--url", URL, "--name", '../x"\nhosts = []\x7f') == 0
    (layout,) = load_layouts(tmp_path / "layouts")
    assert layout.hosts == ("harbourwire.example",)


def test_the_check_says_where_a_story_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the file, the line, and both readings."""
    assert draft(tmp_path, save(tmp_path, "one.txt", TEXT)) == 0
    expected = tmp_path / "layouts" / "tests" / "harbour-wire" / "expected" / "one.txt.md"
    expected.write_text(expected.read_text("utf-8").replace("Ferries Return", "Boats Return"), "utf-8")
    assert main(["-C", str(tmp_path), "check-layouts"]) == 1
    assert "Boats Return" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>"])
def test_what_is_no_capture_is_refused(tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """With its name and the reason, and nothing is written."""
    (tmp_path / "bad.txt").write_bytes(data)
    assert draft(tmp_path, str(tmp_path / "bad.txt")) == 1
    assert "bad.txt" in capsys.readouterr().err
    assert not (tmp_path / "layouts").exists()


def test_a_draft_that_was_cut_short_is_taken_up_again(tmp_path: Path) -> None:
    """Its test stands there as it would be written, without a layout; one that an editor changed is left."""
    seed = save(tmp_path, "one.txt", TEXT)
    assert draft(tmp_path, seed) == 0
    file = tmp_path / "layouts" / "harbour-wire.toml"
    text = file.read_text("utf-8")
    file.unlink()
    assert draft(tmp_path, seed) == 0
    assert file.read_text("utf-8") == text
    file.unlink()
    (tmp_path / "layouts" / "tests" / "harbour-wire" / "two.txt").write_text(TEXT, "utf-8")
    assert draft(tmp_path, seed) == 1
    assert not file.exists()


def test_a_draft_that_is_refused_by_the_disk_leaves_no_half_of_its_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run finds nothing in its way."""

    def full(_: Path, __: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    seed = save(tmp_path, "one.txt", TEXT)
    with monkeypatch.context() as patched:
        patched.setattr(filing, "write_aside", full)
        assert draft(tmp_path, seed) == 1
    assert not list((tmp_path / "layouts" / "tests").iterdir())
    assert draft(tmp_path, seed) == 0


def test_what_a_kill_left_is_no_test(tmp_path: Path) -> None:
    """A folder with a hidden name was being written."""
    assert draft(tmp_path, save(tmp_path, "one.txt", TEXT)) == 0
    left = tmp_path / "layouts" / "tests" / ".0123456789abcdef.tmp"
    left.mkdir()
    (left / "one.txt").write_text(TEXT, "utf-8")
    assert main(["-C", str(tmp_path), "check-layouts"]) == 0
