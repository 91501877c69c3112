"""A built site is asked where its addresses lead, and says what is broken, where, and what to do."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING

import pytest

from news_digest.project import Project
from news_digest.publish.site_check import check_site

if TYPE_CHECKING:
    from pathlib import Path

HOME = '<!doctype html>\n<html lang="en"><head><title>Home</title>{head}</head>\n<body>{body}</body></html>'
RSS = '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>{item}</item></channel></rss>'


def a_site(root: Path, body: str = "", *, head: str = "", **files: str) -> Project:
    """Return a digest whose output has a home page and the files given; `__` in a name stands for a slash."""
    project = Project.at(root)
    pages = {"index.html": HOME.format(head=head, body=body)}
    pages |= {
        name.replace("__", "/").replace("_xml", ".xml").replace("_html", ".html").replace("_json", ".json"): text
        for name, text in files.items()
    }
    for name, text in pages.items():
        path = project.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return project


def faults(project: Project) -> list[str]:
    """Return every problem on its line, without the remedy."""
    return [str(problem).partition(" (")[0] for problem in check_site(project).problems]


STORY = HOME.format(head="", body='<h2 id="aid">Aid</h2>')


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/stories/7/",
        "stories/7/",
        "stories/7/index.html",
        "/stories/7/#aid",
        "/stories/%37/",
        "#top",
        "#",
        "?page=2",
        "https://elsewhere.example/gone",
        "//elsewhere.example/gone",
        "mailto:desk@digest.example",
        "https://[elsewhere.example/half-written",
    ],
)
def test_an_address_that_leads_somewhere_is_no_problem(tmp_path: Path, address: str) -> None:
    """Addresses are read as a browser and a server read them; other hosts are not asked."""
    assert faults(a_site(tmp_path, f'<a href="{address}">x</a>', stories__7__index_html=STORY)) == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/gone/", "no file gone/index.html"),
        ("/stories/7", "no file stories/7"),
        ("/stories/7/#war", "no id war in stories/7/index.html"),
        ("/stories/7/#Aid", "no id Aid in stories/7/index.html"),
        ("../../gone.png", "no file gone.png"),
    ],
)
def test_an_address_that_leads_nowhere_is_named_with_its_line(tmp_path: Path, address: str, reason: str) -> None:
    """The reader learns the file, the line, the address, and what of it is missing."""
    project = a_site(tmp_path, f'<a href="{address}">x</a>', stories__7__index_html=STORY)
    assert faults(project) == [f'index.html:3: "{address}" leads nowhere: {reason}']


def test_a_link_that_is_broken_on_every_page_is_one_problem(tmp_path: Path) -> None:
    """A fault in a template does not bury the others."""
    link = '<img src="/logo.svg" alt="">'
    project = a_site(tmp_path, link, a_html=HOME.format(head="", body=link), b_html=HOME.format(head="", body=link))
    (problem,) = check_site(project).problems
    assert problem.file == "a.html"
    assert "2 more links" in problem.what


def test_pictures_of_a_srcset_are_links(tmp_path: Path) -> None:
    """Every candidate of a srcset must be there."""
    assert faults(a_site(tmp_path, '<img alt="" srcset="/a.png 1x, /b.png 2x" src="/index.html">')) == [
        'index.html:3: "/a.png" leads nowhere: no file a.png',
        'index.html:3: "/b.png" leads nowhere: no file b.png',
    ]


def test_a_site_in_a_folder_of_its_host_is_read_from_its_home_page(tmp_path: Path) -> None:
    """The home page's canonical address says where the site lives; what leaves that folder is outside the site."""
    head = '<link rel="canonical" href="https://news.example/digest/">'
    body = '<a href="/digest/a.html">a</a><a href="https://news.example/digest/b.html">b</a><a href="/a.html">c</a>'
    assert faults(a_site(tmp_path, body, head=head, a_html=STORY)) == [
        'index.html:3: "https://news.example/digest/b.html" leads nowhere: no file b.html',
        'index.html:3: "/a.html" leads nowhere: no file outside /digest/: /a.html',
    ]


