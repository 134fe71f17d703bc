"""Facts in a line each, for people: what was understood, with its hedge, unit and provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from tasks.extract.facts import FactKind, Modifier
from worker.rows import number

#: Columns of every fact that lead back to the words of the source.
PROVENANCE: Final = (
    "release_id",
    "position",
    "text",
    "verbatim",
    "span_start",
    "span_end",
    "raw_start",
    "raw_end",
    "sentence",
    "rule",
    "version",
)


#: Columns that facts of every kind have.
_SHARED: Final = ("source", "external_id", "published", *PROVENANCE)


def shared(found: Iterable[tuple[FactKind, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Facts of several kinds in one shape: what they were understood as, and the columns that all have."""
    for kind, row in found:
        yield {"fact": row["fact"], "kind": kind.value, "value": value(kind, row)} | {
            name: row[name] for name in _SHARED
        }


def value(kind: FactKind, row: Mapping[str, Any]) -> str:
    """What a fact was understood as, in a line."""
    match kind:
        case FactKind.QUANTITY:
            return how_many(row, "value", "low", "high")
        case FactKind.TIME:
            return row["edtf"] or row["iso8601"] or when(row["begins"], row["ends"])
        case FactKind.MENTION:
            return str(row["name"])
        case FactKind.QUOTATION:
            return row["speaker_name"] or ""
        case FactKind.EVENT:
            return str(row["type"])


def more(kind: FactKind, row: Mapping[str, Any]) -> str:
    """The rest worth knowing about a fact, in a line."""
    match kind:
        case FactKind.QUANTITY:
            parts = [
                row["dimension"],
                row["aspect"],
                f"restates {row['restates']}" if row["restates"] is not None else None,
                "does not agree" if row["restatement_agrees"] is False else None,
                "or ".join(row["candidates"]) if row["candidates"] else None,
            ]
        case FactKind.TIME:
            stretch = when(row["begins"], row["ends"])
            parts = [
                row["kind"],
                stretch if stretch != row["edtf"] else None,
                row["hijri"],
                "relative" if row["relative"] else None,
                "contradicts itself" if row["consistent"] is False else None,
            ]
        case FactKind.MENTION:
            parts = [row["type"], row.get("english"), row["title"]]
        case FactKind.QUOTATION:
            parts = [row["kind"], row["cue"]]
        case FactKind.EVENT:
            parts = [
                row["polarity"] if row["polarity"] != "positive" else None,
                row["modality"] if row["modality"] != "asserted" else None,
                row["plover"],
                row["wording"],
            ]
    return " · ".join(str(part) for part in parts if part)


def when(begins: str | None, ends: str | None) -> str:
    """A stretch of time, as short as it can be said.

    >>> when("2018-09-01", "2018-09-30"), when("2014-01-01", None), when("2018-09-03", "2018-09-03")
    ('2018-09', '2014-01-01 →', '2018-09-03')
    """
    if begins is None:
        return f"→ {ends}" if ends else ""
    if ends is None:
        return f"{begins} →"
    if begins == ends:
        return begins
    if begins[:4] == ends[:4] and begins[4:] == "-01-01" and ends[4:] == "-12-31":
        return begins[:4]
    if begins[:7] == ends[:7] and begins[7:] == "-01" and len(ends) == 10 and _is_last_day(ends):
        return begins[:7]
    return f"{begins} – {ends}"


def _is_last_day(day: str) -> bool:
    try:
        return (datetime.fromisoformat(day) + timedelta(days=1)).day == 1
    except ValueError:
        return False


_HEDGES: Final = {
    Modifier.APPROX: "≈ ",
    Modifier.MORE_THAN: "> ",
    Modifier.AT_LEAST: "≥ ",
    Modifier.LESS_THAN: "< ",
    Modifier.AT_MOST: "≤ ",
}


def how_many(
    row: Mapping[str, Any], value: str = "quantity", low: str = "quantity_low", high: str = "quantity_high"
) -> str:
    """A figure with its hedge, unit and what it counts."""
    modifier = row["modifier"]
    if modifier is None:
        return ""
    if row[value] is not None:
        figure = _HEDGES.get(modifier, "") + number(row[value], grouped=True)
    elif row[low] is not None and row[high] is not None:
        figure = f"{number(row[low], grouped=True)}–{number(row[high], grouped=True)}"
    elif row[low] is not None:
        figure = f"≥ {number(row[low], grouped=True)}"
    elif row[high] is not None:
        figure = f"≤ {number(row[high], grouped=True)}"
    else:
        return str(row.get("quantity_words") or row.get("text") or "")
    unit = "" if row["unit"] == "1" else f" {row['unit']}"
    counted = f" {row['counted']}" if row["counted"] else ""
    return f"{figure}{unit}{counted}"
