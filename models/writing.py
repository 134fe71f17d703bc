"""Writing what a step found, for the releases that the step may write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from models.base import Base, table_of
from models.bulk import Row, as_json, insert_rows
from models.entity import EntityRow
from models.event import EventArgumentRow, EventRow
from models.extraction import ExtractionRow
from models.fact_rows import FactRowMaker, FactRows
from models.mention import MentionRow
from models.normalized import NormalizedTextRow, RepairRow
from models.quantity import QuantityRow
from models.quotation import QuotationRow
from models.search_index import forget_texts, index_texts
from models.time import TimeRow
from tasks.extract.facts import Facts
from tasks.text.normalized import NormalizedText

#: The tables of facts, by the names of their lists; events come before their arguments.
FACT_TABLES: Final[dict[str, type[Base]]] = {
    "quantities": QuantityRow,
    "times": TimeRow,
    "mentions": MentionRow,
    "quotations": QuotationRow,
    "events": EventRow,
    "event_arguments": EventArgumentRow,
}

_TABLES: Final = {name: table_of(row) for name, row in FACT_TABLES.items()}


#: Keys asked for in one query.
_MANY: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How the facts of one release differ from those it had before; a fact is known by its kind and its words."""

    added: int
    removed: int
    changed: int


def write_normalized(connection: Connection, texts: Mapping[int, NormalizedText], version: str) -> None:
    """Store normalized texts and what was repaired, in place of older ones, and make them searchable."""
    if not texts:
        return
    numbers = list(texts)
    forget_texts(connection, numbers)
    for old in (table_of(NormalizedTextRow), table_of(RepairRow)):
        connection.execute(delete(old).where(old.c.release_id.in_(numbers)))
    rows = [
        (
            number,
            text.text,
            text.language,
            text.offset_map.to_bytes(),
            as_json(text.sentences) or "[]",
            as_json(text.paragraphs) or "[]",
            as_json([[*span, tag] for span, tag in text.foreign]),
            version,
        )
        for number, text in texts.items()
    ]
    insert_rows(connection, table_of(NormalizedTextRow), rows)
    repairs = [
        (number, repair.kind, repair.count, repair.confidence)
        for number, text in texts.items()
        for repair in text.repairs
    ]
    insert_rows(connection, table_of(RepairRow), repairs)
    index_texts(connection, {number: text.text for number, text in texts.items()})


def write_facts(
    connection: Connection,
    facts: Mapping[int, tuple[NormalizedText, Facts]],
    version: str,
    *,
    now: datetime | None = None,
    refresh_entities: bool = False,
) -> int:
    """Store the facts of releases that have none yet; returns how many rows of facts were written.

    Entities that are there already stay as they are, unless ``refresh_entities`` brings them up to date.
    """
    prepared = {
        number: FactRowMaker(number, normalized, found, version).rows()
        for number, (normalized, found) in facts.items()
    }
    _write_entities(connection, prepared.values(), refresh=refresh_entities)
    written = 0
    for name, table in _TABLES.items():
        rows: list[Row] = [row for release in prepared.values() for row in getattr(release, name)]
        insert_rows(connection, table, rows)
        written += len(rows)
    _write_extractions(connection, {number: found for number, (_, found) in facts.items()}, version, now)
    return written


def replace_facts(
    connection: Connection,
    facts: Mapping[int, tuple[NormalizedText, Facts]],
    version: str,
    *,
    now: datetime | None = None,
    dry_run: bool = False,
) -> dict[int, Changes]:
    """Store facts in place of those there were, and tell what changed; with ``dry_run`` only tell."""
    before = {number: _shapes(connection, number) for number in facts}
    changes = {}
    for number, (normalized, found) in facts.items():
        after = _shapes_of(FactRowMaker(number, normalized, found, version).rows())
        old = before[number]
        common = old.keys() & after.keys()
        changes[number] = Changes(
            added=len(after.keys() - old.keys()),
            removed=len(old.keys() - after.keys()),
            changed=sum(old[key] != after[key] for key in common),
        )
    if not dry_run:
        forget_facts(connection, facts)
        write_facts(connection, facts, version, now=now, refresh_entities=True)
    return changes


