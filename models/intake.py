"""Taking releases in, once each: submitting the same one again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Insert, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from models.base import table_of
from models.release import Precision, RawTextRow, ReleaseRow
from models.status import Status
from tasks.errors import InputError

#: Longest source or identifier (code points); both stand in an index whose entries PostgreSQL limits to 2.7 KB.
LONGEST_KEY: Final = 300

#: Releases sent to the database in one statement; SQLite takes at most 32,766 parameters.
_CHUNK: Final = 500


class Outcome(StrEnum):
    """What became of a submitted release."""

    CREATED = "created"
    EXISTING = "existing"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRelease:
    """A release to be taken in.

    ``published`` without a time zone is taken as UTC; without ``published_has_time`` only its
    day counts. Raises InputError for what the database could not hold.
    """

    source: str
    external_id: str
    text: str
    url: str | None = None
    title: str | None = None
    published: datetime | None = None
    published_has_time: bool = False
    language: str | None = None

    def __post_init__(self) -> None:
        for name in ("source", "external_id"):
            value = getattr(self, name)
            if not value or len(value) > LONGEST_KEY:
                message = f"{name} must have 1 to {LONGEST_KEY} characters, this one has {len(value)}"
                raise InputError(message)
        for name in ("source", "external_id", "text", "url", "title", "language"):
            value = getattr(self, name)
            if value is None:
                continue
            if "\0" in value:
                message = f"{name} contains a null character: this looks like a binary file, not text"
                raise InputError(message)
            try:
                value.encode()
            except UnicodeEncodeError:
                message = f"{name} contains half of a surrogate pair, which is no character"
                raise InputError(message) from None
        if self.published is not None and self.published.tzinfo is not None:
            try:
                self.published.astimezone(UTC)
            except OverflowError:
                message = f"published: {self.published.isoformat()} is outside the years 1 to 9999 in UTC"
                raise InputError(message) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one submitted release; for a conflict ``release_id`` is the one already stored."""

    source: str
    external_id: str
    release_id: int
    outcome: Outcome


def insert_releases(
    connection: Connection, releases: Sequence[NewRelease], *, now: datetime | None = None
) -> list[Receipt]:
    """Store the releases that are not there yet; receipts come in the order of the releases.

    The key is (source, external_id). The same key with the same text is ``existing``; with another text it is a
    ``conflict``, and nothing is stored: a correction is a release of its own and needs an identifier of its own, so
    that both wordings can be compared. Of a stored release nothing is ever changed.
    """
    moment = now or datetime.now(UTC)
    receipts: list[Receipt] = []
    for first in range(0, len(releases), _CHUNK):
        receipts += _insert_chunk(connection, releases[first : first + _CHUNK], moment)
    return receipts


def _insert_chunk(connection: Connection, releases: Sequence[NewRelease], moment: datetime) -> list[Receipt]:
    by_key: dict[tuple[str, str], NewRelease] = {}
    for release in releases:
        by_key.setdefault((release.source, release.external_id), release)
    # In one order everywhere: two producers that submit the same releases then wait for each other, never crosswise.
    rows = [_row(by_key[key], moment) for key in sorted(by_key)]
    table = table_of(ReleaseRow)
    statement = _insert_ignoring(connection).returning(table.c.id, table.c.source, table.c.external_id)
    created = {
        (source, external_id): number for number, source, external_id in connection.execute(statement, rows)
    }
    if created:
        connection.execute(
            insert(RawTextRow),
            [{"release_id": created[key], "text": by_key[key].text} for key in sorted(created)],
        )
    known = _stored(connection, [key for key in by_key if key not in created])
    receipts = []
    digests = {(row["source"], row["external_id"]): row["sha256"] for row in rows}
    seen: set[tuple[str, str]] = set()
    for release in releases:
        key = (release.source, release.external_id)
        number, digest = (created[key], digests[key]) if key in created else known[key]
        if digest != (digests[key] if release is by_key[key] else _digest(release.text)):
            outcome = Outcome.CONFLICT
        else:
            outcome = Outcome.CREATED if key in created and key not in seen else Outcome.EXISTING
        seen.add(key)
        receipts.append(
            Receipt(
                source=release.source, external_id=release.external_id, release_id=number, outcome=outcome
            )
        )
    return receipts


def _insert_ignoring(connection: Connection) -> Insert:
    """An insert that leaves out keys that are there already."""
    table = table_of(ReleaseRow)
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing(index_elements=["source", "external_id"])
    return sqlite.insert(table).on_conflict_do_nothing(index_elements=["source", "external_id"])


def _row(release: NewRelease, moment: datetime) -> dict[str, Any]:
    published = release.published
    offset = None if published is None else published.utcoffset()
    precision = Precision.TIME if release.published_has_time else Precision.DAY
    return {
        "source": release.source,
        "external_id": release.external_id,
        "url": release.url,
        "title": release.title,
        "published_at": _in_utc(release),
        "published_precision": precision if published is not None else None,
        "published_offset": None if offset is None else round(offset.total_seconds() / 60),
        "received_at": moment,
        "language": release.language,
        "sha256": _digest(release.text),
        "characters": len(release.text),
        "status": Status.RECEIVED,
        "attempts": 0,
    }


def _in_utc(release: NewRelease) -> datetime | None:
    """The moment of publication; a bare day is the same day in UTC, or it would become the day before."""
    published = release.published
    if published is None:
        return None
    if not release.published_has_time:
        return datetime(published.year, published.month, published.day, tzinfo=UTC)
    return published if published.tzinfo else published.replace(tzinfo=UTC)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _stored(
    connection: Connection, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[int, str]]:
    """Number and digest of releases already there."""
    if not keys:
        return {}
    query = select(ReleaseRow.source, ReleaseRow.external_id, ReleaseRow.id, ReleaseRow.sha256).where(
        tuple_(ReleaseRow.source, ReleaseRow.external_id).in_(keys)
    )
    return {
        (source, external_id): (number, digest)
        for source, external_id, number, digest in connection.execute(query)
    }
