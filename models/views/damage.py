"""Which sources send broken texts."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select

from models.base import table_of
from models.normalized import RepairRow
from models.release import ReleaseRow
from models.views.view import View

_RELEASE = table_of(ReleaseRow)
_REPAIR = table_of(RepairRow)

DAMAGE: Final = View(
    name="damage",
    comment="One row a source and kind of damage: how many of its releases had it, in how many places.",
    query=select(
        _RELEASE.c.source,
        _REPAIR.c.kind,
        func.count().label("releases"),
        func.sum(_REPAIR.c.count).label("places"),
        func.avg(_REPAIR.c.confidence).label("confidence"),
    )
    .select_from(_REPAIR)
    .join(_RELEASE, _RELEASE.c.id == _REPAIR.c.release_id)
    .group_by(_RELEASE.c.source, _REPAIR.c.kind),
    columns={
        "source": "Who published the releases.",
        "kind": "The kind of damage.",
        "releases": "How many releases had it.",
        "places": "In how many places altogether.",
        "confidence": "How sure the repairs are on average, 0 to 1.",
    },
)
