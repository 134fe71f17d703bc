"""A time limit is a release's fault only where its own work took the time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from worker.app import configure, settings
from worker.settings import Settings
from worker.step import Batch


@pytest.fixture(autouse=True)
def short_limit() -> Iterator[None]:
    """A soft limit of a fifth of a second."""
    before = settings()
    configure(replace(Settings(), release_limit=0.1, soft_limit=0.2, work_budget=0.1))
    yield
    configure(before)


def _batch(*releases: int) -> Batch[None]:
    return Batch(
        token="t",
        attempts=dict.fromkeys(releases, 1),
        started_at=datetime(2026, 1, 31, tzinfo=UTC),
        began=time.monotonic(),
        began_busy=time.process_time(),
    )


def test_a_limit_that_comes_while_the_process_did_nothing_blames_nobody() -> None:
    batch = _batch(1)
    time.sleep(0.2)
    assert not batch.is_to_blame(SoftTimeLimitExceeded())


def test_work_that_takes_the_time_is_to_blame_when_it_is_alone() -> None:
    alone, together = _batch(1), _batch(1, 2)
    while time.process_time() - alone.began_busy < 0.1:
        pass
    assert alone.is_to_blame(SoftTimeLimitExceeded())
    assert not together.is_to_blame(SoftTimeLimitExceeded())


def test_memory_is_always_the_doing_of_who_is_alone() -> None:
    assert _batch(1).is_to_blame(MemoryError())
    assert not _batch(1, 2).is_to_blame(MemoryError())
