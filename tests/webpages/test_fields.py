"""What a page declares and shows of its story besides the body."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from web_pages import ARTICLE, HEADLINE, PARAGRAPHS, URL, linked_data, page, paragraphs, read

from news_digest.api import Related, Source

BERLIN = timezone(timedelta(hours=1))


def without(*keys: str) -> str:
    """Return the sample's linked data without some of its keys."""
    return linked_data({key: value for key, value in ARTICLE.items() if key not in keys})


def origin_of(html: str, field: str) -> str:
    """Return where the winner of a field was found."""
    return next(one.origin for one in read(html).candidates if one.field == field and one.won)


def test_a_page_declares_its_story() -> None:
    """Linked data gives the fields, and each says that it came from there."""
    story = read(page()).story
    assert story.headline == HEADLINE
    assert story.date == datetime(2024, 3, 5, 14, 6, tzinfo=BERLIN)
    assert story.modified == datetime(2024, 3, 5, 16, 40, tzinfo=BERLIN)
    assert story.authors == ("Ada Berg", "Ivo Lund")
    assert (story.publisher, story.source) == ("Harbour Wire", Source("Harbour Wire", URL))
    assert (story.category, story.tags, story.lang) == ("Islands", ("Ferries", "Northern Islands"), "en")
    assert origin_of(page(), "date") == "JSON-LD datePublished"


@pytest.mark.parametrize(
    "head",
    [
        linked_data([ARTICLE]),
        linked_data({"@graph": [{"@type": "WebSite", "name": "Harbour Wire"}, ARTICLE]}),
        linked_data({"@type": "WebPage", "mainEntity": ARTICLE}),
        linked_data({"@type": "Organization", "name": "Harbour Wire"}) + linked_data(ARTICLE),
        linked_data(ARTICLE | {"@type": ["Article", "ReportageNewsArticle"]}),
        linked_data(ARTICLE).replace("}</script>", ",}</script>"),
        linked_data(ARTICLE).replace('">{', '"><!--\n{').replace("}</script>", "}\n--></script>"),
        linked_data(ARTICLE).replace("Ferries return", "Ferries\nreturn"),
    ],
    ids=["list", "graph", "main entity", "second script", "two types", "comma", "comment", "line end in a string"],
)
def test_linked_data_is_read_in_many_forms_and_mended(head: str) -> None:
    """As pages write it."""
    story = read(page(head=head)).story
    assert (story.headline, story.authors) == (HEADLINE, ("Ada Berg", "Ivo Lund"))


def test_authors_are_found_by_reference() -> None:
    """A graph names a person once and refers to it."""
    graph = {"@graph": [ARTICLE | {"author": {"@id": "#ada"}}, {"@type": "Person", "@id": "#ada", "name": "Ada Berg"}]}
    assert read(page(head=linked_data(graph))).story.authors == ("Ada Berg",)


def test_a_headline_goes_without_the_publishers_name() -> None:
    """In titles of pages it stands behind a sign."""
    head = '<meta property="og:site_name" content="Harbour Wire">'
    html = page(head=head).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    assert read(html).story.headline == HEADLINE
    assert "title element" in origin_of(html, "headline")


def test_a_headline_that_linked_data_cuts_off_is_taken_whole() -> None:
    """Some systems cut it at 110 characters."""
    head = linked_data(ARTICLE | {"headline": "Ferries return to the …"})
    assert read(page(head=head)).story.headline == HEADLINE


TRAIL = '<div class="breadcrumbs"><a href="/islands">Islands</a> <h1>Ferries: what to know</h1></div>'


@pytest.mark.parametrize("shown", [HEADLINE, f"<span>Storm over</span> <span>{HEADLINE}</span>"])
def test_the_last_step_of_a_trail_of_sections_is_no_headline(shown: str) -> None:
    """It is a short title made for the trail; what stands below it, if of the second rank, is the headline."""
    head = (
        linked_data(ARTICLE | {"headline": "Ferries: what to know"})
        + f'<meta property="og:title" content="{HEADLINE}">'
    )
    html = page(head=head).replace(f"<h1>{HEADLINE}</h1>", f"{TRAIL}<h2>{shown}</h2>")
    assert read(html).story.headline == HEADLINE
    assert "what to know" not in read(html).story.body


def test_a_headline_is_one_in_the_trail_of_sections_too_if_readers_elsewhere_are_told_it() -> None:
    """The line in larger letters is then a variant."""
    head = linked_data(ARTICLE) + f'<meta property="og:title" content="{HEADLINE}">'
    trail = TRAIL.replace("Ferries: what to know", HEADLINE)
    html = page(head=head).replace(f"<h1>{HEADLINE}</h1>", f"{trail}<h2>Mail and milk at last</h2>")
    assert read(html).story.headline == HEADLINE


def test_a_block_named_like_a_trail_with_the_text_in_it_is_none() -> None:
    """Some pages say so of themselves."""
    html = page(head="").replace('class="page"', 'class="page breadcrumb-on"')
    assert read(html).story.headline == HEADLINE
    assert "shown" in next(c.rule for c in read(html).candidates if c.field == "headline" and c.won)


