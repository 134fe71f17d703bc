"""The sweep: what the database says is unfinished gets tickets again, whatever the broker remembers."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy import Engine

from models.burial import bury
from models.claiming import exhausted, waiting
from models.session import reading, writing
from models.status import Step
from models.throughput import forget_batches
from tasks.pipeline import fill
from worker.app import settings
from worker.failures import lost
from worker.logs import logger
from worker.patience import passes, patiently, reason

_log = logger(__name__)

_TIDY_EVERY: Final = 3600.0
_KEEP_BATCHES: Final = timedelta(days=30)
#: Sweeps in a row that may fail for a reason nobody foresaw; a wrong schema fails every time.
_MOST_FAILURES: Final = 5


@dataclass(slots=True, kw_only=True)
class Findings:
    """What one sweep saw and did, by step."""

    waiting: dict[Step, int] = field(default_factory=dict)
    tickets: dict[Step, int] = field(default_factory=dict)
    buried: int = 0


@dataclass(slots=True)
class Tally:
    """What this process's sweeps have found since it began, for metrics."""

    sweeps: int = 0
    buried: int = 0
    tickets: Counter[Step] = field(default_factory=Counter)

    def add(self, found: Findings) -> None:
        """One more sweep."""
        self.sweeps += 1
        self.buried += found.buried
        self.tickets.update(found.tickets)


TALLY: Final = Tally()


def sweep(engine: Engine) -> Findings:
    """Bury releases whose attempts are used up and send tickets for those that wait.

    Safe at any moment and on several machines at once: a ticket too many finds nothing to claim, and a release is
    buried once.
    """
    found = Findings()
    for step in Step:
        found.buried += patiently(lambda step=step: _bury_exhausted(engine, step), settings(), what="sweep")  # type: ignore[misc]
        open_rows = patiently(lambda step=step: _waiting(engine, step), settings(), what="sweep")  # type: ignore[misc]
        found.waiting[step] = open_rows
        if open_rows:
            found.tickets[step] = fill(step, math.ceil(open_rows / settings().batch_size)) or 0
    TALLY.add(found)
    if found.buried or any(found.waiting.values()):
        _log.info(
            "sweep",
            buried=found.buried,
            waiting={step.value: count for step, count in found.waiting.items()},
            tickets={step.value: count for step, count in found.tickets.items()},
        )
    return found


def sweep_forever(engine: Engine, stopped: Callable[[float], bool]) -> None:
    """Sweep every ``sweep_interval`` seconds until ``stopped(seconds)``, which waits, says so.

    A database or broker that is away is waited for; the sweep is what heals the rest, so an error nobody foresaw is
    logged and raised only when five sweeps in a row end with one. Once an hour it removes what became of batches a
    month ago, of which nobody asks the rate any more.
    """
    tidied = -math.inf
    failures = 0
    while True:
        began = time.monotonic()
        try:
            sweep(engine)
            if began - tidied > _TIDY_EVERY:
                with writing(engine) as connection:
                    forget_batches(connection, keep=_KEEP_BATCHES)
                tidied = began
            failures = 0
        except Exception as error:
            failures = 0 if passes(error) else failures + 1
            if failures == _MOST_FAILURES:
                raise
            _log.warning("sweep_failed", error=reason(error), exc_info=failures > 0)
        if stopped(max(0.0, settings().sweep_interval - (time.monotonic() - began))):
            return


def _bury_exhausted(engine: Engine, step: Step) -> int:
    with writing(engine) as connection:
        rows = exhausted(
            connection,
            step,
            lease=timedelta(seconds=settings().lease),
            max_attempts=settings().max_attempts,
        )
        if not rows:
            return 0
        return len(bury(connection, [lost(row.release_id, step, row.attempts) for row in rows]))


def _waiting(engine: Engine, step: Step) -> int:
    with reading(engine) as connection:
        return waiting(
            connection,
            step,
            lease=timedelta(seconds=settings().lease),
            at_most=settings().queue_cap * settings().batch_size,
        )
