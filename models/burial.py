"""Giving up on releases, and what an operator can do about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from models.base import table_of
from models.dead_letter import DeadLetterRow
from models.release import ReleaseRow
from models.status import Status, Step

_RELEASES = table_of(ReleaseRow)
_DEAD = table_of(DeadLetterRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A release that a step cannot process; ``fingerprint`` is equal for failures of one cause."""

    release_id: int
    step: Step
    fingerprint: str
    error_class: str
    message: str
    traceback: str = ""
    attempts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadGroup:
    """Dead letters of one cause that wait for an operator; message and newest release are those of the latest."""

    fingerprint: str
    step: Step
    error_class: str
    message: str
    releases: int
    first_at: datetime
    last_at: datetime
    newest_release_id: int


def bury(
    connection: Connection,
    failures: Iterable[Failure],
    *,
    token: str | None = None,
    now: datetime | None = None,
) -> set[int]:
    """Mark releases dead and say why; with a token only those that this claim still holds, which are returned.

    A release that fails again of the same cause after a retry keeps the time of the first failure.
    """
    moment = now or datetime.now(UTC)
    by_step: dict[Step, dict[int, Failure]] = {}
    for failure in failures:
        by_step.setdefault(failure.step, {})[failure.release_id] = failure
    buried: set[int] = set()
    for step, failing in by_step.items():
        guard: list[ColumnElement[bool]] = [
            _RELEASES.c.id.in_(list(failing)),
            _RELEASES.c.status == step.takes,
        ]
        if token is not None:
            guard.append(_RELEASES.c.lease_token == token)
        statement = (
            update(_RELEASES)
            .where(*guard)
            .values(status=Status.DEAD, attempts=0, lease_until=None, lease_token=None)
            .returning(_RELEASES.c.id, _RELEASES.c.sha256)
        )
        digests: dict[int, str] = dict(connection.execute(statement).all())
        if digests:
            earlier = _first_failures(connection, digests)
            rows = [_row(failing[number], digests[number], earlier, moment) for number in sorted(digests)]
            connection.execute(insert(_DEAD), rows)
        buried |= digests.keys()
    return buried


def _first_failures(connection: Connection, ids: Collection[int]) -> dict[tuple[int, str], datetime]:
    """When each of these releases first failed of each cause."""
    query = (
        select(_DEAD.c.release_id, _DEAD.c.fingerprint, func.min(_DEAD.c.first_at))
        .where(_DEAD.c.release_id.in_(list(ids)))
        .group_by(_DEAD.c.release_id, _DEAD.c.fingerprint)
    )
    return {(number, fingerprint): first for number, fingerprint, first in connection.execute(query)}


def _row(
    failure: Failure, digest: str, earlier: dict[tuple[int, str], datetime], moment: datetime
) -> dict[str, object]:
    return {
        "release_id": failure.release_id,
        "step": failure.step,
        "fingerprint": failure.fingerprint,
        "error_class": failure.error_class,
        "message": failure.message.replace("\0", "\N{REPLACEMENT CHARACTER}"),
        "traceback": failure.traceback.replace("\0", "\N{REPLACEMENT CHARACTER}"),
        "payload_sha256": digest,
        "attempts": failure.attempts,
        "first_at": earlier.get((failure.release_id, failure.fingerprint), moment),
        "last_at": moment,
    }


def dead_groups(connection: Connection) -> list[DeadGroup]:
    """Unsettled dead letters by cause, the most frequent first."""
    newest = (
        select(
            _DEAD.c.fingerprint,
            func.count().label("releases"),
            func.min(_DEAD.c.first_at).label("first_at"),
            func.max(_DEAD.c.last_at).label("last_at"),
            func.max(_DEAD.c.id).label("newest"),
        )
        .where(_DEAD.c.settled_at.is_(None))
        .group_by(_DEAD.c.fingerprint)
        .subquery()
    )
    query = (
        select(_DEAD, newest.c.releases, newest.c.first_at.label("first"), newest.c.last_at.label("last"))
        .join(newest, newest.c.newest == _DEAD.c.id)
        .order_by(newest.c.releases.desc(), _DEAD.c.fingerprint)
    )
    return [
        DeadGroup(
            fingerprint=row.fingerprint,
            step=row.step,
            error_class=row.error_class,
            message=row.message,
            releases=row.releases,
            first_at=row.first,
            last_at=row.last,
            newest_release_id=row.release_id,
        )
        for row in connection.execute(query)
    ]


def dead_letters(
    connection: Connection,
    *,
    release_id: int | None = None,
    fingerprint: str | None = None,
    settled: bool = False,
    limit: int = 100,
) -> list[DeadLetterRow]:
    """Dead letters, newest first; settled ones (retried or discarded) only on request."""
    query = select(_DEAD).order_by(_DEAD.c.id.desc()).limit(limit)
    if release_id is not None:
        query = query.where(_DEAD.c.release_id == release_id)
    if fingerprint is not None:
        query = query.where(_DEAD.c.fingerprint == fingerprint)
    if not settled:
        query = query.where(_DEAD.c.settled_at.is_(None))
    return [DeadLetterRow(**row) for row in connection.execute(query).mappings()]


def revive(
    connection: Connection,
    *,
    release_ids: Sequence[int] | None = None,
    fingerprint: str | None = None,
    everything: bool = False,
    now: datetime | None = None,
) -> dict[Step, int]:
    """Let dead releases wait for the step that gave up on them, with all attempts again; how many for each step."""
    settled = _settle(connection, release_ids, fingerprint, everything=everything, reason=None, now=now)
    revived: dict[Step, int] = {}
    for step in Step:
        numbers = [number for number, at in settled if at is step]
        if not numbers:
            continue
        statement = (
            update(_RELEASES)
            .where(_RELEASES.c.id.in_(numbers), _RELEASES.c.status == Status.DEAD)
            .values(status=step.takes, attempts=0, lease_until=None, lease_token=None)
            .returning(_RELEASES.c.id)
        )
        revived[step] = len(connection.scalars(statement).all())
    return revived


def discard(
    connection: Connection,
    *,
    reason: str,
    release_ids: Sequence[int] | None = None,
    fingerprint: str | None = None,
    everything: bool = False,
    now: datetime | None = None,
) -> int:
    """Settle dead letters for good, with a reason; the releases stay dead. Returns how many."""
    return len(_settle(connection, release_ids, fingerprint, everything=everything, reason=reason, now=now))


def _settle(
    connection: Connection,
    release_ids: Sequence[int] | None,
    fingerprint: str | None,
    *,
    everything: bool,
    reason: str | None,
    now: datetime | None,
) -> list[tuple[int, Step]]:
    chosen: list[ColumnElement[bool]] = [_DEAD.c.settled_at.is_(None)]
    if release_ids is not None:
        chosen.append(_DEAD.c.release_id.in_(list(release_ids)))
    if fingerprint is not None:
        chosen.append(_DEAD.c.fingerprint == fingerprint)
    if len(chosen) == 1 and not everything:
        return []
    statement = (
        update(_DEAD)
        .where(*chosen)
        .values(settled_at=now or datetime.now(UTC), discarded_reason=reason)
        .returning(_DEAD.c.release_id, _DEAD.c.step)
    )
    return list(connection.execute(statement))
