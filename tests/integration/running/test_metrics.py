"""What the metrics tell of retries, facts and sweeps, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update

from models.extraction import ExtractionRow
from models.intake import NewRelease, insert_releases
from models.release import ReleaseRow
from models.session import writing
from models.status import Step
from worker.app import configure, settings
from worker.metrics import Collected
from worker.sweep import TALLY, sweep


@pytest.fixture
def broker(empty_redis: str) -> Any:
    before = settings()
    configure(replace(before, redis_url=empty_redis))
    yield
    configure(before)


def _told(engine: Engine) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in Collected(engine).collect()
        for sample in family.samples
    }


def test_metrics_tell_of_retries_facts_and_what_a_sweep_found(engine: Engine, broker: Any) -> None:
    # Given a release at its second attempt, and one that was read
    with writing(engine) as connection:
        releases = [NewRelease(source="a", external_id=str(n), text=f"text {n}") for n in range(2)]
        first, second = (receipt.release_id for receipt in insert_releases(connection, releases))
        connection.execute(update(ReleaseRow).where(ReleaseRow.id == first).values(attempts=2))
        counts = {"quantities": 3, "times": 2, "mentions": 5, "quotations": 1, "events": 4}
        row = {"release_id": second, "version": "test", "extracted_at": datetime.now(UTC), **counts}
        connection.execute(insert(ExtractionRow), [row])
    sweeps, tickets = TALLY.sweeps, TALLY.tickets[Step.NORMALIZE]
    # When a sweep has run
    sweep(engine)
    told = _told(engine)
    # Then all of it is told
    assert told["balagh_releases_retried", "normalize"] == 1
    assert told["balagh_releases_retried", "extract"] == 0
    assert {kind: told["balagh_facts", kind] for kind in counts} == counts
    assert told["balagh_sweeps_total",] == sweeps + 1
    assert told["balagh_sweep_tickets_total", "normalize"] == tickets + 1
    assert told["balagh_sweep_buried_total",] == TALLY.buried
