"""Pelican's settings, read once into frozen values, and a digest's defaults for them."""

from __future__ import annotations

import locale
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pelican.paginator import PaginationRule
from pelican.settings import DEFAULT_CONFIG

from ..errors import SettingsError
from ..project import SETTINGS_FILE, Project

Settings = MutableMapping[str, Any]
Value = TypeVar("Value")

THEME_MARKER = "digest-theme.toml"
DEVELOPMENT_URL = "http://localhost:8000"
# English month names and no other: a build on another machine must give the same bytes.
LOCALES = ("C.UTF-8", "C.utf8", "C")

# What a digest wants where the settings file leaves Pelican's own default standing. An address is a directory
# throughout: with "tag/{slug}.html" page 2 of the tag "g2" and the tag "g22" would claim one file.
DEFAULTS: Mapping[str, object] = MappingProxyType(
    {
        "ARTICLE_PATHS": ["stories"],
        "ARTICLE_URL": "stories/{code_path}/",
        "ARTICLE_SAVE_AS": "stories/{code_path}/index.html",
        "ARTICLE_LANG_URL": "stories/{code_path}/",
        "ARTICLE_LANG_SAVE_AS": "stories/{code_path}/index.html",
        "DRAFT_URL": "drafts/{code_path}/",
        "DRAFT_SAVE_AS": "drafts/{code_path}/index.html",
        "DRAFT_LANG_URL": "drafts/{code_path}/",
        "DRAFT_LANG_SAVE_AS": "drafts/{code_path}/index.html",
        "PAGE_URL": "{slug}/",
        "PAGE_SAVE_AS": "{slug}/index.html",
        "PAGE_LANG_URL": "{slug}/{lang}/",
        "PAGE_LANG_SAVE_AS": "{slug}/{lang}/index.html",
        "DRAFT_PAGE_URL": "drafts/pages/{slug}/",
        "DRAFT_PAGE_SAVE_AS": "drafts/pages/{slug}/index.html",
        "DRAFT_PAGE_LANG_URL": "drafts/pages/{slug}/{lang}/",
        "DRAFT_PAGE_LANG_SAVE_AS": "drafts/pages/{slug}/{lang}/index.html",
        "DAY_ARCHIVE_URL": "editions/{date:%Y}-{date:%m}-{date:%d}/",
        "DAY_ARCHIVE_SAVE_AS": "editions/{date:%Y}-{date:%m}-{date:%d}/index.html",
        "TAG_URL": "tags/{slug}/",
        "TAG_SAVE_AS": "tags/{slug}/index.html",
        "TAGS_URL": "tags/",
        "TAGS_SAVE_AS": "tags/index.html",
        "SOURCE_URL": "sources/{slug}/",
        "SOURCE_SAVE_AS": "sources/{slug}/index.html",
        "SOURCES_URL": "sources/",
        "SOURCES_SAVE_AS": "sources/index.html",
        "ARCHIVES_URL": "archive/",
        "ARCHIVES_SAVE_AS": "archive/index.html",
        "USE_FOLDER_AS_CATEGORY": False,
        # Two publishers print one headline for two events; only a shared `translation_id` would make a translation.
        "ARTICLE_TRANSLATION_ID": None,
        "SUMMARY_MAX_LENGTH": 40,
        "FEED_ALL_ATOM": "atom.xml",
        "FEED_ALL_RSS": "rss.xml",
        "TAG_FEED_RSS": "tags/{slug}/rss.xml",
        "SOURCE_FEED_RSS": "sources/{slug}/rss.xml",
        "CATEGORY_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "TRANSLATION_FEED_ATOM": None,
        # Names that differ in a sign alone (C, C++, R&D) keep addresses of their own.
        "SLUG_REGEX_SUBSTITUTIONS": [
            (r"&", " and "),
            (r"\+", " plus "),
            (r"#", " sharp "),
            (r"%", " percent "),
            *DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"],
        ],
    }
)
# A digest has sources where a blog has categories and authors; other people's themes cannot do without these.
OUR_THEME: Mapping[str, object] = MappingProxyType(
    {
        "CATEGORY_URL": "",
        "CATEGORY_SAVE_AS": "",
        "AUTHOR_URL": "",
        "AUTHOR_SAVE_AS": "",
        "DIRECT_TEMPLATES": ["index", "tags", "archives"],
    }
)
OTHER_THEME: Mapping[str, object] = MappingProxyType(
    {
        "CATEGORY_URL": "categories/{slug}/",
        "CATEGORY_SAVE_AS": "categories/{slug}/index.html",
        "CATEGORIES_URL": "categories/",
        "CATEGORIES_SAVE_AS": "categories/index.html",
        "AUTHOR_URL": "authors/{slug}/",
        "AUTHOR_SAVE_AS": "authors/{slug}/index.html",
        "AUTHORS_URL": "authors/",
        "AUTHORS_SAVE_AS": "authors/index.html",
        # Only our theme has a page for a source.
        "SOURCE_SAVE_AS": "",
        "SOURCES_SAVE_AS": "",
    }
)
OWN_DEFAULTS: Mapping[str, object] = MappingProxyType(
    {
        "DIGEST_IMPORT": True,
        "DIGEST_PER_PAGE": 30,
        "DIGEST_ARCHIVE_PER_PAGE": 200,
        "DIGEST_RELATED": 5,
        "DIGEST_FEED_FULL_TEXT": True,
    }
)
PAGINATION = (
    PaginationRule(1, "{base_name}/", "{base_name}/index.html"),
    PaginationRule(2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)


def apply_defaults(settings: Settings) -> None:
    """Give every setting that still has Pelican's default, or none, the digest's one, in place."""
    by_theme = OUR_THEME if is_our_theme(settings) else OTHER_THEME
    for key, value in {**OWN_DEFAULTS, **DEFAULTS, **by_theme}.items():
        if key not in settings or (key in DEFAULT_CONFIG and settings[key] == DEFAULT_CONFIG[key]):
            settings[key] = value
    settings.setdefault("TIMEZONE", "UTC")
    settings["JINJA_ENVIRONMENT"] = {"autoescape": True, **settings["JINJA_ENVIRONMENT"]}
    if not settings["DEFAULT_PAGINATION"]:
        settings["DEFAULT_PAGINATION"] = settings["DIGEST_PER_PAGE"]
    if settings["PAGINATION_PATTERNS"] == [PaginationRule(*rule) for rule in DEFAULT_CONFIG["PAGINATION_PATTERNS"]]:
        settings["PAGINATION_PATTERNS"] = list(PAGINATION)
    if settings["LOCALE"] == DEFAULT_CONFIG["LOCALE"]:
        _fix_locale()


def _fix_locale() -> None:
    for name in LOCALES:
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        return


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


@dataclass(frozen=True, slots=True)
class Places:
    """Where each kind of list page and feed goes."""

    day: Place
    tag: Place
    tags: Place
    source: Place
    sources: Place
    archives: Place
    all_rss: str
    all_atom: str
    tag_rss: str
    source_rss: str


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the pages and feeds are made with.

    `base` is the path of SITEURL without a trailing slash ("" or "/digest"); `root` is what makes an address absolute
    in feeds and the sitemap, in development too; `siteurl` is "" in development.
    """

    name: str
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
    feed_items: int | None
    feed_full_text: bool
    places: Places


def read_site_settings(settings: Mapping[str, object]) -> SiteSettings:
    """Return the frozen settings of the site; raises `SettingsError` for a value of the wrong kind."""
    siteurl = _get(settings, "SITEURL", str).rstrip("/")
    domain = (_get(settings, "FEED_DOMAIN", str, siteurl) or DEVELOPMENT_URL).rstrip("/")
    root = siteurl if urlsplit(siteurl).scheme else domain
    base = urlsplit(siteurl).path.rstrip("/")
    return SiteSettings(
        name=_get(settings, "SITENAME", str),
        tagline=_get(settings, "SITESUBTITLE", str, ""),
        siteurl=siteurl,
        base=base,
        root=root,
        feed_root=root if domain == DEVELOPMENT_URL else domain,
        lang=_get(settings, "DEFAULT_LANG", str),
        timezone=_timezone(settings),
        assets=f"{base}/{_get(settings, 'THEME_STATIC_DIR', str).strip('/')}",
        author=_get(settings, "AUTHOR", str, ""),
        menu=tuple((str(title), str(url)) for title, url in _get(settings, "MENUITEMS", (list, tuple), ())),
        pages_in_menu=bool(settings.get("DISPLAY_PAGES_ON_MENU")),
        per_page=_positive(settings, "DIGEST_PER_PAGE"),
        archive_per_page=_positive(settings, "DIGEST_ARCHIVE_PER_PAGE"),
        related=_get(settings, "DIGEST_RELATED", int),
        feed_items=None if settings.get("FEED_MAX_ITEMS") is None else _positive(settings, "FEED_MAX_ITEMS"),
        feed_full_text=bool(settings.get("DIGEST_FEED_FULL_TEXT", True)),
        places=_places(settings),
    )


def _places(settings: Mapping[str, object]) -> Places:
    def place(name: str) -> Place:
        return Place(str(settings.get(f"{name}_URL") or ""), str(settings.get(f"{name}_SAVE_AS") or ""))

    def feed(name: str) -> str:
        return str(settings.get(name) or "")

    return Places(
        day=place("DAY_ARCHIVE"),
        tag=place("TAG"),
        tags=place("TAGS"),
        source=place("SOURCE"),
        sources=place("SOURCES"),
        archives=place("ARCHIVES"),
        all_rss=feed("FEED_ALL_RSS"),
        all_atom=feed("FEED_ALL_ATOM"),
        tag_rss=feed("TAG_FEED_RSS"),
        source_rss=feed("SOURCE_FEED_RSS"),
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


def _timezone(settings: Mapping[str, object]) -> ZoneInfo:
    name = _get(settings, "TIMEZONE", str, "UTC")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(SETTINGS_FILE, f"TIMEZONE is {name!r}", 'it takes a name such as "Europe/Oslo"') from error


def is_our_theme(settings: Mapping[str, object]) -> bool:
    """Return whether the theme is one whose templates read our views, which its marker file says."""
    return (Path(str(settings["THEME"])) / THEME_MARKER).is_file()


def project_from(settings: Mapping[str, object]) -> Project:
    """Return the digest's paths as the settings say; relative ones start at DIGEST_ROOT, the settings file's folder."""
    content = Path(str(settings["PATH"])).absolute()
    root = Path(str(settings.get("DIGEST_ROOT") or content.parent)).absolute()

    def path(key: str, default: Path) -> Path:
        value = settings.get(key)
        return root / str(value) if value else default

    settings_file = root / SETTINGS_FILE
    return Project(
        root=root,
        seeds=path("DIGEST_SEEDS", root / "seeds"),
        stories=path("DIGEST_STORIES", content / "stories"),
        ledger=path("DIGEST_LEDGER", content / "ledger.jsonl"),
        vocabulary=path("DIGEST_VOCABULARY", root / "tags.toml"),
        layouts=path("DIGEST_LAYOUTS", root / "layouts"),
        output=Path(str(settings["OUTPUT_PATH"])).absolute(),
        settings_file=settings_file if settings_file.is_file() else None,
    )
