"""Days and months by name: ``29 سبتمبر 2018``, ``25 شوال 1436 هـ``, ``شباط/فبراير``, ``مايو الحادي والعشرين``."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract.times import grains, kinds
from tasks.extract.times.lexicon import BITS
from tasks.extract.times.point import Atom, Point, Range
from tasks.extract.times.reader import Match, Number, Reader
from tasks.extract.times.same import same_unit
from tasks.extract.times.years import read_year, with_year

#: Words before a month that are no name of one.
_NO_NAME: Final = BITS[kinds.UNIT_SINGULAR] | BITS[kinds.SAME_BEFORE] | BITS[kinds.THIS]
#: The two camps of Lebanese politics: 8 و14 آذار is no date.
_MOVEMENTS: Final = (8, 14, 3)
#: A day of the month is counted in the masculine.
_FEMININE: Final = ("ه", "الاولي")
#: A list of days is no longer.
_MOST_DAYS: Final = 8
#: The month Safar, and the word for zero: فازوا 3-صفر is a score.
_ZERO: Final = "صفر"


class MonthRead(NamedTuple):
    """A month found: its point (without day and year), the token after it, its data entries."""

    point: Point
    end: int
    trace: tuple[str, ...]
    named: bool
    weak: bool


def _month_word(r: Reader, position: int) -> Match | None:
    """A month's name; ``آب`` must keep its madda, for without it the word is "father"."""
    found = r.match(position, kinds.MONTH_GREGORIAN, kinds.MONTH_HIJRI)
    if found is None:
        return None
    if found.word.article and found.word.kind is kinds.MONTH_GREGORIAN:
        return None
    if r.key(position).endswith("اب") and len(r.key(position)) <= 3 and found.word.value == 8:
        letters = r.document.text[r.starts[position] : r.ends[position]]
        if "آ" not in letters and not (r.key(found.end) == "/" or r.key(position - 1) == "/"):
            return None
    return found


def _named(r: Reader, position: int) -> MonthRead | None:
    found = _month_word(r, position)
    if found is None:
        return None
    word, end = found.word, found.end
    hijri = word.kind is kinds.MONTH_HIJRI
    trace: tuple[str, ...] = (word.entry,)
    weak = word.weak
    if not hijri:
        pair = _pair(r, end, int(word.value))
        if pair is not None:
            trace, end, weak = (*trace, pair.word.entry), pair.end, False
            if r.key(pair.end) == ")":
                end = pair.end + 1
    point = Point(
        grain=grains.MONTH, month=int(word.value), calendar=grains.HIJRI if hijri else grains.GREGORIAN
    )
    return MonthRead(point, end, trace, True, weak)


def _pair(r: Reader, position: int, month: int) -> Match | None:
    """The same month's other name after a slash, in brackets, or right behind (``يوليو تموز``)."""
    behind = r.bare(position, kinds.MONTH_GREGORIAN)
    if behind is not None and int(behind.word.value) == month:
        return behind
    if r.key(position) not in ("/", "(", "\\", "-", "،") and not r.is_dash(position):
        return None
    found = r.match(position + 1, kinds.MONTH_GREGORIAN)
    if found is None or int(found.word.value) != month or found.word.clitic:
        return None
    return found


