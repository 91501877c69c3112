"""The encoding of a capture is known from its bytes alone."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from newstexts import SAMPLES

from news_digest.capture.encoding import decode

HEADER = "Published 2024-03-05 14:06\nStory Code : 846706\nSource : Harbour Wire http://www.harbour.example/\n\n"
LEGACY = [(sample.language, encoding, sample.text) for sample in SAMPLES for encoding in sample.encodings]
MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
]


@pytest.mark.parametrize(("language", "encoding", "text"), LEGACY, ids=[f"{row[0]} {row[1]}" for row in LEGACY])
@pytest.mark.parametrize("before", ["", HEADER], ids=["alone", "under English labels"])
def test_old_encodings_are_told_apart_by_the_language(language: str, encoding: str, text: str, before: str) -> None:
    """A short news text reads as it was written, whatever its page was encoded in."""
    del language
    text = before + text
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.language for sample in SAMPLES])
def test_utf8_is_never_taken_for_something_older(sample: tuple[str, tuple[str, ...], str]) -> None:
    """UTF-8 is what it is."""
    text = sample[2]
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize(("mark", "encoding"), MARKS, ids=[row[1] for row in MARKS])
def test_a_byte_order_mark_is_believed_and_left_out(mark: bytes, encoding: str) -> None:
    """Marked text is decoded by its mark."""
    assert decode(mark + "Fähre – 海".encode(encoding)).text == "Fähre – 海"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.language for sample in SAMPLES])
def test_utf16_without_a_mark_is_known_by_its_zero_bytes(
    sample: tuple[str, tuple[str, ...], str], encoding: str
) -> None:
    """Line feeds and spaces have a zero byte on one side."""
    assert decode(sample[2].encode(encoding)) == (sample[2], encoding)


ENDS = ("Fähren fahren wieder zu den Inseln 海", "北の島々へフェリー再開", "Ferries return 😀")


@pytest.mark.parametrize(("text", "cut"), [(text, cut) for text in ENDS for cut in range(1, len(text[-1].encode()))])
def test_a_character_cut_off_at_the_end_keeps_the_rest(text: str, cut: int) -> None:
    """Half a character becomes U+FFFD."""
    assert decode(text.encode()[:-cut]) == (text[:-1] + "\ufffd", "utf-8")


def test_one_byte_of_a_cut_character_after_ascii() -> None:
    """The lead byte of an accented letter or a quotation mark is a cut character, an é at a word's end is French."""
    assert decode(b"They met at the caf\xc3") == ("They met at the caf\ufffd", "utf-8")
    assert decode(b"They said \xe2").text == "They said \ufffd"
    assert decode(b"Ils sont au caf\xe9").text == "Ils sont au café"


def test_a_broken_byte_among_much_utf8_costs_only_itself() -> None:
    """One bad byte does not turn a page of good characters into noise."""
    data = ("Fähren für Köln: größer, schöner, früher, später. Über Öl und Äpfel. " * 2).encode() + b"\xe9 end"
    assert decode(data).text.endswith("\ufffd end")


def test_seven_bit_japanese_is_known_by_its_escapes() -> None:
    """Old mail and old sites wrote ISO-2022-JP."""
    assert decode("北の島々へフェリー再開\n".encode("iso2022_jp")).text == "北の島々へフェリー再開\n"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xff")
@example(b"\x1b$B\xff")
@example(b"\x00\xd8\x00")
def test_any_bytes_are_decoded_and_always_alike(data: bytes) -> None:
    """No bytes raise, and the same bytes give the same text."""
    assert decode(data) == decode(data)
