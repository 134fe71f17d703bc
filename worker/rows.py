"""Rows as JSON or as CSV that no spreadsheet runs, for the command line and for HTTP."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA: Final = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)


#: Control characters that mean nothing in a cell and something to a terminal; lines may end in cells.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
#: Those that JSON does not escape of itself; they stand within strings only.
_LATE_CONTROLS: Final = re.compile("[\x7f-\x9f]")


def to_json(value: object) -> str:
    """A value as JSON in which Arabic stays readable and moments are ISO 8601.

    >>> to_json({"name": "حلب"})
    '{"name": "حلب"}'
    """
    line = json.dumps(value, ensure_ascii=False, default=_json_value)
    return _LATE_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def json_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Rows as JSON Lines, one at a time."""
    for row in rows:
        yield to_json(row) + "\n"


def csv_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Rows as CSV, one record at a time, the names of the columns first; nothing at all where there are no rows."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    first = True
    for row in rows:
        for cells in (row.keys(), map(csv_cell, row.values())) if first else (map(csv_cell, row.values()),):
            writer.writerow(cells)
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
        first = False


def _json_value(value: object) -> object:
    if isinstance(value, datetime):
        return stamp(value)
    message = f"no JSON for {type(value).__name__}"
    raise TypeError(message)


def csv_cell(value: object) -> str:
    """A value as a CSV cell that no spreadsheet takes for a formula.

    >>> csv_cell("=1+1"), csv_cell(-5.0), csv_cell(None), csv_cell(["a"])
    ("'=1+1", '-5', '', '["a"]')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, datetime):
        return stamp(value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    text = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    return "'" + text if text.lstrip(" \n").startswith(_FORMULA) else text


def number(value: float | None, *, grouped: bool = False) -> str:
    """A figure without a fraction that is none.

    >>> number(110000.0, grouped=True), number(7.5), number(None)
    ('110,000', '7.5', '')
    """
    if value is None:
        return ""
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}" if grouped else str(int(value))
    return f"{value:,.10g}" if grouped else repr(float(value))


def stamp(moment: datetime | None) -> str:
    """A moment in UTC, as ISO 8601 to the second."""
    return "" if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")
