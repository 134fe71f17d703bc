"""Ordinals: الأول, الحادي عشر, الخامس والعشرون, المئة والرابع والعشرون, العاشر بعد الألف."""

from __future__ import annotations

from typing import Final

from tasks.extract.numerals import word_senses
from tasks.extract.numerals.lexicon import Word
from tasks.extract.numerals.words import Part, Reader

_AFTER: Final = "بعد"
_ROUND: Final = (word_senses.HUNDRED, word_senses.HUNDREDS, word_senses.SCALE, word_senses.SCALE_DUAL)


def read_ordinal(reader: Reader, position: int, word: Word) -> Part | None:
    """The ordinal that begins with an ordinal word."""
    part = _below_hundred(reader, position, word)
    return None if part is None else past_round(reader, part)


def _below_hundred(reader: Reader, position: int, word: Word) -> Part | None:
    unit = word.senses.get(word_senses.ORDINAL)
    alone = unit is not None
    if unit is None:
        unit = word.senses[word_senses.BOUND_ORDINAL]
    suffix = reader.word(position + 1)
    if (
        suffix is not None
        and not suffix.clitic
        and not suffix.article
        and word_senses.TEN in suffix.senses
        and unit < 10
    ):
        return Part(10 + unit, position + 2)
    after = reader.joined(position + 1)
    # الأول والعشرون are two ordinals: twenty-first is الحادي والعشرون.
    if after is not None and unit < 10 and (unit > 1 or not alone):
        tens = reader.word(after)
        if (
            tens is not None
            and tens.clitic in ("", "و")
            and tens.article == word.article
            and word_senses.TENS in tens.senses
        ):
            return Part(tens.senses[word_senses.TENS] + unit, after + 1)
    return Part(unit, position + 1) if alone and _may_stand_alone(reader, position, word) else None


def _may_stand_alone(reader: Reader, position: int, word: Word) -> bool:
    """Not ثانية (a second; "again") without article, and not أولي ("preliminary"), which folds like أولى."""
    tokens = reader.tokens
    key = tokens.keys[position]
    if key.endswith("ثانيه"):
        return word.article
    return not key.endswith("اولي") or not reader.ends_in_yeh(position)


def past_round(reader: Reader, part: Part) -> Part:
    """``… بعد المئة``: added to what stands before."""
    end = part.end
    if end + 1 >= reader.size or reader.tokens.keys[end] != _AFTER:
        return part
    word = reader.word(end + 1)
    if word is None or not word.article or word.clitic:
        return part
    value = next((word.senses[s] for s in _ROUND if s in word.senses), None)
    if value is None or value <= part.value:
        return part
    return part._replace(value=part.value + value, end=end + 2)


def definite_as_ordinal(reader: Reader, word: Word, part: Part) -> Part | None:
    """The ordinal reading of a definite cardinal: الثلاثون, المئة والخامسة, الواحد والعشرون; None where it has none.

    Two to nine and the teens from thirteen have ordinals of their own, so الخمسة عشر stays a cardinal.
    """
    if part.digits:
        return None
    after = reader.joined(part.end)
    if after is not None and part.value >= 100:
        following = reader.word(after)
        if following is not None and (
            word_senses.ORDINAL in following.senses or word_senses.BOUND_ORDINAL in following.senses
        ):
            rest = _below_hundred(reader, after, following)
            if rest is not None:
                return part._replace(value=part.value + rest.value, end=rest.end)
    senses = word.senses
    if any(sense in senses for sense in (*_ROUND, word_senses.TENS)):
        return past_round(reader, part)
    if part.value in (11, 12) or (word_senses.UNIT in senses and part.value % 100 == 0):
        return part
    if senses.get(word_senses.UNIT) == 1 or word_senses.BOUND_UNIT in senses:
        return past_round(reader, part) if part.value > 1 else None
    return None
