"""What all tables share: names of constraints, and column types that mean the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import DateTime, Dialect, Double, Enum, MetaData, Table
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine

#: Constraints and indexes are named by rule, so that a migration can name what it changes.
NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(naming_convention=NAMES)


def table_of(row: type[Base]) -> Table:
    """The table of a row class, for statements that do without objects."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; naive values are refused, and what is read is aware.

    SQLite keeps ``2026-01-31 08:00:00.000000``, which its own date functions read; PostgreSQL a ``timestamptz``.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the database's own type."""
        timestamp: TypeEngine[Any] = TIMESTAMP(timezone=True) if dialect.name == "postgresql" else DateTime()
        return dialect.type_descriptor(timestamp)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; without the zone where the database cannot keep one."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a stored moment needs a time zone: {value!r}"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy names it
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def by_value(values: type[StrEnum]) -> Enum:
    """A closed set of words, stored as the words themselves (never as member names) in a plain text column.

    The database does not check them: a new word needs no migration, and the code refuses words it does not know.
    """
    return Enum(
        values,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )


#: Measured values are double precision, not decimals: SQLite has no decimals, every whole number below 2**53 is
#: exact, and comparing is meant to be done with a relative tolerance of 1e-6 (docs/analysis-format.md).
Number: Final[Double[float]] = Double()

#: Lists and small objects that no query filters by; Arabic stays readable in them.
Json: Final = JSON(none_as_null=True)
