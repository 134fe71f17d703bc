"""Folders that only their owner can enter, removed when their user has gone; by the next one where it was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_PREFIX: Final = "balagh-run-"
_LOCK: Final = "lock"
#: A folder this young may still be about to be locked (s).
_YOUNG: Final = 60.0


@contextmanager
def private_directory(*, longest: int | None = None) -> Iterator[Path]:
    """A fresh directory of mode 0700 in the temporary folder, locked while in use, removed afterwards.

    Where its path would have more than ``longest`` bytes it is made in ``/tmp``. What killed processes left behind is
    removed as well.
    """
    base = tempfile.gettempdir()
    if longest is not None and len(os.fsencode(base)) + len(f"/{_PREFIX}12345678") > longest:
        base = "/tmp"  # noqa: S108 - mkdtemp makes the directory private
    _remove_abandoned(Path(base))
    directory = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
    lock = os.open(directory / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield directory
    finally:
        os.close(lock)
        shutil.rmtree(directory, ignore_errors=True)


def _remove_abandoned(base: Path) -> None:
    """Remove folders of this user's whose lock nobody holds; the kernel lets go of a lock however a process ends."""
    for directory in base.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            found = directory.lstat()
            if found.st_uid != os.getuid() or time.time() - found.st_mtime < _YOUNG:
                continue
            lock = os.open(directory / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(directory, ignore_errors=True)
            finally:
                os.close(lock)
