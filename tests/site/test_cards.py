"""Cards on a site that is really built: which there are, and that each is drawn when it has to be, and no other."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import invented_pictures as invented
import pytest
from parts import need_fonts
from rebuilding import Rebuilder
from small_digest import ROOT, SmallDigest

FULL = Path("stories/1/card.png")


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a built digest with three stories and cards; its files pass for old ones."""
    need_fonts("Ferries שלום")
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    digest = SmallDigest.at(tmp_path / "digest", theme=str(tmp_path / "theme"), more="DIGEST_CARDS = True\n")
    digest.story("1", "Ferries return", more="source: Harbour Wire\n")
    digest.story("2", "שלום לנמל", more="lang: he\n")
    digest.story("3", "A quay", body="w3 w4.")
    rebuilder = Rebuilder(digest, capsys)
    assert rebuilder.build().status == 0
    return rebuilder


def cards(files: frozenset[str]) -> set[str]:
    """Return those of some files that are cards."""
    return {name for name in files if name.endswith("card.png")}


def preview(page: str) -> dict[str, str]:
    """Return what a page tells of its picture where a link to it is shared."""
    return dict(re.findall(r'<meta (?:property|name)="((?:og:image|twitter)[^"]*)" content="([^"]*)">', page))


def settings(site: Rebuilder, more: str) -> None:
    """Add to the settings file."""
    path = site.digest.root / "pelicanconf.py"
    path.write_text(path.read_text("utf-8") + more, "utf-8")


def test_a_story_names_its_card(site: Rebuilder) -> None:
    """With its size, what it shows in words, and as a picture that is shown large."""
    assert preview(site.digest.page("stories/1")) == {
        "og:image": "https://digest.example/stories/1/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Ferries return",
        "twitter:card": "summary_large_image",
    }
    assert (site.digest.output / FULL).read_bytes().startswith(b"\x89PNG")
    assert '"image":{' in site.digest.page("stories/1")


def test_all_other_pages_name_the_card_of_the_site(site: Rebuilder) -> None:
    """Lists, and stories in letters that no font here has."""
    site.digest.story("4", "\ue000\ue001")
    done = site.right()
    assert cards(done.written) == set()
    for page in ("", "archive", "stories/4"):
        assert preview(site.digest.page(page))["og:image"] == "https://digest.example/card.png"


def test_a_picture_of_the_story_comes_before_a_card(site: Rebuilder) -> None:
    """The card goes when the story gets one, and comes again when that leaves."""
    site.digest.file("images/boat.png", invented.png(640, 400))
    site.digest.story("3", "A quay", body="![A boat]({static}/images/boat.png)")
    done = site.right()
    assert cards(done.removed) == {"stories/3/card.png"}
    assert preview(site.digest.page("stories/3"))["og:image"] == "https://digest.example/images/boat.png"
    site.digest.story("3", "A quay", body="w3 w4.")
    assert cards(site.right().written) == {"stories/3/card.png"}


def test_a_corrected_body_redraws_no_card(site: Rebuilder) -> None:
    """A card shows nothing of it."""
    site.digest.story("1", "Ferries return", body="Otherwise.", more="source: Harbour Wire\n")
    done = site.right()
    assert "stories/1/index.html" in done.written
    assert not cards(done.written)
    assert not [name for name in done.reasons if "card" in name]


@pytest.mark.parametrize(
    "story",
    [
        {"title": "Ferries stay"},
        {"date": "2024-03-06"},
        {"more": "source: Other Wire\n"},
        {"more": "source: Harbour Wire\nlang: fr\n"},
    ],
)
def test_what_a_card_shows_redraws_it_alone(site: Rebuilder, story: dict[str, str]) -> None:
    """Headline, day, source; the language chooses the fonts. `--explain` says so."""
    site.digest.story("1", **{"title": "Ferries return", "more": "source: Harbour Wire\n"} | story)
    done = site.right()
    assert cards(done.written) <= {"stories/1/card.png"}
    assert done.reasons["the card of story 1"] == "what it shows changed"


def test_a_story_brings_its_card_and_takes_it_along(site: Rebuilder) -> None:
    """One file more or less for each."""
    path = site.digest.story("4", "New quay")
    done = site.right()
    assert cards(done.written) == {"stories/4/card.png"}
    assert done.reasons["the card of story 4"] == "it is new"
    path.unlink()
    assert cards(site.right().removed) == {"stories/4/card.png"}


