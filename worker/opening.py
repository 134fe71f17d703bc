"""Opening what a command is told to read; whatever cannot be opened is refused by name and the rest goes on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from tasks.errors import InputError


def opened(name: str) -> IO[bytes]:
    """A file, or standard input where the name is ``-``; raises :class:`InputError` with the reason otherwise."""
    if name == "-":
        return standard_input()
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError("a folder; name the files in it")
        if not path.is_file() and path.exists() and not path.is_fifo():
            raise InputError("not a regular file")
        return path.open("rb")
    except FileNotFoundError:
        raise InputError("no such file") from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def standard_input() -> IO[bytes]:
    """The bytes of standard input; raises :class:`InputError` where the caller has closed it."""
    if sys.stdin is None:
        raise InputError("standard input is closed")
    return sys.stdin.buffer
