"""Whatever a page holds, it is read or spiked, and nothing of it is active."""

from __future__ import annotations

import contextlib
import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from web_pages import PARAGRAPHS, page, paragraphs, read

from news_digest.api import read_capture_story
from news_digest.errors import NewsDigestError
from news_digest.markdown import write_story
from news_digest.parse.words import Words

ACTIVE = (
    "<script>alert('salt')</script>", "<style>p { color: salt }</style>", "<iframe src='/salt'>salt</iframe>",
    "<noscript>salt</noscript>", "<template><p>salt</p></template>", "<object>salt</object>", "<button>salt</button>",
    "<svg><title>salt</title><script>salt</script></svg>", "<!-- salt -->", "<select><option>salt</option></select>",
    "<textarea>salt</textarea>", "<form><p>salt</p><input value='salt'></form>", "<math><mtext>salt</mtext></math>",
)  # fmt: skip


@pytest.mark.parametrize("markup", ACTIVE)
def test_no_script_style_frame_or_comment_reaches_the_story(markup: str) -> None:
    """Within the text as beside it."""
    first, *rest = PARAGRAPHS
    story = read(page(f"<p>{first}{markup}</p>{markup}{paragraphs(*rest)}")).story
    assert "salt" not in write_story(story)


def test_markup_in_declared_texts_is_text() -> None:
    """Headlines in linked data may hold tags, and a story's file holds none."""
    html = page().replace('"headline": "Ferries', '"headline": "<b onclick=x()>Ferries</b> &lt;i&gt;')
    assert "<" not in read(html).story.headline


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "ul", "table", "a"])
def test_markup_nests_as_deep_as_it_likes(tag: str) -> None:
    """A page that nothing can be found in is spiked, and no page crashes."""
    for html in (page(f"<{tag}>" * 30_000 + "deep"), f"<!doctype html><{tag}>" * 30_000 + paragraphs()):
        with contextlib.suppress(NewsDigestError):
            read(html)


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">' + '{"@graph":' * 50_000 + "</script>",
        '<meta property="og:title" content="' + "a | " * 5_000 + '">',
        '<link rel="canonical" href="http://[::1">',
    ],
    ids=["lists", "graphs", "separators", "address"],
)
def test_hostile_declarations_are_left_out(head: str) -> None:
    """The story is read all the same."""
    assert read(page(head=head)).story.body == "\n\n".join(PARAGRAPHS)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_page_is_read_or_spiked(data: st.DataObject) -> None:
    """Whatever of it is lost, doubled or exchanged."""
    raw = bytearray(page().encode("utf-8"))
    for _ in range(data.draw(st.integers(1, 6))):
        at, length = data.draw(st.integers(0, len(raw))), data.draw(st.integers(0, 200))
        raw[at : at + length] = data.draw(st.binary(max_size=20) | st.sampled_from([b"<div>", b"</p>", b"<!--", b'"']))
    with contextlib.suppress(NewsDigestError):
        story = read_capture_story(bytes(raw), name="page.html").story
        assert story.headline
        assert story.body


def test_what_reading_knows_is_made_once_for_all_pages() -> None:
    """An archive of a million pages needs the memory of a few."""
    read(page())
    known = _words()
    for number in range(5):
        read(page(paragraphs(*PARAGRAPHS, f"At pier {number} nobody waited.")))
    assert _words() == known


def _words() -> set[int]:
    gc.collect()
    return {id(each) for each in gc.get_objects() if isinstance(each, Words)}
