"""The pictures of a saved page: which are the story's, and what stands below them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

import invented_pictures as invented
import pytest
from web_pages import HEADLINE, PARAGRAPHS, URL, page, paragraphs, reasons

from news_digest.api import Document, Reading, read_document
from news_digest.capture.shapes import Enclosed

FIRST, *REST = PARAGRAPHS
BODY = "\n\n".join(PARAGRAPHS)
BOAT, QUAY, ICON = invented.png(640, 400), invented.jpeg(800, 500), invented.png(48, 48)
FILES = (
    Enclosed("Ferries_files/boat.png", BOAT),
    Enclosed("Ferries_files/quay 1.jpg", QUAY),
    Enclosed("Ferries_files/icon.png", ICON),
)


def read(html: str, *enclosed: Enclosed, url: str | None = URL) -> Reading:
    """Return what a page tells that has these pictures with it."""
    document = Document("page.html", "", html.encode(), "html", url, enclosed=enclosed or FILES)
    return read_document(document)


def within(markup: str) -> str:
    """Return a page with markup behind its first paragraph."""
    return page(f"<p>{FIRST}</p>{markup}{paragraphs(*REST)}")


def figures(reading: Reading) -> list[str]:
    """Return the blocks of a body that are pictures, without the names of their files."""
    names = {picture.address: picture.name.rpartition(".")[2] for picture in reading.pictures}
    blocks = [block for block in reading.story.body.split("\n\n") if block.startswith("![")]
    for address, kind in names.items():
        blocks = [block.replace(address, kind) for block in blocks]
    return blocks


def without_figures(reading: Reading) -> str:
    """Return a body without its pictures."""
    return "\n\n".join(block for block in reading.story.body.split("\n\n") if not block.startswith("!["))


@pytest.mark.parametrize(
    ("markup", "figure"),
    [
        (
            (
                '<figure><img src="./Ferries_files/boat.png" alt="A white ferry">'
                '<figcaption>The ferry “Ebba”. <span class="credit">Photo: Ada Lind</span></figcaption></figure>'
            ),
            '![A white ferry](png "The ferry “Ebba”. (Photo: Ada Lind)")',
        ),
        (
            (
                '<div class="wp-caption"><a href="/boat-large.png"><img src="Ferries_files/boat.png" alt=""></a>'
                '<p class="wp-caption-text">The ferry in spring.</p></div>'
            ),
            '![](png "The ferry in spring.")',
        ),
        (
            (
                '<div class="media"><picture><source srcset="Ferries_files/quay%201.jpg 800w, /b.jpg 90w">'
                '<img src="https://pictures.example/quay-tiny.jpg" alt="The quay"></picture></div>'
            ),
            "![The quay](jpg)",
        ),
        ('<p><img data-src="Ferries_files/boat.png" src="data:image/gif;base64,R0lGOD" alt="It"></p>', "![It](png)"),
        (
            (
                '<figure><img src="Ferries_files/boat.png" alt="boat.png"><figcaption>At sea'
                '<div class="copyright">© Ivo Lund</div></figcaption></figure>'
            ),
            '![](png "At sea (© Ivo Lund)")',
        ),
        (
            '<figure><img srcset="Ferries_files/boat.png 640w, Ferries_files/quay%201.jpg 800w" alt="Larger"></figure>',
            "![Larger](jpg)",
        ),
    ],
    ids=["figure", "block", "sources", "lazy", "file name", "largest"],
)
def test_a_picture_within_the_text_is_a_figure(markup: str, figure: str) -> None:
    """With what it shows in words, and what stands below it; the paragraphs are as they are without it."""
    found = read(within(markup))
    assert figures(found) == [figure]
    assert without_figures(found) == BODY
    assert found.story.body.startswith(f"{FIRST}\n\n![")


def test_a_caption_that_is_shown_is_not_among_the_cuts() -> None:
    """It is below its picture."""
    markup = '<figure><img src="Ferries_files/boat.png"><figcaption>The ferry.</figcaption></figure>'
    assert reasons(read(within(markup))) == {}


def test_the_picture_below_the_headline_is_the_storys() -> None:
    """Wherever the text's own block begins."""
    lead = '<div class="lead-picture"><img src="Ferries_files/boat.png" alt="A white ferry"></div>'
    found = read(page(above=lead))
    assert figures(found) == ["![A white ferry](png)"]
    assert found.story.body.startswith("![")


SHOWN = '<img src="Ferries_files/boat.png" alt="A white ferry">'
HEADING = f"<h1>{HEADLINE}</h1>"


def test_a_figure_above_the_headline_in_its_block_leads_the_story() -> None:
    """With its caption; not one that stands above the block, as the page's own sign does."""
    figure = f"<figure>{SHOWN}<figcaption>The ferry.</figcaption></figure><p>Islands</p>"
    found = read(page().replace(HEADING, figure + HEADING))
    assert figures(found) == ['![A white ferry](png "The ferry.")']
    assert without_figures(found) == BODY
    assert found.story.body.startswith("![")
    assert figures(read(page().replace("<main>", f"{figure}<main>"))) == []


