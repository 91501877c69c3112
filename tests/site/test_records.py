"""What is taken from a story for lists and feeds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import Tag

from news_digest.site.defaults import DEFAULTS
from news_digest.site.excerpts import cut, excerpt
from news_digest.site.moments import moment_of, rfc_822, rfc_3339
from news_digest.site.records import direction, web_address
from news_digest.site.references import absolutise, encode_spaces
from news_digest.site.terms import Terms
from news_digest.site.words import ENGLISH

BASE = "https://digest.example/stories/1/"
offsets = st.integers(min_value=-14 * 60, max_value=14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(min_value=datetime(1900, 1, 1), timezones=offsets).map(lambda when: when.replace(microsecond=0))  # noqa: DTZ001 - the zone is drawn besides


@given(moments)
def test_dates_of_feeds_are_read_as_what_they_were(when: datetime) -> None:
    """By the standard library's readers of both formats."""
    assert parsedate_to_datetime(rfc_822(when)) == when
    assert rfc_822(when) == format_datetime(when)
    assert datetime.fromisoformat(rfc_3339(when)) == when


def test_a_clock_is_shown_only_where_there_is_one() -> None:
    """Midnight stands for an unknown time as well."""
    midnight = datetime(2024, 3, 5, tzinfo=UTC)
    assert moment_of(midnight, ENGLISH, has_clock=False).iso == "2024-03-05"
    assert moment_of(midnight, ENGLISH, has_clock=False).clock == ""
    assert moment_of(midnight, ENGLISH, has_clock=True).clock == "00:00"
    assert moment_of(midnight, ENGLISH, has_clock=True).day == "5 March 2024"


def test_an_excerpt_is_the_plain_text_of_the_first_paragraph() -> None:
    """Without markup, on one line."""
    assert excerpt("<h2>No</h2>\n<p>A <em>b</em> &amp;\n<a href='x'>c</a>.</p>\n<p>More.</p>") == "A b & c."
    assert excerpt("<table></table>") == ""


@given(st.text(alphabet="abc ,.", max_size=80), st.integers(min_value=4, max_value=40))
def test_a_cut_text_begins_as_the_whole_and_is_not_too_long(text: str, length: int) -> None:
    """The ellipsis comes on top."""
    short = cut(text, length)
    assert short == text or (len(short) <= length + 1 and text.startswith(short[:-1]))


def test_a_text_is_cut_between_words() -> None:
    """A text without spaces is cut where it is long enough."""
    assert cut("the boats came in", 11) == "the boats\N{HORIZONTAL ELLIPSIS}"
    assert cut("the boats, came in", 10) == "the boats\N{HORIZONTAL ELLIPSIS}"
    assert (
        cut("\N{CJK UNIFIED IDEOGRAPH-6E2F}" * 20, 5)
        == "\N{CJK UNIFIED IDEOGRAPH-6E2F}" * 5 + "\N{HORIZONTAL ELLIPSIS}"
    )


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "ltr"),
        ("fa", "rtl"),
        ("ar-EG", "rtl"),
        ("he_IL", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("ja", "ltr"),
    ],
)
def test_a_language_has_its_direction(lang: str, expected: str) -> None:
    """By language, or by script where the tag names one."""
    assert direction(lang) == expected


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/paper", "https://", "http://[", "", None])
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    """What a capture holds may be anything."""
    assert web_address(url) is None
    assert web_address("https://wire.example/1?a=1#b") == "https://wire.example/1?a=1#b"


def test_feeds_have_no_relative_addresses() -> None:
    """Whatever they were relative to; what cannot be joined is left."""
    html = '<a href="../2/?a=1&amp;b=2">x</a> <img src="/a.png"> <a href="#n">y</a> <a href="mailto:a@b.example">z</a>'
    assert absolutise(html, BASE) == (
        '<a href="https://digest.example/stories/2/?a=1&amp;b=2">x</a> <img src="https://digest.example/a.png"> '
        '<a href="https://digest.example/stories/1/#n">y</a> <a href="mailto:a@b.example">z</a>'
    )
    assert absolutise('<a href="http://[">x</a>', BASE) == '<a href="http://[">x</a>'


def test_a_files_name_is_encoded_once() -> None:
    """Pelican prints it as it is."""
    assert encode_spaces('<img src="/a b&amp;c.png" alt="a b">') == '<img src="/a%20b&amp;c.png" alt="a b">'
    assert encode_spaces('<a href="/a%20b?x=%C3%BC#y">') == '<a href="/a%20b?x=%C3%BC#y">'


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    """Return Pelican's defaults with the digest's."""
    return {**DEFAULT_CONFIG, **DEFAULTS}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Northern Islands", "northern-islands"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("R&D", "r-and-d"),
        ("<b>", "tag-507ca5a2"),
        ("!?", "tag-8faf838e"),
        ("x" * 300, "x" * 40 + "-0d4e2ca9"),
    ],
)
def test_every_tag_has_an_address(settings: dict[str, Any], name: str, slug: str) -> None:
    """Also one whose name leaves nothing of it, or too much for a file system."""
    assert Terms(settings).term(Tag, name).slug == slug


def test_tags_of_other_scripts_have_addresses_of_their_own(settings: dict[str, Any]) -> None:
    """In Latin letters, as Pelican makes them."""
    slugs = {Terms(settings).term(Tag, name).slug for name in ("港", "海", "اخبار", "Møre", "Łódź")}
    assert len(slugs) == 5
    assert all(slug.isascii() and slug for slug in slugs)
