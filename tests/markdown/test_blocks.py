"""Blocks of plain text become Markdown that renders to the same words."""

from __future__ import annotations

import re
import time
from typing import get_args

import pytest
from html_text import tags_of, texts_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from news_digest.capture.characters import tidy_text
from news_digest.markdown import read_story, render_markdown, write_story
from news_digest.markdown.blocks import write_blocks
from news_digest.story import Block, BlockKind, Figure, Link, Story

HARMLESS = (
    "#hashtag first",
    "+49 30 1234",
    "A_b_c",
    "R&D and Q&A; more",
    "2 * 3 * 4",
    "5* hotel",
    "a single ` tick",
    "costs < 5 and > 3",
    "https://a.example/a_b?c=d&e=f#g",
    "[1] and [x]: both",
    "==",
    "a | b | c",
    "What’s “this” – a dash — and … dots?",
    "1.5 million",
    "-5 degrees",
    "~~struck~~",
    "| a lone line | of pipes |",
    "see [note] (there)",
    "C:\\new",
    "Wow! [really]",
    "100 % & more",
    "it ended in\n2024. Then it began again",
)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_needs_no_escape_gets_none(text: str) -> None:
    """The file stays readable."""
    assert write_blocks([Block("paragraph", text)]) == text
    assert texts_of(render_markdown(text)) == [("p", text)]


ESCAPED = (
    ("1. FC Köln wins", "1\\. FC Köln wins"),
    ("1) one", "1\\) one"),
    ("- 12 degrees", "\\- 12 degrees"),
    ("+ 12", "\\+ 12"),
    ("* star", "\\* star"),
    ("-", "\\-"),
    ("# heading", "\\# heading"),
    ("> quoted", "\\> quoted"),
    ("---", "\\---"),
    ("* * *", "\\* * *"),
    ("_ _ _", "\\_ _ _"),
    ("___", "\\_\\_\\_"),
    ("```", "\\```"),
    ("~~~ code", "\\~~~ code"),
    ("line\n===", "line\n\\==="),
    ("line\n---", "line\n\\---"),
    ("a | b\n--|--\n1 | 2", "a | b\n\\--|--\n1 | 2"),
    ("R&D &amp; more", "R&D \\&amp; more"),
    ("&#38;", "\\&#38;"),
    ("and <b>", "and \\<b>"),
    ("<http://a.example>", "\\<http://a.example>"),
    ("<!-- hidden -->", "\\<!-- hidden -->"),
    ("[x](y)", "[x\\](y)"),
    ("![x](y)", "![x\\](y)"),
    ("[x]: https://a.example", "\\[x]: https://a.example"),
    ("*so* it is", "\\*so\\* it is"),
    ("_so_ it is", "\\_so\\_ it is"),
    ("`so` it is", "\\`so\\` it is"),
    ("a\\*b", "a\\\\*b"),
    ("one\\\ntwo", "one\\\\\ntwo"),
    ("    indented", "indented"),
    ("one  \ntwo", "one\ntwo"),
    ("\xa0wide\u3000", "&nbsp;wide&#12288;"),
)


@pytest.mark.parametrize(("text", "markdown"), ESCAPED)
def test_what_would_be_markup_gets_one_backslash(text: str, markdown: str) -> None:
    """Each construct of CommonMark is defused where it begins, and nowhere else."""
    assert write_blocks([Block("paragraph", text)]) == markdown
    assert texts_of(render_markdown(markdown)) == [("p", folded(text))]


SPECIAL = st.sampled_from(
    [*"\\`*_{}[]()<>#+-=.!|~&:;\"'/ \t\n\xa0\u3000\u2003ab1é漢ا😀", "  \n", "&amp;", "](", "]:", "\n\n"]
)
WORDS = st.sampled_from(
    [
        "http://x.example/a_b*c",
        "<b>",
        "</p>",
        "<!--",
        "&lt;",
        "&#60;",
        "&nbsp;",
        "***",
        "---",
        "===",
        "```",
        "~~~",
        "|--|",
        "1.",
        "2)",
        "![",
        "$",
        "[a]",
        "(b)",
    ]
)
TEXT = st.lists(SPECIAL | WORDS | st.characters(), max_size=14).map("".join)


