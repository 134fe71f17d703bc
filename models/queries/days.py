"""Days as people give them in a filter: a year, a month, a day or a moment, in ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from tasks.errors import InputError

_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}(:[0-9]{2}){0,2})?)?)?")


def day(given: str) -> str:
    """The day as given, if it is one; raises InputError otherwise.

    >>> day("2018-09")
    '2018-09'
    """
    if not _DATE.fullmatch(given):
        raise InputError(f"{given!r} is not a date like 2018, 2018-09 or 2018-09-30")
    try:
        moment_after(given)
    except (ValueError, OverflowError) as error:
        raise InputError(f"{given!r} is no day of the calendar") from error
    return given


def first_moment(given: str) -> datetime:
    """Where a year, month, day or moment begins, in UTC.

    >>> first_moment("2018-09").isoformat()
    '2018-09-01T00:00:00+00:00'
    """
    whole = given + "-01-01"[3 * given.count("-") :] if given.count("-") < 2 else given
    return datetime.fromisoformat(whole).replace(tzinfo=UTC)


def moment_after(given: str) -> datetime:
    """The first moment after a year, month, day, or moment.

    >>> moment_after("2018-12").isoformat()
    '2019-01-01T00:00:00+00:00'
    """
    first = first_moment(given)
    match given.count("-"), "T" in given:
        case 0, _:
            return first.replace(year=first.year + 1)
        case 1, _:
            return (first + timedelta(days=32)).replace(day=1)
        case _, False:
            return first + timedelta(days=1)
        case _:
            return first + timedelta(seconds=1)
