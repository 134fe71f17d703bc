"""The kinds and forms of numerals as constants: reading a member off an ``Enum`` class takes Python 3.11 ten times as long as a module's name."""

from __future__ import annotations

from typing import Final

from tasks.extract.numeral import NumeralForm, NumeralKind

CARDINAL: Final = NumeralKind.CARDINAL
ORDINAL: Final = NumeralKind.ORDINAL
FRACTION: Final = NumeralKind.FRACTION
INDEFINITE: Final = NumeralKind.INDEFINITE

DIGITS: Final = NumeralForm.DIGITS
WORDS: Final = NumeralForm.WORDS
MIXED: Final = NumeralForm.MIXED
