"""Where names may stand in a text: runs of capitalised words, and the vocabulary's names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .text import TOKEN, Passage
from .vocabulary import Tag, Vocabulary, fold_name
from .words import Words

APOSTROPHE = re.compile(r"['\u2019]")
HYPHEN = re.compile(r"[-\u2010\u2011]")
SENTENCE_END = re.compile(r"[.!?\u2026:;\u201c\u201e\u00ab\"\u2022\u00b7\u2013\u2014|\n(\[]")
INITIAL = re.compile(r"[^\W\d_]")
# A heading with more of its longer words capitalised than this share is in Title Case.
TITLE_CASE = 0.6
LONGER_WORD = 4


class Token(NamedTuple):
    """A word: `starts` a sentence, is `joined` to the word before by a space alone, `ends` a run (a possessive)."""

    text: str
    starts: bool
    joined: bool
    ends: bool = False

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of words that may be a name, where it stands, and the vocabulary's tag where it is one.

    `starts` says that it begins a sentence, `before` is the word in small letters before it, `after` the word after it.
    """

    words: tuple[str, ...]
    starts: bool
    passage: Passage
    tag: Tag | None = None
    before: str = ""
    after: str = ""


def tokenize(text: str, words: Words) -> list[Token]:
    """Split a text into its words."""
    tokens: list[Token] = []
    end, before = 0, ""
    for match in TOKEN.finditer(text):
        word, gap = match.group(), text[end : match.start()]
        if gap == " " and word.isalpha():
            tokens.append(Token(word, starts=False, joined=True))
        else:
            tokens.extend(_tokens(word, gap, before, words))
        end, before = match.end(), word
    return tokens


def is_title_case(tokens: list[Token]) -> bool:
    """Whether capitals in a heading are mere style."""
    longer = [token for token in tokens[1:] if len(token.text) >= LONGER_WORD and token.text[0].isalpha()]
    return sum(token.is_capital for token in longer) > TITLE_CASE * len(longer)


def find_mentions(passage: Passage, tokens: list[Token], words: Words, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield the vocabulary's names and the runs of capitalised words between them.

    In a heading in Title Case capitals say nothing, so there are no runs.
    """
    is_style = passage.place != "body" and is_title_case(tokens)
    at = 0
    while at < len(tokens):
        found = _match(tokens, at, vocabulary)
        if found and (is_style or _stands_free(tokens, at, at + found[0])):
            taken, tag = found
            yield _mention(tokens, at, at + taken, passage, tag)
        else:
            taken = 0 if is_style else _run_length(tokens, at, words)
            if taken:
                yield _mention(tokens, at, at + taken, passage, None)
        at += taken or 1


def _stands_free(tokens: list[Token], start: int, end: int) -> bool:
    """Whether a name is no part of a longer one: "Oslo", not the "Oslo" of "Oslo District Court"."""
    follows = start > 0 and _is_run(tokens[start - 1], tokens[start])
    goes_on = end < len(tokens) and _is_run(tokens[end - 1], tokens[end])
    return not follows and not goes_on


def _is_run(one: Token, two: Token) -> bool:
    return one.is_capital and two.is_capital and two.joined and not one.ends


def _mention(tokens: list[Token], start: int, end: int, passage: Passage, tag: Tag | None) -> Mention:
    return Mention(
        words=tuple(token.text for token in tokens[start:end]),
        starts=tokens[start].starts,
        passage=passage,
        tag=tag,
        before=tokens[start - 1].text.casefold() if start and tokens[start].joined else "",
        after=tokens[end].text if end < len(tokens) and tokens[end].joined else "",
    )


def _match(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> tuple[int, Tag] | None:
    """Find the vocabulary's longest spelling that begins at a token: how many tokens it takes, and its tag."""
    for words, tag in vocabulary.by_word.get(tokens[at].text.casefold(), ()):
        found = tokens[at : at + len(words)]
        if len(found) == len(words) and all(_spells(*pair, tag) for pair in zip(words, found, strict=True)):
            return len(words), tag
    return None


def _run_length(tokens: list[Token], at: int, words: Words) -> int:
    """Count the tokens of the run of capitals that begins here, small words between two capitals included."""
    if not tokens[at].is_capital:
        return 0
    length = 1
    for ahead in range(at + 1, len(tokens)):
        token = tokens[ahead]
        if not token.joined or tokens[ahead - 1].ends:
            break
        if token.is_capital:
            length = ahead - at + 1
        elif not _joins(token.text.casefold(), words) or ahead - at > length + 1:
            break
    return length


def _joins(word: str, words: Words) -> bool:
    return word in words.joiners or word in words.conjunctions


def _tokens(text: str, gap: str, before: str, words: Words) -> Iterator[Token]:
    initial = INITIAL.fullmatch(before) or f"{before.casefold()}." in words.titles
    is_dotted = gap == ". " and initial is not None and bool(initial)
    joined = is_dotted or gap in (" ", "\u00a0")
    starts = not before or (not is_dotted and bool(SENTENCE_END.search(gap)))
    if gap == " & " and before:
        yield Token("&", starts=False, joined=True)
        joined = True
    yield from _without_affixes(text, words, starts=starts, joined=joined)


def _without_affixes(text: str, words: Words, *, starts: bool, joined: bool) -> Iterator[Token]:
    """Yield a word without its possessive ending or elided article, and the parts of a compound with a name in it."""
    head, tail = _split_apostrophe(text, words)
    if tail is None and HYPHEN.search(head):
        yield from _compound(head, words, starts=starts, joined=joined)
        return
    if tail and head.casefold() in words.elided:
        yield Token(tail, starts=starts, joined=False)
    elif tail is not None:
        yield Token(head, starts=starts, joined=joined, ends=True)
    else:
        yield Token(head, starts=starts, joined=joined)


def _split_apostrophe(text: str, words: Words) -> tuple[str, str | None]:
    parts = APOSTROPHE.split(text, maxsplit=1)
    if len(parts) == 1:
        return text, None
    head, tail = parts
    is_suffix = tail.casefold() in ("", "s") or (words.apostrophe_suffixes and tail.islower())
    return (head, tail) if is_suffix or (tail and head.casefold() in words.elided) else (text, None)


def _compound(text: str, words: Words, *, starts: bool, joined: bool) -> Iterator[Token]:
    """Yield the name in "anti-Hamburg" and "Hamburg-based"; "Jean-Paul" and "Baden-Baden" stay one word."""
    first, *_, last = HYPHEN.split(text)
    if first[:1].isupper() and not last[:1].isupper() and not last.isdigit():
        yield Token(first, starts=starts, joined=joined, ends=True)
    elif last[:1].isupper() and not first[:1].isupper() and not first[:1].isdigit():
        yield Token(last, starts=False, joined=False)
    elif last.casefold() in words.titles and words.noun_capitals:
        yield Token(first, starts=starts, joined=joined, ends=True)
        yield Token(last, starts=False, joined=False)
    else:
        yield Token(text, starts=starts, joined=joined)


def _spells(word: str, token: Token, tag: Tag) -> bool:
    if tag.kind == "name" and word[0].isupper() and not token.is_capital:
        return False
    return fold_name(word) == fold_name(token.text)
