"""Whether the codes that one story file names agree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .formers import Fault

_TAKE_OUT = "take it out of the list"


def contradictions(fields: Mapping[str, object]) -> Iterator[tuple[str, Fault]]:
    """Yield each key of which the codes say what another one denies, and what is wrong, given the fields of a story."""
    code, lead = fields.get("story_code"), fields.get("copy_of")
    if code and code in _codes(fields, "formerly"):
        yield "formerly", Fault(f"{code!r} is the story's code now", _TAKE_OUT)
    if code and code == lead:
        yield "copy_of", Fault("a story is no copy of itself", "name the story that leads, or take the key out")
    if code and code in _codes(fields, "not_copy_of"):
        yield "not_copy_of", Fault(f"{code!r} is the story's own code", _TAKE_OUT)
    if lead and lead in _codes(fields, "not_copy_of"):
        yield "not_copy_of", Fault(f"copy_of names {lead!r}, too", "keep it in one of the two")


def _codes(fields: Mapping[str, object], key: str) -> tuple[object, ...]:
    codes = fields.get(key)
    return codes if isinstance(codes, tuple) else ()
