"""A number said twice, in words and in figures in brackets: one quantity."""

from __future__ import annotations

from typing import Final

from tasks.extract import numeral_kinds
from tasks.extract.numeral import Numeral
from tasks.text.tokens import Tokens

#: A figure in brackets may leave out the scale that the words behind it name.
_SAID_WITH: Final = (1, 10**3, 10**6, 10**9, 10**12)


def says_again(numeral: Numeral, following: Numeral, after: int) -> bool:
    """``(20) عشرين مليون ريال``: does the figure in brackets only say the words behind it? Then those count."""
    if following.first != after or following.form is not numeral_kinds.WORDS or not following.value:
        return False
    value = numeral.value
    if numeral.form is not numeral_kinds.DIGITS or value is None:
        return False
    return any(following.value == value * scale for scale in _SAID_WITH)


def said_in_figures(tokens: Tokens, numeral: Numeral, following: Numeral) -> bool:
    """``خمسة آلاف (5000) ريال``: does the figure in brackets stand between the words and what they count?"""
    keys, last = tokens.keys, following.last
    if numeral.form is numeral_kinds.DIGITS or following.form is not numeral_kinds.DIGITS:
        return False
    if following.first != numeral.last + 1 or last >= len(keys) or keys[last] != ")":
        return False
    return keys[numeral.last] == "(" and following.value == numeral.value
