"""Years: after a month or a season, after their word, and in lists."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract.facts import Calendar
from tasks.extract.times import grains, kinds
from tasks.extract.times.era import era
from tasks.extract.times.numeric import numeric_atom
from tasks.extract.times.point import Atom, Point, Range
from tasks.extract.times.reader import Match, Reader
from tasks.extract.times.same import same_unit

#: Years that may be spelled with the article (العام الألفان والعشرون), which other numbers have as ordinals.
_SPELLED: Final = range(1900, 2100)


class YearRead(NamedTuple):
    """A year found after a month or a season: stated, or counted from the reference time."""

    end: int
    year: int | None = None
    shift: int | None = None
    in_text: bool = False
    direction: int | None = None
    calendar: Calendar | None = None
    before_christ: bool = False
    same: bool = False


def _year_word(r: Reader, position: int) -> int | None:
    """The token after عام or سنة, also with a clitic (لعام)."""
    found = r.match(position, kinds.UNIT_SINGULAR)
    return found.end if found is not None and found.word.value == "year" else None


def read_year(r: Reader, position: int, *, calendar: Calendar, sure: bool = False) -> YearRead | None:
    """The year after a month or a season: ``2018``, ``, 2018``, ``من عام 2018``, ``الماضي``, ``من العام المقبل``."""
    start = position
    shift = r.bare(position, kinds.SHIFT, kinds.SHIFT_IN_TEXT) if r.has_word(position) else None
    if shift is not None and shift.word.entry != "times.shift.this":
        return YearRead(
            shift.end, direction=int(shift.word.value), in_text=shift.word.kind is kinds.SHIFT_IN_TEXT
        )
    if shift is not None and r.key(position).startswith("ال"):
        return YearRead(shift.end, direction=0)
    comma = False
    if r.is_comma(position) or r.key(position) == "/" or r.is_dash(position):
        position, comma = position + 1, True
    if not r.has_word(position):
        return _plain_after(r, position, calendar, sure=sure, comma=comma)
    of = r.bare(position, kinds.FROM, kinds.INSIDE)
    if of is not None and not comma:
        position = of.end
    same = same_unit(r, position)
    if same is not None:
        return YearRead(same[1], same=True) if same[0] == "year" else None
    demonstrative = r.bare(position, kinds.THIS)
    if demonstrative is not None:
        year = _year_word(r, demonstrative.end)
        return YearRead(year, shift=0) if year is not None else None
    year = _year_word(r, position)
    if year is not None:
        shift = r.bare(year, kinds.SHIFT, kinds.SHIFT_IN_TEXT)
        if shift is not None:
            in_text = shift.word.kind is kinds.SHIFT_IN_TEXT
            number = plain_year(r, shift.end, sure=False)
            if number is not None:
                return number
            return YearRead(shift.end, shift=int(shift.word.value), in_text=in_text)
        return plain_year(r, year, sure=True)
    if of is not None and not comma:
        return None if start == position else plain_year(r, position, sure=False)
    return _plain_after(r, position, calendar, sure=sure, comma=comma)


def _plain_after(r: Reader, position: int, calendar: Calendar, *, sure: bool, comma: bool) -> YearRead | None:
    """A year's number right after a month or season, or after its comma."""
    if calendar is grains.HIJRI:
        return plain_year(r, position, sure=sure and not comma, low=1200)
    figure = r.integer(position)
    sure = sure or (figure is not None and figure % 100 != 0 and len(r.key(position)) == 4)
    return plain_year(r, position, sure=sure and not comma)


def plain_year(r: Reader, position: int, *, sure: bool, low: int = 1000) -> YearRead | None:
    """A year's number with its era. ``sure`` says that a word before has already made it one."""
    number = r.number(position)
    if number is None or not isinstance(number.value, int) or not 1 <= number.value <= 2999:
        return None
    if number.ordinal and not (sure and number.article and number.value in _SPELLED):
        return None
    if number.digits and (
        r.integer(number.end - 1) is None or (number.value < 1000 and len(r.key(number.end - 1)) > 3)
    ):
        return None
    value, end = era(r, number.end)
    if value == "before":
        return YearRead(end, number.value, calendar=grains.GREGORIAN, before_christ=True)
    if value is None:
        if not sure and (number.value < low or number.value > 2100 or not r.counts_nothing(number.end)):
            return None
        if sure and number.value < 100:
            return None
        return YearRead(number.end, number.value)
    return YearRead(end, number.value, calendar=grains.CALENDARS[value])


