"""From what a time expression says to days on the calendar, counted from the reference time where it must be."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from tasks.extract.times import grains
from tasks.extract.times.absolute import Resolved, absolute, hijri, hijri_text, month, narrow, stretch
from tasks.extract.times.calendars import (
    add_days,
    add_months,
    day,
    to_hijri,
)  # fmt: skip
from tasks.extract.times.point import Point
from tasks.extract.times.reference import Reference, week_of

#: A yearless day that is the whole text is taken in the reference's own year unless it lies further off than this there;
#: in running text the nearest one is meant.
_FAR: Final = 240
#: A yearless day told as past is not taken further ahead than this.
_SOON: Final = 31


def resolve(
    point: Point, reference: Reference | None, *, ahead: bool | None = None, alone: bool = False
) -> Resolved:
    """Count a point from the reference time; without one, what depends on it stays open."""
    if point.offsets:
        found = _distance(point, reference)
        return found._replace(edtf=f"{found.edtf}~") if point.approximate and found.edtf else found
    if point.shift is not None and point.shift[0] in ("hour", "minute", "second"):
        return _distance(point._replace(offsets=((point.shift[0], float(point.shift[1])),)), reference)
    if (point.shift_in_text and not alone) or (
        point.shift is not None and point.shift[0].startswith("same ")
    ):
        return _unresolved(point)._replace(relative=True)
    if point.year is not None:
        return _checked(point, absolute(point))
    if point.calendar is grains.HIJRI and point.number is not None and point.shift is None:
        return _hijri_without_year(point, date(point.number, 7, 1))
    if point.well_known:
        return _unresolved(point)._replace(relative=False)
    if reference is None:
        return _unresolved(point)
    if point.shift is not None:
        return _shifted(point, reference.day)._replace(relative=True)
    if point.calendar is grains.HIJRI:
        return _hijri_without_year(point, reference.day)
    if point.month is not None or point.grain in (grains.SEASON, grains.YEAR_PART):
        return _without_year(point, reference.day, ahead, far=_FAR if alone else 0)
    if point.day is not None:
        return _without_month(point, reference.day)
    if point.weekday is not None:
        return _weekday(point, reference.day, ahead, alone=alone)
    return Resolved(relative=True)


def _unresolved(point: Point) -> Resolved:
    """A date without its year keeps what it says (``XXXX-09-30``)."""
    edtf, hijri = None, None
    if point.calendar is grains.HIJRI:
        hijri = hijri_text(point)
    elif point.shift is not None and point.shift[0] != "year":
        edtf = None
    elif point.month is not None and point.nth is None:
        edtf = f"XXXX-{point.month:02}" + (f"-{point.day:02}" if point.day is not None else "")
    elif point.grain is grains.SEASON and point.number is not None and point.shift is None:
        edtf = f"XXXX-{point.number}"
    return Resolved(edtf=edtf, hijri=hijri, relative=True)


def _checked(point: Point, found: Resolved) -> Resolved:
    """The weekday and the era said must agree with the date."""
    if point.mark_contradicts:
        return found._replace(consistent=False)
    if (
        point.weekday is not None
        and found.first is not None
        and point.grain is grains.DAY
        and point.nth is None
    ):
        if point.calendar is grains.HIJRI:
            return _sighted(point.weekday, found)
        return found._replace(consistent=found.first.weekday() == point.weekday)
    return found


def _sighted(weekday: int, found: Resolved) -> Resolved:
    """A hijri date whose weekday is stated: months begin a day or two apart from country to country, the weekday tells."""
    if found.first is None:
        return found
    for days in (0, 1, -1, 2, -2):
        moved = add_days(found.first, days)
        if moved is not None and moved.weekday() == weekday:
            others = found.alternatives if days == 0 else (found.first.isoformat(), *found.alternatives)
            return found._replace(
                first=moved, last=moved, edtf=moved.isoformat(), consistent=True, alternatives=others
            )
    return found._replace(consistent=False)


def _hijri_without_year(point: Point, reference: date) -> Resolved:
    """The hijri year nearest to the reference, or the one that falls into a stated Gregorian year (``number``)."""
    around = (
        date(point.number, 7, 1) if point.number is not None and 1343 < point.number < 2078 else reference
    )
    today = to_hijri(around)
    if today is None:
        return Resolved(relative=True)
    found: list[Resolved] = []
    for year in (today[0] - 1, today[0], today[0] + 1):
        one = hijri(point, year)
        if one.first is not None:
            found.append(one)
    if point.number is not None:
        inside = [one for one in found if one.first and one.first.year == point.number]
        return inside[0] if inside else Resolved()
    chosen = _pick(found, reference, point.direction, None)
    return chosen._replace(relative=True)


def _pick(found: list[Resolved], reference: date, direction: int | None, ahead: bool | None) -> Resolved:
    """The reading that the direction asks for, else the nearest one."""
    dated = [one for one in found if one.first is not None and one.last is not None]
    before = [one for one in dated if one.last and one.last < reference]
    after = [one for one in dated if one.first and one.first > reference]
    if direction is not None and direction < 0:
        return before[max(len(before) + direction, 0)] if before else Resolved()
    if direction is not None and direction > 0:
        return after[min(direction - 1, len(after) - 1)] if after else Resolved()
    if not dated:
        return Resolved()
    if ahead is True:
        coming = [one for one in dated if one.last and one.last >= reference]
        if coming:
            return coming[0]
    return min(dated, key=lambda one: _gap(one, reference))


def _gap(one: Resolved, reference: date) -> int:
    if one.first is None or one.last is None:
        return 10**6
    if one.first <= reference <= one.last:
        return 0
    return min(abs((one.first - reference).days), abs((one.last - reference).days))


def _without_year(point: Point, reference: date, ahead: bool | None, *, far: int) -> Resolved:
    """A day, a month or a season without its year."""
    reach = 2 if point.direction or point.weekday is not None else 1
    years = range(max(reference.year - reach, 1), min(reference.year + reach + 1, 9999))
    found = [(year, absolute(point._replace(year=year))) for year in years]
    dated = [(year, one) for year, one in found if one.edtf is not None]
    if not dated:
        return _unresolved(point)._replace(consistent=None, edtf=None)
    consistent: bool | None = None
    if point.weekday is not None and point.nth is None and point.grain is grains.DAY:
        agreeing = [(y, one) for y, one in dated if one.first and one.first.weekday() == point.weekday]
        near = [(y, one) for y, one in agreeing if abs(y - reference.year) <= 1]
        if near:
            chosen = min((one for _, one in near), key=lambda one: _gap(one, reference))
            return chosen._replace(relative=True, consistent=True, alternatives=())
        consistent = False
    readings = [one for _, one in dated]
    if point.direction:
        chosen = _pick(readings, reference, point.direction, None)
    else:
        same = next((one for year, one in dated if year == reference.year), None)
        chosen = _same_year(readings, same, reference, None if point.direction == 0 else ahead, far=far)
        if point.direction == 0 and same is not None:
            chosen = same
    others = tuple(
        one.edtf for one in readings if one.edtf and one.edtf != chosen.edtf and _gap(one, reference) <= 366
    )  # fmt: skip
    return chosen._replace(relative=True, alternatives=(*chosen.alternatives, *others), consistent=consistent)


def _same_year(
    readings: list[Resolved], same: Resolved | None, reference: date, ahead: bool | None, *, far: int
) -> Resolved:
    told = readings
    if ahead is False:
        told = [one for one in readings if one.first and (one.first - reference).days <= _SOON] or readings
    nearest = min(told, key=lambda one: _gap(one, reference))
    if same is None:
        return nearest
    if (
        ahead is True
        and same.last is not None
        and same.last < reference
        and (reference - same.last).days > _SOON
    ):
        return _pick(readings, reference, 1, None)
    if ahead is False and same.first is not None and (same.first - reference).days > _SOON:
        return _pick(readings, reference, -1, None)
    return same if _gap(same, reference) <= far else nearest


def _without_month(point: Point, reference: date) -> Resolved:
    """``السبت 23``, ``يوم 27``: the nearest such day."""
    found: list[Resolved] = []
    for months in (-1, 0, 1):
        start = add_months(reference.replace(day=1), months)
        one = day(start.year, start.month, point.day or 1) if start else None
        if one is not None:
            found.append(Resolved(first=one, last=one, edtf=one.isoformat()))
    consistent = None
    if point.weekday is not None:
        agreeing = [one for one in found if one.first and one.first.weekday() == point.weekday]
        consistent = bool(agreeing)
        found = agreeing or found
    if not found:
        return Resolved(relative=True)
    chosen = min(found, key=lambda one: _gap(one, reference))
    return chosen._replace(relative=True, consistent=consistent)


def _weekday(point: Point, reference: date, ahead: bool | None, *, alone: bool) -> Resolved:
    """A day of the week: the last one up to the reference, or the next one where the words look ahead.

    Bare in running text it is told of what has happened; alone it announces.
    """
    weekday = point.weekday or 0
    forward = (weekday - reference.weekday()) % 7
    back = (reference.weekday() - weekday) % 7
    direction = point.direction
    if point.beside is not None and direction in (
        1,
        -1,
    ):  # الأربعاء والخميس المقبلين: the second follows the first
        near = (direction * (point.beside - reference.weekday())) % 7 or 7
        days = direction * (near + (direction * (weekday - point.beside)) % 7)
    elif direction is not None and direction < 0:
        days = -(back or 7) + 7 * (direction + 1)
    elif direction is not None and direction > 0:
        days = (forward or 7) + 7 * (direction - 1)
    elif direction == 0:
        days = forward
    elif ahead is True or (alone and ahead is None):
        days = forward or 7
    else:
        days = -back
    found = add_days(reference, days)
    if found is None:
        return Resolved(relative=True)
    others: tuple[str, ...] = ()
    if direction is None:
        other = add_days(found, 7 if days <= 0 else -7)
        others = () if other is None else (other.isoformat(),)
    return Resolved(first=found, last=found, edtf=found.isoformat(), alternatives=others, relative=True)


def _shifted(point: Point, reference: date) -> Resolved:
    """A unit counted from the reference, and finer fields inside it."""
    unit, number = point.shift or ("day", 0)
    if unit == "day":
        found = add_days(reference, number)
        if found is None:
            return Resolved()
        consistent = None if point.weekday is None else found.weekday() == point.weekday
        if point.day is not None and found.day != point.day:
            consistent = False
        return Resolved(first=found, last=found, edtf=found.isoformat(), consistent=consistent)
    if unit == "week":
        monday = add_days(week_of(reference), 7 * number)
        return Resolved() if monday is None else _in_week(point, monday)
    if unit == "quarter":
        quarter = reference.year * 4 + (reference.month - 1) // 3 + number
        return absolute(point._replace(shift=None, year=quarter // 4, number=quarter % 4 + 1))
    if unit == "month":
        start = add_months(reference.replace(day=1), number)
        if start is None:
            return Resolved()
        return _checked(point, absolute(point._replace(shift=None, year=start.year, month=start.month)))
    if unit == "year" and point.calendar is grains.HIJRI:
        today = to_hijri(reference)
        return Resolved() if today is None else hijri(point._replace(shift=None), today[0] + number)
    if unit == "year":
        return _checked(point, absolute(point._replace(shift=None, year=reference.year + number)))
    if unit == "decade":
        return absolute(point._replace(shift=None, year=(reference.year // 10 + number) * 10))
    century = (reference.year // 100 + number) * 100
    if point.grain is grains.DECADE:
        return absolute(point._replace(shift=None, year=century + (point.number or 0)))
    return absolute(point._replace(shift=None, year=century))


def _in_week(point: Point, monday: date) -> Resolved:
    sunday = add_days(monday, 6)
    if point.grain is grains.WEEKEND:
        # Friday and Saturday in most Arab countries, Saturday and Sunday in some
        friday, saturday = add_days(monday, 4), add_days(monday, 5)
        other = stretch(saturday, sunday).edtf
        return stretch(friday, saturday)._replace(alternatives=(other,) if other else ())
    if point.weekday is not None:
        found = add_days(monday, point.weekday)
        return Resolved() if found is None else Resolved(first=found, last=found, edtf=found.isoformat())
    return narrow(point, stretch(monday, sunday))


def _distance(point: Point, reference: Reference | None) -> Resolved:
    """So far from the reference time."""
    if reference is None:
        return Resolved(relative=True)
    moment, months = reference.moment, 0.0
    seconds = 0.0
    scale = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
    for unit, value in point.offsets:
        if unit in ("year", "month"):
            months += value * (12 if unit == "year" else 1)
        else:
            seconds += value * scale[unit]
    if abs(months) > 120_000 or abs(seconds) > 4e11:
        return Resolved(relative=True)
    whole = int(months)
    at = add_months(moment.date(), whole)
    if at is None:
        return Resolved(relative=True)
    try:
        moved = datetime.combine(at, moment.timetz()) + timedelta(days=(months - whole) * 30, seconds=seconds)
    except (OverflowError, ValueError):
        return Resolved(relative=True)
    found = moved.date()
    if point.grain is grains.CLOCK:
        if not reference.has_time:
            return Resolved(relative=True)
        return Resolved(
            first=found,
            last=found,
            edtf=moved.strftime("%Y-%m-%dT%H:%M").rjust(16, "0"),
            relative=True,
            moment=moved,
        )
    if point.grain is grains.YEAR:
        return absolute(Point(grain=grains.YEAR, year=found.year))._replace(relative=True)
    if point.grain is grains.MONTH:
        return month(Point(grain=grains.MONTH), found.year, found.month)._replace(relative=True)
    return Resolved(first=found, last=found, edtf=found.isoformat(), relative=True)
