"""Targets are checked before anything is built: each mistake is named with its place and its remedy."""

from __future__ import annotations

import pytest

from news_digest.errors import SettingsError
from news_digest.publish.errors import PublishError
from news_digest.publish.leaving import refuse_address
from news_digest.publish.targets import FolderTarget, target_called


def read(given: object) -> object:
    """Return the target called "copy"."""
    return target_called("copy", {"DIGEST_TARGETS": {"copy": given}}, "publishconf.py")


def test_a_target_is_read() -> None:
    """Into a value of its kind."""
    assert read({"kind": "folder", "to": "/srv/www"}) == FolderTarget("/srv/www")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("/srv/www", "DIGEST_TARGETS['copy'] is '/srv/www'"),
        ({"to": "/srv/www"}, "has the kind None (write one of folder"),
        ({"kind": ["folder"], "to": "/srv/www"}, "has the kind ['folder']"),
        ({"kind": "folder"}, "has no 'to'"),
        ({"kind": "folder", "to": ""}, "has '' as 'to'"),
        ({"kind": "folder", "to": "-rf"}, "does not begin with a dash"),
        ({"kind": "folder", "to": "/srv/www", "port": 22}, "has a key 'port' (one of kind folder takes to, compress)"),
    ],
)
def test_a_target_that_is_wrong_is_named(given: object, told: str) -> None:
    """With the settings file, the key, and what it takes."""
    with pytest.raises(SettingsError) as caught:
        read(given)
    assert str(caught.value).startswith("publishconf.py: ")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("targets", "told"),
    [(None, "has none"), ({}, "has none"), ({"web": {}}, "there are: web"), (["copy"], "is ['copy']")],
)
def test_a_target_that_is_not_there_is_named(targets: object, told: str) -> None:
    """So are those that are."""
    with pytest.raises(SettingsError) as caught:
        target_called("copy", {"DIGEST_TARGETS": targets}, "publishconf.py")
    assert "DIGEST_TARGETS" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "siteurl",
    [
        "",
        "/digest",
        "//digest.example",
        "digest.example",
        "ftp://digest.example",
        "file:///srv/www",
        "http://localhost:8000",
        "http://LOCALHOST",
        "http://news.localhost",
        "http://127.0.0.1:8000",
        "http://127.8.9.1",
        "http://[::1]:8000",
        "http://0.0.0.0",
        "http://printer.local",
        "http://printer.local.",
        "http://[::1",
    ],
)
def test_an_address_that_readers_cannot_follow_stops_a_publish(siteurl: str) -> None:
    """Empty, relative, or of this machine."""
    with pytest.raises(PublishError, match="SITEURL"):
        refuse_address(siteurl, "publishconf.py")


@pytest.mark.parametrize(
    "siteurl", ["https://digest.example", "http://digest.example/path", "https://192.0.2.7", "https://local.example"]
)
def test_an_address_of_the_world_may_leave(siteurl: str) -> None:
    """With a path or without."""
    refuse_address(siteurl, "publishconf.py")
