"""Bringing a database to the newest form of the tables, and checking that it has it.

Alembic is loaded only where there is something to change: it takes longer to load than most questions take to answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from models.session import one_at_a_time, reading, shown, writing
from models.views.apply import apply_views
from tasks.errors import ConfigurationError

if TYPE_CHECKING:
    from alembic.config import Config

#: The newest revision this version of Balagh knows; a test holds it to the folder of migrations.
HEAD: Final = "0002"


def configuration() -> Config:
    """Alembic's configuration; it needs no file."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", "models:migrations")
    config.set_main_option("path_separator", "os")
    return config


def current(engine: Engine) -> str | None:
    """The revision the database has; None for one that was never set up."""
    with reading(engine) as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest revision in one transaction; several at once wait for each other."""
    with writing(engine) as connection:
        one_at_a_time(connection, "migrations")
        if _revision(connection) == HEAD:
            apply_views(connection)
            return
        from alembic import command  # noqa: PLC0415 - see above

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
    if revision != HEAD:
        message = (
            f"the database {shown(engine.url)} is at revision {revision}, this version of Balagh needs {HEAD}; "
            "bring it up to date with: balagh db upgrade"
        )
        raise ConfigurationError(message)
