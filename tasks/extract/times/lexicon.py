"""The words of ``calendars.toml`` and ``times.toml``, ready to be looked up with their clitics."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.text.clitics import readings
from tasks.text.fold import match_key


class Kind(IntEnum):
    """What a word of times is; the tables of the two data files, in upper case."""

    MONTH_GREGORIAN = auto()
    MONTH_HIJRI = auto()
    WEEKDAY = auto()
    ERA = auto()
    SEASON = auto()
    DECADE = auto()
    UNIT_SINGULAR = auto()
    UNIT_DUAL = auto()
    UNIT_PLURAL = auto()
    UNIT_PAIR = auto()
    UNIT_SHORT = auto()
    DEICTIC = auto()
    LAST_NIGHT = auto()
    SHIFT = auto()
    SHIFT_IN_TEXT = auto()
    LATEST = auto()
    FEW = auto()
    VAGUE = auto()
    THIS = auto()
    PART = auto()
    REST = auto()
    WEEKEND = auto()
    HALF_DAY = auto()
    DAY_PART = auto()
    CLOCK_FRACTION = auto()
    MINUS = auto()
    FRACTION = auto()
    YEAR_PART = auto()
    ZONE = auto()
    ZONE_WORD = auto()
    SET = auto()
    EVERY = auto()
    FROM = auto()
    TO = auto()
    BETWEEN = auto()
    SINCE = auto()
    BEFORE = auto()
    AFTER = auto()
    DURING = auto()
    LASTING = auto()
    INSIDE = auto()
    BY = auto()
    CORRESPONDING = auto()
    FROM_NOW = auto()
    WHOLE = auto()
    NOW = auto()
    LAST_OF = auto()
    AGE = auto()
    AGED = auto()
    TERM = auto()
    DATES_BACK = auto()
    EPOCH = auto()
    QUARTERLY = auto()
    DAY_NAME = auto()
    OUTLET = auto()
    FUTURE = auto()
    BEGINNING = auto()
    CLAUSE = auto()
    NOT_YEAR = auto()
    VISION = auto()
    AGENCY = auto()
    YEAR_ADJECTIVE = auto()
    SAME_BEFORE = auto()
    MOVEMENT = auto()
    HEDGE = auto()
    BOUND = auto()
    AROUND_NOW = auto()
    NAMED_HOUR = auto()
    FIRST_DAY = auto()
    NAMED_EVENT = auto()
    GENERAL = auto()
    SAME_AFTER = auto()
    SCHEDULED = auto()
    GIVEN_NAME = auto()
    HOLIDAY_GREGORIAN = auto()
    HOLIDAY_HIJRI = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """One way of reading a token (and those after it) as a word of times.

    ``entry`` names the line of the data file. ``rest`` are the keys that must follow. ``clitic`` is what was cut off,
    ``cut`` how many letters of it stand before the article.
    """

    kind: Kind
    value: int | float | str
    entry: str
    rest: tuple[str, ...]
    weak: bool
    clitic: str
    cut: int
    article: bool


class _Form(NamedTuple):
    kind: Kind
    value: int | float | str
    entry: str
    rest: tuple[str, ...]
    weak: bool
    article: bool


_FILES: Final = ("calendars", "times")


def _forms() -> Iterator[tuple[str, _Form]]:
    for name in _FILES:
        text = (files("tasks.languages") / f"{name}.toml").read_text(encoding="utf-8")
        for table, entries in tomllib.loads(text).items():
            try:
                kind = Kind[table.upper()]
            except KeyError:
                raise ConfigurationError(f"{name}.toml: unknown table [{table}]") from None
            for entry, fields in entries.items():
                yield from _forms_of(f"{name}.{table}.{entry}", kind, fields)


def _forms_of(entry: str, kind: Kind, fields: Mapping[str, Any]) -> Iterator[tuple[str, _Form]]:
    value = fields.get("value")
    if not isinstance(value, int | float | str):
        raise ConfigurationError(f"{entry}: value is missing")
    for weak, forms in ((False, fields.get("forms", [])), (True, fields.get("weak", []))):
        for form in forms:
            keys = match_key(form).split()
            if not keys:
                raise ConfigurationError(f"{entry}: empty form")
            article = keys[0].startswith("ال") and len(keys[0]) >= 4 and kind is not Kind.MINUS
            head = keys[0][2:] if article else keys[0]
            yield head, _Form(kind, value, entry, tuple(keys[1:]), weak, article)


@lru_cache(maxsize=1)
def _lexicon() -> Mapping[str, tuple[_Form, ...]]:
    found: dict[str, list[_Form]] = {}
    for head, form in _forms():
        found.setdefault(head, []).append(form)
    return {head: tuple(sorted(forms, key=lambda f: -len(f.rest))) for head, forms in found.items()}


def _words(key: str) -> tuple[Word, ...]:
    """Every reading of a key as a word of times: fewest clitics first, longest form first."""
    lexicon = _lexicon()
    found: list[Word] = []
    for reading in readings(key):
        for form in lexicon.get(reading.stem, ()):
            if form.article and not reading.article:
                continue
            found.append(
                Word(
                    form.kind, form.value, form.entry, form.rest, form.weak,
                    reading.proclitics, reading.before_article, reading.article,
                )
            )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Look:
    """What a key can be: its readings, and the bits of :data:`BITS` that they have.

    ``mask`` are all of them, ``single`` those of the readings that need no word after them, ``phrases`` those of the
    others beside the keys that must follow, by the first of these.
    """

    words: tuple[Word, ...]
    mask: int
    single: int
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]


_UNITS: Final = (
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "month",
    "year",
    "quarter",
    "decade",
    "century",
)
_OF_UNIT: Final = (Kind.UNIT_SINGULAR, Kind.UNIT_DUAL, Kind.UNIT_PLURAL, Kind.UNIT_PAIR)

#: A number of any writing begins here; a unit that has the article.
NUMERAL: Final = "#"
DEFINITE: Final = "definite unit"

#: One bit for each kind, and for each unit of each kind of unit.
BITS: Final[Mapping[object, int]] = {
    trigger: 1 << place
    for place, trigger in enumerate(
        (*Kind, *((kind, unit) for kind in _OF_UNIT for unit in _UNITS), ":", "-", "0", NUMERAL, DEFINITE)
    )
}

#: Signs that grammars look for.
_SIGNS: Final = {":": ":", "-": "-", "–": "-", "—": "-", "‑": "-", "ـ": "-"}

NOTHING: Final = Look((), 0, 0, {})
FIGURE: Final = Look((), BITS["0"], BITS["0"], {})


def look(key: str) -> Look:
    """What a key can be; most words are nothing, and share one value.

    >>> [(w.entry, w.clitic) for w in look("وحزيران").words]
    [('calendars.month_gregorian.06', 'و')]
    >>> look("الطاولة") is NOTHING
    True
    """
    if "0" <= key[:1] <= "9":
        return FIGURE
    found = _words(key)
    if not found and key not in _SIGNS:
        return NOTHING
    mask = single = BITS[_SIGNS[key]] if key in _SIGNS else 0
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]] = {}
    for word in found:
        bits = BITS[word.kind] | BITS.get((word.kind, word.value), 0)
        mask |= bits
        if word.rest:
            phrases[word.rest[0]] = (*phrases.get(word.rest[0], ()), (word.rest, bits))
        else:
            single |= bits
    units = [word for word in found if word.kind is Kind.UNIT_SINGULAR]
    if units and all(word.article for word in units):
        single |= BITS[DEFINITE]
    return Look(found, mask, single, phrases) if mask else NOTHING
