"""Engines and transactions on SQLite and PostgreSQL, with the settings that many workers need."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import uniform
from shlex import quote
from typing import Any, Final
from zlib import crc32

import sqlalchemy
from sqlalchemy import URL, Connection, Engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from models.functions import register_functions
from tasks.errors import ConfigurationError, OverdueError

#: A writer waits this long for another one (s); 30 s is the least that several busy writers were measured to need.
BUSY_TIMEOUT: Final = 60

#: How long a connection attempt to PostgreSQL may take (s).
CONNECT_TIMEOUT: Final = 10

_WRITING: Final = "balagh_writing"


def create_engine(url: str | URL, *, durable: bool = True, create: bool = True) -> Engine:
    """An engine for a SQLAlchemy URL of SQLite or PostgreSQL.

    With ``durable`` a commit survives a power cut, which submitting needs; without it the last commits before a crash
    may be lost (never torn), which processing can redo. Without ``create`` a SQLite file must exist already.
    Raises ConfigurationError where the URL cannot be used.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(parsed, durable=durable, create=create)
    return _postgresql_engine(parsed, durable=durable)


def _parse(url: str | URL) -> URL:
    """The URL with the driver we use; only SQLite and PostgreSQL pass."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        message = (
            "this is not a database URL; write sqlite:///releases.db, sqlite:////data/releases.db or "
            "postgresql://user@host/name"
        )
        raise ConfigurationError(message) from None
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        if not parsed.database:
            message = f"the database URL {shown(parsed)} names no database"
            raise ConfigurationError(message)
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        return parsed.set(drivername="sqlite")
    message = f"the database {parsed.drivername!r} is not supported; use sqlite or postgresql"
    raise ConfigurationError(message)


def shown(url: str | URL) -> str:
    """A database URL fit for logs and messages: without its password, and readable where it may be.

    >>> shown("postgresql://writer:secret@db/balagh")
    'postgresql://writer:***@db/balagh'
    >>> shown("sqlite:///%D8%A8%D9%84%D8%A7%D8%BA.db")
    'sqlite:///بلاغ.db'
    """
    parsed = make_url(url)
    if parsed.drivername == "sqlite" and parsed.database:
        readable = f"sqlite:///{parsed.database}"
        if make_url(readable) == parsed:
            return readable
    return parsed.render_as_string(hide_password=True)


def _sqlite_engine(url: URL, *, durable: bool, create: bool) -> Engine:
    if not url.database or url.database == ":memory:" or url.query.get("mode") == "memory":
        message = (
            "a database in memory would be another one in every process; name a file: sqlite:///releases.db"
        )
        raise ConfigurationError(message)
    if not url.database.startswith("file:"):
        path = Path(url.database)
        if not create and not path.exists():
            message = f"there is no database at {path}; make one with: balagh db upgrade --database {quote(shown(url))}"
            raise ConfigurationError(message)
        if not path.parent.is_dir():
            message = f"the folder of the database does not exist: {path.parent}"
            raise ConfigurationError(message)
        if path.is_dir():
            message = f"the database is a folder, not a file: {path}"
            raise ConfigurationError(message)
        if not path.exists() and not os.access(path.parent, os.W_OK):
            message = f"no database can be made in {path.parent.absolute()}: Permission denied"
            raise ConfigurationError(message)
    engine = sqlalchemy.create_engine(
        url,
        connect_args={"timeout": BUSY_TIMEOUT, "check_same_thread": False},
        json_serializer=_to_json,
        hide_parameters=True,  # parameters hold texts of releases, which belong in no log
    )
    event.listen(engine, "connect", partial(_prepare_sqlite, durable=durable))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object, *, durable: bool) -> None:
    """Set up one new SQLite connection."""
    connection.isolation_level = (
        None  # transactions begin where _begin_sqlite says, not where the driver guesses
    )
    cursor = connection.cursor()
    # The time-out comes first: changing the journal mode may have to wait for another process.
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT * 1000:d}")
    _enter_wal(cursor)
    cursor.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.close()
    register_functions(connection)


def _enter_wal(cursor: sqlite3.Cursor) -> None:
    """Set the journal mode, which the file keeps from then on.

    SQLite does not wait where two connections change a new file at once: both hold it for reading, neither can have it
    alone, and one is told so at once. It tries again.
    """
    deadline = time.monotonic() + BUSY_TIMEOUT
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(uniform(0.01, 0.05))  # noqa: S311 - so that the two do not meet again
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock when they begin: a transaction that turns writer later fails at once when another writes."""
    immediate = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _postgresql_engine(url: URL, *, durable: bool) -> Engine:
    options = ["-c timezone=UTC"]
    if not durable:
        options.append("-c synchronous_commit=off")
    given = url.query.get("options", "")
    arguments: dict[str, Any] = {
        "options": " ".join([*options, *([given] if isinstance(given, str) else given)])
    }
    if "connect_timeout" not in url.query:
        arguments["connect_timeout"] = CONNECT_TIMEOUT
    if "application_name" not in url.query:
        arguments["application_name"] = "balagh"
    return sqlalchemy.create_engine(
        url.difference_update_query(["options"]),
        connect_args=arguments,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        json_serializer=_to_json,
        hide_parameters=True,
    )


def _to_json(value: object) -> str:
    """JSON in which Arabic stays readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes; committed at the end, rolled back if the block raises."""
    with engine.connect() as connection:
        writer = connection.execution_options(**{_WRITING: True})
        with writer.begin():
            yield writer


@contextmanager
def reading(engine: Engine, *, within: float | None = None) -> Iterator[Connection]:
    """One transaction that only reads and sees one state of the database throughout.

    With ``within`` a statement that takes longer (s) is broken off with an OverdueError.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            reader = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        else:
            reader = connection
        with reader.begin():
            if within is None:
                yield reader
            else:
                with _bounded(reader, within):
                    yield reader


#: Steps of SQLite's machine between two looks at the clock; about a millisecond's worth.
_STEPS: Final = 10_000
#: What PostgreSQL says of a statement that was broken off.
_CANCELLED: Final = "57014"


@contextmanager
def _bounded(connection: Connection, within: float) -> Iterator[None]:
    """Break off statements that take longer; on SQLite the transaction as a whole has that time."""
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        deadline = time.monotonic() + within
        driver.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    else:
        connection.execute(
            text("SELECT set_config('statement_timeout', :ms, true)"),
            {"ms": str(max(1, round(within * 1000)))},
        )
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", None)
        if code != sqlite3.SQLITE_INTERRUPT and getattr(error.orig, "sqlstate", None) != _CANCELLED:
            raise
        raise OverdueError(f"the question took longer than {within:g} s; narrow it") from None
    finally:
        if isinstance(driver, sqlite3.Connection):
            driver.set_progress_handler(None, 0)


def one_at_a_time(connection: Connection, name: str) -> None:
    """Wait until no other transaction holds the lock of this name; it is given up when the transaction ends.

    On SQLite nothing has to be done: a transaction of :func:`writing` is alone already.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:key)"), {"key": crc32(f"balagh {name}".encode())}
        )
