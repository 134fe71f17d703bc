"""What every fault case is put through: a system at work, a disturbance, and then the same facts as without it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from models.status import Status

RELEASES = int(os.environ.get("CHAOS_RELEASES", "80"))
ROUNDS = int(os.environ.get("CHAOS_ROUNDS", "1"))
#: A chaos run takes every fault to both databases; the shorter version takes turns.
BOTH = "CHAOS_ROUNDS" in os.environ
TURNS = ("sqlite", "postgresql")

#: Disturbs a system; each ``yield`` is one time. Its docstring names it in the matrix.
Disturbance = Callable[[Any, random.Random], Iterator[None]]


def in_turns(faults: Sequence[Disturbance]) -> list[Any]:
    """Parameters ``fault`` and ``database_url`` for faults that both databases must bear."""
    return [
        case(fault, database)
        for turn, fault in enumerate(faults)
        for database in (TURNS if BOTH else (TURNS[turn % 2],))
    ]


def case(fault: Disturbance, database: str) -> Any:
    """One fault on one database."""
    return pytest.param(fault, database, id=f"{fault.__name__}-{database}")


def undergo(fault: Disturbance, system: Any, made_up: Any, expected: Any, matrix: Any) -> None:
    """Disturb a system at work; afterwards nothing is lost, nothing was counted twice, and the facts are the same."""
    # Given a system at work
    releases = made_up(RELEASES)
    wanted = expected(releases)
    system.start_worker()
    system.start_sweep()
    system.submit(releases)
    system.wait_until(lambda counts: counts[Status.RECEIVED] < RELEASES)
    # When it is disturbed
    times = 0
    for _ in fault(system, random.Random(RELEASES)):
        times += 1
    counts = system.finish(patience=120)
    # Then
    passed = system.passed()
    lost = RELEASES - counts[Status.EXTRACTED] - counts[Status.DEAD]
    doubled = sum(max(0, count - RELEASES) for count in passed.values())
    matrix.add(fault.__doc__, system.engine.dialect.name, times, RELEASES, lost, doubled)
    assert (lost, doubled) == (0, 0)
    assert counts[Status.EXTRACTED] == RELEASES, system.causes_of_death()
    assert system.facts() == wanted
