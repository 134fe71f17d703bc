"""All times of a document: grammars start at trigger words, neighbours are joined, values counted from the reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from tasks.extract.document import Document
from tasks.extract.facts import Time
from tasks.extract.numeral import Numeral
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

_NUMBER: Final = 1
_UNITS: Final = (Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.UNIT_PLURAL)

#: Each grammar with the words it can begin with; ``_NUMBER`` stands for any number. Among those that find something
#: the longest wins, then the first.
_GRAMMARS: Final[tuple[tuple[Parser, tuple[int, ...]], ...]] = (
    (numeric_atom, (_NUMBER,)),
    (day_month_atom, (_NUMBER,)),
    (month_atom, (Kind.MONTH_GREGORIAN, Kind.MONTH_HIJRI, Kind.UNIT_SINGULAR, Kind.THIS)),
    (weekday_atom, (Kind.WEEKDAY, Kind.UNIT_SINGULAR, Kind.UNIT_PAIR, Kind.DAY_PART)),
    (nth_atom, (_NUMBER, Kind.LAST_OF, Kind.UNIT_SINGULAR)),
    (part_atom, (Kind.PART,)),
    (holiday_atom, (Kind.HOLIDAY_GREGORIAN, Kind.HOLIDAY_HIJRI, Kind.UNIT_SINGULAR)),
    (weekend_atom, (Kind.WEEKEND, Kind.PART)),
    (year_atom, (Kind.UNIT_SINGULAR, Kind.UNIT_PAIR, Kind.UNIT_PLURAL)),
    (year_part_atom, (Kind.YEAR_PART,)),
    (decade_atom, (Kind.DECADE,)),
    (century_atom, (Kind.UNIT_SINGULAR,)),
    (season_atom, (Kind.SEASON, Kind.THIS)),
    (hours_atom, (_NUMBER, Kind.FROM, Kind.BETWEEN, Kind.UNIT_SINGULAR)),
    (clock_atom, (_NUMBER, Kind.UNIT_SINGULAR, Kind.HALF_DAY)),
    (counted_stretch_atom, (_NUMBER, Kind.LAST_OF, *_UNITS)),
    (shifted_atom, _UNITS),
    (this_atom, (Kind.THIS,)),
    (deictic_atom, (Kind.DEICTIC, Kind.LAST_NIGHT, Kind.UNIT_SINGULAR, Kind.BEFORE, Kind.AFTER)),
    (rest_atom, (Kind.REST,)),
    (set_atom, (Kind.SET, Kind.EVERY)),
    (ago_atom, (Kind.BEFORE, Kind.AFTER, Kind.SINCE, Kind.DURING)),
    (from_now_atom, (_NUMBER, *_UNITS, Kind.FRACTION)),
    (length_atom, (_NUMBER, *_UNITS, Kind.FRACTION, Kind.VAGUE)),
    (bare_year, (_NUMBER,)),
)

_MASKED: Final = tuple(
    (parser, sum(1 << int(kind) if kind is not _NUMBER else 1 for kind in set(kinds)))
    for parser, kinds in _GRAMMARS
)


@lru_cache(maxsize=65536)
def _mask(key: str) -> int:
    """The kinds of a key's readings as bits."""
    mask = 0
    for word in words(key):
        mask |= 1 << int(word.kind)
    return mask


_STARTERS: Final = sum(
    1 << int(kind) for kind in {kind for _, kinds in _GRAMMARS for kind in kinds if isinstance(kind, Kind)}
)


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
    position, number = 0, TokenKind.NUMBER
    numerals = reader.numerals
    masks = list(map(_mask, reader.keys))
    while position < reader.size:
        mask = masks[position] & _STARTERS
        if reader.kinds[position] is number or position in numerals:
            mask |= 1
        if not mask:
            position += 1
            continue
        best: Atom | None = None
        for parser, parser_mask in _MASKED:
            if mask & parser_mask:
                atom = parser(reader, position)
                if atom is not None and (best is None or atom.last > best.last):
                    best = atom
        if best is None:
            position += 1
            continue
        while best is not None:
            found.append(best)
            position = best.last
            is_year = (
                isinstance(best.value, Point)
                and best.value.grain is Grain.YEAR
                and best.value.year is not None
            )
            best = another_year(reader, position) if is_year else None
    return found
