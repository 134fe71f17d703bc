"""When a release was published, as its producer states it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from tasks.errors import InputError

_LONGEST_SHOWN: Final = 40


def parse_published(value: str) -> tuple[datetime, bool]:
    """The reference time of an ISO 8601 date or datetime, and whether it states a time of day.

    >>> parse_published("2019-03-23")
    (datetime.datetime(2019, 3, 23, 0, 0), False)
    >>> parse_published("2019-03-23T08:00+03:00")[1]
    True

    Raises :class:`InputError` for anything else.
    """
    try:
        day = date.fromisoformat(value)
    except ValueError:
        pass  # not a bare day, in any of its spellings (20190323, 2019-W12-6)
    else:
        return datetime(day.year, day.month, day.day), False  # noqa: DTZ001 - a plain date has no zone
    try:
        return datetime.fromisoformat(value), True
    except ValueError as error:
        # A producer that mixes its fields up may put a whole text here; messages go into logs.
        shown = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
        raise InputError(f"published: {shown!r} is not an ISO 8601 date or datetime") from error
