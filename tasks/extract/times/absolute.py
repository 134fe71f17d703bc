"""Stated dates as days on the calendar: years, months, days, their parts, and days counted inside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from tasks.extract.times import grains
from tasks.extract.times.calendars import add_days, day, hijri_date, hijri_month, hijri_year, month_end
from tasks.extract.times.point import Point

_THIRDS: Final = ((1, 10), (11, 20), (21, 31))
#: The tenths of a decade or a century that a part of it covers: its first four, middle four or last four.
_TENTHS: Final = {0: (0, 4), 3: (0, 4), 1: (3, 7), 4: (3, 7), 2: (6, 10), 5: (6, 10)}


class Resolved(NamedTuple):
    """First and last day, the EDTF value, other readings, the hijri date as stated; None where nothing can be said."""

    first: date | None = None
    last: date | None = None
    edtf: str | None = None
    alternatives: tuple[str, ...] = ()
    hijri: str | None = None
    relative: bool = False
    consistent: bool | None = None
    moment: datetime | None = None


def edtf_year(year: int) -> str:
    """Four digits at least."""
    return f"{year:04}"


@lru_cache(maxsize=4096)
def absolute(point: Point) -> Resolved:
    """A point whose year is stated; remembered, for a newsroom's releases name the same days over and over."""
    year = point.year or 0
    if point.before_christ:
        return _before_christ(point, year)
    if not 0 <= year <= 9999 or (year == 0 and point.grain is not grains.CENTURY):
        return Resolved()
    if point.calendar is grains.HIJRI:
        return hijri(point, year)
    if point.grain is grains.CENTURY:
        return narrow(
            point,
            Resolved(first=day(max(year, 1), 1, 1), last=day(year + 99, 12, 31), edtf=f"{year // 100:02}XX"),
        )
    if point.grain is grains.DECADE:
        return narrow(
            point, Resolved(first=day(year, 1, 1), last=day(year + 9, 12, 31), edtf=f"{year // 10:03}X")
        )
    if point.grain is grains.YEAR:
        return narrow(point, Resolved(first=day(year, 1, 1), last=day(year, 12, 31), edtf=edtf_year(year)))
    if point.grain is grains.YEAR_PART:
        return _year_part(point, year)
    if point.grain is grains.SEASON:
        return _season(point, year)
    if point.nth is not None:
        return _nth(point, year)
    if point.month is None:
        return Resolved()
    if point.grain is grains.MONTH:
        return month(point, year, point.month)
    return _day(point, year, point.month, point.day or 1)


def _before_christ(point: Point, year: int) -> Resolved:
    """1 BC is year 0 in EDTF, so 44 BC is ``-0043``; there is no year 0 BC."""
    if year < 1 and point.grain is grains.YEAR:
        return Resolved()
    if point.grain is grains.CENTURY:
        return Resolved(edtf=f"-{year // 100:02}XX")
    return (
        Resolved(edtf="0000" if year == 1 else f"-{year - 1:04}")
        if point.grain is grains.YEAR
        else Resolved()
    )


def month(point: Point, year: int, month: int) -> Resolved:
    first, last = day(year, month, 1), month_end(year, month)
    if first is None or last is None:
        return Resolved()
    return narrow(point, Resolved(first=first, last=last, edtf=f"{edtf_year(year)}-{month:02}"))


def _day(point: Point, year: int, month: int, number: int) -> Resolved:
    found = day(year, month, number)
    if found is None:
        return Resolved()
    others: tuple[str, ...] = ()
    if point.alternative is not None:
        other = day(year, point.alternative[0], point.alternative[1])
        others = () if other is None else (other.isoformat(),)
    return Resolved(first=found, last=found, edtf=found.isoformat(), alternatives=others)


def _year_part(point: Point, year: int) -> Resolved:
    months = 12 // (point.parts or 4)
    begin = ((point.number or 1) - 1) * months + 1
    edtf = f"{edtf_year(year)}-{begin:02}/{edtf_year(year)}-{begin + months - 1:02}"
    return Resolved(first=day(year, begin, 1), last=month_end(year, begin + months - 1), edtf=edtf)


def _season(point: Point, year: int) -> Resolved:
    """Meteorological seasons of the north; which winter a year's winter is, is not said."""
    edtf = f"{edtf_year(year)}-{point.number}"
    begin = {21: 3, 22: 6, 23: 9}.get(point.number or 0)
    if begin is None and point.parts == 2:
        return Resolved(first=day(year, 12, 1), last=month_end(year + 1, 2), edtf=edtf)
    if begin is None:
        return Resolved(edtf=edtf)
    return Resolved(first=day(year, begin, 1), last=month_end(year, begin + 2), edtf=edtf)


