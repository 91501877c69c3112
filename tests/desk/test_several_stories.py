"""Seeds that hold several stories: every one has its own line in the ledger, and no edit of any is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from containers import FERRIES, LIBRARY, STORIES, Answered, Told, answers, json_feed, letter, rss, warc, warc_records
from desk_captures import capture

from news_digest.desk.explaining import explain
from news_digest.errors import CaptureError
from news_digest.markdown import read_story

if TYPE_CHECKING:
    from desk_captures import Desk

    from news_digest.desk.report import Report
    from news_digest.story import Story

FIRST, SECOND = "week.xml#tag:harbourwire.example,2024:1", "week.xml#tag:harbourwire.example,2024:2"


def stories(desk: Desk) -> dict[str | None, Story]:
    """Return all stories by their seed."""
    found = ((desk.project.stories / name).read_text("utf-8") for name in desk.files())
    return {story.seed: story for story in (read_story(text, name="it") for text in found)}


def counts(report: Report) -> dict[str, int]:
    """Return how many stories are in each list that has any."""
    return {outcome: len(items) for outcome, items in report.lists() if items}


def test_each_entry_of_a_feed_is_a_story(desk: Desk) -> None:
    """With what the feed says of it, and a name that leads back to it."""
    desk.put("week.xml", rss())
    assert counts(desk.run()) == {"imported": 2}
    story = stories(desk)[FIRST]
    assert (story.headline, story.authors, story.tags) == (FERRIES.headline, ("Nora Vik",), ("Sea", "Islands"))
    assert story.source
    assert (story.source.name, story.source.url) == ("Harbour Wire", FERRIES.url)
    assert dict(story.extra) == {"rights_notice": "© Harbour Wire"}
    assert all(paragraph in story.body for paragraph in FERRIES.paragraphs)


def test_a_summary_says_so_in_its_file(desk: Desk) -> None:
    """Whoever reads it knows that there is more."""
    desk.put("week.xml", rss(whole=False))
    desk.run()
    assert stories(desk)[SECOND].extra["extent"] == "summary"


def test_an_unchanged_archive_is_not_read_again(desk: Desk) -> None:
    """Its stories are unchanged, and what was refused of it is named again."""
    desk.put("crawl.warc", warc([*answers(), Answered("https://a.example/", b"<html><p>Hello.</p></html>")]))
    first = desk.run()
    assert counts(first) == {"imported": 2, "spiked": 1}
    before = desk.stamps()
    again = desk.run()
    assert counts(again) == {"unchanged": 2, "spiked": 1}
    assert again.spiked == first.spiked
    assert desk.stamps() == before


def test_what_is_remembered_of_archives_may_be_lost(desk: Desk) -> None:
    """They are then read once more, and nothing else comes of it."""
    desk.put("week.xml", rss())
    desk.run()
    memory = desk.project.root / ".digest" / "archives.json"
    for text in ("", "{", '{"week.xml": 3}', '{"week.xml": {"sum": "x", "notes": [[1]]}}'):
        memory.write_text(text, "utf-8")
        assert counts(desk.run()) == {"unchanged": 2}
    memory.unlink()
    assert counts(desk.run()) == {"unchanged": 2}


def test_a_feed_that_goes_on_brings_its_new_entries(desk: Desk) -> None:
    """Entries that left it keep their stories, changed ones change, unchanged ones are not read."""
    third = Told(3, "Potatoes Are Counted No More", ("The inn at the quay has potatoes again, said its keeper.",))
    desk.put("week.xml", rss())
    desk.run()
    changed = Told(2, LIBRARY.headline, ("It is open every afternoon now, the town's council said on Thursday.",))
    desk.put("week.xml", rss((changed, third)))
    assert counts(desk.run()) == {"imported": 1, "changed": 1}
    found = stories(desk)
    assert len(found) == 3
    assert "every afternoon" in found[SECOND].body
    assert FERRIES.paragraphs[0] in found[FIRST].body


def test_an_edited_story_of_an_archive_is_merged(desk: Desk) -> None:
    """The others change."""
    desk.put("week.xml", rss())
    desk.run()
    (path,) = (desk.project.stories / name for name in desk.files() if "ferries" in name)
    path.write_text(path.read_text("utf-8") + "\nMore.\n", "utf-8")
    new = [Told(one.number, one.headline, (*one.paragraphs, "It was said twice.")) for one in STORIES]
    desk.put("week.xml", rss(new))
    assert counts(desk.run()) == {"changed": 1, "kept": 1}
    assert path.read_text("utf-8").endswith("More.\n")
    assert "It was said twice." not in path.read_text("utf-8")


def test_a_deleted_story_of_an_archive_is_not_made_again(desk: Desk) -> None:
    """Whether the archive is read again or not."""
    desk.put("week.xml", rss())
    desk.run()
    (path,) = (desk.project.stories / name for name in desk.files() if "ferries" in name)
    path.unlink()
    assert counts(desk.run()) == {"unchanged": 1, "deleted": 1}
    assert counts(desk.run(reread=True)) == {"unchanged": 1, "deleted": 1}


def test_a_renamed_archive_keeps_its_stories(desk: Desk) -> None:
    """As any renamed seed does."""
    desk.put("first.xml", rss())
    desk.run()
    names = desk.files()
    (desk.project.seeds / "first.xml").rename(desk.project.seeds / "second.xml")
    assert counts(desk.run()) == {"changed": 2}
    assert desk.files() == names
    assert {str(seed).partition("#")[0] for seed in stories(desk)} == {"second.xml"}


def test_the_same_entry_in_two_feeds_is_one_story(desk: Desk) -> None:
    """By its bytes; and by its address where the second one was changed."""
    desk.put("a.xml", rss())
    desk.put("b.xml", rss())
    changed = Told(1, FERRIES.headline, (*FERRIES.paragraphs, "It was corrected."))
    desk.put("c.xml", rss((changed,)))
    report = desk.run()
    assert counts(report) == {"imported": 2, "duplicates": 3}
    assert "the same bytes as a.xml#" in report.duplicates[0].reason
    assert "has the story of this address" in report.duplicates[2].reason
    assert counts(desk.run()) == {"unchanged": 2, "duplicates": 3}


def test_what_counters_add_to_an_address_makes_no_other_story(desk: Desk) -> None:
    """Nor does http in the place of https."""
    desk.put("a.xml", rss((FERRIES,)))
    desk.put("b.json", json_feed((FERRIES,), url="http://www.harbourwire.example/news/1/?utm_source=feed"))
    assert counts(desk.run()) == {"imported": 1, "duplicates": 1}


def test_a_whole_story_takes_the_place_of_its_summary(desk: Desk) -> None:
    """With the code and the address that the summary had; the feed is then its double."""
    desk.put("a.xml", rss((FERRIES,), whole=False))
    desk.run()
    code = next(iter(stories(desk).values())).story_code
    desk.put("crawl.warc", warc(answers((FERRIES,))))
    assert counts(desk.run()) == {"unchanged": 1, "changed": 1}
    (story,) = stories(desk).values()
    assert (story.story_code, story.seed, "extent" in story.extra) == (code, f"crawl.warc#{FERRIES.url}", False)
    assert FERRIES.paragraphs[2] in story.body
    assert counts(desk.run()) == {"unchanged": 1, "duplicates": 1}


def test_a_page_captured_twice_in_one_archive_is_one_story(desk: Desk) -> None:
    """The first that came, where none is newer."""
    desk.put("crawl.warc", warc([*answers(), *answers()]))
    assert counts(desk.run()) == {"imported": 2, "duplicates": 2}
    assert counts(desk.run()) == {"unchanged": 2, "duplicates": 2}


def test_a_damaged_record_is_spiked_by_name_and_the_rest_goes_on(desk: Desk) -> None:
    """The exit status says that something is missing."""
    records = warc_records(
        [*answers(), Answered("https://a.example/3", FERRIES.page.replace("Ferries", "Boats").encode())]
    )
    desk.put("crawl.warc", records[0] + records[1].replace(b"Content-Length", b"Content-Langth", 1) + records[2])
    report = desk.run()
    assert counts(report) == {"imported": 2, "spiked": 1}
    assert report.spiked[0].seed.startswith("crawl.warc#byte ")
    assert report.spiked[0].remedy


def test_a_code_that_two_entries_print_is_refused_as_in_two_seeds(desk: Desk) -> None:
    """Only a person can say which one is right; the archive is asked again until then."""
    pages = [
        Answered(f"https://a.example/{n}", capture(f"Ferries Return on Day {n}", code="77").encode(), "text/plain")
        for n in (1, 2)
    ]
    desk.put("crawl.warc", warc(pages))
    for outcome in ("imported", "unchanged"):
        report = desk.run()
        assert counts(report) == {outcome: 1, "spiked": 1}
        assert "already that of" in report.spiked[0].reason
    pages[0:1] = []
    desk.put("crawl.warc", warc(pages))
    assert counts(desk.run()) == {"spiked": 1}


def test_an_archive_without_a_story_is_spiked(desk: Desk) -> None:
    """As any seed that holds none."""
    desk.put("crawl.warc", warc([Answered("https://a.example/a.png", b"\x89PNG", "image/png")]))
    desk.put("empty.xml", b'<rss version="2.0"><channel></channel></rss>')
    assert [item.seed for item in desk.run().spiked] == ["crawl.warc", "empty.xml"]


def test_a_newsletter_is_one_story(desk: Desk) -> None:
    """Its seed's name is its own."""
    desk.put("daily.eml", letter())
    assert counts(desk.run()) == {"imported": 1}
    assert counts(desk.run()) == {"unchanged": 1}
    assert set(stories(desk)) == {"daily.eml"}


