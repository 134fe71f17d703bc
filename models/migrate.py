"""Bringing a database to the newest form of the tables, and checking that it has it.

Alembic is loaded only where there is something to change: it takes longer to load than most questions take to answer.
"""

from __future__ import annotations

from shlex import quote
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

_UNKNOWN: Final = (
    f"the database {{}} is at revision {{}}, this version of Balagh needs {HEAD} and knows no later one; "
    "use the version that made it, or name another database"
)


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
        revision = _revision(connection)
        if revision == HEAD:
            apply_views(connection)
            return
        _refuse_foreign(connection, revision)
        from alembic import command  # noqa: PLC0415 - see above

        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _refuse_foreign(connection: Connection, revision: str | None) -> None:
    """Raise ConfigurationError for a database that is not ours to change."""
    database = shown(connection.engine.url)
    if revision is not None and not _known(revision):
        raise ConfigurationError(_UNKNOWN.format(database, revision))
    if revision is None:
        from models.schema import metadata  # noqa: PLC0415 - only where there is something to change

        taken = sorted(set(inspect(connection).get_table_names()) & metadata.tables.keys())
        if taken:
            message = (
                f"the database {database} holds tables of another program ({', '.join(taken)}); name another"
            )
            raise ConfigurationError(message)


def _known(revision: str) -> bool:
    """Whether this version of Balagh has a way from a revision to its own."""
    return revision.isdecimal() and revision <= HEAD


def check(engine: Engine) -> None:
    """Raise ConfigurationError, saying what to do, unless the database can be reached and is up to date."""
    database = shown(engine.url)
    command = "balagh db upgrade"
    if engine.dialect.name == "sqlite":
        command += f" --database {quote(database)}"
    try:
        revision = current(engine)
    except (DBAPIError, SQLAlchemyError) as error:
        cause = getattr(error, "orig", None) or error
        message = f"the database {database} cannot be used: {str(cause).strip().splitlines()[0]}"
        if "readonly" in message and engine.dialect.name == "sqlite":
            message += " (SQLite writes two files beside it even to read: copy it to a folder of yours)"
        raise ConfigurationError(message) from error
    if revision is None:
        raise ConfigurationError(f"the database {database} is empty; set it up with: {command}")
    if not _known(revision):
        raise ConfigurationError(_UNKNOWN.format(database, revision))
    if revision != HEAD:
        message = (
            f"the database {database} is at revision {revision}, this version of Balagh needs {HEAD}; "
            f"bring it up to date with: {command}"
        )
        raise ConfigurationError(message)
