"""Dates in figures: ``29/9/2018``, ``2018-09-29``, ``23.03.2019``, ``25/10/1436هـ``, ``9/2021``, ``2014-2018``.

Arab usage writes the day first; where the middle figure cannot be a month, or both readings hold, the other order is
taken or kept as an alternative.
"""

from __future__ import annotations

from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.calendars import day as gregorian_day
from tasks.extract.times.calendars import hijri_date
from tasks.extract.times.era import era
from tasks.extract.times.point import Atom, Point, Range
from tasks.extract.times.reader import DASHES, Reader

_SEPARATORS: Final = frozenset("/-‑.\\")
#: What stands behind a figure that is no date by itself: a separator or dash, a bracket or letter of an era.
JOINTS: Final = _SEPARATORS | DASHES | {"(", "ق"}
_YEARS: Final = range(1000, 2200)
#: What stands before the first of two days (الفترة من 15 إلى 20/11/1436).
_SPAN_OPENERS: Final = frozenset(("من", "تاريخ", "بتاريخ", "الفتره", "فتره", "ومن", "بين", "يوم"))


def numeric_atom(r: Reader, position: int) -> Atom | None:
    """Whatever date or range of years begins with the figure at a position."""
    if r.integer(position) is None:
        return _dotted(r, position)
    if (
        position >= 2
        and r.key(position - 1) in _SEPARATORS
        and r.integer(position - 2) is not None
        and r.glued(position - 1)
    ):
        return None
    if r.key(position + 1) not in _SEPARATORS and not r.is_dash(position + 1):
        return _marked_years(r, position)
    if r.is_dash(position + 1) and r.integer(position + 6) is not None:
        days = _days(r, position)
        if days is not None:
            return days
    date = _three(r, position)
    return _two(r, position) if date is None else _from_day(r, position, date)


def _from_day(r: Reader, position: int, date: Atom) -> Atom:
    """``من 15 إلى 20/11/1436هـ``: the day before إلى lies in the same month."""
    first = r.integer(position - 2) if position > 2 else None
    to = r.bare(position - 1, kinds.TO)
    value = date.value
    if first is None or to is None or not isinstance(value, Point) or value.day is None:
        return date
    opened = r.key(position - 3) in _SPAN_OPENERS and len(r.key(position - 2)) <= 2
    if not opened or not 0 < first < value.day or date.first != position:
        return date
    end = value._replace(alternative=None)
    days = Range(left=end._replace(day=first), right=end)
    return date._replace(first=position - 2, value=days, rule="days of a month in figures", rejected=())


def _dotted(r: Reader, position: int) -> Atom | None:
    """``23.03.2019`` is one token."""
    parts = r.key(position).split(".")
    if len(parts) != 3 or not all(part.isdigit() and len(part) <= 4 for part in parts):
        return None
    return _date(r, position, position + 1, [int(part) for part in parts], [len(part) for part in parts])


def _three(r: Reader, position: int) -> Atom | None:
    separator = r.key(position + 1)
    figures = [r.integer(position), r.integer(position + 2), r.integer(position + 4)]
    if r.key(position + 3) != separator and not (r.is_dash(position + 1) and r.is_dash(position + 3)):
        return _year_after_comma(r, position)
    if None in figures:
        return None
    if r.key(position + 5) == separator and r.integer(position + 6) is not None:
        return None
    spaced = r.starts[position + 1] > r.ends[position] or r.starts[position + 2] > r.ends[position + 1]
    widths = [len(r.key(position + offset)) for offset in (0, 2, 4)]
    if (
        separator != "/"
        and (spaced or r.key(position + 3) != separator)
        and not _ends_in_era(r, position, widths)
    ):
        return None
    return _date(r, position, position + 5, [figure or 0 for figure in figures], widths)


