"""Rates come from one row a batch; what became of batches long ago is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, func, select

from models.batch import BatchRow
from models.session import reading, writing
from models.status import Step
from models.throughput import forget_batches, log_batch, rate
from worker.sweep import sweep_forever

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


def _store(engine: Engine, step: Step, finished_at: datetime, advanced: int) -> None:
    with writing(engine) as connection:
        log_batch(
            connection,
            step=step,
            worker="made-up",
            claimed=advanced,
            advanced=advanced,
            started_at=finished_at - timedelta(seconds=1),
            finished_at=finished_at,
        )


def _stored(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(BatchRow)) or 0


def test_the_rate_counts_what_passed_since_a_moment(engine: Engine) -> None:
    # given two batches of the last minute and one before
    for seconds, advanced in ((10, 60), (50, 30), (70, 1000)):
        _store(engine, Step.NORMALIZE, NOW - timedelta(seconds=seconds), advanced)
    # when the rate is asked for
    with reading(engine) as connection:
        rates = rate(connection, NOW - timedelta(minutes=1), now=NOW)
    # then it is that of the two, and steps without batches have none
    assert rates == {Step.NORMALIZE: 1.5, Step.DEDUPLICATE: 0.0, Step.EXTRACT: 0.0}


def test_old_batches_are_forgotten(engine: Engine) -> None:
    for days in (1, 29, 31):
        _store(engine, Step.EXTRACT, NOW - timedelta(days=days), 1)
    with writing(engine) as connection:
        assert forget_batches(connection, keep=timedelta(days=30), now=NOW) == 1
    assert _stored(engine) == 2


def test_the_sweep_forgets_them(engine: Engine) -> None:
    # given a batch of long ago and one of now
    for moment in (datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC)):
        _store(engine, Step.EXTRACT, moment, 1)
    # when the sweep runs twice and is stopped
    waits = iter((False, True))
    sweep_forever(engine, lambda _seconds: next(waits))
    # then only the latter is kept
    assert _stored(engine) == 1
