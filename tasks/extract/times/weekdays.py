"""Days of the week, and days counted inside a month: ``يوم السبت``, ``السبت 29 سبتمبر``, ``أول جمعة من يوليو``."""

from __future__ import annotations

from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.months import day_month_atom, month_atom, month_phrase
from tasks.extract.times.numeric import numeric_atom
from tasks.extract.times.point import Atom, Half, Point
from tasks.extract.times.reader import Match, Reader
from tasks.extract.times.relative import deictic_atom, this_atom
from tasks.extract.times.years import read_year, with_year

_SHIFTS: Final = (kinds.SHIFT, kinds.SHIFT_IN_TEXT)


def weekday_atom(r: Reader, position: int) -> Atom | None:
    """A day of the week with whatever dates it: a date after it, an adjective, a week, a part of the day before."""
    start, half, head = position, None, None
    part = r.match(position, kinds.DAY_PART)
    if part is not None and not part.word.article:
        half, head, position = Half(str(part.word.value)), part, part.end
    unit = r.match(position, kinds.UNIT_SINGULAR, kinds.UNIT_PAIR)
    day_word = unit is not None and unit.word.value == "day" and not unit.word.article
    if unit is not None and day_word:
        head, position = head or unit, unit.end
        if unit.word.kind is kinds.UNIT_PAIR and r.match(position, kinds.WEEKDAY) is None:
            return None
    found = r.match(position, kinds.WEEKDAY)
    numeral = r.numerals.get(position)
    if numeral is not None and numeral.last > position + 1:
        found = None
    if found is None:
        return _dated_day(r, start, head, half, position) if head is not None else None
    if head is not None and found.word.clitic:
        return None
    if not found.word.article and not day_word and half is None and not _weekday_context(r, found):
        return None
    if head is None and (r.match(position - 1, kinds.GIVEN_NAME) is not None or _two(r, position, found)):
        return None
    head = head or found
    point = Point(grain=grains.DAY, weekday=int(found.word.value), half=half)
    point, end, consistent_trace = _dated(r, point, found.end)
    return Atom(
        first=start, last=end, cut=head.word.cut, clitic=head.word.clitic, value=point,
        rule="weekday and date" if point.month or point.day else "weekday", trace=(found.word.entry, *consistent_trace),
    )  # fmt: skip


def _two(r: Reader, position: int, found: Match) -> bool:
    """``بين الاثنين`` is "between the two", unless another day follows."""
    if not r.key(position).endswith("اثنين") or r.key(position - 1) not in (
        "بين",
        "كلا",
        "هذين",
        "احد",
        "احدي",
    ):
        return False
    return r.match(found.end, kinds.WEEKDAY, kinds.TO, *_SHIFTS) is None


def _weekday_context(r: Reader, found: Match) -> bool:
    """May a weekday without its article be one (``ثلاثاء الأسبوع الفائت``; the whole text)?"""
    unit = r.match(found.end, kinds.UNIT_SINGULAR)
    return (unit is not None and unit.word.value == "week" and unit.word.article) or (
        r.size <= 1 and found.word.value != 0
    )


def _dated_day(r: Reader, start: int, head: Match, half: Half | None, position: int) -> Atom | None:
    """``يوم 29 سبتمبر``, ``مساء أمس``, ``صباح اليوم``, ``يوم 27``."""
    inner = deictic_atom(r, position) or this_atom(r, position) if half is not None else None
    if inner is not None and inner.clitic:
        return None
    inner = inner or day_month_atom(r, position) or numeric_atom(r, position)
    if inner is None and half is None:
        number = r.small(position, 1, 31)
        if number is not None and number.digits and not number.clitic and r.counts_nothing(number.end):
            point = Point(grain=grains.DAY, day=int(number.value))
            return Atom(
                first=start,
                last=number.end,
                cut=head.word.cut,
                clitic=head.word.clitic,
                value=point,
                rule="day of a month",
            )
    if inner is None or (inner.clitic and half is None and inner.clitic != "ال"):
        return None
    value = (
        inner.value._replace(half=half)
        if isinstance(inner.value, Point) and half is not None
        else inner.value
    )
    return inner._replace(first=start, cut=head.word.cut, clitic=head.word.clitic, value=value)


def _dated(r: Reader, point: Point, position: int) -> tuple[Point, int, tuple[str, ...]]:
    """What dates a weekday, after it."""
    shift = r.bare(position, *_SHIFTS)
    if shift is not None:
        direction = int(shift.word.value)
        in_text = shift.word.kind is kinds.SHIFT_IN_TEXT
        if shift.word.entry == "times.shift.this" and r.key(position).startswith("هذ"):
            week = _week(r, position)
            if week is not None:
                return point._replace(shift=("week", week[0])), week[1], ()
            if r.size > shift.end + 1:
                return point, position, ()
        moved = point._replace(direction=direction, shift_in_text=in_text)
        return _with_date(r, moved, shift.end)
    week = _week(r, position)
    if week is not None:
        return point._replace(shift=("week", week[0])), week[1], ()
    number = r.number(position)
    if number is not None and number.ordinal and 1 <= number.value <= 5:
        month = month_phrase(r, number.end)
        if month is not None and (month.point.month or month.point.shift):
            inner, end = _with_month(r, point, month.point, month.end)
            return inner._replace(nth=int(number.value)), end, month.trace
    latest = r.bare(position, kinds.LATEST)
    if latest is not None:
        month = month_phrase(r, latest.end)
        if month is not None:
            inner, end = _with_month(r, point, month.point, month.end)
            return inner._replace(nth=-1), end, month.trace
    return _with_date(r, point, position)


