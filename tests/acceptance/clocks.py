"""Clocks that jump: what Balagh and Celery take for the time of day, off by as many seconds as a file says."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Final

_FILE: Final = "clock"
_real_time: Final = time.time


def set_clock(folder: Path, seconds: float) -> None:
    """From now on every clock that looks at this folder is off by so much, in all processes at once."""
    new = folder / f"{_FILE}.new"
    new.write_text(str(seconds), encoding="ascii")
    new.replace(folder / _FILE)


def install(folder: Path) -> list[tuple[Any, str, Any]]:
    """Replace the clocks of this process; what was there before, to be put back."""

    def shift() -> float:
        try:
            return float((folder / _FILE).read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0.0

    class AnyMoment(type):
        """Values made before are still what they were."""

        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, datetime)

    class Shifted(datetime, metaclass=AnyMoment):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(seconds=shift())

    def shifted_time() -> float:
        return _real_time() + shift()

    before: list[tuple[Any, str, Any]] = []

    def put(module: Any, name: str, value: Any) -> None:
        before.append((module, name, getattr(module, name)))
        setattr(module, name, value)

    for name, module in list(sys.modules.items()):
        if name.startswith(("models.", "tasks.", "worker.")) and vars(module).get("datetime") is datetime:
            put(module, "datetime", Shifted)
        # Visibility of messages is counted by this clock.
        if name.startswith(("kombu.", "celery.")) and vars(module).get("time") is _real_time:
            put(module, "time", shifted_time)
    put(time, "time", shifted_time)
    return before


@contextmanager
def jumping(folder: Path) -> Iterator[None]:
    """The clocks of this process too, for the time of the block."""
    before = install(folder)
    try:
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)
