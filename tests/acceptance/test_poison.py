"""A release that harms its worker ends dead within its attempts; its neighbours are read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import fault_hooks
import pytest

from models.burial import dead_letters, revive
from models.session import reading, writing
from models.status import Status, Step

pytestmark = pytest.mark.acceptance

NEIGHBOURS = 30


def _poisoned(made_up: Any, *words: str) -> list[Any]:
    """Releases of which some, in the middle, hold poison."""
    releases = made_up(NEIGHBOURS)
    sick = [
        replace(release, external_id=f"r00015-{number}", text=f"{release.text}\n{word}")
        for number, (release, word) in enumerate(zip(made_up(len(words), start=900), words, strict=True))
    ]
    return [*releases[:15], *sick, *releases[15:]]


@pytest.mark.parametrize(
    ("word", "error", "attempts"),
    [
        pytest.param(fault_hooks.RAISES, "ValueError", 1, id="raises"),
        pytest.param(fault_hooks.KILLS, "WorkerLost", 3, id="kills"),
        pytest.param(fault_hooks.LOOPS, "WorkerLost", 3, id="loops"),
        pytest.param(fault_hooks.EATS, "MemoryError", 2, id="eats-memory"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_poison_ends_dead_and_takes_nobody_along(
    system: Any, made_up: Any, word: str, error: str, attempts: int
) -> None:
    # Given
    system.use(max_attempts=3, memory_limit_mb=300, lease=3.2, hard_limit=1.5, soft_limit=1)
    system.start_worker()
    system.start_sweep()
    # When
    system.submit(_poisoned(made_up, word))
    counts = system.finish(patience=120)
    # Then
    assert counts[Status.DEAD] == 1
    assert counts[Status.EXTRACTED] == NEIGHBOURS
    with reading(system.engine) as connection:
        (letter,) = dead_letters(connection)
    assert (letter.step, letter.error_class, letter.attempts) == (Step.NORMALIZE, error, attempts)
    assert len(letter.payload_sha256) == 64
    # And no text of a release stands in the log
    assert "المتحدث" not in system.log.read_text(encoding="utf-8")


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
