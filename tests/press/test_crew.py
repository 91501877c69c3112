"""Many processes give what one gives, in its order, and none outlives the work."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from code_map import PACKAGE

from news_digest.press import TemplateProblemError, WorkerLostError, WriteError, share, workers_for
from news_digest.press.crew import _cores, share_from_both_ends

WORKERS = (1, 2, 5)

# Works for a minute in each of two workers, whose numbers it prints; interrupted or killed by the test.
LONG_WORK = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from news_digest.press import share
def work(item):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(60)
list(share(work, range(2), workers=2))
"""


def square(number: int) -> int:
    """Return a number's square."""
    return number * number


def refuse(bad: int, error: Callable[[], BaseException]) -> Callable[[int], int]:
    """Return work that fails at one number."""

    def work(number: int) -> int:
        if number == bad:
            raise error()
        return number

    return work


def children() -> set[int]:
    """Return the processes that this one has started and not yet seen the end of."""
    return {int(word) for path in Path("/proc/self/task").glob("*/children") for word in path.read_text().split()}


def open_files() -> int:
    """Return how many files this process has open, but for those that nobody holds any more."""
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture(autouse=True)
def no_one_left() -> Iterator[None]:
    """See that each test leaves no process and no open file."""
    before, files = children(), open_files()
    yield
    assert children() == before
    assert open_files() == files


def is_running(process: int) -> bool:
    """Return whether there is such a process, and it is no mere entry."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that comes within seconds."""
    until = time.monotonic() + 10
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("workers", WORKERS)
@pytest.mark.parametrize("count", [0, 1, 2, 7, 1000])
def test_results_come_in_the_order_of_the_items(workers: int, count: int) -> None:
    """However many work on them."""
    assert list(share(square, range(count), workers=workers)) == [number * number for number in range(count)]


@pytest.mark.parametrize("workers", WORKERS)
def test_items_may_come_from_an_iterator_and_need_not_be_fit_for_pickle(workers: int) -> None:
    """They are inherited; the results alone travel."""
    items = ((lambda number=number: number) for number in range(100))
    assert list(share(lambda item: item(), items, workers=workers)) == list(range(100))


@pytest.mark.parametrize("workers", WORKERS)
@pytest.mark.parametrize("count", [0, 1, 2, 7, 1000])
def test_all_results_come_from_both_ends(workers: int, count: int) -> None:
    """Each once, in whatever order."""
    results = share_from_both_ends(square, range(count), workers=workers)
    assert sorted(results) == [number * number for number in range(count)]


def test_items_near_each_other_come_to_one_worker() -> None:
    """One begins at the first item, one at the last."""

    def work(number: int) -> tuple[int, int]:
        time.sleep(0.001)
        return number, os.getpid()

    who = dict(share_from_both_ends(work, range(200), workers=2))
    assert len(set(who.values())) == 2
    assert sum(who[number] != who[number + 1] for number in range(199)) == 1


@pytest.mark.parametrize("workers", WORKERS)
def test_an_error_comes_from_both_ends(workers: int) -> None:
    """As itself."""
    for bad in (0, 123, 499):
        with pytest.raises(WriteError):
            list(share_from_both_ends(refuse(bad, lambda: WriteError("a", "b")), range(500), workers=workers))


def test_a_worker_that_dies_is_told_of_from_both_ends() -> None:
    """The last one as well as the first."""
    for bad in (0, 499):
        work = refuse(bad, lambda: os._exit(7))
        with pytest.raises(WorkerLostError, match="ended with code 7"):
            list(share_from_both_ends(work, range(500), workers=2))


def test_work_from_both_ends_may_be_left() -> None:
    """Nobody goes on with it."""
    results = share_from_both_ends(square, range(100_000), workers=3)
    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator


def test_several_processes_take_part() -> None:
    """None of them is this one."""

    def work(_item: int) -> int:
        time.sleep(0.01)
        return os.getpid()

    found = set(share(work, range(40), workers=3))
    assert len(found) == 3
    assert os.getpid() not in found


