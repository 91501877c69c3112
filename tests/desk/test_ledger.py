"""The ledger is read whole or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_captures import Desk, capture

from news_digest.desk.ledger import RULES, Ledger
from news_digest.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_ledger_is_sorted_and_the_same_whatever_the_order_of_imports(desk: Desk) -> None:
    """Two editors who import the same seeds have the same file."""
    desk.put("b.txt", capture(code="2"))
    desk.run()
    desk.put("a.txt", capture(code="1"))
    desk.run()
    one_by_one = desk.project.ledger.read_bytes()
    desk.project.ledger.unlink()
    desk.run()
    assert desk.project.ledger.read_bytes() == one_by_one
    lines = [json.loads(line) for line in one_by_one.decode().splitlines()]
    assert lines[0] == {"ledger": 1}
    assert [line["seed"] for line in lines[1:]] == ["a.txt", "b.txt"]


def test_a_line_that_nobody_changed_keeps_its_spelling(desk: Desk) -> None:
    """However a person has spelt it; a story that is read again has its line as an import writes it."""
    desk.put("a.txt", capture("One", code="1"))
    desk.put("b.txt", capture("Two", code="2"))
    desk.run()
    head, one, two = desk.project.ledger.read_text("utf-8").splitlines()
    spelt = [json.dumps(json.loads(line), sort_keys=True, separators=(",", ":")) for line in (one, two)]
    desk.project.ledger.write_text("\n".join([head, *spelt, ""]), "utf-8")
    assert not desk.run().changed
    assert desk.project.ledger.read_text("utf-8").splitlines() == [head, *spelt]
    desk.put("b.txt", capture("Two", code="2", body="The capture says something else by now, and at some length."))
    assert desk.run().changed
    now = desk.project.ledger.read_text("utf-8").splitlines()
    assert now[1] == spelt[0]
    assert now[2].startswith('{"seed": "b.txt", "sha256": ')


DAMAGES: dict[str, tuple[Callable[[str], str], str]] = {
    "cut": (lambda text: text[:-40], r"ledger\.jsonl:2: this is no JSON object"),
    "merge": (lambda text: text.replace('{"seed', '<<<<<<< ours\n{"seed'), "keep the lines of both sides"),
    "headless": (lambda text: text.partition("\n")[2], "does not begin"),
    "newer": (lambda text: text.replace('{"ledger": 1}', '{"ledger": 4}'), "newer version"),
    "twice": (lambda text: text + text.partition("\n")[2], "second time"),
    "key": (lambda text: text.replace('"guid"', '"gid"'), "gid, guid"),
    "type": (lambda text: text.replace(f'"rules": {RULES}', f'"rules": "{RULES}"'), "rules has the wrong type"),
    "history": (
        lambda text: text.replace('"seed":', '"history": [["a", 1]], "seed":'),
        "no list of captures",
    ),
    "escape": (lambda text: text.replace('"file": "', '"file": "../../'), "outside"),
    "list": (lambda text: text + "[]\n", "no JSON object"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_ledger_stops_the_import_and_stays(desk: Desk, damage: str) -> None:
    """The message names the line and the way out; nothing is written."""
    desk.put("a.txt", capture())
    desk.run()
    change, message = DAMAGES[damage]
    desk.project.ledger.write_text(change(desk.project.ledger.read_text("utf-8")), "utf-8")
    before = desk.stamps()
    with pytest.raises(SettingsError, match=message):
        desk.run()
    assert desk.stamps() == before


def test_a_ledger_that_is_no_text_is_refused(desk: Desk) -> None:
    """As any damage is."""
    desk.project.ledger.parent.mkdir()
    desk.project.ledger.write_bytes(b'{"ledger": 1}\n\xff\xfe\n')
    with pytest.raises(SettingsError, match="UTF-8"):
        Ledger.load(desk.project.ledger)


def test_both_sides_of_a_merge_may_stand_in_any_order(desk: Desk) -> None:
    """The lines are sorted again when the ledger is next written."""
    for name in ("a", "b", "c"):
        desk.put(f"{name}.txt", capture(code=name))
    desk.run()
    text = desk.project.ledger.read_text("utf-8")
    head, *lines = text.splitlines(keepends=True)
    desk.project.ledger.write_text("".join([head, *reversed(lines)]), "utf-8")
    assert len(desk.run().unchanged) == 3
    assert desk.project.ledger.read_text("utf-8") == text
