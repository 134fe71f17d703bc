"""How Alembic runs our migrations: on a connection it is given, or on the database of BALAGH_DATABASE_URL."""

from __future__ import annotations

import os
from typing import Any

from alembic import context
from alembic.config import Config
from sqlalchemy import Connection

from models.migrations.scope import include_object
from models.schema import metadata
from models.session import create_engine, writing
from models.views.apply import apply_views
from tasks.errors import ConfigurationError


def _run(connection: Connection) -> None:
    options: dict[str, Any] = {
        "target_metadata": metadata,
        "include_object": include_object,
        "render_as_batch": connection.dialect.name == "sqlite",
        "compare_server_default": True,
    }
    context.configure(connection=connection, **options)
    with context.begin_transaction():
        context.run_migrations()
    apply_views(connection)


def _main(config: Config) -> None:
    given = config.attributes.get("connection")
    if given is not None:
        _run(given)
        return
    url = os.environ.get("BALAGH_DATABASE_URL")
    if not url:
        message = "set BALAGH_DATABASE_URL, or use: balagh db upgrade --database URL"
        raise ConfigurationError(message)
    with writing(create_engine(url)) as own:
        _run(own)


# Alembic loads this file to run migrations; anything else that imports it runs none.
if hasattr(context, "config"):
    _main(context.config)
