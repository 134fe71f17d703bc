"""Facts of all kinds, in one shape or in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, tuple_

from models.functions import search_form
from models.queries.claims import PAGE, containing
from models.views.facts import FACT_VIEWS
from models.views.portable import fold
from tasks.extract.facts import FactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFilter:
    """Which facts are wanted; what is empty does not restrict.

    ``after`` is the kind, release and position of the fact that the last page ended with.
    """

    kinds: Sequence[FactKind] = tuple(FactKind)
    releases: Sequence[int] = ()
    sources: Sequence[str] = ()
    words: str | None = None
    rules: Sequence[str] = ()
    after: tuple[FactKind, int, int] | None = None
    limit: int | None = None


def facts(connection: Connection, wanted: FactFilter) -> Iterator[tuple[FactKind, dict[str, Any]]]:
    """Facts by kind, then by release and place in it; the limit is for each kind."""
    kinds = sorted(set(wanted.kinds), key=list(FactKind).index)
    if wanted.after is not None:
        last, *place = wanted.after
        kinds = [kind for kind in kinds if list(FactKind).index(kind) >= list(FactKind).index(last)]
    for kind in kinds:
        view = FACT_VIEWS[kind.value].table
        conditions: list[ColumnElement[bool]] = []
        if wanted.releases:
            conditions.append(view.c.release_id.in_(wanted.releases))
        if wanted.sources:
            conditions.append(view.c.source.in_(wanted.sources))
        if wanted.rules:
            conditions.append(view.c.rule.in_(wanted.rules))
        if wanted.words is not None and search_form(wanted.words):
            conditions.append(fold(view.c.text).like(containing(wanted.words), escape="\\"))
        if wanted.after is not None and kind is last:
            conditions.append(tuple_(view.c.release_id, view.c.position) > tuple(place))
        query = (
            select(view).where(*conditions).order_by(view.c.release_id, view.c.position).limit(wanted.limit)
        )
        with connection.execution_options(yield_per=PAGE).execute(query) as result:
            for row in result.mappings():
                yield kind, dict(row)
