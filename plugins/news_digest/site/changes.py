"""From the stories that changed to the pages that are stale: exactly these, each with the reason why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from .calendar_changes import stale_calendars
from .calendar_years import Years
from .catalog import Catalog
from .change import Change, former_keys
from .corrected import CORRECTIONS, code_of
from .feed_archives import part_size
from .feed_keys import feeds_of, feeds_of_days, part_keys, parts_with, told_by
from .keys import HEADLINES, OPML, Key, feed_keys, list_keys, page_size, story_keys
from .lists import TERMS, Group, Listing, ListName
from .pagination import changed_pages, leaf_names, pages_with
from .profiles import profiles_told_otherwise
from .reading_aids import beside, moved_beside
from .series import beside_changed
from .told_terms import tags_beside
from .week_changes import stale_weeks, weeks_among

# The lists that have feeds.
TOLD = frozenset({"all", "tag", "source", CORRECTIONS})


@dataclass(frozen=True, slots=True)
class _Shown:
    """What pages show of a list."""

    listing: Listing
    group: Group | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What lists and days looked like before the catalog was changed; of `quiet` lists only the feeds may differ."""

    lists: Mapping[ListName, _Shown]
    quiet: frozenset[ListName]
    days: Mapping[date, tuple[str, ...]]
    weeks: frozenset[str]
    years: Years

    @classmethod
    def of(cls, changes: Iterable[Change], catalog: Catalog) -> Before:
        """Look at all that these changes touch."""
        changes = tuple(changes)
        lists = {name for change in changes for name in change.lists()}
        loud = {name for change in changes if not change.is_quiet(catalog) for name in change.lists()}
        # Of corrections pages show more than others show of a story.
        loud |= {name for name in lists if name.kind == CORRECTIONS}
        quiet = lists - loud
        days = {day for change in changes for day in change.days()}
        return cls(
            {name: _shown(name, catalog, quiet=name in quiet) for name in loud | quiet},
            frozenset(quiet),
            {day: codes for day in days if (codes := catalog.codes_of_day(day))},
            weeks_among(days, catalog),
            Years.of(catalog),
        )


@dataclass(slots=True)
class Stale:
    """The keys of stale pages with the first reason found for each, and of those that are gone."""

    reasons: dict[Key, str] = field(default_factory=dict)
    gone: set[Key] = field(default_factory=set)

    def add(self, keys: Iterable[Key], reason: str) -> None:
        """Note that these are stale."""
        for key in keys:
            self.reasons.setdefault(key, reason)


def stale_after(changes: list[Change], before: Before, catalog: Catalog) -> Stale:
    """Return what is stale now that the catalog holds the changes; related stories are seen to elsewhere."""
    finder = _Finder(changes, catalog)
    for change in changes:
        finder.look_at_story(change)
    for name, shown in sorted(before.lists.items()):
        finder.look_at_list(name, shown, quiet=name in before.quiet)
    if catalog.settings.places.day:
        finder.look_at_days(before.days)
    if catalog.settings.places.week:
        finder.look_at_weeks(before.weeks)
    if catalog.settings.places.calendar:
        finder.look_at_calendars(before)
    return finder.stale