def month_phrase(r: Reader, position: int) -> MonthRead | None:
    """The month after a day: ``سبتمبر``, ``من شهر سبتمبر``, ``شهر 10``, ``من الشهر المقبل``, ``الجاري``."""
    of = in_ = None
    if r.has_word(position):
        of, in_ = r.bare(position, kinds.FROM), r.bare(position, kinds.INSIDE)
    if of is not None:
        position = of.end
    elif in_ is not None:
        position = in_.end
    elif r.key(position) in ("/", "-") and r.glued(position - 1) and r.glued(position):
        position += 1
    elif r.key(position) == "/" and r.is_month(position + 1) and r.key(position + 2) == "/":
        position += 1  # 20 / شعبان / 1428
    seen = r.sights[position] if position < r.size else None
    if in_ is None and position < r.size and (seen is None or not seen.mask & _NO_NAME):
        return _named(r, position) or _this_month(r, position)
    same = same_unit(r, position)
    if same is not None:
        point = Point(grain=grains.MONTH, shift=("same month", 0))
        return (
            MonthRead(point, same[1], ("times.same_before.same",), False, False)
            if same[0] == "month"
            else None
        )
    demonstrative = r.bare(position, kinds.THIS)
    if demonstrative is not None:
        unit = r.match(demonstrative.end, kinds.UNIT_SINGULAR)
        if unit is not None and unit.word.value == "month":
            return MonthRead(
                Point(grain=grains.MONTH, shift=("month", 0)), unit.end, (unit.word.entry,), False, False
            )
        return None
    unit = r.match(position, kinds.UNIT_SINGULAR)
    if unit is not None and unit.word.value == "month" and unit.word.clitic in ("", "ل", "ب"):
        named = _named(r, unit.end)
        if named is not None:
            return named._replace(weak=False)
        shift = r.bare(unit.end, kinds.SHIFT, kinds.SHIFT_IN_TEXT)
        if shift is not None and unit.word.article:
            point = Point(
                grain=grains.MONTH, shift=("month", int(shift.word.value)),
                shift_in_text=shift.word.kind is kinds.SHIFT_IN_TEXT,
            )  # fmt: skip
            return MonthRead(point, shift.end, (shift.word.entry,), False, False)
        number = r.small(unit.end, 1, 12)
        if number is not None and (number.ordinal == unit.word.article) and _free(r, number.end):
            return MonthRead(
                Point(grain=grains.MONTH, month=int(number.value)),
                number.end,
                (unit.word.entry,),
                False,
                False,
            )
        return None
    if in_ is not None:
        return None
    return _named(r, position) or _this_month(r, position)


def _this_month(r: Reader, position: int) -> MonthRead | None:
    """``الجاري`` after a day."""
    shift = r.bare(position, kinds.SHIFT)
    if shift is not None and shift.word.entry == "times.shift.this" and r.key(position).startswith("الجار"):
        return MonthRead(
            Point(grain=grains.MONTH, shift=("month", 0)), shift.end, (shift.word.entry,), False, False
        )
    return None


def _free(r: Reader, position: int) -> bool:
    """Is the number of a month at its end (``شهر عشرة سنة 2015``), and does it count nothing?"""
    unit = r.match(position, kinds.UNIT_SINGULAR)
    return (
        r.counts_nothing(position)
        or r.match(position, kinds.SHIFT) is not None
        or (unit is not None and unit.word.value == "year")
    )


def _finish(r: Reader, read: MonthRead, point: Point) -> tuple[Point, int]:
    """A month's point with the year after it, where there is one."""
    if point.shift is not None:
        return point, read.end
    year = read_year(r, read.end, calendar=point.calendar, sure=point.day is not None)
    if year is None:
        return point, read.end
    if year.calendar is grains.HIJRI and point.calendar is grains.GREGORIAN and read.named:
        year = year._replace(calendar=None)
        point = point._replace(mark_contradicts=True)
    elif (
        point.calendar is grains.HIJRI
        and year.calendar is None
        and year.year is not None
        and year.year > 1700
    ):
        # رمضان 2019: a hijri month inside a Gregorian year
        return point._replace(number=year.year), year.end
    elif point.calendar is grains.HIJRI:
        year = year._replace(calendar=None)
    return with_year(point, year), year.end


