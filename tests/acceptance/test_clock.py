"""The clock that leases are compared with jumps, forward and back, by more than any lease is long."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

import clocks
import pytest
from ordeal import ROUNDS, TURNS, Disturbance, case, undergo
from sqlalchemy import make_url, text

from models.session import create_engine, writing
from worker import lifeline

pytestmark = pytest.mark.acceptance

HOUR = 3_600.0
_CLOCK = """
    CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
    'SELECT pg_catalog.clock_timestamp() + make_interval(secs => (SELECT seconds FROM clock.shift))'
"""


def clock_jumps(system: Any, chance: random.Random) -> Iterator[None]:
    """The clock jumps an hour forward, leases are left behind, and it jumps back."""
    with clocks.jumping(system.faults):
        for _ in range(ROUNDS):
            for jump in (HOUR, -HOUR):
                set_clocks(system, jump)
                # A process dies with leases of this hour in its hands.
                order = system.faults / "kill-extract.after_claim"
                order.touch()
                assert lifeline.wait_for(lambda order=order: not order.exists() or system.done(), patience=60)
                order.unlink(missing_ok=True)
                yield
                set_clocks(system, 0.0)
                time.sleep(chance.uniform(0.0, 0.1))
                yield
        system.finish(patience=60)


def set_clocks(system: Any, seconds: float) -> None:
    """Set the clocks of all processes, and the database server's."""
    clocks.set_clock(system.faults, seconds)
    if system.engine.dialect.name == "postgresql":
        with writing(system.engine) as connection:
            connection.execute(text("UPDATE clock.shift SET seconds = :seconds"), {"seconds": seconds})


@pytest.fixture
def server_clock(database_url: str) -> Iterator[None]:
    """A PostgreSQL whose clock can be set: its function is found before the server's own."""
    url = make_url(database_url)
    if url.get_backend_name() != "postgresql":
        yield
        return
    admin = create_engine(database_url)
    with admin.begin() as connection:
        for statement in (
            "CREATE SCHEMA clock",
            "CREATE TABLE clock.shift (seconds float8)",
            "INSERT INTO clock.shift VALUES (0)",
            _CLOCK,
            f"ALTER DATABASE {url.database} SET search_path = clock, pg_catalog, public",
        ):
            connection.execute(text(statement))
    yield
    with admin.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {url.database} RESET search_path"))
        connection.execute(text("DROP SCHEMA clock CASCADE"))
    admin.dispose()


@pytest.fixture
def system(server_clock: None, system: Any) -> Any:
    """A system that is made after the clock and gone before it."""
    return system


@pytest.mark.chaos
@pytest.mark.parametrize(
    ("fault", "database_url"),
    [case(clock_jumps, database) for database in TURNS],
    indirect=["database_url"],
)
def test_a_clock_that_jumps_keeps_nothing_waiting(
    fault: Disturbance, system: Any, made_up: Any, expected: Any, matrix: Any
) -> None:
    undergo(fault, system, made_up, expected, matrix)
