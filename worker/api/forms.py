"""In which form an answer is wanted: JSON, JSON Lines or CSV, by the header ``Accept`` (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from worker.api.problems import NOT_ACCEPTABLE, ProblemError


class Form(StrEnum):
    """The media types that answers have."""

    JSON = "application/json"
    LINES = "application/x-ndjson"
    CSV = "text/csv"
    TEXT = "text/plain"
    HTML = "text/html"


#: The forms of rows, the one that is given where any will do first.
ROWS = (Form.JSON, Form.LINES, Form.CSV)


def wanted(accept: str | None, offered: Sequence[Form]) -> Form:
    """The offered form that the client likes best, the earlier one of two it likes alike.

    >>> wanted("text/csv;q=0.9, application/*;q=0.1", ROWS).value
    'text/csv'
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",")]
    best = max(offered, key=lambda form: _liking(form, ranges))
    if _liking(best, ranges) <= 0:
        raise ProblemError(problem=NOT_ACCEPTABLE, detail=f"offered are {', '.join(offered)}")
    return best


def _range(part: str) -> tuple[str, float]:
    """A media range and how much it is liked, from 0 to 1; what cannot be read is not liked."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return name, min(1.0, max(0.0, float(parameter[2:])))
            except ValueError:
                return name, 0.0
    return name, 1.0


def _liking(form: Form, ranges: Sequence[tuple[str, float]]) -> float:
    """How much a form is liked: what the most particular range says that it falls into."""
    for name in (form.value, f"{form.value.partition('/')[0]}/*", "*/*"):
        found = [quality for given, quality in ranges if given == name]
        if found:
            return max(found)
    return 0.0