def day_month_atom(r: Reader, position: int) -> Atom | None:
    """A date that begins with its day: ``29 سبتمبر 2018``, ``الرابع من مايو``, ``13–18 مارس، 2010``."""
    number = r.small(position, 1, 31)
    if number is None or (number.clitic == "" and _of_movement(r, position - 1)):
        return None
    if number.ordinal and (_of_fraction(r, position - 1) or r.key(number.end - 1).endswith(_FEMININE)):
        return None  # الثلث الأول من رمضان; الأيام الأولى من رمضان
    if _of_camps(r, position) and _is_march(r, number.end):
        return None
    day = int(number.value)
    both = None if r.is_month(number.end) else _two_days(r, number) or _listed(r, number)
    if both is not None:
        second, month = both
        if not _follow(r, position, number, second):
            return _of_day(
                position, number, month, number.end, rule="day and month",
                value=_finish(r, month, month.point._replace(grain=grains.DAY, day=day))[0],
            )  # fmt: skip
        point, end = _finish(r, month, month.point._replace(grain=grains.DAY, day=int(second.value)))
        value = Range(left=point._replace(day=day), right=point)
        return _of_day(position, number, month, end, rule="days of a month", value=value)
    single = month_phrase(r, number.end)
    if single is None:
        return None
    if not single.named and not number.ordinal and not number.digits and not single.point.shift:
        return None
    point, end = _finish(r, single, single.point._replace(grain=grains.DAY, day=day))
    if r.is_dash(number.end) and r.key(number.end + 1) == _ZERO and point.year is None:
        return None
    return _of_day(position, number, single, end, rule="day and month", value=point)


def _of_day(
    position: int, number: Number, month: MonthRead, end: int, *, rule: str, value: Point | Range
) -> Atom:
    """An atom that begins with the number of a day; a clitic before figures is a token of its own."""
    return Atom(
        first=position, last=end, clitic=number.clitic, cut=0 if number.digits else len(number.clitic), value=value, rule=rule,
        trace=month.trace,
    )  # fmt: skip


def _is_march(r: Reader, position: int) -> bool:
    found = _month_word(r, position)
    if found is None or found.word.kind is not kinds.MONTH_GREGORIAN or r.integer(found.end) is not None:
        return False
    return int(found.word.value) == _MOVEMENTS[2]


def _of_camps(r: Reader, position: int) -> bool:
    """Does the second half of 8 و14 آذار stand here, the names of the two camps of Lebanese politics?"""
    return (
        r.integer(max(position, 0)) == 14
        and r.key(position - 1) == "و"
        and r.integer(max(position - 2, 0)) == 8
    )


def _of_fraction(r: Reader, position: int) -> bool:
    """``الثلث الأول من رمضان``: the ordinal belongs to the fraction before it."""
    return r.key(position) in ("الثلث", "النصف", "الربع", "العشر", "الاسبوع", "الفصل", "الشوط", "الجزء")


def _two_days(r: Reader, number: Number) -> tuple[Number, MonthRead] | None:
    """``13-18 مارس``, ``4 إلى 23 من الشهر المقبل``, ``الثالث و الرابع من مايو``."""
    position = number.end
    joined = False
    if r.is_dash(position):
        position += 1
    else:
        to = r.bare(position, kinds.TO)
        if to is None and r.key(position) == "و" and r.match(position + 1, kinds.TO):
            to = r.match(position + 1, kinds.TO)
        if to is None and r.key(position) in ("وحتي", "والي"):
            to = r.match(position, kinds.TO)
        if to is not None:
            position = to.end
        else:
            joined = True
    second = r.small(position, 1, 31)
    if second is None or second.value <= number.value:
        return None
    if joined and second.clitic != "و":
        return None
    month = month_phrase(r, second.end)
    if joined and (number.value, second.value) == _MOVEMENTS[:2] and _is_march(r, second.end):
        return None
    return (
        None
        if month is None or not (month.named or month.point.shift or month.point.month)
        else (second, month)
    )


def _listed(r: Reader, number: Number) -> tuple[Number, MonthRead] | None:
    """The last day of a list, and the month of them all: ``5 و6 و7 نوفمبر``, ``10، 11 و12 أيار``."""
    last, position = number, number.end
    for _ in range(_MOST_DAYS):
        comma = r.is_comma(position)
        following = r.small(position + comma, 1, 31)
        joined = following is not None and following.clitic == "و"
        if following is None or following.value <= last.value or not (joined or comma):
            return None
        last, position = following, following.end
        if (number.value, last.value) == _MOVEMENTS[:2] and _is_march(r, position):
            return None
        month = month_phrase(r, position) if joined else None
        if month is not None:
            return (last, month) if month.named or month.point.shift or month.point.month else None
    return None