def test_a_card_goes_along_with_a_story_that_becomes_a_draft(site: Rebuilder) -> None:
    """It says the same at another address, and again where it stood before."""
    site.right()
    for more, place in (("status: draft\n", "drafts"), ("", "stories")):
        site.digest.story("a", "Ferries Wait", more=more)
        assert f"{place}/a/card.png" in site.right().written


def test_a_withdrawn_story_has_no_card(site: Rebuilder) -> None:
    """Its headline is no longer on the site, so it is on no picture either."""
    site.digest.story("1", "Ferries return", more="source: Harbour Wire\nwithdrawn: Wrong.\n")
    assert cards(site.right().removed) == {"stories/1/card.png"}
    assert "stories/1/card.png" not in site.digest.page("stories/1")


def test_cards_are_switched_on_and_off(site: Rebuilder) -> None:
    """All of them go and come again; what was drawn is kept meanwhile."""
    kept = list((site.digest.root / ".digest" / "press-output.cards").iterdir())
    settings(site, "DIGEST_CARDS = False\n")
    done = site.right()
    assert cards(done.removed) == {"card.png", "stories/1/card.png", "stories/2/card.png", "stories/3/card.png"}
    assert preview(site.digest.page("stories/1")) == {"twitter:card": "summary"}
    assert len(kept) == len(list(kept[0].parent.iterdir())) == 4
    settings(site, "DIGEST_CARDS = True\n")
    assert len(cards(site.right().written)) == 4


def test_a_site_by_another_name_has_other_cards(site: Rebuilder) -> None:
    """The name stands on each; what was drawn before is let go."""
    settings(site, 'SITENAME = "Another Digest"\n')
    assert len(cards(site.right().written)) == 4
    assert len(list((site.digest.root / ".digest" / "press-output.cards").iterdir())) == 4