def test_a_page_has_a_title_and_a_language(tmp_path: Path) -> None:
    """Both are what a screen reader says first."""
    page = "<!doctype html><html lang=''><head><title> </title></head><body><svg><title>x</title></svg></body></html>"
    assert faults(a_site(tmp_path, a_html=page)) == ["a.html: has no title", "a.html: has no language"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", " JavaScript:alert(1)", "java\tscript:x", "vbscript:x"])
def test_an_address_that_would_run_a_script_is_a_problem(tmp_path: Path, address: str) -> None:
    """A capture's link cannot become a script unseen."""
    (problem,) = check_site(a_site(tmp_path, f'<a href="{address}">x</a>')).problems
    assert problem.what.startswith("would run a script")


def test_a_feed_that_is_not_well_formed_is_named_with_its_line(tmp_path: Path) -> None:
    """One control character makes a whole feed unreadable."""
    project = a_site(tmp_path, rss_xml=RSS.format(item="\n<title>a \x01 b</title>"))
    assert faults(project) == ["rss.xml:2: is not well-formed XML: not well-formed"]


def test_the_addresses_of_a_feed_and_of_its_texts_are_links_of_the_site(tmp_path: Path) -> None:
    """A feed's item and the HTML within it lead to pages that are there."""
    item = "<link>/a.html</link>\n<content:encoded>&lt;a href='/b.html'&gt;x&lt;/a&gt;</content:encoded>"
    assert faults(a_site(tmp_path, rss_xml=RSS.format(item=item))) == [
        'rss.xml:1: "/a.html" leads nowhere: no file a.html',
        'rss.xml:2: "/b.html" leads nowhere: no file b.html',
    ]


def test_the_description_of_a_channel_is_no_html(tmp_path: Path) -> None:
    """A tag's name may look like markup; nobody reads it as such."""
    text = RSS.format(item="").replace("<item>", "<description>&lt;img src=x&gt;</description><item>")
    assert faults(a_site(tmp_path, rss_xml=text)) == []


@pytest.mark.parametrize("text", ["<script>a()</script>", "<p style='b'>c</p>", "<img alt='' onerror='a()'>", "<form>"])
def test_what_has_no_place_in_a_feed_is_named(tmp_path: Path, text: str) -> None:
    """It runs, asks for input or styles; in XML and JSON alike."""
    item = f"<description>{escape(text)}</description>"
    feed = a_feed([an_item(content_html=text)])
    [first, second] = faults(a_site(tmp_path, rss_xml=RSS.format(item=item), feed_json=feed))
    assert re.fullmatch(r'feed\.json:3: item 1, "urn:a": .+ has no place in a feed', first)
    assert re.fullmatch(r"rss\.xml:1: .+ has no place in a feed", second)


def test_a_summary_of_atom_is_text_unless_it_says_otherwise(tmp_path: Path) -> None:
    """What looks like markup in it is shown as it is."""
    entry = "<feed><entry><summary{type}>&lt;script&gt;</summary></entry></feed>"
    assert faults(a_site(tmp_path, atom_xml=entry.format(type=""))) == []
    assert faults(a_site(tmp_path, atom_xml=entry.format(type=' type="html"'))) == [
        "atom.xml:1: <script> has no place in a feed"
    ]


def a_feed(items: object, **told: object) -> str:
    """Return a JSON feed; each of its items stands on a line of its own."""
    version = "https://jsonfeed.org/version/1.1"
    text = json.dumps({"version": version, "title": "Boats", **told})[:-1]
    if not isinstance(items, list):
        return f"{text}}}"
    lines = ",\n".join(map(json.dumps, items))
    return f'{text},\n"items": [\n{lines}\n]}}'


def an_item(**told: object) -> dict[str, object]:
    """Return an item that is right, but for what is told."""
    return {"id": "urn:a", "content_text": "b", **told}


GOOD = {
    "url": "https://wire.example/",
    "date_published": "2024-03-05T14:06:00+03:30",
    "content_html": "<a href='https://wire.example/'>b</a>",
    "authors": [{"name": "Ada"}],
    "attachments": [{"url": "https://wire.example/a.png", "mime_type": "image/png"}],
    "_digest": {"story_code": "1"},
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (a_feed([an_item(**GOOD), an_item(id="urn:b")], feed_url="https://wire.example/feed.json"), []),
        ('{"version":\n}', ["2: is not JSON: Expecting value"]),
        ("[]", ["1: is no JSON feed: it is no object"]),
        (a_feed([], version="2.0"), ["1: has no version of JSON Feed: '2.0'"]),
        (a_feed([], title=" "), ["1: has no title"]),
        (a_feed(None), ["1: has no list of items"]),
        (a_feed(["a"]), ["1: item 1 is no object"]),
        (a_feed([an_item(id=7)]), ["3: item 1, 7: has no id"]),
        (a_feed([an_item(content_text="")]), ['3: item 1, "urn:a": has neither content_html nor content_text']),
        (a_feed([an_item(), an_item()]), ['1: the id "urn:a" stands 2 times']),
        (
            a_feed([an_item(), an_item(id="urn:b", url="/b/")]),
            ["4: item 2, \"urn:b\": url has an address that is not absolute: '/b/'"],
        ),
        (
            a_feed([an_item(content_html="<img src='a.png' alt=''>")]),
            ["3: item 1, \"urn:a\": content_html has an address that is not absolute: 'a.png'"],
        ),
        (a_feed([], next_url="https:feed"), ["1: next_url has an address that is not absolute: 'https:feed'"]),
        (
            a_feed([an_item(date_modified="2024-02-30T00:00:00Z")]),
            ["3: item 1, \"urn:a\": date_modified is no date by RFC 3339: '2024-02-30T00:00:00Z'"],
        ),
        (
            a_feed([an_item(attachments=[{"url": "https://wire.example/"}])]),
            ['3: item 1, "urn:a": attachments: has one without mime_type'],
        ),
        (a_feed([], hubs={}), ["1: hubs: is no list of objects"]),
        (
            a_feed([an_item(external_url="javascript:a")]),
            ["3: would run a script: javascript:a"],
        ),
    ],
)
def test_a_json_feed_is_read_by_its_specification(tmp_path: Path, text: str, wanted: list[str]) -> None:
    """What readers need is there, once, and leads somewhere."""
    assert faults(a_site(tmp_path, feed_json=text)) == [f"feed.json:{each}" for each in wanted]


