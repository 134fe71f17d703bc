"""Rates, from one row a finished batch, and what stands in the database now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from models.batch import BatchRow
from models.extraction import ExtractionRow
from models.release import ReleaseRow
from models.status import OPEN, Step
from tasks.extract.facts import FactKind


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


def retried(connection: Connection) -> dict[Step, int]:
    """Releases on their way that are at their second attempt or beyond, by the step they wait for."""
    query = (
        select(ReleaseRow.status, func.count())
        .where(ReleaseRow.status.in_(OPEN), ReleaseRow.attempts > 1)
        .group_by(ReleaseRow.status)
    )
    counts = dict(connection.execute(query).all())
    return {step: counts.get(step.takes, 0) for step in Step}


def facts_by_kind(connection: Connection) -> dict[FactKind, int]:
    """Stored facts of each kind, from one row a release."""
    columns = ExtractionRow.__table__.c
    row = connection.execute(select(*(func.sum(columns[kind.value]) for kind in FactKind))).one()
    return {kind: int(count or 0) for kind, count in zip(FactKind, row, strict=True)}
