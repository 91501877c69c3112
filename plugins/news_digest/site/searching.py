"""The search index of the site: made where it is not as it should be, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from ..search.index import make_index
from ..search.letters import shipped_letters
from ..search.place import about_index, indexed_marks, place_index
from ..search.service import PACKAGES
from .catalog import Catalog
from .excerpts import plain_text
from .indexed import found_of, indexed_records, marks_of
from .records import Record
from .settings import SiteSettings, project_from

BodyOf = Callable[[Record], str]


def renew_index(catalog: Catalog, body_of: BodyOf, settings: Mapping[str, object], output: Path) -> str:
    """Make the index anew where it is not that of these stories; returns what was done in a line."""
    records, site = tuple(indexed_records(catalog.connection)), catalog.settings
    marks = marks_of(records)
    about = _about(records, site, marks)
    if about_index(output) == about and indexed_marks(output) == marks:
        return f"The search index holds what it should ({_counted(records)})."
    work = project_from(settings).root / ".digest"
    work.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="search-", dir=work) as folder:
        make_index((found_of(each, site.words, plain_text(body_of(each))) for each in records), site.lang, Path(folder))
        changed = place_index(Path(folder), output, about, marks)
    return f"The search index was made: {_counted(records)}, {changed} files written."


def _counted(records: Sequence[Record]) -> str:
    return f"{len(records)} {'story' if len(records) == 1 else 'stories'}"


def _about(records: Sequence[Record], site: SiteSettings, marks: Mapping[str, str]) -> dict[str, object]:
    """Return what the page is told of the index, and a hash of all that it holds.

    The hash spares making it to see that it is the same.
    """
    letters, words = shipped_letters(), site.words
    made_by = _pagefind(), site.lang, letters.plain, letters.prefixes, words.days, words.digits
    return {
        "mark": blake2b(repr((made_by, marks)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        "stories": len(records),
        "newest": words.day(records[0].date) if records else "",
        "letters": dict(letters.plain),
    }


def _pagefind() -> str:
    for package in PACKAGES:
        try:
            return version(package)
        except PackageNotFoundError:
            continue
    return ""
