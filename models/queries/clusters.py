"""Clusters as the public format lists them, and the figures behind the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from models.base import table_of
from models.queries.claims import PAGE
from models.release import ReleaseRow
from models.views.clusters import CLUSTERS

_CLUSTER = CLUSTERS.table
_RELEASE = table_of(ReleaseRow).alias("member")
_ORIGINAL = table_of(ReleaseRow).alias("original")


def cluster_lines(
    connection: Connection, *, sources: Sequence[str] = (), limit: int | None = None, skip: int = 0
) -> Iterator[dict[str, Any]]:
    """One line for every stored release, by cluster, the original first; a release not yet compared stands alone."""
    query = (
        select(
            _RELEASE.c.id,
            _RELEASE.c.source,
            _RELEASE.c.external_id,
            _RELEASE.c.title,
            _RELEASE.c.published_at,
            _CLUSTER.c.cluster,
            _CLUSTER.c.relation,
            _CLUSTER.c.similarity,
            _CLUSTER.c.differences,
            _ORIGINAL.c.external_id.label("canonical"),
            _ORIGINAL.c.id.label("original_release_id"),
        )
        .select_from(_RELEASE)
        .outerjoin(_CLUSTER, _CLUSTER.c.release_id == _RELEASE.c.id)
        .outerjoin(_ORIGINAL, _ORIGINAL.c.id == _CLUSTER.c.original_release_id)
        .order_by(
            func.coalesce(_CLUSTER.c.original_release_id, _RELEASE.c.id),
            _CLUSTER.c.similarity.desc(),
            _RELEASE.c.id,
        )
        .limit(limit)
        .offset(skip or None)
    )
    if sources:
        query = query.where(_RELEASE.c.source.in_(sources))
    with connection.execution_options(yield_per=PAGE).execute(query) as result:
        for row in result:
            alone = row.cluster is None
            yield {
                "release": row.external_id,
                "cluster": f"r{row.id}" if alone else row.cluster,
                "canonical": row.external_id if alone else row.canonical,
                "relation": "original" if alone else row.relation,
                "similarity": 1.0 if alone else row.similarity,
                "differences": row.differences,
                "source": row.source,
                "title": row.title,
                "published": row.published_at,
                "release_id": row.id,
                "canonical_release_id": row.id if alone else row.original_release_id,
            }


def cluster_sizes(connection: Connection) -> dict[int, int]:
    """How many clusters have how many releases."""
    sizes = select(func.count().label("size")).select_from(_CLUSTER).group_by(_CLUSTER.c.cluster).subquery()
    counted = connection.execute(select(sizes.c.size, func.count()).group_by(sizes.c.size))
    return {row[0]: row[1] for row in counted}


def similarities(connection: Connection) -> list[tuple[str, float]]:
    """Relation and similarity of every release that is not an original."""
    query = select(_CLUSTER.c.relation, _CLUSTER.c.similarity).where(_CLUSTER.c.relation != "original")
    return [(relation, similarity) for relation, similarity in connection.execute(query)]
