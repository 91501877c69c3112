"""The editor's panel: what it says of a story and of all of them, and to whom."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from containers import STORIES, Told, answers, letter, mhtml, warc
from previews import Serving, ask, serving
from small_digest import SmallDigest

from news_digest.preview.panel_capture import LONGEST, MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPTURE = """\
Home
World
Ferries Return to the Northern Islands
Published: 2024-03-05 14:06
Story Code : {code}

The first ferry since the storm left the harbour on Tuesday morning with forty people on board.

The crossing takes three hours, and the harbour office expects the timetable to hold until the weekend.
{more}
Source : Harbour Wire
Facebook Twitter Print
"""
# The first paragraph looks like a headline, too.
DOUBTFUL = """\
Home
World
Ferries Return to the Northern Islands
Published: 2024-03-05 14:06
Story Code : 1006

The first ferry since the storm left the harbour on Tuesday morning with forty people on board

More of the text follows here, and it is long enough to be a paragraph of a story of the sea.
Source : Harbour Wire
"""
MOLE = Told(
    31,
    "Lights of the Mole Are Mended",
    (
        "Two keepers with one ladder mended the lights of the mole on Monday, after eleven nights in the dark.",
        "The pilots had asked for it since the storm, and sent a cake to the workshop as soon as they were lit.",
    ),
)
SNOW = Told(
    32,
    "Snow Keeps the Post on the Mainland",
    (
        "The post stayed on the mainland for a third day, since no sledge could pass the hill above the landing.",
        "Letters are read out by telephone where both sides agree, the office at the landing said on Wednesday.",
    ),
)
HOSTILE = '<script>document.title = "taken"</script><img src=x onerror=alert(1)> &amp; "\'></td></table>'
PAGE = """\
<!doctype html><html><head><title>Lights Out in Havnby</title>
<script>document.title = "taken"</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<h1>Lights Out in Havnby</h1>
<p>The power failed at noon, and the harbour was dark until the evening, as the office of the port said on Tuesday.</p>
<p>Boats waited outside for five hours, since nobody could see the lights of the mole in the snow that fell all day.</p>
<div class="share">Share on Facebook</div>
</body></html>
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Serve a digest of imported stories and some that were written by hand."""
    root = tmp_path_factory.mktemp("panel")
    digest = SmallDigest.at(root, siteurl="")
    (root / "seeds").mkdir()
    long = "\n\n".join(f"Paragraph {number} of what went on in the harbour all day long." for number in range(2_000))
    (root / "seeds" / "1006.txt").write_text(DOUBTFUL, "utf-8")
    captures = {"1001": HOSTILE, "1002": "", "1003": long, "1004": "boats " * 400}
    for code, more in captures.items():
        text = CAPTURE.format(code=code, more=more).replace("Northern Islands", f"Northern Islands {code}")
        (root / "seeds" / f"{code}.txt").write_text(text, "utf-8")
    (root / "seeds" / "page.html").write_text(PAGE, "utf-8")
    (root / "seeds" / "page.html.toml").write_text('story_code = "1005"\ndate = 2024-03-05\n', "utf-8")
    held = {"week.warc": warc(answers()), "one.eml": letter(MOLE), "two.mhtml": mhtml(SNOW)}
    for name, data in held.items():
        (root / "seeds" / name).write_bytes(data)
    digest.story("2001", "Written by Hand", body="![](https://pictures.example/a.png)")
    digest.story("2002", "A Draft", more="status: draft\n")
    digest.story("2003", "Under Embargo", more="embargo: 2999-01-01\n")
    digest.story("2004", "Of Another Paper", more="source: Harbour Wire\nrelated:\n- {title: Far Away}\n")
    with serving(root) as found:
        yield found


def panel(served: Serving, page: str) -> str:
    """Return the panel of a page."""
    answer = ask(served.port, f"/_preview/panel?of={page}")
    assert answer.status == 200
    return str(answer.text.decode())  # type: ignore[attr-defined]


def words(markup: str) -> str:
    """Return what a panel says."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_a_capture_stands_beside_what_was_read(served: Serving) -> None:
    """Each line with what it was taken for, or why it was left out."""
    found = panel(served, "/stories/1002/")
    assert '<tr class="field"><td>4</td><td dir="auto">Published: 2024-03-05 14:06</td><td>date</td>' in found
    assert '<tr class="cut"><td>1</td><td dir="auto"><s>Home</s></td><td><span>left out: standing line' in found
    assert '<p class="headline" dir="auto">Ferries Return to the Northern Islands 1002</p>' in found
    assert "share bar, line" in words(found)


def test_fields_name_their_rule_and_what_lost(served: Serving) -> None:
    """With the confidence, and notes on what is doubtful or assumed."""
    found = words(panel(served, "/stories/1002/"))
    assert re.search(r"story code 1002 line 5, rule “label[^”]*”, weight 0\.\d+ 0\.\d\d", found)
    assert re.search(r"\d lost .*World line 2, rule “[^”]+”, weight", found)
    assert "headline: read with little confidence" not in found
    assert "date: no zone is printed, Europe/Oslo is assumed" in found
    assert "Nothing says how much of it may be shown" in found
    assert "The story file is as the import wrote it." in found


