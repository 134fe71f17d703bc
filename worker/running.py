"""Everything a command needs to process releases by itself: broker, workers, sweep; started together, ended together."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any

from kombu import pools
from sqlalchemy import Engine

from models.claiming import counts_by_status, free_all
from models.migrate import upgrade
from models.session import create_engine, reading, writing
from models.status import OPEN, Status
from tasks.errors import BalaghError
from worker import lifeline, resources
from worker.app import configure
from worker.embedded import embedded_redis
from worker.fleet import Fleet, fleet
from worker.occupancy import abandoned, vacate
from worker.private import private_directory
from worker.settings import Settings
from worker.sweep import sweep_forever


class Stopped(BaseException):
    """SIGTERM, raised in the main thread so that every block ends in good order."""


class Sweeper(threading.Thread):
    """Sweeps until it is stopped; keeps the error that ended it before."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(name="sweep", daemon=True)
        self.error: Exception | None = None
        self._engine = engine
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """Sweep; called in the thread."""
        try:
            sweep_forever(self._engine, self._stop_asked.wait)
        except Exception as error:  # noqa: BLE001 - raised again in the main thread
            self.error = error

    def end(self) -> None:
        """Stop after the sweep in hand."""
        self._stop_asked.set()
        self.join(10)


@dataclass(slots=True, kw_only=True)
class Running:
    """A database with workers on it."""

    engine: Engine
    workers: Fleet
    sweep: Sweeper

    def keep_alive(self) -> None:
        """Start workers that ended again; raises where that does not help, or where the sweep has given up."""
        self.workers.keep_alive()
        if self.sweep.error is not None:
            raise BalaghError(f"the sweep gave up: {self.sweep.error}") from self.sweep.error

    def counts(self) -> dict[Status, int]:
        """Releases by status."""
        with reading(self.engine) as connection:
            return counts_by_status(connection)

    def unfinished(self) -> int:
        """Releases on their way; zero means that all are stored."""
        counts = self.counts()
        return sum(counts.get(status, 0) for status in OPEN)


@contextmanager
def running(settings: Settings, *, verbose: bool = False) -> Iterator[Running]:
    """Set the database up and work on it for the time of the block.

    Without ``settings.redis_url`` a private Redis is started. Whatever was started is stopped, however the block ends.
    """
    with ExitStack() as stack:
        stack.enter_context(_sigterm_as_exception())
        folder = stack.enter_context(private_directory())
        engine = create_engine(settings.database, durable=True)
        stack.callback(engine.dispose)
        upgrade(engine)
        with abandoned(settings.database) as nobody, writing(engine) as connection:
            if nobody:
                free_all(connection)
        if settings.redis_url is None:
            settings = replace(settings, redis_url=stack.enter_context(embedded_redis()))
        configure(settings)
        stack.callback(resources.forget_engines)
        stack.callback(pools.reset)
        # Processes that were killed may need a moment to be gone.
        stack.callback(lifeline.wait_for, lambda: vacate(settings.database), patience=0.5)
        workers = stack.enter_context(fleet(settings, folder, verbose=verbose))
        sweep = Sweeper(engine)
        sweep.start()
        stack.callback(sweep.end)
        yield Running(engine=engine, workers=workers, sweep=sweep)


@contextmanager
def _sigterm_as_exception() -> Iterator[None]:
    """Let SIGTERM end the block like Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stopped

    before: Any = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
