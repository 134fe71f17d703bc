"""All times of a document: grammars start at trigger words, neighbours are joined, values counted from the reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from tasks.extract.document import Document
from tasks.extract.facts import Time
from tasks.extract.numeral import Numeral, NumeralKind
from tasks.extract.times.clock import clock_atom
from tasks.extract.times.combine import combine
from tasks.extract.times.dateline import reference_of
from tasks.extract.times.distance import ago_atom, from_now_atom
from tasks.extract.times.holidays import holiday_atom
from tasks.extract.times.lengths import length_atom
from tasks.extract.times.lexicon import Kind, words
from tasks.extract.times.months import day_month_atom, month_atom
from tasks.extract.times.numeric import numeric_atom
from tasks.extract.times.parts import part_atom, weekend_atom
from tasks.extract.times.point import Atom, Grain, Point
from tasks.extract.times.reader import Reader
from tasks.extract.times.relative import (
    counted_stretch_atom,
    deictic_atom,
    rest_atom,
    set_atom,
    shifted_atom,
    this_atom,
)  # fmt: skip
from tasks.extract.times.render import Renderer
from tasks.extract.times.spans import hours_atom
from tasks.extract.times.weekdays import nth_atom, weekday_atom
from tasks.extract.times.years import (
    another_year,
    bare_year,
    century_atom,
    decade_atom,
    season_atom,
    year_atom,
    year_part_atom,
)  # fmt: skip
from tasks.text.tokens import TokenKind

Parser = Callable[[Reader, int], Atom | None]

#: What a number can begin, told from what stands behind it: any figure, an ordinal, a date, an hour, a length.
_NUMBER: Final = "number"
_ORDINAL: Final = "ordinal"
_BEFORE_MONTH: Final = "number before a month"
_BEFORE_HOUR: Final = "number near a word of the clock"
_BEFORE_UNIT: Final = "number before a unit"

#: Each grammar with the words it can begin with: kinds, kinds with a value, or what a number can begin. Among those that
#: find something the longest wins, then the first.
_GRAMMARS: Final[tuple[tuple[Parser, tuple[object, ...]], ...]] = (
    (numeric_atom, (_NUMBER,)),
    (day_month_atom, (_BEFORE_MONTH,)),
    (month_atom, (Kind.MONTH_GREGORIAN, Kind.MONTH_HIJRI, (Kind.UNIT_SINGULAR, "month"), Kind.THIS)),
    (weekday_atom, (Kind.WEEKDAY, (Kind.UNIT_SINGULAR, "day"), (Kind.UNIT_PAIR, "day"), Kind.DAY_PART)),
    (nth_atom, (_ORDINAL, Kind.LAST_OF, (Kind.UNIT_SINGULAR, "day"), (Kind.UNIT_SINGULAR, "week"))),
    (part_atom, (Kind.PART,)),
    (holiday_atom, (Kind.HOLIDAY_GREGORIAN, Kind.HOLIDAY_HIJRI, (Kind.UNIT_SINGULAR, "day"))),
    (weekend_atom, (Kind.WEEKEND, Kind.PART)),
    (year_atom, ((Kind.UNIT_SINGULAR, "year"), (Kind.UNIT_PAIR, "year"), (Kind.UNIT_PLURAL, "year"))),
    (year_part_atom, (Kind.YEAR_PART,)),
    (decade_atom, (Kind.DECADE,)),
    (century_atom, ((Kind.UNIT_SINGULAR, "century"),)),
    (season_atom, (Kind.SEASON, Kind.THIS)),
    (hours_atom, (_BEFORE_HOUR, Kind.FROM, Kind.BETWEEN, (Kind.UNIT_SINGULAR, "hour"))),
    (clock_atom, (_BEFORE_HOUR, (Kind.UNIT_SINGULAR, "hour"), Kind.HALF_DAY)),
    (counted_stretch_atom, (_BEFORE_UNIT, Kind.LAST_OF)),
    (shifted_atom, (Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.UNIT_PLURAL)),
    (this_atom, (Kind.THIS,)),
    (deictic_atom, (Kind.DEICTIC, Kind.LAST_NIGHT, (Kind.UNIT_SINGULAR, "day"), (Kind.UNIT_SINGULAR, "night"))),
    (rest_atom, (Kind.REST,)),
    (set_atom, (Kind.SET, Kind.EVERY)),
    (ago_atom, (Kind.BEFORE, Kind.AFTER, Kind.SINCE, Kind.DURING)),
    (from_now_atom, (_BEFORE_UNIT, Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.FRACTION)),
    (length_atom, (_BEFORE_UNIT, Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.FRACTION, Kind.VAGUE)),
    (bare_year, (_NUMBER,)),
)  # fmt: skip

_TRIGGERS: Final = sorted({trigger for _, triggers in _GRAMMARS for trigger in triggers}, key=str)
_BITS: Final[dict[object, int]] = {trigger: 1 << place for place, trigger in enumerate(_TRIGGERS)}
_MASKED: Final = tuple(
    (parser, sum(_BITS[trigger] for trigger in triggers)) for parser, triggers in _GRAMMARS
)

#: Grammars that begin with one of these words need a number or one of the words of :data:`_GOES_ON` next.
_OPENERS: Final = sum(
    _BITS[kind]
    for kind in (
        Kind.FROM,
        Kind.BETWEEN,
        Kind.THIS,
        Kind.BEFORE,
        Kind.AFTER,
        Kind.SINCE,
        Kind.DURING,
        Kind.EVERY,
    )
)
_GOES_ON: Final = frozenset(
    (
        Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.UNIT_PLURAL, Kind.FRACTION, Kind.VAGUE, Kind.MONTH_GREGORIAN,
        Kind.MONTH_HIJRI, Kind.SEASON, Kind.HALF_DAY, Kind.WEEKDAY,
    )
)  # fmt: skip
_CLOCK_WORDS: Final = frozenset((Kind.HALF_DAY, Kind.ZONE_WORD, Kind.CLOCK_FRACTION, Kind.MINUS, Kind.ZONE))
_MONTH_WORDS: Final = frozenset(
    (Kind.MONTH_GREGORIAN, Kind.MONTH_HIJRI, Kind.SHIFT, Kind.SHIFT_IN_TEXT, Kind.THIS)
)
_UNIT_WORDS: Final = frozenset((Kind.UNIT_SINGULAR, Kind.UNIT_PLURAL, Kind.UNIT_SHORT))
#: How many tokens behind a number the word that decides on it may stand (``4 إلى 23 من شهر``).
_REACH: Final = 7

_GOES, _CLOCK, _MONTH, _UNIT = 1, 2, 4, 8


@lru_cache(maxsize=65536)
def _mask(key: str) -> tuple[int, int]:
    """The grammars a key can begin, as bits, and what it makes of a word before it."""
    mask, role = 0, 0
    for word in words(key):
        mask |= _BITS.get(word.kind, 0) | _BITS.get((word.kind, word.value), 0)
        role |= _GOES * (word.kind in _GOES_ON) | _CLOCK * (word.kind in _CLOCK_WORDS)
        role |= _MONTH * (word.kind in _MONTH_WORDS) | _UNIT * (word.kind in _UNIT_WORDS)
        if word.kind is Kind.UNIT_SINGULAR:
            role |= _MONTH * (word.value == "month") | _CLOCK * (word.value == "hour")
        if word.kind is Kind.UNIT_PLURAL:
            role |= _CLOCK * (word.value == "minute")
    return mask, role | _CLOCK * (key == ":")


def find_times(document: Document, numerals: Sequence[Numeral]) -> tuple[Time, ...]:
    """Every time expression, in order; relative ones counted from the publication, else from the dateline.

    >>> from tasks.extract.numerals import find_numerals
    >>> document = Document.of("وقع الهجوم في 29 أيلول/سبتمبر 2018")
    >>> [(t.span.of(document.text), t.edtf) for t in find_times(document, find_numerals(document))]
    [('29 أيلول/سبتمبر 2018', '2018-09-29')]
    """
    reader = Reader(document, numerals)
    atoms = combine(reader, list(_atoms(reader)))
    if not atoms:
        return ()
    renderer = Renderer(reader, reference_of(reader, atoms))
    return tuple(renderer.time(atom) for atom in atoms)


def _atoms(reader: Reader) -> list[Atom]:
    found: list[Atom] = []
    starts = _starts(reader)
    taken = 0
    for position, mask in starts:
        if position < taken:
            continue
        best: Atom | None = None
        for parser, parser_mask in _MASKED:
            if mask & parser_mask:
                atom = parser(reader, position)
                if atom is not None and (best is None or atom.last > best.last):
                    best = atom
        while best is not None:
            found.append(best)
            taken = best.last
            is_year = (
                isinstance(best.value, Point)
                and best.value.grain is Grain.YEAR
                and best.value.year is not None
            )
            best = another_year(reader, taken) if is_year else None
    return found


def _starts(reader: Reader) -> list[tuple[int, int]]:
    """The tokens at which grammars can begin, and which ones."""
    looked_up = list(map(_mask, reader.keys))
    roles = [role for _, role in looked_up]
    numerals, kinds, number = reader.numerals, reader.kinds, TokenKind.NUMBER
    starts: list[tuple[int, int]] = []
    for position, (mask, _) in enumerate(looked_up):
        if kinds[position] is number or position in numerals:
            starts.append((position, mask | _number_mask(reader, position, roles)))
        elif mask & ~_OPENERS or (mask and _goes_on(reader, position + 1, roles)):
            starts.append((position, mask))
    return starts


def _goes_on(reader: Reader, position: int, roles: Sequence[int]) -> bool:
    """Can what stands here follow a preposition of time?"""
    if position >= reader.size:
        return False
    if roles[position] & _GOES or reader.kinds[position] is TokenKind.NUMBER or position in reader.numerals:
        return True
    return len(reader.keys[position]) <= 3


def _number_mask(reader: Reader, position: int, roles: Sequence[int]) -> int:
    """What the number at a position can begin, by the words behind it."""
    numeral = reader.numerals.get(position)
    last = position + 1 if numeral is None else numeral.last
    near = 0
    for role in roles[last : last + _REACH]:
        near |= role
    mask = _BITS[_NUMBER]
    if numeral is not None and numeral.kind is NumeralKind.ORDINAL:
        mask |= _BITS[_ORDINAL]
    if near & _MONTH:
        mask |= _BITS[_BEFORE_MONTH]
    if near & _CLOCK:
        mask |= _BITS[_BEFORE_HOUR]
    if near & _UNIT:
        mask |= _BITS[_BEFORE_UNIT]
    return mask
