"""Stories read by many hands: the same result, in the same order, with few of them waiting."""

from __future__ import annotations

import os
import pickle
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from containers import answers, rss, warc
from desk_captures import Desk, capture

from news_digest.capture.containers import Document
from news_digest.desk import crew as crew_module
from news_digest.desk.crew import FEW, WINDOW, Crew, crew, read_one
from news_digest.desk.importing import import_seeds
from news_digest.errors import CaptureError, ParseError, SettingsError, StoryFileError
from news_digest.parse import Reading
from news_digest.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def documents(count: int) -> list[tuple[int, Document | None]]:
    """Return numbered documents, each of its own, every seventh turn without one."""
    found: list[tuple[int, Document | None]] = []
    for number in range(count):
        text = capture(f"The ferries return on day {number}", code=str(number))
        document = Document(f"{number}.txt", "", text.encode(), "text")
        found.append((number, document if number % 7 else None))
    return found


def headlines(found: Iterator[tuple[int, object]]) -> list[tuple[int, str]]:
    """Return the headlines with their turns."""
    return [(turn, one.story.headline if isinstance(one, Reading) else repr(one)) for turn, one in found]


def test_the_answers_come_in_the_order_of_the_documents() -> None:
    """Whoever reads them."""
    alone = headlines(Crew().read_all(documents(60)))
    with crew(2) as hands:
        assert headlines(hands.read_all(documents(60))) == alone
    with ThreadPoolExecutor(3) as threads:
        assert headlines(Crew(threads, WINDOW).read_all(documents(60))) == alone
    assert [turn for turn, _ in alone] == list(range(60))


def test_an_error_travels_as_it_is() -> None:
    """From a process to another, with all that it says."""
    errors = (
        CaptureError("a.txt", "it is empty", "remove it"),
        ParseError("a.txt", "headline", "first line"),
        StoryFileError("a.md", 3, "title", "it is bad", "mend it"),
        SettingsError("a.toml", "it is bad", "mend it"),
    )
    for error in errors:
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_a_story_travels_with_what_is_kept_beside_its_keys() -> None:
    """Which no one can change, there as here."""
    document = Document("a.txt", "", capture().encode(), "text", url="https://a.example/1")
    reading = read_one(document)
    assert isinstance(reading, Reading)
    again = pickle.loads(pickle.dumps(reading))
    assert again == reading
    assert isinstance(again.story.extra, MappingProxyType)


class Counting(Executor):
    """An executor that does nothing until it is asked for an answer, and counts what waits."""

    def __init__(self) -> None:
        self.waiting = self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as its base
        """Keep a piece of work."""
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        outer = self

        class Late(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:  # noqa: ANN401 - as its base
                del timeout
                outer.waiting -= 1
                return fn(*args, **kwargs)

        return Late()


def test_no_more_documents_wait_than_the_window_holds() -> None:
    """A million records are not handed out at once, nor read from their archive before their time."""
    hands = Counting()
    taken = 0

    def turns() -> Iterator[tuple[int, Document | None]]:
        nonlocal taken
        for turn in documents(200):
            taken += 1
            yield turn

    answered = 0
    for _ in Crew(hands, window=8).read_all(turns()):
        answered += 1
        assert taken <= answered + 9
    assert answered == 200
    assert hands.most <= 9


def test_a_worker_that_dies_spikes_the_document_that_it_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are read all the same."""

    def deadly(document: Document, layouts: tuple[object, ...] = ()) -> object:
        if b"day 30" in document.data:
            os._exit(9)
        return read_one(document, layouts)  # type: ignore[arg-type]

    monkeypatch.setattr(crew_module, "read_one", deadly)
    monkeypatch.setattr(crew_module, "_METHOD", "fork")
    globals()["deadly"] = deadly
    deadly.__module__, deadly.__qualname__ = __name__, "deadly"
    with crew(2) as hands:
        found = dict(hands.read_all(documents(FEW + 60)))
    assert isinstance(found[30], CaptureError)
    assert "ended without a word" in found[30].reason
    assert all(isinstance(one, Reading) for turn, one in found.items() if turn % 7 and turn != 30)


def imported(folder: Path, **wishes: Any) -> tuple[dict[str, bytes], object]:  # noqa: ANN401 - handed on as they are
    """Return the files and the report of an import of the same seeds."""
    desk = Desk(Project.at(folder))
    for number in range(40):
        desk.put(f"{number % 9}/{number}.txt", capture(f"The ferries return on day {number}", code=str(number % 31)))
    desk.put("bad.txt", b"")
    desk.put("week.xml", rss())
    desk.put("crawl.warc.gz", warc(answers(), packed=True))
    report = import_seeds(desk.project, **wishes)
    root = desk.project.root
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}, report


def test_an_import_is_the_same_with_any_number_of_workers(tmp_path: Path) -> None:
    """Files, ledger and report, byte for byte."""
    alone = imported(tmp_path / "alone")
    assert imported(tmp_path / "three", workers=3) == alone
    with ThreadPoolExecutor(2) as threads:
        assert imported(tmp_path / "threads", hands=Crew(threads, WINDOW)) == alone
