"""Settings keep Pelican's meaning; a digest's defaults stand where a user said nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pelican.settings import DEFAULT_CONFIG, read_settings

from news_digest.errors import SettingsError
from news_digest.site.defaults import apply_defaults
from news_digest.site.settings import Place, project_from, read_site_settings

ROOT = Path(__file__).parents[2]


def some_settings(tmp_path: Path, **own: object) -> dict[str, Any]:
    """Return what Pelican makes of a user's settings, with the digest's defaults."""
    (tmp_path / "content").mkdir(exist_ok=True)
    given = {
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(tmp_path / "out"),
        "LOCALE": ["C"],
        "TIMEZONE": "UTC",
    }
    settings: dict[str, Any] = read_settings(
        override={**given, "THEME": str(ROOT / "theme"), "FEED_DOMAIN": "x", **own}
    )
    apply_defaults(settings)
    return settings


def test_addresses_are_folders_throughout(tmp_path: Path) -> None:
    """Page 2 of a list then never stands where another list does."""
    settings = some_settings(tmp_path)
    found = {key: settings[key] for key in settings if key.endswith("_SAVE_AS") and settings[key]}
    exceptions = {"INDEX_SAVE_AS": "index.html", "STATIC_SAVE_AS": "{path}"}
    assert {key: value for key, value in found.items() if not value.endswith("/index.html")} == exceptions


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("TAG_SAVE_AS", "t/{slug}/index.html"),
        ("FEED_ALL_ATOM", None),
        ("TAG_FEED_RSS", None),
        ("DEFAULT_PAGINATION", 7),
    ],
)
def test_what_a_user_set_stands(tmp_path: Path, key: str, value: object) -> None:
    """Also when it switches something off."""
    assert some_settings(tmp_path, **{key: value})[key] == value


def test_pelicans_own_defaults_are_not_touched(tmp_path: Path) -> None:
    """They are shared by every build of the process."""
    before = {key: str(value) for key, value in DEFAULT_CONFIG.items()}
    some_settings(tmp_path)["ARTICLE_PATHS"].append("more")
    assert some_settings(tmp_path)["ARTICLE_PATHS"] == ["stories"]
    assert {key: str(value) for key, value in DEFAULT_CONFIG.items()} == before


def test_a_site_in_a_folder_of_its_host_has_rooted_addresses(tmp_path: Path) -> None:
    """The path of SITEURL goes before them, and the theme's files are below it."""
    site = read_site_settings(
        some_settings(tmp_path, SITEURL="https://host.example/digest", FEED_DOMAIN="https://f.example")
    )
    assert (site.base, site.root, site.feed_root) == ("/digest", "https://host.example/digest", "https://f.example")
    assert site.assets == "/digest/theme"


def test_feeds_have_whole_addresses_in_development_too(tmp_path: Path) -> None:
    """FEED_DOMAIN stands in for the SITEURL that is not there; a forgotten one does not reach the published site."""
    local = {"SITEURL": "", "FEED_DOMAIN": "http://localhost:8000"}
    assert read_site_settings(some_settings(tmp_path, **local)).root == "http://localhost:8000"
    site = read_site_settings(some_settings(tmp_path, **{**local, "SITEURL": "https://a.example"}))
    assert (site.root, site.feed_root) == ("https://a.example", "https://a.example")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("SITENAME", 5, "SITENAME is 5"),
        ("DIGEST_PER_PAGE", 0, "DIGEST_PER_PAGE is 0 .*whole number from 1"),
        ("TIMEZONE", "Nowhere/Land", "TIMEZONE is 'Nowhere/Land' .*Europe/Oslo"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, key: str, value: object, message: str) -> None:
    """With what it takes."""
    with pytest.raises(SettingsError, match=message):
        read_site_settings({**some_settings(tmp_path), key: value})


def test_a_place_without_a_file_is_not_wanted() -> None:
    """Pelican's meaning of an empty *_SAVE_AS."""
    assert not Place("tags/{slug}/", "")
    assert Place("/tags/{slug}/", "tags/{slug}/index.html").at(slug="a").url == "tags/a/"


def test_the_digests_folders_may_lie_elsewhere(tmp_path: Path) -> None:
    """Relative ones start at the folder of the settings file."""
    settings = some_settings(
        tmp_path, DIGEST_ROOT=str(tmp_path), DIGEST_SEEDS="inbox", DIGEST_LEDGER="/var/ledger.jsonl"
    )
    project = project_from(settings)
    assert project.seeds == tmp_path / "inbox"
    assert project.ledger == Path("/var/ledger.jsonl")
    assert project.stories == tmp_path / "content" / "stories"
    assert project.output == tmp_path / "out"
