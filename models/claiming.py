"""The queue: rows of a status are claimed under a lease, and a claim's results count only while it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import random
from typing import Final

from sqlalchemy import ColumnElement, Connection, TextClause, any_, func, or_, select, update

from models.base import UtcDateTime, table_of
from models.release import FRESH, TRIED, ReleaseRow
from models.status import Status, Step

_RELEASES = table_of(ReleaseRow)

#: A lease that ends later than so many leases from now was written before the clock was set back, and holds nobody: it
#: would keep its releases waiting for as long as the clock jumped. Twice, since workers may differ in their settings.
_LONGEST_LEASE: Final = 2

#: The order of the partial indexes. A planner that knows the status to be one value orders by number alone, and may then
#: walk the primary key through all releases that are done to find the first that waits: 30 ms a claim with 200,000 of
#: them. It does not see that a range holds one value, so no other index has this order.
_OLDEST_FIRST: Final = (_RELEASES.c.status, _RELEASES.c.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A release held by a claim, and how often its step was begun, this time included."""

    release_id: int
    attempts: int


def claim(
    connection: Connection,
    step: Step,
    *,
    limit: int,
    lease: timedelta,
    token: str,
    max_attempts: int = 5,
    now: datetime | None = None,
) -> list[Claimed]:
    """Take up to ``limit`` waiting releases of a step, oldest first; commit before working on them.

    A claim holds either fresh releases, or one alone that was tried before, so that a release that kills its worker
    takes others along only once. The attempt counts from now on, whatever happens to the worker. Where both kinds wait
    either is taken with equal chance, so that neither keeps the other waiting. Releases with no attempts left are not
    taken: see :func:`exhausted`.
    """
    moment = now or database_time(connection)
    kinds: list[tuple[TextClause, int]] = [(TRIED, 1), (FRESH, limit)]
    if random() < 0.5:  # noqa: S311 - fairness, not secrecy
        kinds.reverse()
    for kind, most in kinds:
        free: list[ColumnElement[bool] | TextClause] = [
            kind,
            _waits_for(step),
            _RELEASES.c.attempts < max_attempts,
            _is_free(moment, lease),
        ]
        taken = _take(connection, free, most, moment + lease, token)
        if taken:
            return taken
    return []


