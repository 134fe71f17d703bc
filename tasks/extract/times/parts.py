"""Parts of a month, a year, a decade: ``أوائل مارس``, ``نهاية شهر رمضان``, ``منتصف القرن الماضي``, weekends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.bare_years import bare_year
from tasks.extract.times.centuries import century_atom, decade_atom
from tasks.extract.times.months import month_atom
from tasks.extract.times.point import Atom, Point
from tasks.extract.times.reader import Match, Reader
from tasks.extract.times.relative import GRAINS, shifted_atom, this_atom
from tasks.extract.times.seasons import season_atom
from tasks.extract.times.years import year_atom

_INNER: Final[tuple[Callable[[Reader, int], Atom | None], ...]] = (
    month_atom, year_atom, century_atom, decade_atom, this_atom, shifted_atom, season_atom, bare_year,
)  # fmt: skip


#: The entry of ``times.toml`` for the end of a stretch.
_END: Final = 5


def part_atom(r: Reader, position: int) -> Atom | None:
    """A part word and the stretch it is a part of."""
    head = r.match(position, kinds.PART)
    if head is None or head.word.article:
        return None
    at = head.end
    of = r.bare(at, kinds.FROM)
    if of is not None:
        at = of.end
    part = int(head.word.value)
    for parser in _INNER:
        inner = parser(r, at)
        if inner is None or inner.clitic or not isinstance(inner.value, Point):
            continue
        point = inner.value
        if point.grain in (grains.DAY, grains.CLOCK):
            return None
        if point.grain is grains.WEEK and part == 5:
            point = point._replace(grain=grains.WEEKEND)
        else:
            point = point._replace(part=part)
        return inner._replace(first=position, cut=head.word.cut, clitic=head.word.clitic, value=point, rule=f"part of a {inner.rule}",
            trace=(head.word.entry, *inner.trace),
        )  # fmt: skip
    return _of_this(r, position, head, at)


def _of_this(r: Reader, position: int, head: Match, at: int) -> Atom | None:
    """``منذ بداية العام``, ``بنهاية الشهر``: of the one that is now, where nothing tells another."""
    unit = r.bare(at, kinds.UNIT_SINGULAR)
    if unit is None or not unit.word.article or unit.word.value not in ("week", "month", "year"):
        return None
    if (
        r.key(unit.end).startswith("ال")
        or r.bare(unit.end, kinds.SAME_AFTER) is not None
        or r.number(unit.end)
    ):
        return None
    if unit.word.value == "week" and head.word.value == _END:
        return None  # the weekend
    name = str(unit.word.value)
    point = Point(grain=GRAINS[name], shift=(name, 0), part=int(head.word.value))
    return Atom(
        first=position, last=unit.end, cut=head.word.cut, clitic=head.word.clitic, value=point,
        rule="part of this unit", trace=(head.word.entry, unit.word.entry),
    )  # fmt: skip


def half_month_atom(r: Reader, position: int) -> Atom | None:
    """``النصف الأول من آذار``: the days up to the fifteenth, and those after it."""
    head = r.match(position, kinds.YEAR_PART)
    number = None if head is None or head.word.value != 2 else r.small(head.end, 1, 2)
    if head is None or number is None or not number.ordinal:
        return None
    of = r.bare(number.end, kinds.FROM)
    inner = None if of is None else month_atom(r, of.end)
    if inner is None:
        inner = None if of is None else shifted_atom(r, of.end)
    if (
        inner is None
        or inner.clitic
        or not isinstance(inner.value, Point)
        or inner.value.grain is not grains.MONTH
    ):
        return None
    point = inner.value._replace(part=6 if number.value == 1 else 7)
    return inner._replace(
        first=position, cut=head.word.cut, clitic=head.word.clitic, value=point, rule="half of a month",
        trace=(head.word.entry, *inner.trace),
    )  # fmt: skip


def first_day_atom(r: Reader, position: int) -> Atom | None:
    """``غرة محرم 1441هـ``."""
    head = r.match(position, kinds.FIRST_DAY)
    inner = None if head is None else month_atom(r, head.end)
    if head is None or inner is None or inner.clitic or not isinstance(inner.value, Point):
        return None
    if inner.value.grain is not grains.MONTH or inner.value.month is None:
        return None
    point = inner.value._replace(grain=grains.DAY, day=1)
    return inner._replace(
        first=position, cut=head.word.cut, clitic=head.word.clitic, value=point, rule="first day of a month"
    )


def weekend_atom(r: Reader, position: int) -> Atom | None:
    """``عطلة نهاية الأسبوع``, ``نهاية الأسبوع الماضي``."""
    head = r.match(position, kinds.WEEKEND)
    end, entry = 0, ""
    if head is not None:
        end, entry = head.end, head.word.entry
    else:
        head = r.match(position, kinds.PART)
        if head is None or head.word.value != 5:
            return None
        unit = r.bare(head.end, kinds.UNIT_SINGULAR)
        if unit is None or unit.word.value != "week" or not unit.word.article:
            return None
        end, entry = unit.end, head.word.entry
    shift = r.bare(end, kinds.SHIFT)
    number = 0
    if shift is not None:
        number, end = int(shift.word.value), shift.end
    point = Point(grain=grains.WEEKEND, shift=("week", number))
    return Atom(
        first=position,
        last=end,
        cut=head.word.cut,
        clitic=head.word.clitic,
        value=point,
        rule="weekend",
        trace=(entry,),
    )
