"""Pelican's settings, read once into frozen values."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..errors import SettingsError
from ..project import SETTINGS_FILE, Project
from .feed_forms import EDITIONS, FEEDS, list_of

if TYPE_CHECKING:
    from .words import Words

Settings = MutableMapping[str, Any]
Value = TypeVar("Value")

THEME_MARKER = "digest-theme.toml"
# The theme's folder of gettext catalogs.
TRANSLATIONS = "translations"
# Hosts that read files beside the site; what they read stands in host_files.py.
HOSTS = ("netlify", "cloudflare", "github", "nginx", "caddy")
DEVELOPMENT_URL = "http://localhost:8000"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is: its address from the site's root, without a leading slash, and its file in the output folder."""

    url: str
    save_as: str


@dataclass(frozen=True, slots=True)
class Place:
    """A pair of Pelican's *_URL and *_SAVE_AS settings; an empty *_SAVE_AS means that such pages are not wanted."""

    url: str
    save_as: str

    def __bool__(self) -> bool:
        """Return whether such pages are wanted."""
        return bool(self.save_as)

    def at(self, **values: object) -> Address:
        """Return the address for these values of the patterns' fields."""
        return Address(self.url.format(**values).lstrip("/"), self.save_as.format(**values).lstrip("/"))


NOWHERE = Place("", "")


@dataclass(frozen=True, slots=True)
class Places:
    """Where each kind of list page and feed goes; the feeds that are wanted by their kinds."""

    day: Place
    week: Place
    year: Place
    tag: Place
    tags: Place
    source: Place
    sources: Place
    series: Place
    archives: Place
    headlines: Place
    corrections: Place
    search: Place
    feeds_page: Place
    opml: str
    feeds: Mapping[str, str]

    @property
    def calendar(self) -> Place:
        """Return where the archive is a calendar; without editions of days there is nothing that it could lead to."""
        return self.archives if self.day else NOWHERE

    def of_term(self, kind: str) -> tuple[Place, Place]:
        """Return where a tag, source or series goes, and the index of all; raises `KeyError` for other lists."""
        terms = {"tag": (self.tag, self.tags), "source": (self.source, self.sources), "series": (self.series, NOWHERE)}
        return terms[kind]

    def feed_kinds(self, name: str) -> tuple[str, ...]:
        """Return the kinds of the feeds of a list."""
        return tuple(kind for kind in self.feeds if list_of(kind) == name)


