"""What is written as markup can be read as such."""

from __future__ import annotations

from pathlib import Path

from news_digest.press.markup import place_markup


def test_characters_that_xml_has_no_place_for_are_left_out(tmp_path: Path) -> None:
    """A feed reader would stop at the first."""
    place_markup(tmp_path / "a.xml", "a\x00b\x0bc\x1b\ufffed\te\n\ud800f\U0001f41f")
    assert (tmp_path / "a.xml").read_text("utf-8") == "abcd\te\nf\U0001f41f"
