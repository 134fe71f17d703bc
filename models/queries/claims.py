"""Claims by event, actor, place, time, quantity and speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, func, or_, select, tuple_

from models.base import table_of
from models.entity import EntityRow
from models.event import EventArgumentRow
from models.functions import search_form
from models.views.claims import CLAIMS
from models.views.portable import fold
from tasks.extract.facts import Modality, Polarity
from tasks.extract.mentions.spelling import spelling_form

_CLAIM = CLAIMS.table
_ARGUMENT = table_of(EventArgumentRow)
_ENTITY = table_of(EntityRow)

#: Rows fetched at a time, so that a long answer does not fill the memory.
PAGE: Final = 500

_ESCAPE: Final = "\\"


class Order(StrEnum):
    """In which order claims come; by a time, those that have none are left out."""

    RELEASE = "release"
    TIME = "time"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims are wanted; what is empty does not restrict, several values of one kind are alternatives.

    Names match any part of the Arabic or English name, letter variants and marks aside, or an entity's key exactly.
    ``begins`` and ``ends`` (ISO 8601, ``2014`` and ``2014-08`` too) keep claims whose time overlaps that stretch;
    ``at_least`` and ``at_most`` keep figures whose value or bounds may lie between them. ``after`` is the release and
    position of the claim that the last page ended with.
    """

    events: Sequence[str] = ()
    actors: Sequence[str] = ()
    targets: Sequence[str] = ()
    places: Sequence[str] = ()
    speakers: Sequence[str] = ()
    sources: Sequence[str] = ()
    releases: Sequence[int] = ()
    begins: str | None = None
    ends: str | None = None
    published_from: datetime | None = None
    published_to: datetime | None = None
    at_least: float | None = None
    at_most: float | None = None
    unit: str | None = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    originals_only: bool = False
    order: Order = Order.RELEASE
    after: tuple[int, int] | None = None
    limit: int | None = None


def claims(connection: Connection, wanted: ClaimFilter) -> Iterator[dict[str, Any]]:
    """Claims that pass the filter, in the order it asks for; one dict a row, by the view's column names."""
    with connection.execution_options(yield_per=PAGE).execute(query(wanted)) as result:
        for row in result.mappings():
            yield dict(row)


def query(wanted: ClaimFilter) -> Select[*tuple[Any, ...]]:
    """The statement behind :func:`claims`."""
    conditions: list[ColumnElement[bool]] = []
    for role, names in (("actor", wanted.actors), ("target", wanted.targets), ("place", wanted.places)):
        if names:
            conditions.append(_filled_by(role, names))
    if wanted.speakers:
        conditions.append(or_(*(_speaks(name) for name in wanted.speakers)))
    if wanted.events:
        conditions.append(or_(*(_is_type(event) for event in wanted.events)))
    if wanted.sources:
        conditions.append(_CLAIM.c.source.in_(wanted.sources))
    if wanted.releases:
        conditions.append(_CLAIM.c.release_id.in_(wanted.releases))
    conditions += _when(wanted)
    conditions += _how_many(wanted)
    if wanted.polarity is not None:
        conditions.append(_CLAIM.c.polarity == wanted.polarity)
    if wanted.modality is not None:
        conditions.append(_CLAIM.c.modality == wanted.modality)
    if wanted.originals_only:
        conditions.append(or_(_CLAIM.c.relation.is_(None), _CLAIM.c.relation == "original"))
    order: list[ColumnElement[Any]] = [_CLAIM.c.release_id, _CLAIM.c.position]
    if wanted.order is not Order.RELEASE:
        first = _moment(_CLAIM, wanted.order)
        conditions.append(first.is_not(None))
        order.insert(0, first)
    if wanted.after is not None:
        conditions.append(_follows(wanted.after, wanted.order))
    return select(_CLAIM).where(*conditions).order_by(*order).limit(wanted.limit)


def _moment(claim: FromClause, order: Order) -> ColumnElement[Any]:
    """The time by which claims are ordered."""
    return claim.c.published if order is Order.PUBLISHED else func.coalesce(claim.c.begins, claim.c.ends)


