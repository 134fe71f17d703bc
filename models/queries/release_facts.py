"""Everything about one release, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from models.base import table_of
from models.entity import EntityRow
from models.event import EventArgumentRow
from models.loading import StoredRelease, load_normalized, load_raw
from models.release import ReleaseRow
from models.status import Status
from models.views.clusters import CLUSTERS
from models.writing import FACT_TABLES
from tasks.extract.facts import FactKind
from tasks.text.normalized import NormalizedText

Fact = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFacts:
    """A release, its texts and its facts; an event has its ``arguments``, a mention its ``entity``."""

    release: StoredRelease
    status: Status
    normalized: NormalizedText | None
    facts: dict[FactKind, list[Fact]]
    cluster: Fact | None


def release_facts(connection: Connection, release_id: int) -> ReleaseFacts | None:
    """Everything about a release; None if there is no such release."""
    raw = load_raw(connection, [release_id])
    if not raw:
        return None
    normalized = load_normalized(connection, [release_id])
    facts: dict[FactKind, list[Fact]] = {}
    for kind in FactKind:
        table = table_of(FACT_TABLES[kind.value])
        query = select(table).where(table.c.release_id == release_id).order_by(table.c.position)
        facts[kind] = [dict(row) for row in connection.execute(query).mappings()]
    _add_arguments(connection, release_id, facts[FactKind.EVENT])
    _add_entities(connection, facts[FactKind.MENTION])
    cluster = CLUSTERS.table
    place = connection.execute(select(cluster).where(cluster.c.release_id == release_id)).mappings().first()
    return ReleaseFacts(
        release=raw[0],
        status=connection.scalars(select(ReleaseRow.status).where(ReleaseRow.id == release_id)).one(),
        normalized=normalized[0][1] if normalized else None,
        facts=facts,
        cluster=dict(place) if place else None,
    )


def _add_arguments(connection: Connection, release_id: int, events: list[Fact]) -> None:
    table = table_of(EventArgumentRow)
    by_event: defaultdict[int, list[Fact]] = defaultdict(list)
    query = select(table).where(table.c.release_id == release_id).order_by(table.c.event, table.c.position)
    for row in connection.execute(query).mappings():
        by_event[row["event"]].append(dict(row))
    for event in events:
        event["arguments"] = by_event[event["position"]]


def _add_entities(connection: Connection, mentions: list[Fact]) -> None:
    keys = {mention["entity_key"] for mention in mentions}
    table = table_of(EntityRow)
    found = connection.execute(select(table).where(table.c.key.in_(keys))).mappings()
    entities = {row["key"]: dict(row) for row in found}
    for mention in mentions:
        mention["entity"] = entities.get(mention["entity_key"])
