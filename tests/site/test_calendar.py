"""The archive as calendars: a page a year, and the newest years on the archive's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from pages import dead_links, linked_data
from rebuilding import Rebuilder
from small_digest import SmallDigest

ARCHIVE, HEADLINES = "archive/index.html", "archive/headlines/index.html"
DAYS = ("2021-05-31", "2021-11-07", "2024-01-31", "2024-02-29", "2024-02-29", "2024-12-30")


def year(number: int) -> str:
    """Return the file of a year."""
    return f"archive/{number}/index.html"


def digest_of(root: Path, *days: str, lang: str = "en", more: str = "", siteurl: str = "") -> SmallDigest:
    """Return a digest with a story on each of these days, not built yet."""
    digest = SmallDigest.at(
        root, siteurl=siteurl or "https://digest.example", more=f'DEFAULT_LANG = "{lang}"\nFEED_MAX_ITEMS = 2\n{more}'
    )
    for number, day in enumerate(days):
        digest.story(f"{number}", f"H{number}", day, f"w{number}a w{number}b.")
    return digest


def built(root: Path, *days: str, lang: str = "en", more: str = "", siteurl: str = "") -> SmallDigest:
    """Return the same, built."""
    digest = digest_of(root, *days, lang=lang, more=more, siteurl=siteurl)
    assert digest.build() == 0
    return digest


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a built digest of two years, with two between them that have no story."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    rebuilder = Rebuilder(digest_of(tmp_path / "digest", *DAYS), capsys)
    assert rebuilder.build().status == 0
    return rebuilder


def page(digest: SmallDigest, path: str) -> BeautifulSoup:
    """Return a built page as a tree."""
    return BeautifulSoup(digest.page(path), "html.parser")


def table(digest: SmallDigest, path: str, month: str) -> Tag:
    """Return the calendar of a month ("2024-02")."""
    found = page(digest, path).select_one(f"table#month-{month}")
    assert found is not None
    return found


def texts(elements: list[Tag]) -> list[str]:
    """Return what stands in each."""
    return [element.get_text(" ", strip=True) for element in elements]


def rows(found: Tag) -> list[list[str]]:
    """Return the cells of a calendar, row by row."""
    return [texts(row.select("th, td")) for row in found.select("tbody tr")]


def captions(digest: SmallDigest, path: str) -> list[str]:
    """Return the months of a page."""
    return texts(page(digest, path).select("caption"))


def test_a_month_is_a_table_of_weeks(site: Rebuilder) -> None:
    """Days stand under the day of the week that they are; the columns are named in full for those who listen."""
    found = table(site.digest, ARCHIVE, "2024-02")
    caption = found.caption
    assert caption is not None
    assert caption.get_text() == "February 2024"
    heads = found.select("thead th")
    assert texts(heads)[:3] == ["Wk Week", "Mo Monday", "Tu Tuesday"]
    assert {head["scope"] for head in heads} == {"col"}
    assert rows(found)[0] == ["", "", "", "", "1", "2", "3", "4"]
    assert rows(found)[-1] == ["9", "26", "27", "28", "29", "", "", ""]


def test_a_day_with_stories_leads_to_its_edition(site: Rebuilder) -> None:
    """Its name tells the date and the number of stories; other days are their numbers."""
    links = table(site.digest, ARCHIVE, "2024-02").select("td a")
    assert [(a["href"], a["aria-label"], a.get_text()) for a in links] == [
        ("/editions/2024-02-29/", "29 February 2024: 2 stories", "29")
    ]
    assert "1 story" in str(table(site.digest, ARCHIVE, "2024-01").select("td a"))


def test_a_week_with_an_edition_heads_its_row(site: Rebuilder) -> None:
    """By ISO 8601: the last days of a year may be of the first week of the next."""
    (week,) = table(site.digest, ARCHIVE, "2024-12").select("th[scope=row] a")
    assert (week["href"], week["aria-label"], week.get_text()) == ("/editions/2025-W01/", "Week 1 of 2025", "1")


@pytest.mark.parametrize("off", ['WEEK_ARCHIVE_SAVE_AS = ""\n', 'DEFAULT_LANG = "en-US"\n'])
def test_weeks_stand_only_where_they_are_rows(tmp_path: Path, off: str) -> None:
    """They have no column where they have no editions, nor where a row begins with another day than theirs."""
    digest = built(tmp_path / "digest", *DAYS, more=off)
    assert not page(digest, ARCHIVE).select(".month-week")
    assert not dead_links(digest.output, "https://digest.example")


@pytest.mark.parametrize(
    ("lang", "first", "row"),
    [
        ("en", "Mo Monday", ["", "", "", "1", "2", "3", "4"]),
        ("en-US", "Su Sunday", ["", "", "", "", "1", "2", "3"]),
        ("de", "Mo. Montag", ["", "", "", "1", "2", "3", "4"]),
        ("pt-BR", "dom. domingo", ["", "", "", "", "1", "2", "3"]),
        ("ar", "سبت السبت", ["", "", "", "", "", "1", "2"]),
        ("ar-MA", "إثنين الاثنين", ["", "", "", "1", "2", "3", "4"]),
        ("fa", "ش شنبه", ["", "", "", "", "", "۱", "۲"]),
    ],
)
def test_a_week_begins_as_it_does_where_the_language_is_spoken(
    tmp_path: Path, lang: str, first: str, row: list[str]
) -> None:
    """By CLDR; days have the language's digits."""
    digest = built(tmp_path / "digest", *DAYS, lang=lang, more='WEEK_ARCHIVE_SAVE_AS = ""\n')
    found = table(digest, ARCHIVE, "2024-02")
    assert texts(found.select("thead th"))[0] == first
    assert rows(found)[0] == row
    html = page(digest, ARCHIVE).html
    assert html is not None
    assert html["dir"] == ("rtl" if lang[:2] in {"ar", "fa"} else "ltr")


