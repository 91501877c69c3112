"""What every page of the theme keeps to, whatever it is handed."""

from __future__ import annotations

import re
import tomllib

import pytest
from theme_reading import PAGES, inherited, of_template, one, soup
from theme_render import TEMPLATES, THEME, files, render

from news_digest.gallery import stories
from news_digest.gallery.pages import NAV, SITE
from news_digest.site.views import StoryView, View

THEME_FILES = {placed.save_as for placed in (*files().copies, *files().joined.values())}
every_page = pytest.mark.parametrize("name", PAGES)


@every_page
def test_a_page_has_its_landmarks_and_one_heading_of_the_first_level(name: str) -> None:
    """A page can be walked by landmarks and headings: header, nav, main, footer, one h1, and no level left out."""
    for selector in ("h1", "main", "body > header", "body > footer", "header nav[aria-label]"):
        one(name, selector)
    levels = [int(heading.name[1]) for heading in soup(name).find_all(re.compile("^h[1-6]$"))]
    assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False))


@every_page
def test_the_first_link_skips_to_the_content(name: str) -> None:
    """Someone who walks by keyboard meets the skip link first, and it leads to the main element."""
    first = soup(name).select("a")[0]
    assert (first["href"], one(name, "main")["id"]) == ("#main", "main")


@every_page
def test_a_page_has_no_script_or_style_within_and_loads_nothing_from_elsewhere(name: str) -> None:
    """A page runs under `default-src 'self'`: no inline style or script, no handler, every file from the theme."""
    page = soup(name)
    assert not page.select("script:not([src]), style, [style]")
    assert not [name for tag in page.select("*") for name in tag.attrs if name.startswith("on")]
    for link in page.select("link[rel=stylesheet], link[rel=icon], [src]"):
        address = str(link.get("href") or link.get("src"))
        assert address.removeprefix("/") in THEME_FILES


@every_page
def test_a_page_announces_its_feeds_once_and_its_address(name: str) -> None:
    """Feed readers find the site's feeds and the page's own, each once; a page with an address of its own says it."""
    announced = [link["href"] for link in soup(name).select("link[rel=alternate]")]
    assert {feed.url for feed in SITE.feeds} <= set(announced)
    assert len(announced) == len(set(announced))
    assert bool(soup(name).select("link[rel=canonical]")) == (name != "404")


@every_page
def test_landmarks_are_few(name: str) -> None:
    """Sections have headings, but no name that would make each day or list a landmark to walk past."""
    assert not soup(name).select("section[aria-label], section[aria-labelledby], [role=region]")
    assert all(section.find(re.compile("^h[2-6]$")) for section in soup(name).select("section"))


def test_the_site_s_name_is_the_heading_of_the_home_page_alone() -> None:
    """The home page has no headline of its own; everywhere else the name is only a way home."""
    for name, page in PAGES.items():
        assert (one(name, "h1").get_text() == page.site.name) == (page.template == "index.html")


def test_the_navigation_marks_where_the_reader_is() -> None:
    """The page itself is current as a page, the section of a page below it as a section, anything else not at all."""
    assert one("tags", "[aria-current=page]").get_text() == "Tags"
    assert one("tag", "[aria-current=true]").get_text() == "Tags"
    assert not soup("story").select("[aria-current]")


def test_markup_in_a_headline_deck_source_or_code_stays_text() -> None:
    """A hostile capture is shown as it was written, on its page and in every list."""
    hostile = stories.HOSTILE
    assert one("story-hostile", "h1").get_text() == hostile.headline
    assert one("story-hostile", ".story-code").get_text() == hostile.code
    for name in ("story-hostile", "index", "tag", "headlines", "edition"):
        assert not soup(name).select("script:not([src]), img, i, b")
        assert hostile.headline in soup(name).get_text()


def test_three_values_are_trusted_and_no_fourth() -> None:
    """`safe` stands on bodies and an editor's note, which our own renderer made, and on linked data."""
    trusted = [
        found
        for path in sorted(TEMPLATES.rglob("*.html"))
        for found in re.findall(r"[\w.]+ *\| *safe\b", path.read_text(encoding="utf-8"))
    ]
    assert sorted(trusted) == ["body | safe", "note | safe", "story.body | safe", "view.linked_data | safe"]


@pytest.mark.parametrize("name", [page.name for page in of_template("article.html")])
def test_a_story_stands_in_its_language_and_the_theme_s_words_in_the_site_s(name: str) -> None:
    """Headline and body carry the story's language and direction, labels and navigation the site's, in any frame."""
    story = PAGES[name].inputs["story"]
    assert isinstance(story, StoryView)
    entry, site = story.entry, PAGES[name].site
    for selector in ("h1", ".story-body"):
        tag = one(name, selector)
        assert (inherited(tag, "lang"), inherited(tag, "dir")) == (entry.lang, entry.dir)
    for tag in soup(name).select("main dt, .label, .navigation-link, .skip-link, footer p, time, .story-original"):
        said = tag.span or tag
        assert (inherited(said, "lang"), inherited(said, "dir")) == (site.lang, site.dir)


