"""Codes, the paths made of them, slugs and places."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.desk.codes import code_key, mint_code, mint_guid, path_of
from news_digest.desk.places import file_name, story_place
from news_digest.desk.slugs import slug_of

BYTES = st.binary(max_size=50).map(lambda data: sha256(data).hexdigest())


@settings(deadline=None)
@given(BYTES)
def test_a_minted_code_is_short_and_begins_with_a_letter(digest: str) -> None:
    """So YAML takes it for a text and nobody takes it for a number."""
    assert re.fullmatch(r"[a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{6}", mint_code(digest))


def test_a_minted_code_that_is_taken_grows() -> None:
    """Two stories never share one."""
    digest = sha256(b"words").hexdigest()
    short = mint_code(digest)
    longer = mint_code(digest, {short})
    assert longer.startswith(short)
    assert len(longer) == len(short) + 1
    assert len(mint_code(digest, {short, longer})) == len(short) + 2


def test_what_is_minted_stays_the_same_for_ever() -> None:
    """Feed readers and links depend on it: this test may not be changed."""
    digest = sha256(b"words").hexdigest()
    assert mint_code(digest) == "r8j149t"
    assert mint_guid(digest, "846706") == "urn:uuid:4049ad6d-c852-50ca-bdcb-634eb05557a5"


@pytest.mark.parametrize("code", ["846706", "0123", "A-1.b_c~d", "no", "1_000", "-5", "~x"])
def test_a_plain_code_is_its_own_path(code: str) -> None:
    """Codes as publishers print them stay readable."""
    assert path_of(code) == code


@pytest.mark.parametrize(
    "code", ["", ".", "..", ".htaccess", "a/b", "a\\b", "CON", "nul.txt", "x.", "12:30", "a b", "ä", "%2e"]
)
def test_any_other_code_gets_a_safe_path(code: str) -> None:
    """No path is hidden, leaves its folder, or means something else on another system."""
    path = path_of(code)
    assert re.fullmatch(r"[a-z0-9-]*~[0-9a-z]{12}", path)
    assert path != code
    assert not path.startswith(".")


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), min_size=2, max_size=5, unique_by=code_key))
def test_different_codes_have_different_paths(codes: list[str]) -> None:
    """Also on a file system that does not tell A from a."""
    assert len({path_of(code).casefold() for code in codes}) == len(codes)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_a_path_is_one_safe_segment(code: str) -> None:
    """Whatever was printed, and also when a path is taken for a code again."""
    assert re.fullmatch(r"(?![.])[A-Za-z0-9._~-]{1,64}", path_of(code))
    assert path_of(path_of(code)) == path_of(code) or "~" in path_of(code)


def test_a_printed_code_cannot_pose_as_another_s_path() -> None:
    """A code that looks like what we make of an unsafe one is unsafe itself."""
    forged = path_of("a b")
    assert path_of(forged) != forged


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ferries Return to the Northern Islands", "ferries-return-to-the-northern-islands"),
        ("What’s Sunk the Owners’ Plan?", "whats-sunk-the-owners-plan"),
        ("Köln grüßt Łódź & Ærø", "koln-grusst-lodz-aero"),
        ("  --Storm—closes / 3 ports…  ", "storm-closes-3-ports"),
        ("کشتی‌ها بازگشتند", "کشتیها-بازگشتند"),
        ("フェリーが島に戻る", "フェリーが島に戻る"),
        ("Война и мир: й", "война-и-мир-й"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("../../etc/passwd", "etc-passwd"),
        ("!!!", ""),
    ],
)
def test_a_slug_is_made_of_letters_and_hyphens(text: str, slug: str) -> None:
    """Letters of other scripts stay; nothing that means something in a path does."""
    assert slug_of(text) == slug


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(4, 90))
def test_a_slug_fits_and_is_safe(text: str, size: int) -> None:
    """It can stand in any file name."""
    slug = slug_of(text, size)
    assert len(slug.encode()) <= size
    assert not re.search(r"[\s/\\.:\x00-\x1f]|^-|-$|--", slug)


def test_a_slug_is_cut_between_words() -> None:
    """Half a word says nothing."""
    assert slug_of("Ferries return to the islands", 20) == "ferries-return-to"
    assert slug_of("Ferries return", 14) == "ferries-return"
    assert slug_of("フェリーが島に戻る", 10) == "フェリ"


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.dates())
def test_a_story_s_place_is_in_its_month_s_folder(code: str, headline: str, day: date) -> None:
    """No code and no headline leads elsewhere, and no name is too long."""
    year, month, name = story_place(day, code, slug_of(headline)).split("/")
    assert (year, month) == (f"{day.year:04d}", f"{day.month:02d}")
    assert len(name.encode()) <= 140
    assert not name.startswith(".")
    assert name.endswith(".md")


def test_a_story_without_a_slug_is_named_by_its_code() -> None:
    """A headline may have no letter."""
    assert file_name("846706", "") == "846706.md"
