"""A sitemap is one file while it is short, and else one for each month, by the protocol of sitemaps.org."""

from __future__ import annotations

import pytest
from filed_stories import site_settings

from news_digest.site.sitemap import Mapped, Part, sitemap_parts, sitemap_sheets


@pytest.mark.parametrize(
    ("counts", "names"),
    [
        ({}, ["sitemap.xml"]),
        ({"": 4_000, "2024-01": 6_000}, ["sitemap.xml"]),
        ({"2024-01": 6_000, "": 4_001}, ["sitemap-pages.xml", "sitemap-2024-01.xml"]),
        ({"2024-01": 50_000}, ["sitemap-2024-01.xml"]),
        ({"2024-01": 50_001, "2024-02": 1}, ["sitemap-2024-01.xml", "sitemap-2024-01-2.xml", "sitemap-2024-02.xml"]),
    ],
)
def test_parts_follow_from_how_many_addresses_a_month_has(counts: dict[str, int], names: list[str]) -> None:
    """No file has more than the protocol allows."""
    assert [part.save_as for part in sitemap_parts(counts)] == names


def test_a_part_has_the_addresses_of_its_month_and_the_index_names_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A month that is too long goes on in another file."""
    monkeypatch.setattr("news_digest.site.sitemap.MAX_ADDRESSES", 2)
    months: dict[str | None, list[Mapped]] = {
        "": [("about/", None)],
        "2024-01": [(f"s/{n}/", "2024-01-02") for n in range(3)],
    }
    parts = [
        Part("sitemap-pages.xml", ""),
        Part("sitemap-2024-01.xml", "2024-01"),
        Part("sitemap-2024-01-2.xml", "2024-01", 2),
    ]
    sheets = {sheet.save_as: sheet.text for sheet in sitemap_sheets(site_settings(), parts, months.__getitem__)}
    assert list(sheets) == ["sitemap-pages.xml", "sitemap-2024-01.xml", "sitemap-2024-01-2.xml", "sitemap.xml"]
    assert "/about/</loc></url>" in sheets["sitemap-pages.xml"]
    assert [f"/s/{n}/</loc><lastmod>2024-01-02" in sheets["sitemap-2024-01.xml"] for n in range(3)] == [
        True,
        True,
        False,
    ]
    assert "/s/2/" in sheets["sitemap-2024-01-2.xml"]
    assert [f"/{part.save_as}<" in sheets["sitemap.xml"] for part in parts] == [True, True, True]


def test_only_wanted_parts_are_made() -> None:
    """And the index, which tells whether one came or went."""
    parts = [Part("sitemap-2024-01.xml", "2024-01"), Part("sitemap-2024-02.xml", "2024-02")]
    made = sitemap_sheets(site_settings(), parts, {"2024-02": [("s/", None)]}.__getitem__, {"sitemap-2024-02.xml"})  # type: ignore[arg-type]
    assert [sheet.save_as for sheet in made] == ["sitemap-2024-02.xml", "sitemap.xml"]
