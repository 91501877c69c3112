"""What other readers make goes into feeds without anything that runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from feed_rules import feed_faults
from small_digest import SmallDigest

from news_digest.site.harmless import harmless

SITE = "https://digest.example"
PAGE = f"{SITE}/stories/a/"
HEAD = '<title>Boats</title><meta name="date" content="2024-03-05"><meta name="slug" content="boats">'
RST = """\
Boats
=====

:date: 2024-03-05
:slug: rst-boats

A `link <more.html>`_, a `trap <javascript:canary()>`_.

.. raw:: html

   <script>canary()</script><p onclick="canary()" style="color: red">Kept.</p><![CDATA[ unclosed
"""
HOSTILE = """\
<script>canary()</script><style>p { color: red }</style>
<p onclick="canary()" style="color: red" class="x" id="y">One &amp; <b>two</b> &lt;script&gt;.</p>
<form action="/x"><label>Name</label> <input name="a"><button>Go</button></form>
<iframe src="https://other.example/"></iframe><object data="a.swf"><p>Instead.</p></object>
<a href="jav&#x09;ascript:canary()">three</a> <a href="more/">four</a> <a href="#five">five</a>
<img src="a.png" srcset="a.png 1x, /b.png 2x" alt="Six" onerror="canary()">
<svg onload="canary()"><script>canary()</script></svg>
<noscript><p title="</noscript><img src=x onerror=canary()>">Seven.</p></noscript>
<table><tr><td colspan="2" background="javascript:canary()">Eight</table>
a\x01b \x1bc nine
"""


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>Boats &amp; <em>more</em>.</p>", "<p>Boats &amp; <em>more</em>.</p>"),
        ("Boats & <i>more", "Boats &amp; <i>more</i>"),
        ("<p>a<script>b</script>c</p>", "<p>ac</p>"),
        ('<p onclick="a()" style="b" class="c" lang="fa">d</p>', '<p lang="fa">d</p>'),
        ("<form action='/'><p>a</p><input><select><option>b</select></form>", "<p>a</p>"),
        ("<iframe src='a'></iframe><svg/onload=a()><p>b</p>", "<p>b</p>"),
        ('<a href="javascript:a()">b</a>', "<a>b</a>"),
        ('<a href=" java\nscript:a()">b</a>', "<a>b</a>"),
        ('<a href="JaVaScRiPt&colon;a()">b</a>', "<a>b</a>"),
        ('<a href="http://[">b</a>', "<a>b</a>"),
        ('<a href="mailto:ada@wire.example">b</a>', '<a href="mailto:ada@wire.example">b</a>'),
        ('<a href="//wire.example/x">b</a>', '<a href="https://wire.example/x">b</a>'),
        ('<a href="#note">b</a>', f'<a href="{PAGE}#note">b</a>'),
        ('<img src="data:image/png;base64,AA" alt="A boat">', "<span>A boat</span>"),
        ('<img src="a.png" srcset="b.png 2x, javascript:a() 3x">', f'<img src="{PAGE}a.png">'),
        (
            '<img srcset="a.png 1x, /b.png 2x" alt="">',
            f'<img srcset="{PAGE}a.png 1x, {SITE}/b.png 2x" alt="">',
        ),
        ("<video src='a.mp4' autoplay controls></video>", f'<video src="{PAGE}a.mp4" controls=""></video>'),
        ("<picture><source srcset='a'><img src='b'></picture>", None),
        ('<p>Write href="x" here.</p>', '<p>Write href="x" here.</p>'),
        ("<p>&unknown; &nbsp;&#x1f600; &lt;b&gt;</p>", "<p>&amp;unknown; \xa0\N{GRINNING FACE} &lt;b&gt;</p>"),
        ("a\x00b\x08c\x1b\ud800", "abc"),
        ("<![CDATA[ a", ""),
        ("<!-- <script>a</script> --><?php b ?>c", "c"),
        ("<o:p>a</o:p><x-y onclick=a()>b</x-y>", "ab"),
        ("", ""),
    ],
)
def test_only_what_is_known_to_be_harmless_stays(html: str, wanted: str | None) -> None:
    """Its text does as well, and addresses are whole."""
    found = harmless(html, PAGE)
    if wanted is not None:
        assert found == wanted
    assert harmless(found, PAGE) == found


def test_markup_may_nest_deeply() -> None:
    """Hundreds of times."""
    assert "deep" in harmless(f"{'<div>' * 1500}deep", PAGE)


def test_feeds_carry_other_readers_stories_without_what_runs(tmp_path: Path) -> None:
    """In every format; the story's own page stays as Pelican makes it."""
    digest = SmallDigest.at(tmp_path / "digest")
    digest.file("stories/a.html", f"<html><head>{HEAD}</head><body>{HOSTILE}</body></html>")
    digest.file("stories/b.rst", RST)
    digest.story("own", body="Ours.")
    digest.build(fatal="errors")
    assert "<script>canary()</script>" in digest.page("stories/boats")
    assert "<script>canary()</script>" in digest.page("stories/rst-boats")
    for name in ("rss.xml", "atom.xml"):
        assert feed_faults((digest.output / name).read_bytes(), f"{SITE}/{name}") == []
    texts = {item["url"]: item["content_html"] for item in json.loads(digest.page("feed.json"))["items"]}
    html, rst = texts[f"{SITE}/stories/boats/"], texts[f"{SITE}/stories/rst-boats/"]
    for word in ("One &amp; <b>two</b> &lt;script&gt;.", "Name", "Instead.", "Seven.", 'colspan="2">Eight', "nine"):
        assert word in html
    assert f'<a href="{SITE}/stories/boats/more/">four</a>' in html
    assert f'srcset="{SITE}/stories/boats/a.png 1x, {SITE}/b.png 2x"' in html
    assert f'href="{SITE}/stories/rst-boats/more.html"' in rst
    assert "<p>Kept.</p>" in rst
    assert "canary" not in rst


def test_what_was_another_readers_stays_so_in_the_book(tmp_path: Path) -> None:
    """A feed that is made again from what is filed is as harmless."""
    digest = SmallDigest.at(tmp_path / "digest")
    digest.file("stories/a.html", f"<html><head>{HEAD}</head><body>{HOSTILE}</body></html>")
    digest.build(fatal="errors")
    before = digest.page("feed.json")
    digest.story("own", body="Ours.")
    digest.build(fatal="errors")
    [_, item] = sorted(json.loads(digest.page("feed.json"))["items"], key=lambda item: "boats" in str(item["url"]))
    assert json.dumps(item["content_html"], ensure_ascii=False) in before
