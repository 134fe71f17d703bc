"""What stands behind a number: percent, currency, unit, or counted noun."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract.document import Document
from tasks.extract.quantities.counted import Counted, counted_after, dual_at, is_time_unit
from tasks.extract.quantities.counted_nouns import nouns
from tasks.extract.quantities.forms import read_data
from tasks.extract.quantities.money import Priced, currency_at, money_openers
from tasks.extract.quantities.phrases import Phrases, keys_of
from tasks.extract.quantities.units import Unit, unit_at, unit_phrases
from tasks.text import token_kinds

_BELOW_ZERO: Final = ("تحت", "الصفر")
_FROM: Final = "من"
_TOTALS: Final = ("مجموع", "اجمالي", "عدد", "قيم")
#: فواتير, مصاريف: a shape that no noun of action has.
_BROKEN_PLURAL: Final = re.compile("..\N{ARABIC LETTER ALEF}.\N{ARABIC LETTER YEH}.$")
#: A percentage's base is at most this many words.
_MOST_BASE: Final = 5


class Measure(NamedTuple):
    """What a number is of. ``factor`` is what one of it is in ``code``; ``size`` the SI size where there is one."""

    kind: str
    code: str
    dimension: str
    end: int
    factor: float = 1
    unit: Unit | None = None
    priced: Priced | None = None
    counted: Counted | None = None
    trace: str = ""


class _Shares(NamedTuple):
    after: Phrases[bool]
    before: frozenset[str]
    share: frozenset[str]
    per: Phrases[int]
    measures: frozenset[str]


@lru_cache(maxsize=1)
def _shares() -> _Shares:
    data = read_data("numbers_bounds.toml")
    try:
        return _Shares(
            Phrases((phrase, True) for phrase in data["percent"]["after"]),
            frozenset(keys_of(word)[0] for word in data["percent"]["before"]),
            frozenset(keys_of(word)[0] for word in data["percent"]["share"]),
            Phrases((phrase, int(divisor)) for divisor, phrases in data["per"].items() for phrase in phrases),
            frozenset(keys_of(word)[0] for word in data["measures"]["words"]),
        )
    except (KeyError, ValueError) as error:
        raise ConfigurationError(f"numbers_bounds.toml: {error}") from error


def percent_at(document: Document, position: int) -> int | None:
    """Where the percent sign or words that begin at a token end."""
    match = _shares().after.after(document.tokens, position)
    return None if match is None else match[1]


def per_at(document: Document, position: int) -> tuple[int, int] | None:
    """``في الألف``: the divisor and the token after it."""
    return _shares().per.after(document.tokens, position)


def percent_before(document: Document, first: int) -> str | None:
    """A percent sign or share word right before a number: "sign", "share", or None."""
    if first == 0:
        return None
    tokens, shares = document.tokens, _shares()
    key = tokens.keys[first - 1]
    if key in shares.before:
        free = first == 1 or tokens.kinds[first - 2] is not token_kinds.NUMBER
        return "sign" if free and (tokens.glued(first - 1) or key[0] == "ب") else None
    return "share" if key in shares.share else None


def is_measuring(key: str) -> bool:
    """Does the word announce a measure (مسافة, ارتفاع)?"""
    return key in _shares().measures


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """Every word that can begin a percent sign, a share, a currency, a unit or a temperature."""
    shares = _shares()
    return frozenset(
        (
            *shares.after.openers(), *shares.per.openers(), *money_openers(), *unit_phrases().openers(), _BELOW_ZERO[0],
        )
    )  # fmt: skip


def measure_after(
    document: Document, position: int, value: float | None, *, definite: bool = False, counts: bool = True
) -> Measure | None:
    """What the number that ends before a token is of."""
    tokens = document.tokens
    if position >= len(tokens) or tokens.kinds[position] is token_kinds.BREAK:
        return None
    key = tokens.keys[position]
    if key in _openers():
        measure = _measure_at(document, position)
        if measure is not None:
            return measure
    if definite:
        # ملايين الدولارات, and مئات الملايين من الدولارات
        of = position + (key == _FROM)
        name = tokens.keys[of] if of < len(tokens) else ""
        measure = _unit_or_money(document, of, name[2:]) if name.startswith("ال") else None
        if measure is not None:
            return measure
    if not counts or is_time_unit(key):
        return None
    counted = counted_after(document, position, value, definite=definite)
    if counted is None and value == 2 and tokens.kinds[position] is token_kinds.WORD:
        dual = dual_at(document, position)
        counted = dual[0] if dual is not None else None
    if counted is None:
        return None
    return Measure("count", "1", "count", counted.end, counted=counted, trace=f"counted noun: {counted.why}")


def _measure_at(document: Document, position: int) -> Measure | None:
    """The percent sign, share, currency, unit or temperature that begins at a token."""
    end = percent_at(document, position)
    if end is not None:
        return Measure("percent", "%", "ratio", end)
    per = per_at(document, position)
    if per is not None:
        return Measure("per", "1", "ratio", per[1], factor=1 / per[0])
    measure = _unit_or_money(document, position)
    if measure is None and document.tokens.keys[position : position + 2] == _BELOW_ZERO:
        return Measure("unit", "Cel", "temperature", position + 2, factor=-1, trace="below zero")
    return measure


def _unit_or_money(document: Document, position: int, first: str | None = None) -> Measure | None:
    """A currency or unit at a token, with a temperature's "below zero"; ``first`` is its word without the article."""
    priced = currency_at(document, position, number=first is None, first=first)
    measured = unit_at(document, position, first=first)
    if priced is not None and (measured is None or priced.end >= measured.end):
        times = priced.currency.times
        return money_measure(
            priced if times == priced.factor == 1 else priced._replace(factor=priced.factor / times)
        )
    if measured is None:
        return None
    # A dual behind a number only repeats it (اثنان كيلومتران), so ``times`` is left aside.
    unit, end = measured
    factor = 1.0
    if document.tokens.keys[end : end + 2] == _BELOW_ZERO:
        factor, end = -factor, end + 2
        if unit.code == "deg":
            return Measure("unit", "Cel", "temperature", end, factor=factor, unit=unit, trace="below zero")
    return Measure(
        "unit", unit.code, unit.dimension, end, factor=factor, unit=unit, trace=f"unit: {unit.key}"
    )