@pytest.mark.parametrize(
    ("markup", "value", "origin"),
    [
        (
            '<meta property="article:published_time" content="2024-03-05T14:06:00+01:00">',
            datetime(2024, 3, 5, 14, 6, tzinfo=BERLIN),
            "meta article:published_time",
        ),
        ('<meta name="DC.date.issued" content="2024-03-05">', date(2024, 3, 5), "meta DC.date.issued"),
        (
            '<meta name="pubdate" content="1709643960">',
            datetime(2024, 3, 5, 13, 6, tzinfo=UTC),
            "meta pubdate",
        ),
    ],
)
def test_dates_are_read_from_meta_elements(markup: str, value: date, origin: str) -> None:
    """With time and zone where they have them."""
    html = page(head=markup)
    assert read(html).story.date == value
    assert origin_of(html, "date") == origin


def test_a_time_element_and_a_printed_date_are_read_where_nothing_is_declared() -> None:
    """The machine's value before the words."""
    head = without("datePublished", "dateModified")
    marked = page(head=head, above='<p><time datetime="2024-03-05T14:06+01:00">Tuesday, 14:06</time></p>')
    assert read(marked).story.date == datetime(2024, 3, 5, 14, 6, tzinfo=BERLIN)
    assert origin_of(marked, "date").startswith("time element, line ")
    printed = page(head=head, above="<p>Published: 5 March 2024, 14:06</p>")
    assert read(printed).story.date == datetime(2024, 3, 5, 14, 6)  # noqa: DTZ001  no zone is printed


def test_a_time_without_a_zone_says_so() -> None:
    """Nobody knows when it was."""
    reading = read(page(head=linked_data(ARTICLE | {"datePublished": "2024-03-05T14:06:00"})))
    rules = [one.rule for one in reading.candidates if one.field == "date" and one.won]
    assert rules == ["declared, no zone"]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("By Ada Berg and Ivo Lund", ("Ada Berg", "Ivo Lund")),
        ([{"name": "Ada Berg"}, {"@type": "Organization", "name": "Harbour Wire"}], ("Ada Berg",)),
        ({"name": "Ada Berg, Staff Reporter"}, ("Ada Berg",)),
        ("ada.berg@harbourwire.example (Ada Berg)", ("Ada Berg",)),
    ],
)
def test_authors_are_persons_names(author: object, expected: tuple[str, ...]) -> None:
    """Without "By", roles, addresses, and the publisher's own name."""
    assert read(page(head=linked_data(ARTICLE | {"author": author}))).story.authors == expected


def test_a_printed_byline_names_persons_where_only_a_newsroom_is_declared() -> None:
    """The newsroom signs what nobody else does."""
    head = linked_data(ARTICLE | {"author": {"@type": "Organization", "name": "Harbour Wire"}})
    byline = '<div class="byline"><span>Ada Berg</span><span>Ivo Lund</span></div>'
    assert read(page(head=head, above=byline)).story.authors == ("Ada Berg", "Ivo Lund")
    assert read(page(head=head)).story.authors == ("Harbour Wire",)


def test_a_printed_source_is_credited() -> None:
    """Below the text as above it."""
    story = read(page(paragraphs() + "<p>Source: Coastal News Agency</p>")).story
    assert story.source == Source("Coastal News Agency", URL)
    assert story.body == "\n\n".join(PARAGRAPHS)


def test_the_sentence_below_the_headline_is_the_deck() -> None:
    """A description that is the first paragraph again is none."""
    deck = "After ten days of storm the islanders get mail, medicine and each other back."
    assert read(page(above=f'<p class="standfirst">{deck}</p>')).story.deck == deck
    description = f'<meta name="description" content="{PARAGRAPHS[0]}">'
    assert read(page(head=linked_data(ARTICLE) + description)).story.deck is None


@pytest.mark.parametrize(
    ("url", "code"),
    [
        (URL, "846706"),
        ("https://harbourwire.example/islands/a846706.html", "846706"),
        ("https://harbourwire.example/article/846706/ferries-return", "846706"),
        ("https://harbourwire.example/2024/03/05/ferries-return", None),
        ("https://harbourwire.example/ferries-return-20240305", None),
        ("http://[broken", None),
    ],
)
def test_the_number_in_the_address_is_the_code(url: str, code: str | None) -> None:
    """Where there is one that is no date."""
    assert read(page(), url=url).story.story_code == code


def test_a_printed_code_comes_first() -> None:
    """It has a label."""
    assert read(page(below="<p>Story code: 17-B</p>")).story.story_code == "17-B"


def test_the_canonical_address_is_the_storys() -> None:
    """A saved page knows where it came from."""
    head = linked_data(ARTICLE) + f'<link rel="canonical" href="{URL}">'
    story = read(page(head=head), url=None).story
    assert story.source == Source("Harbour Wire", URL)
    assert story.story_code == "846706"


def test_related_stories_are_told_with_their_addresses() -> None:
    """Relative addresses are completed by the page's own."""
    box = '<div class="related"><a href="/news/storm-846655">Storm closes three ports</a></div>'
    expected = Related(title="Storm closes three ports", url="https://www.harbourwire.example/news/storm-846655")
    assert read(page(below=box)).story.related == (expected,)