def _with_month(r: Reader, point: Point, month: Point, position: int) -> tuple[Point, int]:
    point = point._replace(
        calendar=month.calendar,
        month=month.month,
        shift=month.shift,
        shift_in_text=month.shift_in_text,
    )
    if month.shift is not None:
        return point, position
    year = read_year(r, position, calendar=month.calendar)
    return (with_year(point, year), year.end) if year is not None else (point, position)


def _with_date(r: Reader, point: Point, position: int) -> tuple[Point, int, tuple[str, ...]]:
    """The date after a weekday, with a comma, a bracket, الموافق or في between."""
    at = position
    bracket = r.key(at) == "("
    if r.is_comma(at) or r.is_dash(at) or bracket or r.key(at) == "/":
        at += 1
    corresponding = r.bare(at, kinds.CORRESPONDING)
    if corresponding is not None:
        at = corresponding.end
    inside = r.bare(at, kinds.INSIDE)
    if inside is not None:
        at = inside.end
    inner = day_month_atom(r, at) or numeric_atom(r, at) or (month_atom(r, at) if r.size < 12 else None)
    if (
        inner is not None
        and isinstance(inner.value, Point)
        and inner.value.grain is grains.DAY
        and inner.clitic in ("", "ل", "ال")
    ):
        date = inner.value
        merged = date._replace(
            weekday=point.weekday,
            half=point.half,
            direction=date.direction if date.direction is not None else point.direction,
        )
        end = inner.last + 1 if bracket and r.key(inner.last) == ")" else inner.last
        return merged, end, inner.trace
    number = r.small(at, 1, 31)
    if (
        number is not None
        and not number.clitic
        and not bracket
        and (number.digits or number.ordinal or inside is not None)
    ) and (
        ((number.ordinal and number.value > 5) or number.digits or inside is not None)
        and r.stops(number.end)
        and r.key(number.end) not in (":", "/", "%", "٪", "-", "–")
    ):
        return point._replace(day=int(number.value)), number.end, ()
    return point, position, ()


def _week(r: Reader, position: int) -> tuple[int, int] | None:
    """The week after a weekday: ``من الأسبوع الماضي``, ``هذا الأسبوع``."""
    of = r.bare(position, kinds.FROM)
    if of is not None:
        position = of.end
    this = r.bare(position, kinds.THIS)
    if this is not None:
        unit = r.bare(this.end, kinds.UNIT_SINGULAR)
        return (0, unit.end) if unit is not None and unit.word.value == "week" else None
    unit = r.bare(position, kinds.UNIT_SINGULAR)
    if unit is None or unit.word.value != "week" or not unit.word.article:
        return None
    shift = r.bare(unit.end, kinds.SHIFT)
    return (int(shift.word.value), shift.end) if shift is not None else None


def nth_atom(r: Reader, position: int) -> Atom | None:
    """``أول جمعة من يوليو``, ``آخر يوم من الشهر``, ``اليوم الثالث من أكتوبر``, ``الأسبوع الأول من عام 2027``."""
    start = position
    last = r.match(position, kinds.LAST_OF)
    number = None if last is not None else r.number(position)
    if last is not None:
        nth, position, article = -1, last.end, False
    elif number is not None and number.ordinal and 1 <= number.value <= 31:
        nth, position, article = int(number.value), number.end, number.article
    else:
        nth, article = 0, True
    unit = r.match(position, kinds.UNIT_SINGULAR)
    weekday = r.match(position, kinds.WEEKDAY)
    if unit is not None and unit.word.value == "day" and nth:
        weekday = r.match(unit.end, kinds.WEEKDAY)
        position = unit.end if weekday is not None else position
    if weekday is not None and nth and not article:
        end, point = weekday.end, Point(grain=grains.DAY, weekday=int(weekday.word.value))
    elif unit is not None and unit.word.value in ("day", "week"):
        end = unit.end
        if not nth:
            found = r.number(end)
            latest = r.bare(end, kinds.LATEST)
            if (
                found is not None
                and found.ordinal
                and found.article
                and unit.word.article
                and found.value <= 31
            ):
                nth, end = int(found.value), found.end
            elif latest is not None and unit.word.article:
                nth, end = -1, latest.end
            else:
                return None
        elif article:
            return None
        point = Point(grain=grains.DAY if unit.word.value == "day" else grains.WEEK)
    else:
        return None
    inside = _inside(r, end, point, nth)
    if inside is None:
        return None
    point, end = inside
    head = last or r.match(start, kinds.UNIT_SINGULAR)
    clitic = head.word.clitic if head is not None else (number.clitic if number is not None else "")
    cut = head.word.cut if head is not None else len(clitic)
    return Atom(first=start, last=end, cut=cut, clitic=clitic, value=point, rule="counted day or week")


def _inside(r: Reader, position: int, point: Point, nth: int) -> tuple[Point, int] | None:
    """The month or year in which a day or week is counted."""
    month = month_phrase(r, position)
    if month is None and r.key(position).startswith("ب"):
        unit = r.match(position, kinds.UNIT_SINGULAR)
        if unit is not None and unit.word.value == "month" and unit.word.clitic == "ب":
            month = month_phrase(r, position)
    if month is None and r.bare(position, kinds.INSIDE) is not None:
        month = month_phrase(r, position + 1)
    if month is not None:
        inner, end = _with_month(r, point, month.point, month.end)
        if point.grain is grains.DAY and point.weekday is None and nth > 0 and inner.shift is None:
            return inner._replace(day=nth), end
        return inner._replace(nth=nth), end
    if point.grain is grains.WEEK or nth == -1 or point.weekday is None:
        year = read_year(r, position, calendar=point.calendar)
        if (
            year is not None
            and (year.shift is not None or year.year is not None)
            and r.bare(position, kinds.FROM)
        ):
            return with_year(point, year)._replace(nth=nth), year.end
    return None
