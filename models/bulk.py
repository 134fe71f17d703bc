"""Writing many rows at once, the quickest way each database has.

Measured for a row of facts: Core ``insert()`` 7.8 µs on SQLite and 27 µs on PostgreSQL; the driver's own ``executemany``
3.3 µs on SQLite, a binary ``COPY`` 1.2 µs on PostgreSQL. Neither knows ``ON CONFLICT``: callers write only for releases
that :func:`models.claiming.advance` has just handed to them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Connection, Double, Integer, LargeBinary, Table, insert
from sqlalchemy.dialects import sqlite

Row = tuple[Any, ...]

#: Types of columns as a binary COPY knows them; what is not here (text, words of closed sets, JSON) goes as text.
_COPIED: Final = (
    (BigInteger, "int8"),
    (Integer, "int4"),
    (Double, "float8"),
    (Boolean, "bool"),
    (LargeBinary, "bytea"),
)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows given as tuples, one value for every column of the table, in its order.

    Lists and objects must have gone through :func:`as_json`; moments are not taken.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        connection.exec_driver_sql(_statement(table), list(rows))


def as_json(value: object) -> str | None:
    """A list or object as a JSON column keeps it; an empty one is nothing.

    >>> as_json(("دولار",)), as_json(())
    ('["دولار"]', None)
    """
    return _encode(value) if value else None


#: Made once: ``json.dumps`` makes an encoder for every call that wants anything but the defaults.
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@lru_cache(maxsize=64)
def _statement(table: Table) -> str:
    return str(insert(table).compile(dialect=sqlite.dialect()))


@lru_cache(maxsize=64)
def _types(table: Table) -> tuple[str, ...]:
    return tuple(
        next((name for kind, name in _COPIED if isinstance(column.type, kind)), "text")
        for column in table.columns
    )


def _copy(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    from psycopg import Connection as PostgresConnection  # noqa: PLC0415 - whoever works on SQLite need not load it
    from psycopg import sql  # noqa: PLC0415

    driver = connection.connection.driver_connection
    assert isinstance(driver, PostgresConnection)
    columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
    command = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(sql.Identifier(table.name), columns)
    with driver.cursor() as cursor, cursor.copy(command) as copy:
        copy.set_types(_types(table))
        for row in rows:
            copy.write_row(row)
