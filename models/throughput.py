"""Rates, from one row a finished batch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from models.batch import BatchRow
from models.status import Step


def log_batch(
    connection: Connection,
    *,
    step: Step,
    worker: str,
    claimed: int,
    advanced: int,
    started_at: datetime,
    finished_at: datetime,
    dead: int = 0,
    given_back: int = 0,
    facts: int = 0,
) -> None:
    """Record what became of one batch."""
    row = {
        "step": step,
        "worker": worker,
        "claimed": claimed,
        "advanced": advanced,
        "dead": dead,
        "given_back": given_back,
        "facts": facts,
        "started_at": started_at,
        "finished_at": finished_at,
    }
    connection.execute(insert(BatchRow), [row])


def rate(connection: Connection, since: datetime, *, now: datetime | None = None) -> dict[Step, float]:
    """Releases a second that passed each step since a moment."""
    seconds = max(((now or datetime.now(UTC)) - since).total_seconds(), 1e-6)
    query = (
        select(BatchRow.step, func.sum(BatchRow.advanced))
        .where(BatchRow.finished_at >= since)
        .group_by(BatchRow.step)
    )
    return dict.fromkeys(Step, 0.0) | {
        step: advanced / seconds for step, advanced in connection.execute(query)
    }


def forget_batches(connection: Connection, *, keep: timedelta, now: datetime | None = None) -> int:
    """Remove rows of batches that finished longer ago than ``keep``; returns how many."""
    before = (now or datetime.now(UTC)) - keep
    return connection.execute(delete(BatchRow).where(BatchRow.finished_at < before)).rowcount