def folded(text: str) -> str:
    """Return the text as `write_blocks` promises to keep it: lines trimmed of spaces and tabs, blank lines gone."""
    clean = re.sub("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    clean = "".join(mended(char) for char in clean)
    return "\n".join(line for raw in clean.split("\n") if (line := raw.strip(" \t")))


def in_one_paragraph(kind: BlockKind, text: str) -> str:
    """Return a block's text without the blank lines that would divide a quotation, whatever ends its lines."""
    text = text.replace("\n", " ")
    return re.sub(r"\n[ \t\n]*\n", "\n", tidy_text(text)) if kind == "quote" else text


def mended(char: str) -> str:
    """Return what stays of a character."""
    code = ord(char)
    if 0x80 <= code < 0xA0:
        return bytes([code]).decode("windows-1252", "ignore")
    forbidden = (code < 32 and char not in "\t\n") or code == 0x7F or 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0
    return "" if forbidden or code & 0xFFFE == 0xFFFE else char


def rendered(blocks: list[Block]) -> str:
    """Return the HTML that a reader sees of blocks: written to a file, read from it, rendered."""
    story = Story("Headline", body=write_blocks(blocks))
    return render_markdown(read_story(write_story(story), name="story.md").body)


@settings(max_examples=800, deadline=None)
@given(TEXT)
@example("a\n1. b")
@example("&#9;x")
def test_any_paragraph_keeps_its_words(text: str) -> None:
    """Whatever a paragraph holds, a reader sees it as it was and nothing else."""
    expected = [("p", folded(text))] if folded(text) else []
    assert texts_of(rendered([Block("paragraph", text)])) == expected


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_other_readers_of_commonmark_see_the_same(text: str) -> None:
    """A story file opened in a program that allows raw HTML and links plain CommonMark shows the same words."""
    html = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"] if "~" not in text else ["table"])
        .render(write_blocks([Block("paragraph", text)]))
    )
    assert texts_of(html) == ([("p", folded(text))] if folded(text) else [])


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_any_crosshead_keeps_its_words(text: str) -> None:
    """A crosshead is one line."""
    line = folded(text).replace("\n", " ")
    assert texts_of(rendered([Block("crosshead", text)])) == ([("h2", line)] if line else [])


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXT, max_size=4))
@example(["--"])
@example(["***\\\n***"])
def test_any_items_form_one_list_and_keep_their_words(items: list[str]) -> None:
    """Items side by side are one list, tight."""
    html = rendered([Block("item", text) for text in items])
    assert texts_of(html) == [("li", folded(text)) for text in items if folded(text)]
    assert html.count("<ul>") == bool(any(folded(text) for text in items))


@settings(max_examples=200, deadline=None)
@given(TEXT)
@example("a\n\n\xa0")
def test_any_quotation_keeps_its_words(text: str) -> None:
    """Blank lines divide the paragraphs of a quotation."""
    html = rendered([Block("quote", text)])
    assert "\n".join(found for _, found in texts_of(html)) == folded(text)
    assert tags_of(html) <= {"blockquote", "p"}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(TEXT.map(lambda text: folded(text).replace("\n", " ").replace("\t", " ")), min_size=1, max_size=3),
        min_size=1,
        max_size=3,
    )
)
def test_any_table_keeps_its_cells(rows: list[list[str]]) -> None:
    """Rows are lines, cells are divided by tabs, the first row is the head."""
    kept = [row for row in rows if "\t".join(row).strip(" \t")]
    width = max(map(len, kept), default=0)
    expected = [cell.strip(" ") for row in kept for cell in row + [""] * (width - len(row))]
    html = rendered([Block("table", "\n".join("\t".join(row) for row in rows))])
    assert [text for _, text in texts_of(html)] == expected


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_any_preformatted_text_keeps_every_space(text: str) -> None:
    """What is preformatted is shown as it is."""
    clean = "".join(map(mended, re.sub("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)))
    expected = [("pre", clean + "\n")] if clean.strip() else []
    assert texts_of(rendered([Block("preformatted", text)])) == expected


KINDS: tuple[tuple[BlockKind, str], ...] = (
    ("paragraph", "p"),
    ("crosshead", "h2"),
    ("item", "li"),
    ("quote", "p"),
    ("preformatted", "pre"),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), TEXT), max_size=5))
def test_blocks_do_not_run_into_each_other(chosen: list[tuple[tuple[BlockKind, str], str]]) -> None:
    """Each block stays what it is, whatever stands before and after it."""
    blocks = [Block(kind, in_one_paragraph(kind, text)) for (kind, _), text in chosen]
    html = texts_of(rendered(blocks))
    expected = []
    for ((kind, tag), _), block in zip(chosen, blocks, strict=True):
        text = folded(block.text).replace("\n", " ") if kind == "crosshead" else folded(block.text)
        if kind == "preformatted":
            text = "".join(map(mended, re.sub("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", block.text))) + "\n"
        if text.strip():
            expected.append((tag, text))
    assert [(tag, text) for tag, text in html if text.strip()] == expected


