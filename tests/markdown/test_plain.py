"""Plain bodies are rendered without the parser, and to the same HTML."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from news_digest.markdown.blocks import write_blocks
from news_digest.markdown.plain import Outline, render_plain, render_text
from news_digest.markdown.render import parsed_markdown, render_markdown
from news_digest.story import Block, BlockKind

SIGNS = (
    *("*", "**", "***", "_", "`", "\\", "\\*", "<", ">", "&", "&amp;", "&a;", '"', "!", "~~~", "---", "===", "|", ":"),
    *("[", "]", "](", "](/a)", "[x](/y)", "[x](https://a.example/b-c/1.html)", "[a]: /b", "![x](/y)", "{filename}a"),
    *("# ", "## ", "- ", "+ ", "1. ", "2) ", "> ", ">", "\n>\n> ", "\t", "\x85", "\u2028", "\xa0", "\ufeff", "\x1c"),
)
WORDS = (
    "a",
    "word",
    "Ä",
    "東",
    "1",
    "²",
    ".",
    ",",
    "“",
    "—",
    "€",
    "\u0301",
    "😀",
    "**a**",
    "*b*",
    "**a,**",
    "**“a”**",
    "(*",
)
GAPS = (" ", " ", "  ", "\n", "\n\n", "\n\n", "\n\n\n")
STARTS = ("", "", "- ", "> ", "## ", "# ", "### ")

runs = st.lists(st.sampled_from((*SIGNS, *WORDS, *GAPS)), max_size=12).map("".join)
simple = st.lists(st.sampled_from((*WORDS, " ", "\n")), min_size=1, max_size=9).map("".join)
chunks = st.lists(st.tuples(st.sampled_from(STARTS), simple | runs).map("".join), max_size=5).map("\n\n".join)
stars = st.lists(st.sampled_from(("*", "**", "a", " ", ".", '"', "[b](/c)")), max_size=10).map("".join)


def refuse(text: str) -> str:
    """Stand for the parser where it must not be needed."""
    raise AssertionError(text)


@settings(max_examples=200)
@given(chunks | runs | stars)
@example("x *a **b** c*")
@example("*a*b **c** d*e*")
@example("[a **b](/u) c**")
@example("- a\n\n- b")
@example("a\n\n[b]\n\n> [b]: /c")
def test_the_html_is_the_parser_s(body: str) -> None:
    """Whatever stands in a body, no page tells which way it was rendered."""
    assert render_markdown(body) == parsed_markdown(body)


@settings(max_examples=300)
@given(
    st.characters(),
    st.sampled_from(["{}", "{}a", "a\n{}b", "**a{}** x", "x{}**a**", "a**{}b**", "- {}", "> {}", "## {}", "[{}](/a)"]),
)
def test_any_character_keeps_its_part(char: str, form: str) -> None:
    """What is a space, a letter or a sign is the parser's to say."""
    assert render_markdown(form.format(char)) == parsed_markdown(form.format(char))


KINDS: tuple[BlockKind, ...] = ("paragraph", "crosshead", "item", "quote")


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.text("ab ä.,!?“’-", min_size=1)), max_size=6))
def test_what_an_import_writes_is_plain(blocks: list[tuple[BlockKind, str]]) -> None:
    """Paragraphs, crossheads, lists and quotations of common signs never wait for the parser."""
    written = write_blocks(Block(kind, f"a{text}a") for kind, text in blocks)
    assert render_plain(written, refuse) == parsed_markdown(written)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("the **law,** it", "the <strong>law,</strong> it"),
        ("“*Mary*” sank", "“<em>Mary</em>” sank"),
        ("see [the *Mary*](/stories/1/)", None),
        (
            "see [the list](https://paper.example/lists/1.html)!",
            'see <a href="https://paper.example/lists/1.html">the list</a>!',
        ),
        ('AT&T > "x"', "AT&amp;T &gt; &quot;x&quot;"),
        ("caf&eacute;", None),
        ("a_b", None),
        ("2 * 3", None),
        ("he [sic]", None),
        ("![a](/b)", None),
        ("[a](javascript:alert)", None),
        ("[a](//b.example/)", None),
    ],
)
def test_a_text_is_rendered_at_once_or_left_to_the_parser(text: str, html: str | None) -> None:
    """Only what can mean one thing is rendered at once."""
    assert render_text(text, lambda _: "parsed") == (html or "parsed")


@pytest.mark.parametrize(
    "text", ["[a" * 20_000, "**a " * 20_000, "[a](http://" + "a." * 20_000, "[a](/" + "a/" * 20_000, "*" * 40_000]
)
def test_no_text_takes_long(text: str) -> None:
    """Each pattern goes over a text once: this would not end otherwise."""
    assert render_text(text, lambda _: "parsed") == "parsed"


def test_headings_hang_below_the_headline_without_gaps() -> None:
    """Whatever levels a writer chose."""
    outline = Outline()
    assert [outline.place(level) for level in (3, 3, 5, 6, 1, 2, 4, 6, 6, 6)] == [2, 2, 3, 4, 2, 3, 4, 5, 5, 5]
