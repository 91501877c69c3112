"""Names in bylines: what looks like a person's or a newsroom's name, and lists of them."""

from __future__ import annotations

import re
from functools import lru_cache

from .rows import ends_sentence, fold
from .words import Words

_MOST_WORDS = 6
_MOST_NAMES = 12
_LONGEST = 60
_EMAIL = re.compile(r"[(<\[]?\s*\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\s*[)>\]]?")
_HANDLE = re.compile(r"\s*[(\[]?@\w{2,40}[)\]]?")
_BRACKETS = re.compile(r"\s*[(\[（][^)\]）]{0,60}[)\]）]\s*$")
_SPLIT = re.compile(r"\s*(?:[,;/、，；،]|\s[|·•&+]\s|\s&\s)\s*")
_NOT_IN_NAMES = re.compile(r'[?!:;…|/\\=<>{}_“”„«»"]')
_TOKEN = re.compile(r"\S+")
# Papers' names begin with an article in many languages, persons' do not.
ARTICLES = frozenset({"the", "der", "die", "das", "el", "la", "le", "les", "los", "il", "o", "a", "het", "de"})
# Particles within a name that are written small.
PARTICLES = frozenset({
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "van", "von", "der", "den", "ter", "ten", "zu", "zur",
    "la", "le", "el", "al", "bin", "ibn", "ben", "bint", "y", "e", "af", "av", "und", "ul", "op", "'t", "d'",
})  # fmt: skip


def has_case(text: str) -> bool:
    """Return whether the text's script knows capitals."""
    return any(char.isupper() or char.islower() for char in text)


def _is_word_of_name(word: str) -> bool:
    bare = word.strip(".,'’\"()-")
    if not bare:
        return False
    return (
        not has_case(bare)
        or bare[0].isupper()
        or bare.casefold() in PARTICLES
        or "." in word.strip(".")
        or word[:2] in {"d'", "d’", "l’", "l'"}
    )


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Return whether the text looks like one name: a few words, capitals where the script has them, no digits."""
    words = _TOKEN.findall(text)
    if not 1 <= len(words) <= _MOST_WORDS or len(text) > _LONGEST or any(map(str.isdigit, text)):
        return False
    if _NOT_IN_NAMES.search(text) or not any(map(str.isalpha, text)):
        return False
    if ends_sentence(text) and len(words[-1].rstrip(".")) > len("Jr."):
        return False
    return all(_is_word_of_name(word) for word in words) and (
        not has_case(text) or any(char.isupper() for char in text) or "." in text
    )


def is_full_name(text: str) -> bool:
    """Return whether the text looks like a person's name of two words or more."""
    return is_name(text) and (len(text.split()) > 1 or not has_case(text))


@lru_cache(maxsize=4096)
def is_organisation(text: str, words: Words) -> bool:
    """Return whether the name says that it is a newsroom's and not a person's."""
    folded = fold(text)
    if any(token.strip(".,()") in words.organisations for token in folded.split()):
        return True
    # Scripts without capitals write names as one word: "海岸晨報".
    ends = (end for end in words.organisations if len(end) > 1 and not end.isascii())
    return not has_case(text) and any(folded.endswith(end) for end in ends)


def is_paper_name(text: str, words: Words) -> bool:
    """Return whether the text is a name, or a few words with a capital first of which one says that it is a paper."""
    if is_name(text):
        return True
    few = 1 < len(text.split()) <= len("abcde") and text[:1].isupper()
    plain = all(char.isalpha() or char in " .'’&-" for char in text) and not text.endswith(".")
    return few and plain and is_organisation(text, words)


def _split_at_ands(text: str, words: Words) -> list[str]:
    """Return the parts between the words that mean "and"."""
    parts: list[list[str]] = [[]]
    for token in text.split():
        if fold(token) in words.ands:
            parts.append([])
        else:
            parts[-1].append(token)
    return [" ".join(part) for part in parts if part]


def is_role(text: str, words: Words) -> bool:
    """Return whether the text says what somebody does: "Transport Correspondent"."""
    return fold(text) in words.role_set or any(token in words.role_set for token in fold(text).split())


def _without_place(name: str, words: Words) -> str:
    """Return the name without "in London" after it."""
    tokens = name.split()
    cut = next((index for index, token in enumerate(tokens) if index > 1 and token in words.places), len(tokens))
    return " ".join(tokens[:cut])


def _without_role(name: str, words: Words) -> str:
    """Return the name without an address, a handle or a role around it."""
    bare = _without_place(_BRACKETS.sub("", _HANDLE.sub("", _EMAIL.sub("", name))).strip(" ,;–—-|"), words)
    folded = fold(bare)
    if not folded.startswith(words.role_starts) and not folded.endswith(words.roles):
        return bare
    for role in words.roles:
        if folded.startswith(role + " ") and len(folded) > len(role) + 2:
            return bare[len(role) :].strip(" :,-–")
        if folded.endswith(role) and len(role) > 1 and not has_case(bare) and len(folded) > len(role) + 1:
            return bare[: -len(role)].strip()
    return bare


def _is_acronym(text: str) -> bool:
    return text.isupper() and text.isalpha() and len(text) > 1


def _pieces(text: str, words: Words) -> list[str]:
    """Return the parts of a byline; an "and" before an agency's initials does not part it ("Le Matin et AFP")."""
    found: list[str] = []
    for part in _SPLIT.split(text):
        split = _split_at_ands(part, words)
        whole = len(split) > 1 and any(_is_acronym(piece) for piece in split)
        found += [part] if whole else split
    return found


def _capitals_of(name: str, words: Words) -> str:
    """Return the name without the small words that newsrooms' names hold: "Harbour staff reporter"."""
    known = (words.ands, words.organisations, words.role_set)
    kept = [token for token in name.split() if not token.islower() or not any(fold(token) in one for one in known)]
    return " ".join(kept) or name


@lru_cache(maxsize=4096)
def read_names(text: str, words: Words) -> tuple[str, ...] | None:
    """Return the names of a byline's value, roles and addresses taken off; None where it is no list of names."""
    bare = _EMAIL.sub("", text).strip(" ,;.–—-|【】") if not text.rstrip().endswith(("Jr.", "Sr.")) else text
    names = [_without_role(part, words) for part in _pieces(bare, words)]
    many = len(names) > 1
    kept = [name for name in names if name and not (many and is_role(name, words))]
    fitting = [name for name in kept if is_name(_capitals_of(name, words))]
    if not fitting or fitting[0] != kept[0] or len(fitting) > _MOST_NAMES:
        return None
    return tuple(dict.fromkeys(fitting))


def is_small_name(text: str) -> bool:
    """Return whether the text could be a name or a signature written without capitals: "ada berg", "kesm"."""
    return len(text.split()) <= len("ab") and text.replace(" ", "").isalpha() and text.islower()


def read_byline(text: str, words: Words) -> tuple[str, ...] | None:
    """Return the names of a line such as "By A and B"; None where the line is no byline."""
    opener, _, rest = text.partition(" ")
    key = fold(opener)
    if not rest or key not in words.openers or len(text) > _LONGEST * 3 or text[-1] in "!?！？":
        return None
    return read_names(rest, words)
