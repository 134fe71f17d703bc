"""Times counted from the release: ``أمس``, ``الشهر الماضي``, ``قبل يومين``, ``السنوات الخمس الأخيرة``, weekdays."""

from __future__ import annotations

from tasks.extract.times import grains, kinds
from tasks.extract.times.lengths import length_of, parts_at, unit_name
from tasks.extract.times.lexicon import Word
from tasks.extract.times.point import Atom, Half, Length, Point, Repeated, Stretch, Value
from tasks.extract.times.reader import Match, Reader
from tasks.extract.times.tomorrow import is_tomorrow

GRAINS = {
    "century": grains.CENTURY, "decade": grains.DECADE, "year": grains.YEAR, "month": grains.MONTH, "week": grains.WEEK,
    "day": grains.DAY, "hour": grains.CLOCK, "minute": grains.CLOCK, "second": grains.CLOCK,
}  # fmt: skip
SHIFTS = (kinds.SHIFT, kinds.SHIFT_IN_TEXT)
_TOMORROW = "times.deictic.tomorrow"
#: هذا العصر is this age, not this afternoon.
_AGE = "العصر"
_SUNDAY = 6
#: كل عام وأنتم بخير tells of no year.
_WISHES = frozenset(("وانتم", "وانت", "وانتن", "ونحن", "والجميع"))


def worded(head: Word, first: int, last: int, rule: str, value: Value, *trace: str) -> Atom:
    return Atom(
        first=first,
        last=last,
        cut=head.cut,
        clitic=head.clitic,
        value=value,
        rule=rule,
        trace=(head.entry, *trace),
    )


def deictic_atom(r: Reader, position: int) -> Atom | None:
    """``أمس``, ``غدا``, ``بعد غد``, ``اليوم``, ``الليلة الماضية``."""
    found = r.match(position, kinds.DEICTIC, kinds.LAST_NIGHT)
    if found is not None:
        if found.word.entry == _TOMORROW and not is_tomorrow(r, position, found):
            return None
        value = int(found.word.value)
        half = Half.NIGHT if found.word.kind is kinds.LAST_NIGHT else None
        return worded(found.word, position, found.end, "relative day", _day(value, half))
    unit = r.match(position, kinds.UNIT_SINGULAR)
    if unit is None or unit.word.value not in ("day", "night") or not unit.word.article:
        return None
    if unit.word.value == "night":
        if (
            r.match(unit.end, *SHIFTS, kinds.LATEST, kinds.SAME_AFTER)
            or r.number(unit.end)
            or unit.word.clitic in ("ب", "ل")
        ):
            return None
        return worded(unit.word, position, unit.end, "relative day", _day(0, Half.NIGHT))
    return _today(r, position, unit)


def _day(days: int, half: Half | None = None) -> Point:
    return Point(grain=grains.DAY, shift=("day", days), half=half)


def _today(r: Reader, position: int, unit: Match) -> Atom | None:
    """``اليوم`` as "today": not World Day, the day after, an outlet's name, or "per day"."""
    if unit.word.clitic and unit.word.clitic not in ("و", "ف"):
        return None
    if r.match(unit.end, kinds.DAY_NAME, *SHIFTS, kinds.LATEST) is not None:
        return None
    number = r.number(unit.end)
    if number is not None and number.ordinal:
        return None
    before = r.match(position - 1, kinds.INSIDE, kinds.OUTLET, kinds.EVERY, kinds.LASTING)
    if before is not None and not (before.word.kind is kinds.OUTLET and before.word.clitic):
        return None
    if r.key(unit.end) in ("والغد", "وغد"):  # قادة اليوم والغد: of now and of the days to come
        return None
    if r.key(position - 1) in ("ذلك", "نفس", "ذات", "بذلك", "مدار", "وفي"):
        return None
    return worded(unit.word, position, unit.end, "relative day", _day(0))


def this_atom(r: Reader, position: int) -> Atom | None:
    """``هذا العام``, ``هذا الأسبوع``, ``هذا اليوم``, ``هذه الليلة``, ``هذا المساء``."""
    this = r.match(position, kinds.THIS)
    if this is None:
        return None
    part = r.bare(this.end, kinds.HALF_DAY)
    if part is not None and r.key(this.end).startswith("ال") and r.key(this.end) != _AGE:
        half = Half(str(part.word.value))
        return worded(this.word, position, part.end, "relative day", _day(0, half), part.word.entry)
    unit = r.bare(this.end, kinds.UNIT_SINGULAR)
    if (
        unit is None
        or not unit.word.article
        or unit.word.value in ("hour", "minute", "second", "decade", "century")
    ):
        return None
    return worded(this.word, position, unit.end, "this unit", _unit_point(unit, 0), unit.word.entry)


