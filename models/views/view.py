"""What a view is: a name, a query, and a comment on every column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Dialect, MetaData, Select, Table


@dataclass(frozen=True, kw_only=True)
class View:
    """A view of the database; ``columns`` comments every column of the query, in order."""

    name: str
    comment: str
    query: Select[*tuple[Any, ...]]
    columns: Mapping[str, str]

    def __post_init__(self) -> None:
        selected = self.query.selected_columns.keys()
        if selected != list(self.columns):
            message = f"view {self.name}: comments are for {list(self.columns)}, the query gives {selected}"
            raise TypeError(message)

    @cached_property
    def table(self) -> Table:
        """The view as a table to select from."""
        columns = [Column(column.key, column.type) for column in self.query.selected_columns]
        return Table(self.name, MetaData(), *columns)

    def definition(self, dialect: Dialect) -> str:
        """The query as the database's own SQL."""
        return str(self.query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))

    def digest(self, dialect: Dialect) -> str:
        """What tells two definitions apart, comments included."""
        parts = [self.definition(dialect), self.comment, *self.columns, *self.columns.values()]
        return sha256("\n".join(parts).encode()).hexdigest()
