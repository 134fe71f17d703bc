"""Reading again: what changed is told, and replaced all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, select, update

from models.quantity import QuantityRow
from models.schema import metadata
from models.session import reading, writing
from models.status import Step
from tasks.errors import InputError
from worker.app import app, configure, settings
from worker.reprocess import Report, reprocess
from worker.resources import forget_engines
from worker.submit import Submitted, submit


@pytest.fixture
def finished(engine: Engine) -> Iterator[Engine]:
    """A database with three releases read, one a copy of another."""
    import tasks.deduplicate.task
    import tasks.extract.task
    import tasks.normalize.task  # noqa: F401

    before = settings()
    configure(replace(before, database_url=engine.url.render_as_string(hide_password=False), redis_url=None))
    texts = ("وصل 74 شخصا إلى بغداد أمس.", "وصل 74 شخصا إلى بغداد أمس.", "غادر 12 شخصا مدينة تونس.")
    submit(
        [
            Submitted(source=f"s{number}", external_id=str(number), text=text)
            for number, text in enumerate(texts)
        ],
        engine=engine,
    )
    for step in Step:
        app.tasks[f"balagh.{step.value}"].run()
    yield engine
    forget_engines()
    configure(before)


def _last(engine: Engine, **options: Any) -> Report:
    chosen: dict[str, Any] = {
        "step": Step.EXTRACT,
        "older_than": None,
        "source": None,
        "dry_run": False,
        **options,
    }
    return [Report(), *reprocess(engine, **chosen)][-1]


def _figures(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(QuantityRow)) or 0


def test_the_same_version_changes_nothing(finished: Engine) -> None:
    for step in (Step.EXTRACT, Step.NORMALIZE):
        report = _last(finished, step=step)
        assert (report.releases, report.texts, report.touched) == (3, 0, 0)


def test_what_is_missing_comes_back_and_a_dry_run_only_tells(finished: Engine) -> None:
    # Given facts that an older version did not find
    figures = _figures(finished)
    assert figures > 0
    with writing(finished) as connection:
        connection.execute(delete(QuantityRow))
    # When
    told = _last(finished, dry_run=True)
    assert _figures(finished) == 0
    done = _last(finished)
    # Then
    assert (told.added, told.removed) == (done.added, done.removed) == (figures, 0)
    assert _figures(finished) == figures


def test_only_what_an_older_version_or_one_source_wrote(finished: Engine) -> None:
    with writing(finished) as connection:
        extractions = metadata.tables["extractions"]
        connection.execute(update(extractions).where(extractions.c.release_id == 1).values(version="0.0.9"))
    assert _last(finished, older_than="0.1.0").releases == 1
    assert _last(finished, source="s2").releases == 1
    assert _last(finished, source="nobody").releases == 0


def test_what_makes_no_sense_is_refused(finished: Engine) -> None:
    with pytest.raises(InputError, match="cannot be done again"):
        _last(finished, step=Step.DEDUPLICATE)
    with pytest.raises(InputError, match="not a version"):
        _last(finished, older_than="new")
