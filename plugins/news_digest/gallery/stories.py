"""Invented stories as templates are handed them: the usual, the rich, the bare, the long, the foreign, the hostile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..site.reading_aids import mail_with, with_anchors
from ..site.views import Carried, Correction, Entry, Link, Moment, RelatedEntry, StoryView, WithdrawnView

WIRE = Link("Harbour Wire", "/sources/harbour-wire/")
POST = Link("The Marram Evening Post and Island Advertiser", "/sources/marram-evening-post/")
UNLINKED = Link("Lantern Bulletin")

FERRIES = Entry(
    code="846706",
    headline="Ferries Return to the Northern Islands After Eleven Days of Gales",
    url="/stories/846706/",
    moment=Moment("2024-03-05T14:06:00+01:00", "5 March 2024", "14:06"),
    deck="The first boat carried post, flour and forty-one islanders; three harbours stay shut until divers have "
    "looked at their piers.",
    source=WIRE,
    lang="en",
    dir="ltr",
    carried=Carried(also=(Link("North Post", "/stories/71/"), Link("نشرة المرفأ", "/stories/72/"), POST), more=2),
)
BARE = Entry(
    code="a7k2",
    headline="Council Meets",
    url="/stories/a7k2/",
    moment=Moment("2024-03-05", "5 March 2024", ""),
    deck="",
    source=None,
    lang="en",
    dir="ltr",
    carried=Carried(first=Link(POST.text, "/stories/73/")),
)
LONG = Entry(
    code="MEP/2024/03-0005:b",
    headline="After a Winter of Inquiries, Postponements and One Resignation, the Harbour Commissioners of Marram "
    "Publish a Four-Hundred-Page Report on the Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung That "
    "Nobody Had Asked For",
    url="/stories/mep-2024-03-0005-b/",
    moment=Moment("2024-03-05T09:30:00+01:00", "5 March 2024", "09:30"),
    deck="",
    source=POST,
    lang="en",
    dir="ltr",
)
ARABIC = Entry(
    code="NM-2024-17",
    headline="عودة العبّارات إلى الجزر الشمالية بعد أحد عشر يومًا من العواصف",
    url="/stories/2024-17/",
    moment=Moment("2024-03-05T11:15:00+03:00", "5 March 2024", "11:15"),
    deck="حملت أول رحلة البريد والدقيق وواحدًا وأربعين من سكان الجزر، وبقيت ثلاثة مرافئ مغلقة.",
    source=Link("نشرة المرفأ", "/sources/nashrat-al-marfa/"),
    lang="ar",
    dir="rtl",
    carried=Carried(
        also=(Link("Harbour Wire", "/stories/74/"), Link("北の島々へ", "/stories/jp-0311/", "ja", "ltr")), more=1
    ),
)
JAPANESE = Entry(
    code="jp-0311",
    headline="北の島々へ連絡船が再開、十一日ぶりに郵便と小麦粉を運ぶ",
    url="/stories/jp-0311/",
    moment=Moment("2024-03-04T08:00:00+09:00", "4 March 2024", "08:00"),
    deck="三つの港は、潜水士が桟橋を調べ終えるまで閉鎖が続く。",
    source=Link("港新聞", "/sources/minato/"),
    lang="ja",
    dir="ltr",
)
HOSTILE = Entry(
    code='"><b>9</b>',
    headline='<script>alert("1")</script> & <img src=x onerror=alert(2)>',
    url="/stories/9/",
    moment=Moment("2024-03-04", "4 March 2024", ""),
    deck='</p><script>alert("3")</script>',
    source=Link('<i onclick="alert(4)">Bad</i>', "/sources/bad/"),
    lang="en",
    dir="ltr",
    carried=Carried(first=Link("<script>alert(7)</script>", "/stories/9/")),
)
SHORTER = tuple(
    Entry(
        code=f"84{number}",
        headline=headline,
        url=f"/stories/84{number}/",
        moment=Moment(f"2024-03-04T{7 + number % 9:02}:20:00+01:00", "4 March 2024", f"{7 + number % 9:02}:20"),
        deck=deck,
        source=source,
        lang="en",
        dir="ltr",
    )
    for number, (headline, deck, source) in enumerate(
        (
            (
                "Lighthouse Keepers Ask for a Second Boat",
                "Their letter lists nine nights in which none was near.",
                WIRE,
            ),
            ("Seed Potatoes Held at Customs for a Fifth Week", "", POST),
            (
                "A School of Twelve Pupils Votes to Keep Its Library",
                "The county had offered a reading room in the next valley, two hours away by bus in good weather.",
                UNLINKED,
            ),
            ("Tide Tables Corrected", "", WIRE),
            ("Court Hears Why the Old Bridge Was Painted Twice", "Two ledgers, two colours, one bill.", POST),
        ),
        start=3001,
    )
)
EVERY_ENTRY = (FERRIES, BARE, LONG, ARABIC, JAPANESE, HOSTILE, *SHORTER)

PLAIN_BODY, RICH_BODY, ARABIC_BODY, JAPANESE_BODY = (
    (Path(__file__).parent / "bodies" / f"{name}.html").read_text(encoding="utf-8")
    for name in ("plain", "rich", "arabic", "japanese")
)
"""As the site's renderer makes them: paragraphs; everything that Markdown has; the two other scripts."""

