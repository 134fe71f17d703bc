"""Whether any worker lives on a SQLite file: then nobody waits out the leases of workers that were killed.

Every worker process holds a shared lock for as long as it lives; the kernel takes it away however the process ends. A
SQLite file is only ever used on one machine, so the lock says all there is to know. On PostgreSQL leases run out.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import make_url

_held: dict[str, int] = {}


def occupy(database: str) -> None:
    """Hold the shared lock of a SQLite file until this process ends; nothing for other databases."""
    path = _lock_file(database)
    if path is None:
        return
    key = f"{os.getpid()} {path}"
    if key not in _held:
        _held[key] = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
        fcntl.flock(_held[key], fcntl.LOCK_SH)


@contextmanager
def abandoned(database: str) -> Iterator[bool]:
    """Whether it is certain that no worker lives on this database; none starts to work within the block."""
    path = _lock_file(database)
    if path is None:
        yield False
        return
    lock = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(lock)


def _lock_file(database: str) -> Path | None:
    """A file of this user's for a SQLite file's real path; none for other databases."""
    url = make_url(database)
    if (
        url.get_backend_name() != "sqlite"
        or not url.database
        or url.database.startswith((":memory:", "file:"))
    ):
        return None
    digest = blake2b(os.fsencode(os.path.realpath(url.database)), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"balagh-{os.getuid()}-{digest}.lock"