def _days(r: Reader, position: int) -> Atom | None:
    """``10-28/10/1436هـ``, ``10-28-10-1436هـ``: two days of one month."""
    separator, first = r.key(position + 3), r.integer(position)
    if separator not in ("/", "-") or r.key(position + 5) != separator or first is None:
        return None
    widths = [len(r.key(position + offset)) for offset in (0, 2, 4, 6)]
    figures = [r.integer(position + offset) or 0 for offset in (2, 4, 6)]
    if widths[3] != 4 or max(widths[:3]) > 2 or not 0 < first < figures[0] <= 31 or figures[1] > 12:
        return None
    if r.key(position + 7) == separator:
        return None
    last = _date(r, position + 2, position + 7, figures, widths[1:])
    if last is None or not isinstance(last.value, Point):
        return None
    end = last.value._replace(alternative=None)
    value = Range(left=end._replace(day=first), right=end)
    return last._replace(first=position, value=value, rule="days of a month in figures", rejected=())


def _ends_in_era(r: Reader, position: int, widths: list[int]) -> bool:
    """``15- 9 - 1436هـ``: only the era tells that this is no sum, list or score."""
    return widths[2] == 4 and max(widths[:2]) <= 2 and era(r, position + 5)[0] is not None


def _year_after_comma(r: Reader, position: int) -> Atom | None:
    """``11/12, 2016``."""
    if not r.is_comma(position + 3) or r.key(position + 1) != "/":
        return None
    first, second, year = r.integer(position), r.integer(position + 2), r.integer(position + 4)
    if (
        first is None
        or second is None
        or year is None
        or year not in _YEARS
        or not r.counts_nothing(position + 5)
    ):
        return None
    return _date(r, position, position + 5, [first, second, year], [2, 2, 4])


def _date(r: Reader, first: int, last: int, figures: list[int], widths: list[int]) -> Atom | None:
    """A point from three figures, the year first or last."""
    if widths[0] == 4 and widths[1] <= 2 and widths[2] <= 2:
        year, month, number = figures
        if month > 12:
            month, number = number, month
        swappable = False
    elif widths[2] == 4 and widths[0] <= 2 and widths[1] <= 2:
        number, month, year = figures
        swappable = number <= 12 and month <= 12 and number != month
        if month > 12:
            number, month = month, number
    elif widths == [2, 2, 2] or (widths[2] == 2 and widths[0] <= 2 and widths[1] <= 2):
        number, month, year = figures
        if r.key(first + 1) != "/" or not _cued(r, first) or r.key(last) in _SEPARATORS:
            return None
        year += 2000 if year < 50 else 1900
        swappable = number <= 12 and month <= 12 and number != month
        if month > 12:
            number, month = month, number
    else:
        return None
    mark, end = era(r, last)
    calendar = (
        grains.HIJRI if mark == "hijri" or (mark is None and 1300 <= year <= 1500) else grains.GREGORIAN
    )
    contradicts = calendar is grains.HIJRI and year > 1700
    if contradicts:
        calendar = grains.GREGORIAN
    if year not in _YEARS:
        return None
    real = hijri_date(year, month, number) if calendar is grains.HIJRI else gregorian_day(year, month, number)
    if real is None:
        return None
    point = Point(
        grain=grains.DAY, calendar=calendar, year=year, month=month, day=number, mark_contradicts=contradicts,
        alternative=(number, month) if swappable else None,
    )  # fmt: skip
    return Atom(
        first=first,
        last=end,
        value=point,
        rule="date in figures",
        rejected=("month first",) if swappable else (),
    )


def _cued(r: Reader, position: int) -> bool:
    """Does a word before say that a date follows?"""
    if r.key(position - 1) in ("(", "،", ","):
        position -= 1
    before = r.match(
        position - 1,
        kinds.INSIDE,
        kinds.CORRESPONDING,
        kinds.WEEKDAY,
        kinds.SINCE,
        kinds.UNIT_SINGULAR,
        kinds.TO,
        kinds.FROM,
    )
    if before is not None:
        return before.word.kind is not kinds.UNIT_SINGULAR or before.word.value == "day"
    return r.key(position - 1) in ("تاريخ", "بتاريخ", "المؤرخ", "المورخ", "سوف")


