"""A deadline on processor time ends even a single match of a pattern, and leaves nothing behind."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from models.status import Step
from tasks.errors import DeadlineError
from worker.deadline import within
from worker.failures import failure

#: Tries every way to divide the letters, two to the power of their number, before it gives up.
CATASTROPHIC = re.compile(r"(a+)+$")
BAIT = "a" * 60 + "b"


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """No timer runs after a test."""
    yield
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def compute(seconds: float) -> str:
    """Use so much processor time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return "done"


def match_the_bait() -> None:
    CATASTROPHIC.match(BAIT)


def match_the_bait_elsewhere() -> None:
    CATASTROPHIC.match(BAIT)


def overdue(work: object) -> DeadlineError:
    """The error of work that runs for ever."""
    with pytest.raises(DeadlineError) as caught:
        within(0.05, work)  # type: ignore[arg-type]
    return caught.value


def test_a_pattern_that_runs_for_ever_is_interrupted() -> None:
    error = overdue(match_the_bait)
    assert "more than 0.05 s" in str(error)
    assert "test_deadline.py" in str(error)
    assert "(match_the_bait)" in str(error)
    assert "BALAGH_RELEASE_LIMIT" in str(error)


def test_the_pattern_that_ran_tells_failures_apart() -> None:
    here, again, elsewhere = (
        failure(1, Step.EXTRACT, overdue(work), 1)
        for work in (match_the_bait, match_the_bait, match_the_bait_elsewhere)
    )
    *_, code, message = [line for line in here.traceback.splitlines() if set(line) - set(" ^~")]
    assert (code.strip(), message[:13]) == ("CATASTROPHIC.match(BAIT)", "tasks.errors.")
    assert here.fingerprint == again.fingerprint != elsewhere.fingerprint


def test_work_within_its_time_gives_its_answer_and_the_next_has_all_of_its_own() -> None:
    for _ in range(3):
        assert within(0.3, compute, 0.15) == "done"


def test_time_in_which_nothing_is_computed_does_not_count() -> None:
    assert within(0.05, time.sleep, 0.2) is None


def test_nothing_is_interrupted_afterwards() -> None:
    overdue(match_the_bait)
    assert compute(0.2) == "done"


def test_work_that_swallows_the_error_gets_it_again() -> None:
    swallowed = []

    def stubborn() -> None:
        while True:
            try:
                match_the_bait()
            except DeadlineError as error:
                swallowed.append(error)
                if len(swallowed) == 2:
                    raise

    overdue(stubborn)
    assert len(swallowed) == 2


def test_an_error_of_the_work_goes_through() -> None:
    with pytest.raises(KeyError):
        within(10, {}.__getitem__, "missing")


def test_a_signal_that_comes_late_is_nobodys_error() -> None:
    within(10, str)
    signal.raise_signal(signal.SIGPROF)


def test_timed_work_inside_timed_work_has_the_time_of_the_whole() -> None:
    with pytest.raises(DeadlineError, match=r"more than 0\.05 s"):
        within(0.05, within, 10, match_the_bait)


def test_outside_of_the_main_thread_there_is_no_deadline() -> None:
    # Given
    answers: list[str] = []
    thread = threading.Thread(target=lambda: answers.append(within(0.05, compute, 0.2)))
    # When
    thread.start()
    thread.join()
    # Then
    assert answers == ["done"]


def test_somebody_else_who_listens_to_the_signal_keeps_it() -> None:
    # Given a profiler, say
    before = signal.getsignal(signal.SIGPROF)
    heard: list[int] = []
    signal.signal(signal.SIGPROF, lambda number, _: heard.append(number))
    # When, then
    try:
        assert within(0.05, compute, 0.2) == "done"
    finally:
        signal.signal(signal.SIGPROF, before)
    assert heard == []
