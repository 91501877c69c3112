"""What a capture's printed list of related stories points to among the stories of the digest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from ..story import Related, Source, Story
from .vocabulary import fold_name

# Below this share of equal characters two headlines are taken for two stories (difflib's ratio).
NEAR_EQUAL = 0.92
# A printed title this unlike the headline shows that an equal code is another publisher's.
UNLIKE = 0.5
# A part of a headline shorter than this, in characters, may stand in any.
LEAST_PART = 10
# Words in more headlines than this say too little to look the headlines up by them.
RARE_IN_HEADLINES = 50

# Quotes, primes and accents that are typed for them, soft hyphens, zero-width spaces and bullets: left out.
QUOTES = re.compile(r"[\"'`\u00ab\u00b4\u00bb\u2018-\u201f\u2032\u2033\u2039\u203a\u00ad\u200b\u2022\u30fb]")
DASHES = re.compile(r"[-_\u2010-\u2015\u2212\u2026]|\.{2,}")
URL_PART = re.compile(r"[^/?=&#]+?(?=\.html?(?:[?#]|$)|[/?=&#]|$)")
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+")
# Parameters that name the reader's way to a page and not the page (the common analytics and mailing services).
TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|ref|ref_src|cmpid|at_\w+)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is kept of a story to find it again."""

    story_code: str
    source: str
    title: str


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """The digest's stories by code, by address, by folded headline, and headlines by their words."""

    by_code: Mapping[str, tuple[Listing, ...]]
    by_url: Mapping[str, tuple[Listing, ...]]
    by_title: Mapping[str, tuple[Listing, ...]]
    by_word: Mapping[str, tuple[Listing, ...]]

    @classmethod
    def of(cls, stories: Iterable[Story]) -> StoryIndex:
        """Index the stories that have a code."""
        entries = [(story, _entry(story)) for story in stories if story.story_code]
        return cls(
            by_code=_group((code, entry) for story, entry in entries for code in _codes(story)),
            by_url=_group((fold_url(s.source.url), entry) for s, entry in entries if s.source and s.source.url),
            by_title=_group((entry.title, entry) for _, entry in entries if entry.title),
            by_word=_group((word, entry) for _, entry in entries for word in sorted(set(WORD.findall(entry.title)))),
        )


def resolve_printed(related: Related, index: StoryIndex, *, source: str | None = None) -> str | None:
    """Return the code of the story that `related` names, or None where it is not here or not clear.

    `source` is the source of the story that prints the list: of two publishers' equal codes its own is meant.
    """
    wanted = fold_name(source or "")
    for find in FINDERS:
        found = find(related, index, wanted)
        if found is not None:
            return found.story_code
    return None


def fold_title(title: str) -> str:
    """Return what two printings of a headline share: no case, quotes, dashes, ellipses or doubled spaces."""
    return " ".join(DASHES.sub(" ", QUOTES.sub("", title)).casefold().split()).rstrip(".")


def fold_url(url: str) -> str:
    """Return an address without scheme, "www.", trailing slash, fragment and tracking parameters."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # such as a half-written IPv6 host: compared as it stands
        return url.strip()
    query = sorted(
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(key)
    )
    host = parts.netloc.casefold().removeprefix("www.").removeprefix("m.")
    return host + unquote(parts.path).rstrip("/") + ("?" + urlencode(query) if query else "")


def _entry(story: Story) -> Listing:
    return Listing(story.story_code or "", _fold_source(story.source), fold_title(story.headline))


def _codes(story: Story) -> tuple[str, ...]:
    # Of two publishers' equal codes the later story has a code of ours and keeps the printed one here.
    printed = story.extra.get("printed_code")
    codes = (story.story_code or "", printed if isinstance(printed, str) else "")
    return tuple(dict.fromkeys(code for code in codes if code))


def _fold_source(source: Source | None) -> str:
    return fold_name(source.name) if source else ""


def _group(pairs: Iterable[tuple[str, Listing]]) -> Mapping[str, tuple[Listing, ...]]:
    groups: defaultdict[str, list[Listing]] = defaultdict(list)
    for key, entry in pairs:
        groups[key].append(entry)
    return {key: tuple(entries) for key, entries in groups.items()}


def _by_code(related: Related, index: StoryIndex, source: str) -> Listing | None:
    if not related.story_code:
        return None
    found = index.by_code.get(related.story_code, ())
    own = [entry for entry in found if source and entry.source == source]
    if own:
        return _one(own)
    return _one([entry for entry in found if _may_be(related, entry, source)])


def _may_be(related: Related, entry: Listing, source: str) -> bool:
    # Codes are numbers that publishers count up: equal ones from two publishers mean nothing by themselves.
    return not related.title or not source or not entry.source or _is_like(related.title, entry)


def _is_like(title: str, entry: Listing) -> bool:
    folded = fold_title(title)
    is_part = min(len(folded), len(entry.title)) >= LEAST_PART and (folded in entry.title or entry.title in folded)
    return is_part or SequenceMatcher(None, folded, entry.title).ratio() >= UNLIKE


def _by_url(related: Related, index: StoryIndex, source: str) -> Listing | None:
    del source
    return _one(index.by_url.get(fold_url(related.url), ())) if related.url else None


def _by_code_in_url(related: Related, index: StoryIndex, source: str) -> Listing | None:
    """Find "846655" in an address that ends in it; a number alone proves nothing, so the titles must be alike."""
    del source
    title, parts = related.title, URL_PART.findall(related.url or "")
    found = {entry for part in parts for entry in index.by_code.get(part, ())} if title else set()
    return _one(entry for entry in found if _is_like(title or "", entry))


def _by_title(related: Related, index: StoryIndex, source: str) -> Listing | None:
    title = fold_title(related.title or "")
    if not title:
        return None
    exact = index.by_title.get(title, ())
    own = [entry for entry in exact if source and entry.source == source]
    return _one(own or exact) if exact else _one(_near_equal(title, index))


def _near_equal(title: str, index: StoryIndex) -> list[Listing]:
    groups = (index.by_word.get(word, ()) for word in set(WORD.findall(title)))
    candidates = {entry for group in groups if len(group) <= RARE_IN_HEADLINES for entry in group}
    matcher = SequenceMatcher(None, "", title)
    return [entry for entry in sorted(candidates, key=_by_entry_code) if _is_near(matcher, entry.title, title)]


def _by_entry_code(entry: Listing) -> str:
    return entry.story_code


def _is_near(matcher: SequenceMatcher[str], title: str, wanted: str) -> bool:
    # "Day 5 of the strike" and "Day 6 of the strike" are two stories.
    if NUMBER.findall(title) != NUMBER.findall(wanted):
        return False
    matcher.set_seq1(title)
    return matcher.quick_ratio() >= NEAR_EQUAL and matcher.ratio() >= NEAR_EQUAL


def _one(entries: Iterable[Listing]) -> Listing | None:
    found = list(entries)
    return found[0] if len(found) == 1 else None


# The surest first.
FINDERS = (_by_code, _by_url, _by_code_in_url, _by_title)
