"""Who republished whom, how long after, and how much of it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select

from models.base import table_of
from models.duplicate import Relation
from models.release import ReleaseRow
from models.views.clusters import CLUSTERS
from models.views.portable import hours_between
from models.views.view import View

_CLUSTER = CLUSTERS.table
_COPY = table_of(ReleaseRow).alias("copy")
_ORIGINAL = table_of(ReleaseRow).alias("original")

_later = func.coalesce(_COPY.c.published_at, _COPY.c.received_at)
_earlier = func.coalesce(_ORIGINAL.c.published_at, _ORIGINAL.c.received_at)

DUPLICATES: Final = View(
    name="duplicates",
    comment="One row a release that repeats an earlier one: who republished whom, how long after, how much of it.",
    query=select(
        _CLUSTER.c.cluster,
        _CLUSTER.c.relation,
        _COPY.c.id.label("release_id"),
        _COPY.c.source,
        _COPY.c.external_id,
        _COPY.c.title,
        _COPY.c.published_at.label("published"),
        _ORIGINAL.c.id.label("original_release_id"),
        _ORIGINAL.c.source.label("original_source"),
        _ORIGINAL.c.external_id.label("original_external_id"),
        _ORIGINAL.c.title.label("original_title"),
        _ORIGINAL.c.published_at.label("original_published"),
        hours_between(_later, _earlier).label("hours_after"),
        _CLUSTER.c.jaccard,
        _CLUSTER.c.containment,
        _CLUSTER.c.differences,
    )
    .select_from(_CLUSTER)
    .join(_COPY, _COPY.c.id == _CLUSTER.c.release_id)
    .join(_ORIGINAL, _ORIGINAL.c.id == _CLUSTER.c.original_release_id)
    .where(_CLUSTER.c.relation != Relation.ORIGINAL.value),
    columns={
        "cluster": "The same for all releases that tell the same text.",
        "relation": "exact, near, revision (figures, names or dates differ) or excerpt.",
        "release_id": "The release that repeats another.",
        "source": "Who published it.",
        "external_id": "Its identifier at the producer.",
        "title": "Its headline.",
        "published": "When it was published, in UTC.",
        "original_release_id": "The release it repeats.",
        "original_source": "Who published that one.",
        "original_external_id": "Its identifier at the producer.",
        "original_title": "Its headline.",
        "original_published": "When it was published, in UTC.",
        "hours_after": "Hours between the two, by publication, else by receipt.",
        "jaccard": "Exact Jaccard similarity of the two texts, 0 to 1.",
        "containment": "Share of the smaller text found in the other, 0 to 1.",
        "differences": "Figures, names and dates that differ.",
    },
)