def _unit_point(unit: Match, shift: int, *, in_text: bool = False) -> Point:
    name = unit_name(unit)
    return Point(grain=GRAINS[name], shift=(name, shift), shift_in_text=in_text)


def shifted_atom(r: Reader, position: int) -> Atom | None:
    """``العام الماضي``, ``الأسبوعين المقبلين``, ``الأشهر الثلاثة الأخيرة``, ``الأسبوع بعد القادم``."""
    unit = r.match(position, kinds.UNIT_SINGULAR, kinds.UNIT_DUAL, kinds.UNIT_PLURAL)
    if unit is None or not unit.word.article or unit.word.value == "quarter":
        return None
    if r.key(position) == "العام" and r.match(position - 1, kinds.GENERAL) is not None:
        return None
    if unit.word.kind is kinds.UNIT_SINGULAR:
        shift = r.bare(unit.end, *SHIFTS) or r.bare(unit.end, kinds.THIS)
        if shift is None or (shift.word.kind is kinds.THIS and r.size > shift.end + 1):
            return None
        if unit.word.value in ("hour", "minute", "second") and shift.word.value == 0:
            return None
        if (
            shift.word.entry == "times.shift.this"
            and r.key(unit.end).startswith("هذ")
            and r.size > shift.end + 1
        ):
            return None
        point = _unit_point(unit, int(shift.word.value), in_text=shift.word.kind is kinds.SHIFT_IN_TEXT)
        return worded(unit.word, position, shift.end, "unit moved", point, shift.word.entry)
    end, number = unit.end, 2.0 if unit.word.kind is kinds.UNIT_DUAL else None
    counted = None
    if unit.word.kind is kinds.UNIT_PLURAL:
        few = r.bare(end, kinds.FEW)
        counted = r.number(end)
        if few is not None:
            end = few.end
        elif counted is not None and counted.value > 0:
            number, end = float(counted.value), counted.end
    shift = r.bare(end, *SHIFTS, kinds.LATEST)
    of_epoch = shift is not None and shift.word.kind is kinds.LATEST and _of_epoch(r, shift.end)
    if of_epoch and number is not None:
        shift = None
    if shift is None or shift.word.value == 0:
        if number is not None and unit.word.kind is kinds.UNIT_PLURAL and number >= 2:
            if counted is not None and not counted.article:  # في الدقائق 16 و19: which ones
                return None
            length = Length(parts=((unit_name(unit), number),), unit=unit_name(unit))
            return worded(unit.word, position, end, "definite length", length)
        return None
    end = shift.end
    few = r.bare(end, kinds.FEW)
    if few is not None and number is None:
        end = few.end
    value = _stretch(unit, number, shift)._replace(
        shift_in_text=of_epoch or shift.word.kind is kinds.SHIFT_IN_TEXT
    )
    return worded(unit.word, position, end, "units moved", value, shift.word.entry)


def _of_epoch(r: Reader, position: int) -> bool:
    """``الأخيرة من حكمه``, ``الأخيرة للحرب``: the last ones of something, whenever that was."""
    if r.bare(position, kinds.FROM) is not None:
        of = (kinds.EPOCH, kinds.UNIT_SINGULAR, kinds.MONTH_GREGORIAN, kinds.MONTH_HIJRI)
        return r.match(position + 1, *of) is not None
    found = r.match(position, kinds.EPOCH)
    return found is not None and found.word.clitic == "ل"


def _stretch(unit: Match, number: float | None, shift: Match) -> Stretch:
    direction = -1 if int(shift.word.value) < 0 else 1
    in_text = shift.word.kind is kinds.SHIFT_IN_TEXT
    return Stretch(unit=unit_name(unit), number=number, direction=direction, shift_in_text=in_text)


def counted_stretch_atom(r: Reader, position: int) -> Atom | None:
    """``الـ24 ساعة الماضية``, ``الثلاثة أشهر المقبلة``, ``آخر ثلاث سنوات``, ``العشر سنوات الأخيرة``."""
    last = r.match(position, kinds.LAST_OF)
    start = position
    if last is not None:
        position = last.end
    read = parts_at(r, position)
    if read is None or len(read[0]) != 1:
        return None
    part, end = read[0][0], read[1]
    if part.high is not None:
        return None
    if last is not None:
        if part.bare or part.value is None or part.value < 2 or part.clitic:
            return None
        value = Stretch(unit=part.unit, number=part.value, direction=-1)
        return worded(last.word, start, end, "last units", value, part.entry)
    shift = r.bare(end, *SHIFTS, kinds.LATEST)
    number = r.number(position)
    if shift is None or shift.word.value == 0 or number is None or part.value is None:
        return None
    stretch = Stretch(
        unit=part.unit, number=part.value, direction=-1 if int(shift.word.value) < 0 else 1,
        shift_in_text=shift.word.kind is kinds.SHIFT_IN_TEXT,
    )  # fmt: skip
    return Atom(
        first=position, last=shift.end, cut=part.cut, clitic=part.clitic, value=stretch, rule="units moved",
        trace=(part.entry, shift.word.entry),
    )  # fmt: skip


