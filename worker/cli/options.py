"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

#: Where the database is when none is named.
_PRIVATE: Final = Path(".balagh")

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def default_database() -> str:
    """The database when none is named: ``BALAGH_DATABASE_URL``, otherwise a file below the current folder."""
    from worker.settings import Settings

    settings = Settings.from_environment()
    if settings.database_url is not None:
        return settings.database
    return f"sqlite:///{_PRIVATE / 'balagh.db'}"


def private_folder() -> Path:
    """``.balagh`` below the current folder, made if it is not there."""
    from tasks.errors import ConfigurationError

    try:
        _PRIVATE.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"cannot make the folder {_PRIVATE.absolute()}: {error.strerror}; name a database with --database"
        ) from error
    return _PRIVATE


def with_folder(database: str) -> str:
    """The same URL, after the folder of the default database is made where that is the one; questions make none."""
    if Path(database.removeprefix("sqlite:///")).parent in {_PRIVATE, _PRIVATE.absolute()}:
        private_folder()
    return database


def database_option(function: Decorated) -> Decorated:
    """``--database URL``, given to the command as ``database``."""
    return click.option(
        "--database",
        metavar="URL",
        default=default_database,
        show_default="BALAGH_DATABASE_URL, or .balagh/balagh.db",
        help="SQLAlchemy URL: sqlite:///file.db or postgresql://user@host/name.",
    )(function)


def absolute(database: str) -> str:
    """The URL with a SQLite file's full path, so that child processes and other folders mean the same file.

    >>> absolute("postgresql://db/balagh")
    'postgresql://db/balagh'
    """
    prefix = "sqlite:///"
    path = database.removeprefix(prefix)
    if not database.startswith(prefix) or path.startswith((":memory:", "/", "file:")) or not path:
        return database
    # What is typed is a URL already; the folder's name is not.
    folder = os.getcwd().replace("%", "%25").replace("?", "%3F")  # noqa: PTH109 - links must not be resolved
    path, mark, query = path.partition("?")
    return prefix + os.path.normpath(os.path.join(folder, path)) + mark + query  # noqa: PTH118
