"""A release that harms its worker ends dead within its attempts; its neighbours are read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import fault_hooks
import psutil
import pytest
from sqlalchemy import text

from models.burial import dead_letters, revive
from models.loading import load_raw
from models.session import reading, writing
from models.status import Status, Step
from worker.lifeline import wait_for

pytestmark = pytest.mark.acceptance

NEIGHBOURS = 9  # with batches of ten, one poisoned release stands in the middle of each


def _poisoned(made_up: Any, *words: str) -> list[Any]:
    releases = []
    for number, word in enumerate(words):
        batch = made_up(NEIGHBOURS + 1, start=number * 10)
        batch[5] = replace(batch[5], text=f"{batch[5].text}\n{word}")
        releases += batch
    return releases


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_poison_ends_dead_and_takes_nobody_along(system: Any, made_up: Any) -> None:
    # Given releases that raise, kill their worker, loop past every exception, and eat memory, each among neighbours
    ends = {
        fault_hooks.RAISES: ("ValueError", 1),
        fault_hooks.KILLS: ("WorkerLost", 3),
        fault_hooks.LOOPS: ("WorkerLost", 3),
        fault_hooks.EATS: ("MemoryError", 2),
    }
    system.use(
        max_attempts=3,
        memory_limit_mb=300,
        lease=3.2,
        hard_limit=2,
        soft_limit=1.5,
        release_limit=1.4,
        work_budget=0.5,
    )
    system.start_worker()
    system.start_sweep()
    # When
    system.submit(_poisoned(made_up, *ends))
    counts = system.finish(patience=120)
    # Then
    assert counts[Status.DEAD] == len(ends)
    assert counts[Status.EXTRACTED] == NEIGHBOURS * len(ends)
    with reading(system.engine) as connection:
        letters = dead_letters(connection)
        raw = load_raw(connection, [letter.release_id for letter in letters])
    words = {release.id: release.text.rpartition("\n")[2] for release in raw}
    assert {words[letter.release_id]: (letter.error_class, letter.attempts) for letter in letters} == ends
    assert {letter.step for letter in letters} == {Step.NORMALIZE}
    assert (
        len({letter.fingerprint for letter in letters}) == 3
    )  # both that were lost without a word share one
    # And no text of a release stands in the log
    assert "المتحدث" not in system.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_pattern_that_runs_for_ever_costs_its_release_and_nothing_else(system: Any, made_up: Any) -> None:
    # Given a release whose text makes one search of one pattern run for years, among neighbours
    system.use(release_limit=0.5, soft_limit=40, hard_limit=45, lease=50, visibility_timeout=60)
    worker = system.start_worker()
    system.start_sweep()
    assert wait_for(lambda: len(psutil.Process(worker).children()) == 2, patience=30)
    processes = {process.pid for process in psutil.Process(worker).children()}
    # When
    system.submit(_poisoned(made_up, fault_hooks.BAITS))
    counts = system.finish()
    # Then its first attempt was its last, and the dead letter says what to mend
    assert (counts[Status.DEAD], counts[Status.EXTRACTED]) == (1, NEIGHBOURS)
    with reading(system.engine) as connection:
        (letter,) = dead_letters(connection)
        batches = connection.execute(
            text("SELECT claimed, advanced, dead, given_back FROM batches WHERE step = 'normalize'")
        )
        # and the neighbours were read in the same batch, by processes that live on
        assert batches.all() == [(NEIGHBOURS + 1, NEIGHBOURS, 1, 0)]
    assert (letter.error_class, letter.step, letter.attempts) == ("DeadlineError", Step.NORMALIZE, 1)
    assert "BALAGH_RELEASE_LIMIT" in letter.message
    assert "_CATASTROPHIC.match" in letter.traceback
    assert {process.pid for process in psutil.Process(worker).children()} == processes


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_dead_release_that_is_mended_goes_through_when_retried(system: Any, made_up: Any) -> None:
    # Given a release that is dead because of a fault in the code
    system.start_worker()
    system.start_sweep()
    system.submit(_poisoned(made_up, fault_hooks.RAISES))
    assert system.finish()[Status.DEAD] == 1
    # When the code is mended (no hooks) and the release is retried
    system.kill_worker(system.workers[0])
    system.faults = ""
    system.start_worker()
    with writing(system.engine) as connection:
        assert revive(connection, everything=True) == {Step.NORMALIZE: 1}
    counts = system.finish()
    # Then
    assert counts[Status.DEAD] == 0
    assert counts[Status.EXTRACTED] == NEIGHBOURS + 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_slow_batch_stores_what_is_done_and_gives_back_the_rest(system: Any, made_up: Any) -> None:
    # Given releases that together take far longer than a batch may
    system.use(work_budget=0.5)
    slow = [
        replace(release, text=f"{release.text}\n{fault_hooks.SLEEPS}") for release in made_up(10, start=500)
    ]
    # When
    system.start_worker()
    system.start_sweep()
    system.submit(slow)
    counts = system.finish()
    # Then all are read, and none was tried again for it
    assert counts[Status.EXTRACTED] == len(slow)
    assert system.passed()[Step.NORMALIZE] == len(slow)
