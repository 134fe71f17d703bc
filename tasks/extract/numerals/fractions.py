"""Fractions in words: halves and thirds alone, joined to a number, and counted (ثلاثة أرباع)."""

from __future__ import annotations

from tasks.extract.numerals import word_senses
from tasks.extract.numerals.digits import tidy
from tasks.extract.numerals.letters import has_article
from tasks.extract.numerals.lexicon import Word
from tasks.extract.numerals.words import Part, Reader
from tasks.text import token_kinds

_OVER = "علي"
_PART_WORDS = frozenset(("جزء", "جزءا", "اجزاء"))
_FROM = "من"
_MULTIPLICANDS = (word_senses.HUNDRED, word_senses.SCALE, word_senses.SCALE_PLURAL)


def single(word: Word) -> float | None:
    """The value of a fraction word: نصف, ثلثان.

    >>> from tasks.extract.numerals.lexicon import number_words
    >>> single(number_words()["ونصف"])
    0.5
    """
    senses = word.senses
    if word_senses.FRACTION in senses:
        return 1 / senses[word_senses.FRACTION]
    if word_senses.FRACTION_DUAL in senses:
        return 2 / senses[word_senses.FRACTION_DUAL]
    return None


def read_fraction(reader: Reader, position: int) -> Part | None:
    """A fraction word at a token, times a scale behind it (نصف مليون)."""
    word = reader.word(position)
    if word is None:
        return None
    value = single(word)
    if (
        value is None
        and word_senses.FRACTION_LIKE_CARDINAL in word.senses
        and is_part_of_definite(reader, position, word)
    ):
        value = 1 / word.senses[word_senses.FRACTION_LIKE_CARDINAL]
    if value is None:
        return None
    return _times_scale(reader, Part(value, position + 1, words=True))


def is_part_of_definite(reader: Reader, position: int, word: Word) -> bool:
    """خمس السكان is a fifth: a counted noun after three to ten is never definite."""
    if word.article or position + 1 >= reader.size:
        return False
    key = reader.tokens.keys[position + 1]
    return has_article(key) and len(key) > 4 and reader.word(position + 1) is None


def _times_scale(reader: Reader, part: Part) -> Part:
    word = reader.word(part.end)
    if word is None or word.clitic:
        return part
    factor = next((word.senses[s] for s in _MULTIPLICANDS if s in word.senses), None)
    if factor is None:
        return part
    return part._replace(value=tidy(part.value * factor), end=part.end + 1, scale=factor)


def with_fraction(reader: Reader, position: int, part: Part) -> Part:
    """A cardinal with the fraction that belongs to it, if one follows."""
    plural = reader.sense(part.end, word_senses.FRACTION_PLURAL)
    if plural is not None and part.value:
        counted = _counted(reader, position, part, plural)
        return _times_scale(reader, counted) if counted.value < 1 else counted
    after = reader.joined(part.end)
    if after is None:
        return part
    quarters = _joined_counted(reader, after)
    if quarters is not None:
        return part._replace(value=tidy(part.value + quarters.value), end=quarters.end, words=True)
    word = reader.word(after)
    value = single(word) if word is not None and word.clitic in ("", "و") and not word.article else None
    if value is None:
        return part
    scaled = _times_scale(reader, Part(value, after + 1))
    if scaled.end > after + 1:
        # مليون ونصف المليون names its scale again; ألفان ونصف مئة counts in another.
        return part._replace(value=tidy(part.value + scaled.value), end=scaled.end, words=True)
    if after + 1 < reader.size and has_article(reader.tokens.keys[after + 1]):
        return part
    scale = part.scale if part.scale >= 1000 else 1
    return part._replace(value=tidy(part.value + value * scale), end=after + 1, words=True)


def _joined_counted(reader: Reader, position: int) -> Part | None:
    """وثلاثة أرباع."""
    count = reader.below_hundred(position, joined=True)
    if count is None:
        return None
    parts = reader.sense(count.end, word_senses.FRACTION_PLURAL)
    return Part(count.value / parts, count.end + 1) if parts is not None and count.value < parts else None


def _counted(reader: Reader, position: int, part: Part, denominator: int) -> Part:
    """ثلاثة أرباع; مئة وثلاثة أرباع is a hundred and three quarters."""
    last = reader.word(part.end - 1)
    unit = last.senses.get(word_senses.UNIT) if last is not None and last.clitic == "و" else None
    if unit is not None and part.end - 1 > position and unit < denominator:
        return part._replace(value=tidy(part.value - unit + unit / denominator), end=part.end + 1)
    return part._replace(value=tidy(part.value / denominator), end=part.end + 1)


def over(reader: Reader, part: Part, *, signed: bool = False) -> Part:
    """واحد على عشرين, خمسة أجزاء من مئة."""
    keys, end = reader.tokens.keys, part.end
    if end + 1 >= reader.size:
        return part
    if keys[end] == _OVER and (part.value == 1 or signed):
        start = end + 1
    elif end + 2 < reader.size and keys[end] in _PART_WORDS and keys[end + 1] == _FROM:
        start = end + 2
    else:
        return part
    below = reader.cardinal(start, first=False)
    if below is None or below.value <= 1:
        return part
    return part._replace(value=tidy(part.value / below.value), end=below.end, words=True)


def out_of(reader: Reader, part: Part) -> Part:
    """``واحد من عشرة`` in words, where nothing is counted behind it: a part of a power of ten."""
    if part.end + 1 >= reader.size or reader.tokens.keys[part.end] != _FROM or part.digits:
        return part
    below = reader.cardinal(part.end + 1, first=False)
    if below is None or below.digits or below.value <= part.value or str(below.value).strip("0") != "1":
        return part
    if below.end < reader.size and reader.tokens.kinds[below.end] is token_kinds.WORD:
        return part
    return part._replace(value=tidy(part.value / below.value), end=below.end)
