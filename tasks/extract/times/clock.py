"""Times of day: ``الساعة الثالثة عصرا``, ``20:30 بتوقيت غرينتش``, ``الثامنة إلا ربعا مساء``."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract.times import grains, kinds
from tasks.extract.times.point import Atom, Clock, Half, Point
from tasks.extract.times.reader import Match, Number, Reader
from tasks.text import token_kinds

_HALVES: Final = {half.value: half for half in Half}
#: Figures of an hour and its minutes run together.
_FOUR: Final = 4
#: Words before a bare feminine ordinal that make it an hour only when a fraction of the hour follows.
_HINTS: Final = frozenset(("انها", "عند", "تمام", "حتي", "في"))


class Told(NamedTuple):
    """A clock read, the token after it, and how sure the wording makes it."""

    clock: Clock
    end: int
    sure: bool


def clock_atom(r: Reader, position: int) -> Atom | None:
    """A time of day that begins at a position."""
    head = r.match(position, kinds.UNIT_SINGULAR)
    if head is not None and head.word.value == "hour" and head.word.article:
        told = _bracketed(r, head.end) or _figures(r, head.end) or _hour(r, head.end, sure=True)
        if told is None or (told.clock.half is None and _of_something(r, told.end)):
            return None
        return _atom(position, told, head, "hour")
    to = _minutes_to(r, position)
    if to is not None:
        return to
    before = r.bare(position, kinds.HALF_DAY)
    if before is not None and before.word.value == "pm" and r.key(position) == "بعد":
        told = _digits(r, before.end) or _hour(r, before.end, sure=False)
        if told is not None and (told.clock.minute is not None or told.sure):
            half = told.clock.half or Half.EVENING
            return _atom(
                position, told._replace(clock=told.clock._replace(half=half)), before, "hour after its half"
            )
        return None
    told = _digits(r, position)
    if told is None:
        told = _spoken(r, position, sure=False)
        if told is None or not told.sure:
            return None
    number = r.number(position)
    clitic = number.clitic if number is not None else ""
    return Atom(
        first=position, last=told.end, value=Point(grain=grains.CLOCK, clock=told.clock), rule="hour",
        cut=len(clitic) if r.integer(position) is None else 0, clitic=clitic,
    )  # fmt: skip


def _bracketed(r: Reader, position: int) -> Told | None:
    """``الساعة (11:59) مساء``."""
    if r.key(position) != "(" or r.integer(position + 1) is None:
        return None
    told = _hour(r, position + 1, sure=True)
    if told is None or r.key(told.end) != ")":
        return None
    return (
        _with_half(r, told.clock, told.end + 1, sure=True)
        if told.clock.half is None
        else told._replace(end=told.end + 1)
    )


def _figures(r: Reader, position: int) -> Told | None:
    """``0632 بتوقيت غرينتش``, and agencies' ``32ر06`` (hour and minutes about a reh, in either order)."""
    integer = r.integer(position)
    if integer is None:
        return None
    if r.key(position + 1) == "ر" and r.integer(position + 2) is not None:
        one, two = integer, r.integer(position + 2) or 0
        hour, minute = (
            (two, one)
            if one > 24
            or r.key(position) == "00"
            or (one >= two and two <= 24 and len(r.key(position + 2)) == 2)
            else (one, two)
        )
        if hour > 24 or minute > 59:
            return None
        return _with_half(r, Clock(hour=hour, minute=minute, exact=True), position + 3, sure=True)
    if len(r.key(position)) != 4 or integer // 100 > 24 or integer % 100 > 59:
        return None
    told = _with_half(
        r, Clock(hour=integer // 100, minute=integer % 100, exact=True), position + 1, sure=False
    )
    return told if told.sure else None


def _of_something(r: Reader, position: int) -> bool:
    """``الساعة السادسة من المشاهدة`` counts hours; ``من مساء السبت`` tells the time."""
    of = r.bare(position, kinds.FROM)
    if of is None:
        return False
    return (
        r.match(
            of.end,
            kinds.AFTER,
            kinds.DAY_PART,
            kinds.HALF_DAY,
            kinds.UNIT_SINGULAR,
            kinds.WEEKDAY,
            kinds.DEICTIC,
            kinds.THIS,
        )
        is None
    )


def named_hour_atom(r: Reader, position: int) -> Atom | None:
    """``منتصف الليل``: midnight."""
    found = r.match(position, kinds.NAMED_HOUR)
    if found is None or found.word.clitic:
        return None
    clock = Clock(hour=int(found.word.value), minute=0, exact=True)
    return _atom(position, Told(clock, found.end, True), found, "named hour")


def _minutes_to(r: Reader, position: int) -> Atom | None:
    """``ثلاث دقائق قبل الثامنة``."""
    number = r.small(position, 1, 59)
    if number is None or number.ordinal:
        return None
    unit = r.bare(number.end, kinds.UNIT_PLURAL, kinds.UNIT_SINGULAR)
    if unit is None or unit.word.value != "minute" or r.bare(unit.end, kinds.BEFORE, kinds.TO) is None:
        return None
    told = clock_at(r, unit.end + 1, sure=False)
    if told is None:
        ordinal = r.number(unit.end + 1)
        if (
            ordinal is None
            or not ordinal.ordinal
            or not ordinal.article
            or not r.key(unit.end + 1).endswith("ه")
        ):
            return None
        told = clock_at(r, unit.end + 1, sure=True)
    if told is None or told.clock.hour > 24:
        return None
    total = (told.clock.hour * 60 + (told.clock.minute or 0) - int(number.value)) % 1440
    clock = told.clock._replace(hour=total // 60 or 12, minute=total % 60)
    return Atom(
        first=position, last=told.end, value=Point(grain=grains.CLOCK, clock=clock), rule="minutes to an hour",
        trace=(unit.word.entry,),
    )  # fmt: skip


def _atom(first: int, told: Told, head: Match, rule: str) -> Atom:
    point = Point(grain=grains.CLOCK, clock=told.clock)
    return Atom(
        first=first, last=told.end, value=point, rule=rule, cut=head.word.cut, clitic=head.word.clitic,
        trace=(head.word.entry,),
    )  # fmt: skip


def clock_at(r: Reader, position: int, *, sure: bool) -> Told | None:
    """A clock inside an interval: the word الساعة may be there, or what came before has made it an hour."""
    head = r.match(position, kinds.UNIT_SINGULAR)
    if head is not None and head.word.value == "hour" and head.word.article:
        position, sure = head.end, True
    return _hour(r, position, sure=sure)


def _digits(r: Reader, position: int) -> Told | None:
    """``20:30``, ``7:56:35``, ``06:18 ت م``; two figures after each colon, else it is a score or a verse."""
    hour, minute = r.integer(position), r.integer(position + 2)
    if hour is not None and (r.key(position + 1) == "ر" or len(r.key(position)) == _FOUR):
        told = _figures(r, position)  # 30ر9 بتوقيت مكة المكرمة, 0600 ت غ
        return told if told is not None and told.clock.zone else None
    if hour is None and position < r.size and r.kinds[position] is token_kinds.NUMBER:
        return _pointed(r, position)
    if hour is None or minute is None or r.key(position + 1) != ":" or len(r.key(position + 2)) != 2:
        return None
    if hour > 24 or minute > 59 or len(r.key(position)) > 2 or r.key(position - 1) == ":":
        return None
    if not (r.glued(position) and r.glued(position + 1)) and r.key(position - 1) not in ("الساعه", "\n"):
        return None
    second, end = None, position + 3
    if r.key(end) == ":" and r.integer(end + 1) is not None and len(r.key(end + 1)) == 2:
        second, end = r.integer(end + 1), end + 2
        if second is not None and second > 59:
            return None
    exact = len(r.key(position)) == 2 and hour < 10
    return _with_half(r, Clock(hour=hour, minute=minute, second=second, exact=exact), end, sure=True)


def _pointed(r: Reader, position: int, *, headed: bool = False) -> Told | None:
    """``2.30 ظهرا``, ``الساعة 17,00``: a decimal mark between hour and minutes, before a half of the day or a zone, or said to be an hour."""
    hour, _, minute = r.key(position).replace(",", ".").partition(".")
    if (
        not (hour.isdigit() and minute.isdigit())
        or len(hour) > 2
        or len(minute) != 2
        or int(hour) > 24
        or int(minute) > 59
    ):
        return None
    told = _with_half(r, Clock(hour=int(hour), minute=int(minute)), position + 1, sure=False)
    head = r.match(position - 1, kinds.UNIT_SINGULAR)
    if (
        headed
        or told.clock.zone is not None
        or (head is not None and head.word.value == "hour" and head.word.article)
    ):
        return told._replace(sure=True)
    letter = told.clock.half is not None and r.key(position + 1) in ("م", "ص")
    return told if told.clock.half is not None and not letter else None


def _hour(r: Reader, position: int, *, sure: bool) -> Told | None:
    """``الثالثة والنصف``, ``8 مساء``, ``السابعة وخمس وثلاثين دقيقة``."""
    found = _digits(r, position)
    if found is None and sure and position < r.size and r.kinds[position] is token_kinds.NUMBER:
        found = _pointed(r, position, headed=True)
    return found or _spoken(r, position, sure=sure)


def _spoken(r: Reader, position: int, *, sure: bool) -> Told | None:
    """An hour without figures after a colon."""
    number = r.number(position)
    if number is not None and 20 < number.value < 60:
        joined = _hour_and_tens(r, position, number)
        if joined is not None:
            return joined
    if number is None or not 0 <= number.value <= 24:
        return None
    feminine = (number.ordinal and number.article and r.key(position).endswith(("ه", "ي"))) or _is_noon(
        r, position, number.end
    )
    if number.digits and r.kinds[number.end - 1] is token_kinds.NUMBER and len(r.key(number.end - 1)) > 4:
        return None
    hour = int(number.value)
    rest = number.value - hour
    if rest and rest not in (0.5, 0.25):
        return None
    if number.ordinal and hour > 12:
        return None
    clock, end, fraction = _fraction(r, Clock(hour=hour, minute=int(rest * 60) if rest else None), number.end)
    clock, end = _minutes(r, clock, end)
    told = _with_half(r, clock, end, sure=sure)
    if rest or fraction or clock.minute is not None:
        hinted = (feminine or number.digits) and r.key(position - 1) in _HINTS
        if told.sure or hinted:
            return told._replace(sure=True)
        return None if not sure else told
    spoken = number.article and told.clock.half is not None and hour <= 12
    if told.sure and (number.digits or feminine or sure or spoken):
        letter = number.digits and r.key(number.end) == "م" and told.end == number.end + 1
        # "7 م" is a length or a year's mark more often than an evening hour
        return None if letter and not sure else told
    return told if sure else None


def _hour_and_tens(r: Reader, position: int, number: Number) -> Told | None:
    """``الساعة خمسة وخمسين دقيقة``: five and fifty minutes, which are no 55 of them."""
    tens, hour = divmod(int(number.value), 10)
    if number.digits or number.ordinal or not hour or number.clitic not in ("", "ل"):
        return None
    unit = r.bare(number.end, kinds.UNIT_SINGULAR)
    if unit is None or unit.word.value != "minute":
        return None
    head = r.match(position - 1, kinds.UNIT_SINGULAR)
    named = head is not None and head.word.value == "hour" and head.word.article
    told = _with_half(r, Clock(hour=hour, minute=10 * tens), unit.end, sure=named)
    return told if named or (number.article and told.clock.half is not None) else None


def _is_noon(r: Reader, position: int, end: int) -> bool:
    return end - position == 2 and r.key(position).endswith("ه")


def _fraction(r: Reader, clock: Clock, position: int) -> tuple[Clock, int, bool]:
    """``والنصف``, ``وربع``, ``إلا ثلثا``, ``إلا خمس دقائق`` after an hour."""
    minus = r.bare(position, kinds.MINUS)
    if minus is not None:
        found = r.match(minus.end, kinds.CLOCK_FRACTION)
        if found is not None:
            minutes, end = int(found.word.value), found.end
        else:
            number = r.small(minus.end, 1, 59)
            if number is None:
                return clock, position, False
            minutes, end = int(number.value), number.end
        unit = r.match(end, kinds.UNIT_SINGULAR, kinds.UNIT_PLURAL)
        if unit is not None and unit.word.value == "minute":
            end = unit.end
        return clock._replace(hour=(clock.hour - 1) % 24 or 12, minute=60 - minutes), end, True
    found = r.match(position, kinds.CLOCK_FRACTION)
    if found is not None and found.word.clitic == "و":
        return clock._replace(minute=int(found.word.value)), found.end, True
    return clock, position, False


def _minutes(r: Reader, clock: Clock, position: int) -> tuple[Clock, int]:
    """``و 18 دقيقة``, ``وخمسة وثلاثين`` after an hour."""
    if clock.minute is not None:
        return clock, position
    number = r.small(position, 1, 59)
    if number is None and r.key(position) == "و":
        number = r.small(position + 1, 1, 59)
        joined = True
    else:
        joined = number is not None and number.clitic == "و"
    if number is None or not joined or number.ordinal:
        return clock, position
    unit = r.match(number.end, kinds.UNIT_SINGULAR, kinds.UNIT_PLURAL)
    if unit is not None and unit.word.value == "minute":
        return clock._replace(minute=int(number.value)), unit.end
    if (
        unit is not None
        or number.digits
        or not (r.counts_nothing(number.end) or r.match(number.end, kinds.HALF_DAY))
    ):
        return clock, position
    return clock._replace(minute=int(number.value)), number.end


def _with_half(r: Reader, clock: Clock, position: int, *, sure: bool) -> Told:
    """The half of the day and the zone after a clock, in either order."""
    opening = r.key(position) == "("
    if not opening and not r.has_word(position):
        return Told(clock, position, sure)
    half = _half(r, position + opening)
    if half is not None and not (opening and r.key(half.end) != ")"):
        clock, position, sure = clock._replace(half=_HALVES[str(half.word.value)]), half.end + opening, True
    clock, position, zoned = _zone(r, clock, position)
    if half is None and zoned:
        half = _half(r, position)
        if half is not None:
            clock, position = clock._replace(half=_HALVES[str(half.word.value)]), half.end
    if clock.minute is None and half is not None:
        clock, position, _ = _fraction(r, clock, position)
    return Told(clock, position, sure or zoned)


def _half(r: Reader, position: int) -> Match | None:
    """A half of the day, after في or a demonstrative too; ``م`` is one only right after a clock."""
    for opener in (kinds.INSIDE, kinds.THIS, kinds.FROM):
        found = r.bare(position, opener)
        if found is not None:
            inner = r.bare(found.end, kinds.HALF_DAY)
            if inner is not None:
                return inner
    found = r.match(position, kinds.HALF_DAY)
    return found if found is not None and found.word.clitic in ("", "ب") else None


def _zone(r: Reader, clock: Clock, position: int) -> tuple[Clock, int, bool]:
    """``بتوقيت دمشق``, ``بالتوقيت المحلي``, ``(0600 ت غ)``, ``ت م``, ``GMT``."""
    opening = r.key(position) == "("
    start = position + opening
    word = r.match(start, kinds.ZONE_WORD)
    if word is not None:
        zone = r.match(word.end, kinds.ZONE)
        if zone is not None:
            end = zone.end + (1 if opening and r.key(zone.end) == ")" else 0)
            return clock._replace(zone=str(zone.word.value)), end, True
        return clock, position, False
    zone = r.bare(start, kinds.ZONE)
    if zone is not None and not opening and (r.key(start) == "ت" or zone.word.value == "UTC"):
        return clock._replace(zone=str(zone.word.value)), zone.end, True
    return clock, position, False
