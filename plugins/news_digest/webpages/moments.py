"""When a page was published and modified: declared, marked up as time, printed, or in its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from ..parse.dates import find_moment
from ..parse.proposals import Proposal
from ..urls import url_path
from .linkeddata import text_in
from .pieces import Piece
from .shapes import Page, propose
from .tree import Element, origin_of, text_of

_ZONE_NAME = re.compile(r"\s*(?:\[[\w/+-]+\]|\([^()]*\))$")
_ISO = re.compile(
    r"\s*(?P<day>\d{4}-\d{2}-\d{2})(?:[T\s]+(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?\s*",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/-]|\b)")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100

# What a date is called: in linked data, in meta elements, in microdata.
_NAMES = {
    "date": (
        ("datePublished", "uploadDate", "dateCreated"),
        ("article:published_time", "article:published", "og:published_time", "og:article:published_time",
         "datepublished", "date_published", "published_time", "published_at", "publish_date", "publish-date",
         "publishdate", "publication_date", "pubdate", "publishtime", "dc.date.issued", "dcterms.issued", "dc.date",
         "dcterms.date", "dcterms.created", "dc.date.created", "parsely-pub-date", "sailthru.date",
         "citation_publication_date", "article.published", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
         "mrf:published_time", "vr:published_time", "originalpublicationdate", "iso-8601-publish-date",
         "article_date_original", "last-publish-date", "date", "created"),
        ("datepublished", "datecreated"),
    ),
    "modified": (
        ("dateModified",),
        ("article:modified_time", "article:modified", "og:updated_time", "datemodified", "last-modified", "lastmod",
         "modified", "updated_time", "dcterms.modified", "dc.date.modified", "revision_date", "article.updated"),
        ("datemodified",),
    ),
}  # fmt: skip
_WEIGHTS = {"JSON-LD": 0.9, "meta": 0.85, "itemprop": 0.8, "time": 0.6, "printed": 0.5, "address": 0.2}


def read_declared_date(text: str, page: Page) -> date | None:
    """Return the date of a declared value: ISO 8601 as most are, seconds since 1970, or as dates are printed."""
    bare = _ZONE_NAME.sub("", text.strip())
    value = _from_iso(bare) or _from_epoch(bare)
    if value is None and (found := page.context.moment(bare)):
        value = found.value
    return value if value and _FIRST_YEAR <= value.year < _LAST_YEAR else None


def _from_iso(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    zone = (found["zone"] or "").upper().replace("UTC", "+00:00").replace("GMT", "+00:00").replace("Z", "+00:00")
    clock = (found["clock"] or "").replace(",", ".").rjust(5, "0")
    clock = f"0{clock}" if clock[1:2] == ":" else clock
    try:
        if not found["clock"]:
            return date.fromisoformat(found["day"])
        return datetime.fromisoformat(f"{found['day']}T{clock}{zone}")
    except ValueError:
        return None


def _from_epoch(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _in_zone(value: date, page: Page) -> date:
    """Return a time without a zone in that of the publisher's layout, if there is one."""
    zone = page.context.zone
    if zone is None or not isinstance(value, datetime) or value.tzinfo:
        return value
    return value.replace(tzinfo=timezone(value.replace(tzinfo=zone).utcoffset() or timedelta()))


def _proposal(  # noqa: PLR0913, PLR0917  the parts of a candidate, in the order in which it is told
    field: str, value: date, page: Page, origin: str, weight: float, rule: str = "declared"
) -> Proposal:
    """Return a proposal; a clock time adds to its weight, a zone a little, and without one the rule says so."""
    moment = _in_zone(value.replace(microsecond=0) if isinstance(value, datetime) else value, page)
    timed = isinstance(moment, datetime)
    zoned = isinstance(moment, datetime) and moment.tzinfo is not None
    said = rule if zoned or not timed else f"{rule}, no zone"
    midnight = isinstance(moment, datetime) and (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    weight += 0.0 if not timed or midnight else 0.07 + 0.01 * zoned
    return propose(field, moment, said, origin, weight, moment.isoformat())


def _declared(page: Page, field: str) -> Iterator[tuple[str, date, float]]:
    keys, metas, props = _NAMES[field]
    for number, key in enumerate(keys):
        if value := read_declared_date(text_in(page.declared.article, key), page):
            yield f"JSON-LD {key}", value, _WEIGHTS["JSON-LD"] - 0.1 * number
    for told in page.declared.meta(*metas):
        if value := read_declared_date(told.value, page):
            yield told.origin, value, _WEIGHTS["meta"] - 0.005 * metas.index(told.origin.partition(" ")[2].casefold())
    for name in props:
        for element in page.declared.props.get(name, ())[:1]:
            if value := read_declared_date(_machine_value(element), page):
                yield f"itemprop {name}, line {element.sourceline}", value, _WEIGHTS["itemprop"]


def _machine_value(element: Element) -> str:
    return element.get("datetime") or element.get("content") or text_of(element)


def _times(page: Page, pieces: Sequence[Piece]) -> Iterator[tuple[Element, date]]:
    """Yield the time elements in some pieces' blocks with the date that each holds."""
    seen: set[int] = set()
    for piece in pieces:
        if piece.frame in seen:
            continue
        seen.add(piece.frame)
        for element in page.layer.frames[piece.frame].element.iter("time"):
            value = read_declared_date(element.get("datetime") or text_of(element), page)
            if value:
                yield element, value


def find_dates(page: Page) -> Iterator[Proposal]:
    """Propose the dates of publication and modification."""
    for field in _NAMES:
        for origin, value, weight in _declared(page, field):
            yield _proposal(field, value, page, origin, weight)
            if field == "modified":
                yield _proposal("date", value, page, origin, 0.1, "update, no other date")
    for number, (element, value) in enumerate(_times(page, page.head)):
        yield _proposal("date", value, page, origin_of(element), _WEIGHTS["time"] - 0.02 * min(number, 9), "marked up")
    yield from _printed(page)
    yield from _in_address(page)


def _printed(page: Page) -> Iterator[Proposal]:
    for one in page.told("date", "modified"):
        found = find_moment(one.finding.value, page.context.words, lang=page.context.lang, order=page.context.order)
        if found:
            weight = _WEIGHTS["printed"] * min(1.0, one.finding.weight)
            yield _proposal(one.finding.field, found.value, page, one.origin, weight, f"printed, {one.finding.rule}")


def _in_address(page: Page) -> Iterator[Proposal]:
    found = _IN_ADDRESS.search(url_path(page.url))
    if not found:
        return
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return
    yield propose("date", day, "day in the address", "the address", _WEIGHTS["address"], day.isoformat())