def _english() -> Words:
    from .words import ENGLISH  # noqa: PLC0415 - a build with nothing to do says nothing

    return ENGLISH


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the pages and feeds are made with.

    `base` is the path of SITEURL without a trailing slash ("" or "/digest"); `root` is what makes an address absolute
    in feeds and the sitemap, in development too; `siteurl` is "" in development. Of `id` the ids of feeds and editions
    are made. `words` are English until those of the site's language are read, which only a build that prints needs.
    `relative` has addresses begin at each page.
    """

    name: str
    id: str
    tagline: str
    siteurl: str
    base: str
    root: str
    feed_root: str
    lang: str
    timezone: ZoneInfo
    assets: str
    author: str
    menu: tuple[tuple[str, str], ...]
    pages_in_menu: bool
    per_page: int
    archive_per_page: int
    related: int
    copies: bool
    linked_data: bool
    cards: bool
    card_fonts: tuple[str, ...]
    feed_items: int | None
    feed_full_text: bool
    feed_archive: bool
    hub: str
    places: Places
    host_files: tuple[str, ...] = ()
    relative: bool = False
    words: Words = field(default_factory=_english)


def read_site_settings(settings: Mapping[str, object]) -> SiteSettings:
    """Return the frozen settings of the site; raises `SettingsError` for a value of the wrong kind."""
    siteurl = _get(settings, "SITEURL", str).rstrip("/")
    domain = (_get(settings, "FEED_DOMAIN", str, siteurl) or DEVELOPMENT_URL).rstrip("/")
    root = siteurl if urlsplit(siteurl).scheme else domain
    base = urlsplit(siteurl).path.rstrip("/")
    return SiteSettings(
        name=_get(settings, "SITENAME", str),
        id=_get(settings, "DIGEST_ID", str, "") or _get(settings, "SITENAME", str),
        tagline=_get(settings, "SITESUBTITLE", str, ""),
        siteurl=siteurl,
        base=base,
        root=root,
        feed_root=root if domain == DEVELOPMENT_URL else domain,
        lang=_get(settings, "DEFAULT_LANG", str),
        timezone=timezone_of(settings),
        assets=f"{base}/{_get(settings, 'THEME_STATIC_DIR', str).strip('/')}",
        author=_get(settings, "AUTHOR", str, ""),
        menu=tuple((str(title), str(url)) for title, url in _get(settings, "MENUITEMS", (list, tuple), ())),
        pages_in_menu=bool(settings.get("DISPLAY_PAGES_ON_MENU")),
        per_page=_positive(settings, "DIGEST_PER_PAGE"),
        archive_per_page=_positive(settings, "DIGEST_ARCHIVE_PER_PAGE"),
        related=_get(settings, "DIGEST_RELATED", int),
        copies=bool(settings.get("DIGEST_COPIES", True)),
        linked_data=bool(settings.get("DIGEST_LINKED_DATA", True)),
        cards=bool(settings.get("DIGEST_CARDS", False)),
        card_fonts=tuple(map(str, _get(settings, "DIGEST_CARD_FONTS", (list, tuple), ()))),
        feed_items=None if settings.get("FEED_MAX_ITEMS") is None else _positive(settings, "FEED_MAX_ITEMS"),
        feed_full_text=bool(settings.get("DIGEST_FEED_FULL_TEXT", True)),
        feed_archive=bool(settings.get("DIGEST_FEED_ARCHIVE", True)),
        hub=_get(settings, "DIGEST_HUB", str, ""),
        places=_places(settings),
        host_files=_host_files(settings),
        # Other themes do by Pelican's own means what it asks for.
        relative=bool(settings.get("RELATIVE_URLS")) and is_our_theme(settings),
    )


def _host_files(settings: Mapping[str, object]) -> tuple[str, ...]:
    hosts = _get(settings, "DIGEST_HOST_FILES", (list, tuple), ())
    for host in hosts:
        if host not in HOSTS:
            raise SettingsError(SETTINGS_FILE, f"DIGEST_HOST_FILES has {host!r}", f"it takes {', '.join(HOSTS)}")
    return tuple(map(str, hosts))


def _places(settings: Mapping[str, object]) -> Places:
    def place(name: str) -> Place:
        return Place(str(settings.get(f"{name}_URL") or ""), str(settings.get(f"{name}_SAVE_AS") or ""))

    day, archives = place("DAY_ARCHIVE"), place("ARCHIVES")
    has_calendar = bool(day and archives)
    feeds = ((kind, str(settings.get(name) or "")) for kind, name in FEEDS.items())
    if not day:  # to which each item of theirs leads
        feeds = ((kind, path) for kind, path in feeds if list_of(kind) != EDITIONS)
    return Places(
        day=day,
        week=place("WEEK_ARCHIVE"),
        year=place("YEAR_ARCHIVE") if has_calendar else NOWHERE,
        tag=place("TAG"),
        tags=place("TAGS"),
        source=place("SOURCE"),
        sources=place("SOURCES"),
        series=place("SERIES"),
        archives=archives,
        headlines=place("HEADLINES") if has_calendar else archives,
        corrections=place("CORRECTIONS"),
        search=place("SEARCH") if settings.get("DIGEST_SEARCH") else NOWHERE,
        feeds_page=place("FEEDS"),
        opml=str(settings.get("FEEDS_OPML") or ""),
        feeds=MappingProxyType({kind: path for kind, path in feeds if path}),
    )


def _get(
    settings: Mapping[str, object], key: str, kind: type[Value] | tuple[type[Value], ...], default: object = None
) -> Value:
    value = settings.get(key)
    value = default if value is None else value
    if not isinstance(value, kind):
        wanted = kind.__name__ if isinstance(kind, type) else " or ".join(each.__name__ for each in kind)
        raise SettingsError(SETTINGS_FILE, f"{key} is {value!r}", f"it takes a {wanted}")
    return value


def _positive(settings: Mapping[str, object], key: str) -> int:
    value = _get(settings, key, int)
    if value < 1:
        raise SettingsError(SETTINGS_FILE, f"{key} is {value}", "it takes a whole number from 1")
    return value


def timezone_of(settings: Mapping[str, object]) -> ZoneInfo:
    """Return the zone of dates without one; raises `SettingsError` where there is no such zone."""
    name = _get(settings, "TIMEZONE", str, "UTC")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(SETTINGS_FILE, f"TIMEZONE is {name!r}", 'it takes a name such as "Europe/Oslo"') from error


def is_our_theme(settings: Mapping[str, object]) -> bool:
    """Return whether the theme is one whose templates read our views, which its marker file says."""
    return (Path(str(settings["THEME"])) / THEME_MARKER).is_file()


def translation_folders(settings: Mapping[str, object]) -> tuple[str, ...]:
    """Return the folders of translations that these settings name, the user's own first."""
    return str(settings["DIGEST_TRANSLATIONS"]), str(Path(str(settings["THEME"])) / TRANSLATIONS)


def root_of(settings: Mapping[str, object]) -> Path:
    """Return the folder where the relative paths of our settings start."""
    return Path(str(settings.get("DIGEST_ROOT") or Path(str(settings["PATH"])).absolute().parent)).absolute()


def project_from(settings: Mapping[str, object]) -> Project:
    """Return the digest's paths as the settings say; relative ones start at DIGEST_ROOT, the settings file's folder."""
    content, root = Path(str(settings["PATH"])).absolute(), root_of(settings)

    def path(key: str, default: Path) -> Path:
        value = settings.get(key)
        return root / str(value) if value else default

    settings_file = root / SETTINGS_FILE
    return Project(
        root=root,
        seeds=path("DIGEST_SEEDS", root / "seeds"),
        content=content,
        stories=path("DIGEST_STORIES", content / "stories"),
        ledger=path("DIGEST_LEDGER", content / "ledger.jsonl"),
        vocabulary=path("DIGEST_VOCABULARY", root / "tags.toml"),
        layouts=path("DIGEST_LAYOUTS", root / "layouts"),
        translations=path("DIGEST_TRANSLATIONS", root / TRANSLATIONS),
        output=Path(str(settings["OUTPUT_PATH"])).absolute(),
        settings_file=settings_file if settings_file.is_file() else None,
        timezone=timezone_of(settings).key,
    )
