"""Engines and transactions."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.session import create_engine, one_at_a_time, reading, writing
from tasks.errors import ConfigurationError


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "not a database URL"),
        ("", "not a database URL"),
        ("mysql://host/name", "'mysql' is not supported"),
        ("postgresql://host", "names no database"),
        ("sqlite://", "a database in memory"),
        ("sqlite:///:memory:", "a database in memory"),
        ("sqlite:///file:x?mode=memory&uri=true", "a database in memory"),
        ("sqlite:////nowhere/at/all/file.db", "folder of the database does not exist"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_with_a_reason(url, message):
    with pytest.raises(ConfigurationError, match=message):
        create_engine(url)


def test_a_refused_url_does_not_tell_its_password():
    with pytest.raises(ConfigurationError) as caught:
        create_engine("postgresql://user:secret@host")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_urls_all_mean_psycopg(scheme):
    assert create_engine(f"{scheme}://user@host/name").dialect.driver == "psycopg"


def test_a_missing_sqlite_file_is_not_made_by_readers(tmp_path):
    with pytest.raises(ConfigurationError, match="there is no database at"):
        create_engine(f"sqlite:///{tmp_path}/none.db", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("durable", "level"), [(True, 2), (False, 1)])
def test_sqlite_settings(tmp_path, durable, level):
    engine = create_engine(f"sqlite:///{tmp_path}/x.db", durable=durable)
    with reading(engine) as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "busy_timeout", "foreign_keys", "synchronous")
        }
    engine.dispose()
    assert settings["journal_mode"] == "wal"
    assert settings["busy_timeout"] >= 30_000
    assert settings["foreign_keys"] == 1
    assert settings["synchronous"] == level


@pytest.mark.postgres
@pytest.mark.parametrize(("durable", "setting"), [(True, "on"), (False, "off")])
def test_postgresql_settings(postgres_server, durable, setting):
    engine = create_engine(postgres_server.get_uri(), durable=durable)
    with reading(engine) as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == setting
        assert connection.scalar(text("SHOW timezone")) == "UTC"
        assert connection.scalar(text("SHOW transaction_isolation")) == "repeatable read"
    with writing(engine) as connection:
        assert connection.scalar(text("SHOW transaction_isolation")) == "read committed"
    engine.dispose()


def test_a_block_that_raises_writes_nothing(engine):
    def fail_half_way():
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO view_definitions VALUES ('x', 'y')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM view_definitions WHERE name = 'x'")) == 0


@pytest.mark.postgres
def test_readers_cannot_write_on_postgresql(engine):
    if engine.dialect.name == "postgresql":
        with pytest.raises(DBAPIError, match="read-only"), reading(engine) as connection:
            connection.execute(text("DELETE FROM releases"))


def test_a_second_writer_waits_instead_of_failing(engine):
    """Two transactions that read first and write then: without BEGIN IMMEDIATE SQLite fails one of them at once."""
    failures = []

    def add(name):
        try:
            with writing(engine) as connection:
                one_at_a_time(connection, "test")
                count = connection.scalar(text("SELECT count(*) FROM view_definitions WHERE name LIKE 'n%'"))
                time.sleep(0.05)
                connection.execute(
                    text("INSERT INTO view_definitions VALUES (:name, :count)"),
                    {"name": name, "count": str(count)},
                )
        except DBAPIError as error:
            failures.append(error)

    threads = [Thread(target=add, args=(f"n{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with reading(engine) as connection:
        counts = connection.scalars(text("SELECT digest FROM view_definitions WHERE name LIKE 'n%'")).all()
    assert sorted(counts) == ["0", "1", "2", "3"]


def test_parameters_stay_out_of_error_messages(engine):
    with pytest.raises(DBAPIError) as caught, writing(engine) as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:text)"), {"text": "words of a release"})
    assert "words of a release" not in str(caught.value)


def test_a_new_sqlite_file_is_opened_by_many_at_once(tmp_path):
    # given files that are not there yet
    def first_look(url, start):
        engine = create_engine(url)
        start.wait()
        with reading(engine) as connection:
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        engine.dispose()
        return mode

    with ThreadPoolExecutor(4) as pool:
        for number in range(40):
            # when four connections make each of them at the same moment
            start = Barrier(4)
            urls = [f"sqlite:///{tmp_path / str(number)}.db"] * 4
            modes = list(pool.map(first_look, urls, [start] * 4))
            # then none is turned away
            assert modes == ["wal"] * 4
