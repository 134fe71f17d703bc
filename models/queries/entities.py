"""Entities, and how often they are mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from models.base import table_of
from models.entity import EntityRow
from models.mention import MentionRow
from models.queries.claims import PAGE, entities_named
from models.release import ReleaseRow
from tasks.extract.facts import MentionType


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFilter:
    """Which entities are wanted; what is empty does not restrict, and ``skip`` leaves out the first so many."""

    types: Sequence[MentionType] = ()
    name: str | None = None
    sources: Sequence[str] = ()
    known_only: bool = False
    limit: int | None = None
    skip: int = 0


def entities(connection: Connection, wanted: EntityFilter) -> Iterator[dict[str, Any]]:
    """Entities with how many mentions they have in how many releases, the most mentioned first."""
    entity, mention = table_of(EntityRow), table_of(MentionRow)
    mentions = func.count().label("mentions")
    conditions: list[ColumnElement[bool]] = []
    if wanted.types:
        conditions.append(entity.c.type.in_(wanted.types))
    if wanted.name is not None:
        conditions.append(entity.c.key.in_(entities_named(wanted.name)))
    if wanted.known_only:
        conditions.append(entity.c.known)
    if wanted.sources:
        conditions.append(
            mention.c.release_id.in_(select(ReleaseRow.id).where(ReleaseRow.source.in_(wanted.sources)))
        )
    counted = (
        select(
            mention.c.entity_key,
            mentions,
            func.count(mention.c.release_id.distinct()).label("releases"),
        )
        .join(entity, entity.c.key == mention.c.entity_key)
        .where(*conditions)
        .group_by(mention.c.entity_key)
        .subquery()
    )
    query = (
        select(entity, counted.c.mentions, counted.c.releases)
        .join(counted, counted.c.entity_key == entity.c.key)
        .order_by(counted.c.mentions.desc(), entity.c.key)
        .limit(wanted.limit)
        .offset(wanted.skip or None)
    )
    with connection.execution_options(yield_per=PAGE).execute(query) as result:
        for row in result.mappings():
            yield dict(row)