TAGS = (
    Link("Ferries", "/tags/ferries/"),
    Link("Northern Islands", "/tags/northern-islands/"),
    Link("Holm", "/tags/holm/"),
    Link("Marram Harbour Commission", "/tags/marram-harbour-commission/"),
    Link("Storms", "/tags/storms/"),
    Link("مرام", "/tags/maram/"),
    Link("Post", "/tags/post/"),
    Link("Flour", "/tags/flour/"),
    Link("Lamp oil", "/tags/lamp-oil/"),
    Link("Divers", "/tags/divers/"),
    Link("Northern Ferries Ltd", "/tags/northern-ferries-ltd/"),
    Link("Harbours", "/tags/harbours/"),
)

PRINTED_RELATED = (
    RelatedEntry(
        Link("Storm Closes Three Ports", "/stories/846655/", "en", "ltr"),
        SHORTER[0].moment,
        "Harbour Wire",
        "Named by the source",
    ),
    RelatedEntry(
        Link("Gales: what the forecasters saw", "https://harbourwire.example/846601"), None, None, "Elsewhere"
    ),
    RelatedEntry(Link("Island Shops Count Their Flour"), None, None, ""),
)
COMPUTED_RELATED = (
    RelatedEntry(
        Link(ARABIC.headline, ARABIC.url, "ar", "rtl"), ARABIC.moment, "نشرة المرفأ", "Tells of the same event"
    ),
    RelatedEntry(Link(JAPANESE.headline, JAPANESE.url, "ja", "ltr"), JAPANESE.moment, "港新聞", "Also about: Ferries"),
    RelatedEntry(
        Link(SHORTER[0].headline, SHORTER[0].url, "en", "ltr"),
        SHORTER[0].moment,
        "Harbour Wire",
        "Also about: Harbours",
    ),
)
EDITION = Link("5 March 2024", "/editions/2024-03-05/")


def a_story(entry: Entry, body: str = PLAIN_BODY) -> StoryView:
    """Return a story that says of itself no more than its entry does."""
    return StoryView(
        entry=entry,
        body=body,
        authors=(),
        dateline=None,
        publisher=None,
        original=None,
        modified=None,
        tags=(),
        edition=EDITION,
        printed_related=(),
        computed_related=(),
    )


def a_long_story(entry: Entry) -> StoryView:
    """Return a story of six sections, whose crossheads are listed."""
    text = ARABIC_BODY if entry is ARABIC else PLAIN_BODY
    sections = "".join(f"<h2>{headline} {number}</h2>\n{text}" for number in (1, 2) for headline in LONG_CROSSHEADS)
    body, links = with_anchors(sections)
    return replace(a_full_story(entry, body), contents=links, minutes=12)


LONG_CROSSHEADS = (
    "Flour first",
    "What the divers found under the piers of Holm and Little Sund",
    "&lt;b&gt; &amp; fares",
)

CORRECTIONS = (
    Correction(
        Moment("2024-05-03T14:06:00+02:00", "3 May 2024", "14:06"), ("The mate is called Orm.", "So is the ship.")
    ),
    Correction(
        Moment("2024-04-01", "1 April 2024", ""), ("An earlier version said that four boats had sailed; it was five.",)
    ),
)
NOTICE = WithdrawnView(
    "846706", "The letter was forged.", CORRECTIONS[1].moment, UNLINKED, Link("x", "https://wire.example/1")
)
BARE_NOTICE = WithdrawnView("a7k2", "<b>Wrong</b>", None, None, None)


def a_hostile_story() -> StoryView:
    """Return a story that tries to be markup wherever it can."""
    tag, image = Link("<b>Ferries</b>", "/tags/b-ferries-b/"), "<img src=x onerror=alert(5)>"
    return replace(
        a_full_story(HOSTILE, PLAIN_BODY),
        authors=(image, "<i>Vik</i>"),
        dateline=image,
        publisher=image,
        tags=(tag,),
        printed_related=(RelatedEntry(Link("</p><script>alert(6)</script>"), None, image, image),),
        computed_related=(),
        is_summary=True,
    )


def a_full_story(entry: Entry, body: str, *, tags: tuple[Link, ...] = TAGS[:4]) -> StoryView:
    """Return a story of which everything is known."""
    return StoryView(
        entry=entry,
        body=body,
        authors=("Ada Strand", "Einar Vik", "Noor Haddad"),
        dateline="MARRAM",
        publisher="Island Reader",
        original=Link(
            "harbourwire.example", "https://harbourwire.example/2024/03/05/ferries?ref=846706&section=islands"
        ),
        modified=Moment("2024-03-06T08:30:00+01:00", "6 March 2024", "08:30"),
        tags=tags,
        edition=EDITION,
        printed_related=PRINTED_RELATED,
        computed_related=COMPUTED_RELATED,
        words=940,
        minutes=4,
        mail=mail_with(entry.headline, f"https://digest.example{entry.url}"),
    )
