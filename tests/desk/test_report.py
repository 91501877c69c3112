"""How an import is told."""

from __future__ import annotations

from dataclasses import replace

from news_digest.desk.report import Item, Report

MANY = tuple(Item(f"{number}.txt", str(number), f"content/stories/{number}.md") for number in range(100))


def test_long_lists_are_folded_unless_all_is_wanted() -> None:
    """The counts are those of all."""
    report = Report(imported=MANY)
    short, full = report.as_table(), report.as_table(verbose=True)
    assert "imported" in short
    assert "100" in short.splitlines()[0]
    assert short.count(".md") < 30
    assert "more (-v lists them)" in short
    assert full.count(".md") == 100


def test_unchanged_seeds_are_only_counted() -> None:
    """They are no news."""
    report = Report(unchanged=MANY)
    assert ".md" not in report.as_table()
    assert report.as_table(verbose=True).count(".md") == 100


def test_what_was_spiked_stands_with_reason_and_remedy() -> None:
    """Many are cut like any list; none where all is wanted."""
    report = Report(spiked=tuple(Item(item.seed, reason="it is empty", remedy="remove it") for item in MANY))
    lines = list(report.spiked_lines())
    assert lines[0] == "spiked: 0.txt: it is empty\n      -> remove it\n"
    assert lines[-1] == "spiked: and 81 more (-v lists them)\n"
    assert len(list(report.spiked_lines(verbose=True))) == 100


def test_stories_whose_zone_is_assumed_are_counted_in_a_line() -> None:
    """Most captures of text show none: that is no doubt, but nothing to be silent about."""
    zoned = tuple(replace(item, assumed_zone="Europe/Oslo") for item in MANY)
    assert "100 stories show a time without a zone: Europe/Oslo is assumed" in Report(imported=zoned).as_table()
    assert "1 story shows a time" in Report(changed=zoned[:1]).as_table()
    assert "zone" not in Report(imported=MANY, unchanged=zoned).as_table()


def test_no_name_can_command_a_terminal() -> None:
    """Names are those of files, which may be anybody's."""
    report = Report(kept=(Item("a\x1b[2Jb\u202e.txt", reason="new\nline"),))
    assert all(char == "\n" or char.isprintable() for char in report.as_table(verbose=True))
