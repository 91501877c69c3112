"""The words of the interface, in the languages that ship and in a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoken_digest import catalog

from news_digest.errors import SettingsError
from news_digest.site.translations import is_translated, tags, words_of
from news_digest.site.words import ENGLISH

SHIPPED = Path(__file__).parents[2] / "theme" / "translations"


def test_english_needs_no_catalog() -> None:
    """It is what templates and code are written in, in Britain as in America, but for the day that weeks begin with."""
    assert words_of("en", ()) is ENGLISH
    british, american = words_of("en-GB", ()), words_of("en-US", ())
    assert (british.days, british.months, british.weekdays) == (ENGLISH.days, ENGLISH.months, ENGLISH.weekdays)
    assert (british.week_begins, american.week_begins) == (0, 6)
    assert american.gettext("Latest") == "Latest"


@pytest.mark.parametrize(
    ("lang", "found"),
    [
        ("de", ("de",)),
        ("de-AT", ("de_AT", "de")),
        ("pt_br", ("pt_BR", "pt")),
        ("sr-latn-rs", ("sr_Latn_RS", "sr_Latn")),
        ("zh-TW", ("zh_TW",)),
        ("zh-CN", ("zh_CN", "zh")),
        ("../de", ()),
        ("", ()),
    ],
)
def test_a_language_is_spoken_for_by_its_wider_ones_but_not_by_another_script(
    lang: str, found: tuple[str, ...]
) -> None:
    """What cannot be read is no help; what is no tag names no folder."""
    assert tags(lang) == found


@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 100])
def test_arabic_counts_in_six_forms(count: int) -> None:
    """None, one, two, a few, many and other numbers, in Arabic digits."""
    words = words_of("ar-EG", [str(SHIPPED)])
    forms = {0: "لا أخبار", 1: "خبر واحد", 2: "خبران", 3: "٣ أخبار", 11: "١١ خبرًا", 100: "١٠٠ خبر"}
    assert words.counted("%(num)s story", "%(num)s stories", count) == forms[count]


def test_a_translation_of_the_users_own_comes_first_message_by_message(tmp_path: Path) -> None:
    """What it leaves out, or only guesses at, is the theme's; what that leaves out is English."""
    catalog(tmp_path, "de", 'msgid "Latest"\nmsgstr "Obenauf"\n\n#, fuzzy\nmsgid "Archive"\nmsgstr "Ablage"\n')
    words = words_of("de-CH", [str(tmp_path / "translations"), str(SHIPPED)])
    assert [words.gettext(text) for text in ("Latest", "Archive", "No such message")] == [
        "Obenauf",
        "Archiv",
        "No such message",
    ]


def test_english_itself_can_be_put_in_other_words(tmp_path: Path) -> None:
    """As a digest of essays may want."""
    catalog(tmp_path, "en", 'msgid "Latest"\nmsgstr "Front page"\n')
    assert words_of("en-GB", [str(tmp_path / "translations")]).gettext("Latest") == "Front page"


def test_a_language_without_a_catalog_is_told_from_one_that_needs_none() -> None:
    """So that its user can be told."""
    assert not is_translated("sv", words_of("sv", [str(SHIPPED)]))
    assert is_translated("de", words_of("de", [str(SHIPPED)]))
    assert is_translated("en", ENGLISH)


def test_what_was_kept_is_the_same_words(tmp_path: Path) -> None:
    """A build takes them from the book, as long as no catalog changed."""
    folders = [str(tmp_path / "translations"), str(SHIPPED)]
    words = words_of("ar", folders)
    kept = words_of("ar", folders, words.kept)
    assert (kept, kept.gettext("Tags")) == (words, words.gettext("Tags"))
    catalog(tmp_path, "ar", 'msgid "Tags"\nmsgstr "X"\n')
    assert words_of("ar", folders, words.kept).gettext("Tags") == "X"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        ('msgid "Tag: %(name)s"\nmsgstr "Wort: %(nmae)s"\n', "line 8: the translation of 'Tag: %(name)s' has %(nmae)s"),
        ('msgid "Tag: %(name)s"\nmsgstr "100 % %(name)s"\n', "has a % without a name"),
        ('msgid "a %(num)s"\nmsgid_plural "b %(num)s"\nmsgstr[0] "x"\nmsgstr[1] "y %(n)s"\n', "has %(n)s"),
        ('msgid "Tags"\n', "missing msgstr"),
        ('msgstr[x] "Tags"\n', "is no catalog"),
        ("\x00\n", "is no catalog"),
    ],
)
def test_a_faulty_catalog_is_named_with_what_is_wrong(tmp_path: Path, messages: str, told: str) -> None:
    """Before anything is built with it, since values could not be put into its texts."""
    path = catalog(tmp_path, "de", messages)
    with pytest.raises(SettingsError, match=r"messages\.po") as caught:
        words_of("de", [str(tmp_path / "translations")])
    assert str(path) in str(caught.value)
    assert told in str(caught.value)


def test_bytes_in_another_encoding_are_a_fault(tmp_path: Path) -> None:
    """The catalog says that it is UTF-8."""
    catalog(tmp_path, "de", 'msgid "Tags"\nmsgstr "_"\n').write_bytes(b'msgid "Tags"\nmsgstr "W\xf6rter"\n')
    with pytest.raises(SettingsError, match="UnicodeDecodeError"):
        words_of("de", [str(tmp_path / "translations")])
