"""Markdown becomes HTML that is safe, valid and reachable by keyboard."""

from __future__ import annotations

import re
import time
from html import unescape
from urllib.parse import unquote

import pytest
from html_text import tags_of, texts_of
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.markdown import render_markdown

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<div onclick=alert(1)>\n\ntext\n\n</div>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<!--><script>alert(1)</script>-->",
    "<style>body{display:none}</style>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](data:image/png;base64,iVBORw0KGgo=)",
    "![x](javascript:alert(1))",
    "[x](file:///etc/passwd)",
    "[x](blob:https://a.example/1)",
    "[x](view-source:https://a.example/)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x][y]\n\n[y]: <vbscript:x>",
    '[x](https://a.example/ "\\" onmouseover=\\"alert(1)")',
    '![" onerror="alert(1)](x.png)',
    '[x](https://a.example/"onmouseover="alert(1))',
    '```"><script>alert(1)</script>\nx\n```',
    "[x]({tag}javascript:alert(1))",
    "[x](%7Btag%7Djavascript:alert(1))",
    "[x](%7Btag%7Djavascript%3Aalert(1))",
    "[x]({tag}javascript%3Aalert(1))",
    "[x]({tag}java%0Ascript:alert(1))",
    "[x]({category}java%09script%3Aalert(1))",
    "[x](%7cfilename%7cjavascript:alert(1))",
    "[x]({index}javascript:a?%0Aalert(1))",
    "[x](|filename|javascript:alert(1))",
    "[x]({filename}JAVASCRIPT:alert(1))",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "# <img src=x onerror=alert(1)>",
)
ELEMENTS = frozenset(
    [
        "figure",
        "figcaption",
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "a",
        "img",
        "br",
        "hr",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
ATTRIBUTES = frozenset({"href", "src", "alt", "title", "class", "start", "role", "tabindex", "loading"})
_TAG = re.compile(r"<[a-z][^<>]*>")
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')


def assert_harmless(html: str) -> None:
    """Only known elements and attributes, and no address of a scheme that runs or hides something."""
    assert tags_of(html) <= ELEMENTS
    for tag in _TAG.findall(html):
        for name, value in _ATTRIBUTE.findall(tag):
            assert name in ATTRIBUTES
            if name in {"href", "src"}:
                assert runs_nothing(unquote(unescape(value)))


def runs_nothing(address: str) -> bool:
    """Tell whether neither a browser nor Pelican's link replacer finds a scheme that it should not."""
    bare = re.sub(r"^[{|]\w+[}|]", "", re.sub(r"[\x00-\x20]", "", address).lower())
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", bare)
    return scheme is None or (bare == address.lower() and scheme[1] in {"http", "https", "ftp", "mailto", "tel"})


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_can_run_or_hide_anything(attack: str) -> None:
    """Captured text is hostile until rendered."""
    assert_harmless(render_markdown(attack))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*ATTACKS, "[", "](", ")", "<", ">", '"', "{tag}", "javascript:", " ", "\n", "|", "`", "*"]),
        max_size=6,
    )
)
def test_no_mixture_of_attacks_can_either(parts: list[str]) -> None:
    """Attacks do not help each other."""
    assert_harmless(render_markdown("".join(parts)))


PLACEHOLDERS = (
    ("[x]({filename}../sea/ferry.md#top)", 'href="{filename}../sea/ferry.md#top"'),
    ("[x](<{filename}/a b.md>)", 'href="{filename}/a%20b.md"'),
    ("![x]({static}/images/ü.png)", 'src="{static}/images/%C3%BC.png"'),
    ("[x]({attach}a.pdf)", 'href="{attach}a.pdf"'),
    ("[x]({tag}Northern%20Islands)", 'href="{tag}Northern Islands"'),
    ("[x](<{tag}Northern Islands>)", 'href="{tag}Northern Islands"'),
    ("[x]({category}Sea)", 'href="{category}Sea"'),
    ("[x]({author}Nora)", 'href="{author}Nora"'),
    ("[x]({index})", 'href="{index}"'),
    ("[x](|filename|/a.md)", 'href="|filename|/a.md"'),
    ("[x][y]\n\n[y]: {static}/a.png", 'href="{static}/a.png"'),
    ("[x](/a{b}c)", 'href="/a%7Bb%7Dc"'),
)