def skip_facts(
    connection: Connection,
    ids: Iterable[int],
    version: str,
    *,
    reason: str = "exact",
    now: datetime | None = None,
) -> None:
    """Record that releases were not read, and why; facts they had are removed."""
    numbers = list(ids)
    forget_facts(connection, numbers)
    _write_extractions(connection, dict.fromkeys(numbers, Facts()), version, now, skipped=reason)


def forget_facts(connection: Connection, ids: Iterable[int]) -> None:
    """Remove all facts of releases."""
    numbers = list(ids)
    for table in [*reversed(_TABLES.values()), table_of(ExtractionRow)]:
        connection.execute(delete(table).where(table.c.release_id.in_(numbers)))


def _write_entities(connection: Connection, releases: Iterable[FactRows], *, refresh: bool) -> None:
    """Store entities that are new, in the order of their keys, so that two writers never wait for each other."""
    entities: dict[str, dict[str, Any]] = {}
    for release in releases:
        for key, entity in release.entities.items():
            entities.setdefault(key, entity)
    table = table_of(EntityRow)
    keys = sorted(entities)
    known: set[str] = set()
    for first in range(0, len(keys), _MANY):
        known |= set(
            connection.scalars(select(table.c.key).where(table.c.key.in_(keys[first : first + _MANY])))
        )
    rows = [entities[key] for key in keys if key not in known or (refresh and entities[key]["known"])]
    if not rows:
        return
    statement: Any = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    if refresh:
        described = {
            column.name: statement.excluded[column.name] for column in table.columns if column.name != "key"
        }
        statement = statement.on_conflict_do_update(index_elements=["key"], set_=described)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=["key"])
    connection.execute(statement, rows)


def _write_extractions(
    connection: Connection,
    facts: Mapping[int, Facts],
    version: str,
    now: datetime | None,
    *,
    skipped: str | None = None,
) -> None:
    moment = now or datetime.now(UTC)
    rows = [
        {
            "release_id": number,
            "version": version,
            "extracted_at": moment,
            "quantities": len(found.quantities),
            "times": len(found.times),
            "mentions": len(found.mentions),
            "quotations": len(found.quotations),
            "events": len(found.events),
            "skipped": skipped,
            "notes": list(found.notes) or None,
        }
        for number, found in facts.items()
    ]
    if rows:
        connection.execute(insert(ExtractionRow), rows)


#: Columns in which two readings of the same words may differ without the fact being another one.
_NOT_COMPARED: Final = frozenset(
    {"position", "version", "trace", "event", "fact", "attributed_to", "restates"}
)

_Shape = dict[tuple[object, ...], tuple[object, ...]]


def _shapes(connection: Connection, number: int) -> _Shape:
    shapes: _Shape = {}
    for name, table in _TABLES.items():
        for row in connection.execute(select(table).where(table.c.release_id == number)):
            _add_shape(shapes, name, table, tuple(row))
    return shapes


def _shapes_of(rows: FactRows) -> _Shape:
    shapes: _Shape = {}
    for name, table in _TABLES.items():
        for row in getattr(rows, name):
            _add_shape(shapes, name, table, row)
    return shapes


def _add_shape(shapes: _Shape, name: str, table: Table, row: Row) -> None:
    named = dict(zip(table.columns.keys(), row, strict=True))
    key: tuple[object, ...] = (name, named["span_start"], named["span_end"], named.get("role"))
    count = 0
    while (*key, count) in shapes:
        count += 1
    values = tuple(
        _plain(value)
        for column, value in named.items()
        if column not in _NOT_COMPARED and column != "release_id"
    )
    shapes[(*key, count)] = values


def _plain(value: object) -> object:
    """A value as it is compared: JSON read from the database and JSON about to be written look alike."""
    return as_json(value) if isinstance(value, list | tuple | dict) else value
