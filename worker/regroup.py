"""Comparing all releases again, after a change in how duplicates are found or in the texts that are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlalchemy import Engine, func, select

from models.clustering import LOCK, relabel
from models.contents import tidy_contents
from models.duplicate import MembershipRow
from models.release import ReleaseRow
from models.session import one_at_a_time, reading, writing
from models.status import Status
from tasks.deduplicate.signature import VERSION
from tasks.deduplicate.task import Deduplicate, compare_contents, file_and_link
from worker.app import settings
from worker.patience import patiently

_BATCH: Final = 100
_COMPARED: Final = (Status.DEDUPLICATED, Status.EXTRACTED)


@dataclass(slots=True, kw_only=True)
class Regrouping:
    """What comparing again has changed."""

    releases: int = 0
    older: int = 0
    contents_dropped: int = 0

    def __str__(self) -> str:
        """One line for a human."""
        return (
            f"{self.releases:,} releases compared again, {self.older:,} of them filed by an older version; "
            f"{self.contents_dropped:,} contents dropped that no release has any more"
        )


def older_memberships(engine: Engine) -> int:
    """How many releases are filed under another version of folding, signature and keys than this one."""
    with reading(engine) as connection:
        query = select(func.count()).select_from(MembershipRow).where(MembershipRow.version != VERSION)
        return int(connection.execute(query).scalar_one())


def regroup(engine: Engine) -> Iterator[Regrouping]:
    """Compare every release again, batch by batch, the workers going on meanwhile; the report so far after each.

    Links are verified anew, so a changed rule takes effect as well as a changed signature. Contents of an older version
    never meet those of this one, so clusters are whole again when the last batch is through. Safe to stop and to repeat.
    """
    report = Regrouping(older=older_memberships(engine))
    step, last = Deduplicate(), 0
    while ids := patiently(partial(_next, engine, last), settings(), what="regroup"):
        last = ids[-1]
        with reading(engine) as connection:
            loaded = step.load(connection, ids)
        results = {number: step.work(one) for number, one in loaded.items()}
        patiently(partial(file_and_link, engine, results, again=True), settings(), what="regroup")

        def enter(results=results) -> None:  # type: ignore[no-untyped-def] # bound for this batch
            with writing(engine) as connection:
                step.store(connection, results)

        patiently(enter, settings(), what="regroup")
        report.releases += len(ids)
        yield report
    with writing(engine) as connection:
        one_at_a_time(connection, LOCK)
        report.contents_dropped, bereft = tidy_contents(connection)
        relabel(connection, bereft, partial(compare_contents, connection))
    yield report


def _next(engine: Engine, last: int) -> Sequence[int]:
    with reading(engine) as connection:
        query = (
            select(ReleaseRow.id)
            .where(ReleaseRow.id > last, ReleaseRow.status.in_(_COMPARED))
            .order_by(ReleaseRow.id)
            .limit(_BATCH)
        )
        return connection.scalars(query).all()