def test_only_months_with_stories_are_shown_the_newest_first(site: Rebuilder) -> None:
    """Of the newest year, and of the one before as the newest is short: years between them have no stories."""
    shown = ["December 2024", "February 2024", "January 2024"]
    assert captions(site.digest, year(2024)) == shown
    assert captions(site.digest, ARCHIVE) == [*shown, "November 2021", "May 2021"]
    assert texts(page(site.digest, ARCHIVE).select(".years a")) == ["2024", "2021"]
    assert not site.digest.has(year(2022))


def test_a_long_year_stands_alone(tmp_path: Path) -> None:
    """From six months with stories on; what is older is one step away."""
    digest = built(tmp_path / "digest", "2022-05-05", "2023-05-05", *(f"2024-{month:02}-10" for month in range(1, 7)))
    found = page(digest, ARCHIVE)
    assert len(captions(digest, ARCHIVE)) == 6
    assert texts(found.select(".years a")) == ["2024", "2023", "2022"]
    assert [(a["href"], a.get_text(" ", strip=True)) for a in found.select(".pages a")] == [
        ("/archive/2023/", "Older 2023")
    ]


def test_a_year_leads_to_those_beside_it(site: Rebuilder) -> None:
    """Over years without stories; and to the list of headlines, as the archive does."""
    ways = {path: [a["href"] for a in page(site.digest, path).select(".pages a")] for path in (year(2021), year(2024))}
    assert ways == {year(2021): ["/archive/2024/"], year(2024): ["/archive/2021/"]}
    for path in (ARCHIVE, year(2021)):
        assert [a["href"] for a in page(site.digest, path).select(".archive-way a")] == ["/archive/headlines/"]


def test_headlines_and_calendars_lead_to_each_other(site: Rebuilder) -> None:
    """Each month of the list leads to its table."""
    main = page(site.digest, HEADLINES).main
    assert main is not None
    found = [str(a["href"]) for a in main.select("a") if str(a["href"]).startswith("/archive/")]
    assert found[:3] == ["/archive/", "/archive/2024/#month-2024-12", "/archive/2024/#month-2024-02"]
    assert not dead_links(site.digest.output, "https://digest.example")


def test_old_addresses_of_the_list_still_stand(tmp_path: Path) -> None:
    """Its older pages are where they were when the list was the archive."""
    digest = built(tmp_path / "digest", *DAYS, more="DIGEST_ARCHIVE_PER_PAGE = 2\n")
    assert digest.has("archive/page/2021-05-31/index.html")
    newest = page(digest, "archive/page/2024-01-31")
    assert [a["href"] for a in newest.select(".pages a")] == ["/archive/headlines/", "/archive/page/2021-05-31/"]
    trail = linked_data(digest.page("archive/page/2021-05-31"))[1]["itemListElement"]
    assert [step["name"] for step in trail[1:3]] == ["Archive", "Headlines"]


def test_a_year_says_what_it_is(site: Rebuilder) -> None:
    """To readers, to machines, in the navigation and in the sitemap."""
    text, tree = site.digest.page(year(2024)), page(site.digest, year(2024))
    collection, trail = linked_data(text)
    assert (collection["@type"], collection["name"]) == ("CollectionPage", "Archive of 2024")
    assert [step["name"] for step in trail["itemListElement"]] == ["The Test Digest", "Archive", "Archive of 2024"]
    canonical = tree.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == "https://digest.example/archive/2024/"
    assert texts(tree.select(".navigation [aria-current=true]")) == ["Archive"]
    assert texts(tree.select("main .note"))[0] == "4 stories"
    sitemap = site.digest.page("sitemap.xml")
    for path in ("archive/", "archive/2024/", "archive/2021/", "archive/headlines/"):
        assert f"<loc>https://digest.example/{path}</loc>" in sitemap


