"""A text capture to a story: the lines are understood one by one, laid out, and each field's best candidate wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..capture.shapes import Capture
from ..errors import ParseError
from ..layouts import Choice, Layout, choose
from ..markdown.blocks import write_blocks
from ..story import Source, Story
from .body import blocks_of, body_rows
from .choice import best_headline
from .confidence import MOST_LINES_OF_A_HEAD, confidence_of
from .cuts import cuts_of
from .dates import LONGEST as LONGEST_DATE
from .days import order_shown
from .decks import start_after_standfirst
from .evidence import names_headline
from .finders import FINDERS
from .headline import find_headlines
from .keyed import read_keyed_head
from .labels import Context
from .language import LONG_LINE, language_of
from .mail import read_mail
from .marking import mark_row, set_refrains_apart, settle_marks, settle_shaped
from .marks import Mark
from .nesting import set_nested_apart
from .outline import Outline, plan
from .pairs import pair_labels
from .proposals import Page, Proposal, winners, with_winners_marked
from .records import read_records
from .related import sections_of
from .rows import Row, fold, rows_of
from .shapes import Candidate, Reading
from .tables import join_tables
from .unquote import unquote
from .words import load_words, words_for
from .wrap import unwrap

SOUGHT_BODY = "lines that are sentences, before the lists of related stories and comments"
# Of so many lines at either end of a text the layout is chosen.
_HEAD, _FOOT = 200, 60


def _choice_of(capture: Capture, layouts: Sequence[Layout]) -> Choice | None:
    text = "\n".join(line.text for line in capture.lines[:_HEAD])
    foot = "\n".join(line.text for line in capture.lines[_HEAD:][-_FOOT:])
    return choose(layouts, url=capture.url, text=text, foot=foot)


def _context_of(capture: Capture, layout: Layout | None) -> Context:
    """Return what reading the lines needs: words with the layout's labels, the text's language, its date order."""
    words = load_words()
    lang = language_of(" ".join(line.text for line in capture.lines[:2000] if len(line.text) > LONG_LINE), words)
    # Only short lines: dates in running text may be quoted from elsewhere.
    order = order_shown(line.text for line in capture.lines[:2000] if len(line.text) <= LONGEST_DATE)
    if layout is None:
        return Context(words_for(lang), lang, order)
    return Context(
        words_for(lang, layout.labels),
        lang,
        layout.date_order or order,
        layout.timezone,
        layout.lines,
        frozenset(fold(label) for label, _ in layout.labels),
        layout.family_first,
    )


def _marks_of(capture: Capture, context: Context) -> tuple[Mark, ...]:
    rows = rows_of(capture.lines)
    known: dict[int, Mark] = {}

    def mark_of(row: Row) -> Mark:
        if row.number not in known or known[row.number].row is not row:
            known[row.number] = mark_row(row, context)
        return known[row.number]

    def is_text(row: Row) -> bool:
        mark = mark_of(row)
        # A paragraph's broken line may look like a byline ("by the harbour") or a standing line ("continue.").
        return mark.is_text or (mark.kind in {"facts", "furniture"} and row.text[0].islower())

    marks = join_tables(settle_marks([mark_of(row) for row in unwrap(rows, is_text)], context))
    for read in (read_mail, read_records, pair_labels, read_keyed_head, settle_shaped):
        marks = read(marks, context)
    return set_nested_apart(set_refrains_apart(marks))


def _addresses(marks: Sequence[Mark], url: str | None) -> tuple[str, ...]:
    printed = tuple(found.value for mark in marks for found in mark.findings if found.field == "url")
    return (*((url,) if url else ()), *printed)


def _page_of(capture: Capture, outline: Outline, headline: tuple[int, Candidate], context: Context) -> Page:
    at, candidate = headline
    start = max(outline.start, at + 1) if at < outline.end else outline.start
    start = start_after_standfirst(outline.marks, at, start, outline.end, context.words)
    moved = replace(outline, start=start)
    return Page(moved, tuple(sections_of(outline.marks)), candidate.value, at, context, capture.url)


def _story(page: Page, won: dict[str, Proposal], body: str) -> Story:
    """Return the story of the winning values."""
    values: dict[str, Any] = {field: proposal.value for field, proposal in won.items() if field != "headline"}
    story = Story(headline=page.headline, body=body, **values)
    url = page.url or next(_own_addresses(page), None)
    if story.source and url:
        return replace(story, source=Source(story.source.name, url))
    return story


def _is_framed(outline: Outline) -> bool:
    """Return whether menus and teasers stand above the text, as where a whole page was copied."""
    return sum(mark.kind != "facts" and not mark.findings for mark in outline.head) > MOST_LINES_OF_A_HEAD


def _listed(page: Page) -> frozenset[int]:
    """Return the numbers of the lines in lists of related stories and tags."""
    lists = (section for section in page.sections if section.about in {"related", "tags"})
    return frozenset(mark.row.number for section in lists for mark in section.marks if mark.kind != "prose")


def _own_addresses(page: Page) -> Iterator[str]:
    """Yield the printed addresses of the story itself: labelled, or made of the headline's words."""
    told = [(mark, found) for mark in page.marks for found in mark.findings if found.field == "url"]
    yield from (found.value for mark, found in told if mark.kind == "facts" and "://" in found.value)
    yield from (found.value for _, found in told if names_headline(found.value, page.headline))


def parse_capture(capture: Capture, layouts: Sequence[Layout] = ()) -> Reading:
    """Return what a text capture tells, with every candidate of every field.

    `layouts` are the publishers' own layouts to choose from. Raises `ParseError` where no headline or no body is found.
    """
    capture = replace(capture, lines=unquote(capture.lines, load_words().forwarded))
    choice = _choice_of(capture, layouts)
    try:
        return _read(capture, choice)
    except ParseError:
        # Any text may show the signs of a format: it is refused for what it is, never for what it looks like.
        if choice is None or not choice.by_signs:
            raise
    return _read(capture, choice.without)


def _read(capture: Capture, choice: Choice | None) -> Reading:
    """Return what a text capture tells, read by a layout or by the general rules alone; raises `ParseError`."""
    context = _context_of(capture, choice.layout if choice else None)
    outline = plan(_marks_of(capture, context))
    if outline is None:
        raise ParseError(capture.name, "body", SOUGHT_BODY)
    headlines = find_headlines(outline, _addresses(outline.marks, capture.url), context.words)
    best = best_headline(headlines, capture.name, context.lang)
    page = _page_of(capture, outline, best, context)
    rows = body_rows(page.outline.body, page.headline, _listed(page))
    body = write_blocks(blocks_of(rows))
    if not body:
        raise ParseError(capture.name, "body", SOUGHT_BODY)
    shown = (best[1] if (at, one.weight) == (best[0], best[1].weight) else one for at, one in headlines)
    proposals = [Proposal(candidate, candidate.value) for candidate in shown]
    proposals += [proposal for finder in FINDERS for proposal in finder(page)]
    won = winners(proposals)
    candidates = with_winners_marked(proposals, won)
    told = {f"line {mark.row.number}": mark.row.number for mark in page.marks}
    used = [told[one.origin] for one in candidates if one.won and one.origin in told]
    cuts = cuts_of(page, frozenset([*used, *(row.number for row in rows)]))
    chosen = choice.told if choice else ""
    confidence = confidence_of(candidates, framed=_is_framed(outline))
    return Reading(_story(page, won, body), candidates, cuts, confidence, layout=chosen)
