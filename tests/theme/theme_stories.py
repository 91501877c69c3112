"""Invented stories as templates are handed them: the usual, the rich, the bare, the long, the foreign, the hostile."""

from __future__ import annotations

from news_digest.site.views import Entry, Link, Moment, RelatedEntry, StoryView

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
)
LONG = Entry(
    code="MEP/2024/03-0005:b",
    headline="After a Winter of Inquiries, Postponements and One Resignation, the Harbour Commissioners of Marram Publish a "
    "Four-Hundred-Page Report on the Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung That Nobody Had Asked For",
    url="/stories/mep-2024-03-0005-b/",
    moment=Moment("2024-03-05T09:30:00+01:00", "5 March 2024", "09:30"),
    deck="",
    source=POST,
    lang="en",
    dir="ltr",
)
ARABIC = Entry(
    code="٢٠٢٤-١٧",
    headline="عودة العبّارات إلى الجزر الشمالية بعد أحد عشر يومًا من العواصف",
    url="/stories/2024-17/",
    moment=Moment("2024-03-05T11:15:00+03:00", "5 March 2024", "11:15"),
    deck="حملت أول رحلة البريد والدقيق وواحدًا وأربعين من سكان الجزر، وبقيت ثلاثة مرافئ مغلقة.",
    source=Link("نشرة المرفأ", "/sources/nashrat-al-marfa/"),
    lang="ar",
    dir="rtl",
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
            ("Lighthouse Keepers Ask for a Second Boat", "Their letter lists nine nights in which none was near.", WIRE),
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

PLAIN_BODY = """<p>The first ferry to the northern islands in eleven days left Marram at dawn on Tuesday, low in the water \
and an hour late. “We loaded until the mate said stop,” said the harbour master, “and then the post came.”</p>
<p>Divers will look at the piers of Holm, Sund and Little Sund before boats may berth there again; until then launches \
bring people ashore.</p>
<h2>Flour first</h2>
<p>Shops on Holm had sold bread by the half loaf since Friday. The cargo list, <a href="https://harbourwire.example/lists/0305">\
published by the company</a>, names flour before fuel.</p>
<p>Fares stay as they are, the company said.</p>"""

RICH_BODY = (
    PLAIN_BODY
    + """
<h2>What is on the list</h2>
<ul><li>Flour, 12 t, in sacks of 25 kg</li><li>Post, eleven days of it
<ul><li>letters</li><li>parcels, of which some had been wet</li></ul></li><li>Lamp oil</li></ul>
<ol><li>Holm</li><li>Sund</li><li>Little Sund</li></ol>
<blockquote><p>No boat is late that comes.</p><p>— said on Holm</p></blockquote>
<h3>Sailings</h3>
<div class="table-scroll" role="group" tabindex="0"><table><thead><tr><th>Harbour</th><th>Departs</th><th>Arrives</th><th>Vessel</th><th>Master</th>\
<th class="align-right">Places</th><th>Remarks of the harbour office</th></tr></thead><tbody>\
<tr><td>Holm</td><td>06:10</td><td>08:45</td><td>Northern Star</td><td>E. Vik</td><td class="align-right">41</td>\
<td>launch to the outer pier</td></tr>\
<tr><td>Sund</td><td>07:40</td><td>11:05</td><td>Guillemot</td><td>A. Strand</td><td class="align-right">120</td>\
<td>closed until inspected</td></tr></tbody></table></div>
<pre tabindex="0"><code>berth = "outer"; tide = 2.41; remark = "a line of code that is a good deal longer than the column in which it has to stand"
print(berth)</code></pre>
<p>The address was <a href="https://harbourwire.example/2024/03/05/ferries/northern-islands/afteraverylonggale?reference=846706&amp;\
section=islandsandharbours&amp;session=0123456789abcdef0123456789abcdef">https://harbourwire.example/2024/03/05/ferries/northern-islands/\
afteraverylonggale?reference=846706&amp;section=islandsandharbours&amp;session=0123456789abcdef0123456789abcdef</a> and the word \
<em>Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsgesellschaft</em>, with <code>inline_code()</code> and \
<strong>strong words</strong>.</p>
<hr>
<p>Corrected: an earlier list put Sund before Holm.</p>"""
)

ARABIC_BODY = """<p>غادرت أول عبّارة إلى الجزر الشمالية منذ أحد عشر يومًا ميناء مرام فجر الثلاثاء، متأخرة ساعة عن موعدها. وقال مدير \
الميناء: «حمّلنا حتى قال المساعد: كفى، ثم وصل البريد».</p>
<p>وسيفحص الغواصون أرصفة هولم وسوند وسوند الصغرى قبل أن يُسمح للسفن بالرسو فيها من جديد، <em>وإلى ذلك الحين</em> تنقل الزوارق الركاب \
إلى البر.</p>
<h2>الدقيق أولًا</h2>
<p>باعت متاجر هولم الخبز بنصف الرغيف منذ يوم الجمعة، وتذكر قائمة الحمولة التي نشرتها الشركة (Northern Ferries Ltd) الدقيق قبل الوقود.</p>
<blockquote><p>لا يتأخر قارب يصل.</p></blockquote>"""

JAPANESE_BODY = """<p>北の島々へ向かう連絡船が火曜日の明け方、十一日ぶりにマラム港を出た。港長は「航海士がやめろと言うまで積み、そのあと郵便が\
届いた」と話した。</p>
<h2>まず小麦粉</h2>
<p>ホルムの店では金曜日から<em>半斤ずつ</em>パンを売っていた。会社が公表した積荷目録は、燃料より先に小麦粉を挙げている。</p>"""

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
    RelatedEntry(Link("Gales: what the forecasters saw", "https://harbourwire.example/846601"), None, None, "Elsewhere"),
    RelatedEntry(Link("Island Shops Count Their Flour"), None, None, ""),
)
COMPUTED_RELATED = (
    RelatedEntry(
        Link(ARABIC.headline, ARABIC.url, "ar", "rtl"), ARABIC.moment, "نشرة المرفأ", "Tells of the same event"
    ),
    RelatedEntry(Link(JAPANESE.headline, JAPANESE.url, "ja", "ltr"), JAPANESE.moment, "港新聞", "Also about: Ferries"),
    RelatedEntry(
        Link(SHORTER[0].headline, SHORTER[0].url, "en", "ltr"), SHORTER[0].moment, "Harbour Wire", "Also about: Harbours"
    ),
)
EDITION = Link("5 March 2024", "/editions/2024-03-05/")


def a_story(entry: Entry, body: str = PLAIN_BODY) -> StoryView:
    """A story that says of itself no more than its entry does."""
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


def a_full_story(entry: Entry, body: str, *, tags: tuple[Link, ...] = TAGS[:4]) -> StoryView:
    """A story of which everything is known."""
    return StoryView(
        entry=entry,
        body=body,
        authors=("Ada Strand", "Einar Vik", "Noor Haddad"),
        dateline="MARRAM",
        publisher="Island Reader",
        original=Link("harbourwire.example", "https://harbourwire.example/2024/03/05/ferries?ref=846706&section=islands"),
        modified=Moment("2024-03-06T08:30:00+01:00", "6 March 2024", "08:30"),
        tags=tags,
        edition=EDITION,
        printed_related=PRINTED_RELATED,
        computed_related=COMPUTED_RELATED,
    )
