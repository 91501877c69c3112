"""The rules for feeds find what they are for: a good feed has no fault, and each fault is found by its rule alone."""

from __future__ import annotations

import pytest
from feed_rules import ATOM_RULES, RSS_RULES, feed_faults

RSS_ADDRESS = "https://digest.example/rss.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Digest</title><link>https://digest.example/</link><description>News</description>
<language>en</language>
<lastBuildDate>Tue, 05 Mar 2024 14:06:00 +0330</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="https://digest.example/rss.xml"/>
<item><title>Ferries return</title><link>https://digest.example/stories/1/</link>
<guid isPermaLink="false">urn:uuid:1</guid>
<pubDate>Tue, 05 Mar 2024 14:06:00 +0330</pubDate><description>Short</description>
<content:encoded>&lt;p&gt;Long &lt;a href="https://a.example/"&gt;x&lt;/a&gt;&lt;br&gt;&lt;/p&gt;</content:encoded></item>
<item><title>Storm</title><link>https://digest.example/stories/2/</link><guid isPermaLink="false">urn:uuid:2</guid>
<pubDate>Mon, 04 Mar 2024 09:00:00 GMT</pubDate><description>Short</description>
<content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded></item>
</channel></rss>"""

ATOM_ADDRESS = "https://digest.example/atom.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>urn:uuid:0</id><title>Digest</title>
<updated>2024-03-05T14:06:00+03:30</updated>
<link rel="self" href="https://digest.example/atom.xml"/><link href="https://digest.example/"/>
<entry><id>urn:uuid:1</id><title>Ferries return</title><updated>2024-03-05T14:06:00+03:30</updated>
<published>2024-03-05T14:06:00+03:30</published><author><name>Ann</name></author>
<link href="https://digest.example/stories/1/"/><category term="Ferries"/>
<content type="html">&lt;p&gt;Long&lt;/p&gt;</content></entry>
<entry><id>urn:uuid:2</id><title>Storm</title><updated>2024-03-04T09:00:00Z</updated><author><name>Ben</name></author>
<link href="https://digest.example/stories/2/"/><content type="html">&lt;p&gt;Long&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(("feed", "address"), [(RSS, RSS_ADDRESS), (ATOM, ATOM_ADDRESS)], ids=["rss", "atom"])
def test_a_good_feed_has_no_fault(feed: str, address: str) -> None:
    """The rules ask for nothing that a good feed has not."""
    assert feed_faults(feed.encode(), address) == []


# rule, what of the good feed is replaced, by what
RSS_FAULTS = (
    ("the_version_is_2_0", 'version="2.0" xmlns:atom', 'version="0.91" xmlns:atom'),
    ("the_channel_is_described", "<language>en</language>", ""),
    ("the_self_link_is_the_feeds_address", 'href="https://digest.example/rss.xml"', 'href="https://digest.example/rss"'),
    ("links_are_absolute", "<link>https://digest.example/stories/1/", "<link>/stories/1/"),
    ("items_are_complete", "<title>Storm</title>", ""),
    ("the_guid_is_no_permalink", '<guid isPermaLink="false">urn:uuid:2', "<guid>urn:uuid:2"),
    ("the_guid_is_not_the_link", "urn:uuid:2", "https://digest.example/stories/2/"),
    ("guids_are_unique", "urn:uuid:2", "urn:uuid:1"),
    ("dates_are_rfc_822", "Mon, 04 Mar 2024", "Mon, 4 Mar 24"),
    ("dates_are_rfc_822", "Mon, 04 Mar 2024", "Sun, 04 Mar 2024"),
    ("dates_are_rfc_822", "Mon, 04 Mar 2024", "Lun, 04 mars 2024"),
    ("the_channel_was_built_with_its_newest_item", "14:06:00 +0330</last", "14:07:00 +0330</last"),
    (
        "the_description_comes_before_the_content",
        "<description>Short</description>\n<content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>",
        "<content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded><description>Short</description>",
    ),
    ("no_author_without_an_address", "<title>Storm</title>", "<title>Storm</title><author>Ann</author>"),
    ("a_source_names_its_feed", "<title>Storm</title>", "<title>Storm</title><source>Harbour Wire</source>"),
    ("texts_are_safe_html", "&lt;p&gt;Long&lt;/p&gt;", "&lt;p&gt;Long"),
    ("texts_are_safe_html", "&lt;p&gt;Long&lt;/p&gt;", "&lt;script&gt;&lt;/script&gt;"),
    ("texts_are_safe_html", "&lt;p&gt;Long&lt;/p&gt;", "&lt;b onclick='x'&gt;&lt;/b&gt;"),
    ("texts_are_safe_html", "https://a.example/", "/a/"),
    ("texts_are_safe_html", "https://a.example/", "javascript:x"),
)  # fmt: skip

ATOM_FAULTS = (
    ("ids_titles_and_dates_are_given_once", "<title>Storm</title>", ""),
    ("ids_are_absolute", "urn:uuid:2", "2"),
    ("ids_are_unique", "urn:uuid:2", "urn:uuid:1"),
    ("an_id_is_not_the_link", "urn:uuid:2", "https://digest.example/stories/2/"),
    ("the_atom_self_link_is_the_feeds_address", "example/atom.xml", "example/atom"),
    ("every_entry_leads_to_its_page", '<link href="https://digest.example/stories/2/"/>', ""),
    ("someone_wrote_it", "<author><name>Ben</name></author>", ""),
    ("dates_are_rfc_3339", "2024-03-04T09:00:00Z", "2024-03-04 09:00:00+00:00"),
    ("the_feed_was_updated_with_its_newest_entry", "</title>\n<updated>2024", "</title>\n<updated>2025"),
    ("nothing_is_updated_before_it_was_published", "<published>2024-03-05T14", "<published>2024-03-05T15"),
    ("every_category_has_its_term", '<category term="Ferries"/>', "<category/>"),
    ("every_entry_has_a_language", ' xml:lang="en"', ""),
    ("contents_are_safe_html", 'type="html">&lt;p&gt;Long&lt;/p&gt;', 'type="html">'),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "good", "bad"), RSS_FAULTS)
def test_each_fault_of_an_rss_feed_is_found_by_its_rule(rule: str, good: str, bad: str) -> None:
    """One change, one rule."""
    assert found_by(RSS, RSS_ADDRESS, good, bad) == {rule}


@pytest.mark.parametrize(("rule", "good", "bad"), ATOM_FAULTS)
def test_each_fault_of_an_atom_feed_is_found_by_its_rule(rule: str, good: str, bad: str) -> None:
    """One change, one rule."""
    assert found_by(ATOM, ATOM_ADDRESS, good, bad) == {rule}


def test_every_rule_has_a_fault_that_it_finds() -> None:
    """No rule stands here that finds nothing."""
    assert {rule.__name__ for rule in RSS_RULES} == {rule for rule, _, _ in RSS_FAULTS}
    assert {rule.__name__ for rule in ATOM_RULES} == {rule for rule, _, _ in ATOM_FAULTS}


def found_by(feed: str, address: str, good: str, bad: str) -> set[str]:
    """Return the rules that find fault with a feed after one change."""
    assert good in feed
    return {fault.partition(":")[0] for fault in feed_faults(feed.replace(good, bad).encode(), address)}
