"""Amounts of time: ``أربع سنوات``, ``يومين``, ``ساعة ونصف``, ``3 أشهر و10 أيام``, ``من 3 إلى 5 سنوات``."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract import numeral_kinds
from tasks.extract.times import kinds
from tasks.extract.times.ages import is_age
from tasks.extract.times.point import Atom, Length
from tasks.extract.times.reader import Match, Number, Reader

#: From long to short; a list with commas goes down this ladder.
RANKS: Final = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")
_UNITS: Final = (kinds.UNIT_SINGULAR, kinds.UNIT_PLURAL, kinds.UNIT_SHORT)
#: Words for these units are other words too (a contract, a horn; exact, second): they need a number and time around.
_DOUBTFUL: Final = frozenset(("decade",))
#: More decades than this are said in centuries.
_MOST_DECADES: Final = 20
#: Words before a definite unit that make it one whole unit.
WHOLE: Final = frozenset(("طوال", "طيله", "مدار"))
#: Adjectives that make a unit one more of it (تمديد العقد لعام آخر).
_MORE: Final = frozenset(("اخر", "اخري", "اضافي", "اضافيه"))
#: What may stand between a preposition of time and a number of decades: hedges.
_HEDGES: Final = frozenset(
    ("اكثر", "اقل", "من", "نحو", "حوالي", "قرابه", "زهاء", "ما", "يزيد", "يقارب", "يقرب", "علي", "عن")
)


class Part(NamedTuple):
    """One amount of one unit; ``value`` None is a vague one. ``bare``: a unit's name without any number."""

    unit: str
    value: float | None
    end: int
    clitic: str
    cut: int
    entry: str
    bare: bool = False
    high: float | None = None


def unit_name(found: Match) -> str:
    """The ISO unit of a unit's word: nights count as days."""
    name = str(found.word.value)
    return "day" if name == "night" else name


def part_at(r: Reader, position: int) -> Part | None:
    """One amount of one unit at a position."""
    if not r.has_word(position):
        return _counted(r, position)
    dual = r.match(position, kinds.UNIT_DUAL)
    if dual is not None:
        which = r.number(dual.end) if dual.word.article else None
        if which is not None and which.ordinal:
            return None  # القرنين العاشر والحادي عشر
        return _halves(
            r, Part(unit_name(dual), 2, dual.end, dual.word.clitic, dual.word.cut, dual.word.entry)
        )
    fraction = r.match(position, kinds.FRACTION)
    if fraction is not None and not fraction.word.article:
        unit = r.bare(fraction.end, kinds.UNIT_SINGULAR)
        if unit is not None and not unit.word.article:
            value = float(fraction.word.value)
            return Part(
                unit_name(unit), value, unit.end, fraction.word.clitic, fraction.word.cut, unit.word.entry
            )
    vague = _vague(r, position)
    if vague is not None:
        return vague
    counted = _counted(r, position)
    if counted is not None:
        return counted
    unit = r.match(position, kinds.UNIT_SINGULAR)
    if unit is None or unit.word.article:
        return None
    name, entry = unit_name(unit), unit.word.entry
    whole = r.bare(unit.end, kinds.WHOLE)
    if whole is not None:
        return _halves(r, Part(name, 1, whole.end, unit.word.clitic, unit.word.cut, entry))
    return _halves(r, Part(name, 1, unit.end, unit.word.clitic, unit.word.cut, entry, bare=True))


def _vague(r: Reader, position: int) -> Part | None:
    """``بضعة أيام``, ``عدة أشهر``: how many is not said."""
    vague = r.match(position, kinds.VAGUE)
    if vague is not None:
        unit = r.bare(vague.end, kinds.UNIT_PLURAL)
        if unit is not None and not unit.word.article:
            return Part(unit_name(unit), None, unit.end, vague.word.clitic, vague.word.cut, unit.word.entry)
    return None


def _counted(r: Reader, position: int) -> Part | None:
    """A number, or two with a dash or إلى between, before a unit."""
    number = r.number(position)
    if number is None or number.value < 0:
        return None
    numeral = r.numerals.get(number.end - 1)
    if number.ordinal or (numeral is not None and numeral.kind is numeral_kinds.ORDINAL):
        return _definite_tens(r, position, number)
    dual = r.match(number.end, kinds.UNIT_DUAL)
    if dual is not None and dual.word.clitic == "و" and number.value >= 100 and number.value % 100 == 0:
        # "a hundred and two years": the two are in the dual of the noun
        clitic = number.clitic
        return Part(unit_name(dual), float(number.value) + 2, dual.end, clitic, len(clitic), dual.word.entry)
    closed = _closed(r, position, number.end)
    unit, high = _unit(r, closed, digits=number.digits or number.article), None
    if unit is None:
        start, position = position, number.end
        to = r.bare(position, kinds.TO)
        if r.is_dash(position):
            position += 1
        elif to is not None:
            position = to.end
        elif r.key(position) in ("او", "و"):
            position += 1
        second = r.number(position)
        if second is None or second.ordinal or (position == number.end and second.clitic != "و"):
            return None
        if not second.value > number.value or second.value > 20 * max(number.value, 1):
            return None
        unit = _unit(r, _closed(r, number.end - 2, second.end), digits=False)
        if unit is None:
            return None
        joined = position == number.end or r.key(position - 1) == "و"
        if joined and r.match(start - 1, kinds.BETWEEN) is None:
            return None
        high = float(second.value)
    if unit_name(unit) in _DOUBTFUL and number.value > _MOST_DECADES:
        return None  # 650 عقدا: contracts
    part = Part(
        unit_name(unit), float(number.value), unit.end, number.clitic if r.integer(number.end - 1) is None else "",
        len(number.clitic) if r.integer(number.end - 1) is None else 0, unit.word.entry, high=high,
    )  # fmt: skip
    whole = r.bare(unit.end, kinds.WHOLE)
    if whole is not None and whole.word.entry == "times.whole.one" and r.key(unit.end).startswith("كامل"):
        part = part._replace(end=whole.end)
    return _halves(r, part) if high is None else part


