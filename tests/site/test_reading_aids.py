"""How long a story takes to read, where its crossheads are, and which stories stand beside it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rebuilding import Rebuilder
from small_digest import SmallDigest

from news_digest.markdown import render_markdown
from news_digest.site.reading_aids import Length, beside, contents, length_of, mail_with, moved_beside, with_anchors
from news_digest.site.views import Link

PARAGRAPH = "<p>" + "tide " * 99 + "out.</p>\n"
JAPANESE = "<p>" + "港の船が出た。" * 51 + "</p>\n"


@pytest.mark.parametrize(
    ("body", "lang", "expected"),
    [
        (PARAGRAPH * 5, "en", Length(500, 2)),
        (PARAGRAPH * 5, "fi-FI", Length(500, 3)),
        (PARAGRAPH, "en", Length(100, 1)),
        ("<p>Out.</p>\n", "xx", Length(1, 1)),
        ("", "en", Length(0, 0)),
        ("", "ja", Length(None, 0)),
        (JAPANESE * 2, "ja", Length(None, 2)),
        (JAPANESE * 2, "zh-Hant", Length(None, 3)),
        (f"<h2>The tide</h2>\n{PARAGRAPH}<ul>\n<li>Low <em>and</em> high</li>\n</ul>\n", "en", Length(105, 1)),
    ],
)
def test_a_text_takes_as_long_as_its_language_is_read(body: str, lang: str, expected: Length) -> None:
    """By its words; by its characters where words cannot be counted."""
    assert length_of(body, lang) == expected


def test_crossheads_have_ids_of_their_words() -> None:
    """In any script, each once; one without words has one as well."""
    heads = ("Flour first", "Flour <em>first</em>", "Flour first 2", "الدقيق أولًا", "まず小麦粉", "&lt;b&gt;", "…")
    body, links = with_anchors("".join(f"<h2>{head}</h2>\n<p>x</p>\n" for head in heads))
    assert [link.text for link in links] == ["Flour first", "Flour first", "Flour first 2", *heads[3:5], "<b>", "…"]
    ids = re.findall(r'<h2 id="([^"]+)">', body)
    assert [link.url for link in links] == [f"#{name}" for name in ids]
    assert ids[:3] == ["s-flour-first", "s-flour-first-2", "s-flour-first-2-2"]
    assert len(set(ids)) == len(heads)


def test_an_id_stays_where_another_crosshead_comes() -> None:
    """What led to a part of a story leads there when a part is put before it."""
    before = with_anchors("<h2>Fares</h2>\n")[1]
    assert before[0] in with_anchors("<h2>Flour</h2>\n<h2>Fares</h2>\n")[1]


def test_a_body_without_crossheads_stays_as_it_is() -> None:
    """To the character."""
    assert with_anchors(PARAGRAPH) == (PARAGRAPH, ())


@given(st.lists(st.text(max_size=30), max_size=6))
@settings(deadline=None)
def test_no_crosshead_ends_its_element(texts: list[str]) -> None:
    """Whatever it says, its id is one, and no two are the same."""
    plain = render_markdown("\n\n".join(f"## {' '.join(text.split())}" for text in texts))
    body, links = with_anchors(plain)
    assert re.sub(r' id="s-[^"\s<>&]*"', "", body) == plain
    ids = [unescape(name) for name in re.findall(r'<h2 id="([^"]*)"', body)]
    assert len(ids) == len(set(ids)) == len(links)


def test_contents_are_for_long_stories() -> None:
    """From three crossheads and three minutes on."""
    links = tuple(Link(text, f"#s-{text}") for text in "abc")
    assert contents(links, Length(700, 3)) == links
    assert contents(links[:2], Length(700, 3)) == ()
    assert contents(links, Length(400, 2)) == ()


def test_stories_stand_beside_each_other() -> None:
    """The newest has none that is newer; only those are told of whose neighbours are others."""
    assert beside(()) == {}
    assert beside("c") == {"c": (None, None)}
    assert beside("cba") == {"c": (None, "b"), "b": ("c", "a"), "a": ("b", None)}
    assert moved_beside("dcba", "dba") == {"d", "b"}
    assert moved_beside("ba", "cba") == {"c", "b"}
    assert moved_beside("cba", "cba") == set()


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a digest of three stories of one day, one after the other, and one of the next."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest")
    for code, hour in (("a", 9), ("b", 10), ("c", 11)):
        digest.story(code, f"Story {code}", f"2024-03-05T{hour:02}:00:00+00:00")
    digest.story("d", "Story d", "2024-03-06T09:00:00+00:00")
    rebuilder = Rebuilder(digest, capsys)
    assert rebuilder.right().status == 0
    return rebuilder


def steps(site: Rebuilder, code: str) -> list[tuple[str, str]]:
    """Return the ways to other stories of the edition: the key that stands for it, and where it leads."""
    step = r'<a class="pages-step" href="/stories/(\w)/" rel="\w+" data-key="(\w)">'
    return [(key, target) for target, key in re.findall(step, site.digest.page(f"stories/{code}"))]


def test_a_story_leads_to_those_beside_it_in_its_edition(site: Rebuilder) -> None:
    """And not to another day's."""
    assert steps(site, "a") == [("p", "b")]
    assert steps(site, "b") == [("p", "c"), ("n", "a")]
    assert steps(site, "c") == [("n", "b")]
    assert steps(site, "d") == []


def test_stories_beside_one_that_comes_changes_or_goes_are_printed(site: Rebuilder) -> None:
    """These, and no others of the day."""
    path = site.digest.story("e", "Story e", "2024-03-05T09:30:00+00:00")
    done = site.right()
    others = {name.split("/")[1] for name in done.written if name.startswith("stories/")}
    assert others == {"a", "b", "e"}
    site.digest.story("c", "Another", "2024-03-05T11:00:00+00:00")
    assert {name.split("/")[1] for name in site.right().written if name.startswith("stories/")} == {"b", "c"}
    path.unlink()
    assert {name.split("/")[1] for name in site.right().written if name.startswith("stories/")} == {"a", "b"}


def test_a_long_story_lists_its_crossheads_and_tells_its_time(site: Rebuilder) -> None:
    """Also where only a part of it may be shown: then neither is told."""
    text = "tide " * 300
    body = "\n\n".join(f"## Part {number}\n\n{text}" for number in (1, 2, 3))
    site.digest.story("f", "Long", body=body)
    site.digest.story("g", "Long, in part", body=body, more="rights: excerpt\n")
    site.right()
    page = site.digest.page("stories/f")
    assert re.findall(r'<li><a href="#(s-part-\d)">Part \d</a></li>', page) == ["s-part-1", "s-part-2", "s-part-3"]
    assert "<dd>4 minutes</dd>" in page
    assert "minutes</dd>" not in site.digest.page("stories/g")
    assert "story-contents" not in site.digest.page("stories/g")


def test_a_letter_begins_with_headline_and_address(site: Rebuilder) -> None:
    """Whatever a headline says, it stays one; what is no text in UTF-8 has a sign for it."""
    site.digest.story("h", '"a&b=c #1: 50 % \\"d\\""')
    site.right()
    page = site.digest.page("stories/h")
    mail = re.findall(r'href="(mailto:[^"]*)"', page)
    address = "https%3A//digest.example/stories/h/"
    assert mail == [f"mailto:?subject=a%26b%3Dc%20%231%3A%2050%20%25%20%22d%22&amp;body={address}"]
    assert mail_with("\ud800", "") == "mailto:?subject=%3F&body="
