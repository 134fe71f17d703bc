"""Bringing a database to the newest form of the tables, and checking that it has it."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from models.session import one_at_a_time, reading, shown, writing
from tasks.errors import ConfigurationError


def configuration() -> Config:
    """Alembic's configuration; it needs no file."""
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    config.set_main_option("path_separator", "os")
    return config


def head() -> str:
    """The newest revision this version of Balagh knows."""
    revision = ScriptDirectory.from_config(configuration()).get_current_head()
    assert revision is not None
    return revision


def current(engine: Engine) -> str | None:
    """The revision the database has; None for one that was never set up."""
    with reading(engine) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest revision in one transaction; several at once wait for each other."""
    with writing(engine) as connection:
        one_at_a_time(connection, "migrations")
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def check(engine: Engine) -> None:
    """Raise ConfigurationError, saying what to do, unless the database can be reached and is up to date."""
    try:
        revision = current(engine)
    except (DBAPIError, SQLAlchemyError) as error:
        cause = getattr(error, "orig", None) or error
        message = f"the database {shown(engine.url)} cannot be used: {str(cause).strip().splitlines()[0]}"
        raise ConfigurationError(message) from error
    if revision is None:
        message = f"the database {shown(engine.url)} is empty; set it up with: balagh db upgrade"
        raise ConfigurationError(message)
    if revision != head():
        message = (
            f"the database {shown(engine.url)} is at revision {revision}, this version of Balagh needs {head()}; "
            "bring it up to date with: balagh db upgrade"
        )
        raise ConfigurationError(message)
