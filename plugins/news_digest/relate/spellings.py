"""One name for the spellings of it within a story: inflected, transliterated two ways, short for full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from .names import Name
from .words import Words

# "Olsen" and "Olssen" may be one person, "Mali" and "Bali" may not: least letters of the shorter and longer word.
NEAR_SHORTER, NEAR_LONGER = 4, 5
# What an inflected name keeps, and how many letters its endings take.
STEM, ENDING = 4, 3
# What German adds to an adjective: "die Nordischen Inseln", "der Nordischen Insel".
CASES = "nmrs"

FULL_NAME = ("first", "last")

Test = Callable[[Name, Name, Words], bool]


def unite_spellings(names: Sequence[Name], words: Words) -> list[Name]:
    """Bring together what names one thing; the better known name takes in the other. Order: as first mentioned."""
    united = list(names)
    for test in (_is_ending, _is_near, _is_short_for, _is_first_name_of):
        united = _unite(united, test, words)
    if words.inflected:
        for name in united:
            # The nominative is seldom longer than another case.
            name.forms = Counter([min(name.forms, key=lambda form: (len(form), form))])
    return united


def _unite(names: Sequence[Name], test: Test, words: Words) -> list[Name]:
    """Let each name, the least mentioned first, go into the most mentioned one that the test allows."""
    left = list(names)
    for name in sorted(names, key=lambda name: (len(name.passages), name.key)):
        if name.tag or name.is_country:
            continue
        wider = [other for other in left if other is not name and other.is_sure and test(name, other, words)]
        if wider:
            max(wider, key=lambda other: len(other.passages)).absorb(name)
            left.remove(name)
    return left


def _is_ending(name: Name, other: Name, words: Words) -> bool:
    """Whether the names differ by a genitive or plural "s", or by an inflection where the language has any."""
    *front, one = name.key
    *rest, two = other.key
    if len(name.key) != len(other.key):
        return False
    if front == rest and one == f"{two}s":
        return True
    if words.noun_capitals and [word.rstrip(CASES) for word in name.key] == [word.rstrip(CASES) for word in other.key]:
        return True
    return words.inflected and all(map(_is_inflected, name.key, other.key))


def _is_inflected(one: str, two: str) -> bool:
    stem = max(STEM, min(len(one), len(two)) - ENDING)
    return one == two or (abs(len(one) - len(two)) <= ENDING and one[:stem] == two[:stem])


def _is_near(name: Name, other: Name, words: Words) -> bool:
    """Whether the names differ by one letter within one word."""
    del words
    if len(name.key) != len(other.key) or len(name.passages) > len(other.passages):
        return False
    unequal = [(one, two) for one, two in zip(name.key, other.key, strict=True) if one != two]
    return len(unequal) == 1 and is_one_letter_apart(*unequal[0]) and not other.is_country


def _is_short_for(name: Name, other: Name, words: Words) -> bool:
    """Whether `other` is the fuller form: "Holm" of "Ada Holm", "Skarrow" of "Skarrow Islands"."""
    short, full = name.key, other.key
    if len(short) >= len(full) or other.is_country:
        return False
    if full[: len(short)] == short:
        return len(full) == len(short) + 1 and full[-1] in words.places
    if any(word in words.organisations for word in full) and not any(word in words.organisations for word in short):
        return False
    end = full[-len(short) :]
    return end == short or (len(short) == 1 and is_one_letter_apart(end[0], short[0]))


def _is_first_name_of(name: Name, other: Name, words: Words) -> bool:
    """Whether `name` is the first name of a person: who has a last name, too, is called in full, or is no place."""
    if len(name.key) != 1 or len(other.key) != len(FULL_NAME) or name.key[0] != other.key[0]:
        return False
    last = other.key[-1]
    is_place = name.located > 0 or last in words.organisations or last in words.places or last in words.news
    is_person = (last,) in other.spellings or len(other.passages) >= len(name.passages)
    return is_person or (bool(words.locatives) and not is_place and _is_introduced(other, name))


def _is_introduced(full: Name, short: Name) -> bool:
    """Whether the full name comes first, as news introduces people."""
    first = [min((p.number for p in name.passages if p.place == "body"), default=-1) for name in (full, short)]
    return 0 <= first[0] <= first[1] and not short.text.isupper()


def is_one_letter_apart(one: str, two: str) -> bool:
    """Whether two words of some length differ by one letter put in, left out or changed, not the first."""
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) < NEAR_SHORTER or len(longer) < NEAR_LONGER or len(longer) - len(shorter) > 1:
        return False
    same = _common_start(shorter, longer)
    return same > 0 and shorter[same + (len(shorter) == len(longer)) :] == longer[same + 1 :]


def _common_start(one: str, two: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
