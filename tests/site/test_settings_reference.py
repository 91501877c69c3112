"""The reference of settings says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from news_digest.site.defaults import DEFAULTS, OWN_DEFAULTS

TEXT = (Path(__file__).parents[2] / "docs" / "reference" / "settings.md").read_text("utf-8")
# Settings that follow from another in the table: the file of an address, a draft's or translation's variant.
FOLLOWS = re.compile(r"\w+_SAVE_AS|\w+_LANG_\w+|DRAFT_PAGE_\w+|(?:CATEGORY|AUTHOR|TRANSLATION)_FEED_\w+")


@pytest.mark.parametrize("key", sorted(OWN_DEFAULTS))
def test_each_setting_of_ours_stands_with_its_default(key: str) -> None:
    """A reader need not look into the code."""
    assert f"| `{key}` | `{OWN_DEFAULTS[key]}` |" in TEXT


@pytest.mark.parametrize("key", sorted(key for key in DEFAULTS if not FOLLOWS.fullmatch(key)))
def test_each_default_that_differs_from_pelicans_is_named(key: str) -> None:
    """So that a Pelican user knows what to expect."""
    assert f"`{key}`" in TEXT


def test_no_setting_is_named_that_there_is_not() -> None:
    """What the code no longer reads must not stand in the reference."""
    package = Path(__file__).parents[2] / "plugins" / "news_digest"
    code = "".join(path.read_text("utf-8") for path in sorted(package.rglob("*.py")))
    assert [name for name in re.findall(r"`(DIGEST_\w+)`", TEXT) if f'"{name}"' not in code] == []
