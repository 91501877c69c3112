"""Lines broken at narrow columns, paragraphs told by their indents, and pages dumped with their nesting."""

from __future__ import annotations

import textwrap

from news_digest.capture.text import read_capture
from news_digest.parse import Reading, parse_capture
from news_digest.parse.rows import columns

HEADLINE = "The ferries of the north run again today"
PARAGRAPHS = (
    "The first ferry in ten days left the harbour of Havnby with medicine and mail, and it was full to the last seat.",
    "The master said that the swell was still two metres high at the mouth of the bay, and that it would fall soon.",
    "Two boats will cross every hour until the end of the season, with room for forty cars and their trailers each.",
)
KOREAN = (
    "열흘 만에 첫 여객선이 화요일 오전 약품과 우편물을 싣고 항구를 떠났으며 모든 좌석이 찼다고 항만 당국이 밝혔다.",
    "먼 섬들의 가게에서는 사흘째 되는 날 빵이 모두 떨어졌고 이웃들은 밀가루가 다할 때까지 서로 빵을 구워 주었다.",
    "해안경비대 헬리콥터가 토요일 인슐린과 아기 음식을 실어 왔지만 바람 때문에 두 섬에는 끝내 내리지 못하고 돌아갔다.",
    "표가 없는 승객은 항구에 오기 전에 먼저 전화해 달라고 운항사는 거듭 당부하며 안내문을 내걸었다.",
)


def _read(text: str) -> Reading:
    return parse_capture(read_capture(text.encode(), name="sample"))


def _wrapped(width: int, indent: str = "", gap: str = "\n\n") -> str:
    return gap.join(textwrap.fill(text, width, initial_indent=indent) for text in PARAGRAPHS)


def test_a_column_of_a_teletext_page_is_put_together() -> None:
    """Thirty-nine columns are enough to see that lines were broken."""
    story = _read(f"{HEADLINE}\n16 May 2024\n\n{_wrapped(39)}\n").story
    assert story.body.split("\n\n") == list(PARAGRAPHS)


def test_indents_part_paragraphs_without_blank_lines() -> None:
    """Where some broken lines are set in, a paragraph begins with each."""
    story = _read(f"{HEADLINE}\n16 May 2024\n\n{_wrapped(64, '    ', chr(10))}\n").story
    assert story.body.split("\n\n") == list(PARAGRAPHS)


def test_korean_lines_are_joined_by_a_space() -> None:
    """Its words are parted by spaces, as wide as they are."""
    broken = "\n\n".join(_filled(text, 44) for text in KOREAN)
    story = _read(f"폭풍 열흘 만에 북쪽 섬으로 여객선 운항 재개\n2024년 5월 16일\n\n{broken}\n").story
    assert story.body.split("\n\n") == list(KOREAN)


def _filled(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and columns(f"{lines[-1]} {word}") > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _page() -> str:
    menu = "\n".join(f"      * {name}" for name in ("World", "Harbours", "Weather", "Sport"))
    head = f"  Skip to content\n{menu}\n\n    {HEADLINE}\n\n      By Ada Lind\n\n      16 May 2024"
    teaser = (
        "            Most watched\n            A seal that knows the timetable of the boats\n            By Jan Holm"
    )
    paragraphs = "\n\n".join(f"        {text}" for text in PARAGRAPHS[:2])
    tail = f"       What comes next\n\n        {PARAGRAPHS[0][:-1]} again.\n\n          About us\n"
    return f"{head}\n\n{paragraphs}\n\n{teaser}\n\n        {PARAGRAPHS[2]}\n\n{tail}"


def test_what_is_nested_deeper_than_the_text_is_none_of_it() -> None:
    """A page dumped as text keeps its boxes by their indents; a crosshead stands near the paragraphs' own."""
    reading = _read(_page())
    assert reading.story.body.split("\n\n") == [
        *PARAGRAPHS, "## What comes next", f"{PARAGRAPHS[0][:-1]} again.",
    ]  # fmt: skip
    assert (reading.story.headline, reading.story.authors) == (HEADLINE, ("Ada Lind",))
    assert any(cut.reason == "nested otherwise than the text" for cut in reading.cuts)
