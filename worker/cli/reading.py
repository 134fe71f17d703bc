"""What the reading commands share: opening a database that must be there, and options for what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Word = TypeVar("Word", bound=StrEnum)
Row = TypeVar("Row")


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


def words_of(values: type[Word]) -> dict[str, Any]:
    """Arguments for an option that takes the words of a closed set, and gives its members."""

    def members(
        _context: click.Context, _option: click.Parameter, given: str | tuple[str, ...] | None
    ) -> Any:
        if given is None:
            return None
        return values(given) if isinstance(given, str) else tuple(values(word) for word in given)

    return {"type": click.Choice([member.value for member in values]), "callback": members}


def format_option(function: Decorated) -> Decorated:
    """``--format table|csv|jsonl``, given to the command as ``output``."""
    return click.option(
        "--format",
        "output",
        default=Format.TABLE.value,
        show_default=True,
        **words_of(Format),
        help="A table for people, CSV for spreadsheets, JSON Lines for programs.",
    )(function)


def limit_option(default: int | None) -> Callable[[Decorated], Decorated]:
    """``--limit N``; without a default everything is printed."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        metavar="N",
        help="At most so many.",
    )


@contextmanager
def existing(database: str) -> Iterator[Engine]:
    """An engine for a database that exists and is up to date; anything else is a clear error."""
    from models.migrate import check
    from models.session import create_engine

    engine = create_engine(database, create=False)
    try:
        check(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def ended(rows: Iterator[Row]) -> Iterator[Iterator[Row]]:
    """Rows of a query, given up with the block, so that nobody closes their cursor after the connection.

    Where the reader goes early (``balagh claims | head``) they are not at their end.
    """
    try:
        yield rows
    finally:
        close = getattr(rows, "close", None)
        if close is not None:
            close()


@contextmanager
def opened(database: str) -> Iterator[Connection]:
    """A reading transaction on a database that exists and is up to date."""
    from models.session import reading

    with existing(database) as engine, reading(engine) as connection:
        yield connection