def money_measure(priced: Priced) -> Measure:
    """A currency as a measure."""
    trace = f"currency: {priced.currency.key} ({priced.reason})"
    return Measure(
        "money", priced.code, "money", priced.end, factor=priced.factor, priced=priced, trace=trace
    )


def _may_be_base(key: str) -> bool:
    """Definite, or a noun we know, or a total: متأكد 100 بالمئة من قيامه names no base."""
    if key.startswith(("ال", *_TOTALS)) or key in nouns().people or key.endswith(("نا", "هم", "ها", "ته")):
        return True
    return _BROKEN_PLURAL.match(key) is not None


def base_after(document: Document, position: int) -> tuple[str, int] | None:
    """What a percentage is of: the words behind من up to the next stop, verb-like or function word."""
    tokens = document.tokens
    if (
        position + 1 >= len(tokens)
        or tokens.keys[position] != _FROM
        or not _may_be_base(tokens.keys[position + 1])
    ):
        return None
    end = position + 1
    never = nouns().never
    while end < len(tokens) and end - position <= _MOST_BASE and tokens.kinds[end] is token_kinds.WORD:
        key = tokens.keys[end]
        if key in never or (
            end > position + 1 and not key.startswith("ال") and not tokens.keys[end - 1].startswith(_TOTALS)
        ):
            break
        end += 1
    if end == position + 1:
        return None
    return document.text[tokens.starts[position + 1] : tokens.ends[end - 1]], end
