"""The headline: every short line above the body is a candidate, small named rules give it weight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from .beside import without_town
from .evidence import Evidence, evidence_of, is_long, shared, stands_among_repeats
from .marks import Mark
from .names import has_case, is_full_name, is_name, is_organisation, read_names
from .outline import Outline
from .rows import columns, core_of, ends_full_stop, has_sentence_break
from .shapes import Candidate
from .words import Words

_FURTHEST = 60
_LONGEST = 400
_SHORT = 20
_MOST_REPEATED = 3
_KICKER = 1.8
_LONGEST_NAMES = 160
_KNOWN, _KNOWN_WELL = 0.3, 0.5
_FULL, _FULL_WORDS = 45, 6
_MOST_BLANK = 3
_WIDE = 1.5
_NEAR_TRAIL = 3
_LONGEST_TRAIL = 60
_OPENING_QUOTES = '"“„«»‚‘『「'
_WORD = re.compile(r"[^\W_]{2,}")
_DATE = re.compile(
    r"\b\d{1,2}\b.{1,14}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d[-/.]\s?\d{1,2}\b|(?<!\d)(?:19|20)\d\d年\s?\d{1,2}月"
)
_VALUE = re.compile(r"[^:：]{2,24}[:：]\s?[\w./-]{0,20}\d[\w./-]{0,20}$")
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/\S*)?", re.IGNORECASE)
_SLUG = re.compile(r"[A-Z]{2}-{1,2}(?=[^\W\d_])[^\s,]+(?:,|$)")
_TRAILS = re.compile(r"\s[|–—-]\s")


Rule = Callable[[int, Mark, Evidence], float]


def printed_twice(index: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh repeats: pages print the headline again above the text or in the trail of sections."""
    folded = mark.row.folded
    known = mark.row.width >= _SHORT and (shared(mark, evidence) >= _KNOWN or not mark.row.bullet)
    twice = evidence.repeats[folded] > 1 and (len(folded.split()) > len("ab") or _is_wide(mark)) and known
    alien = has_case(mark.row.text) and shared(mark, evidence) == 0
    teaser = twice and (stands_among_repeats(index, mark, evidence) or (alien and evidence.repeated > 1))
    ends_trail = folded in evidence.crumbs and (mark.row.width >= _SHORT or len(folded.split()) > len("ab"))
    # Where menus and teasers are printed twice, that says nothing.
    return (4.0 if evidence.repeated <= _MOST_REPEATED and not teaser else 0.5) * twice + 4.0 * ends_trail


def _is_wide(mark: Mark) -> bool:
    """Return whether a line is of a script without spaces between words, and no name of a section."""
    return mark.row.width >= max(2 * _SHORT, _WIDE * len(mark.row.text))


