"""How far everything is, as figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from models.claiming import counts_by_status, oldest_waiting
from models.session import reading
from models.throughput import rate
from tasks.pipeline import queue_depth
from worker.app import settings
from worker.patience import passes
from worker.settings import RECEIVE_QUEUE, STEP_QUEUES


def state(engine: Engine) -> dict[str, Any]:
    """Releases by status, the age of the oldest that waits (s), releases a second over the last minute, queue depths."""
    now = datetime.now(UTC)
    with reading(engine) as connection:
        counts = counts_by_status(connection)
        oldest = oldest_waiting(connection)
        rates = rate(connection, now - timedelta(minutes=1))
    return {
        "releases": {status.value: count for status, count in counts.items()},
        "oldest_waiting_seconds": None
        if oldest is None
        else max(0.0, round((now - oldest).total_seconds(), 1)),
        "per_second": {step.value: round(value, 1) for step, value in rates.items()},
        "queues": _queues(),
    }


def _queues() -> dict[str, int] | None:
    """Waiting messages; None where no broker is set or it does not answer."""
    if settings().redis_url is None:
        return None
    try:
        return {queue: queue_depth(queue) for queue in (*STEP_QUEUES, RECEIVE_QUEUE)}
    except Exception as error:
        if not passes(error):
            raise
        return None