class _Finder:
    """Compares what pages show now with what they showed before."""

    def __init__(self, changes: list[Change], catalog: Catalog) -> None:
        self.changes, self.catalog, self.stale = changes, catalog, Stale()
        self._places = catalog.settings.places
        self.changed = {change.code for change in changes}
        self.shown = {change.code for change in changes if change.shows(catalog)}

    def look_at_story(self, change: Change) -> None:
        key = Key("story", change.code)
        if change.new:
            self.stale.add([key], _own_reason(change))
        else:
            self.stale.gone.add(key)
        self._look_at_formers(change)
        old, new = (filed.listed if filed else None for filed in (change.old, change.new))
        landings = profiles_told_otherwise(old, new, self.catalog)
        self.stale.add(landings, f"story {change.code} has other tags, or another origin")

    def _look_at_formers(self, change: Change) -> None:
        old, new = (set(former_keys(filed)) for filed in (change.old, change.new))
        self.stale.add(sorted(new), f"story {change.code}, to which it leads, changed")
        self.stale.gone |= old - new

    def look_at_list(self, name: ListName, old: _Shown, *, quiet: bool) -> None:
        new = _shown(name, self.catalog, quiet=quiet)
        if quiet:
            self._compare_feeds(feeds_of(name, self.catalog), old, new)
            if name.kind == "all":
                self._look_at_parts()
        elif name.kind == "all":
            self._compare_pages(Key("home"), old, new)
            if self._places.headlines:
                self._compare_pages(Key(HEADLINES), old, new)
            self._compare_feeds(feeds_of(name, self.catalog), old, new)
            self._look_at_parts()
            self._compare_parts(old, new)
        elif name.kind in TERMS:
            self._compare_group(name, old, new)
        elif name.kind == CORRECTIONS:
            self._compare_corrections(old, new)

    def _compare_corrections(self, old: _Shown, new: _Shown) -> None:
        settings = self.catalog.settings
        shown = {item for item in new.listing.codes if code_of(item) in self.changed}
        feeds = tuple(feed_keys(CORRECTIONS, settings))
        if settings.places.corrections:
            self._compare_pages(Key(CORRECTIONS), old, new, shown)
        if bool(old.listing.codes) != bool(new.listing.codes):
            listing = (("feeds", settings.places.feeds_page), (OPML, settings.places.opml))
            self.stale.add((Key(kind) for kind, wanted in listing if wanted), "feeds of corrections came or went")
        if not new.listing.codes:
            self.stale.gone |= {*feeds}
        elif new.told != old.told or not shown.isdisjoint(new.told):
            self.stale.add(feeds, "it lists corrections, which changed")

    def _compare_group(self, name: ListName, old: _Shown, new: _Shown) -> None:
        (place, index), feeds = self._places.of_term(name.kind), tuple(feeds_of(name, self.catalog))
        if place:
            self._compare_pages(Key(*name), old, new)
        self._compare_feeds(feeds, old, new)
        if name.kind == "series":
            near = beside_changed(old.listing.codes, new.listing.codes, self.changed)
            self.stale.add(story_keys(near), "a story beside it in its series came, left or changed")
        if old.listing != new.listing and place and new.group:
            self.stale.add([Key(*name)], "its stories are others, or of other days")
        if old.group == new.group:
            return
        if index:
            self.stale.add([Key(f"{name.kind}s")], f"the {name.kind} {name.slug} changed")
        if place and new.group:
            self.stale.add([Key(*name)], "its count or newest day changed")
        if (old.group and old.group.name) != (new.group and new.group.name):
            self._rename_group(name, new, feeds)

    def _rename_group(self, name: ListName, new: _Shown, feeds: Iterable[Key]) -> None:
        reason, (place, _) = f"the {name.kind} {name.slug} has another name", self._places.of_term(name.kind)
        if self._places.opml and name.kind in TOLD:
            self.stale.add([Key(OPML)], reason)
        if name.kind == "tag":
            codes = new.listing.codes + self.catalog.codes("tag of unlisted", name.slug)
            self.stale.add(story_keys(codes), reason)
            if place:
                self.stale.add((Key("tag", slug) for slug in tags_beside(self.catalog.connection, name.slug)), reason)
        if new.group:
            settings = self.catalog.settings
            pages = list_keys(*name, new.listing, settings) if place else ()
            self.stale.add(chain(pages, feeds), reason)

    def _compare_pages(self, key: Key, old: _Shown, new: _Shown, shown: set[str] | None = None) -> None:
        size = page_size(key.kind, self.catalog.settings)
        if (key.id or key.kind == CORRECTIONS) and not new.listing.codes:
            # A tag without stories has no page; the home page and the list of headlines always have one.
            self.stale.gone |= {Key(key.kind, key.id, name) for name in leaf_names(old.listing, size)}
            return
        for name, code in pages_with(new.listing, size, self.shown if shown is None else shown).items():
            self.stale.add([Key(key.kind, key.id, name)], _lists(code_of(code)))
        changed, gone = changed_pages(old.listing, new.listing, size)
        self.stale.add((Key(key.kind, key.id, name) for name in changed), "stories moved from page to page")
        self.stale.gone |= {Key(key.kind, key.id, name) for name in gone}

    def _compare_feeds(self, feeds: Iterable[Key], old: _Shown, new: _Shown) -> None:
        reason = _first_of(new.told, self.changed)
        for key in feeds:
            if key.id and not new.told:
                self.stale.gone.add(key)
            elif reason or old.told != new.told:
                self.stale.add([key], reason or "a story left it")

    def _look_at_parts(self) -> None:
        told = [change.code for change in self.changes if change.old and change.new]
        self.stale.add(parts_with(told, self.catalog), "it tells a story that changed")

    def _compare_parts(self, old: _Shown, new: _Shown) -> None:
        if size := part_size(self.catalog.settings):
            changed, gone = changed_pages(old.listing, new.listing, size)
            self.stale.add(part_keys(changed, self.catalog), "stories moved from part to part")
            self.stale.gone.update(part_keys(gone, self.catalog))

    def look_at_days(self, before: Mapping[date, tuple[str, ...]]) -> None:
        for day in sorted({day for change in self.changes for day in change.days()}):
            key = Key("edition", day.isoformat())
            codes = self.catalog.codes_of_day(day)
            reason = _first_of(codes, self.shown)
            self._look_beside(before.get(day, ()), codes)
            if not codes:
                self.stale.gone.add(key)
            elif reason or _left(day, self.changes, codes):
                self.stale.add([key], reason or "a story left it")
            if not codes or key in self.stale.reasons or not self.changed.isdisjoint(codes):
                self.stale.add(feeds_of_days([day], self.catalog), f"the edition of {day} changed")
            if (day in before) != bool(codes):
                days = (Key("edition", each.isoformat()) for each in self.catalog.days_beside(day) if each)
                self.stale.add(days, "an edition beside it came or went")

    def _look_beside(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        led = (code for code, codes in beside(new).items() if not self.shown.isdisjoint(codes))
        self.stale.add(story_keys(sorted({*moved_beside(old, new), *led})), "the stories beside it changed")

    def look_at_weeks(self, before: frozenset[str]) -> None:
        touched = ((change.code, change.days()) for change in self.changes if change.code in self.shown)
        self._add_or_drop(stale_weeks(touched, before, self.catalog))

    def look_at_calendars(self, before: Before) -> None:
        days = {day for change in self.changes for day in change.days()}
        self._add_or_drop(stale_calendars(days, before.days, before.years, self.catalog))

    def _add_or_drop(self, found: Iterable[tuple[Key, str]]) -> None:
        for key, reason in found:
            if reason:
                self.stale.add([key], reason)
            else:
                self.stale.gone.add(key)


def _first_of(codes: Iterable[str], among: set[str]) -> str | None:
    """Return the reason why a page with these stories is stale, None if it shows none of those that changed."""
    found = next((code for code in codes if code in among), None)
    return _lists(found) if found else None


def _lists(code: str) -> str:
    return f"it lists story {code}, which changed"


def _own_reason(change: Change) -> str:
    if change.old is None:
        return "it is new"
    moved = change.old.path != change.new.path if change.new else False
    return "its file was renamed" if moved else "its file changed"


def _shown(name: ListName, catalog: Catalog, *, quiet: bool) -> _Shown:
    told = told_by(name, catalog) if name.kind in TOLD else ()
    return _Shown(Listing((), ()) if quiet else catalog.listing(*name), catalog.group(*name), told)


def _left(day: date, changes: Iterable[Change], codes: Iterable[str]) -> bool:
    """Return whether a story that stood under the day does so no more."""
    gone = {change.code for change in changes if day in change.days()} - set(codes)
    return bool(gone)
