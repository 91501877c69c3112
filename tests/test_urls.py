"""Addresses taken apart, whatever stands there."""

from __future__ import annotations

import pytest

from news_digest.urls import host_of, joined, split_url, url_path


@pytest.mark.parametrize("url", ["http://[", "http://[::1", "//\u2100.example"])
def test_a_half_written_address_is_none(url: str) -> None:
    """And stops nobody who reads a capture."""
    assert split_url(url) is None
    assert (host_of(url), url_path(url)) == ("", "")
    assert joined("https://harbourwire.example/", url) == url
    assert joined(url, "ferries") == "ferries"


def test_an_address_has_host_and_path() -> None:
    """Hosts are in small letters; what is not there is empty."""
    assert host_of("https://HarbourWire.example:80/a/b?c#d") == "harbourwire.example"
    assert url_path("https://harbourwire.example/a/b?c#d") == "/a/b"
    assert (host_of(None), url_path(None)) == ("", "")
    assert joined("https://harbourwire.example/a/b", "../c") == "https://harbourwire.example/c"
    assert joined(None, "c") == "c"
