"""Which errors are tried again: those of the server, its disk, its memory; never those of a value or a statement."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.passing import may_pass
from models.session import create_engine, writing


def test_a_full_and_a_locked_sqlite_file_pass_and_a_wrong_statement_does_not(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE notes (text TEXT)")
        # Settings of the one connection that the pool holds.
        connection.exec_driver_sql("PRAGMA max_page_count = 3")
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    with pytest.raises(DBAPIError, match="full") as full, writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO notes VALUES (zeroblob(100000))")
    with pytest.raises(DBAPIError, match="no such table") as wrong, writing(engine) as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))
    with closing(sqlite3.connect(tmp_path / "x.db", timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DBAPIError, match="locked") as locked, engine.connect() as connection:
            connection.exec_driver_sql("INSERT INTO notes VALUES (1)")
    engine.dispose()
    assert [may_pass(found.value) for found in (full, locked, wrong)] == [True, True, False]


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (psycopg.errors.DeadlockDetected, True),
        (psycopg.errors.DiskFull, True),
        (psycopg.errors.OutOfMemory, True),
        (psycopg.errors.IoError, True),
        (psycopg.errors.CannotConnectNow, True),
        (psycopg.errors.ReadOnlySqlTransaction, True),
        # What a quota on the data folder is reported as.
        (psycopg.errors.InternalError_, True),
        (psycopg.OperationalError, True),
        (psycopg.errors.UniqueViolation, False),
        (psycopg.errors.NotNullViolation, False),
        (psycopg.errors.StringDataRightTruncation, False),
        # "index row size exceeds maximum": the driver calls it operational, but no waiting makes a value shorter.
        (psycopg.errors.ProgramLimitExceeded, False),
    ],
)
def test_postgresql_is_judged_by_its_codes_whether_sqlalchemy_or_a_copy_speaks(error, passes):
    assert may_pass(error("x")) is passes
    assert may_pass(DBAPIError("x", {}, error("x"))) is passes


def test_other_errors_do_not_pass():
    assert not may_pass(ValueError("x"))
    assert not may_pass(sqlite3.ProgrammingError("Cannot operate on a closed database."))
