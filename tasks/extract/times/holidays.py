"""Feasts with a fixed day: ``عيد الأضحى``, ``رأس السنة الهجرية 2019``, ``يوم عيد الميلاد``."""

from __future__ import annotations

from tasks.extract.facts import Calendar
from tasks.extract.times.lexicon import Kind
from tasks.extract.times.point import Atom, Grain, Point
from tasks.extract.times.reader import Match, Reader
from tasks.extract.times.years import read_year, with_year


def holiday_atom(r: Reader, position: int) -> Atom | None:
    """A feast, with the year after it; a hijri feast of a Gregorian year is the one that falls into it."""
    start = position
    day = r.match(position, Kind.UNIT_SINGULAR)
    if day is not None and day.word.value == "day" and not day.word.article:
        position = day.end
    else:
        day = None
    found = r.match(position, Kind.HOLIDAY_GREGORIAN, Kind.HOLIDAY_HIJRI)
    if found is None:
        return None
    month, number = divmod(int(found.word.value), 100)
    hijri = found.word.kind is Kind.HOLIDAY_HIJRI
    point = Point(
        grain=Grain.DAY, calendar=Calendar.HIJRI if hijri else Calendar.GREGORIAN, month=month, day=number,
    )  # fmt: skip
    point, end = _year(r, point, found)
    head = day or found
    return Atom(
        first=start, last=end, cut=head.word.cut, clitic=head.word.clitic, value=point, rule="feast",
        trace=(found.word.entry,),
    )  # fmt: skip


def _year(r: Reader, point: Point, found: Match) -> tuple[Point, int]:
    read = read_year(r, found.end, calendar=Calendar.GREGORIAN)
    if read is None:
        return point, found.end
    if point.calendar is Calendar.HIJRI and read.year is not None:
        if read.calendar is Calendar.HIJRI or read.year < 1600:
            return Point(
                grain=point.grain, calendar=point.calendar, month=point.month, day=point.day, year=read.year
            ), read.end
        return Point(
            grain=point.grain, calendar=point.calendar, month=point.month, day=point.day, number=read.year
        ), read.end
    if point.calendar is Calendar.HIJRI:
        return (point, found.end) if read.direction is None else (with_year(point, read), read.end)
    return with_year(point, read), read.end
