"""Numbers that only bound: آلاف, عشرات الآلاف, بضع مئات, نيّف وعشرون."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract.numerals import word_senses
from tasks.extract.numerals.lexicon import Word
from tasks.extract.numerals.words import Reader

_PLURALS: Final = (word_senses.VAGUE, word_senses.SCALE_PLURAL)
_BEHIND: Final = (word_senses.SCALE_PLURAL, word_senses.SCALE, word_senses.VAGUE, word_senses.HUNDRED)
#: بضع is three to nine.
_FEW_HIGH: Final = 9


class Bounds(NamedTuple):
    """Lowest and highest value the words allow, and the token after them."""

    low: int
    high: int | None
    end: int


def read_vague(reader: Reader, position: int, word: Word) -> Bounds | None:
    """A vague plural or بضع at a token.

    The low bound is the order of magnitude that is named, the least that can be said; there is no high one.
    """
    few = word.senses.get(word_senses.FEW)
    if few is not None:
        return _few(reader, position, few)
    low = next((word.senses[s] for s in _PLURALS if s in word.senses), None)
    if low is None:
        return None
    factor, end = _factor(reader, position + 1, low)
    return Bounds(low * factor, None, end)


def _factor(reader: Reader, position: int, low: int) -> tuple[int, int]:
    """The scale that a vague plural counts (عشرات الآلاف)."""
    word = reader.word(position)
    if word is None or word.clitic:
        return 1, position
    value = next((word.senses[s] for s in _BEHIND if s in word.senses), None)
    if value is None or value < low:
        return 1, position
    return value, position + 1


def _few(reader: Reader, position: int, few: int) -> Bounds:
    """بضعة رجال, بضع مئات, بضعة عشر, بضع وعشرون."""
    end = position + 1
    word = reader.word(end)
    if word is not None and not word.clitic:
        if word_senses.TEN in word.senses and not word.article:
            return Bounds(10 + few, 10 + _FEW_HIGH, end + 1)
        scale = next((word.senses[s] for s in _PLURALS if s in word.senses), None)
        if scale is not None:
            return Bounds(few * scale, _FEW_HIGH * scale, end + 1)
    after = reader.joined(end)
    tens = reader.word(after) if after is not None else None
    if after is not None and tens is not None and word_senses.TENS in tens.senses:
        value = tens.senses[word_senses.TENS]
        return Bounds(value + few, value + _FEW_HIGH, after + 1)
    return Bounds(few, _FEW_HIGH, end)


def read_excess(reader: Reader, end: int, value: float) -> Bounds | None:
    """``عشرون ونيّف``: more than the number, less than its next step."""
    after = reader.joined(end)
    word = reader.word(after) if after is not None else None
    if (
        after is None
        or word is None
        or word_senses.EXCESS not in word.senses
        or not isinstance(value, int)
        or value < 10
    ):
        return None
    return Bounds(value, value + _step(value) - 1, after + 1)


def excess_before(reader: Reader, position: int) -> Bounds | None:
    """``نيّف وعشرون``."""
    after = reader.joined(position + 1)
    part = reader.group(after, joined=True) if after is not None else None
    if part is None or not isinstance(part.value, int) or part.value < 10:
        return None
    return Bounds(part.value, part.value + _step(part.value) - 1, part.end)


def _step(value: int) -> int:
    """The power of ten that a round number counts in: 10 for 40, 100 for 300."""
    step = 10
    while value % (step * 10) == 0 and step < 10**15:
        step *= 10
    return step
