"""Readings of little confidence: listed in the report, refused by --strict, shown by explain."""

from __future__ import annotations

import pytest
from desk_captures import Desk, capture

from news_digest.cli import main
from news_digest.desk.explaining import explain

BODY = (
    "The first ferry in ten days left the harbour of Havnby with medicine and mail, and all seats were taken.\n\n"
    "The master said that the swell was still two metres high at the mouth of the bay, and that it would fall."
)
# Two lines above the text could be the headline.
DOUBTFUL = (
    "Sport\nA ferry with medicine left the harbour\n\n\nThe swell at the mouth of the bay will fall\n\n\n"
    f"{BODY}\n\nStory Code : 846706\nPublished: 2024-03-05\n"
)


def test_a_doubtful_story_is_imported_and_listed(desk: Desk) -> None:
    """The report names the fields; the exit status is that of success."""
    desk.put("one.txt", DOUBTFUL)
    desk.put("two.txt", capture(code="900"))
    report = desk.run()
    assert [item.doubts for item in report.imported] == [("headline",), ()]
    assert report.ok
    assert "doubtful" in report.as_table()
    assert "one.txt  headline" in report.as_table()


def test_strict_spikes_a_doubtful_story_with_its_confidence(desk: Desk) -> None:
    """Nothing of it is written, all others go on; without --strict the next import takes it."""
    desk.put("one.txt", DOUBTFUL)
    desk.put("two.txt", capture(code="900"))
    report = desk.run(strict=True)
    assert [item.seed for item in report.imported] == ["two.txt"]
    (spiked,) = report.spiked
    assert "little confidence: headline (0." in spiked.reason
    assert "Title:" in spiked.remedy
    assert [item.seed for item in desk.run().imported] == ["one.txt"]


def test_explain_shows_confidence_and_what_was_left_out(desk: Desk) -> None:
    """Each cut has its lines, its first words and its reason."""
    desk.put("one.txt", "Home\n" + capture() + "Most read\nA seal that knows the timetable\n")
    desk.run()
    found = explain(desk.project, "846706")
    assert [(cut.origin, cut.text) for cut in found.cuts] == [("line 1", "Home"), ("lines 8 to 9", "Most read")]
    text = found.as_text()
    assert "(confidence 0.9" in text
    assert "left out:\n" in text
    assert "after “Most read”" in text


def test_convert_refuses_a_doubtful_capture_where_told_to(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    """`--strict` makes it an error, and nothing is printed."""
    seed = desk.put("one.txt", DOUBTFUL)
    assert main(["convert", "--strict", str(seed)]) == 1
    out, err = capfd.readouterr()
    assert not out
    assert "little confidence" in err


def test_the_report_tells_in_which_zone_times_are_taken_to_be(desk: Desk) -> None:
    """Of stories whose capture shows a time and no zone: not of days alone."""
    desk.put("one.txt", capture())
    desk.put("two.txt", capture(code="900", date="2024-03-05"))
    desk.put("three.txt", capture(code="901", date="2024-03-05 14:06 +01:00"))
    report = desk.run()
    assert {item.seed: item.assumed_zone for item in report.imported} == {
        "one.txt": "UTC",
        "two.txt": None,
        "three.txt": None,
    }
    assert report.as_table().endswith("1 story shows a time without a zone: UTC is assumed")