def narrow(point: Point, found: Resolved) -> Resolved:
    """A part of a stretch: the EDTF value stays the whole, the days say which part."""
    if point.part is None or found.first is None or found.last is None:
        return found
    first, last = found.first, found.last
    if point.grain is grains.MONTH and point.part in (6, 7):
        middle = first + timedelta(days=14)
        return stretch(first, middle) if point.part == 6 else stretch(middle + timedelta(days=1), last)
    if point.grain is grains.MONTH:
        third = {0: 0, 3: 0, 1: 1, 4: 1, 2: 2, 5: 2}[point.part]
        low, high = _THIRDS[third]
        begin, end = first + timedelta(days=low - 1), min(last, first + timedelta(days=high - 1))
        exact = {3: first, 4: first + timedelta(days=14), 5: last}.get(point.part)
        edtf = found.edtf if exact is None or point.calendar is grains.HIJRI else f"{exact.isoformat()}~"
        return found._replace(first=begin, last=end, edtf=edtf)
    if point.grain is grains.YEAR:
        low, high = {0: (1, 3), 3: (1, 3), 1: (5, 8), 4: (5, 8), 2: (10, 12), 5: (10, 12)}[point.part]
        if first.month != 1:
            return found
        return found._replace(first=first.replace(month=low), last=month_end(first.year, high))
    if point.grain in (grains.DECADE, grains.CENTURY):
        low, high = _TENTHS[point.part]
        tenth = 1 if point.grain is grains.DECADE else 10
        start = last.year + 1 - 10 * tenth
        begins = first if low == 0 else day(start + low * tenth, 1, 1)
        return found._replace(first=begins, last=day(start + high * tenth - 1, 12, 31))
    if point.grain is grains.WEEK:
        low, high = {0: (0, 1), 3: (0, 1), 1: (2, 3), 4: (2, 3), 2: (4, 6), 5: (4, 6)}[point.part]
        begin, end = first + timedelta(days=low), first + timedelta(days=high)
        return found._replace(first=begin, last=end, edtf=f"{begin.isoformat()}/{end.isoformat()}")
    return found


def stretch(first: date | None, last: date | None) -> Resolved:
    if first is None or last is None:
        return Resolved()
    return Resolved(first=first, last=last, edtf=f"{first.isoformat()}/{last.isoformat()}")


def hijri_text(point: Point, year: int | None = None) -> str | None:
    if year is None:
        return None
    text = f"{year:04}"
    if point.month is not None and point.grain >= grains.MONTH:
        text += f"-{point.month:02}"
        if point.day is not None:
            text += f"-{point.day:02}"
    return text


def hijri(point: Point, year: int) -> Resolved:
    """A hijri date as the Gregorian days it covers."""
    stated = hijri_text(point, year)
    if point.grain is grains.CENTURY:
        first, last = hijri_year(year + 1), hijri_year(year + 100)
        return stretch(first[0], last[1])._replace(hijri=None) if first and last else Resolved()
    if point.grain is grains.YEAR:
        ends = hijri_year(year)
        return stretch(*ends)._replace(hijri=stated) if ends else Resolved(hijri=stated)
    if point.month is None:
        return Resolved()
    ends = hijri_month(year, point.month)
    if ends is None:
        return Resolved()
    if point.nth is not None:
        found = _count(point, *ends)
        return found._replace(hijri=hijri_text(point._replace(day=None), year))
    if point.grain is grains.MONTH:
        narrowed = narrow(point, stretch(*ends))
        if point.part is not None and narrowed.first and narrowed.last:
            narrowed = stretch(narrowed.first, narrowed.last)
        return narrowed._replace(hijri=stated)
    found_day = hijri_date(year, point.month, point.day or 1)
    if found_day is None:
        return Resolved()
    return Resolved(first=found_day, last=found_day, edtf=found_day.isoformat(), hijri=stated)


def _nth(point: Point, year: int) -> Resolved:
    """A weekday, a day or a week counted inside a month or a year."""
    if point.month is not None:
        first, last = day(year, point.month, 1), month_end(year, point.month)
    else:
        first, last = day(year, 1, 1), day(year, 12, 31)
    return _count(point, first, last)


def _count(point: Point, first: date | None, last: date | None) -> Resolved:
    if first is None or last is None:
        return Resolved()
    days = list(_candidates(point, first, last))
    nth = point.nth or 1
    if not days or nth > len(days):
        return Resolved()
    found = days[nth - 1 if nth > 0 else -1]
    if point.grain is grains.WEEK:
        return stretch(found, add_days(found, 6))
    return Resolved(first=found, last=found, edtf=found.isoformat())


def _candidates(point: Point, first: date, last: date) -> Iterator[date]:
    """The days that count: those of the weekday, the Mondays of weeks, or all."""
    weekday = 0 if point.grain is grains.WEEK else point.weekday
    at, step = first, 1
    if weekday is not None:
        at, step = first + timedelta(days=(weekday - first.weekday()) % 7), 7
    while at <= last:
        yield at
        at += timedelta(days=step)