def test_stories_are_found_again_where_the_ledger_is_lost(desk: Desk) -> None:
    """By the names in their files."""
    desk.put("week.xml", rss())
    desk.run()
    text = desk.project.ledger.read_bytes()
    before = {path: path.stat().st_mtime_ns for path in desk.project.stories.rglob("*.md")}
    desk.project.ledger.unlink()
    assert counts(desk.run(reread=True)) == {"imported": 2}
    assert desk.project.ledger.read_bytes() == text
    assert {path: path.stat().st_mtime_ns for path in desk.project.stories.rglob("*.md")} == before


def test_a_ledger_says_by_its_format_whether_it_has_parts(desk: Desk) -> None:
    """Who has none of them can still read it with an older version."""
    desk.put("one.txt", capture())
    desk.run()
    assert desk.project.ledger.read_text("utf-8").startswith('{"ledger": 1}\n')
    desk.put("week.xml", rss())
    desk.run()
    head, *lines = map(json.loads, desk.project.ledger.read_text("utf-8").splitlines())
    assert head == {"ledger": 2}
    assert [(line["seed"], line.get("part"), line.get("url")) for line in lines] == [
        ("one.txt", None, None),
        ("week.xml", "tag:harbourwire.example,2024:1", FERRIES.url),
        ("week.xml", "tag:harbourwire.example,2024:2", LIBRARY.url),
    ]