def ends_a_trail(index: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh trails without signs: "News Town Headline" stands above "Headline", which is the headline."""
    marks = evidence.outline.marks
    above = marks[max(0, index - _NEAR_TRAIL) : index]
    below = marks[index + 1 : min(index + 1 + _NEAR_TRAIL, evidence.outline.start)]
    ends = any(_leads_to(other, mark) for other in above)
    # With the kicker joined to it the headline may stand below itself, too.
    return 4.0 * ends - 3.0 * any(_leads_to(mark, other) for other in (*above, *below))


def _leads_to(trail: Mark, mark: Mark) -> bool:
    """Return whether a line is the other one with the names of some sections before it."""
    before = trail.row.folded.removesuffix(f" {mark.row.folded}")
    return before != trail.row.folded and is_long(mark) and columns(before) <= _LONGEST_TRAIL


def printed_within(_: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh repeats in longer lines: "Headline Back to video", "1. Headline", the last step of a trail."""
    folded = mark.row.folded
    if not is_long(mark) or len(folded.split()) < len("abc") or shared(mark, evidence) < _KNOWN:
        return 0.0
    longer = (text for text in evidence.lines if len(folded) < len(text) <= len(folded) + _LONGEST_TRAIL)
    return 2.0 * any(folded in text for text in longer)


def words_of_the_body(_: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh shared words: a headline's come again in the story, those of menus do not."""
    return round(2.6 * shared(mark, evidence), 2)


def above_the_facts(index: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh what follows: date or byline stand some lines below it, above the body."""
    below = evidence.outline.marks[index + 1 : min(index + 9, evidence.outline.start)]
    told = any(found.field in {"date", "authors"} for other in below for found in other.findings)
    return 0.8 * (told and mark.row.width >= _SHORT)


def in_address(_: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh the page's address: it is made of the headline's words."""
    own = frozenset(_WORD.findall(mark.row.text.casefold()))
    return (
        4.0
        if any(len(own & slug) >= 0.6 * min(len(slug), len(own)) and len(own) > len("ab") for slug in evidence.slugs)
        else 0.0
    )


def length_of_a_headline(_: int, mark: Mark, __: Evidence) -> float:
    """Weigh the length: a headline has some words, and not too many."""
    width, words = mark.row.width, len(mark.row.text.split())
    if 25 <= width <= 140:  # noqa: PLR2004  columns of most headlines
        return 1.0
    if width < 12 or (words == 1 and mark.row.text.isascii()):  # noqa: PLR2004  a section's name
        return -2.0
    return -1.5 if width > 220 else 0.0  # noqa: PLR2004  a paragraph


def no_sentence(_: int, mark: Mark, __: Evidence) -> float:
    """Weigh the end: decks and paragraphs end with a full stop, captions and lists' heads with a colon."""
    text = mark.row.text
    if text[0] in _OPENING_QUOTES and core_of(text) != text:
        return 0.0
    asked = 1.0 * ("?" in core_of(text)[:-1])
    broken = (1.5 - asked) * has_sentence_break(text)
    return -2.0 * ends_full_stop(text) - 1.5 * text.endswith((":", "：")) - broken


def comes_first(index: int, _: Mark, evidence: Evidence) -> float:
    """Weigh the place: the first text of a capture is most often the headline."""
    return 2.0 if not any(mark.is_text for mark in evidence.outline.marks[:index]) else 0.0


def beside_the_facts(index: int, _: Mark, evidence: Evidence) -> float:
    """Weigh neighbours: date, code or byline stand right below or above it."""
    marks = evidence.outline.marks
    below = index + 1 < len(marks) and marks[index + 1].kind == "facts"
    above = index > 0 and marks[index - 1].kind == "facts"
    return 1.2 * below + 1.0 * above


def no_page_title(_: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh page titles: "Headline - Publisher" is not the headline where that stands alone as well."""
    before = _TRAILS.split(mark.row.folded)[0]
    alone = before != mark.row.folded and evidence.repeats[before] > 0 and columns(before) >= _SHORT
    titled = mark.row.folded in evidence.titled
    return 2.0 * (titled and mark.row.width >= _SHORT) - 3.0 * alone


def no_deck(index: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh what stands right above: under another line of some words it is a deck."""
    above = evidence.outline.marks[index - 1] if index else None
    close = above is not None and above.kind == "short" and mark.row.gap == 0 and not above.row.bullet
    below = above is not None and above.kind == "short" and not above.row.is_sentence and not above.row.bullet
    ends = below and ends_full_stop(mark.row.text)
    if (close or ends) and above and is_long(above):
        return -2.0
    if below and above is not None and 0 < mark.row.gap <= _MOST_BLANK and is_long(mark) and _is_full(above, evidence):
        return -2.5
    # A line parted by a blank one is a deck as well, unless the one above is so short that it is a kicker.
    parted = below and above is not None and mark.row.gap == 1 and is_long(above) and is_long(mark)
    return -1.0 if parted and above and above.row.width * _KICKER > mark.row.width else 0.0


def _is_full(mark: Mark, evidence: Evidence) -> bool:
    """Return whether a line says so much of what the body says that it is a headline, and no kicker above one."""
    long = mark.row.width >= _FULL and len(mark.row.text.split()) >= _FULL_WORDS
    return long and shared(mark, evidence) >= _KNOWN_WELL


def stands_alone(index: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh blank lines around it, or only below it."""
    marks = evidence.outline.marks
    below = index + 1 < len(marks) and marks[index + 1].row.gap > 0
    return 0.4 * (mark.row.gap > 0) + 0.2 * below


def near_the_body(index: int, _: Mark, evidence: Evidence) -> float:
    """Weigh the distance: the closer to the body the likelier, slowly."""
    between = evidence.outline.marks[index + 1 : evidence.outline.start]
    return -0.1 * sum(mark.kind == "short" for mark in between)


def no_list_item(_: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh bullets and names: menus are lists, names are bylines."""
    names = read_names(mark.row.text, evidence.words) if mark.row.width <= _LONGEST_NAMES else None
    people = names is not None and all(is_full_name(name) and len(name.split()) <= len("abc") for name in names)
    return -2.5 * bool(mark.row.bullet) - (1.5 + (len(names or ()) > 1)) * people


def not_listed(_: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh lists above the text: what stands in one of related stories is another story's headline."""
    return -4.0 * (mark.row.number in evidence.listed)


def no_newsroom(_: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh newsrooms: a name with its town behind it, or of few words of which one says what it is."""
    text = mark.row.text
    name = without_town(text)
    room = len(text.split()) <= len("abcd") and is_organisation(text, evidence.words)
    return -4.0 * (name != text) - 2.0 * room if is_name(name) else 0.0


def no_source(_: int, mark: Mark, evidence: Evidence) -> float:
    """Weigh credits: the name of who holds the rights is no headline."""
    return -3.0 if mark.row.folded in evidence.holders and len(mark.row.folded) < len("a") * 60 else 0.0


def no_address(_: int, mark: Mark, __: Evidence) -> float:
    """Weigh addresses: a host alone is none."""
    return -6.0 * (_HOST.fullmatch(mark.row.text) is not None)


def no_codes(_: int, mark: Mark, __: Evidence) -> float:
    """Weigh codes: a line whose words are half numbers, or a wire's keyword such as "BC-Ferries, 1st Ld"."""
    tokens = mark.row.text.split()
    numbers = sum(any(char.isdigit() for char in token) for token in tokens)
    return -4.0 * (len(tokens) > 1 and numbers > 0.5 * len(tokens)) - 4.0 * (_SLUG.match(mark.row.text) is not None)


def no_date(_: int, mark: Mark, __: Evidence) -> float:
    """Weigh dates: a line with a full date in it tells when, not what."""
    text = mark.row.text
    return -2.0 * (_DATE.search(text) is not None) - 3.0 * (_VALUE.match(text) is not None)


RULES: tuple[Rule, ...] = (
    printed_twice,
    ends_a_trail,
    printed_within,
    words_of_the_body,
    above_the_facts,
    in_address,
    length_of_a_headline,
    no_sentence,
    comes_first,
    beside_the_facts,
    no_page_title,
    no_deck,
    stands_alone,
    near_the_body,
    no_list_item,
    not_listed,
    no_newsroom,
    no_source,
    no_date,
    no_address,
    no_codes,
)


def _candidates(outline: Outline) -> Iterator[tuple[int, Mark]]:
    """Yield the lines that could be the headline: text above the body, or the first line where all is body."""
    first = max(0, outline.start - _FURTHEST)
    above = [
        (index, mark)
        for index, mark in enumerate(outline.head)
        if index >= first and mark.is_text and mark.row.width <= _LONGEST
    ]
    yield from above
    if not above:
        start = outline.body[0]
        quoted = start.row.text[0] in _OPENING_QUOTES
        if (quoted or not has_sentence_break(start.row.text)) and start.row.width <= _LONGEST and len(outline.body) > 1:
            yield outline.start, start


def find_headlines(outline: Outline, addresses: Sequence[str], words: Words) -> tuple[tuple[int, Candidate], ...]:
    """Return every candidate for the headline with its line's index; those with a label have the greatest weight."""
    evidence = evidence_of(outline, addresses, words)
    found: list[tuple[int, Candidate]] = []
    for index, mark in enumerate(outline.marks):
        told = (one for one in mark.findings if one.field == "headline")
        found += [(index, Candidate("headline", one.value, one.rule, f"line {mark.row.number}", 20.0)) for one in told]
    for index, mark in _candidates(outline):
        weights = {rule.__name__: rule(index, mark, evidence) for rule in RULES}
        reasons = ", ".join(name.replace("_", " ") for name, weight in weights.items() if weight > 0)
        weight = round(5.0 + sum(weights.values()), 2)
        found.append(
            (
                index,
                Candidate(
                    "headline", mark.row.text, reasons or "text above the body", f"line {mark.row.number}", weight
                ),
            )
        )
    return tuple(found)
