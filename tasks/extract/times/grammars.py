"""Which grammars of times can begin at which tokens, told from the words there and a few words behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from tasks.extract.numeral import NumeralKind
from tasks.extract.times.clock import clock_atom, named_hour_atom
from tasks.extract.times.distance import ago_atom, from_now_atom
from tasks.extract.times.holidays import holiday_atom
from tasks.extract.times.lengths import length_atom
from tasks.extract.times.lexicon import BITS, FIGURE, NOTHING, Kind
from tasks.extract.times.months import day_month_atom, month_atom
from tasks.extract.times.numeric import numeric_atom
from tasks.extract.times.parts import first_day_atom, half_month_atom, part_atom, weekend_atom
from tasks.extract.times.point import Atom
from tasks.extract.times.reader import CLITICS, Reader
from tasks.extract.times.relative import (
    counted_stretch_atom,
    deictic_atom,
    rest_atom,
    set_atom,
    shifted_atom,
    this_atom,
)  # fmt: skip
from tasks.extract.times.same import same_atom
from tasks.extract.times.spans import hours_atom
from tasks.extract.times.weekdays import nth_atom, weekday_atom
from tasks.extract.times.years import (
    bare_year,
    century_atom,
    decade_atom,
    season_atom,
    year_atom,
    year_part_atom,
)  # fmt: skip

Parser = Callable[[Reader, int], Atom | None]

#: What a number or a unit can begin, told from what stands behind it: a date, an hour, a length.
_ORDINAL: Final = "ordinal"
_BEFORE_MONTH: Final = "number before a month"
_BEFORE_HOUR: Final = "number near a word of the clock"
_BEFORE_UNIT: Final = "number before a unit"
_BEFORE_SHIFT: Final = "number before words that move it"
_BEFORE_NOW: Final = "number or unit before words that count it from now"
_BEFORE_SAME: Final = "unit before words that call it the same"
_BEFORE_CLOCK: Final = "half of the day before a clock"
_BETWEEN_HOURS: Final = "number near a word of the clock and another hour"

#: Each grammar with the words it can begin with: kinds, kinds with a value, or what a number can begin. Among those that
#: find something the longest wins, then the first.
_GRAMMARS: Final[tuple[tuple[Parser, tuple[object, ...]], ...]] = (
    (numeric_atom, ("0",)),
    (day_month_atom, (_BEFORE_MONTH,)),
    (month_atom, (Kind.MONTH_GREGORIAN, Kind.MONTH_HIJRI, (Kind.UNIT_SINGULAR, "month"), Kind.THIS)),
    (weekday_atom, (Kind.WEEKDAY, (Kind.UNIT_SINGULAR, "day"), (Kind.UNIT_PAIR, "day"), Kind.DAY_PART)),
    (nth_atom, (_ORDINAL, Kind.LAST_OF, (Kind.UNIT_SINGULAR, "day"), (Kind.UNIT_SINGULAR, "week"))),
    (part_atom, (Kind.PART,)),
    (holiday_atom, (Kind.HOLIDAY_GREGORIAN, Kind.HOLIDAY_HIJRI, _ORDINAL, (Kind.UNIT_SINGULAR, "day"))),
    (weekend_atom, (Kind.WEEKEND, Kind.PART)),
    (year_atom, ((Kind.UNIT_SINGULAR, "year"), (Kind.UNIT_PAIR, "year"), (Kind.UNIT_PLURAL, "year"), (Kind.UNIT_DUAL, "year"))),
    (year_part_atom, (Kind.YEAR_PART,)),
    (half_month_atom, (Kind.YEAR_PART,)),
    (first_day_atom, (Kind.FIRST_DAY,)),
    (named_hour_atom, (Kind.NAMED_HOUR,)),
    (decade_atom, (Kind.DECADE, (Kind.UNIT_SINGULAR, "decade"))),
    (century_atom, ((Kind.UNIT_SINGULAR, "century"),)),
    (season_atom, (Kind.SEASON, Kind.THIS)),
    (hours_atom, (_BETWEEN_HOURS, Kind.FROM, Kind.BETWEEN, (Kind.UNIT_SINGULAR, "hour"))),
    (clock_atom, (_BEFORE_HOUR, (Kind.UNIT_SINGULAR, "hour"), _BEFORE_CLOCK)),
    (counted_stretch_atom, (_BEFORE_SHIFT, Kind.LAST_OF)),
    (shifted_atom, (Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.UNIT_PLURAL)),
    (this_atom, (Kind.THIS,)),
    (deictic_atom, (Kind.DEICTIC, Kind.LAST_NIGHT, (Kind.UNIT_SINGULAR, "day"), (Kind.UNIT_SINGULAR, "night"))),
    (rest_atom, (Kind.REST,)),
    (same_atom, (Kind.SAME_BEFORE, _BEFORE_SAME)),
    (set_atom, (Kind.SET, Kind.EVERY)),
    (ago_atom, (Kind.BEFORE, Kind.AFTER, Kind.SINCE, Kind.DURING)),
    (from_now_atom, (_BEFORE_NOW,)),
    (length_atom, (_BEFORE_UNIT, Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.FRACTION, Kind.VAGUE)),
    (bare_year, ("0",)),
)  # fmt: skip

_DERIVED: Final[dict[object, int]] = {
    trigger: max(BITS.values()) << place
    for place, trigger in enumerate(
        (
            _ORDINAL,
            _BEFORE_MONTH,
            _BEFORE_HOUR,
            _BEFORE_UNIT,
            _BEFORE_SHIFT,
            _BEFORE_NOW,
            _BEFORE_SAME,
            _BEFORE_CLOCK,
            _BETWEEN_HOURS,
        ),
        start=1,
    )
}


def _bits(*triggers: object) -> int:
    return sum({BITS[trigger] if trigger in BITS else _DERIVED[trigger] for trigger in triggers})


_MASKED: Final = tuple((parser, _bits(*triggers)) for parser, triggers in _GRAMMARS)
_ANY: Final = _bits(*(trigger for _, triggers in _GRAMMARS for trigger in triggers))

#: Grammars that begin with one of these words need a number or one of the words of :data:`_GOES_ON` next.
_OPENERS: Final = _bits(
    Kind.FROM, Kind.BETWEEN, Kind.THIS, Kind.BEFORE, Kind.AFTER, Kind.SINCE, Kind.DURING, Kind.EVERY
)
_SPANS: Final = _bits(Kind.FROM, Kind.BETWEEN)
_GOES_ON: Final = _bits(
    Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.UNIT_PLURAL, Kind.FRACTION, Kind.VAGUE, Kind.MONTH_GREGORIAN,
    Kind.MONTH_HIJRI, Kind.SEASON, Kind.HALF_DAY, Kind.WEEKDAY, Kind.HEDGE, "0",
)  # fmt: skip

#: What a number can begin, by the words that may stand behind it within so many tokens (``4 إلى 23 من شهر``).
_REACH: Final = 7
_CLOCK: Final = _bits(
    Kind.HALF_DAY, Kind.ZONE_WORD, Kind.CLOCK_FRACTION, Kind.MINUS, (Kind.UNIT_SINGULAR, "hour"),
    (Kind.UNIT_PLURAL, "minute"), ":",
)  # fmt: skip
_JOINS: Final = _bits(Kind.TO, "-")
_MONTH: Final = _bits(
    Kind.MONTH_GREGORIAN,
    Kind.MONTH_HIJRI,
    Kind.SHIFT,
    Kind.SHIFT_IN_TEXT,
    Kind.THIS,
    (Kind.UNIT_SINGULAR, "month"),
)
_UNIT: Final = _bits(Kind.UNIT_SINGULAR, Kind.UNIT_PLURAL, Kind.UNIT_SHORT)
_SHIFT: Final = _bits(Kind.SHIFT, Kind.SHIFT_IN_TEXT, Kind.LATEST)
_NOW: Final = _bits(Kind.FROM_NOW)
_LENGTHS: Final = _bits(Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.FRACTION)
_CALENDAR_UNITS: Final = _bits(*((Kind.UNIT_SINGULAR, unit) for unit in ("day", "month", "year")))
_SAME: Final = _bits(Kind.SAME_AFTER)
_HALF_DAY: Final = _bits(Kind.HALF_DAY)


#: What any grammar can begin with.
_FIRST: Final = _ANY | _HALF_DAY


#: What a figure of more than two digits cannot begin.
_HOURS: Final = _DERIVED[_BEFORE_HOUR] | _DERIVED[_BETWEEN_HOURS]


@lru_cache(maxsize=4096)
def parsers(mask: int) -> tuple[Parser, ...]:
    """The grammars that can begin with what these bits stand for."""
    return tuple(parser for parser, own in _MASKED if mask & own)


def starts(reader: Reader) -> list[tuple[int, int]]:
    """The tokens at which grammars can begin, and the bits of which ones."""
    looks, numerals = reader.looks, reader.numerals
    known = [(at, look) for at, look in enumerate(looks) if look is not NOTHING]
    everything = 0
    for _, look in known:
        everything |= look.single
    first = _FIRST if everything & _CLOCK else _FIRST & ~_SPANS
    wanted = {at: look for at, look in known if look.mask & first}
    for at in numerals:
        wanted.setdefault(at, looks[at])
    found: list[tuple[int, int]] = []
    for position in sorted(wanted):
        look = wanted[position]
        mask = look.single
        for rest, bits in look.phrases:
            if reader.keys[position + 1 : position + 1 + len(rest)] == rest:
                mask |= bits
        if look is FIGURE or position in numerals:
            mask |= _number(reader, position)
            if look is FIGURE and len(reader.keys[position]) > 2 and "." not in reader.keys[position]:
                mask &= ~_HOURS
        elif not mask & first:
            continue
        else:
            mask |= _unit(reader, position, mask)
            if mask & _OPENERS and not _goes_on(reader, position + 1):
                mask &= ~_OPENERS
            elif mask & _SPANS and not _near(reader, position + 1) & _CLOCK:
                mask &= ~_SPANS
        if mask & _ANY:
            found.append((position, mask & _ANY))
    return found


def _goes_on(reader: Reader, position: int) -> bool:
    """Can what stands here follow a preposition of time?"""
    if position >= reader.size:
        return False
    if reader.looks[position].mask & _GOES_ON:
        return True
    return position in reader.numerals or reader.keys[position] in CLITICS


def _unit(reader: Reader, position: int, mask: int) -> int:
    """What a unit or a half of the day at a position can begin, by the words behind it."""
    if position + 1 >= reader.size:
        return 0
    found, following = 0, reader.looks[position + 1]
    if mask & _LENGTHS and _near(reader, position + 1) & _NOW:
        found |= _DERIVED[_BEFORE_NOW]
    if mask & _CALENDAR_UNITS and following.mask & _SAME:
        found |= _DERIVED[_BEFORE_SAME]
    if mask & _HALF_DAY and reader.keys[position] == "بعد":
        found |= _DERIVED[_BEFORE_CLOCK]
    return found


def _number(reader: Reader, position: int) -> int:
    """What the number at a position can begin, by the words behind it."""
    numeral = reader.numerals.get(position)
    near, mask = _near(reader, position + 1 if numeral is None else numeral.last), 0
    if numeral is not None and numeral.kind is NumeralKind.ORDINAL:
        mask |= _DERIVED[_ORDINAL]
    if not near:
        return mask
    if near & _MONTH:
        mask |= _DERIVED[_BEFORE_MONTH]
    if near & _CLOCK:
        mask |= _DERIVED[_BEFORE_HOUR]
        if near & _JOINS:
            mask |= _DERIVED[_BETWEEN_HOURS]
    if near & _UNIT:
        mask |= _DERIVED[_BEFORE_UNIT]
        if near & _SHIFT:
            mask |= _DERIVED[_BEFORE_SHIFT]
        if near & _NOW:
            mask |= _DERIVED[_BEFORE_NOW]
    return mask


def _near(reader: Reader, position: int) -> int:
    """What the tokens within reach can be."""
    near = 0
    for look in reader.looks[position : position + _REACH]:
        near |= look.mask
    return near
