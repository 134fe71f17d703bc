"""The value of a number expression, shared by quantities and times."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tasks.text.span import Span


class NumeralKind(StrEnum):
    """What sort of number the words are."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    INDEFINITE = "indefinite"


class NumeralForm(StrEnum):
    """How the number is written."""

    DIGITS = "digits"
    WORDS = "words"
    MIXED = "mixed"


class Numeral(NamedTuple):
    """One number expression. A named tuple, not a dataclass: readers make many a release, and tuples are made in C.

    ``span`` leaves out clitics written onto the first word except the article. ``first`` and ``last`` are token
    positions in the document (``last`` is exclusive). ``value`` is None for an indefinite numeral, whose bounds are
    ``low`` and ``high``. ``clitic`` is the prefix cut off the first word (``و``, ``ب`` …) or empty; ``article`` says
    whether the first word carries ال. ``loose`` marks a point with three digits behind it, which may group thousands or
    not: ``value`` is the likelier reading (whole if grouped), what is counted settles it. ``ratio`` marks ``a/b`` in digits, which may be something else.
    """

    span: Span
    first: int
    last: int
    value: int | float | None
    kind: NumeralKind = NumeralKind.CARDINAL
    form: NumeralForm = NumeralForm.DIGITS
    low: int | float | None = None
    high: int | float | None = None
    clitic: str = ""
    article: bool = False
    loose: bool = False
    ratio: bool = False