def test_one_story_of_an_archive_is_explained(desk: Desk) -> None:
    """By its name, its code, or where it was never imported."""
    desk.put("week.xml", rss())
    found = explain(desk.project, FIRST)
    assert found.state == "It was never imported."
    desk.run()
    code = str(stories(desk)[FIRST].story_code)
    for wanted in (FIRST, code, f"{desk.project.seeds}/{FIRST}"):
        assert explain(desk.project, wanted).story_code == code
    origins = {one.field: one.candidates[0].origin for one in explain(desk.project, code).fields if one.candidates}
    assert origins["headline"] == "feed's entry"


def test_an_archive_without_a_part_is_explained_by_what_is_in_it(desk: Desk) -> None:
    """The message names some of its stories."""
    desk.put("week.xml", rss())
    with pytest.raises(CaptureError, match=FIRST):
        explain(desk.project, "week.xml")


def a_crawl(count: int) -> bytes:
    """Return an archive of many pages."""
    told = (
        Told(n, f"The Ferries Return on Day {n}", (f"On day {n} it was so.", *FERRIES.paragraphs)) for n in range(count)
    )
    return warc(answers(told), packed=True)


def test_an_interrupted_archive_is_taken_up_again(desk: Desk) -> None:
    """Ctrl-C leaves files and ledger of one mind, no process behind, and the next import does the rest."""
    total = 200
    desk.put("crawl.warc.gz", a_crawl(total))
    code = "import sys; from news_digest.cli import main; sys.exit(main(sys.argv[1:]))"
    line = [sys.executable, "-c", code, "-C", str(desk.project.root), "import", "-j", "2"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        while len(list(desk.project.stories.rglob("*.md"))) < 20 and process.poll() is None:
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    entries = {entry.file for entry in desk.ledger()}
    assert 0 < len(entries) < total
    assert entries <= set(desk.files())
    report = desk.run()
    assert len(report.imported) + len(report.unchanged) == total
    assert len(report.unchanged) == len(entries)
    assert len(desk.files()) == total