def _two(r: Reader, position: int) -> Atom | None:
    first, second = r.integer(position), r.integer(position + 2)
    if first is None or second is None:
        return None
    separator, width, width2 = r.key(position + 1), len(r.key(position)), len(r.key(position + 2))
    if (
        r.key(position + 3) in _SEPARATORS
        and r.integer(position + 4) is not None
        and r.key(position + 3) != "."
    ):
        return None
    if width == 4 and width2 == 4:
        return _years(r, position, first, second)
    if width == 4 and width2 == 2 and separator == "/" and second == (first + 1) % 100 and first in _YEARS:
        return _years(r, position, first, first + 1)
    if separator not in ("/", "-") or r.starts[position + 1] > r.ends[position]:
        return None
    if (
        width2 == 4
        and 1300 <= second < 2200
        and 1 <= first <= 12
        and separator == "/"
        and r.counts_nothing(position + 3)
    ):
        point = Point(grain=grains.MONTH, year=second, month=first)
        return Atom(first=position, last=position + 3, value=point, rule="month in figures")
    if width == 4 and first in _YEARS and width2 == 2 and 1 <= second <= 12:
        point = Point(grain=grains.MONTH, year=first, month=second)
        return Atom(first=position, last=position + 3, value=point, rule="month in figures")
    return _day_and_month(r, position, first, second)


def _day_and_month(r: Reader, position: int, first: int, second: int) -> Atom | None:
    """``22/4`` after a word that announces a date; a fraction or a score otherwise."""
    if len(r.key(position)) > 2 or len(r.key(position + 2)) > 2 or not r.counts_nothing(position + 3):
        return None
    padded = r.key(position).startswith("0") or r.key(position + 2).startswith("0")
    if not _cued(r, position) and not (padded and r.key(position + 1) == "/"):
        return None
    number, month = first, second
    swappable = first <= 12 and second <= 12 and first != second
    if month > 12:
        number, month = month, number
    if gregorian_day(2000, month, number) is None:
        return None
    if r.key(position + 1) == "-" and second > first and second <= 31 and first <= 12 and second <= 12:
        return None
    point = Point(
        grain=grains.DAY, month=month, day=number, alternative=(number, month) if swappable else None
    )
    return Atom(
        first=position,
        last=position + 3,
        value=point,
        rule="day and month in figures",
        rejected=("fraction", "score"),
    )


def _marked_years(r: Reader, position: int) -> Atom | None:
    """``1436ه / 1437ه``, ``2014م - 2018م``."""
    first, (mark, end) = r.integer(position), era(r, position + 1)
    if first is None or mark not in ("hijri", "gregorian") or not (r.key(end) == "/" or r.is_dash(end)):
        return None
    second, (other, last) = r.integer(end + 1), era(r, end + 2)
    if second is None or other != mark or not first < second <= first + 500 or len(r.key(end + 1)) != 4:
        return None
    calendar = grains.CALENDARS[mark]
    value = Range(
        left=Point(grain=grains.YEAR, year=first, calendar=calendar),
        right=Point(grain=grains.YEAR, year=second, calendar=calendar),
    )
    return Atom(first=position, last=last, value=value, rule="years", trace=("calendars.era",))


def _years(r: Reader, position: int, first: int, second: int) -> Atom | None:
    """``2014-2018``, ``2018/2019``; a season typed from the left (2015-2014) is turned."""
    if first == second + 1 and r.key(position + 1) != ".":
        first, second = second, first
    if not 1000 <= first < second <= 2200 or second - first > 500:
        return None
    mark, end = era(r, position + 3)
    calendar = grains.HIJRI if mark == "hijri" else grains.GREGORIAN
    if mark is None and not r.counts_nothing(end):
        return None
    if r.key(position + 1) in ("/", ".") and second != first + 1:
        return None
    if first % 100 == 0 and second % 100 == 0:
        return None
    value = Range(
        left=Point(grain=grains.YEAR, year=first, calendar=calendar),
        right=Point(grain=grains.YEAR, year=second, calendar=calendar),
    )
    return Atom(first=position, last=end, value=value, rule="years")
