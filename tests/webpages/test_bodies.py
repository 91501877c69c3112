"""Which pieces of a page are its story, and what they are in it."""

from __future__ import annotations

import pytest
from web_pages import ARTICLE, HEADLINE, PARAGRAPHS, linked_data, page, paragraphs, read, reasons

BODY = "\n\n".join(PARAGRAPHS)
TEASERS = (
    '<li><a href="/news/storm-closes-three-ports-846655">Storm closes three ports on the coast</a></li>'
    '<li><a href="/news/diesel-runs-short-846690">Diesel runs short on the outer islands</a></li>'
)


def test_the_paragraphs_of_the_story_are_its_body() -> None:
    """Menus, the headline and the foot of the page are not."""
    assert read(page()).story.body == BODY


@pytest.mark.parametrize(
    "markup",
    [
        "".join(f"<div class='para'>{text}</div>" for text in PARAGRAPHS),
        "<br><br>".join(PARAGRAPHS),
        "".join(f"<section class='block-{n}'><p>{text}</p></section>" for n, text in enumerate(PARAGRAPHS)),
        "".join(f"<div data-n='{n}'><div class='wrap'><p>{text}</p></div></div>" for n, text in enumerate(PARAGRAPHS)),
    ],
    ids=["blocks", "line breaks", "sections", "wrapped"],
)
def test_paragraphs_are_found_in_whatever_blocks(markup: str) -> None:
    """Pages mark paragraphs up in many ways."""
    assert read(page(markup)).story.body == BODY


def test_a_page_of_tables_and_one_form_is_read() -> None:
    """Old sites lay their pages out by tables within one form."""
    cells = f"<td>Home<br>Islands</td><td><h1>{HEADLINE}</h1>{paragraphs()}</td>"
    html = (
        f"<html><head><title>{HEADLINE}</title></head><body><form><table><tr>{cells}</tr></table></form></body></html>"
    )
    assert read(html).story.body == BODY


def test_headings_within_the_text_are_crossheads() -> None:
    """So are paragraphs that are one bold line."""
    first, second, *rest = PARAGRAPHS
    text = f"<p>{first}</p><h2>A week without mail</h2><p>{second}</p><p><b>Twice a day</b></p>{paragraphs(*rest)}"
    body = read(page(text)).story.body
    assert f"{first}\n\n## A week without mail\n\n{second}\n\n## Twice a day\n\n" in body


def test_the_heading_of_a_box_is_no_crosshead() -> None:
    """A box within the text has a heading and text of its own; all of it is cut."""
    figures = "It was built in a yard on the fjord and is older than its crew. " * 2
    box = f'<div class="infobox"><h3>The ferry in figures</h3><p>{figures}</p></div>'
    first, *rest = PARAGRAPHS
    found = read(page(f"<p>{first}</p>{box}{paragraphs(*rest)}"))
    assert found.story.body == BODY
    assert reasons(found)["The ferry in figures"] == "box"


def test_quotations_and_lists_are_kept_as_such() -> None:
    """A quotation that is a part of the story, and the whole items of a list."""
    quote = "The sea gives, and the sea takes, and the timetable is printed all the same."
    items = "<li>One sailing at <b>seven</b> in the morning.</li><li>One sailing at five in the evening.</li>"
    text = f"{paragraphs()}<blockquote><p>{quote}</p></blockquote><ul>{items}</ul><p>{PARAGRAPHS[1].upper()}</p>"
    body = read(page(text)).story.body
    assert f"> {quote}" in body
    assert "- One sailing at seven in the morning.\n- One sailing at five in the evening." in body


def test_a_quotation_shown_twice_is_kept_once() -> None:
    """Pages repeat a sentence in large letters beside the text."""
    pulled = "<blockquote class='large'>We have waited for this horn since the storm began</blockquote>"
    first, *rest = PARAGRAPHS
    found = read(page(f"<p>{first}</p>{pulled}{paragraphs(*rest)}"))
    assert found.story.body == BODY
    assert "quotation shown twice" in reasons(found).values()


