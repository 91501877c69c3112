"""What a build makes of the printed site where somebody asked for it: the search index, the mail of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from ..press.book import connect, facts
from .job import Job
from .linking import context_of
from .mail_wish import wanted_mail
from .notes import taking_notes
from .reading import StoryFiles
from .records import Record
from .search_wish import wants_index
from .searching import BodyOf, renew_index
from .tables import Tables
from .translations import FACT as WORDS
from .translations import in_its_language


def make_of_printed(job: Job) -> Iterator[str]:
    """Make it of a site that stands as the press's book tells; yields what was done in lines.

    Raises `NewsDigestError` where something cannot be made.
    """
    with closing(connect(job.shelf.book)) as book:
        site = in_its_language(job.site, job.settings, facts(book, WORDS))
        tables = Tables.of(book, site)
        files = StoryFiles(job.settings, site.base, context_of(dict(job.settings)), job.now.at)
        files.link_by(tables.catalog)
        yield from make_afterwards(tables, _body_of(files), job.settings, job.output)


def _body_of(files: StoryFiles) -> BodyOf:
    def body(record: Record) -> str:
        # What links lead to is not searched; that some lead nowhere was told where pages were made.
        with taking_notes():
            return files.body(record) if record.links else files.read(record.origin)[1]

    return body


def make_afterwards(tables: Tables, body_of: BodyOf, settings: Mapping[str, object], output: Path) -> Iterator[str]:
    """Make it of these stories; yields what was done in lines, and raises `NewsDigestError`."""
    if wants_index(settings):
        yield renew_index(tables.catalog, body_of, settings, output)
    mail = wanted_mail(settings)
    if mail:
        from .mailing import write_mail  # noqa: PLC0415 - few builds make one

        yield write_mail(mail, tables.carriers(), Path(str(settings["PATH"])), str(settings["DIGEST_MAIL_FROM"] or ""))