def test_a_json_feed_leads_to_pages_that_are_there(tmp_path: Path) -> None:
    """As other feeds do; a file of JSON that is no feed is passed over."""
    head = '<link rel="canonical" href="https://digest.example/">'
    feed = a_feed([an_item(url="https://digest.example/gone/")])
    assert faults(a_site(tmp_path, head=head, feed__2024_json=feed, other_json="{")) == [
        'feed/2024.json:3: "https://digest.example/gone/" leads nowhere: no file gone/index.html'
    ]
    assert check_site(Project.at(tmp_path)).feeds == 1


def test_a_digest_that_was_not_built_has_no_faults_of_its_site(tmp_path: Path) -> None:
    """Checking the stories does not need a build."""
    report = check_site(Project.at(tmp_path))
    assert report.ok
    assert report.pages == 0


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<div><span>a</div>", "<span> of line 3 is not closed before </div>"),
        ("<div>a</div></div>", "</div> closes nothing"),
        ("<section>", "<section> of line 3 is not closed before </body>"),
        ('<p id="a">1</p><p id="a">2</p>', 'the id "a" stands twice'),
        ('<img src="/">', "a picture has no alt"),
    ],
)
def test_markup_that_is_wrong_is_named(tmp_path: Path, body: str, fault: str) -> None:
    """With its line, as far as a browser would have to guess."""
    assert faults(a_site(tmp_path, body)) == [f"index.html:3: {fault}"]


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>a<li>b</ul><p>c",
        "<table><tr><td>1<td>2<tr><td>3</table>",
        '<svg viewBox="0 0 1 1"><path d="M0 0"/><g><circle r="1"/></g></svg>',
        "<br><br/><hr>",
        '<img src="/" alt="">',
        "<script>if (a </div> b) {}</script>",
    ],
)
def test_markup_that_html_allows_is_no_problem(tmp_path: Path, body: str) -> None:
    """Ends that need not be written, elements without one, drawings, scripts."""
    assert faults(a_site(tmp_path, body)) == []