@pytest.mark.parametrize(("markdown", "attribute"), PLACEHOLDERS)
def test_pelicans_placeholders_survive(markdown: str, attribute: str) -> None:
    """Pelican looks for literal braces; braces elsewhere are encoded as in any address."""
    assert attribute in render_markdown(markdown)


HEADINGS = (
    ("# A\n\n## B\n\n### C", "h2 h3 h4"),
    ("## A\n\n### B\n\n## C", "h2 h3 h2"),
    ("### A\n\n## B\n\n# C", "h2 h2 h2"),
    ("## A\n\n#### B\n\n### C\n\n#### D", "h2 h3 h3 h4"),
    ("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6", "h2 h3 h4 h5 h6 h6"),
    ("A\n===\n\nB\n---", "h2 h3"),
)


@pytest.mark.parametrize(("markdown", "levels"), HEADINGS)
def test_headings_hang_below_the_headline_without_gaps(markdown: str, levels: str) -> None:
    """The page's h1 is the headline, and a screen reader's outline skips no level."""
    assert " ".join(tag for tag, _ in texts_of(render_markdown(markdown))) == levels


def test_a_table_can_be_scrolled_by_keyboard_and_has_no_inline_style() -> None:
    """Alignment is a class, an empty head is a plain cell."""
    html = render_markdown("| | b | c |\n| --- | :-: | --: |\n| 1 | 2 | 3 |")
    assert html.startswith('<div class="table-scroll" role="group" tabindex="0">\n<table>\n')
    assert html.endswith("</table>\n</div>\n")
    assert '<td></td>\n<th class="align-center">b</th>\n<th class="align-right">c</th>' in html
    assert "style=" not in html


def test_code_can_be_scrolled_by_keyboard() -> None:
    """Fenced and indented code alike."""
    assert render_markdown("```py\nx\n```") == '<pre tabindex="0"><code class="language-py">x\n</code></pre>\n'
    assert render_markdown("    x") == '<pre tabindex="0"><code>x\n</code></pre>\n'


def test_void_elements_and_images_are_as_html_wants_them() -> None:
    """No slash that means nothing, and an alt on every image."""
    assert render_markdown("![](a.png)  \n---") == render_markdown("![](a.png)  \n---").replace(" />", ">")
    assert render_markdown("![](a.png) ![](b.png)") == '<p><img src="a.png" alt=""> <img src="b.png" alt=""></p>\n'


def test_a_plain_address_stays_text() -> None:
    """What a capture printed as words is not made a link; <https://...> is one."""
    assert render_markdown("see https://a.example/b") == "<p>see https://a.example/b</p>\n"
    assert render_markdown("<https://a.example/b>") == '<p><a href="https://a.example/b">https://a.example/b</a></p>\n'


def test_what_is_nested_deeply_is_shown() -> None:
    """No words are lost in any depth that a person writes."""
    assert ">text<" in render_markdown("> " * 30 + "text")


N = 5_000
HOSTILE = (
    "[" * N, "[a](" * N, "*a_ " * N, "**a*" * N, "`a" * N, ">" * N, "- " * N, "<" * N, "&" * N, "![[" * N,
    "[a]: b\n" * N, "|" * N + "\n" + "|-" * N + "|\n", "(" * N, "\\" * N, "a" + " " * N + "b", "1. a\n" * N,
    "[" * N + "a" + "](b)" * N, "> " * 100 + "a\n" * 200, "".join(" " * depth + "- a\n" for depth in range(400)),
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[f"{text[:8]!r}" for text in HOSTILE])
def test_hostile_text_costs_time_in_proportion(text: str) -> None:
    """Neither depth nor length stops a build."""
    started = time.perf_counter()
    render_markdown(text)
    assert time.perf_counter() - started < 8


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=100))
def test_rendering_keeps_no_state(text: str) -> None:
    """The same text gives the same HTML, whatever was rendered before."""
    first = render_markdown(text)
    render_markdown("[x]: https://a.example\n\n[x]")
    assert render_markdown(text) == first
