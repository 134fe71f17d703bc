"""A document as the grammars of times read it: tokens, words of times and numbers, by position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.numeral import Numeral
from tasks.extract.sight import sights
from tasks.extract.times import kinds
from tasks.extract.times.lexicon import BITS, Kind, Word
from tasks.text import token_kinds

_COMMAS: Final = frozenset(",،")
#: A tatweel on its own has an empty key.
DASHES: Final = frozenset("-–—‑ـ~") | {""}
#: Clitics that stand as tokens of their own before figures (``الـ24``, ``و500``).
CLITICS: Final = frozenset(("و", "ف", "ب", "ك", "ل", "ال", "لل", "بال", "وال", "ول", "وب", "فال"))


_MONTHS: Final = frozenset((BITS[Kind.MONTH_GREGORIAN], BITS[Kind.MONTH_HIJRI]))

_SINCE: Final = BITS[Kind.SINCE]


class Number(NamedTuple):
    """A number as times see it; ``end`` is the token after it."""

    value: int | float
    end: int
    ordinal: bool
    digits: bool
    article: bool
    clitic: str


class Match(NamedTuple):
    """A word of times found at a position; ``end`` is the token after it."""

    word: Word
    end: int


class Reader:
    """Looks up what stands at a token; every method answers at once and nothing is changed."""

    def __init__(self, document: Document, numerals: Sequence[Numeral]) -> None:
        self.document = document
        tokens = document.tokens
        self.keys = tokens.keys
        self.kinds = tokens.kinds
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.size = len(tokens.keys)
        seen = sights(tokens.keys)
        self.sights = seen.at
        self.found = seen.found
        self.positions = seen.positions
        known = 0
        for sight in seen.found:
            known |= sight.mask
        #: Does any word say since when?
        self.since = known & _SINCE != 0
        self.numerals = {numeral.first: numeral for numeral in numerals}
        self.lengths: dict[int, object] = {}
        self._numbers: dict[int, Number | None] = {}

    def match(self, position: int, *kinds: Kind) -> Match | None:
        """The first reading of one of the kinds at a position, with the words it needs after it."""
        if not 0 <= position < self.size:
            return None
        found = self.sights[position]
        if found is None:
            return None
        for word in found.words:
            if word.kind in kinds:
                end = position + 1 + len(word.rest)
                if not word.rest or self.keys[position + 1 : end] == word.rest:
                    return Match(word, end)
        return None

    def is_month(self, position: int) -> bool:
        """Can nothing but the name of a month stand here?"""
        found = self.sights[position] if 0 <= position < self.size else None
        return found is not None and found.mask in _MONTHS

    def has_word(self, position: int) -> bool:
        """Is any word of times here? Where none is, :meth:`match` and :meth:`bare` find nothing of any kind."""
        if not 0 <= position < self.size:
            return False
        found = self.sights[position]
        return found is not None and bool(found.words)

    def bare(self, position: int, *kinds: Kind) -> Match | None:
        """Like :meth:`match`, for words that carry no clitic."""
        if not 0 <= position < self.size:
            return None
        found = self.sights[position]
        if found is None:
            return None
        for word in found.words:
            if word.kind in kinds:
                end = position + 1 + len(word.rest)
                if not word.rest or self.keys[position + 1 : end] == word.rest:
                    return None if word.clitic else Match(word, end)
        return None

    def number(self, position: int) -> Number | None:
        """The number that begins at a position (after a clitic written as a token of its own)."""
        if position >= self.size:
            return None
        if position in self._numbers:
            return self._numbers[position]
        if self.kinds[position] is token_kinds.NUMBER or position in self.numerals:
            found = self._number(position)
        else:
            found = self._number(position) if self.keys[position] in CLITICS else None
        self._numbers[position] = found
        return found

    def _number(self, position: int) -> Number | None:
        clitic = ""
        if (
            self.keys[position] in CLITICS
            and position + 1 < self.size
            and self.kinds[position + 1] is token_kinds.NUMBER
        ):
            clitic = self.keys[position]
            if position not in self.numerals:
                position += 1
        numeral = self.numerals.get(position)
        if numeral is None:
            return self._digits(position, clitic)
        if numeral.value is None or numeral.kind in (numeral_kinds.FRACTION, numeral_kinds.INDEFINITE):
            return None
        article = numeral.article or clitic.endswith("ال") or clitic == "لل"
        return Number(
            numeral.value, numeral.last, numeral.kind is numeral_kinds.ORDINAL, numeral.form is numeral_kinds.DIGITS,
            article, numeral.clitic or clitic,
        )  # fmt: skip

    def _digits(self, position: int, clitic: str) -> Number | None:
        if self.kinds[position] is not token_kinds.NUMBER:
            return None
        key = self.keys[position]
        if len(key) > 15:
            return None
        value: int | float
        if key.isdigit():
            value = int(key)
        else:
            try:
                value = float(key.replace("٫", ".").replace("٬", "").replace(",", ""))
            except ValueError:
                return None
        return Number(value, position + 1, False, True, clitic.endswith("ال"), clitic)

    def small(self, position: int, low: int, high: int) -> Number | None:
        """A whole number between two bounds."""
        found = self.number(position)
        if found is None or not low <= found.value <= high or found.value != int(found.value):
            return None
        if found.digits and len(self.keys[found.end - 1]) > 2 and high < 100:
            return None
        return found

    def integer(self, position: int) -> int | None:
        """The value of a token of digits alone."""
        if position < self.size and self.kinds[position] is token_kinds.NUMBER:
            key = self.keys[position]
            if len(key) <= 9 and key.isdigit():
                return int(key)
        return None

    def is_comma(self, position: int) -> bool:
        """Does a comma stand here?"""
        return position < self.size and self.keys[position] in _COMMAS

    def is_dash(self, position: int) -> bool:
        """Does a dash stand here?"""
        return position < self.size and self.keys[position] in DASHES

    def key(self, position: int) -> str:
        """The key at a position; empty outside."""
        return self.keys[position] if 0 <= position < self.size else ""

    def glued(self, position: int) -> bool:
        """Does the token touch the one after it?"""
        return position + 1 < self.size and self.ends[position] == self.starts[position + 1]

    def stops(self, position: int) -> bool:
        """Does the text, the line or the clause end here (anything but a word, a number or a Latin word)?"""
        return not 0 <= position < self.size or self.kinds[position] in (
            token_kinds.PUNCTUATION,
            token_kinds.BREAK,
        )

    def counts_nothing(self, position: int) -> bool:
        """Can the token after a bare number not be what that number counts?

        A counted noun is indefinite and carries no conjunction: the article, و, or a word that opens a clause rule it
        out, as do punctuation and the end.
        """
        if self.stops(position):
            return True
        if self.kinds[position] is not token_kinds.WORD:
            return False
        key = self.keys[position]
        if key.startswith(("ال", "و", "بال", "لل")):
            return True
        return self.match(position, kinds.CLAUSE, kinds.FROM, kinds.TO, kinds.ERA) is not None
