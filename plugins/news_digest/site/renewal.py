"""What a build does once something changed: read it, find what is stale, print that, and keep book."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from logging import ERROR
from pathlib import Path
from sqlite3 import Connection

from ..press.book import (
    break_seal,
    close_book,
    count_of_outputs,
    facts,
    new_book,
    output_at,
    output_of,
    put_fact,
)
from ..press.listed import amend_files, list_files, listed_files
from ..press.sweep import Intents, remove_files
from .attaching import LooksAtMoreError
from .bodies import Spool
from .card_plans import Wanted, every_card, stale_cards
from .carding import FACT as FACES
from .carding import faces_for, kept_form
from .change import Change
from .changes import Stale
from .claiming import Claiming
from .due import next_due
from .easel import CARDS, Easel
from .feed_keys import feeds_with
from .intake import Intake
from .job import Found, Job, Outcome, remember
from .kept_notes import notes_of
from .keys import CARD, Key, every_key, story_keys
from .news_sitemap import news_until
from .plan import Planned, plan_others, plan_stories
from .printrun import MANY, READY, PrintRun, place_ready, plan_ready, plan_sitemap, work_of
from .reading import StoryFiles
from .redirects import REDIRECTS
from .singles import SINGLES
from .stamping import keep_stamps
from .surroundings import Around, Surroundings
from .tables import Tables
from .translations import FACT as WORDS
from .translations import in_its_language, is_translated
from .weeks import codes_of_week
from .window import keep_due, keep_window

# Where more stories than this changed, and more than one in twenty, all are read again, by all cores.
MANY_CHANGED = 200


def renew(job: Job, found: Found) -> Outcome:
    """Bring the site up to date; see `print_site`."""
    spool = Spool(job.shelf.folder, f"{job.shelf.name}.spool-")
    spool.clear()
    try:
        changed = found.changed("stories") if found.book else set()
        due = found.due
        count, stories = len(changed | due), found.looked.groups["stories"]
        # Stories are counted only where it matters.
        if found.book and (count <= MANY_CHANGED or count <= len(stories) // 20):
            young = set(found.fresh.get("stories", ()))
            return Renewal(job, found, found.book, spool).update(sorted(changed | young | due), due)
        book = new_book(job.shelf)
        try:
            return Renewal(job, found, book, spool).make()
        finally:
            book.close()
    finally:
        spool.clear()


class Renewal:
    """One build with something to do, its book open."""

    def __init__(self, job: Job, found: Found, book: Connection, spool: Spool) -> None:
        site = in_its_language(job.site, job.settings, facts(book, WORDS))
        self.job, self.found, self.book = replace(job, site=site), found, book
        self.is_new = found.book is not book
        self.outcome, self.stale = Outcome(), Stale()
        known = None if self.is_new or self._group_changed("fonts") else facts(book, FACES)
        self.faces = faces_for(site, known, job.tell)
        self.surroundings = Surroundings(job.settings, site, job.output, self.faces, found.now)
        self.tables = Tables.of(book, site)
        files = StoryFiles(job.settings, site.base, self.surroundings.context, found.now.at)
        self.intake = Intake(files, self.tables, spool)
        self.claiming = Claiming(book)
        self.intents = Intents(job.shelf.at(".intents"))
        self.templates: dict[str, str] = {}

    def make(self) -> Outcome:
        """Build everything into an empty book."""
        site = self.job.site
        if not is_translated(site.lang, site.words):
            self.job.tell(
                f"DEFAULT_LANG is {site.lang!r}, which the theme has no translation for: its words are English."
            )
        self.book.execute("BEGIN")
        self.tables.create()
        self.intake.read_all(self.found.looked.groups["stories"], self.job.workers, self.job.show)
        around = self._look_around()
        self.templates = around.template_marks(self.job.settings["TEMPLATE_EXTENSIONS"])
        keys = list(every_key(self.tables.catalog, around.pages))
        cards = every_card(around.cards, self.tables.catalog)
        self.stale.add(chain(keys, cards.marks), self.found.reason)
        plans = self.claiming.claim_all(chain(self._plans(keys, None, around), cards.plans))
        outcome = self._finish(around, plans, cards, listed_files(self.job.shelf))
        if site.cards:
            self._easel(around).clear(but=set(cards.marks.values()))
        return outcome

    def update(self, paths: Iterable[str], due: Container[str]) -> Outcome:
        """Build what is stale since the last build, `paths` being story files that may have changed, or are `due`."""
        self.book.execute("BEGIN")
        stories = self.found.looked.groups["stories"]
        changes, self.stale = self.intake.take_in(paths, stories, forgiving=self.job.forgiving, due=due)
        around = self._look_around()
        self._find_stale_around(changes, around)
        cards = stale_cards(self.stale, around.cards, self.tables.catalog)
        self.claiming.release(self.stale.gone)
        self._release_ready(around)
        keys = self._stale_keys()
        codes = [key.id for key in keys if key.kind == "story"]
        plans = self.claiming.claim(chain(self._plans(keys, codes, around), cards.plans))
        return self._finish(around, plans, cards, ())

    def _release_ready(self, around: Around) -> None:
        """Let go of what a user has no longer among the static files, and of ours where the user's own came."""
        self.claiming.release([key for key in self.claiming.booked("file") if key.id not in around.copies])
        self.claiming.release([key for key in self.claiming.booked("sitemap") if key.id in around.copies])
        self.claiming.release([key for key in self.claiming.booked("joined") if key.id not in around.joined])
        self.claiming.release([key for key in self.claiming.booked("hosted") if key.id not in around.hosted])
        self.claiming.release(Key(kind) for kind in SINGLES if kind not in around.singles)
        if around.redirects is None:
            self.claiming.release([Key(REDIRECTS)])

    def _stale_keys(self) -> list[Key]:
        return [key for key in self.stale.reasons if key not in self.stale.gone and key.kind not in READY]

    def _plans(self, keys: Iterable[Key], codes: Iterable[str] | None, around: Around) -> Iterator[Planned]:
        """Yield where all goes but cards; the stories are those of the codes, all where None is given."""
        yield from plan_stories(self.tables.catalog, codes)
        others = (key for key in keys if key.kind not in {"story", CARD})
        yield from plan_others(others, self.tables.catalog, around.pages)
        yield from plan_ready(around)

    # --- What stands around the stories ---

    def _look_around(self) -> Around:
        around = self.surroundings.read(self.tables.catalog)
        if attaching := [*around.attaching, *self.tables.catalog.attaching()]:
            raise LooksAtMoreError(attaching)
        self.outcome.notes += around.notes
        self.outcome.refused += around.refused
        return around

    def _find_stale_around(self, changes: list[Change], around: Around) -> None:
        stale, catalog = self.stale, self.tables.catalog
        moved = any(self._group_changed(group) for group in ("pages", "static", "linked"))
        if moved or any(change.moves for change in changes):
            linked = catalog.linked()
            keys = chain(story_keys(linked), feeds_with(linked, catalog))
            stale.add(keys, "a file that it may link to came, went or moved")
        shown = (change.code for change in changes if change.code in around.news and change.shows(catalog))
        stale.add((Key("news") for _ in shown), "it lists a story that changed")
        marks = around.page_marks
        for key in {**marks, **dict.fromkeys(self.claiming.edited())}:
            known = output_of(self.book, *key)
            mark = marks.get(key)
            if (mark if known is None else known.mark != mark) and (key.kind == "page" or self._is_printed(key)):
                stale.add([key], "its file changed, or what it links to")
        stale.gone |= {key for key in self.claiming.booked("page") if key.id not in around.pages}
        if facts(self.book, "frame") != around.frame_mark:
            stale.add(every_key(catalog, around.pages), "the frame of every page changed")
        for template in self._stale_templates(around):
            stale.add(self._made_with(template), f"template {template} changed")
        for output in self.found.altered():
            stale.add([Key(output.kind, output.id, output.leaf)], "its file is not as it was left")

    def _is_printed(self, key: Key) -> bool:
        """Return whether there is such an edition, or home page."""
        places, catalog = self.job.site.places, self.tables.catalog
        if key.kind == "edition":
            return bool(places.day and catalog.codes_of_day(date.fromisoformat(key.id)))
        return key.kind == "home" or key.is_feed or bool(places.week and codes_of_week(key.id, catalog))

    def _easel(self, around: Around) -> Easel:
        """Return where cards are drawn."""
        return Easel(around.cards, self.job.shelf.at(CARDS), anew=self.job.clean)

    def _group_changed(self, group: str) -> bool:
        return bool(self.found.changed(group) or self.found.fresh.get(group))

    def _made_with(self, template: str) -> list[Key]:
        rows = self.book.execute("SELECT kind, id, leaf FROM outputs WHERE template=?", (template,))
        return [Key(*row) for row in rows]

    def _stale_templates(self, around: Around) -> list[str]:
        """Return the templates that changed; what is marked is what stands in the files before anything is rendered."""
        known = facts(self.book, "templates")
        self.templates = known if isinstance(known, dict) else {}
        if not self._group_changed("templates"):
            return []
        before, self.templates = self.templates, around.template_marks(self.job.settings["TEMPLATE_EXTENSIONS"])
        used = [name for (name,) in self.book.execute("SELECT DISTINCT template FROM outputs WHERE template NOT NULL")]
        return [name for name in used if before.get(name) != self.templates.get(name)]

    # --- From plans to files ---

    def _finish(self, around: Around, plans: dict[Key, Planned], cards: Wanted, suspects: Iterable[str]) -> Outcome:
        keys = [key for key in self._stale_keys() if key in plans]
        easel = self._easel(around)
        run = PrintRun(self.job, self.book, self.intake, around, self.stale.reasons, self.outcome, easel)
        sitemap = plan_sitemap(run, self.claiming)
        self.intents.announce(sorted(self.claiming.came))
        run.try_out(self._untried(keys))
        # Before anything is written: where a file stood there may now have to be a folder.
        left = {*suspects, *self.claiming.left, *(self.found.left_over or ())}
        gone = [name for name in left if output_at(self.book, name) is None]
        self.outcome.removed = remove_files(self.job.output, gone)
        run.print(keys, plans, {**around.page_marks, **cards.marks}, commit=self._commit)
        self.intake.use(self.tables)
        place_ready(run, plans.values(), sitemap)
        run.keep_compiled()
        self._keep_book(around)
        return self.outcome

    def _untried(self, keys: list[Key]) -> list[Key]:
        """Return the keys of kinds of which no page was made yet with the templates as they are now."""
        # Many processes are to have compiled templates.
        if self.is_new or self._group_changed("templates") or work_of(keys) >= MANY:
            return keys
        query = "SELECT 1 FROM outputs WHERE kind=? AND template NOT NULL LIMIT 1"
        made = {kind: self.book.execute(query, (kind,)).fetchone() for kind in {key.kind for key in keys}}
        return [key for key in keys if not made[key.kind]]

    def _commit(self) -> Path:
        """Let other processes read the book; it is good for nothing should this build not come to its end."""
        if not self.is_new:
            break_seal(self.job.shelf)
        self.book.execute("COMMIT")
        return self.job.shelf.at(".new") if self.is_new else self.job.shelf.book

    def _keep_book(self, around: Around) -> None:
        book, shelf, claiming = self.book, self.job.shelf, self.claiming
        self.outcome.files = count_of_outputs(book)
        self.outcome.stories = self.tables.catalog.count()
        self.outcome.copies = self.intake.copied
        self._collect_notes()
        now = self.found.now
        window = keep_window(book, now, news_until(self.tables.catalog, now.at) if now.is_named else None)
        keep_due(shelf, now, window.until)
        self.outcome.due = next_due(book, now.at, self.job.site.timezone)
        remember(book, self.outcome)
        fonts, content = self.faces.places if self.faces else (), Path(str(self.job.settings["PATH"]))
        found = self.found.with_linked(content, around.linked).with_fonts(fonts)
        fresh = found.looked.fresh(found.now_ns)
        forgiven = [filed.path for filed in self.intake.forgiven]
        keep_stamps(book, found.looked.groups, () if self.is_new else found.stamps, found.changed)
        put_fact(book, "fresh", {**fresh, "stories": [*fresh.get("stories", ()), *forgiven]})
        put_fact(book, "linked", around.linked)
        put_fact(book, "fonts", fonts)
        put_fact(book, FACES, kept_form(self.faces))
        put_fact(book, "frame", around.frame_mark)
        put_fact(book, "templates", self.templates)
        put_fact(book, WORDS, self.job.site.words.kept)
        if self.is_new:
            list_files(shelf, (name for (name,) in book.execute("SELECT save_as FROM outputs")))
        elif claiming.came or claiming.left:
            amend_files(shelf, claiming.came, claiming.left)
        book.execute("COMMIT")
        close_book(book, shelf, self.job.mark)
        self.intents.over()

    def _collect_notes(self) -> None:
        for path in sorted(self.found.looked.groups["nameless"]):
            shown = path.encode(errors="backslashreplace").decode()
            self._refuse(((ERROR, f"{shown}: its name is not UTF-8 (rename it)"),), shown)
        for filed in self.intake.forgiven:
            self._refuse(filed.notes, filed.path)
        for path, state, notes in self.tables.catalog.notes():
            if state == "refused":
                self._refuse(notes, path)
            else:
                self.outcome.notes += notes
        for (text,) in self.book.execute("SELECT notes FROM outputs WHERE notes != '[]' ORDER BY save_as"):
            self.outcome.notes += notes_of(text)

    def _refuse(self, notes: Iterable[tuple[int, str]], path: str) -> None:
        notes = tuple(notes)
        self.outcome.notes += notes
        self.outcome.refused.append(notes[-1][1] if notes else f"{path}: refused")
