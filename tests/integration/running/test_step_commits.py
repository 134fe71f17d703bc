"""A batch is the unit of work, a release the unit of failure: also where the database refuses one release's values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, text

from models.batch import BatchRow
from models.burial import dead_letters
from models.claiming import counts_by_status
from models.normalized import NormalizedTextRow
from models.release import ReleaseRow
from models.session import reading
from models.status import Status, Step
from tasks.normalize.task import Normalize
from tasks.text.normalized import NormalizedText
from worker.app import configure, settings
from worker.resources import forget_engines
from worker.submit import Submitted, submit

REFUSED = "2"


class Refused(Normalize):
    """Normalization whose results the database refuses for one release."""

    def store(self, connection: Connection, results: Mapping[int, NormalizedText]) -> int:
        """A statement that violates the schema, in the middle of the transaction."""
        stored = super().store(connection, results)
        query = select(ReleaseRow.id).where(ReleaseRow.external_id == REFUSED, ReleaseRow.id.in_(results))
        if (number := connection.scalar(query)) is not None:
            connection.execute(
                text("INSERT INTO raw_texts (release_id, text) VALUES (:number, 'x')"), {"number": number}
            )
        return stored


@pytest.fixture
def handed_in(engine: Engine) -> Iterator[Engine]:
    """A database with five releases that wait for their first step."""
    before = settings()
    configure(replace(before, database_url=engine.url.render_as_string(hide_password=False), redis_url=None))
    submit(
        [Submitted(source="اختبار", external_id=str(n), text=f"وصل {n} أشخاص.") for n in range(5)],
        engine=engine,
    )
    yield engine
    forget_engines()
    configure(before)


def _rows(engine: Engine, *columns: Any) -> list[tuple[Any, ...]]:
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def test_only_the_refused_release_is_dead(handed_in: Engine) -> None:
    # when a batch is worked on in which the database refuses one release's values
    Refused().run()
    # then the others are normalized, with what was found
    with reading(handed_in) as connection:
        counts = counts_by_status(connection)
        letters = dead_letters(connection)
    assert (counts[Status.NORMALIZED], counts[Status.DEAD]) == (4, 1)
    assert len(_rows(handed_in, NormalizedTextRow.release_id)) == 4
    # and the one is dead, with the database's reason and without its values
    assert [(letter.step, letter.error_class) for letter in letters] == [(Step.NORMALIZE, "IntegrityError")]
    assert "أشخاص" not in letters[0].message + letters[0].traceback


def test_every_release_is_counted_once(handed_in: Engine) -> None:
    Refused().run()
    batches = _rows(handed_in, BatchRow.claimed, BatchRow.advanced, BatchRow.dead, BatchRow.given_back)
    assert [sum(column) for column in zip(*batches, strict=True)] == [5, 4, 1, 0]
