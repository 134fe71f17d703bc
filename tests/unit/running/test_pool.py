"""What the pool of a worker is started with; the reasons stand beside the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from billiard.pool import Pool
from celery.concurrency.prefork import TaskPool
from celery.worker.worker import WorkController

from worker.app import app, configure, settings
from worker.settings import Settings


class Recorded(Pool):  # type: ignore[misc] # billiard has no types
    """A pool that remembers what it was made with and starts no process."""

    def _create_worker_process(self, i: int) -> None:
        pass


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The pool as a worker makes it."""
    before = settings()
    configure(Settings(redis_url="redis://127.0.0.1:1/0", database_url="sqlite:///unused.db"))
    monkeypatch.setattr(TaskPool, "Pool", staticmethod(lambda **given: Recorded(**_known(given))))
    made = WorkController(app=app, concurrency=1, pool="prefork", hostname="made-up@host").pool
    made.on_start()
    yield made._pool
    configure(before)


def _known(given: dict[str, Any]) -> dict[str, Any]:
    """Without what only Celery's own kind of pool takes, and without threads that look after processes."""
    ours = {"sched_strategy", "proc_alive_timeout"}
    return {name: value for name, value in given.items() if name not in ours} | {"threads": False}


def test_a_killed_process_is_reported_after_a_second(pool: Any) -> None:
    """By default after ten: that long its ticket and its place among the prefetched ones would be held."""
    assert pool.lost_worker_timeout == 1.0


def test_limits_of_batches_are_those_of_the_settings(pool: Any) -> None:
    assert (pool.soft_timeout, pool.timeout) == (Settings().soft_limit, Settings().hard_limit)
