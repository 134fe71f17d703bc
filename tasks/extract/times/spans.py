"""Intervals said as one phrase of hours (``من 5 إلى 6 مساء``), and of days that borrow each other's month and year."""

from __future__ import annotations

from tasks.extract.times import grains, kinds
from tasks.extract.times.clock import Told, clock_at
from tasks.extract.times.point import Atom, Clock, Half, Point, Range
from tasks.extract.times.reader import Reader


def hours_atom(r: Reader, position: int) -> Atom | None:
    """Two times of day joined; at least one of them must be a time of day by its own words."""
    start = position
    opener = r.match(position, kinds.FROM, kinds.BETWEEN)
    between = opener is not None and opener.word.kind is kinds.BETWEEN
    hour = r.match(position, kinds.UNIT_SINGULAR)
    if hour is not None and hour.word.value == "hour" and hour.word.article:
        inner = r.bare(hour.end, kinds.FROM, kinds.BETWEEN)
        if inner is not None:
            opener, between = inner, inner.word.kind is kinds.BETWEEN
    if opener is not None:
        position = opener.end
    left = _side(r, position)
    if left is None:
        return None
    at, dash = _joined(r, left.end, between=between)
    if at is None:
        return None
    right = _side(r, at)
    if right is None or not (left.sure or right.sure):
        return None
    if opener is None and not (left.sure and (right.sure or dash)) and not (dash and right.sure):
        return None
    if not right.sure and not r.counts_nothing(right.end):
        return None
    first, second = _halves(left.clock, right.clock)
    value = Range(left=Point(grain=grains.CLOCK, clock=first), right=Point(grain=grains.CLOCK, clock=second))
    head = opener.word if opener is not None else None
    return Atom(
        first=start, last=right.end, value=value, rule="hours", cut=head.cut if head else 0,
        clitic=head.clitic if head else "", trace=(head.entry,) if head else (),
    )  # fmt: skip


def _side(r: Reader, position: int) -> Told | None:
    told = clock_at(r, position, sure=False)
    if told is not None and told.sure:
        return told
    told = clock_at(r, position, sure=True)
    return None if told is None else told._replace(sure=False)


def _joined(r: Reader, position: int, *, between: bool) -> tuple[int | None, bool]:
    """Where the second hour begins, and whether a dash joins them."""
    if r.is_dash(position):
        return position + 1, True
    to = r.match(position, kinds.TO)
    if to is not None:
        return to.end, False
    if between and r.key(position) == "و":
        return position + 1, False
    number = r.number(position)
    if number is not None and number.clitic in (("و", "وال") if between else ("لل", "ل")):
        return position, False
    hour = r.match(position, kinds.UNIT_SINGULAR)
    if (
        hour is not None
        and hour.word.value == "hour"
        and hour.word.article
        and hour.word.clitic == ("و" if between else "ل")
    ):
        return position, False
    return None, False


def _halves(left: Clock, right: Clock) -> tuple[Clock, Clock]:
    """The half of the day said once holds for both, unless the order would be lost."""
    if left.half is None and right.half is not None and left.hour <= 12:
        shared = left._replace(half=right.half)
        if shared.hour24 <= right.hour24:
            left = shared
        elif right.half is not Half.MORNING:
            left = left._replace(half=Half.MORNING)
    elif right.half is None and left.half is not None and right.hour <= 12:
        shared = right._replace(half=left.half)
        if shared.hour24 >= left.hour24:
            right = shared
        elif left.half is Half.MORNING:
            right = right._replace(half=Half.EVENING)
    zone = left.zone or right.zone
    return left._replace(zone=zone), right._replace(zone=zone)


def borrow(left: Point, right: Point) -> tuple[Point, Point]:
    """Give the ends of an interval the year and the month that only the other one says."""
    if left.grain is grains.CLOCK or right.grain is grains.CLOCK:
        return left, right
    if (
        left.year is None
        and left.shift is None
        and right.year is not None
        and right.calendar is left.calendar
    ):
        year = right.year
        if left.month is not None and right.month is not None and left.month > right.month:
            year -= 1
        left = left._replace(year=year)
    elif (
        right.year is None
        and right.shift is None
        and left.year is not None
        and right.calendar is left.calendar
    ) and right.month is not None:
        later = left.month is not None and right.month < left.month
        right = right._replace(year=left.year + later)
    dated = left.grain is grains.DAY and left.shift is None and left.year is None
    if dated and right.shift is not None and right.shift[0] in ("month", "year", "week"):
        left = left._replace(shift=right.shift, month=left.month or right.month)
    return left, right