def _follow(r: Reader, position: int, number: Number, last: Number) -> bool:
    """Do the days up to the last one follow each other, in an interval or one by one (``5 و6 و7``, not ``5 و9``)?"""
    if r.match(position - 1, kinds.BETWEEN) is not None:
        return True
    at = number
    while at.end != last.end:
        comma = r.is_comma(at.end)
        following = r.small(at.end + comma, 1, 31)
        if following is None or not (comma or following.clitic == "و"):
            return True  # a dash or "to"
        if following.value != at.value + 1:
            return False
        at = following
    return True


def month_atom(r: Reader, position: int) -> Atom | None:
    """A date that begins with its month: ``سبتمبر 2018``, ``شهر رمضان``, ``يناير 1``, ``يوليو 13-15``."""
    start = position
    demonstrative = r.match(position, kinds.THIS)
    if demonstrative is not None:
        position = demonstrative.end
    head = demonstrative or r.match(position, kinds.MONTH_GREGORIAN, kinds.MONTH_HIJRI, kinds.UNIT_SINGULAR)
    if head is None:
        return None
    with_word = r.match(position, kinds.UNIT_SINGULAR)
    sure = with_word is not None and with_word.word.value == "month"
    read = (month_phrase(r, position) if sure else None) or _named(r, position)
    if read is None or (not read.named and read.point.month is None) or _names_movement(r, start):
        return None
    point, end, rule = read.point, read.end, "month"
    made = Atom(
        first=start, last=end, cut=head.word.cut, clitic=head.word.clitic, value=point, rule=rule, trace=read.trace
    )  # fmt: skip
    between = r.bare(end, kinds.BETWEEN)
    number = r.small(end, 1, 31) if between is None else r.small(between.end, 1, 31)
    if number is not None and not number.clitic:
        second = _second_day(r, number)
        after = second.end if second is not None else number.end
        if second is not None or (
            between is None and (r.counts_nothing(after) or (number.ordinal and number.article))
        ):
            day = int(number.value)
            dated = MonthRead(point._replace(grain=grains.DAY, day=day), after, read.trace, read.named, False)
            point, end = _finish(r, dated, dated.point)
            if second is not None:
                value: Point | Range = Range(left=point, right=point._replace(day=int(second.value)))
                return made._replace(last=end, rule="days of a month", value=value)
            return made._replace(last=end, rule="month and day", value=point)
    point, end = _finish(r, read, point)
    if demonstrative is not None and point.year is None and point.direction is None:
        point = point._replace(direction=0)
    if read.weak and not sure and demonstrative is None and not _supported(r, start, point):
        return None
    return made._replace(last=end, rule=rule, value=point)


def _names_movement(r: Reader, start: int) -> bool:
    """``قوى 14 آذار``: the day stands before, and names somebody with its month."""
    return (_of_movement(r, start - 2) and r.integer(max(start - 1, 0)) is not None) or (
        _of_camps(r, start - 1) and _is_march(r, start)
    )


def _of_movement(r: Reader, position: int) -> bool:
    """Does a noun that takes a day for a name stand here, maybe before a quotation mark?"""
    return r.match(position - (r.key(position) in ("«", '"', "“")), kinds.MOVEMENT) is not None


def _second_day(r: Reader, number: Number) -> Number | None:
    position = number.end
    to = r.bare(position, kinds.TO)
    if r.is_dash(position):
        position += 1
    elif to is not None:
        position = to.end
    second = r.small(position, 1, 31)
    if second is None or second.value <= number.value or (position == number.end and second.clitic != "و"):
        return None
    return second


def _supported(r: Reader, start: int, point: Point) -> bool:
    """Does something beside a doubtful month name make it one: a year, an adjective, a preposition of time?"""
    if (
        point.year is not None
        or point.direction is not None
        or point.shift is not None
        or point.number is not None
    ):
        return True
    before = r.match(start - 1, kinds.SINCE, kinds.DURING, kinds.PART, kinds.UNIT_PAIR)
    if before is not None:
        return True
    if r.is_month(start - 1) and r.match(start - 2, kinds.UNIT_PAIR) is not None:  # شهري رجب وشعبان
        return r.key(start).startswith("و")
    return r.bare(start - 1, kinds.INSIDE) is not None and r.counts_nothing(start + 1)
