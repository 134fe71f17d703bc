"""Where endpoints read: one transaction a question, which may take only so long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends, Path, Request
from sqlalchemy import Connection, Engine

from models.queries.releases import find_release
from models.session import reading

#: A release in an address: its number, its identifier (slashes and all), or SOURCE:IDENTIFIER.
ReleaseName = Annotated[
    str,
    Path(
        min_length=1,
        max_length=601,
        pattern="^[^\\x00]+$",
        description="A release's number, its identifier, or SOURCE:IDENTIFIER.",
    ),
]


class Database:
    """The database, as questions see it."""

    def __init__(self, engine: Engine, within: float) -> None:
        self.engine = engine
        self._within = within

    @contextmanager
    def opened(self) -> Iterator[Connection]:
        """A reading transaction, a statement of which may take only so long."""
        with reading(self.engine, within=self._within) as connection:
            yield connection


def the_database(request: Request) -> Database:
    """The database of the application."""
    database: Database = request.app.state.database
    return database


TheDatabase = Annotated[Database, Depends(the_database)]


def numbers(connection: Connection, names: list[str]) -> tuple[int, ...]:
    """Numbers of releases by what people call them."""
    return tuple(find_release(connection, name) for name in names)
