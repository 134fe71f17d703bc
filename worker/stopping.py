"""A worker that is to end does end: one that hangs while it stops would neither work nor be started again."""

from __future__ import annotations

import os
import threading
from typing import Any, Final

from celery import Celery, bootsteps

from worker.app import settings
from worker.logs import logger

#: How long a worker with an error of its own may take to stop (s); its pool may be beyond talking to.
_AFTER_AN_ERROR: Final = 5.0
#: Beyond the hard limit, after which no batch runs any more (s).
_GRACE: Final = 10.0
_log = logger(__name__)


class BoundedStop(bootsteps.StartStopStep):  # type: ignore[misc] # Celery has no types
    """Ends the process, and with it its pool, when stopping in good order takes too long."""

    requires = ("celery.worker.components:Pool",)

    def start(self, worker: Any) -> None:
        """Nothing to do."""

    def stop(self, worker: Any) -> None:
        """Nothing more to do."""

    def close(self, worker: Any) -> None:
        """Called before anything is stopped: begin to count."""
        status = worker.exitcode or 0
        limit = _AFTER_AN_ERROR if status else settings().hard_limit + _GRACE
        timer = threading.Timer(limit, _end, [status or 1])
        timer.daemon = True
        timer.start()


def install(app: Celery) -> None:
    """Have every worker of an application stop in bounded time."""
    app.steps["worker"].add(BoundedStop)


def _end(status: int) -> None:
    _log.error("worker_did_not_stop", status=status)
    os._exit(status)
