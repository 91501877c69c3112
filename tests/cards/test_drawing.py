"""Cards as pictures, drawn with the fonts of this machine."""

from __future__ import annotations

import struct
from io import BytesIO
from unicodedata import normalize

import pytest
from parts import need_fonts
from PIL import Image, ImageChops

from news_digest.cards.card import Card, Words
from news_digest.cards.drawing import EDGE, OVERHANG, PAPER, TOP_RULE, draw_card
from news_digest.cards.faces import faces_of, faces_of_scripts, in_order

HEADLINES = {
    "en": "Ferries return to the northern islands after two winters of storms",
    "ar": "العبارات تعود إلى الجزر الشمالية بعد شتاءين من العواصف (تحديث)",
    "fa": "بازگشت کشتی‌های Kvell به جزیره‌ها پس از ۲ سال",
    "ur": "شمالی جزائر کے لیے کشتیوں کی سروس دو سال بعد بحال",
    "he": "המעבורות חוזרות לאיים הצפוניים",
    "ja": "「北の島々」へのフェリーが2年ぶりに再開、港長が語った。",
    "zh-Hans": "北方群岛渡轮时隔两年恢复通航,每日三班",
    "zh-Hant": "北方群島渡輪時隔兩年恢復通航,每日三班",
    "ko": "북부 섬으로 가는 여객선, 2년 만에 운항 재개",
    "th": "เรือข้ามฟากกลับมาให้บริการหมู่เกาะทางเหนืออีกครั้ง",
    "hi": "दो साल के तूफ़ानों के बाद उत्तरी द्वीपों के लिए नौका सेवा",
    "my": "မြောက်ပိုင်းကျွန်းများသို့ကူးတို့သင်္ဘောများ",
    "ru": "Паромы возвращаются на северные острова",
    "und": "Mixed: שלום, مرحبا, 北京 and Москва",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he"})
SITE = Words("The Test Digest", "en", rtl=False)


def card(text: str, lang: str = "en", source: str = "Harbour Wire") -> Card:
    """Return a card with a headline."""
    return Card(Words(text, lang, lang in RIGHT_TO_LEFT), SITE, source, "5 March 2024")


def drawn(what: Card) -> Image.Image:
    """Return a card as a picture of shades, 0 for paper."""
    picture = Image.open(BytesIO(draw_card(what, need_fonts("a"))))
    assert picture.size == (1200, 630)
    colours = picture.convert("RGB")
    return ImageChops.difference(colours, Image.new("RGB", colours.size, PAPER)).convert("L")


def inked(picture: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Return where there is ink within a part of a picture."""
    return picture.crop(box).point(lambda shade: 255 if shade > 40 else 0).getbbox()  # type: ignore[operator]


@pytest.mark.parametrize("times", [1, 2, 4, 9, 40])
@pytest.mark.parametrize("lang", HEADLINES)
def test_no_letter_is_outside_of_the_margins(lang: str, times: int) -> None:
    """In every script, from a few words to far too many."""
    need_fonts(HEADLINES[lang])
    text = " ".join([HEADLINES[lang]] * times)
    picture = drawn(card(text, lang, source=text))
    edge = EDGE - OVERHANG
    assert inked(picture, (0, TOP_RULE, edge, 630)) is None
    assert inked(picture, (1200 - edge, TOP_RULE, 1200, 630)) is None
    assert inked(picture, (0, 622, 1200, 630)) is None
    assert inked(picture, (0, 104, 1200, 130)) is None, "the headline stands below the rule"
    assert inked(picture, (0, 550, 1200, 556)) is None, "the facts stand below the second rule"
    assert inked(picture, (edge, 140, 1200 - edge, 536)), "there is a headline"


@pytest.mark.parametrize("lang", HEADLINES)
def test_no_letter_is_cut_off(lang: str) -> None:
    """High and low ones have the room that they need, so nothing comes near to where drawing ends."""
    need_fonts(HEADLINES[lang])
    picture = drawn(card(HEADLINES[lang], lang))
    assert inked(picture, (0, 136, 1200, 138)) is None
    assert inked(picture, (0, 538, 1200, 540)) is None


def test_a_card_from_right_to_left_is_the_mirror_of_one_from_left_to_right() -> None:
    """Its lines begin at the right edge, and so do the site's name and the facts."""
    need_fonts(HEADLINES["he"])
    for top, bottom in ((30, 95), (140, 536), (556, 620)):
        left = inked(drawn(card("Ferries")), (0, top, 1200, bottom))
        right = inked(drawn(card("שלום", "he")), (0, top, 1200, bottom))
        assert left is not None
        assert right is not None
        assert left[0] < EDGE + 12
        assert right[2] > 1200 - EDGE - 12
        assert right[0] > left[0] + 200


def test_the_same_card_has_the_same_bytes() -> None:
    """No clock or chance is in it, and it is small."""
    one, other = (draw_card(card(HEADLINES["en"]), need_fonts("a")) for _ in range(2))
    assert one == other
    assert len(one) < 25_000
    assert b"tIME" not in one
    (depth,) = struct.unpack(">B", one[24:25])
    assert depth == 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x1b[31m\u202e\u2066",
        "A\u202egnirts",
        "w" * 10_000,
        "\u0301" * 10_000,
        "z" + "\u0301" * 500,
        "🎉" * 50,
        "\u200d" * 500,
        "(" * 2_000,
        "\ue000\U000f0000\U0010ffff\ud800",
        "ﷺ" * 40,
        "https://harbourwire.example/" + "path/" * 300,
        normalize("NFD", HEADLINES["ko"]) * 20,
    ],
)
def test_any_headline_gives_a_card(text: str) -> None:
    """It may have less on it, but there is one, with nothing outside of its room."""
    picture = drawn(card(text, source=text))
    assert inked(picture, (0, TOP_RULE, EDGE - OVERHANG, 630)) is None
    assert inked(picture, (0, 104, 1200, 130)) is None


def test_a_language_that_is_none_is_no_obstacle() -> None:
    """Whatever stands in a file's key."""
    assert drawn(card("Ferries", "x\x00-'"))


def test_a_word_is_set_in_one_font() -> None:
    """Also where a font before it in the order has some of its letters."""
    faces = need_fonts(HEADLINES["hi"])
    text, ordered = "नौका सेवा", in_order(faces.head, "head", "en")
    assert len(set(faces_of(text, ordered, faces_of_scripts(text, ordered)))) == 1


def test_chinese_and_japanese_have_their_own_shapes() -> None:
    """One character looks otherwise in each, so the font goes by the language."""
    text = "直骨海"
    need_fonts(text)
    pictures = {draw_card(card(text, lang), need_fonts(text)) for lang in ("ja", "zh-Hans", "zh-Hant")}
    assert len(pictures) == 3


def test_what_no_font_has_cannot_be_set() -> None:
    """Characters that nobody assigned, or that are private."""
    faces = need_fonts("a")
    assert not faces.can_set("\U000e0fff")
    assert not faces.can_set("🎉")
    assert faces.can_set("Ferries 12")
