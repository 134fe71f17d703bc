"""Faults injected for real, while releases are on their way.

Each case disturbs a running system in one way. Afterwards every release is read or dead with a reason, no step counted
a release twice, and the facts equal those of an undisturbed run, row for row. ``make chaos`` runs the same cases with
more releases and rounds and writes the matrix of ``docs/reliability.md``.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psutil
import pytest
from ordeal import ROUNDS, Disturbance, case, in_turns, undergo
from sqlalchemy import make_url, text

from models.migrate import upgrade
from models.status import Step
from tasks.pipeline import chain_from

pytestmark = pytest.mark.acceptance

POINTS = ("after_claim", "before_commit", "after_commit")


def workers_killed(system: Any, chance: random.Random) -> Iterator[None]:
    """SIGKILL to a worker with all its processes, at random moments."""
    for _ in range(3 * ROUNDS):
        time.sleep(chance.uniform(0.05, 0.4))
        system.kill_worker(system.workers[0])
        system.start_worker()
        yield


def processes_killed(system: Any, chance: random.Random) -> Iterator[None]:
    """SIGKILL to single pool processes, at random moments."""
    for _ in range(5 * ROUNDS):
        time.sleep(chance.uniform(0.02, 0.2))
        with suppress(psutil.Error):
            children = psutil.Process(system.workers[0]).children()
            if children:
                chance.choice(children).kill()
        yield


def killed_at_every_boundary(system: Any, chance: random.Random) -> Iterator[None]:
    """SIGKILL after each claim, before and after each commit, of each step."""
    points = [f"{step.value}.{point}" for step in Step for point in POINTS]
    for point in chance.sample(points, len(points)):
        (system.faults / f"kill-{point}").touch()
    yield


def redis_killed(system: Any, chance: random.Random) -> Iterator[None]:
    """Redis killed and started again with nothing in it."""
    for _ in range(2 * ROUNDS):
        time.sleep(chance.uniform(0.02, 0.2))
        system.redis.kill()
        time.sleep(chance.uniform(0.0, 0.3))
        system.redis.start()
        yield


def redis_flushed(system: Any, chance: random.Random) -> Iterator[None]:
    """FLUSHALL: queues, unacknowledged messages, bindings, all gone."""
    for _ in range(5 * ROUNDS):
        time.sleep(chance.uniform(0.01, 0.1))
        system.redis.flush()
        yield


def redis_paused(system: Any, chance: random.Random) -> Iterator[None]:
    """Redis stops answering for a while."""
    for _ in range(ROUNDS):
        time.sleep(chance.uniform(0.0, 0.1))
        system.redis.pause(1.0)
        yield


def redis_full(system: Any, chance: random.Random) -> Iterator[None]:
    """Redis at its memory limit refuses whatever would add to it."""
    for _ in range(ROUNDS):
        time.sleep(chance.uniform(0.0, 0.1))
        system.redis.client.config_set("maxmemory", 1)
        time.sleep(1.0)
        system.redis.client.config_set("maxmemory", 0)
        yield


def delivered_ten_times(system: Any, chance: random.Random) -> Iterator[None]:
    """Ten messages for one, for steps in any order."""
    for _ in range(ROUNDS):
        for step in chance.choices(list(Step), k=30):
            chain_from(step).apply_async()
        yield


def two_sweeps(system: Any, chance: random.Random) -> Iterator[None]:
    """A second and a third scheduler."""
    system.start_sweep()
    system.start_sweep()
    yield


def worker_frozen(system: Any, chance: random.Random) -> Iterator[None]:
    """A worker is stopped until its leases have lapsed, others redo its work, then it goes on and commits too late."""
    frozen = system.workers[0]
    os.killpg(frozen, signal.SIGSTOP)
    system.start_worker()
    time.sleep(system.settings.lease + 0.5)
    os.killpg(frozen, signal.SIGCONT)
    yield


def database_locked(system: Any, chance: random.Random) -> Iterator[None]:
    """Another process holds SQLite's write lock."""
    path = str(make_url(system.settings.database).database)
    for _ in range(2 * ROUNDS):
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(0.7)
        connection.execute("ROLLBACK")
        connection.close()
        yield


def connections_cut(system: Any, chance: random.Random) -> Iterator[None]:
    """PostgreSQL ends every session of this database, at random moments."""
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
    )
    from models.session import create_engine

    admin = create_engine(make_url(system.settings.database).set(database="postgres"))
    for _ in range(4 * ROUNDS):
        time.sleep(chance.uniform(0.02, 0.2))
        with admin.connect() as connection:
            connection.execute(cut, {"name": make_url(system.settings.database).database})
        yield
    admin.dispose()


def migrated(system: Any, chance: random.Random) -> Iterator[None]:
    """Schema upgrades run while workers are at work."""
    for _ in range(3 * ROUNDS):
        time.sleep(chance.uniform(0.02, 0.2))
        upgrade(system.engine)
        yield


def postgresql_restarted(system: Any, chance: random.Random) -> Iterator[None]:
    """PostgreSQL shut down in a hurry and started again."""
    for _ in range(ROUNDS):
        time.sleep(chance.uniform(0.02, 0.2))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            system.postgres.stop()
            time.sleep(0.3)
            system.postgres.start()
        yield


ANY: tuple[Disturbance, ...] = (
    workers_killed, processes_killed, killed_at_every_boundary, redis_killed, redis_flushed, redis_paused,
    redis_full, delivered_ten_times, two_sweeps, worker_frozen, migrated,
)  # fmt: skip
ONLY: tuple[tuple[Disturbance, str], ...] = (
    (database_locked, "sqlite"),
    (connections_cut, "postgresql"),
    (postgresql_restarted, "postgresql"),
)


@pytest.mark.chaos
@pytest.mark.parametrize(
    ("fault", "database_url"),
    [*in_turns(ANY), *(case(fault, database) for fault, database in ONLY)],
    indirect=["database_url"],
)
def test_nothing_is_lost_and_nothing_counted_twice(
    fault: Disturbance, system: Any, made_up: Any, expected: Any, matrix: Any
) -> None:
    undergo(fault, system, made_up, expected, matrix)