def test_one_worker_is_this_process() -> None:
    """Nothing is forked for it."""
    assert set(share(lambda _item: os.getpid(), range(3), workers=1)) == {os.getpid()}


def test_results_larger_than_a_pipe_come_whole() -> None:
    """Also when all workers have some at once."""
    sizes = [3_000_000, 1, 200_000, 0] * 5
    assert [len(data) for data in share(bytes, sizes, workers=3)] == sizes


@pytest.mark.parametrize("workers", WORKERS)
def test_each_worker_begins_and_ends_once(tmp_path: Path, workers: int) -> None:
    """Before and after all its work, and before the last result is the last."""
    open_for: list[int] = []

    def work(_item: int) -> bool:
        return open_for == [os.getpid()]

    def end() -> None:
        (tmp_path / str(open_for.pop())).touch(exist_ok=False)

    done = share(work, range(100), workers=workers, begin=lambda: open_for.append(os.getpid()), end=end)
    assert all(done)
    assert len(list(tmp_path.iterdir())) == workers


def test_results_that_nobody_takes_yet_are_bounded(tmp_path: Path) -> None:
    """The workers wait for the reader."""

    def work(number: int) -> int:
        (tmp_path / str(number)).touch()
        return number

    results = share(work, range(5000), workers=2)
    assert next(results) == 0
    time.sleep(0.3)
    assert len(list(tmp_path.iterdir())) <= 2 * 4 * 64
    assert sum(results) == sum(range(5000))


@pytest.mark.parametrize("workers", WORKERS)
@pytest.mark.parametrize(
    "error",
    [
        lambda: WriteError("a.html", "no room"),
        lambda: TemplateProblemError("story.html:3", "story 7", "'headline' is undefined"),
        lambda: OSError(28, "No space left on device", "a.html"),
        lambda: UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
        lambda: KeyError("headline"),
        lambda: SystemExit(3),
    ],
)
def test_an_error_comes_out_as_itself(workers: int, error: Callable[[], BaseException]) -> None:
    """Its type, its words and what it knows; whoever catches it need not know of workers."""
    with pytest.raises(type(error())) as caught:
        list(share(refuse(123, error), range(500), workers=workers))
    assert str(caught.value) == str(error())
    assert caught.value.args == error().args
    known = {name: value for name, value in vars(caught.value).items() if name != "__notes__"}
    assert known == vars(error())


@pytest.mark.parametrize("workers", WORKERS)
def test_an_error_comes_in_its_turn(workers: int) -> None:
    """The results before it come first, and of two errors it is always the same one."""
    seen: list[int] = []
    with pytest.raises(WriteError, match="first"):
        seen.extend(share(refuse_twice, range(500), workers=workers))
    assert seen == list(range(300))


def refuse_twice(number: int) -> int:
    """Fail late at the first bad number, and at once at the second."""
    if number == 300:
        time.sleep(0.2)
        raise WriteError("first", "")
    if number == 310:
        raise WriteError("second", "")
    return number


def test_an_error_says_where_in_the_worker_it_was_raised() -> None:
    """The trace would else end in this process's wait."""
    with pytest.raises(WriteError) as caught:
        list(share(refuse(3, lambda: WriteError("a", "b")), range(9), workers=2))
    assert "in work" in caught.value.__notes__[0]


def test_an_error_that_cannot_travel_is_told_in_words() -> None:
    """A class of a function, or what it holds, may be unfit for pickle."""

    class LocalError(Exception):
        """Known to nobody else."""

    with pytest.raises(RuntimeError, match="LocalError: how odd"):
        list(share(refuse(3, lambda: LocalError("how odd")), range(9), workers=2))


def test_a_result_that_cannot_travel_is_an_error() -> None:
    """It is not lost in silence."""
    with pytest.raises((TypeError, AttributeError)):
        list(share(lambda _item: lambda: None, range(9), workers=2))


@pytest.mark.parametrize("workers", WORKERS)
@pytest.mark.parametrize("place", ["begin", "end"])
def test_an_error_in_the_beginning_or_the_end_comes_out(workers: int, place: str) -> None:
    """A worker without its record, or one that could not close it, has not done its work."""

    def fail() -> None:
        raise WriteError("record", place)

    with pytest.raises(WriteError, match=place):
        list(share(square, range(100), workers=workers, **{place: fail}))


