"""What is written as markup can be read as such."""

from __future__ import annotations

from news_digest.press.markup import markup_bytes


def test_characters_that_xml_has_no_place_for_are_left_out() -> None:
    """A feed reader would stop at the first."""
    text = "a\x00b\x0bc\x1b\ufffed\te\n\ud800f\U0001f41f"
    assert markup_bytes(text).decode("utf-8") == "abcd\te\nf\U0001f41f"
