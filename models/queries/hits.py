"""What searching gives: releases with the words found, and the query that both ways of searching begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from models.normalized import NormalizedTextRow
from models.release import ReleaseRow
from tasks.text.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A release with the words, the text around the first of them, and where in that text words stand."""

    release_id: int
    source: str
    external_id: str
    title: str | None
    published: datetime | None
    text: str
    marks: tuple[Span, ...]

    def row(self) -> dict[str, Any]:
        """The hit as programs are given it."""
        return {
            "release_id": self.release_id,
            "source": self.source,
            "external_id": self.external_id,
            "published": self.published,
            "title": self.title,
            "text": self.text,
            "marks": [list(mark) for mark in self.marks],
        }


def texts_latest_first(sources: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """Normalized texts with what names their releases, the latest published first; of these sources, or of all."""
    query: Select[*tuple[Any, ...]] = (
        select(
            ReleaseRow.id,
            ReleaseRow.source,
            ReleaseRow.external_id,
            ReleaseRow.title,
            ReleaseRow.published_at,
            NormalizedTextRow.text,
        )
        .join(NormalizedTextRow, NormalizedTextRow.release_id == ReleaseRow.id)
        .order_by(ReleaseRow.published_at.desc().nulls_last(), ReleaseRow.id.desc())
    )
    return query.where(ReleaseRow.source.in_(sources)) if sources else query


def hit(row: Row[Any], text: str, marks: Sequence[Span]) -> Hit:
    """A row of that query as a hit, with the part of its text to be shown."""
    return Hit(
        release_id=row.id,
        source=row.source,
        external_id=row.external_id,
        title=row.title,
        published=row.published_at,
        text=text,
        marks=tuple(marks),
    )
