"""The keys of a story file: ours, Pelican's, those that must not be used, and how a slip of the pen is told apart."""

from __future__ import annotations

KEYS = (
    "title",
    "date",
    "modified",
    "story_code",
    "formerly",
    "slug",
    "source",
    "source_url",
    "publisher",
    "authors",
    "dateline",
    "summary",
    "category",
    "tags",
    "related",
    "copy_of",
    "not_copy_of",
    "series",
    "lang",
    "status",
    "embargo",
    "expires",
    "guid",
    "seed",
    "rights",
    "corrections",
    "withdrawn",
    "withdrawn_date",
)
"""Our keys, in the order in which they are written."""

OTHER_NAMES = {"author": "authors"}
"""Keys that are read as ours because Pelican knows them too."""

PELICAN_TEXT_KEYS = frozenset({"save_as", "url", "template", "translation", "date_format", "path"})
"""Pelican's other keys: kept in `extra`, always as text, because Pelican joins them into paths."""

BREAKS_PELICAN = frozenset({
    "allowed_statuses", "content", "default_status", "default_template", "filename", "get_content",
    "get_relative_source_path", "get_siteurl", "get_static_links", "get_summary", "get_url_setting", "is_valid",
    "mandatory_properties", "refresh_metadata_intersite_links", "relative_dir", "url_format",
    "in_default_lang", "locale_date", "locale_modified", "metadata", "override_save_as", "override_url",
    "relative_source_path", "settings", "source_path", "timezone", "translations",
    "code_path", "story",
})  # fmt: skip
"""Names that Pelican's articles use themselves: metadata become attributes and would replace them. The last
two are what our reader adds."""


def misspelt(key: str) -> str | None:
    """Return our key that an unknown one differs from by a single slip, None if it is a key of the editor's own.

    A slip is one letter missing, added, wrong, or two changed about; in names of four letters a wrong letter makes
    another word (long, rate) and is none.
    """
    if key in OWN_WORDS:
        return None
    plain = key.replace("-", "_").replace(" ", "_")
    return next((known for known in (*KEYS, *OTHER_NAMES) if plain == known or _one_slip(plain, known)), None)


OWN_WORDS = frozenset({"guide", "publish", "lights", "nights", "sights"})
"""Words of their own that are one letter away from a key."""


def _one_slip(word: str, known: str) -> bool:
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    rest, wanted = word[start:], known[start:]
    if rest[1:] == wanted or rest == wanted[1:]:
        return True
    if rest[2:] == wanted[2:] and rest[:2] == wanted[1::-1]:
        return True
    return len(known) > 4 and rest[1:] == wanted[1:]  # noqa: PLR2004 - see the docstring of `misspelt`