def test_a_table_is_kept() -> None:
    """Its first row is its head."""
    rows = (("Port", "Time"), ("Havnby", "07:00"), ("Store Holm", "09:10"))
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    table = f"<table>{cells}</table>"
    body = read(page(f"{paragraphs()}{table}<p>{PARAGRAPHS[1]}</p>")).story.body
    assert "| Port | Time |\n| --- | --- |\n| Havnby | 07:00 |\n| Store Holm | 09:10 |" in body


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (f'<ul class="links">{TEASERS}</ul>', "links to other stories"),
        ('<p><a href="/news/storm-846655">Storm closes three ports on the coast</a></p>', "link to another story"),
        ('<p>Read also: <a href="/news/storm-846655">Storm closes three ports</a></p>', "link to another story"),
        (
            '<div class="newsletter-signup"><p>The harbour in your hand, each morning at six, for free.</p></div>',
            "newsletter box",
        ),
        ('<div class="share-bar"><span>Send it to a friend who likes ferries and the sea.</span></div>', "share bar"),
        (
            '<figure><img src="a.jpg"><figcaption>The ferry leaves Havnby on Tuesday morning.</figcaption></figure>',
            "caption",
        ),
        (
            "<aside><p>The ferry was built in a yard on the fjord and is older than most of its crew.</p></aside>",
            "box beside the text",
        ),
        (
            '<div class="author-bio"><p>Ada Berg has written about harbours since she could hold a pen.</p></div>',
            "byline",
        ),
        ("<p>© Harbour Wire 2024</p>", "copyright"),
        ("<p>Share</p>", "standing line"),
    ],
)
@pytest.mark.parametrize("place", ["within", "below"])
def test_what_is_not_the_story_is_cut_and_accounted_for(markup: str, reason: str, place: str) -> None:
    """Within the text and below it; what is cut is told with its reason."""
    first, *rest = PARAGRAPHS
    text = f"<p>{first}</p>{markup}{paragraphs(*rest)}" if place == "within" else paragraphs() + markup
    found = read(page(text))
    assert found.story.body == BODY
    assert reason in reasons(found).values()


def test_what_the_publisher_says_of_itself_is_cut_at_the_end_alone() -> None:
    """A story may tell of newsletters."""
    note = "Get our newsletter for more news of the harbour, each morning at six."
    assert read(page(paragraphs(*PARAGRAPHS, note))).story.body == BODY
    assert note in read(page(paragraphs(PARAGRAPHS[0], note, PARAGRAPHS[1]))).story.body


def test_the_headline_and_the_byline_above_the_text_are_no_part_of_it() -> None:
    """Even where they stand in the same block."""
    text = f"<h1>{HEADLINE}</h1><p>By Ada Berg</p><p>5 March 2024, 14:06</p>{paragraphs()}"
    assert read(page(text)).story.body == BODY


def test_comments_longer_than_the_story_are_not_taken_for_it() -> None:
    """Readers write more than writers."""
    said = "I have sailed on that ferry for forty years, and it was never late. " * 4
    comments = f'<div class="comments"><div class="comment"><p>{said}</p></div></div>' * 8
    assert read(page(below=comments)).story.body == BODY


def test_a_second_story_below_the_first_is_not_added() -> None:
    """Pages load the next story when a reader comes to the end."""
    other = "".join(f"<p>{text}</p>" for text in reversed(PARAGRAPHS)).replace("ferry", "train")
    html = page().replace(
        "</main>",
        f'<article class="story"><h1>Trains return</h1><div class="story__text">{other * 2}</div></article></main>',
    )
    assert read(html).story.body == BODY


def test_text_for_screen_readers_is_left_out() -> None:
    """It is told beside links and pictures."""
    text = paragraphs().replace(
        "Havnby", '<a href="/h">Havnby<span class="visually-hidden"> (opens in a new window)</span></a>'
    )
    assert read(page(text)).story.body == BODY


def test_the_declared_text_says_what_belongs_to_the_story() -> None:
    """A wrapper whose text is not in it is cut, however much it looks like a part of the story."""
    other = "The harbour museum opens on Sundays and shows how sails were sewn before there were machines."
    declared = linked_data(ARTICLE | {"articleBody": "\n".join(PARAGRAPHS)})
    first, *rest = PARAGRAPHS
    text = f"<p>{first}</p><div><p>{other}</p></div>{paragraphs(*rest)}"
    assert other in read(page(text)).story.body
    found = read(page(text, head=declared))
    assert found.story.body == BODY
    assert reasons(found)[other] == "not in the declared text"


def test_a_page_that_shows_no_text_gives_the_declared_one() -> None:
    """Some pages are written by scripts when they are opened; what they declare is in the file."""
    declared = linked_data(ARTICLE | {"articleBody": "\n\n".join(PARAGRAPHS)})
    assert read(page("<div id='app'></div>", head=declared)).story.body == BODY


def test_links_within_paragraphs_are_kept_with_their_whole_address() -> None:
    """By the address of the page, or as they stand; those to places on the page are words."""
    first, second, *rest = PARAGRAPHS
    linked = first.replace("Havnby", '<a href="/places/havnby_(port)?a=1&amp;b=2">Havnby</a>')
    more = second.replace("Store Holm", '<a href="#map">Store Holm</a>').replace(
        "diesel", '<a href="javascript:alert(1)">diesel</a>'
    )
    item = "<li>The harbour office says more in <a href='https://north.example/x'>the [rules]</a> of the line.</li>"
    body = read(page(f"<p>{linked}</p><p>{more}</p><ul>{item}</ul>{paragraphs(*rest)}")).story.body
    assert "[Havnby](https://www.harbourwire.example/places/havnby_%28port%29?a=1&b=2)" in body
    assert second in body
    assert "more in [the \\[rules\\]](https://north.example/x) of the line." in body
