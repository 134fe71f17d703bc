"""What a process holds open: its database engine, made after the fork and never shared across one."""

from __future__ import annotations

import os

from sqlalchemy import Engine

from models.session import create_engine
from worker.app import settings

_engines: dict[tuple[int, str, bool], Engine] = {}


def engine(*, durable: bool = False) -> Engine:
    """This process's engine for the database in force.

    Processing may be redone, so it need not wait for the disk; submitting must (``durable``).
    """
    key = (os.getpid(), settings().database, durable)
    if key not in _engines:
        # A mistyped path is an error, not a new and empty file.
        _engines[key] = create_engine(settings().database, durable=durable, create=False)
    return _engines[key]


def forget_engines() -> None:
    """Drop what a parent process left in memory; its connections are the parent's to close."""
    for (owner, _, _), held in list(_engines.items()):
        held.dispose(close=owner == os.getpid())
    _engines.clear()