def _follows(last: tuple[int, int], order: Order) -> ColumnElement[bool]:
    """Claims that come after one."""
    later = tuple_(_CLAIM.c.release_id, _CLAIM.c.position) > last
    if order is Order.RELEASE:
        return later
    there = _CLAIM.alias("last")
    at = select(_moment(there, order)).where(there.c.release_id == last[0], there.c.position == last[1])
    first = _moment(_CLAIM, order)
    return or_(first > at.scalar_subquery(), and_(first == at.scalar_subquery(), later))


def _when(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    begins, ends = _CLAIM.c.begins, _CLAIM.c.ends
    # A stretch without an end goes on; one of which neither is known is no stretch, and compares to nothing.
    if wanted.begins is not None:
        conditions.append(or_(ends >= wanted.begins, and_(ends.is_(None), begins.is_not(None))))
    # ISO 8601 text sorts by time; a longer text of the same day sorts after the day, hence the bound above all.
    if wanted.ends is not None:
        conditions.append(or_(begins <= wanted.ends + "~", and_(begins.is_(None), ends.is_not(None))))
    if wanted.published_from is not None:
        conditions.append(_CLAIM.c.published >= wanted.published_from)
    if wanted.published_to is not None:
        conditions.append(_CLAIM.c.published < wanted.published_to)
    return conditions


def _how_many(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    # A figure of "more than 60,000" has a low bound and no high one: it may be any number above.
    if wanted.at_least is not None:
        open_above = and_(_CLAIM.c.quantity_low.is_not(None), _CLAIM.c.quantity_high.is_(None))
        highest = func.coalesce(_CLAIM.c.quantity_high, _CLAIM.c.quantity)
        conditions.append(or_(highest >= wanted.at_least, open_above))
    if wanted.at_most is not None:
        open_below = and_(_CLAIM.c.quantity_high.is_not(None), _CLAIM.c.quantity_low.is_(None))
        lowest = func.coalesce(_CLAIM.c.quantity_low, _CLAIM.c.quantity)
        conditions.append(or_(lowest <= wanted.at_most, open_below))
    if wanted.unit is not None:
        conditions.append(_CLAIM.c.unit == wanted.unit)
    return conditions


def _filled_by(role: str, names: Sequence[str]) -> ColumnElement[bool]:
    """Claims one of whose fillers of a role has one of the names."""
    named: list[ColumnElement[bool]] = []
    for name in names:
        named += [
            fold(_ARGUMENT.c.name).like(containing(name), escape=_ESCAPE),
            _ARGUMENT.c.entity_key.in_(entities_named(name)),
        ]
    return (
        select(_ARGUMENT.c.position)
        .where(
            _ARGUMENT.c.release_id == _CLAIM.c.release_id,
            _ARGUMENT.c.event == _CLAIM.c.position,
            _ARGUMENT.c.role == role,
            or_(*named),
        )
        .exists()
    )


def _speaks(name: str) -> ColumnElement[bool]:
    return or_(
        fold(_CLAIM.c.said_by).like(containing(name), escape=_ESCAPE),
        _CLAIM.c.said_by_entity.in_(entities_named(name)),
    )


def entities_named(name: str) -> Select[str]:
    """Keys of entities with a name, Arabic or English, in whichever spelling, or of the one with that key."""
    folded = containing(name)
    spelled = f"name:%:%{_escaped(spelling_form(name))}%"
    return select(_ENTITY.c.key).where(
        or_(
            _ENTITY.c.key == name,
            _ENTITY.c.key.like(spelled, escape=_ESCAPE),
            _ENTITY.c.folded.like(folded, escape=_ESCAPE),
            func.lower(_ENTITY.c.english).like(folded, escape=_ESCAPE),
        )
    )


def containing(words: str) -> str:
    """A LIKE pattern for folded text that contains the words.

    >>> containing("الأمم المتحدة")
    '%الامم المتحده%'
    """
    return f"%{_escaped(search_form(words))}%"


def _is_type(event: str) -> ColumnElement[bool]:
    """A type as it is, which an index answers, or one with stars."""
    if "*" not in event:
        return _CLAIM.c.event == event
    return _CLAIM.c.event.like(_escaped(event).replace("*", "%"), escape=_ESCAPE)


def _escaped(words: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        words = words.replace(special, _ESCAPE + special)
    return words