def _take(
    connection: Connection,
    free: Sequence[ColumnElement[bool] | TextClause],
    limit: int,
    until: datetime,
    token: str,
) -> list[Claimed]:
    candidates = (
        select(_RELEASES.c.id)
        .where(*free)
        .order_by(*_OLDEST_FIRST)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalar_subquery()
    # An array is made once. A subquery of IN may be run again for every row, and its LIMIT would then let more through.
    array = connection.dialect.name == "postgresql"
    statement = (
        update(_RELEASES)
        .where(_RELEASES.c.id == any_(func.array(candidates)) if array else _RELEASES.c.id.in_(candidates))
        .values(attempts=_RELEASES.c.attempts + 1, lease_until=until, lease_token=token)
        .returning(_RELEASES.c.id, _RELEASES.c.attempts)
    )
    rows = sorted(connection.execute(statement))
    return [Claimed(release_id=number, attempts=attempts) for number, attempts in rows]


def exhausted(
    connection: Connection,
    step: Step,
    *,
    lease: timedelta,
    max_attempts: int = 5,
    limit: int = 100,
    now: datetime | None = None,
) -> list[Claimed]:
    """Releases whose last attempt never came back; bury them in this transaction."""
    moment = now or database_time(connection)
    query = (
        select(_RELEASES.c.id, _RELEASES.c.attempts)
        .where(TRIED, _waits_for(step), _RELEASES.c.attempts >= max_attempts, _is_free(moment, lease))
        .order_by(*_OLDEST_FIRST)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [Claimed(release_id=number, attempts=attempts) for number, attempts in connection.execute(query)]


def advance(connection: Connection, step: Step, ids: Iterable[int], token: str) -> set[int]:
    """Mark releases as having passed the step; only those still held by this claim, whose numbers are returned.

    Results are then written in the same transaction, for the returned releases only: a claim that came back too late
    writes nothing.
    """
    statement = (
        update(_RELEASES)
        .where(
            _RELEASES.c.id.in_(list(ids)), _RELEASES.c.status == step.takes, _RELEASES.c.lease_token == token
        )
        .values(status=step.gives, attempts=0, lease_until=None, lease_token=None)
        .returning(_RELEASES.c.id)
    )
    return set(connection.scalars(statement))


def give_back(
    connection: Connection,
    ids: Iterable[int],
    token: str,
    *,
    not_before: datetime | None = None,
    refund_attempt: bool = False,
) -> set[int]:
    """Let go of releases of this claim; they wait until ``not_before``, or can be taken again at once.

    With ``refund_attempt`` the attempt does not count: an orderly stop, or a failure that was not the release's.
    """
    attempts = _RELEASES.c.attempts - 1 if refund_attempt else _RELEASES.c.attempts
    statement = (
        update(_RELEASES)
        .where(_RELEASES.c.id.in_(list(ids)), _RELEASES.c.lease_token == token)
        .values(attempts=attempts, lease_until=not_before, lease_token=None)
        .returning(_RELEASES.c.id)
    )
    return set(connection.scalars(statement))


def free_all(connection: Connection) -> int:
    """Let go of every claim, where it is known that no worker lives; attempts stay counted. Returns how many."""
    statement = (
        update(_RELEASES)
        .where(_RELEASES.c.lease_token.is_not(None))
        .values(lease_until=None, lease_token=None)
        .returning(_RELEASES.c.id)
    )
    return len(connection.scalars(statement).all())


def waiting(
    connection: Connection,
    step: Step,
    *,
    lease: timedelta,
    at_most: int | None = None,
    now: datetime | None = None,
) -> int:
    """How many releases a worker could take for this step now; counting stops at ``at_most``."""
    moment = now or database_time(connection)
    total = 0
    for kind in (FRESH, TRIED):
        found = (
            select(_RELEASES.c.id)
            .where(kind, _waits_for(step), _is_free(moment, lease))
            .order_by(*_OLDEST_FIRST)
            .limit(at_most)
        )
        total += connection.scalar(select(func.count()).select_from(found.subquery())) or 0
    return total if at_most is None else min(total, at_most)


def counts_by_status(connection: Connection) -> dict[Status, int]:
    """How many releases have each status; a full count, about 0.1 s for a million releases."""
    rows = connection.execute(select(_RELEASES.c.status, func.count()).group_by(_RELEASES.c.status))
    return dict.fromkeys(Status, 0) | dict(rows.all())


def oldest_waiting(connection: Connection) -> datetime | None:
    """When the release that has waited longest was received; None if nothing waits."""
    oldest: list[datetime] = []
    for step in Step:
        for kind in (FRESH, TRIED):
            query = (
                select(_RELEASES.c.received_at)
                .where(kind, _waits_for(step))
                .order_by(*_OLDEST_FIRST)
                .limit(1)
            )
            oldest += connection.scalars(query).all()
    return min(oldest, default=None)


def database_time(connection: Connection) -> datetime:
    """The clock that leases are compared with: the server's, since workers' clocks may disagree.

    A SQLite file is only ever used on one machine, whose clock all share. Either may jump: forward, and leases lapse early
    (the late commit is then fenced off by its token); back, and what they say of the future is not believed.
    """
    if connection.dialect.name == "postgresql":
        moment = connection.scalar(select(func.clock_timestamp(type_=UtcDateTime())))
        assert isinstance(moment, datetime)
        return moment
    return datetime.now(UTC)


def _waits_for(step: Step) -> ColumnElement[bool]:
    """Of one status, said as a range: see ``_OLDEST_FIRST``."""
    return _RELEASES.c.status.between(step.takes, step.takes)


def _is_free(moment: datetime, lease: timedelta) -> ColumnElement[bool]:
    until = _RELEASES.c.lease_until
    return or_(until.is_(None), until <= moment, until > moment + _LONGEST_LEASE * lease)