def _definite_tens(r: Reader, position: int, number: Number) -> Part | None:
    """``مهلة الستين يوما``: a round number with the article before the singular it counts is no place in a row."""
    if number.end != position + 1 or not number.article or number.value < 20 or number.value % 10:
        return None
    if number.value == 100 and ("ب" in number.clitic or r.key(position - 1) == "في"):
        return None  # 1 بالمئة يوم الخميس
    unit = r.bare(number.end, kinds.UNIT_SINGULAR)
    if unit is None or unit.word.article or (unit.word.value == "year" and r.number(unit.end) is not None):
        return None
    cut = len(number.clitic)
    return Part(unit_name(unit), float(number.value), unit.end, number.clitic, cut, unit.word.entry)


def _closed(r: Reader, position: int, end: int) -> int:
    """After the bracket that closes on a number in brackets: ``( 21 ) يوما``."""
    opened = r.key(position - 1) == "(" or r.key(position - 2) == "("
    return end + 1 if opened and r.key(end) == ")" else end


def _unit(r: Reader, position: int, *, digits: bool) -> Match | None:
    found = r.bare(position, *_UNITS)
    if found is None:
        return None
    if found.word.kind is kinds.UNIT_SHORT and (
        not digits or not r.stops(found.end) or r.key(found.end) == "."
    ):
        return None
    if found.word.article and not (found.word.kind is kinds.UNIT_PLURAL and digits):
        return None
    if (
        found.word.value == "year"
        and r.key(position) == "عام"
        and r.number(found.end) is not None
        and not digits
    ):
        return None
    return found


def _halves(r: Reader, part: Part) -> Part:
    """``ساعة ونصف``, ``ثلاث سنوات ونصف السنة``: half of the same unit more."""
    found = r.match(part.end, kinds.FRACTION)
    if found is None or found.word.clitic != "و" or part.value is None:
        return part
    unit = r.bare(found.end, kinds.UNIT_SINGULAR)
    if unit is not None and unit_name(unit) != part.unit:
        if unit.word.value != "day" or not unit.word.article:
            return part
        unit = None  # ثلاث سنوات ونصف اليوم الاثنين: today comes next
    if unit is None and not r.counts_nothing(found.end) and r.match(found.end, kinds.UNIT_SHORT) is None:
        value_follows = r.number(found.end) is not None
        if value_follows:
            return part
    return part._replace(
        value=part.value + float(found.word.value), end=unit.end if unit else found.end, bare=False
    )


def parts_at(r: Reader, position: int) -> tuple[list[Part], int] | None:
    """All the amounts of a compound length, and the token after it; remembered, for several grammars ask."""
    if position in r.lengths:
        found: tuple[list[Part], int] | None = r.lengths[position]  # type: ignore[assignment]
        return found
    r.lengths[position] = found = _parts_at(r, position)
    return found


def _parts_at(r: Reader, position: int) -> tuple[list[Part], int] | None:
    first = part_at(r, position)
    if first is None:
        return None
    first = _up_to(r, position, first)
    found, end = [first], first.end
    while len(found) < 8 and first.value is not None and first.high is None:
        following = _next(r, found[-1], end)
        if following is None:
            break
        found.append(following)
        end = following.end
    return found, end


def _second(r: Reader, position: int, *, between: bool) -> Part | None:
    """The amount behind إلى, or behind و after "between"."""
    to = r.bare(position, kinds.TO)
    if to is not None:
        return part_at(r, to.end)
    if not between:
        return None
    if r.key(position) == "و":
        return part_at(r, position + 1)
    second = part_at(r, position)
    return second if second is not None and second.clitic == "و" else None


def _up_to(r: Reader, position: int, first: Part) -> Part:
    """``من نصف ساعة إلى ساعة``, ``بين عامين و12 عاما``: not both amounts have a number of their own."""
    if first.value is None or first.high is not None:
        return first
    opener = r.match(position - 1, kinds.FROM, kinds.BETWEEN)
    if opener is None or opener.end != position:
        return first
    second = _second(r, first.end, between=opener.word.kind is kinds.BETWEEN)
    if second is None or second.value is None or second.high is not None:
        return first
    if second.unit != first.unit or second.value <= first.value:
        return first
    if opener.word.kind is kinds.FROM and not (first.bare or second.bare):
        return first
    return first._replace(high=second.value, end=second.end, bare=False)


