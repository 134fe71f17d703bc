"""The grammar of cardinal numbers: words, digits, and both mixed (3 آلاف و500).

    number   = group (و smaller group)* [و fraction]
    group    = (below thousand | digits) scale* | scale | scale dual
    below thousand = hundreds [و below hundred] | below hundred
    below hundred  = teen | unit و tens | tens [و unit] | unit

Every rule reads forward from a token and returns what it read; nothing is read twice, so reading is linear.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.extract.numerals import word_senses
from tasks.extract.numerals.digits import Figure, read_figure, tidy
from tasks.extract.numerals.lexicon import Sense, Word, number_words
from tasks.text import token_kinds
from tasks.text.tokens import Tokens

_COMMAS: Final = frozenset((",", "\N{ARABIC COMMA}"))
#: Words and marks, beside numbers, that join more to a number: and, of, over, parts.
_GO_ON: Final = _COMMAS | {"و", "من", "علي", "جزء", "جزءا", "اجزاء"}
#: A number has at most this many scales in a row (مئة ألف مليون); more is noise, and would grow without bound.
_MOST_SCALES: Final = 4
_MULTIPLIERS: Final = (word_senses.SCALE, word_senses.SCALE_PLURAL, word_senses.SCALE_ACCUSATIVE)


class Part(NamedTuple):
    """A value and the token after it. ``scale`` is the unit it counts in (1000 for عشرة آلاف)."""

    value: int | float
    end: int
    scale: int = 1
    digits: bool = False
    words: bool = False
    loose: bool = False
    ratio: bool = False


class Reader:
    """Reads cardinal numbers in the tokens of one text."""

    __slots__ = ("lookup", "size", "source", "tokens")

    def __init__(self, tokens: Tokens, source: str | None = None) -> None:
        self.tokens = tokens
        self.source = source
        self.size = len(tokens)
        self.lookup = number_words()

    def word(self, position: int) -> Word | None:
        """The number word at a token, if it is one."""
        return self.lookup.get(self.tokens.keys[position]) if position < self.size else None

    def sense(self, position: int, sense: Sense) -> int | None:
        """The value of the token in one sense, when no clitic is written onto it."""
        word = self.word(position)
        return word.senses.get(sense) if word is not None and not word.clitic else None

    def joined(self, position: int, *, comma: bool = False) -> int | None:
        """Where the item joined by و to what ends before ``position`` begins; None where nothing is joined."""
        if position >= self.size:
            return None
        keys = self.tokens.keys
        if comma and keys[position] in _COMMAS:
            position += 1
            if position >= self.size:
                return None
        if keys[position] == "و":
            return position + 1 if position + 1 < self.size else None
        word = self.lookup.get(keys[position])
        if word is None:
            return None
        return position if word.clitic == "و" or self.is_and_one(position) else None

    def stands_alone(self, position: int) -> bool:
        """Can nothing after a number word at this token go on with it?"""
        after = position + 1
        if after >= self.size:
            return True
        tokens = self.tokens
        key = tokens.keys[after]
        return key not in self.lookup and key not in _GO_ON and tokens.kinds[after] is not token_kinds.NUMBER

    def is_and_one(self, position: int) -> bool:
        """Is what looks like واحد the joined أحد of أحد عشر or أحد وعشرون?"""
        tokens = self.tokens
        if tokens.keys[position] != "واحد":
            return False
        if self._is_teen_suffix(position + 1):
            return True
        source, start = self.source, tokens.starts[position]
        return source is not None and source[start + 1] == "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"

    def _bare(self, position: int, *, joined: bool) -> Word | None:
        """The number word at a token if its clitic fits: none, or و for a joined one."""
        word = self.word(position)
        if word is None or (word.clitic and not (joined and word.clitic == "و")):
            return None
        return word

    def below_hundred(self, position: int, *, joined: bool = False, first: bool = False) -> Part | None:
        """1 to 99. ``first`` lets the first word carry any clitic."""
        word = self.word(position) if first else self._bare(position, joined=joined)
        if word is None:
            return None
        senses = word.senses
        unit = senses.get(word_senses.UNIT)
        alone = unit is not None
        if unit is None:
            unit = senses.get(word_senses.BOUND_UNIT)
        if unit is not None:
            if self._is_teen_suffix(position + 1):
                return Part(10 + unit, position + 2)
            after = self.joined(position + 1)
            if after is not None:
                tens = self._bare(after, joined=True)
                if tens is not None and word_senses.TENS in tens.senses:
                    return Part(tens.senses[word_senses.TENS] + unit, after + 1)
            return Part(unit, position + 1) if alone else None
        if word_senses.TENS in senses:
            return self._units_after_tens(senses[word_senses.TENS], position + 1)
        for sense in (word_senses.TEEN, word_senses.TEN):
            if sense in senses:
                return Part(senses[sense], position + 1)
        return None

    def _is_teen_suffix(self, position: int) -> bool:
        """عشر or عشرة without a clitic (خمسة عشر)."""
        word = self.word(position)
        return word is not None and not word.clitic and not word.article and word_senses.TEN in word.senses

    def _units_after_tens(self, tens: int, end: int) -> Part:
        """عشرون وخمسة, with the unit behind: only where the unit begins nothing of its own."""
        after = self.joined(end)
        if after is None:
            return Part(tens, end)
        unit = self._bare(after, joined=True)
        if unit is None or word_senses.UNIT not in unit.senses or unit.article:
            return Part(tens, end)
        if after + 1 < self.size and self.tokens.kinds[after + 1] is token_kinds.WORD:
            return Part(tens, end)
        return Part(tens + unit.senses[word_senses.UNIT], after + 1)

    def below_thousand(self, position: int, *, joined: bool = False, first: bool = False) -> Part | None:
        """1 to 999, and odd but clear counts of hundreds (عشرين مئة)."""
        word = self.word(position) if first else self._bare(position, joined=joined)
        if word is None:
            return None
        hundreds = word.senses.get(word_senses.HUNDRED) or word.senses.get(word_senses.HUNDREDS)
        end = position + 1
        if hundreds is None:
            small = self.below_hundred(position, joined=joined, first=first)
            if small is None:
                return None
            hundred = self.sense(small.end, word_senses.HUNDRED)
            if hundred is None and small.value < 10 and self.sense(small.end, word_senses.VAGUE) == 100:
                hundred = 100
            if hundred is None:
                return small
            hundreds, end = int(small.value) * hundred, small.end + 1
        after = self.joined(end)
        if after is not None:
            rest = self.below_hundred(after, joined=True)
            if rest is not None and self.sense(rest.end, word_senses.HUNDRED) is None:
                return Part(hundreds + rest.value, rest.end)
        return Part(hundreds, end)

    def _multiplied(self, part: Part) -> Part:
        """A group with the scales written after it (مئة ألف مليون)."""
        following = self.word(part.end)
        if following is None or following.clitic:
            return part if isinstance(part.value, int) else part._replace(value=tidy(part.value))
        value, end, scale, words = part.value, part.end, 1, part.words
        for _ in range(_MOST_SCALES):
            word = self.word(end)
            if word is None or word.clitic:
                break
            if word.article and not (part.digits or scale > 1):
                break
            factor = next((word.senses[s] for s in _MULTIPLIERS if s in word.senses), None)
            if factor is None:
                break
            value, scale, end, words = value * factor, scale * factor, end + 1, True
        return part._replace(value=tidy(value), end=end, scale=scale, words=words)

    def _figure_group(self, figure: Figure) -> Part:
        """Digits with the scales behind them."""
        part = Part(figure.value, figure.last, digits=True, loose=figure.loose, ratio=figure.ratio)
        hundred = self.sense(part.end, word_senses.HUNDRED)
        if hundred is not None and isinstance(part.value, int) and 0 < part.value < 100:
            part = part._replace(value=part.value * hundred, end=part.end + 1, words=True)
            after = self.joined(part.end)
            rest = self._figure_below_hundred(after) if after is not None else None
            if rest is not None:
                part = part._replace(value=part.value + rest.value, end=rest.end)
        return self._multiplied(part)

    def _figure_below_hundred(self, position: int) -> Part | None:
        """Digits of one or two places (3 مئة و21)."""
        key = self.tokens.keys[position]
        return Part(int(key), position + 1) if key.isdigit() and len(key) <= 2 and key.isascii() else None

    def group(self, position: int, *, joined: bool = False, first: bool = False) -> Part | None:
        """One group: digits or words with their scales, or a scale alone."""
        if position >= self.size:
            return None
        if self.tokens.kinds[position] is token_kinds.NUMBER:
            figure = read_figure(self.tokens, position)
            return None if figure is None or figure.first < position else self._figure_group(figure)
        word = self.word(position) if first else self._bare(position, joined=joined)
        if word is None:
            return None
        scale = self._scale_alone(word, position)
        if scale is not None:
            return scale
        part = self.below_thousand(position, joined=joined, first=first)
        return None if part is None else self._multiplied(part._replace(words=True))

    def _scale_alone(self, word: Word, position: int) -> Part | None:
        """A scale with nothing before it: ألف, ألفان, and ألفا in construct with what it counts."""
        for sense, times in (
            (word_senses.SCALE, 1),
            (word_senses.SCALE_DUAL, 2),
            (word_senses.SCALE_ACCUSATIVE, 2),
        ):
            value = word.senses.get(sense)
            if value is None:
                continue
            alone = (
                times if sense is not word_senses.SCALE_ACCUSATIVE or not self._has_tanween(position) else 1
            )
            part = self._multiplied(Part(alone * value, position + 1, words=True))
            return part._replace(scale=part.scale * value)
        return None

    def ends_in_yeh(self, position: int) -> bool:
        """Does the word end in a dotted yeh as it is written (keys fold ى into it)?"""
        return (
            self.source is not None and self.source[self.tokens.ends[position] - 1] == "\N{ARABIC LETTER YEH}"
        )

    def _has_tanween(self, position: int) -> bool:
        """Is the token longer than its key? Then it carries marks: ألفًا is one thousand, ألفا two."""
        tokens = self.tokens
        return tokens.ends[position] - tokens.starts[position] > len(tokens.keys[position])

    def cardinal(self, position: int, *, first: bool = True, figure: Figure | None = None) -> Part | None:
        """A number with every smaller group joined to it; ``figure`` are digits already read there."""
        part = self.group(position, first=first) if figure is None else self._figure_group(figure)
        if part is None or part.ratio:
            return part
        part = self.decimals(part)
        total, end, last = part.value, part.end, part.scale
        digits, words = part.digits, part.words
        while last > 1:
            following = self._smaller_group(end, last, total)
            if following is None:
                break
            total += following.value
            end, last = following.end, following.scale
            digits, words = digits or following.digits, words or following.words
        if last == 1 and end > part.end and isinstance(total, int):
            decimal = self.decimals(Part(total, end))
            total, end = decimal.value, decimal.end
        return Part(tidy(total), end, max(last, 1), digits, words, part.loose)

    def _smaller_group(self, end: int, last: int, total: float) -> Part | None:
        """The next group of a number whose last one counted in ``last``."""
        if not isinstance(total, int) or (last > 1 and total % last):
            # 7.7 million is a rounded figure: nothing smaller is joined to it.
            return None
        after = self.joined(end, comma=True)
        if after is None:
            # "4 آلاف 3 مئة و21": digits before a scale word join without و.
            if end < self.size and self.tokens.kinds[end] is token_kinds.NUMBER:
                part = self.group(end)
                return (
                    part
                    if part is not None and part.words and part.scale < last and part.value < last
                    else None
                )
            return None
        part = self.group(after, joined=True)
        if (
            part is None
            or part.ratio
            or not (isinstance(part.value, int) or (part.digits and part.scale == 1))
        ):
            return None
        if (
            part.scale == last
            and part.value in (last, 2 * last)
            and total // last % 100 == 0
            and part.end == after + 1
        ):
            return part
        return part if part.scale < last and part.value < last else None

    def decimals(self, part: Part) -> Part:
        """``سبعة فاصلة خمسة``; a scale behind the decimals multiplies the whole."""
        if (
            self.sense(part.end, word_senses.POINT) is None
            or part.scale != 1
            or not isinstance(part.value, int)
        ):
            return part
        zeros, at = "", part.end + 1
        while self.sense(at, word_senses.ZERO) is not None and len(zeros) < 9:
            zeros, at = zeros + "0", at + 1
        rest = self._decimal_digits(at)
        if rest is None:
            return part._replace(value=part.value, end=at) if zeros else part
        value = self._parts_of_ten(part.value, rest) or Part(
            float(f"{part.value}.{zeros}{rest.value}"), rest.end
        )
        part, rest = part._replace(value=value.value), rest._replace(end=value.end)
        part = part._replace(end=rest.end, words=True)
        return self._multiplied(part) if part.value < 1000 else part

    def _parts_of_ten(self, whole: float, rest: Part) -> Part | None:
        """``واحد فاصلة واحد من مئة``: decimals counted in a power of ten."""
        if rest.end + 1 >= self.size or self.tokens.keys[rest.end] != "من":
            return None
        below = self.group(rest.end + 1)
        if below is None or below.value <= rest.value or str(below.value).strip("0") != "1":
            return None
        return Part(whole + rest.value / below.value, below.end)

    def _decimal_digits(self, position: int) -> Part | None:
        if position >= self.size:
            return None
        if self.tokens.kinds[position] is token_kinds.NUMBER:
            key = self.tokens.keys[position]
            return Part(int(key), position + 1) if key.isdigit() and len(key) < 12 else None
        return self.below_thousand(position)