def test_a_picture_above_the_headline_that_the_page_declares_leads_the_story() -> None:
    """By the name of its file, for a browser keeps no more of the address; another picture there does not."""
    declared = '<meta property="og:image" content="https://pictures.example/2024/boat.png?width=1200">'
    html = page(head=declared).replace("<main>", f'<main><div class="stage">{SHOWN}</div>')
    assert figures(read(html)) == ["![A white ferry](png)"]
    assert figures(read(html.replace("2024/boat", "2024/quay"))) == []
    assert figures(read(html.replace(HEADING, f"{'<p>Line</p>' * 20}{HEADING}"))) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="related"><img src="Ferries_files/boat.png"></div>',
        '<div class="advert"><img src="Ferries_files/boat.png"></div>',
        '<div class="author"><img src="Ferries_files/boat.png" alt="Ada Berg"></div>',
        '<div><a href="/news/storm-846655"><img src="Ferries_files/boat.png"></a></div>',
        '<div class="x"><img src="Ferries_files/boat.png"><h3>Storm closes three ports</h3><p>Read all.</p></div>',
        '<div hidden><img src="Ferries_files/boat.png"></div>',
        '<noscript><img src="Ferries_files/boat.png"></noscript>',
        '<p><img src="Ferries_files/icon.png" alt="Sign"></p>',
    ],
    ids=["related", "advert", "author", "teaser", "box", "hidden", "no script", "small"],
)
def test_other_pictures_are_left(markup: str) -> None:
    """Those of boxes, of people who write, of other stories, and signs."""
    found = read(within(markup))
    assert (figures(found), found.pictures) == ([], ())
    assert found.story.body == BODY


def test_pictures_below_the_text_are_left() -> None:
    """But for a figure that closes it."""
    inner = f'{paragraphs()}<figure><img src="Ferries_files/boat.png" alt="Last"></figure>'
    assert figures(read(page(inner))) == ["![Last](png)"]
    assert figures(read(page(below='<div><img src="Ferries_files/quay%201.jpg"></div>'))) == []


def test_a_picture_that_is_not_in_the_capture_is_cut_with_the_reason() -> None:
    """Neither fetched nor linked; its caption goes with it."""
    markup = (
        '<figure><img src="https://pictures.example/quay.jpg" alt="The quay"><figcaption>At dawn.</figcaption></figure>'
    )
    found = read(within(markup))
    assert found.story.body == BODY
    assert reasons(found) == {"At dawn.": "caption", "The quay": "picture that is not in the capture"}


@pytest.mark.parametrize(
    "address",
    [
        "../../secret.png",
        "/etc/secret.png",
        "file:///etc/secret.png",
        "Ferries_files/../secret.png",
        "inline:7",
        "inline:-1",
        "inline:" + "9" * 5000,
        "http://[",
        "Ferries_files/drawing.svg",
    ],
)
def test_no_address_leads_out_of_the_capture(address: str) -> None:
    """Only what came with the page is known by an address."""
    found = read(within(f'<figure><img src="{address}" alt="Out"></figure>'))
    assert (figures(found), found.pictures) == ([], ())


def test_drawings_and_damaged_files_are_not_taken() -> None:
    """A file is what its bytes say."""
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    for data in (svg, b"\x89PNG\r\n\x1a\n", b""):
        found = read(within('<figure><img src="a.png" alt="It"></figure>'), Enclosed("a.png", data))
        assert found.pictures == ()


def test_a_picture_that_stands_in_the_markup_is_taken() -> None:
    """As programs write it that save a page as one file."""
    data = f"data:image/png;base64,{b64encode(BOAT).decode()}"
    found = read(within(f'<figure><img src="{data}" alt="It"></figure>'))
    assert figures(found) == ["![It](png)"]
    assert found.pictures[0].data == BOAT
    broken = data[:300] + "=" + data[301:]
    assert read(within(f'<figure><img src="{broken}" alt="It"></figure>')).story.body == BODY


def test_a_picture_shown_twice_is_one() -> None:
    """Where it stands first."""
    markup = '<figure><img src="Ferries_files/boat.png" alt="It"></figure>'
    found = read(page(f"{markup}<p>{FIRST}</p>{markup}{paragraphs(*REST)}"))
    assert (len(figures(found)), len(found.pictures)) == (1, 1)


def test_pictures_of_one_block_have_captions_of_their_own() -> None:
    """What stands below one is not below another."""
    one = '<figure><img src="Ferries_files/boat.png"><figcaption>The ferry.</figcaption></figure>'
    two = '<figure><img src="Ferries_files/quay 1.jpg"><figcaption>The quay.</figcaption></figure>'
    found = read(within(f'<div class="gallery">{one}{two}</div>'))
    assert figures(found) == ['![](png "The ferry.")', '![](jpg "The quay.")']


def test_words_of_a_picture_cannot_be_markup() -> None:
    """Neither in its alternative text nor in its caption."""
    hostile = "](javascript:alert(1)) **x** &quot;) &lt;script&gt; `code` ![y](z) \\"
    markup = f'<figure><img src="Ferries_files/boat.png" alt="{hostile}"><figcaption>{hostile}</figcaption></figure>'
    found = read(within(markup))
    from news_digest.markdown import render_markdown  # noqa: PLC0415

    html = render_markdown(found.story.body)
    assert html.count("<img ") == html.count("<figcaption>") == 1
    assert "<a " not in html
    assert "<strong>" not in html
    assert "**x** &quot;) &lt;script&gt; `code` ![y](z) \\" in html


def test_thousands_of_pictures_are_no_burden() -> None:
    """A page may show very many; each is looked at once."""
    markup = "".join(f'<div><img src="{number}.png" alt="{number}"></div>' for number in range(5_000))
    assert read(within(markup)).story.headline == HEADLINE


def test_a_page_of_mhtml_finds_its_pictures_by_their_addresses() -> None:
    """As they were on the web."""
    found = read(
        within('<figure><img src="/pictures/quay.jpg" alt="The quay"></figure>'),
        Enclosed("https://www.harbourwire.example/pictures/quay.jpg", QUAY),
    )
    assert figures(found) == ["![The quay](jpg)"]
    assert replace(found.pictures[0], data=b"").width == 800
