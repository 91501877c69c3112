"""When two printings of a headline mean the same one, and when two addresses mean the same page."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode

from ..urls import split_url

# Below this share of equal characters two headlines are taken for two stories (difflib's ratio).
NEAR_EQUAL = 0.92
# A printed title this unlike the headline shows that an equal code is another publisher's.
UNLIKE = 0.5
# A part of a headline shorter than this, in characters, may stand in any.
LEAST_PART = 10
# The letters of a headline are counted in so many groups, and up to so many in each.
LETTER_GROUPS, MOST_COUNTED = 32, 8
ROUNDING = 1e-6

# Quotes, primes and accents that are typed for them, soft hyphens, zero-width spaces and bullets: left out.
QUOTES = re.compile(r"[\"'`\u00ab\u00b4\u00bb\u2018-\u201f\u2032\u2033\u2039\u203a\u00ad\u200b\u2022\u30fb]")
DASHES = re.compile(r"[-_\u2010-\u2015\u2212\u2026]|\.{2,}")
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+")
# Parameters that name the reader's way to a page and not the page (the common analytics and mailing services).
TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|ref|ref_src|cmpid|at_\w+)$", re.IGNORECASE
)


def fold_title(title: str) -> str:
    """Return what two printings of a headline share: no case, quotes, dashes, ellipses or doubled spaces."""
    return " ".join(DASHES.sub(" ", QUOTES.sub("", title)).casefold().split()).rstrip(".")


def fold_url(url: str) -> str:
    """Return an address without scheme, "www.", trailing slash, fragment and tracking parameters."""
    parts = split_url(url.strip())
    if parts is None:
        return url.strip()
    query = sorted(
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(key)
    )
    host = parts.netloc.casefold().removeprefix("www.").removeprefix("m.")
    return host + unquote(parts.path).rstrip("/") + ("?" + urlencode(query) if query else "")


def words_of(title: str) -> set[str]:
    """Return the words of a folded headline."""
    return set(WORD.findall(title))


def is_like(title: str, headline: str) -> bool:
    """Return whether a printed title may stand for a headline: a part of it, or half alike; both are folded."""
    is_part = min(len(title), len(headline)) >= LEAST_PART and (title in headline or headline in title)
    return is_part or SequenceMatcher(None, title, headline).ratio() >= UNLIKE


def is_near(headline: str, title: str) -> bool:
    """Return whether a printed title is a headline but for a slip of the pen; both are folded."""
    # "Day 5 of the strike" and "Day 6 of the strike" are two stories.
    if NUMBER.findall(headline) != NUMBER.findall(title):
        return False
    return SequenceMatcher(None, headline, title).ratio() >= NEAR_EQUAL


def near_sizes(size: int) -> tuple[int, int]:
    """Return the least and the greatest length of what can be near a headline of this length."""
    # The ratio is at most twice the shorter length by the sum of both.
    return int(size * NEAR_EQUAL / (2 - NEAR_EQUAL)), int(size * (2 - NEAR_EQUAL) / NEAR_EQUAL) + 1


@lru_cache(maxsize=1 << 16)
def letters_of(title: str) -> int:
    """Return the counts of the letters as a row of bits, a bit for each of a group: more in one, more bits set."""
    counts = [0] * LETTER_GROUPS
    for char in title:
        counts[ord(char) % LETTER_GROUPS] += 1
    return int.from_bytes(bytes((1 << min(count, MOST_COUNTED)) - 1 for count in counts), "big")


def may_be_near(letters: int, others: int, sizes: int) -> bool:
    """Return False where the letters of two titles of these lengths together show that they are not near."""
    # A character that only one of them has changes one bit at most, and near titles have few such characters.
    return (letters ^ others).bit_count() <= sizes * (1 - NEAR_EQUAL) + ROUNDING