def year_atom(r: Reader, position: int) -> Atom | None:
    """``عام 2014``, ``سنة 1436 هـ``, ``عام ألفين وسبعة``; ``العام 2014``."""
    found = r.match(position, kinds.UNIT_SINGULAR, kinds.UNIT_PAIR, kinds.UNIT_PLURAL, kinds.UNIT_DUAL)
    if found is None or found.word.value != "year" or r.key(position).endswith("عاما"):
        return None
    adjective = _adjective(r, found.end) if found.word.article else None
    if adjective is not None:
        return _adjective_year(r, position, found, *adjective)
    read = plain_year(r, found.end, sure=True)
    if (
        read is not None
        and found.word.kind is not kinds.UNIT_SINGULAR
        and (read.year is None or read.year < 1000)
    ):
        return None
    if read is None and found.word.article:
        read = _shifted_year(r, found.end)
    if read is None and r.key(found.end) == "(":
        read = plain_year(r, found.end + 1, sure=True)
        if read is not None and r.key(read.end) == ")":
            mark, end = era(r, read.end + 1)
            calendar = grains.CALENDARS.get(mark or "", read.calendar)
            read = read._replace(end=end if calendar is not None else read.end + 1, calendar=calendar)
    if read is None:
        return None
    if not read.calendar and read.year is not None and read.year < 1000 and not r.counts_nothing(read.end):
        return None
    span = to_year(r, read)
    if span is not None:
        return Atom(
            first=position, last=span[1], cut=found.word.cut, clitic=found.word.clitic, rule="years", value=span[0],
            trace=(found.word.entry,),
        )  # fmt: skip
    return Atom(
        first=position, last=read.end, cut=found.word.cut, clitic=found.word.clitic, rule="year",
        value=_year_point(read), trace=(found.word.entry,),
    )  # fmt: skip


def _adjective(r: Reader, position: int) -> tuple[str, int] | None:
    """``الدراسي``, ``المالي``, ``الهجري`` after العام, and الجديد after those."""
    found = r.bare(position, kinds.YEAR_ADJECTIVE)
    if found is None:
        return None
    new = r.key(found.end) in ("الجديد", "الجديده")
    return str(found.word.value), found.end + new


def _adjective_year(r: Reader, position: int, head: Match, kind: str, end: int) -> Atom | None:
    """``العام الدراسي 2015/2016``, ``العام الهجري القادم``; which months a school year has is not said."""
    shift = r.bare(end, kinds.SHIFT)
    value: Point | Range
    if shift is not None:
        calendar = grains.HIJRI if kind == "hijri" else grains.GREGORIAN
        value = Point(
            grain=grains.YEAR, shift=("year", int(shift.word.value)), calendar=calendar, shift_in_text=kind == "term",
        )  # fmt: skip
        end = shift.end
    else:
        years = numeric_atom(r, end)
        read = plain_year(r, end, sure=True)
        if years is not None and isinstance(years.value, Range):
            value, end = years.value, years.last
        elif read is not None:
            value, end = _year_point(read), read.end
        else:
            return None
    return Atom(
        first=position, last=end, cut=head.word.cut, clitic=head.word.clitic, value=value, rule="year",
        trace=(head.word.entry,),
    )  # fmt: skip


def _shifted_year(r: Reader, position: int) -> YearRead | None:
    """``العام الماضي 1435``, ``العام القادم 1437هـ``: the year said wins over the adjective."""
    shift = r.bare(position, kinds.SHIFT)
    figure = None if shift is None else r.integer(shift.end)
    if (
        shift is None
        or figure is None
        or not (1300 <= figure <= 1500 or 1900 < figure < 2100)
        or figure % 100 == 0
    ):
        return None
    read = plain_year(r, shift.end, sure=True)
    if read is not None and read.calendar is None and figure <= 1500:
        return read._replace(calendar=grains.HIJRI)
    return read


def to_year(r: Reader, read: YearRead) -> tuple[Range, int] | None:
    """The second year after a dash: ``عام 2017-2018``, ``عامي 2014 – 2017``."""
    if read.year is None or not (r.is_dash(read.end) or r.key(read.end) == "/"):
        return None
    second = plain_year(r, read.end + 1, sure=True)
    if second is None or second.year is None or not read.year < second.year <= read.year + 100:
        return None
    calendar = read.calendar or second.calendar or grains.GREGORIAN
    ends = [Point(grain=grains.YEAR, year=year, calendar=calendar) for year in (read.year, second.year)]
    return Range(left=ends[0], right=ends[1]), second.end


def another_year(r: Reader, position: int) -> Atom | None:
    """A further year of a list: ``عامي 2014 و2018``, ``2017 أو 2020``; the loop calls it right after a year."""
    at = position
    if r.is_comma(at):
        at += 1
    if r.key(at) in ("و", "او"):
        at += 1
    if at == position:
        return None
    integer = r.integer(at)
    if integer is None or not 1000 <= integer <= 2100 or len(r.key(at)) != 4 or not r.counts_nothing(at + 1):
        return None
    read = plain_year(r, at, sure=True)
    if read is None:
        return None
    return Atom(first=at, last=read.end, value=_year_point(read), rule="year", trace=("year before",))


def _year_point(read: YearRead) -> Point:
    calendar = read.calendar or grains.GREGORIAN
    return Point(grain=grains.YEAR, year=read.year, calendar=calendar, before_christ=read.before_christ)


def with_year(point: Point, read: YearRead) -> Point:
    """A point with the year read after it."""
    calendar = read.calendar or point.calendar
    contradicts = point.mark_contradicts
    if calendar is grains.HIJRI and read.year is not None and read.year >= 1700:
        calendar, contradicts = point.calendar, True
        if point.calendar is grains.HIJRI:
            contradicts = False
    shift = point.shift if read.shift is None else ("year", read.shift)
    if read.same:
        shift = ("same year", 0)
    return point._replace(year=read.year, shift=shift, direction=read.direction if read.direction is not None else point.direction,
        shift_in_text=point.shift_in_text or read.in_text, calendar=calendar, mark_contradicts=contradicts,
        before_christ=read.before_christ,
    )  # fmt: skip
