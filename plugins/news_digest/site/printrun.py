"""The keys of one build become files: by one process or many, copies and sitemap with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from types import MappingProxyType

from jinja2 import Environment

from ..press.book import connect, mapped_addresses, mapped_counts, output_of, put_outputs
from ..press.compiled import Compiled
from ..press.crew import share_from_both_ends
from ..press.forms import hashed
from ..press.page import Sheet
from ..press.place import Placed, place_bytes, place_copy, putter
from ..press.render import Renderer
from ..stamps import stamp_of
from .claiming import Claiming
from .easel import Easel
from .feed_styles import feed_style
from .feeds import FeedPress
from .intake import Intake
from .job import Job, Outcome
from .keys import CARD, Key
from .material import Material
from .news_sitemap import news_sheet
from .plan import Planned
from .printing import Printed, Printer, origin_of, output_from
from .progress import shown
from .reading_aids import Neighbours
from .redirects import REDIRECTS
from .singles import SINGLES, humans_sheet, manifest_sheet, opensearch_sheet
from .sitemap import SITEMAP, robots_sheet, sitemap_parts, sitemap_sheets
from .surroundings import Around
from .tables import Tables
from .xml import xml_environment

# Kinds of which each file is made at the end of a build that has something to do, and written where it differs.
READY = frozenset({"file", "joined", "hosted", "sitemap", REDIRECTS, *SINGLES})
# From so many pages on, all cores are put to work.
MANY = 300
# To draw a card takes as long as to print so many.
CARD_IN_PAGES = 30
# Workers begin at both ends: what comes from the stories' records is far from the lists.
ORDER: Mapping[str, int] = MappingProxyType({"story": 0, CARD: 1})


@dataclass(slots=True)
class PrintRun:
    """Prints into the output folder; `reasons` are those of all stale keys."""

    job: Job
    book: Connection
    intake: Intake
    around: Around
    reasons: Mapping[Key, str]
    outcome: Outcome
    easel: Easel
    _compiled: Compiled = field(init=False)
    _renderer: Renderer = field(init=False)
    _xml: Environment = field(init=False)
    _put: Callable[[str, bytes], Placed] = place_bytes

    def __post_init__(self) -> None:
        """Compile templates once, for all processes."""
        extensions = tuple(self.job.settings["TEMPLATE_EXTENSIONS"])
        self._compiled = Compiled.of(self.book)
        self._renderer = Renderer.within(
            self.around.environment, extensions, self._compiled, self.job.site.words.callables()
        )
        self._xml = xml_environment(self._compiled)

    def try_out(self, keys: Iterable[Key]) -> None:
        """Render a page of each kind, and write none: a mistake in a template shows before anything is touched."""
        self._printer(self.intake.tables).try_out(keys)
        if "manifest" in self.around.singles:
            self.manifest()

    def print(
        self, keys: list[Key], plans: Mapping[Key, Planned], marks: Mapping[Key, str], *, commit: Callable[[], Path]
    ) -> None:
        """Print these keys and book them with what is known of what they show.

        `commit` makes the book readable for other processes and says where it is.
        """
        self._put = putter(self.job.output)
        made = {one.key: one for one in shown(self._printed(keys, commit), len(keys), "files made", self.job.show)}
        printed = (self._noted(made[key]) for key in keys)
        put_outputs(self.book, [output_from(plans[one.key], one, marks.get(one.key)) for one in printed])

    def _printed(self, keys: list[Key], commit: Callable[[], Path]) -> Iterator[Printed]:
        workers = self.job.workers if work_of(keys) >= MANY else 1
        if workers == 1:
            yield from map(self._printer(self.intake.tables).print, keys)
            return
        path, printers = commit(), []

        def begin() -> None:
            printers.append(self._printer(Tables.of(connect(path), self.job.site)))

        # What lists show of a story is made once in each worker that prints lists.
        keys = sorted(keys, key=lambda key: ORDER.get(key.kind, len(ORDER)))
        # Each worker has a printer of its own when its work begins.
        yield from share_from_both_ends(lambda key: printers[0].print(key), keys, workers=workers, begin=begin)  # noqa: PLW0108
        self.book.execute("BEGIN")

    def _printer(self, tables: Tables) -> Printer:
        self.intake.use(tables)
        body = self.intake.body()
        carriers = tables.carriers()
        catalog, around, related = tables.catalog, self.around, tables.related()
        pages, cards, editions = around.pages, around.cards, around.editions
        beside = Neighbours(catalog)
        copies = around.copies
        material = Material(around.shell, catalog, related, carriers, body, pages, cards, beside, editions, copies)
        feeds = FeedPress(material, self._xml)
        return Printer(self.job.output, material, feeds, self._renderer, self.easel, put=self._put)

    def keep_compiled(self) -> None:
        """Keep the templates as they were compiled, for the next build."""
        self._compiled.keep(self.book)

    def place(self, plan: Planned, sheet: Sheet) -> None:
        """Place a ready text, unless it is known to stand there."""
        self._place(plan, hashed((sheet.text,)), lambda: sheet)

    def place_news(self, plan: Planned) -> None:
        """Place the sitemap of news, which is made only where other stories are in it, or where one looks otherwise."""
        catalog = self.intake.tables.catalog
        self._place(plan, hashed(self.around.news), lambda: news_sheet(catalog, self.around.news))

    def manifest(self) -> Sheet:
        """Return the web manifest; raises `TemplateProblemError`."""
        return manifest_sheet(self._renderer, self.around.shell.site)

    def opensearch(self) -> Sheet:
        """Return what tells browsers how the site is searched."""
        return opensearch_sheet(self.job.site, self._xml)

    def feed_style(self) -> Sheet:
        """Return the style in which browsers show feeds."""
        return feed_style(self.job.site, self._xml)

    def _place(self, plan: Planned, mark: str, make: Callable[[], Sheet]) -> None:
        if not self._stands(plan, mark):
            self._note(plan, self._printer(self.intake.tables).place(make()), mark)

    def copy(self, plan: Planned, source: str) -> None:
        """Copy a file, unless its copy is known to stand there."""
        mark = repr(stamp_of(source))
        if not self._stands(plan, mark):
            self._note(plan, place_copy(source, self.job.output / plan.save_as), mark)

    def _stands(self, plan: Planned, mark: str) -> bool:
        known = output_of(self.book, *plan.key)
        return known is not None and known.mark == mark and plan.key not in self.reasons

    def _note(self, plan: Planned, placed: Placed, mark: str) -> None:
        put_outputs(self.book, [output_from(plan, self._noted(Printed(plan.key, placed)), mark)])

    def _noted(self, printed: Printed) -> Printed:
        self.outcome.written += printed.placed.changed
        self.outcome.reasons.append((origin_of(printed.key), self.reasons.get(printed.key, "what it shows changed")))
        return printed


def work_of(keys: Iterable[Key]) -> int:
    """Return how much there is to do, in pages."""
    return sum(CARD_IN_PAGES if key.kind == CARD else 1 for key in keys)


def plan_ready(around: Around) -> Iterator[Planned]:
    """Yield where all goes that stands around the stories, but the static pages."""
    yield from (Planned(Key("file", save_as), save_as) for save_as in around.copies)
    yield from (Planned(Key("joined", kind), sheet.save_as) for kind, sheet in around.joined.items())
    yield from (Planned(Key("hosted", save_as), save_as) for save_as in around.hosted)
    yield from (Planned(Key(kind), SINGLES[kind]) for kind in around.singles)
    if around.redirects:
        yield Planned(Key(REDIRECTS), REDIRECTS)


def place_ready(run: PrintRun, plans: Iterable[Planned], sitemap: Mapping[Planned, Sheet]) -> None:
    """Place copies, the files of which the site has one, and the sitemap."""
    for plan in plans:
        if plan.key.kind == "file":
            run.copy(plan, run.around.copies[plan.key.id])
        elif plan.key.kind == "news":
            run.place_news(plan)
        elif plan.key.kind in READY and (sheet := _ready(plan.key, run)):
            run.place(plan, sheet)
    for plan, sheet in sitemap.items():
        run.place(plan, sheet)


def _ready(key: Key, run: PrintRun) -> Sheet | None:
    if key.kind == REDIRECTS:
        return run.around.redirects
    if key.kind in {"joined", "hosted"}:
        return (run.around.joined if key.kind == "joined" else run.around.hosted)[key.id]
    if key.kind == "manifest":
        return run.manifest()
    if key.kind == "opensearch":
        return run.opensearch()
    if key.kind == "feeds_css":
        return run.feed_style()
    return robots_sheet(run.job.site) if key.kind == "robots" else humans_sheet(run.job.site)


def plan_sitemap(run: PrintRun, claiming: Claiming) -> dict[Planned, Sheet]:
    """Plan the files of the sitemap that may have changed, from the addresses that are booked."""
    altered = {key.id for key in run.reasons if key.kind == "sitemap"}
    # Where a user's own is gone, ours may stand again.
    if not claiming.mapped and not altered and not any(name.startswith("sitemap") for name in claiming.left):
        return {}
    book, copies = run.book, run.around.copies
    parts = sitemap_parts(mapped_counts(book))
    # A user's own among the static files stands for ours.
    names = {SITEMAP, *(part.save_as for part in parts)} - copies.keys()
    booked = {key.id: key for key in claiming.booked("sitemap")}
    claiming.release([key for name, key in booked.items() if name not in names])
    moved = {part.save_as for part in parts if part.month is None or part.month in claiming.mapped}
    wanted = altered | moved | (names - booked.keys())
    made = sitemap_sheets(run.job.site, parts, lambda month: mapped_addresses(book, month), wanted)
    sheets = {Key("sitemap", sheet.save_as): sheet for sheet in made if sheet.save_as in names}
    plans = claiming.claim(Planned(key, sheet.save_as) for key, sheet in sheets.items())
    return {plan: sheets[key] for key, plan in plans.items()}
