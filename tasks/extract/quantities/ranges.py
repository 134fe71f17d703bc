"""Two numbers that are the ends of one range: بين 40 و65, من 3 إلى 5, 10-15, 3 أو 4."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.numeral import Numeral
from tasks.extract.numerals import word_senses
from tasks.extract.numerals.lexicon import number_words
from tasks.extract.quantities.forms import read_data
from tasks.extract.quantities.guards import has_score_words, is_year_like
from tasks.extract.quantities.measures import Measure, measure_after
from tasks.extract.quantities.phrases import Phrases
from tasks.text import token_kinds
from tasks.text.fold import match_key
from tasks.text.tokens import Tokens

_KINDS: Final = (numeral_kinds.CARDINAL, numeral_kinds.FRACTION)
_SCALES: Final = (word_senses.SCALE, word_senses.SCALE_PLURAL, word_senses.SCALE_ACCUSATIVE)
#: The first end takes over the scale of the second if it is at most so many times its figure (بين 32 و30 مليارا).
_ALIKE: Final = 2
#: How far before "from" a verb of change may stand.
_CHANGE_REACH: Final = 9


class Range(NamedTuple):
    """Both ends, the first token of the whole expression, and how it was told."""

    low: int | float
    high: int | float
    first: int
    how: str


class _Words(NamedTuple):
    between: Phrases[bool]
    start: frozenset[str]
    to: frozenset[str]
    alternatives: frozenset[str]
    dashes: frozenset[str]
    change: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_data("numbers_bounds.toml")
    try:
        ranges = data["ranges"]
        change = {match_key(word) for word in ranges["change"]}
        return _Words(
            Phrases([(phrase, True) for phrase in ranges["between"]], prefixed=True),
            frozenset(prefix + match_key(word) for word in ranges["from"] for prefix in ("", "و", "ف")),
            frozenset(match_key(word) for word in ranges["to"]),
            frozenset(match_key(word) for word in ranges["or"]),
            frozenset((*ranges["dashes"], "")),  # a tatweel on its own has an empty key
            frozenset(
                prefix + word for word in change for prefix in ("", "و", "ف", "ل", "ب", "ال", "ت", "ي")
            ),
        )
    except KeyError as error:
        raise ConfigurationError(f"numbers_bounds.toml: {error} is missing") from error


def range_of(document: Document, first: Numeral, second: Numeral, own: Measure | None) -> Range | None:
    """The range two neighbouring numerals make; ``own`` is the unit of the first, if it names one."""
    if first.kind not in _KINDS or second.kind not in _KINDS or first.value is None or second.value is None:
        return None
    if first.low is not None or second.low is not None:
        return None
    tokens = document.tokens
    after = own.end if own is not None else first.last
    between = _words().between.before(tokens, first.first)
    if between is not None and not first.clitic:
        if _goes_on(tokens, second.last):
            return None
        dash = own is None and _dash(document, after, first, second)  # بين 150-180 ريالا
        if dash or _joined_by_and(tokens, after, second) or _joined_by_to(tokens, after, second):
            low, high = _scaled(document, first, second)
            return Range(min(low, high), max(low, high), between[1], "between")
        return None
    low, high = _scaled(document, first, second)
    if low >= high:
        return None
    if _joined_by_to(tokens, after, second):
        starts = first.first > 0 and tokens.keys[first.first - 1] in _words().start and not first.clitic
        if (
            own is not None
            and not starts
            and measure_after(document, second.last, second.value, counts=False) is None
        ):
            return None
        length = own is not None and own.dimension == "length"
        if tells_change(document, first.first, length=length):
            return None
        return Range(low, high, first.first - 1 if starts else first.first, "from to" if starts else "to")
    if own is None and _joined_by_or(tokens, after, first, second):
        return Range(low, high, first.first, "or")
    dash = _dash(document, after, first, second)
    return Range(low, high, first.first, "dash") if dash else None


def _joined_by_and(tokens: Tokens, after: int, second: Numeral) -> bool:
    if second.first == after:
        return second.clitic == "و"
    return second.first == after + 1 and tokens.keys[after] == "و"


def _goes_on(tokens: Tokens, position: int) -> bool:
    """``بين 5 و7 و10 سنوات``: three figures are a list."""
    if position + 1 >= len(tokens):
        return False
    key = tokens.keys[position]
    if key == "و":
        return tokens.kinds[position + 1] is token_kinds.NUMBER
    word = number_words().get(key)
    return word is not None and word.clitic == "و"


def _joined_by_to(tokens: Tokens, after: int, second: Numeral) -> bool:
    if second.first == after:
        return second.clitic == "ل" and second.form is not numeral_kinds.DIGITS
    return second.first == after + 1 and tokens.keys[after] in _words().to and not second.clitic


def _joined_by_or(tokens: Tokens, after: int, first: Numeral, second: Numeral) -> bool:
    """``3 أو 4``: neighbours, or neighbouring tens and hundreds."""
    if second.first != after + 1 or tokens.keys[after] not in _words().alternatives:
        return False
    if first.kind is not numeral_kinds.CARDINAL or first.value is None or second.value is None:
        return False
    return 1 < first.value < second.value <= first.value * 2


def _dash(document: Document, after: int, first: Numeral, second: Numeral) -> bool:
    """Digits joined by a dash, both spaced alike, that are no score, season or reference (1995-01)."""
    tokens = document.tokens
    if second.first != after + 1 or tokens.keys[after] not in _words().dashes:
        return False
    if tokens.glued(after - 1) != tokens.glued(after) and not _names_unit(document, second.last):
        return False
    if second.form is numeral_kinds.DIGITS and _leading_zero(tokens.keys[second.first]):
        return False
    if after + 2 < len(tokens) and tokens.keys[second.last : second.last + 1] == (tokens.keys[after],):
        return False
    if (
        first.first
        and tokens.keys[first.first - 1] == tokens.keys[after]
        and tokens.kinds[first.first - 1] is not token_kinds.BREAK
    ):
        return False
    if is_year_like(first) and is_year_like(second):
        return False
    small = second.value is not None and second.value < 20
    return not (small and second.last - second.first == 1 and has_score_words(document, first.first))


def _names_unit(document: Document, position: int) -> bool:
    """Does a unit, currency or percent sign follow?"""
    return measure_after(document, position, None, counts=False) is not None


def _leading_zero(key: str) -> bool:
    return len(key) > 1 and key[0] == "0" and key.isdigit()


def to_words() -> frozenset[str]:
    """The words between the ends of a range, as keys."""
    return _words().to


def tells_change(document: Document, first: int, *, length: bool = False) -> bool:
    """Does a verb of change stand before (ارتفع من 40 إلى 50)? Then both ends are figures of their own.

    Before a length ارتفاع is a height (ارتفاع الموج من متر إلى مترين).
    """
    keys = document.tokens.keys
    change = _words().change
    for position in range(first - 1, max(-1, first - 1 - _CHANGE_REACH), -1):
        if keys[position] in (".", "\n", "؛"):
            return False
        if keys[position] in change:
            return not (length and keys[position].endswith("ارتفاع"))
    return False


def _scaled(document: Document, first: Numeral, second: Numeral) -> tuple[int | float, int | float]:
    """Both values; the first takes over the scale of the second where it names none (بين 3 و5 ملايين)."""
    assert first.value is not None
    assert second.value is not None
    low, high = first.value, second.value
    if first.form is numeral_kinds.DIGITS or low < 1000:
        word = number_words().get(document.tokens.keys[second.last - 1])
        scale = (
            next((word.senses[s] for s in _SCALES if s in word.senses), None) if word is not None else None
        )
        if (
            scale is not None
            and 0 < low < 1000
            and low <= _ALIKE * high / scale
            and second.last - second.first > 1
        ):
            low = low * scale
            low = round(low) if isinstance(low, float) and low.is_integer() else low
    return low, high
