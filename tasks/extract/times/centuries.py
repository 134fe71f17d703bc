"""Decades and centuries: ``تسعينيات القرن الماضي``, ``القرن التاسع عشر``."""

from __future__ import annotations

from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.era import era
from tasks.extract.times.point import Atom, Point
from tasks.extract.times.reader import Match, Reader

#: فوكس للقرن العشرين is a film company.
_STUDIO: Final = "فوكس"


def decade_atom(r: Reader, position: int) -> Atom | None:
    """``السبعينيات``, ``ستينيات القرن الماضي``, ``تسعينات القرن التاسع عشر``; not the decades of somebody's age."""
    unit = r.match(position, kinds.UNIT_SINGULAR)
    if unit is not None and unit.word.value == "decade" and unit.word.article:
        return _decade_of_century(r, position, unit)
    found = r.match(position, kinds.DECADE)
    if found is None:
        return None
    if r.bare(found.end, kinds.FROM) is not None and r.match(found.end + 1, kinds.AGE) is not None:
        return None
    if r.match(found.end, kinds.AGE) is not None:
        return None
    decade = int(found.word.value)
    century = _century(r, found.end)
    trace = (found.word.entry,)
    if century is not None:
        end, number, shift = century
        if number is not None:
            point = Point(grain=grains.DECADE, year=(number - 1) * 100 + decade)
        else:
            point = Point(grain=grains.DECADE, shift=("century", shift or 0), number=decade)
        return Atom(
            first=position, last=end, cut=found.word.cut, clitic=found.word.clitic, value=point, rule="decade", trace=trace,
        )  # fmt: skip
    if not found.word.article and r.key(position - 1) != "في" and r.size > 2:
        return None
    return Atom(
        first=position, last=found.end, cut=found.word.cut, clitic=found.word.clitic, rule="decade", trace=trace,
        value=Point(grain=grains.DECADE, year=1900 + decade),
    )  # fmt: skip


def _decade_of_century(r: Reader, position: int, found: Match) -> Atom | None:
    """``العقد الثاني من القرن الحادي والعشرين``."""
    number = r.small(found.end, 1, 10)
    if number is None or not number.ordinal or r.bare(number.end, kinds.FROM) is None:
        return None
    century = _century(r, number.end)
    if century is None or century[1] is None:
        return None
    point = Point(grain=grains.DECADE, year=(century[1] - 1) * 100 + (int(number.value) - 1) * 10)
    return Atom(
        first=position, last=century[0], cut=found.word.cut, clitic=found.word.clitic, value=point, rule="decade",
        trace=(found.word.entry,),
    )  # fmt: skip


def _century(r: Reader, position: int) -> tuple[int, int | None, int | None] | None:
    """``القرن التاسع عشر`` or ``القرن الماضي`` at a position: end, number, shift."""
    of = r.bare(position, kinds.FROM)
    if of is not None:
        position = of.end
    found = r.match(position, kinds.UNIT_SINGULAR)
    if found is None or found.word.value != "century" or not found.word.article:
        return None
    opened = found.end + (r.key(found.end) == "ال")  # القرن الـ(14)
    if r.key(opened) == "(" and r.key(opened + 2) == ")":
        number = r.small(opened + 1, 1, 30)
        return None if number is None else (opened + 3, int(number.value), None)
    number = r.small(found.end, 1, 30)
    if number is not None:
        return number.end, int(number.value), None
    shift = r.bare(found.end, kinds.SHIFT)
    if shift is not None:
        return shift.end, None, int(shift.word.value)
    return None


def century_atom(r: Reader, position: int) -> Atom | None:
    """``القرن العشرين``, ``القرن 19``, ``القرن الثالث قبل الميلاد``, ``القرن الرابع الهجري``."""
    found = r.match(position, kinds.UNIT_SINGULAR)
    if found is None or found.word.value != "century" or not found.word.article:
        return None
    if r.key(position - 1).endswith(_STUDIO):
        return None
    read = _century(r, position)
    if read is None:
        return None
    end, number, shift = read
    trace = (found.word.entry,)
    if number is None:
        point = Point(grain=grains.CENTURY, shift=("century", shift or 0))
    else:
        value, end = era(r, end)
        if value is None and r.bare(end, kinds.ERA) is not None:
            end += 1
        point = Point(
            grain=grains.CENTURY, year=(number - 1) * 100, before_christ=value == "before",
            calendar=grains.HIJRI if value == "hijri" else grains.GREGORIAN,
        )  # fmt: skip
    return Atom(
        first=position,
        last=end,
        cut=found.word.cut,
        clitic=found.word.clitic,
        value=point,
        rule="century",
        trace=trace,
    )