def test_drawn_cards_are_kept_for_builds_that_make_everything_anew(
    site: Rebuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the address of the site changes between editing and publishing."""

    def refuse(*arguments: object) -> bytes:
        raise AssertionError(arguments)

    before = (site.digest.output / FULL).read_bytes()
    monkeypatch.setattr("news_digest.cards.drawing.draw_card", refuse)
    settings(site, 'SITEURL = "https://other.example"\n')
    assert site.build().status == 0
    assert (site.digest.output / FULL).read_bytes() == before


def test_a_kept_card_that_is_damaged_is_drawn_again(site: Rebuilder) -> None:
    """It carries a sum of its bytes."""
    for kept in (site.digest.root / ".digest" / "press-output.cards").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    settings(site, 'SITEURL = "https://other.example"\n')
    site.right()


def test_a_card_that_somebody_changed_is_put_right(site: Rebuilder) -> None:
    """Like every file of the output folder."""
    (site.digest.output / FULL).write_bytes(b"other")
    assert cards(site.right().written) == {FULL.as_posix()}
    (site.digest.output / FULL).unlink()
    assert cards(site.right().written) == {FULL.as_posix()}


def test_a_picture_of_ones_own_stands_for_a_card(site: Rebuilder) -> None:
    """Put at its address among the static files; ours comes again when that is gone."""
    own = site.digest.file("extra/mine.png", invented.png(800, 400))
    settings(
        site,
        'STATIC_PATHS = ["extra"]\nEXTRA_PATH_METADATA = {"extra/mine.png": {"path": "stories/1/card.png"}}\n',
    )
    site.right()
    assert (site.digest.output / FULL).read_bytes() == own.read_bytes()
    assert preview(site.digest.page("stories/1"))["og:image"] == "https://digest.example/stories/1/card.png"
    assert "og:image:width" not in preview(site.digest.page("stories/1"))
    own.unlink()
    assert cards(site.right().written) == {FULL.as_posix()}
    assert preview(site.digest.page("stories/1"))["og:image:width"] == "1200"


def test_a_build_with_nothing_to_do_looks_for_no_fonts(site: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does one with a corrected body: the fonts are known."""

    def refuse(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr("news_digest.cards.fontconfig.find_faces", refuse)
    assert site.build().written == frozenset()
    site.digest.story("1", "Ferries return", body="Otherwise.", more="source: Harbour Wire\n")
    assert site.build().status == 0


def test_other_fonts_make_other_cards(site: Rebuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one came to their folders, or changed, they are looked for again."""
    places = site.digest.root.parent / "fonts"
    places.mkdir()
    face = need_fonts("a").head[0]
    shutil.copy(face.file, places / "a.ttf")
    program = tmp_path / "bin" / "fc-list"
    program.parent.mkdir()
    told = f"{places}/{{name}}\\t0\\t200\\t0\\t100\\t\\tFalse\\tFalse\\tNoto Serif\\t20-7e\\t\\n"
    program.write_text(f'#!/bin/sh\nfor f in {places}/*; do printf "{told.replace("{name}", "${f##*/}")}"; done\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    settings(site, "DIGEST_RELATED = 4\n")
    assert "stories/2/card.png" in site.right().removed, "no font here has Hebrew letters"
    assert site.build().written == frozenset()
    shutil.copy(need_fonts("שלום").head[-1].file, places / "a.ttf")
    assert len(cards(site.right().written)) == 3


def test_without_fonts_a_site_has_no_cards(site: Rebuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line says why, once, and the site is built."""
    monkeypatch.setenv("PATH", str(tmp_path))
    settings(site, "DIGEST_RELATED = 4\n")
    done = site.build()
    assert done.status == 0
    assert [line for line in done.out.splitlines() if "cards" in line] == [
        "No cards are drawn: fc-list is not here to find fonts with (install fontconfig)."
    ]
    assert cards(done.removed) == {"card.png", "stories/1/card.png", "stories/2/card.png", "stories/3/card.png"}
    assert "cards" not in site.build().out


def test_without_pillow_a_site_has_no_cards(site: Rebuilder) -> None:
    """It is an extra, and so is drawing."""
    code = (
        "import sys; sys.modules['PIL'] = None\n"
        "from pathlib import Path; from news_digest.project import Project; from news_digest.site.build import build\n"
        f"sys.exit(build(Project.at(Path({str(site.digest.root)!r})), fatal='warnings', verbosity=0))"
    )
    settings(site, "DIGEST_RELATED = 4\n")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "No cards are drawn: Pillow is not installed (pip install 'pelican-news-digest[cards]')." in run.stdout
    assert not (site.digest.output / FULL).exists()


def test_a_font_that_fails_while_it_draws_stops_no_build(site: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The card has less on it then."""

    def fail(*arguments: object, **more: object) -> None:
        raise OSError(arguments, more)

    monkeypatch.setattr("news_digest.cards.drawing._draw_headline", fail)
    site.digest.story("1", "Ferries stay")
    assert site.build().status == 0
    assert (site.digest.output / FULL).read_bytes().startswith(b"\x89PNG")


def test_many_workers_draw_what_one_draws(site: Rebuilder) -> None:
    """Each draws its share."""
    for number in range(10, 30):
        site.digest.story(str(number), f"Quay {number}", body=f"w{number}a w{number}b.")
    done = site.right(jobs=2)
    assert len(cards(done.written)) == 20


def test_pelicans_own_way_has_the_same_cards(site: Rebuilder) -> None:
    """Where a plugin looks at more than a page is handed, every page is made, with the cards that were drawn."""
    before = {name: each[0] for name, each in site.digest.stamps().items()}
    settings(site, 'ARTICLE_TRANSLATION_ID = ["slug"]\n')
    done = site.build()
    assert done.status == 0
    assert "Every story is read" in done.out
    assert {name: each[0] for name, each in site.digest.stamps().items()} == before
    site.digest.story("1", "Ferries stay", more="source: Harbour Wire\n")
    assert cards(site.build().written) == {FULL.as_posix()}


def test_a_story_that_is_a_file_has_its_card_beside_it(site: Rebuilder) -> None:
    """Addresses need not be folders."""
    settings(site, 'ARTICLE_URL = "s/{code_path}.html"\nARTICLE_SAVE_AS = "s/{code_path}.html"\n')
    assert "s/1-card.png" in site.right().written
    assert preview(site.digest.page("s/1.html"))["og:image"] == "https://digest.example/s/1-card.png"


def test_a_site_without_cards_loads_nothing_that_draws(tmp_path: Path) -> None:
    """Every start would wait for it."""
    digest = SmallDigest.at(tmp_path)
    digest.story("1")
    code = (
        "import sys\n"
        "from pelican import main\n"
        "main(['--log-handler', 'plain', '--fatal', 'errors'])\n"
        "sys.exit(' '.join(name for name in sys.modules if '.cards.' in name) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, digest.has("index.html")) == (0, True), done.stderr
