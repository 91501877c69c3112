"""The search index of the site: which stories are in it, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from ..search.index import Found, Hit, make_index
from ..search.letters import shipped_letters
from ..search.place import about_index, place_index
from ..search.service import PACKAGES
from .catalog import Catalog
from .excerpts import plain_text
from .moments import moment_of
from .records import Record
from .settings import SiteSettings, project_from

# Another number wherever what is indexed of a story, or how, is another for the same stories.
FORM = 1

BodyOf = Callable[[Record], str]


def renew_index(catalog: Catalog, body_of: BodyOf, settings: Mapping[str, object], output: Path) -> str:
    """Make the index anew where it is not that of these stories; returns what was done in a line."""
    found = list(_found(catalog))
    mark = _mark(found, catalog.settings)
    if about_index(output).get("mark") == mark:
        return f"The search index holds what it should ({_counted(found)})."
    work = project_from(settings).root / ".digest"
    work.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="search-", dir=work) as folder:
        whole = (replace(each, hit=replace(each.hit, text=plain_text(body_of(record)))) for each, record in found)
        make_index(whole, catalog.settings.lang, Path(folder))
        changed = place_index(Path(folder), output, _about(found, mark))
    return f"The search index was made: {_counted(found)}, {changed} files written."


def _counted(found: list[tuple[Found, Record]]) -> str:
    return f"{len(found)} {'story' if len(found) == 1 else 'stories'}"


def _found(catalog: Catalog) -> Iterator[tuple[Found, Record]]:
    """Yield the stories that stand in lists, without their text; of a withdrawn one nothing is to be found."""
    for code in catalog.codes("all", ""):
        record = catalog.record(code)
        if not record.story.withdrawn:
            yield _found_of(record, catalog.settings), record


def _found_of(record: Record, site: SiteSettings) -> Found:
    moment = moment_of(record.date, site.words, has_clock=record.has_clock)
    source = record.source.name if record.source else ""
    hit = Hit(
        headline=record.story.headline,
        code=record.code,
        iso=moment.iso,
        day=moment.day,
        lang=record.lang,
        dir=record.dir,
        source=source,
        deck=record.story.deck or "",
        text="",
    )
    return Found(
        url=record.url,
        hit=hit,
        day=record.day.isoformat(),
        moment=record.date.astimezone(UTC).isoformat(),
        source=source or None,
        tags=tuple(tag.name for tag in record.tags),
    )


def _mark(found: list[tuple[Found, Record]], site: SiteSettings) -> str:
    """Return a hash of all that the index holds, which spares making it to see that it is the same."""
    letters = shipped_letters()
    digest = blake2b(repr((FORM, _pagefind(), site.lang, letters.plain, letters.prefixes)).encode(), digest_size=16)
    for each, record in found:
        digest.update(f"{each!r} {record.text}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _pagefind() -> str:
    for package in PACKAGES:
        try:
            return version(package)
        except PackageNotFoundError:
            continue
    return ""


def _about(found: list[tuple[Found, Record]], mark: str) -> dict[str, object]:
    newest = found[0][0].hit if found else None
    return {
        "mark": mark,
        "stories": len(found),
        "newest": newest.day if newest else "",
        "letters": dict(shipped_letters().plain),
    }
