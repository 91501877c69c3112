"""A digest of hostile captures of every kind, and what of them would run in its feeds, as browsers parse it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / folder) for folder in ("site", "tools")]

import containers  # noqa: E402
from captures import a_capture  # noqa: E402
from small_digest import BIN, SmallDigest  # noqa: E402

HOSTILE = (
    "<script>canary()</script>",
    "<img src=x onerror=canary()>",
    "<svg/onload=canary()>",
    '"><iframe srcdoc="<script>canary()</script>"></iframe>',
    "[click](javascript:canary())",
    '<a href="jav&#x09;ascript:canary()">x</a>',
    '<a href=" \x01javascript&colon;canary()">x</a>',
    "]]><script>canary()</script>",
    "<![CDATA[ <script>canary()</script>",
    "</title></textarea></style></script><script>canary()</script>",
    "<form action=/x><input autofocus onfocus=canary()><button formaction=javascript:canary()>x</button></form>",
    "<p style='background:url(javascript:canary())' onclick=canary()>x</p><style>@import 'x'</style>",
    "<img srcset='javascript:canary() 1x, x 2x' src='data:text/html,<script>canary()</script>'>",
    "<object data=x.swf></object><embed src=x><applet code=x></applet><base href=//other.example/>",
    "<meta http-equiv=refresh content='0;javascript:canary()'><link rel=stylesheet href=x>",
    "<math><mtext><table><mglyph><style><img src=x onerror=canary()></style></mglyph></table></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=canary()>'></noscript>",
    "&lt;script&gt;canary()&lt;/script&gt; &amp;lt;script&amp;gt; &unknown; &#0; &#x1b; &#xD800;",
    "\x00\x08\x0b\x1b]0;x\x07\x7f\x85\ufffe\uffff\u202e",
    "<!--<script>canary()</script>--> <!-- <?php canary() ?> <!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
)  # fmt: skip
ACTIVE = frozenset(
    "applet base button embed form frame frameset iframe input link math meta object script select style svg template"
    " textarea".split()
)
ADDRESSES = frozenset({"href", "src", "cite", "poster", "data", "action", "formaction", "background", "xlink:href"})
SCHEMES = ("http://", "https://", "mailto:", "tel:", "ftp://")
ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}encoded"
HEAD = '<title>{title}</title><meta name="date" content="2024-03-05"><meta name="slug" content="{slug}">'


@dataclass(frozen=True)
class Enemy(containers.Told):
    """A story that means to do harm, in its markup as well."""

    harm: str = ""

    @property
    def markup(self) -> str:
        """Return its paragraphs, with what does harm between and in them."""
        told = "".join(f"<p>{text} {self.harm}</p>\n" for text in self.paragraphs)
        return f"{told}{self.harm}\n<p>And so on, to the end of the text number {self.number}.</p>\n"


def enemies(begin: int) -> list[Enemy]:
    """Return a story for each harm, numbered from `begin`."""
    return [
        Enemy(
            begin + index,
            f"Ferries of number {begin + index} return to the islands {harm}",
            tuple(f"{text} It was so in the year {begin + index}." for text in containers.FERRIES.paragraphs),
            harm,
        )
        for index, harm in enumerate(HOSTILE)
    ]


def seeds() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each capture."""
    for index, harm in enumerate(HOSTILE):
        body = (
            f"It was number {index}. {harm}\n\n{harm}\n\nAnd so on, said the keeper of the inn at the quay.\n\n{harm}"
        )
        author, source, tags = f"Ann {harm}", f"{harm} wire", f"{harm}, ferries"
        text = a_capture(
            f"{harm} headline {index}", code=str(index), source=source, author=author, body=body, tags=tags
        )
        yield f"text/{index}.txt", text.encode("utf-8", "surrogatepass")
    for one in enemies(100):
        yield f"page/{one.number}.html", one.page.encode()
    for one in enemies(200):
        yield f"mhtml/{one.number}.mhtml", _framed(one, "mhtml")
    for one in enemies(300):
        yield f"letter/{one.number}.eml", _framed(one, "letter")
    for begin, make in ((400, _rss), (500, containers.atom), (600, containers.json_feed)):
        for one in enemies(begin):
            yield f"feed/{one.number}", make([one])
    yield "archive/700.warc", containers.warc(containers.answers(enemies(700)))