def test_what_is_doubtful_is_noted_until_it_is_corrected(served: Serving) -> None:
    """An editor who wrote another headline has looked at it."""
    assert "headline: read with little confidence (0." in words(panel(served, "/stories/1006/"))
    (file,) = (served.log.parent / "content" / "stories").rglob("1006-*.md")
    file.write_text(file.read_text("utf-8").replace("title: Ferries", "title: All Ferries"), "utf-8")
    corrected = words(panel(served, "/stories/1006/"))
    assert "little confidence" not in corrected
    assert "edited by hand: headline." in corrected


def test_a_hostile_capture_is_text_alone(served: Serving) -> None:
    """It is escaped, and the page may run and load nothing but its sheet."""
    found = panel(served, "/stories/1001/")
    assert "<script" not in found
    assert "<img" not in found
    assert html.escape("onerror=alert(1)>") in found
    policy = ask(served.port, "/_preview/panel?of=/stories/1001/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy


def test_of_a_page_is_shown_what_a_reader_sees(served: Serving) -> None:
    """Its scripts and its markup are no text."""
    found = panel(served, "/stories/1005/")
    assert "What a reader sees of the saved page" in found
    assert "taken" not in found
    assert '<td dir="auto">Lights Out in Havnby</td><td>headline</td>' in found
    assert "<s>Share on Facebook</s>" in found


@pytest.mark.parametrize("name", ["week.warc", "one.eml", "two.mhtml"])
def test_of_a_container_is_shown_the_part_that_was_read(served: Serving, name: str) -> None:
    """Not its bytes, and no other story that it holds."""
    told = next(story for story in (*STORIES, MOLE, SNOW) if story.headline in headlines(served, name))
    found = words(panel(served, headlines(served, name)[told.headline]))
    assert f"Capture {name}" in found
    assert all(paragraph in found for paragraph in told.paragraphs)
    others = (story for story in (*STORIES, MOLE, SNOW) if story != told)
    assert not any(paragraph in found for story in others for paragraph in story.paragraphs)
    assert "Content-Type" not in found


def headlines(served: Serving, seed: str) -> dict[str, str]:
    """Return the addresses of the stories of a seed by their headlines."""
    found = {}
    for path in sorted((served.log.parent / "content" / "stories").rglob("*.md")):
        text = path.read_text("utf-8")
        if re.search(rf"^seed: [\"']?{re.escape(seed)}", text, re.MULTILINE):
            title = re.search(r"^title: (.+)$", text, re.MULTILINE)
            code = re.search(r"^story_code: \"?([^\"\n]+)", text, re.MULTILINE)
            assert title
            assert code
            found[title[1]] = f"/stories/{code[1]}/"
    return found


def test_a_long_capture_is_cut_with_a_word(served: Serving) -> None:
    """Lines as well as the number of lines."""
    found = panel(served, "/stories/1003/")
    assert found.count('<tr class="') - found.count('<tr class="lines') >= MOST_LINES
    assert re.search(r"The capture goes on: \d+ more lines are not shown here\.", found)
    wide = panel(served, "/stories/1004/")
    assert re.search(rf"{'boats ' * 20}[boats ]*… \(2,400 characters\)", wide)
    assert "boats " * (LONGEST // 6 + 1) not in wide.partition("What was read")[0]


def test_a_story_without_a_capture_says_so(served: Serving) -> None:
    """Also one whose capture is gone; nothing else is lost by it."""
    found = words(panel(served, "/stories/2001/"))
    assert "No import made this story" in found
    assert "A picture has no words" in found
    assert "It credits no source" in found
    seed = served.log.parent / "seeds" / "1004.txt"
    kept = seed.read_bytes()
    seed.unlink()
    gone = words(panel(served, "/stories/1004/"))
    seed.write_bytes(kept)
    assert "The capture cannot be shown: 1004.txt: the seed is gone" in gone
    assert "bring it back" in gone


def test_related_stories_have_their_reasons(served: Serving) -> None:
    """Those that were printed and those that were computed."""
    assert "Far Away printed in the capture" in words(panel(served, "/stories/2004/"))
    assert re.search(
        r"(similar wording|the same text in another paper|same event)", words(panel(served, "/stories/1002/"))
    )


def test_elsewhere_it_lists_what_needs_a_look(served: Serving) -> None:
    """And what is not published yet, each leading to its page."""
    for page in ("/", "/archive/", "/stories/none/", "/%00", "//evil.example/"):
        found = panel(served, page)
        assert "What needs a look" in found
    assert '<a href="/stories/2001/" target="_top">content/stories/2001.md</a>' in found
    assert "A Draft: a draft content/stories/2002.md" in words(found)
    assert "Under Embargo: under embargo until 2999-01-01" in words(found)


def test_settings_that_are_broken_are_named(served: Serving) -> None:
    """The panel is there again when they are mended."""
    file = served.log.parent / "pelicanconf.py"
    kept = file.read_bytes()
    file.write_bytes(kept + b"\nSITENAME =\n")
    broken = panel(served, "/stories/1002/")
    file.write_bytes(kept)
    assert "pelicanconf.py" in broken
    assert "Ferries Return" in panel(served, "/stories/1002/")


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_a_page_of_another_site_gets_none_of_it(served: Serving, headers: dict[str, str]) -> None:
    """Neither may it put the switch."""
    assert ask(served.port, "/_preview/panel?of=/", headers=headers).status == 403
    assert ask(served.port, "/_preview/unpublished?show=yes", "POST", headers).status == 403
    assert ask(served.port, "/_preview/unpublished?show=yes").status == 404
    assert ask(served.port, "/_preview/panel?of=/", headers={"Host": "evil.example"}).status == 421
