"""The fact tables with the columns of their releases, and all facts together."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import literal, select

from models.base import table_of
from models.entity import EntityRow
from models.event import EventRow
from models.mention import MentionRow
from models.quantity import QuantityRow
from models.quotation import QuotationRow
from models.release import ReleaseRow
from models.time import TimeRow
from models.views.portable import fact_id
from models.views.view import View

_RELEASE = table_of(ReleaseRow)

_RELEASE_COMMENTS: Final = {
    "fact": "How to name the fact: release, list, position.",
    "source": "Who published the release.",
    "external_id": "The release's identifier at its producer.",
    "published": "When it was published, in UTC.",
    "headline": "Its headline.",
    "url": "Where it was published.",
}


def _with_release(name: str, row: type[Any], comment: str) -> View:
    table = table_of(row)
    columns = [
        fact_id(table.c.release_id, literal(str(table.name)), table.c.position).label("fact"),
        _RELEASE.c.source,
        _RELEASE.c.external_id,
        _RELEASE.c.published_at.label("published"),
        _RELEASE.c.title.label("headline"),
        _RELEASE.c.url,
        *table.columns,
    ]
    comments = _RELEASE_COMMENTS | {column.name: column.comment or "" for column in table.columns}
    query = select(*columns).select_from(table).join(_RELEASE, _RELEASE.c.id == table.c.release_id)
    if row is MentionRow:
        entity = table_of(EntityRow)
        query = query.add_columns(entity.c.english, entity.c.country, entity.c.latitude, entity.c.longitude)
        query = query.join(entity, entity.c.key == table.c.entity_key)
        comments |= {
            key: entity.c[key].comment or "" for key in ("english", "country", "latitude", "longitude")
        }
    return View(name=name, comment=comment, query=query, columns=comments)


FACT_VIEWS: Final = {
    "quantities": _with_release(
        "release_quantities", QuantityRow, "Figures with the release that states them."
    ),
    "times": _with_release("release_times", TimeRow, "Times with the release that states them."),
    "mentions": _with_release("release_mentions", MentionRow, "Names with the release that mentions them."),
    "quotations": _with_release(
        "release_quotations", QuotationRow, "Quotations with the release that has them."
    ),
    "events": _with_release("release_events", EventRow, "Events with the release that tells them."),
}
