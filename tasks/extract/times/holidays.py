"""Feasts with a fixed day: ``عيد الأضحى``, ``رأس السنة الهجرية 2019``, ``يوم عيد الميلاد``."""

from __future__ import annotations

from tasks.extract.times import grains, kinds
from tasks.extract.times.point import Atom, Point
from tasks.extract.times.reader import Match, Reader
from tasks.extract.times.years import read_year, with_year


def holiday_atom(r: Reader, position: int) -> Atom | None:
    """A feast, with the year after it; a hijri feast of a Gregorian year is the one that falls into it."""
    start = position
    counted = _counted(r, position)
    if counted is not None:
        inner = holiday_atom(r, counted[1])
        if inner is None or not isinstance(inner.value, Point) or inner.clitic or inner.value.day is None:
            return None
        unit, ordinal = r.match(position, kinds.UNIT_SINGULAR), r.number(position)
        clitic = unit.word.clitic if unit is not None else ordinal.clitic if ordinal is not None else ""
        value = inner.value._replace(day=inner.value.day + counted[0] - 1)
        return inner._replace(
            first=position, value=value, cut=unit.word.cut if unit else len(clitic), clitic=clitic
        )
    found = r.match(position, kinds.HOLIDAY_GREGORIAN, kinds.HOLIDAY_HIJRI)
    day = None if found is not None else r.match(position, kinds.UNIT_SINGULAR)
    if day is not None and day.word.value == "day" and not day.word.article:
        found = r.match(day.end, kinds.HOLIDAY_GREGORIAN, kinds.HOLIDAY_HIJRI)
    if found is None:
        return None
    month, number = divmod(int(found.word.value), 100)
    hijri = found.word.kind is kinds.HOLIDAY_HIJRI
    point = Point(
        grain=grains.DAY, calendar=grains.HIJRI if hijri else grains.GREGORIAN, month=month, day=number,
    )  # fmt: skip
    point, end = _year(r, point, found)
    head = day or found
    return Atom(
        first=start, last=end, cut=head.word.cut, clitic=head.word.clitic, value=point, rule="feast",
        trace=(found.word.entry,),
    )  # fmt: skip


def _counted(r: Reader, position: int) -> tuple[int, int] | None:
    """``اليوم الثاني من``, ``ثاني أيام`` before a feast: which of its days, and the token after."""
    unit = r.match(position, kinds.UNIT_SINGULAR)
    if unit is not None and unit.word.value == "day" and unit.word.article:
        number = r.small(unit.end, 1, 4)
        if number is not None and number.ordinal and r.bare(number.end, kinds.FROM) is not None:
            return int(number.value), number.end + 1
        return None
    number = r.small(position, 1, 4)
    if number is not None and number.ordinal and r.key(number.end) == "ايام":
        return int(number.value), number.end + 1
    return None


def _year(r: Reader, point: Point, found: Match) -> tuple[Point, int]:
    read = read_year(r, found.end, calendar=grains.GREGORIAN)
    if read is None:
        return point, found.end
    if point.calendar is grains.HIJRI and read.year is not None:
        if read.calendar is grains.HIJRI or read.year < 1600:
            return Point(
                grain=point.grain, calendar=point.calendar, month=point.month, day=point.day, year=read.year
            ), read.end
        return Point(
            grain=point.grain, calendar=point.calendar, month=point.month, day=point.day, number=read.year
        ), read.end
    if point.calendar is grains.HIJRI:
        return (point, found.end) if read.direction is None else (with_year(point, read), read.end)
    return with_year(point, read), read.end