def rest_atom(r: Reader, position: int) -> Atom | None:
    """``بقية العام``, ``باقي الأسبوع``, ``بقية هذا الشهر``."""
    head = r.match(position, kinds.REST)
    if head is None or head.word.article:
        return None
    end = head.end
    this = r.bare(end, kinds.THIS)
    if this is not None:
        end = this.end
    unit = r.bare(end, kinds.UNIT_SINGULAR)
    if unit is None or not unit.word.article or unit.word.value not in ("day", "week", "month", "year"):
        return None
    shift = r.bare(unit.end, kinds.SHIFT)
    last = shift.end if shift is not None and shift.word.value == 0 else unit.end
    value = Stretch(unit=f"rest of {unit_name(unit)}", number=1, direction=1)
    return worded(head.word, position, last, "rest of a unit", value, unit.word.entry)


def set_atom(r: Reader, position: int) -> Atom | None:
    """``كل جمعة``, ``كل عامين``, ``كل ثلاثة أشهر``, ``يوميا``."""
    found = r.match(position, kinds.SET)
    if found is not None:
        return worded(found.word, position, found.end, "set", Repeated(iso8601=str(found.word.value)))
    every = r.match(position, kinds.EVERY)
    if every is None:
        return None
    end = every.end
    unit = r.bare(end, kinds.UNIT_SINGULAR)
    if unit is not None and unit.word.value == "day" and not unit.word.article:
        weekday = r.bare(unit.end, kinds.WEEKDAY)
        if weekday is not None:
            days = _with_others(r, weekday.end)
            return worded(every.word, position, days, "set", Repeated(iso8601="R/P1W"), weekday.word.entry)
    weekday = r.bare(end, kinds.WEEKDAY)
    if weekday is not None and not weekday.word.article and weekday.word.value != _SUNDAY:
        days = _with_others(r, weekday.end)
        return worded(every.word, position, days, "set", Repeated(iso8601="R/P1W"), weekday.word.entry)
    part = r.bare(end, kinds.DAY_PART)
    weekday = None if part is None else r.bare(part.end, kinds.WEEKDAY)
    if part is not None and not part.word.article and (weekday is not None or r.key(end) != _AGE[2:]):
        return worded(
            every.word, position, part.end if weekday is None else weekday.end, "set",
            Repeated(iso8601="R/P1D" if weekday is None else "R/P1W"), part.word.entry,
        )  # fmt: skip
    read = parts_at(r, end)
    if read is None or read[0][0].value is None or read[0][0].high is not None or len(read[0]) != 1:
        return None
    if unit is not None and read[0][0].bare and (unit.word.article or not _comes_back(r, unit, read[1])):
        return None
    if r.key(read[1]) in _WISHES:
        return None
    length = length_of(read[0])
    value = Repeated(iso8601=f"R/{iso_duration(length)}")
    return worded(every.word, position, read[1], "set", value, read[0][0].entry)


def _with_others(r: Reader, position: int) -> int:
    """The token after more weekdays joined by و: ``كل ثلاثاء وخميس``; ``واحد`` is "one" there."""
    while True:
        other = r.match(position, kinds.WEEKDAY)
        if other is None or other.word.clitic != "و" or other.word.article or other.word.value == _SUNDAY:
            return position
        position = other.end


def _comes_back(r: Reader, unit: Match, position: int) -> bool:
    """Every day does, whatever follows; every month or year where nothing tells which (كل عام دراسي)."""
    if unit.word.value == "day" and not unit.word.article:
        return True
    return r.counts_nothing(position) or r.match(position, kinds.LASTING, kinds.DURING) is not None


def iso_duration(length: Length) -> str | None:
    """ISO 8601 with decimals where they are said.

    >>> iso_duration(Length(parts=(("year", 1.0), ("hour", 2.5))))
    'P1YT2.5H'
    """
    if length.parts is None:
        return None
    amounts = dict(length.parts)
    date = "".join(
        f"{_number(amounts[u])}{c}"
        for u, c in (("year", "Y"), ("month", "M"), ("week", "W"), ("day", "D"))
        if u in amounts
    )
    time = "".join(
        f"{_number(amounts[u])}{c}"
        for u, c in (("hour", "H"), ("minute", "M"), ("second", "S"))
        if u in amounts
    )
    return f"P{date}" + (f"T{time}" if time else "")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.8f}".rstrip("0")
