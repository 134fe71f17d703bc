"""Which grammars of times can begin at which tokens, told from the words there and a few words behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from tasks.extract import numeral_kinds
from tasks.extract.times import kinds
from tasks.extract.times.bare_years import bare_year
from tasks.extract.times.centuries import century_atom, decade_atom
from tasks.extract.times.clock import clock_atom, named_hour_atom
from tasks.extract.times.distance import ago_atom, from_now_atom
from tasks.extract.times.holidays import holiday_atom
from tasks.extract.times.lengths import WHOLE, length_atom
from tasks.extract.times.lexicon import BITS, DEFINITE, NUMERAL
from tasks.extract.times.months import day_month_atom, month_atom
from tasks.extract.times.numeric import JOINTS, numeric_atom
from tasks.extract.times.parts import first_day_atom, half_month_atom, part_atom, weekend_atom
from tasks.extract.times.point import Atom
from tasks.extract.times.reader import CLITICS, DASHES, Reader
from tasks.extract.times.relative import (
    counted_stretch_atom,
    deictic_atom,
    rest_atom,
    set_atom,
    shifted_atom,
    this_atom,
)  # fmt: skip
from tasks.extract.times.same import same_atom
from tasks.extract.times.seasons import season_atom, year_part_atom
from tasks.extract.times.spans import hours_atom
from tasks.extract.times.vague import around_now_atom, vague_atom
from tasks.extract.times.weekdays import nth_atom, weekday_atom
from tasks.extract.times.years import year_atom
from tasks.text import token_kinds

Parser = Callable[[Reader, int], Atom | None]

#: What a number or a unit can begin, told from what stands behind it: a date, an hour, a length.
_FIGURES: Final = "figure before a sign that joins it to others, or before an era"
_YEAR: Final = "figure of three or four digits"
_NTH: Final = "ordinal before a day or week, and the other way around"
_FEAST: Final = "day or ordinal before a feast"
_DATED_DAY: Final = "day before its name or date"
_DATED_YEAR: Final = "year before its number"
_MOVED: Final = "unit before words that move it"
_ONE: Final = "unit that may be one of it, or a whole one"
_BEFORE_MONTH: Final = "number before a month"
_BEFORE_HOUR: Final = "number near a word of the clock"
_BEFORE_UNIT: Final = "number before a unit"
_BEFORE_SHIFT: Final = "number before words that move it"
_BEFORE_NOW: Final = "number or unit before words that count it from now"
_BEFORE_SAME: Final = "unit before words that call it the same"
_BEFORE_CLOCK: Final = "half of the day before a clock"
_BEFORE_VAGUE: Final = "preposition of time before units that are not counted, or counted vaguely"
_BETWEEN_HOURS: Final = "number near a word of the clock and another hour"

#: Each grammar with the words it can begin with: kinds, kinds with a value, or what a number can begin. Among those that
#: find something the longest wins, then the first.
_GRAMMARS: Final[tuple[tuple[Parser, tuple[object, ...]], ...]] = (
    (numeric_atom, (_FIGURES,)),
    (day_month_atom, (_BEFORE_MONTH,)),
    (month_atom, (kinds.MONTH_GREGORIAN, kinds.MONTH_HIJRI, (kinds.UNIT_SINGULAR, "month"), kinds.THIS)),
    (weekday_atom, (kinds.WEEKDAY, _DATED_DAY, (kinds.UNIT_PAIR, "day"), kinds.DAY_PART)),
    (nth_atom, (_NTH, kinds.LAST_OF)),
    (part_atom, (kinds.PART,)),
    (holiday_atom, (kinds.HOLIDAY_GREGORIAN, kinds.HOLIDAY_HIJRI, _FEAST)),
    (weekend_atom, (kinds.WEEKEND, kinds.PART)),
    (year_atom, (_DATED_YEAR,)),
    (year_part_atom, (kinds.YEAR_PART,)),
    (half_month_atom, (kinds.YEAR_PART,)),
    (first_day_atom, (kinds.FIRST_DAY,)),
    (named_hour_atom, (kinds.NAMED_HOUR,)),
    (decade_atom, (kinds.DECADE, (kinds.UNIT_SINGULAR, "decade"))),
    (century_atom, ((kinds.UNIT_SINGULAR, "century"),)),
    (season_atom, (kinds.SEASON, kinds.THIS)),
    (hours_atom, (_BETWEEN_HOURS, kinds.FROM, kinds.BETWEEN, (kinds.UNIT_SINGULAR, "hour"))),
    (clock_atom, (_BEFORE_HOUR, (kinds.UNIT_SINGULAR, "hour"), _BEFORE_CLOCK)),
    (counted_stretch_atom, (_BEFORE_SHIFT, kinds.LAST_OF)),
    (shifted_atom, (_MOVED, kinds.UNIT_DUAL, kinds.UNIT_PLURAL)),
    (this_atom, (kinds.THIS,)),
    (deictic_atom, (kinds.DEICTIC, kinds.LAST_NIGHT, (kinds.UNIT_SINGULAR, "day"), (kinds.UNIT_SINGULAR, "night"))),
    (rest_atom, (kinds.REST,)),
    (same_atom, (kinds.SAME_BEFORE, _BEFORE_SAME)),
    (set_atom, (kinds.SET, kinds.EVERY)),
    (ago_atom, (kinds.BEFORE, kinds.AFTER, kinds.SINCE, kinds.DURING)),
    (vague_atom, (_BEFORE_VAGUE,)),
    (around_now_atom, (kinds.AROUND_NOW,)),
    (from_now_atom, (_BEFORE_NOW,)),
    (length_atom, (_BEFORE_UNIT, _ONE, kinds.UNIT_DUAL, kinds.FRACTION, kinds.VAGUE)),
    (bare_year, (_YEAR,)),
)  # fmt: skip

_DERIVED: Final[dict[object, int]] = {
    trigger: max(BITS.values()) << place
    for place, trigger in enumerate(
        (
            _FIGURES,
            _YEAR,
            _NTH,
            _FEAST,
            _DATED_DAY,
            _DATED_YEAR,
            _MOVED,
            _ONE,
            _BEFORE_MONTH,
            _BEFORE_HOUR,
            _BEFORE_UNIT,
            _BEFORE_SHIFT,
            _BEFORE_NOW,
            _BEFORE_SAME,
            _BEFORE_CLOCK,
            _BEFORE_VAGUE,
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
    kinds.FROM, kinds.BETWEEN, kinds.THIS, kinds.BEFORE, kinds.AFTER, kinds.SINCE, kinds.DURING, kinds.EVERY
)
_SPANS: Final = _bits(kinds.FROM, kinds.BETWEEN)
_AWAY: Final = _bits(kinds.BEFORE, kinds.AFTER, kinds.SINCE, kinds.DURING)
_UNCOUNTED: Final = _bits(kinds.UNIT_PLURAL, kinds.VAGUE, kinds.BOUND, NUMERAL)
_GOES_ON: Final = _bits(
    kinds.UNIT_SINGULAR, kinds.UNIT_DUAL, kinds.UNIT_PLURAL, kinds.FRACTION, kinds.VAGUE, kinds.MONTH_GREGORIAN,
    kinds.MONTH_HIJRI, kinds.SEASON, kinds.HALF_DAY, kinds.DAY_PART, kinds.WEEKDAY, kinds.HEDGE,
    kinds.BOUND, NUMERAL, "0",
)  # fmt: skip

#: What a number can begin, by the words that may stand behind it within so many tokens (``4 إلى 23 من شهر``).
_REACH: Final = 7
_CLOCK: Final = _bits(
    kinds.HALF_DAY, kinds.ZONE_WORD, kinds.CLOCK_FRACTION, kinds.MINUS, (kinds.UNIT_SINGULAR, "hour"),
    (kinds.UNIT_PLURAL, "minute"), ":",
)  # fmt: skip
_ZONED: Final = _bits(kinds.ZONE, kinds.ZONE_WORD)
_JOINS: Final = _bits(kinds.TO, "-")
_MONTH: Final = _bits(
    kinds.MONTH_GREGORIAN,
    kinds.MONTH_HIJRI,
    kinds.SHIFT,
    kinds.SHIFT_IN_TEXT,
    kinds.THIS,
    (kinds.UNIT_SINGULAR, "month"),
)
_UNIT: Final = _bits(kinds.UNIT_SINGULAR, kinds.UNIT_PLURAL, kinds.UNIT_SHORT)
#: What a number that counts a unit has right behind it: the unit, a second number, or a sign or word before either.
_COUNTED: Final = _UNIT | _bits(kinds.UNIT_DUAL, kinds.TO, NUMERAL, "0")
_COUNTED_BEHIND: Final = DASHES | {")", "او", "و"}
_SHIFT: Final = _bits(kinds.SHIFT, kinds.SHIFT_IN_TEXT, kinds.LATEST)
_NOW: Final = _bits(kinds.FROM_NOW)
_LENGTHS: Final = _bits(kinds.UNIT_SINGULAR, kinds.UNIT_DUAL, kinds.FRACTION)
_CALENDAR_UNITS: Final = _bits(*((kinds.UNIT_SINGULAR, unit) for unit in ("day", "month", "year")))
_SAME: Final = _bits(kinds.SAME_AFTER)
_HALF_DAY: Final = _bits(kinds.HALF_DAY)
#: What can be counted from now, called the same, or stand before a clock.
_COUNTABLE: Final = _LENGTHS | _CALENDAR_UNITS | _HALF_DAY
_NUMERAL: Final = _bits(NUMERAL)


_NUMBER: Final = _bits(NUMERAL, "0")
_UNIT_SINGULAR: Final = _bits(kinds.UNIT_SINGULAR)
_DEFINITE: Final = _bits(DEFINITE)
_UNITS: Final = _bits(kinds.UNIT_SINGULAR, kinds.UNIT_DUAL, kinds.UNIT_PLURAL, kinds.UNIT_PAIR)
_DAY: Final = _bits((kinds.UNIT_SINGULAR, "day"))
_DAY_OR_WEEK: Final = _bits((kinds.UNIT_SINGULAR, "day"), (kinds.UNIT_SINGULAR, "week"))
_YEARS: Final = _bits(
    (kinds.UNIT_SINGULAR, "year"), (kinds.UNIT_PAIR, "year"), (kinds.UNIT_PLURAL, "year"), (kinds.UNIT_DUAL, "year"),
)  # fmt: skip
_COUNTS_DAY: Final = _bits(NUMERAL, kinds.LATEST)
_DATES_DAY: Final = _bits(NUMERAL, "0", kinds.WEEKDAY)
_DATES_YEAR: Final = _bits(NUMERAL, "0", kinds.YEAR_ADJECTIVE)
_FEASTS: Final = _bits(NUMERAL, kinds.HOLIDAY_GREGORIAN, kinds.HOLIDAY_HIJRI)
_MOVES: Final = _bits(kinds.SHIFT, kinds.SHIFT_IN_TEXT, kinds.THIS)
_COUNTED_DAY: Final = _bits((kinds.UNIT_SINGULAR, "day"), (kinds.UNIT_SINGULAR, "week"), kinds.WEEKDAY)
_ERA: Final = _bits(kinds.ERA)

#: What any grammar can begin with.
_FIRST: Final = _ANY | _HALF_DAY | _NUMBER | _UNITS


@lru_cache(maxsize=4096)
def parsers(mask: int) -> tuple[Parser, ...]:
    """The grammars that can begin with what these bits stand for."""
    return tuple(parser for parser, own in _MASKED if mask & own)


def starts(reader: Reader) -> list[tuple[int, int]]:
    """The tokens at which grammars can begin, and the bits of which ones."""
    masks, everything = _masks(reader)
    positions = reader.positions
    signs = [position for position in reader.numerals if reader.sights[position] is None]
    if signs:
        positions = sorted(positions + signs)
    first = _FIRST if everything & _CLOCK else _FIRST & ~_SPANS
    found: list[tuple[int, int]] = []
    for position in positions:
        mask = masks[position]
        if not mask & first:
            continue
        begins = mask
        if mask & _UNITS:
            begins |= _unit(reader, masks, position)
        if mask & _NUMBER:
            begins |= _number(reader, masks, position)
        else:
            if mask & _COUNTABLE:
                begins |= _before(reader, masks, position)
            if mask & _OPENERS and not _goes_on(reader, masks, position + 1):
                begins &= ~_OPENERS
            elif mask & _AWAY and masks[position + 1] & _UNCOUNTED:
                begins |= _DERIVED[_BEFORE_VAGUE]
            elif mask & _SPANS and not _near(masks, position + 1) & _CLOCK:
                begins &= ~_SPANS
        begins &= _ANY
        if begins:
            found.append((position, begins))
    return found


def _masks(reader: Reader) -> tuple[list[int], int]:
    """What each token can be, as bits, with phrases where all their words stand; and the bits of single words together."""
    keys, size = reader.keys, reader.size
    masks, everything = [0] * size, 0
    for position, sight in zip(reader.positions, reader.found, strict=True):
        mask = sight.single
        everything |= mask
        if sight.phrases and position + 1 < size:
            for rest, bits in sight.phrases.get(keys[position + 1], ()):
                if keys[position + 1 : position + 1 + len(rest)] == rest:
                    mask |= bits
        masks[position] = mask
    for position in reader.numerals:
        masks[position] |= _NUMERAL
    return masks, everything


def _goes_on(reader: Reader, masks: list[int], position: int) -> bool:
    """Can what stands here follow a preposition of time?"""
    return position < reader.size and bool(masks[position] & _GOES_ON or reader.keys[position] in CLITICS)


def _unit(reader: Reader, masks: list[int], position: int) -> int:
    """What a unit can begin, by the words right behind it."""
    mask, found = masks[position], 0
    near = _near(masks, position + 1, 3)
    if mask & _UNIT_SINGULAR:
        if near & _MOVES:
            found |= _DERIVED[_MOVED]
        if not mask & _DEFINITE or mask & _NUMBER or reader.key(position - 1) in WHOLE:
            found |= _DERIVED[_ONE]
        if mask & _DAY_OR_WEEK and near & _COUNTS_DAY:
            found |= _DERIVED[_NTH]
        if mask & _DAY:
            if near & _DATES_DAY:
                found |= _DERIVED[_DATED_DAY]
            if near & _FEASTS:
                found |= _DERIVED[_FEAST]
    if mask & _YEARS and (near | _near(masks, position + 4, 2)) & _DATES_YEAR:
        found |= _DERIVED[_DATED_YEAR]
    return found


def _before(reader: Reader, masks: list[int], position: int) -> int:
    """What a unit, a fraction or a half of the day can begin, by what counts it from now or calls it the same."""
    mask, found = masks[position], 0
    if position + 1 >= reader.size:
        return 0
    if mask & _LENGTHS and _near(masks, position + 1) & _NOW:
        found |= _DERIVED[_BEFORE_NOW]
    if mask & _CALENDAR_UNITS and masks[position + 1] & _SAME:
        found |= _DERIVED[_BEFORE_SAME]
    if mask & _HALF_DAY and reader.keys[position] == "بعد":
        found |= _DERIVED[_BEFORE_CLOCK]
    return found


def _number(reader: Reader, masks: list[int], position: int) -> int:
    """What the number at a position can begin, by its writing and the words behind it."""
    numeral, mask = reader.numerals.get(position), 0
    end = position + 1 if numeral is None else numeral.last
    near, key = _near(masks, end), reader.keys[position]
    figure = reader.kinds[position] is token_kinds.NUMBER
    if figure:
        mask = _figure(reader, masks, position, key)
    if numeral is not None and numeral.kind is numeral_kinds.ORDINAL:
        if end < reader.size and masks[end] & _COUNTED_DAY:
            mask |= _DERIVED[_NTH]
        if reader.key(end) == "ايام":
            mask |= _DERIVED[_FEAST]
    if not near:
        return mask
    if near & _MONTH:
        mask |= _DERIVED[_BEFORE_MONTH]
    long = figure and len(key) > 2
    if (near & _CLOCK and not (long and "." not in key and "," not in key)) or (long and masks[end] & _ZONED):
        mask |= _DERIVED[_BEFORE_HOUR]
        if near & _JOINS:
            mask |= _DERIVED[_BETWEEN_HOURS]
    if near & _UNIT:
        if masks[end] & _COUNTED or reader.keys[end] in _COUNTED_BEHIND:
            mask |= _DERIVED[_BEFORE_UNIT]
        if near & _SHIFT:
            mask |= _DERIVED[_BEFORE_SHIFT]
        if near & _NOW:
            mask |= _DERIVED[_BEFORE_NOW]
    return mask


def _figure(reader: Reader, masks: list[int], position: int, key: str) -> int:
    """What digits can begin by themselves: dates in figures, years."""
    following = position + 1
    hijri = len(key) == 2 and following < reader.size and masks[following] & _ERA
    mask = _DERIVED[_YEAR] if hijri or 3 <= len(key) <= 4 else 0
    joined = following < reader.size and (masks[following] & _ERA or reader.keys[following] in JOINTS)
    return mask | _DERIVED[_FIGURES] if joined or "." in key else mask


def _near(masks: list[int], position: int, reach: int = _REACH) -> int:
    """What the tokens within reach can be."""
    near = 0
    for mask in masks[position : position + reach]:
        near |= mask
    return near
