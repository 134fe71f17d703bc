"""Loading what a step works on, a whole batch in one query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, select

from models.normalized import NormalizedTextRow, RepairRow
from models.release import Precision, RawTextRow, ReleaseRow
from tasks.text.normalized import NormalizedText, Repair
from tasks.text.offset_map import OffsetMap
from tasks.text.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRelease:
    """A release as the steps read it; ``published`` has the offset in which it was stated, or none."""

    id: int
    source: str
    external_id: str
    text: str
    published: datetime | None
    published_has_time: bool
    received: datetime
    language: str | None
    title: str | None
    url: str | None
    sha256: str


_RELEASE = (
    ReleaseRow.id,
    ReleaseRow.source,
    ReleaseRow.external_id,
    RawTextRow.text,
    ReleaseRow.published_at,
    ReleaseRow.published_precision,
    ReleaseRow.published_offset,
    ReleaseRow.received_at,
    ReleaseRow.language,
    ReleaseRow.title,
    ReleaseRow.url,
    ReleaseRow.sha256,
)


def load_raw(connection: Connection, ids: Iterable[int]) -> list[StoredRelease]:
    """Releases by number, in the order of their numbers; numbers that do not exist are left out."""
    query = select(*_RELEASE).join(RawTextRow).where(ReleaseRow.id.in_(list(ids))).order_by(ReleaseRow.id)
    return [_release(row) for row in connection.execute(query)]


def load_normalized(connection: Connection, ids: Iterable[int]) -> list[tuple[StoredRelease, NormalizedText]]:
    """Releases with their normalized texts; those that have none are left out."""
    numbers = list(ids)
    repairs: dict[int, list[Repair]] = {}
    found = select(RepairRow.release_id, RepairRow.kind, RepairRow.count, RepairRow.confidence).where(
        RepairRow.release_id.in_(numbers)
    )
    for number, kind, count, confidence in connection.execute(found.order_by(RepairRow.kind)):
        repairs.setdefault(number, []).append(Repair(kind=kind, count=count, confidence=confidence))
    query = (
        select(
            *_RELEASE,
            NormalizedTextRow.text,
            NormalizedTextRow.offset_map,
            NormalizedTextRow.sentences,
            NormalizedTextRow.paragraphs,
            NormalizedTextRow.language,
            NormalizedTextRow.foreign_passages,
        )
        .join(RawTextRow, RawTextRow.release_id == ReleaseRow.id)
        .join(NormalizedTextRow, NormalizedTextRow.release_id == ReleaseRow.id)
        .where(ReleaseRow.id.in_(numbers))
        .order_by(ReleaseRow.id)
    )
    loaded = []
    for row in connection.execute(query):
        release = _release(row)
        text, offset_map, sentences, paragraphs, language, foreign = tuple[Any, ...](row)[len(_RELEASE) :]
        normalized = NormalizedText(
            raw=release.text,
            text=text,
            offset_map=OffsetMap.from_bytes(offset_map),
            sentences=tuple(Span(start, end) for start, end in sentences),
            paragraphs=tuple(Span(start, end) for start, end in paragraphs),
            repairs=tuple(repairs.get(release.id, ())),
            language=language,
            foreign=tuple((Span(start, end), tag) for start, end, tag in foreign or ()),
        )
        loaded.append((release, normalized))
    return loaded


def _release(row: Sequence[Any]) -> StoredRelease:
    (
        number,
        source,
        external_id,
        text,
        published_at,
        precision,
        offset,
        received,
        language,
        title,
        url,
        sha256,
    ) = row[: len(_RELEASE)]
    return StoredRelease(
        id=number,
        source=source,
        external_id=external_id,
        text=text,
        published=as_published(published_at, precision, offset),
        published_has_time=precision is Precision.TIME,
        received=received,
        language=language,
        title=title,
        url=url,
        sha256=sha256,
    )


def as_published(moment: datetime | None, precision: Precision | None, offset: int | None) -> datetime | None:
    """The moment as the producer stated it: in its own offset, or without one.

    >>> as_published(datetime(2026, 1, 31, 21, tzinfo=UTC), Precision.TIME, 180).isoformat()
    '2026-02-01T00:00:00+03:00'
    >>> as_published(datetime(2026, 1, 31, tzinfo=UTC), Precision.DAY, 180).isoformat()
    '2026-01-31T00:00:00+03:00'
    """
    if moment is None:
        return None
    zone = None if offset is None else timezone(timedelta(minutes=offset)) if offset else UTC
    if zone is None or precision is Precision.DAY:
        return moment.replace(tzinfo=zone)
    return moment.astimezone(zone)
