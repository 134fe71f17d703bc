"""The fixtures themselves: each test has a database of its own, on both servers."""

from __future__ import annotations

from sqlalchemy import Engine, inspect


def test_database_has_the_tables_and_no_release(engine: Engine) -> None:
    from models.claiming import counts_by_status
    from models.session import reading

    assert "releases" in inspect(engine).get_table_names()
    with reading(engine) as connection:
        assert sum(counts_by_status(connection).values()) == 0
