"""Putting the views of this version into a database."""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, Table, Text, select
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.schema import SetColumnComment

from models.views import VIEWS
from models.views.view import View

_DEFINITIONS = Table(
    "view_definitions", MetaData(), Column("name", Text, primary_key=True), Column("digest", Text)
)


def apply_views(connection: Connection) -> None:
    """Create the views that are missing and replace those that changed; the others are not touched.

    On PostgreSQL a view is replaced in place where its columns allow it, so that grants and views built on it stay.
    """
    present = dict(connection.execute(select(_DEFINITIONS.c.name, _DEFINITIONS.c.digest)).all())
    changed = [view for view in VIEWS if present.get(view.name) != view.digest(connection.dialect)]
    for view in changed:
        if connection.dialect.name == "postgresql":
            _replace_on_postgresql(connection, view)
        else:
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view.name}")
            connection.exec_driver_sql(f"CREATE VIEW {view.name} AS {view.definition(connection.dialect)}")
        connection.execute(_DEFINITIONS.delete().where(_DEFINITIONS.c.name == view.name))
        connection.execute(
            _DEFINITIONS.insert(), [{"name": view.name, "digest": view.digest(connection.dialect)}]
        )


def _replace_on_postgresql(connection: Connection, view: View) -> None:
    definition = view.definition(connection.dialect)
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(f"CREATE OR REPLACE VIEW {view.name} AS {definition}")
    except ProgrammingError:
        connection.exec_driver_sql(f"DROP VIEW {view.name}")
        connection.exec_driver_sql(f"CREATE VIEW {view.name} AS {definition}")
    quoted = view.comment.replace("'", "''")
    connection.exec_driver_sql(f"COMMENT ON VIEW {view.name} IS '{quoted}'")
    for column in view.table.columns:
        column.comment = view.columns[column.name]
        connection.execute(SetColumnComment(column))