def _next(r: Reader, last: Part, position: int) -> Part | None:
    comma = r.is_comma(position)
    if comma:
        position += 1
    joined = r.key(position) == "و"
    if joined and r.number(position) is None:
        position += 1
    part = part_at(r, position)
    if part is None or part.value is None or part.high is not None:
        return None
    if part.bare and part.unit in _DOUBTFUL:
        return None  # ثلاث ساعات وعقد: and held
    if part.unit == last.unit and part.value >= 1:
        return None
    joined = joined or part.clitic == "و"
    lower = (
        RANKS.index(part.unit) > RANKS.index(last.unit)
        if part.unit in RANKS and last.unit in RANKS
        else False
    )
    if joined:
        return part if lower or not comma else None
    if (comma or not part.bare) and lower and r.number(position) is not None:
        return part
    return None


def length_of(parts: list[Part]) -> Length:
    """The sum of the parts."""
    first = parts[0]
    if first.high is not None:
        return Length(parts=None, unit=first.unit, low=first.value, high=first.high)
    if first.value is None:
        return Length(parts=None, unit=first.unit)
    total: dict[str, float] = {}
    for part in parts:
        unit, value = part.unit, part.value or 0
        if unit in ("decade", "century", "quarter"):
            unit, value = (
                ("month", value * 3)
                if unit == "quarter"
                else ("year", value * (10 if unit == "decade" else 100))
            )
        total[unit] = total.get(unit, 0) + value
    return Length(parts=tuple(total.items()), unit=first.unit)


def length_atom(r: Reader, position: int) -> Atom | None:
    """A length that stands on its own; a unit's bare name only after a word of duration, or as the whole text."""
    read = parts_at(r, position)
    if read is None:
        return _whole(r, position)
    parts, end = read
    first = parts[0]
    alone = position <= 1 and r.size - end <= 1
    if len(parts) == 1 and first.bare and not alone and not _framed(r, position, end):
        return None
    if first.unit in _DOUBTFUL and not alone and not _timely(r, position, end):
        return None
    opened = r.key(position - 1) == "(" and ")" in r.keys[position:end]
    years = first.value if first.unit == "year" else None
    return Atom(
        first=position - opened, last=end, cut=first.cut, clitic=first.clitic, value=length_of(parts), rule="length",
        trace=tuple(part.entry for part in parts), role="age" if is_age(r, position, end, years) else None,
    )  # fmt: skip


def _framed(r: Reader, position: int, end: int) -> bool:
    """Does a word of duration before a unit's bare name make it one unit long?"""
    if r.match(position - 1, kinds.LASTING) is not None:
        return True
    unit = r.match(position, kinds.UNIT_SINGULAR)
    if unit is not None and unit.word.clitic == "ل" and r.key(end) in _MORE:
        return True
    if r.match(position - 1, kinds.DURING, kinds.SINCE) is not None and r.counts_nothing(end):
        return True
    return _measured(r, position, end)


def _measured(r: Reader, position: int, end: int) -> bool:
    """``أكثر من شهر``, ``بعد عام من الحرب``."""
    if (
        r.key(position - 1) == "من"
        and r.key(position - 2) in ("اكثر", "اقل", "لاكثر", "لاقل", "باكثر", "باقل")
        and r.counts_nothing(end)
    ):
        return True
    return r.bare(position - 1, kinds.AFTER, kinds.BEFORE) is not None and r.key(end) == "من"


def _whole(r: Reader, position: int) -> Atom | None:
    """``طوال اليوم``, ``على مدار العام``: one whole unit."""
    unit = r.bare(position, kinds.UNIT_SINGULAR)
    if unit is None or not unit.word.article or unit.word.value in ("hour", "minute", "second"):
        return None
    before = r.key(position - 1)
    if before not in WHOLE or r.match(unit.end, kinds.SHIFT, kinds.SHIFT_IN_TEXT, kinds.LATEST) is not None:
        return None
    length = Length(parts=((unit_name(unit), 1),), unit=unit_name(unit))
    return Atom(first=position, last=unit.end, value=length, rule="whole unit", trace=(unit.word.entry,))


def _timely(r: Reader, position: int, end: int) -> bool:
    return (
        r.match(position - 1, kinds.DURING, kinds.LASTING, kinds.SINCE, kinds.BEFORE, kinds.AFTER) is not None
        or (r.key(end) == "من" and r.key(end + 1) == "الزمن")
        or _hedged(r, position)
        or any(
            r.match(position - back, kinds.SINCE, kinds.DURING, kinds.LASTING) is not None
            for back in (2, 3, 4)
        )
    )


def _hedged(r: Reader, position: int) -> bool:
    """``قبل أكثر من أربعة عقود``: only hedges between the preposition and the number."""
    at = position - 1
    while at >= 0 and position - at < 5 and r.key(at) in _HEDGES:
        at -= 1
    return at < position - 1 and r.match(at, kinds.BEFORE, kinds.AFTER) is not None
