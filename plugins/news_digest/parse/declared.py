"""What a container or a sidecar declares of a story, beside what its text says: the heaviest candidate wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, get_args

from ..capture.containers import NOTHING, Declared, Document
from ..story import Rights, Source, Story
from .confidence import confidence_of
from .proposals import Proposal
from .shapes import Candidate, Reading

SIDECAR = 100.0
"""The weight of what an editor says: more than that of any rule."""

_WEIGHTS: Mapping[str, float] = MappingProxyType({
    "headline": 20.0, "date": 2.0, "modified": 2.0, "authors": 1.5, "tags": 1.5, "source": 0.9, "publisher": 0.9,
    "lang": 0.5, "deck": 0.4,
})  # fmt: skip
"""How much a container's word counts; a label in the text has 1, its likeliest headline 10.

Whose feed it is need not be who published first, a feed's language need not be the story's, and its summary need not be
the story's deck.
"""

_FIELDS = tuple(field.name for field in fields(Story) if field.name != "rights")


def with_declared(reading: Reading, document: Document) -> Reading:
    """Return the reading of a document's text with what its container and its sidecar declare."""
    proposals = (*_proposals(document.beside, document.beside_name), *_proposals(document.declared, document.origin))
    for proposal in proposals:
        reading = _with(reading, proposal)
    story = replace(reading.story, extra=_extra(reading.story, document), rights=_rights(document))
    if story.source and story.source.url is None and document.url:
        story = replace(story, source=Source(story.source.name, document.url))
    return replace(reading, story=story)


def _proposals(declared: Declared, origin: str) -> Iterator[Proposal]:
    beside = origin.endswith(".toml")
    for field in _FIELDS if declared != NOTHING else ():
        value = getattr(declared, field, None)
        if value not in {None, ()}:
            weight = SIDECAR if beside else _WEIGHTS.get(field, 1.0)
            rule = "sidecar" if beside else "declared"
            yield Proposal(Candidate(field, _shown(value), rule, origin, weight), value)


def _shown(value: object) -> str:
    if isinstance(value, Source):
        return value.name
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _with(reading: Reading, proposal: Proposal) -> Reading:
    """Return the reading with one candidate more, which wins where it is heavier than the one that won."""
    field, weight = proposal.candidate.field, proposal.candidate.weight
    if any(one.won and one.field == field and one.weight >= weight for one in reading.candidates):
        return replace(reading, candidates=(*reading.candidates, proposal.candidate))
    others = (replace(one, won=False) if one.field == field else one for one in reading.candidates)
    winner = replace(proposal.candidate, won=True)
    values: dict[str, Any] = {field: proposal.value}
    story = replace(reading.story, **values)
    told = (*others, winner)
    # The other fields keep theirs: those of a page are weighed otherwise than those of a text.
    own = {name: share for name, share in confidence_of(told).items() if name == field}
    confidence = MappingProxyType({**reading.confidence, **own}) if reading.confidence else {}
    return replace(reading, story=story, candidates=told, confidence=confidence)


def _rights(document: Document) -> Rights | None:
    """Return how much of the story may be shown as a sidecar says; what a publisher says of that decides nothing."""
    return next((rights for rights in get_args(Rights) if rights == document.beside.rights), None)


def _extra(story: Story, document: Document) -> Mapping[str, object]:
    notice = document.declared.rights if _rights(document) else document.beside.rights or document.declared.rights
    extent = document.declared.extent
    said = {"rights_notice": notice, "extent": extent if extent != "full" else None, "captured": document.captured}
    return MappingProxyType({**story.extra, **{key: value for key, value in said.items() if value is not None}})
