"""What the reading commands share: opening a database that must be there, and options for what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sqlalchemy import Connection

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


def format_option(function: Decorated) -> Decorated:
    """``--format table|csv|jsonl``, given to the command as ``output``."""
    return click.option(
        "--format",
        "output",
        type=click.Choice(Format, case_sensitive=False),
        default=Format.TABLE,
        show_default="table",
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
def opened(database: str) -> Iterator[Connection]:
    """A reading transaction on a database that exists and is up to date; anything else is a clear error."""
    from models.migrate import check
    from models.session import create_engine, reading

    engine = create_engine(database, create=False)
    try:
        check(engine)
        with reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()