def test_a_worker_that_is_killed_is_an_error_with_a_remedy() -> None:
    """As the kernel does it when memory runs out."""

    def work(number: int) -> int:
        if number == 50:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(WorkerLostError, match=r"was killed by SIGKILL.*fewer workers"):
        list(share(work, range(100), workers=2))


def test_a_worker_that_leaves_is_an_error() -> None:
    """Also when all of them do so before they take anything."""
    with pytest.raises(WorkerLostError, match="ended with code 7"):
        list(share(square, range(1000), workers=2, begin=lambda: os._exit(7)))


def test_what_a_worker_prints_is_seen_once(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing that waited here is printed again by a fork, and nothing of a worker is lost."""
    sys.stdout.write("before ")
    list(share(lambda number: sys.stdout.write(f"{number} "), range(3), workers=2))
    assert sorted(capfd.readouterr().out.split()) == ["0", "1", "2", "before"]


def test_no_worker_is_left_when_the_reader_stops() -> None:
    """The rest of the work is not done."""
    results = share(square, range(100_000), workers=3)
    assert next(results) == 0
    results.close()


def test_a_worker_at_work_cleans_up_behind_itself_when_the_reader_stops(tmp_path: Path) -> None:
    """It is told to stop, and given the time."""

    def work(number: int) -> int:
        if number:
            try:
                time.sleep(60)
            finally:
                (tmp_path / "cleaned").touch()
        return number

    results = share(work, range(3), workers=2, end=(tmp_path / f"{os.getpid()}").touch)
    next(results)
    time.sleep(0.1)
    results.close()
    assert (tmp_path / "cleaned").exists()


def test_a_worker_that_does_not_stop_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """After some patience."""
    monkeypatch.setattr("news_digest.press.forks.GRACE", 0.1)

    def work(number: int) -> int:
        if number:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(60)
        return number

    results = share(work, range(3), workers=2)
    next(results)
    time.sleep(0.1)
    begun = time.monotonic()
    results.close()
    assert time.monotonic() - begun < 5


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")  # from Python 3.12 on
def test_work_may_be_shared_by_another_thread_than_the_first() -> None:
    """A server builds in one."""
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.extend(share(square, range(100), workers=2)))
    thread.start()
    thread.join()
    assert found == [number * number for number in range(100)]


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGKILL, -signal.SIGKILL)])
def test_no_worker_outlives_an_interrupted_build(sent: signal.Signals, code: int) -> None:
    """Ctrl-C reaches all processes at once; after a kill the workers see by themselves that nobody listens."""
    command = [
        sys.executable,
        "-c",
        LONG_WORK.replace("60", "1" if sent == signal.SIGKILL else "60"),
        str(PACKAGE.parent),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        workers = [int(process.stdout.readline()) for _ in range(2)]
        if sent == signal.SIGINT:
            os.killpg(process.pid, sent)
        else:
            process.send_signal(sent)
        assert process.wait(10) == code
        wait_until(lambda: not any(map(is_running, workers)))


def test_workers_are_as_many_as_wanted_or_as_there_are_cores(tmp_path: Path) -> None:
    """A container's share of the cores counts, in whole ones."""
    assert workers_for(3) == 3
    assert workers_for(0) == 1
    assert 1 <= workers_for(None) <= len(os.sched_getaffinity(0))
    quota = tmp_path / "cpu.max"
    for text, cores in (("max 100000", _cores(tmp_path / "none")), ("50000 100000", 1), ("nonsense", _cores(tmp_path))):
        quota.write_text(text)
        assert _cores(quota) == cores


def test_there_is_one_worker_where_the_system_cannot_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was wanted."""
    monkeypatch.setattr("news_digest.press.crew._CAN_FORK", False)
    assert workers_for(4) == 1
    assert set(share(lambda _item: os.getpid(), range(3), workers=4)) == {os.getpid()}
