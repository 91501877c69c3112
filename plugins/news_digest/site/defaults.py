"""A digest's defaults for Pelican's settings, and its own settings with theirs."""

from __future__ import annotations

import locale
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from types import MappingProxyType

from pelican.paginator import PaginationRule
from pelican.settings import DEFAULT_CONFIG

from .settings import Settings, SiteSettings, is_our_theme, read_site_settings, root_of
from .settings_file import load_settings

# English month names and no other: a build on another machine must give the same bytes.
LOCALES = ("C.UTF-8", "C.utf8", "C")

# Where the feeds of a list stand, by what their settings begin with, and what they are called there.
FEED_PLACES = (
    ("FEED_ALL", ""),
    ("TAG_FEED", "tags/{slug}/"),
    ("SOURCE_FEED", "sources/{slug}/"),
    ("EDITIONS_FEED", "editions/"),
    ("CORRECTIONS_FEED", "corrections/"),
)
FEED_FILES = (("rss", "rss.xml"), ("atom", "atom.xml"), ("json", "feed.json"))

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
        "WEEK_ARCHIVE_URL": "editions/{week}/",
        "WEEK_ARCHIVE_SAVE_AS": "editions/{week}/index.html",
        "YEAR_ARCHIVE_URL": "archive/{date:%Y}/",
        "YEAR_ARCHIVE_SAVE_AS": "archive/{date:%Y}/index.html",
        "TAG_URL": "tags/{slug}/",
        "TAG_SAVE_AS": "tags/{slug}/index.html",
        "TAGS_URL": "tags/",
        "TAGS_SAVE_AS": "tags/index.html",
        "SOURCE_URL": "sources/{slug}/",
        "SOURCE_SAVE_AS": "sources/{slug}/index.html",
        "SOURCES_URL": "sources/",
        "SOURCES_SAVE_AS": "sources/index.html",
        "SERIES_URL": "series/{slug}/",
        "SERIES_SAVE_AS": "series/{slug}/index.html",
        "ARCHIVES_URL": "archive/",
        "ARCHIVES_SAVE_AS": "archive/index.html",
        "HEADLINES_URL": "archive/headlines/",
        "HEADLINES_SAVE_AS": "archive/headlines/index.html",
        "CORRECTIONS_URL": "corrections/",
        "CORRECTIONS_SAVE_AS": "corrections/index.html",
        "FEEDS_URL": "feeds/",
        "FEEDS_SAVE_AS": "feeds/index.html",
        "FEEDS_OPML": "feeds.opml",
        "SEARCH_URL": "search/",
        "SEARCH_SAVE_AS": "search/index.html",
        "USE_FOLDER_AS_CATEGORY": False,
        # Two publishers print one headline for two events. ["slug"] gives translations by equal slugs back.
        "ARTICLE_TRANSLATION_ID": None,
        "SUMMARY_MAX_LENGTH": 40,
        **{f"{name}_{form.upper()}": f"{place}{file}" for name, place in FEED_PLACES for form, file in FEED_FILES},
        "FEED_MAX_ITEMS": 50,
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
        # Only our theme has these pages, and a calendar for a year.
        "SOURCE_SAVE_AS": "",
        "SOURCES_SAVE_AS": "",
        "SERIES_SAVE_AS": "",
        "CORRECTIONS_SAVE_AS": "",
        "SEARCH_SAVE_AS": "",
        "FEEDS_SAVE_AS": "",
        "WEEK_ARCHIVE_SAVE_AS": "",
        "YEAR_ARCHIVE_URL": "",
        "YEAR_ARCHIVE_SAVE_AS": "",
        "HEADLINES_SAVE_AS": "",
    }
)
OWN_DEFAULTS: Mapping[str, object] = MappingProxyType(
    {
        "DIGEST_IMPORT": True,
        "DIGEST_PER_PAGE": 30,
        "DIGEST_ARCHIVE_PER_PAGE": 200,
        "DIGEST_RELATED": 5,
        "DIGEST_COPIES": True,
        "DIGEST_LINKED_DATA": True,
        "DIGEST_CARDS": False,
        "DIGEST_CARD_FONTS": [],
        # None for as many processes as there are cores.
        "DIGEST_WORKERS": None,
        "DIGEST_FEED_FULL_TEXT": True,
        "DIGEST_FEED_ARCHIVE": True,
        # "" for none.
        "DIGEST_HUB": "",
        # None for SITENAME.
        "DIGEST_ID": None,
        "DIGEST_RIGHTS": "full",
        "DIGEST_SOURCE_RIGHTS": {},
        "DIGEST_TRANSLATIONS": "translations",
        "DIGEST_SEARCH": False,
        "DIGEST_SEARCH_INDEX": False,
        "DIGEST_TARGETS": {},
        "DIGEST_HOST_FILES": [],
        # None for the clock's.
        "DIGEST_MAIL_FROM": None,
        "DIGEST_NOW": None,
    }
)
# What knows the tag {% trans %}, which a user's own templates may have.
TRANS = "jinja2.ext.i18n"
PAGINATION = (
    PaginationRule(1, "{base_name}/", "{base_name}/index.html"),
    PaginationRule(2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)


def apply_defaults(settings: Settings) -> None:
    """Give every setting that still has Pelican's default, or none, the digest's one, in place."""
    by_theme = OUR_THEME if is_our_theme(settings) else OTHER_THEME
    for key, value in {**OWN_DEFAULTS, **DEFAULTS, **by_theme}.items():
        if key not in settings or (key in DEFAULT_CONFIG and settings[key] == DEFAULT_CONFIG[key]):
            settings[key] = deepcopy(value)  # a plugin may add to a list
    settings.setdefault("TIMEZONE", "UTC")
    settings["JINJA_ENVIRONMENT"] = {"autoescape": True, **settings["JINJA_ENVIRONMENT"]}
    if is_our_theme(settings):
        _let_templates_translate(settings["JINJA_ENVIRONMENT"])
    settings["DIGEST_TRANSLATIONS"] = str(root_of(settings) / str(settings["DIGEST_TRANSLATIONS"]))
    if not settings["DEFAULT_PAGINATION"]:
        settings["DEFAULT_PAGINATION"] = settings["DIGEST_PER_PAGE"]
    if settings["PAGINATION_PATTERNS"] == [PaginationRule(*rule) for rule in DEFAULT_CONFIG["PAGINATION_PATTERNS"]]:
        settings["PAGINATION_PATTERNS"] = list(PAGINATION)
    if settings["LOCALE"] == DEFAULT_CONFIG["LOCALE"]:
        _fix_locale()


def load_site(path: Path) -> tuple[Settings, SiteSettings]:
    """Return the settings of a file with the digest's defaults, and what is read of them; raises `SettingsError`."""
    settings = load_settings(path)
    apply_defaults(settings)
    return settings, read_site_settings(settings)


def _let_templates_translate(environment: dict[str, object]) -> None:
    given = environment.get("extensions") or ()
    extensions = list(given) if isinstance(given, (list, tuple)) else [given]
    environment["extensions"] = [*extensions, *({TRANS} - set(extensions))]


def _fix_locale() -> None:
    for name in LOCALES:
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        return