def test_all_lies_below_the_path_of_the_site(tmp_path: Path) -> None:
    """Links are from the root of the host."""
    digest = built(tmp_path / "digest", *DAYS, siteurl="https://host.example/daily")
    links = [str(a["href"]) for path in (ARCHIVE, year(2021)) for a in page(digest, path).select("main a")]
    assert links
    assert all(link.startswith("/daily/") for link in links)


def test_a_digest_without_stories_has_an_archive_that_says_so(tmp_path: Path) -> None:
    """And an empty list of headlines."""
    digest = built(tmp_path / "digest")
    for path in (ARCHIVE, HEADLINES):
        assert texts(page(digest, path).select(".empty-message")) == ["There are no stories here yet."]
    assert not list((digest.output / "archive").glob("2*"))


def test_one_story_is_one_month(tmp_path: Path) -> None:
    """No list of years for a single one; in the last of all years, too."""
    digest = built(tmp_path / "digest", "9999-12-31")
    assert captions(digest, ARCHIVE) == captions(digest, year(9999)) == ["December 9999"]
    assert not page(digest, ARCHIVE).select(".years, .pages")


def test_another_story_on_a_day_is_told_by_its_calendars(site: Rebuilder) -> None:
    """That of its year, and the archive where it shows that; a headline alone is told by none."""
    site.digest.story("more", "Hmore", "2024-02-29", "wmore.")
    done = site.right()
    assert {name for name in done.written if name.startswith("archive/")} == {ARCHIVE, year(2024), HEADLINES}
    site.digest.story("more", "Another", "2024-02-29", "wmore.")
    assert {name for name in site.right().written if name.startswith("archive/")} == {HEADLINES}


def test_an_old_story_is_told_by_its_year_alone(site: Rebuilder) -> None:
    """The archive does not show that year any more."""
    for month in range(3, 7):
        site.digest.story(f"m{month}", f"Hm{month}", f"2024-{month:02}-02", f"wm{month}.")
    done = site.right()
    assert ARCHIVE in done.written
    assert captions(site.digest, ARCHIVE)[-1] == "January 2024"
    site.digest.story("more", "Hmore", "2021-05-31", "wmore.")
    assert {name for name in site.right().written if name.startswith("archive/")} == {year(2021), HEADLINES}


def test_a_year_comes_and_goes(site: Rebuilder) -> None:
    """Those beside it learn of it, and the archive; no other page does."""
    path = site.digest.story("new", "Hnew", "2022-03-01", "wnew.")
    done = site.right()
    calendars = {ARCHIVE, year(2021), year(2024)}
    assert {name for name in done.written if name.startswith("archive/")} == {*calendars, year(2022), HEADLINES}
    path.unlink()
    done = site.right()
    assert done.removed >= {year(2022)}
    assert calendars <= done.written


def test_a_story_moves_to_another_year(site: Rebuilder) -> None:
    """Both calendars change, and one that loses its last story goes."""
    for number in (0, 1):
        site.digest.story(f"{number}", f"H{number}", "2023-05-31", f"w{number}a w{number}b.")
    done = site.right()
    assert done.removed >= {year(2021)}
    assert done.written >= {ARCHIVE, year(2023), year(2024)}


@pytest.mark.parametrize(
    "more",
    [
        "YEAR_ARCHIVE_SAVE_AS = None\n",
        "DAY_ARCHIVE_SAVE_AS = None\n",
        'HEADLINES_SAVE_AS = ""\n',
        'ARCHIVES_SAVE_AS = ""\n',
        'YEAR_ARCHIVE_URL = "years/{date:%Y}.html"\nYEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}.html"\n',
    ],
)
def test_each_kind_can_be_left_out_or_elsewhere(site: Rebuilder, more: str) -> None:
    """What is left leads to nothing that is not there."""
    settings = site.digest.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + more, "utf-8")
    site.right()
    assert not dead_links(site.digest.output, "https://digest.example")
    site.digest.story("more", "Hmore", "2021-05-30", "wmore.")
    site.right()
    assert not dead_links(site.digest.output, "https://digest.example")


def test_without_editions_of_days_the_archive_is_the_list(tmp_path: Path) -> None:
    """There is nothing that a calendar could lead to."""
    digest = built(tmp_path / "digest", *DAYS, more="DAY_ARCHIVE_SAVE_AS = None\n")
    assert not page(digest, ARCHIVE).select("table")
    assert len(page(digest, ARCHIVE).select(".line")) == len(DAYS)
    assert not digest.has(HEADLINES)
    assert not digest.has(year(2024))


def test_without_pages_of_years_the_archive_has_them_all(tmp_path: Path) -> None:
    """However many they are."""
    days = (f"20{number}-05-0{month}" for number in range(19, 25) for month in range(1, 3))
    digest = built(tmp_path / "digest", *days, more="YEAR_ARCHIVE_SAVE_AS = None\n")
    assert captions(digest, ARCHIVE) == [f"May 20{number}" for number in range(24, 18, -1)]
    assert not page(digest, ARCHIVE).select(".years, .pages")