@pytest.mark.parametrize("name", ["index", "index-older", "edition", "tag", "headlines", "mirrored-index"])
def test_a_headline_in_a_list_stands_in_its_language(name: str) -> None:
    """Arabic, Japanese and English headlines side by side each carry their own language and direction."""
    links = {link.get_text(): link for link in soup(name).select(".entry-headline a, .line-headline")}
    shown = [entry for entry in stories.EVERY_ENTRY if entry.headline in links]
    assert stories.JAPANESE in shown
    for entry in shown:
        link = links[entry.headline]
        assert (inherited(link, "lang"), inherited(link, "dir")) == (entry.lang, entry.dir)


@every_page
def test_a_page_says_its_own_language(name: str) -> None:
    """The document's language and direction are those of its view, whatever the site's are."""
    view = PAGES[name].inputs["view"]
    assert isinstance(view, View)
    html = one(name, "html")
    assert (html["lang"], html["dir"]) == (view.lang, view.dir)


def test_a_story_credits_its_source_and_cites_its_code() -> None:
    """The facts name the source, lead to its page and to the original, and give the story's code and dates."""
    assert one("story", ".story-source")["href"] == "/sources/harbour-wire/"
    assert str(one("story", ".story-original")["href"]).startswith("https://harbourwire.example/")
    assert one("story", ".story-code").get_text() == "846706"
    moments = [time["datetime"] for time in soup("story").select(".story-facts time")]
    assert moments == ["2024-03-05T14:06:00+01:00", "2024-03-06T08:30:00+01:00"]


def test_a_story_of_which_little_is_known_shows_no_empty_part() -> None:
    """No deck, byline, source, tags or related stories: none of their elements or labels is printed."""
    assert not soup("story-bare").select(".story-deck, .story-byline, .story-source, .story-tags, .related-entry")
    labels = [label.get_text() for label in soup("story-bare").select("main dt")]
    assert labels == ["Published", "Edition", "Story code", "Share", "Address"]


def test_related_stories_tell_the_printed_from_the_computed_and_give_their_reason() -> None:
    """Printed ones come first under their own heading; one without a page is a name; each says why it is there."""
    printed, computed = soup("story").select("section:has(.related-entry)")
    assert [link.name for link in printed.select(".related-link")] == ["a", "a", "span"]
    reasons = [reason.get_text() for reason in computed.select(".related-reason")]
    assert reasons == [entry.reason for entry in stories.COMPUTED_RELATED]


def test_a_list_without_stories_says_so() -> None:
    """An empty digest, edition, tag, index or archive is a page with words, not a blank."""
    for kind in ("index", "edition", "tag", "tags", "sources", "archives", "headlines"):
        assert one(f"{kind}-empty", ".empty").get_text(strip=True)


def test_pages_of_a_list_lead_to_the_newer_and_the_older() -> None:
    """A page in the middle has both ways, in this order; the front only the way back in time."""
    both = [(link["rel"], link["href"]) for link in soup("index-older").select(".pages a")]
    assert both == [(["prev"], "/"), (["next"], "/page/2024-02-11/")]
    assert [link["rel"] for link in soup("index").select(".pages a")] == [["next"]]


def test_the_front_opens_with_a_lead_and_no_other_page_of_the_list_does() -> None:
    """The newest story leads the first page; further back all stories are equal."""
    assert one("index", ".entry-lead .entry-headline").get_text() == stories.FERRIES.headline
    assert not soup("index-older").select(".entry-lead")


def test_the_page_for_a_lost_address_leads_on() -> None:
    """Who is lost is shown every way that the navigation has; search engines keep the page out."""
    assert [link["href"] for link in soup("404").select("main a")] == [link.url for link in NAV]
    one("404", "meta[name=robots][content=noindex]")


def test_the_theme_lists_its_templates() -> None:
    """`digest-theme.toml` names exactly the templates that are there, so that the build can count on them."""
    listed = tomllib.loads((THEME / "digest-theme.toml").read_text(encoding="utf-8"))["templates"]
    assert listed == sorted(path.name for path in TEMPLATES.glob("*.html"))


def test_every_part_says_what_it_is_handed() -> None:
    """Each macro stands right under a comment that lists its inputs."""
    for path in sorted((TEMPLATES / "parts").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        macros = re.findall(r"{%-? macro ", text)
        described = re.findall(r"{#-? Inputs:(?:(?!#}).)*#}\n{%-? macro ", text, flags=re.DOTALL)
        assert len(described) == len(macros), path.name


def test_every_word_of_the_theme_stands_in_one_place_and_is_used() -> None:
    """A translation has all words in words.html, none twice and none in vain."""
    words = (TEMPLATES / "parts" / "words.html").read_text(encoding="utf-8")
    keys = re.findall(r'^  "(\w+)":', words, flags=re.MULTILINE)
    used = {
        key
        for path in TEMPLATES.rglob("*.html")
        for key in re.findall(r"\bwords\.(?!html)(\w+)", path.read_text(encoding="utf-8"))
    }
    assert sorted(keys) == sorted(used)


def test_the_same_inputs_give_the_same_page() -> None:
    """Rendering depends on nothing but what the page is handed."""
    assert all(render(page) == render(page) for page in PAGES.values())


@every_page
def test_a_title_names_the_page_and_then_the_site(name: str) -> None:
    """A tab can be told from its neighbours by its first words; the front bears the site's name alone."""
    page = PAGES[name]
    view = page.inputs["view"]
    assert isinstance(view, View)
    expected = view.title if page.template == "index.html" else f"{view.title} · {page.site.name}"
    assert one(name, "title").get_text() == expected
