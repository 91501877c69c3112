"""Whether a build makes the search index: asked of every build, so nothing is loaded here that only an index needs."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import SettingsError
from ..project import SETTINGS_FILE
from .settings import is_our_theme

SETTING = "DIGEST_SEARCH_INDEX"
IF_POSSIBLE = "if-possible"


def wants_index(settings: Mapping[str, object]) -> bool:
    """Return whether a build with these settings makes the search index; raises `SettingsError`."""
    wanted = settings.get(SETTING)
    if wanted not in (True, False, None, IF_POSSIBLE):
        raise SettingsError(SETTINGS_FILE, f"{SETTING} is {wanted!r}", f"it takes True, False or {IF_POSSIBLE!r}")
    if not wanted or not is_our_theme(settings):  # another theme has no page to search on
        return False
    if settings.get("DIGEST_SEARCH"):
        from ..search.service import has_pagefind  # noqa: PLC0415 - seldom needed

        return wanted is True or has_pagefind()
    if wanted is True:
        remedy = "set DIGEST_SEARCH = True, or build without --search"
        raise SettingsError(SETTINGS_FILE, "the site has no page to search on", remedy)
    return False
