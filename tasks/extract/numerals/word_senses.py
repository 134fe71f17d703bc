"""The senses of number words as constants: reading a member off an ``Enum`` class takes Python 3.11 ten times as long as a module's name."""

from __future__ import annotations

from typing import Final

from tasks.extract.numerals.lexicon import Sense

UNIT: Final = Sense.UNIT
BOUND_UNIT: Final = Sense.BOUND_UNIT
TEN: Final = Sense.TEN
TEEN: Final = Sense.TEEN
TENS: Final = Sense.TENS
HUNDRED: Final = Sense.HUNDRED
HUNDREDS: Final = Sense.HUNDREDS
SCALE: Final = Sense.SCALE
SCALE_ACCUSATIVE: Final = Sense.SCALE_ACCUSATIVE
SCALE_DUAL: Final = Sense.SCALE_DUAL
SCALE_PLURAL: Final = Sense.SCALE_PLURAL
VAGUE: Final = Sense.VAGUE
FEW: Final = Sense.FEW
EXCESS: Final = Sense.EXCESS
ZERO: Final = Sense.ZERO
ORDINAL: Final = Sense.ORDINAL
BOUND_ORDINAL: Final = Sense.BOUND_ORDINAL
FRACTION: Final = Sense.FRACTION
FRACTION_LIKE_CARDINAL: Final = Sense.FRACTION_LIKE_CARDINAL
FRACTION_DUAL: Final = Sense.FRACTION_DUAL
FRACTION_PLURAL: Final = Sense.FRACTION_PLURAL
POINT: Final = Sense.POINT
MINUS: Final = Sense.MINUS
