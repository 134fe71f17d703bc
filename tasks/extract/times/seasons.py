"""Seasons, quarters and halves of a year: ``صيف 2016``, ``الربع الثالث من عام 2016``."""

from __future__ import annotations

from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.point import Atom, Point
from tasks.extract.times.reader import Match, Reader
from tasks.extract.times.years import read_year, to_year, with_year

_QUARTERS: Final = 4
_ENDS: Final = frozenset((".", "\n", "؟", "!"))
#: What is reported by quarters is named so near, in tokens.
_REPORT: Final = 10


def year_part_atom(r: Reader, position: int) -> Atom | None:
    """``الربع الثالث من عام 2016``, ``النصف الأول من العام الجاري``, ``أرباح الربع الثاني``, ``الربع الماضي``."""
    found = r.match(position, kinds.YEAR_PART)
    if found is None:
        return None
    which = _which(r, found)
    if which is None:
        return _quarter_moved(r, position, found)
    point = Point(grain=grains.YEAR_PART, number=which[0], parts=int(found.word.value))
    read = read_year(r, which[1], calendar=grains.GREGORIAN)
    if read is None or (read.year is None and read.shift is None and read.direction is None):
        return _of_this_year(r, position, found, point, which[1])
    filled = with_year(point, read)
    if read.direction is not None:
        return None
    return _part(position, read.end, found, filled)


def _part(position: int, end: int, found: Match, point: Point) -> Atom:
    return Atom(
        first=position, last=end, cut=found.word.cut, clitic=found.word.clitic, value=point, rule="part of a year",
        trace=(found.word.entry,),
    )  # fmt: skip


def _of_this_year(r: Reader, position: int, found: Match, point: Point, end: int) -> Atom | None:
    """``الربع الثاني من العام``; a quarter without its year where figures are reported."""
    if r.key(end) == "من" and r.key(end + 1) in ("العام", "السنه") and _closes(r, end + 2):
        return _part(position, end + 2, found, point._replace(shift=("year", 0)))
    if found.word.value != _QUARTERS or r.key(found.end) == "الاخير" or not _reported(r, position):
        return None
    return _part(position, end, found, point)


def _closes(r: Reader, position: int) -> bool:
    """Does no adjective or clause tell which year it is (العام المالي, العام الذي)?"""
    return not r.key(position).startswith("ال")


def _quarter_moved(r: Reader, position: int, found: Match) -> Atom | None:
    """``الربع الماضي``, ``الربع السابق``."""
    shift = r.bare(found.end, kinds.SHIFT, kinds.SHIFT_IN_TEXT)
    if shift is None or found.word.value != _QUARTERS or not _reported(r, position):
        return None
    point = Point(
        grain=grains.YEAR_PART, parts=_QUARTERS, shift=("quarter", int(shift.word.value)),
        shift_in_text=shift.word.kind is kinds.SHIFT_IN_TEXT,
    )  # fmt: skip
    return _part(position, shift.end, found, point)


def _reported(r: Reader, position: int) -> bool:
    """Is what is reported by quarters named near, in the same sentence?"""
    for step in (-1, 1):
        at = position + step
        while 0 <= at < r.size and abs(at - position) <= _REPORT and r.key(at) not in _ENDS:
            if r.sights[at] is not None and r.match(at, kinds.QUARTERLY) is not None:
                return True
            at += step
    return False


def _which(r: Reader, found: Match) -> tuple[int, int] | None:
    """Which quarter or half it is, by an ordinal or as the last one, and the token after that."""
    if r.key(found.end) == "الاخير":
        return int(found.word.value), found.end + 1
    number = r.small(found.end, 1, int(found.word.value))
    return None if number is None or not number.ordinal else (int(number.value), number.end)


def season_atom(r: Reader, position: int) -> Atom | None:
    """``صيف 2016``, ``ربيع عام 1978``, ``الشتاء الماضي``, ``هذا الصيف``."""
    start = position
    demonstrative = r.match(position, kinds.THIS)
    if demonstrative is not None:
        position = demonstrative.end
    found = r.match(position, kinds.SEASON)
    if found is None or (r.match(position, kinds.MONTH_HIJRI) is not None and demonstrative is None):
        return None
    point = Point(grain=grains.SEASON, number=int(found.word.value))
    head = demonstrative or found
    read = read_year(r, found.end, calendar=grains.GREGORIAN)
    if read is not None and (read.year is None or read.year >= 1000):
        point, end = with_year(point, read), read.end
        following = to_year(r, read) if point.number == 24 else None
        if (
            following is not None
            and following[0].right is not None
            and following[0].right.year == (read.year or 0) + 1
        ):
            point, end = point._replace(parts=2), following[1]
    elif demonstrative is not None:
        point, end = point._replace(direction=0), found.end
    elif found.word.article and r.size <= 2:
        end = found.end
    else:
        return None
    return Atom(
        first=start, last=end, cut=head.word.cut, clitic=head.word.clitic, value=point, rule="season",
        trace=(found.word.entry,),
    )  # fmt: skip