def test_blocks_read_well() -> None:
    """A body is what a person would have typed."""
    blocks = [
        Block("paragraph", "The ferries sail again."),
        Block("crosshead", "What comes next?"),
        Block("item", "Tickets from Monday"),
        Block("item", "Cars from May"),
        Block("quote", "We waited long."),
        Block("quote", "Now we sail."),
        Block("table", "Port\tBoats\nHavn\t2"),
        Block("preformatted", "  08:00  Havn\n"),
    ]
    assert write_blocks(blocks) == (
        "The ferries sail again.\n\n## What comes next?\n\n- Tickets from Monday\n- Cars from May\n\n"
        "> We waited long.\n>\n> Now we sail.\n\n| Port | Boats |\n| --- | --- |\n| Havn | 2 |\n\n"
        "```\n  08:00  Havn\n\n```"
    )


N = 50_000
HOSTILE = (
    "a" + "\xa0" * N + "b", "\xa0" * N, "* " * N + "x", "*" * N + "x", "`` ` " * N, "[" * N, "\\" * N, "# " * N,
    "&a" * N, "<a" * N, "\n" * N, " \n" * N, "a\n" * N, "-" * N + "x", "- - " * N + "x", "](" * N, "|" * N,
    "\t|" * N, "_a" * N, "1. " * N, "a" + " " * N + "b",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[f"{text[:8]!r} {number}" for number, text in enumerate(HOSTILE)])
def test_hostile_blocks_cost_time_in_proportion(text: str) -> None:
    """No block stops an import."""
    started = time.perf_counter()
    write_blocks([Block(kind, text) for kind in get_args(BlockKind)])
    assert time.perf_counter() - started < 8


def test_a_figure_is_an_image_that_is_a_paragraph_of_its_own() -> None:
    """Its caption and credit are the title, from which the page makes the caption."""
    figure = Figure("{static}/pictures/ab/1.png", 'A "boat" [white] & *new*', 'The\n"Ebba" & co', "Ada Lind")
    text = write_blocks([Block("paragraph", "One."), figure, Block("paragraph", "Two.")])
    assert text.split("\n\n")[1].startswith("![A ")
    html = render_markdown(text)
    assert 'alt="A &quot;boat&quot; [white] &amp; *new*"' in html
    assert "<figcaption>The &quot;Ebba&quot; &amp; co (Ada Lind)</figcaption></figure>\n<p>Two.</p>" in html


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_picture_is_called_it_is_one_figure(alt: str, caption: str) -> None:
    """No word of it becomes markup or ends the block."""
    text = write_blocks([Block("paragraph", "One."), Figure("a.png", alt, caption), Block("paragraph", "Two.")])
    html = render_markdown(text)
    assert html.count("<figure>") == html.count("<img ") == 1
    assert html.count("<p>") == 2
    assert tags_of(html) <= {"p", "figure", "img", "figcaption"}


@given(st.text(max_size=40), st.text(min_size=1, max_size=20), st.text(max_size=40))
def test_a_link_in_a_text_changes_none_of_its_words(before: str, words: str, after: str) -> None:
    """Whatever stands around it, and in it."""
    text = before + words + after
    linked = write_blocks([Block("paragraph", text, (Link(words, "https://harbourwire.example/a"),))])
    plain = write_blocks([Block("paragraph", text)])
    assert texts_of(render_markdown(linked)) == texts_of(render_markdown(plain))
    assert "img" not in tags_of(render_markdown(linked))


def test_an_address_with_signs_of_markdown_is_one_address() -> None:
    """It is encoded where it would end, or mean another."""
    url = "https://harbourwire.example/a_(b)*c*?d=<e>&copy;=`f`\\"
    html = render_markdown(write_blocks([Block("paragraph", "Wait! It came.", (Link("It", url),))]))
    assert html == (
        '<p>Wait! <a href="https://harbourwire.example/a_%28b%29*c*?d=%3Ce%3E&amp;copy;=%60f%60%5C">It</a> came.</p>\n'
    )
    assert "<a " in render_markdown(write_blocks([Block("paragraph", "Oh!It", (Link("It", url),))]))
