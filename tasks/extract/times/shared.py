"""What the last time of a list says for all of them: ``يومي السبت والأحد المقبلين``, ``نيسان وأيار 2016``."""

from __future__ import annotations

from tasks.extract.times import grains
from tasks.extract.times.point import Atom, Point
from tasks.extract.times.reader import Reader


def shared(r: Reader, atoms: list[Atom]) -> list[Atom]:
    """Times joined by و, with the year or the dual adjective that stands behind the last of them."""
    found = list(atoms)
    for index in range(len(found) - 1, 0, -1):
        left, right = found[index - 1], found[index]
        apart = r.keys[left.last : right.first] == ("و",)  # 3 شباط و5 آذار
        if not apart and (left.last != right.first or right.clitic != "و"):
            continue
        a, b = left.value, right.value
        if not isinstance(a, Point) or not isinstance(b, Point):
            continue
        moved = bool(b.direction) and r.key(right.last - 1).endswith("ين")
        if yearless(a) and left.rule != "feast" and a.clock is None:
            filled = _with_year(a, b, moved=moved)
            if filled is not None:
                found[index - 1] = left._replace(value=filled)
        elif moved and _plain_weekday(a) and b.weekday is not None:
            a = a._replace(direction=b.direction)
            if b.direction and b.direction > 0:
                found[index] = right._replace(value=b._replace(beside=a.weekday))
            else:
                a = a._replace(beside=b.weekday)
            found[index - 1] = left._replace(value=a)
    return found


def yearless(point: Point) -> bool:
    """A Gregorian month, or a day in one, that nothing puts into a year."""
    if point.month is None or point.year is not None or point.calendar is not grains.GREGORIAN:
        return False
    return point.shift is None and point.direction is None and point.weekday is None


def _with_year(point: Point, last: Point, *, moved: bool) -> Point | None:
    """A month before others of a stated year is of that year, or of the one before where it would come later."""
    if last.month is None or point.month is None or last.calendar is not point.calendar:
        return None
    if last.year is not None:
        return point._replace(year=last.year - (point.month > last.month))
    return point._replace(direction=last.direction) if moved else None


def _plain_weekday(point: Point) -> bool:
    placed = point.direction is not None or point.month is not None or point.shift is not None
    return point.weekday is not None and not placed
