"""Whether any worker lives on a SQLite file: then nobody waits out the leases of workers that were killed.

Every worker process holds a shared lock for as long as it lives; the kernel takes it away however the process ends. A
SQLite file is only ever used on one machine, so the lock says all there is to know. On PostgreSQL leases run out.

Whoever finds nobody there takes the lock's file away; so only workers that were killed leave one, for the next to find.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

_held: dict[str, int] = {}


def occupy(database: str) -> None:
    """Hold the shared lock of a SQLite file until this process ends; nothing for other databases."""
    path = _lock_file(database)
    if path is None:
        return
    key = f"{os.getpid()} {path}"
    while key not in _held:
        lock = _opened(path)
        if lock is None:
            return
        fcntl.flock(lock, fcntl.LOCK_SH)
        if _is(path, lock):
            _held[key] = lock
        else:
            os.close(lock)


@contextmanager
def abandoned(database: str) -> Iterator[bool]:
    """Whether it is certain that no worker lives on this database; none starts to work within the block."""
    path = _lock_file(database)
    if path is None:
        yield False
        return
    lock = _opened(path)
    if lock is None:
        yield False
        return
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        if not _is(path, lock):
            # Another one found nobody there at the same moment, and says so.
            yield False
            return
        try:
            yield True
        finally:
            path.unlink(missing_ok=True)
    finally:
        os.close(lock)


def vacate(database: str) -> bool:
    """Leave nothing of the lock behind when the last worker has gone; whether that was so."""
    with abandoned(database) as nobody:
        return nobody


def _opened(path: Path) -> int | None:
    """The file, open; None where it cannot be: another user's, a folder that is not there, a full disk."""
    try:
        return os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    except OSError:
        return None


def _is(path: Path, lock: int) -> bool:
    """Is this still the file of that name? Who holds the lock of one that was taken away locks nobody out."""
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(lock))
    except FileNotFoundError:
        return False


def _lock_file(database: str) -> Path | None:
    """A file beside a SQLite file, as the file's own log is; none for other databases."""
    url = make_url(database)
    if (
        url.get_backend_name() != "sqlite"
        or not url.database
        or url.database.startswith((":memory:", "file:"))
    ):
        return None
    return Path(os.path.realpath(url.database) + "-workers")
