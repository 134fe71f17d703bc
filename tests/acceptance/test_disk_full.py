"""No space on the disk, in the middle of work: a delay, never a dead letter, and nothing half stored."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import psutil
import pytest
from disks import Disk, limit_files, small_disk
from ordeal import RELEASES, ROUNDS, TURNS, Disturbance, case, undergo
from sqlalchemy import make_url, text

from models.session import create_engine, reading, writing
from tasks.errors import RetryableError
from worker import lifeline

pytestmark = pytest.mark.acceptance

#: What is left for the work of a case to fill up (bytes); handing its releases in takes a part of it.
LEFT = 200_000 + 5_000 * RELEASES
#: Less than the database has already, more than the log of a worker comes to (bytes).
QUOTA = 100_000
#: What the databases say.
NO_SPACE = r".*(disk is full|disk I/O error|[Nn]o space left).*"


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> Iterator[Disk]:
    """The disk that the database is on."""
    owner = os.getuid()
    if _dialect(request) == "postgresql":
        owner = psutil.Process(request.getfixturevalue("postgres_server").get_pid()).uids().real
    with small_disk(owner) as made:
        yield made


@pytest.fixture
def system(system: Any, disk: Disk) -> Any:
    """A system that knows its disk."""
    system.disk = disk
    return system


@pytest.fixture
def database_url(request: pytest.FixtureRequest, disk: Disk, new_database: Any) -> Iterator[str]:
    """A database with all tables on that disk."""
    if _dialect(request) == "sqlite":
        path = disk.folder / "balagh.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgres_server")
    admin = create_engine(server.get_uri())
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # The log of changes stays elsewhere: where that finds no space the server ends itself, which is another case.
        connection.execute(text(f"CREATE TABLESPACE small LOCATION '{disk.folder}'"))
        url = new_database(server, prepared=True, tablespace="small")
        yield url
        disk.free()
        connection.execute(text(f"DROP DATABASE {make_url(url).database} WITH (FORCE)"))
        connection.execute(text("DROP TABLESPACE small"))
    admin.dispose()


def _dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param if hasattr(request, "param") else request.node.callspec.params["database_url"])


def disk_full(system: Any, chance: random.Random) -> Iterator[None]:
    """The disk fills up, then has space again."""
    if not system.disk.mounted:
        yield from quota(system, chance)
        return
    for _ in range(ROUNDS):
        before = _refusals(system)
        system.disk.fill()
        _wait(system, before)
        time.sleep(chance.uniform(0.0, 0.5))
        system.disk.free()
        yield


def quota(system: Any, chance: random.Random) -> Iterator[None]:
    """Files may not grow, as under a quota, then they may."""
    for _ in range(ROUNDS):
        limited: set[int] = set()
        _wait(system, _refusals(system), meanwhile=partial(_limit, system, limited))
        limit_files(limited, None)
        yield


def _limit(system: Any, limited: set[int]) -> None:
    """Limit who writes now, sessions and processes that came up meanwhile included."""
    limited.update(_writers(system))
    limit_files(limited, QUOTA if system.engine.dialect.name == "sqlite" else 0)


def _wait(system: Any, before: int, *, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Until workers were refused several times, or nothing is left to be refused."""

    def refused() -> bool:
        meanwhile()
        return _refusals(system) >= before + 4 or system.done()

    assert lifeline.wait_for(refused, patience=60)


def _writers(system: Any) -> list[int]:
    """The processes that write to the database's files."""
    if system.engine.dialect.name == "sqlite":
        workers = [psutil.Process(number) for number in system.workers]
        return [process.pid for worker in workers for process in (worker, *worker.children(recursive=True))]
    with reading(system.engine) as connection:
        sessions = text(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return list(connection.scalars(sessions))


def _refusals(system: Any) -> int:
    """How often a worker had to try again, so far."""
    lines = system.log.read_text(encoding="utf-8").splitlines() if system.log.exists() else []
    return sum('"event": "retry"' in line for line in lines)


@contextmanager
def no_space(system: Any) -> Iterator[None]:
    """Have nothing more fit on the disk; where none may be mounted, by the nearest thing there is."""
    if system.disk.mounted:
        system.disk.fill()
        yield
        system.disk.free()
    elif system.engine.dialect.name == "sqlite":
        limit_files([os.getpid()], QUOTA)
        yield
        limit_files([os.getpid()], None)
    else:
        with writing(system.engine) as connection:
            connection.execute(
                text(
                    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$ BEGIN RAISE disk_full USING MESSAGE = 'no space left'; END $$"
                )
            )
            connection.execute(
                text("CREATE TRIGGER full_disk BEFORE INSERT ON raw_texts EXECUTE FUNCTION refuse()")
            )
        yield
        with writing(system.engine) as connection:
            connection.execute(text("DROP TRIGGER full_disk ON raw_texts"))


@pytest.mark.parametrize("database_url", TURNS, indirect=True)
def test_submitting_to_a_full_disk_says_so_and_stores_nothing(system: Any, made_up: Any, submit: Any) -> None:
    # Given small releases and one that does not fit
    large = replace(made_up(1, start=9)[0], text="بيان " * 100_000)
    releases = [*made_up(5), large]
    rows = json.dumps({"id": "large", "text": large.text}) + "\n"
    system.use(retry_tries=2)
    # When there is no space
    with no_space(system):
        with pytest.raises(RetryableError, match=f"submit failed 2 times: {NO_SPACE}"):
            system.submit(releases)
        told = submit(rows)
    # Then
    assert (told.returncode, told.stdout) == (1, "")
    last = told.stderr.splitlines()[-1]
    said = f"balagh: (submit failed 2 times|the database [^ ]+ cannot be used): {NO_SPACE}"
    assert re.fullmatch(said, last), told.stderr
    assert sum(system.counts().values()) == 0
    # And when there is space again the same calls go through
    assert system.submit(releases).created == 6
    assert submit(rows).stdout == "1 new, 0 known before, 0 refused\n"


@pytest.fixture
def submit(system: Any, balagh: Any) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """``balagh submit`` with rows on its standard input."""

    def run(rows: str) -> subprocess.CompletedProcess[str]:
        settings = system.settings.as_environment()
        if system.disk.mounted:
            done: subprocess.CompletedProcess[str] = balagh("submit", "-", given=rows, **settings)
            return done
        # Only a child of ours has the limit that we set ourselves.
        return subprocess.run(
            [sys.executable, "-P", "-m", "worker", "submit", "-"],
            env={**os.environ, **settings},
            input=rows, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    return run


@pytest.mark.chaos
@pytest.mark.parametrize(
    ("fault", "database_url"),
    [case(fault, database) for fault in (disk_full, quota) for database in TURNS],
    indirect=["database_url"],
)
def test_no_space_is_only_a_delay(
    fault: Disturbance, system: Any, made_up: Any, expected: Any, matrix: Any
) -> None:
    # Given workers that give up soon, releases that may be tried only once more, and a disk that their work will fill
    system.use(retry_tries=3, max_attempts=2)
    if fault is disk_full and system.disk.mounted:
        system.disk.fill(leave=LEFT)
    undergo(fault, system, made_up, expected, matrix)