def _rss(stories: list[Enemy]) -> bytes:
    # Its numbers are minutes there.
    [one] = stories
    return containers.rss(stories).replace(f"14:0{one.number}:00".encode(), b"14:06:00")


def _framed(one: Enemy, kind: str) -> bytes:
    # A head of a letter has one line; its page says the rest.
    plain = containers.Told(one.number, f"Number {one.number}", one.paragraphs)
    return containers.mhtml(plain, page=one.page) if kind == "mhtml" else containers.letter(plain, page=one.page)


def hostile(folder: Path) -> SmallDigest:
    """Import and build hostile captures, and stories for other readers of Pelican; says how many were read."""
    digest = SmallDigest.at(folder, more="DIGEST_FEED_ARCHIVE = True\n")
    for name, data in seeds():
        path = digest.root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    done = subprocess.run(  # noqa: S603
        [BIN / "digest", "import", "--json"], cwd=digest.root, capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout)
    for one in enemies(800):
        head = HEAD.format(title=f"Number {one.number}", slug=f"html-{one.number}")
        digest.file(f"stories/{one.number}.html", f"<html><head>{head}</head><body>{one.markup}</body></html>".encode())
    for one in enemies(900):
        raw = "\n".join(f"   {line}" for line in one.markup.replace("\x00", "").splitlines())
        title = f"Number {one.number}\n==========\n\n:date: 2024-03-05\n:slug: rst-{one.number}\n\n"
        digest.file(f"stories/{one.number}.rst", f"{title}.. raw:: html\n\n{raw}\n".encode())
    if digest.build(fatal="errors"):
        raise SystemExit("hostile captures: were not built")
    made = len(list(digest.output.glob("stories/*/index.html")))
    print(f"  {len(list(seeds()))} captures: {len(report['spiked'])} were refused; {made} stories have a page")
    return digest


def harms(output: Path) -> Iterator[str]:
    """Yield what is not as it should be in any feed, in words; prints how many were read."""
    feeds = texts = 0
    for path in sorted(output.rglob("*")):
        found = list(_texts(path)) if path.suffix in {".xml", ".json"} else []
        feeds += bool(found)
        texts += len(found)
        for text in found:
            yield from (f"{path.relative_to(output)}: {harm}" for harm in _harms_of(text))
    print(f"  {feeds} feeds in three formats are well formed, with {texts} texts of items")


def _texts(path: Path) -> Iterator[str]:
    """Yield the HTML in a feed's items; raises an error where it is not well formed."""
    if path.suffix == ".json":
        told = json.loads(path.read_text("utf-8"))
        yield from (item["content_html"] for item in told.get("items", ()) if "content_html" in item)
        return
    root = ET.parse(path).getroot()  # noqa: S314 - our own
    for item in root.iterfind("channel/item"):
        yield from (found.text or "" for tag in (CONTENT, "description") for found in item.iterfind(tag))
    for entry in root.iterfind(f"{ATOM}entry"):
        yield from (found.text or "" for found in entry.iterfind(f"{ATOM}content"))


def _harms_of(html: str) -> Iterator[str]:
    import html5lib  # noqa: PLC0415

    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in ACTIVE:
            yield f"<{tag}>"
        for name, value in element.items():
            said = str(name).rpartition("}")[2]
            if said == "style" or said.startswith("on"):
                yield f"attribute {said}"
            addresses = value.split(", ") if said == "srcset" else [value] if said in ADDRESSES else []
            yield from (f"{said}={each[:60]!r}" for each in addresses if not each.startswith(SCHEMES))
