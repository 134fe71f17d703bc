"""Figures that a tokenizer took apart: ``7 . 5 درجة``, ``3 , 2 مليون``, ``1 , 200 سيارة``.

A mark with a space on both sides also parts sentences and lists, so two figures are one number only where what follows
settles it: a scale, a unit or a percent sign behind decimals, anything counted behind a group of three.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

from tasks.errors import ConfigurationError
from tasks.extract.numerals.lexicon import number_words
from tasks.text import token_kinds
from tasks.text.fold import match_key
from tasks.text.tokens import Tokens

_POINT: Final = "."
_COMMA: Final = ","
_COMMAS: Final = frozenset((_COMMA, "\N{ARABIC COMMA}"))
_MARKS: Final = _COMMAS | {_POINT, "/", ":", "-"}
_PERCENT: Final = frozenset("%٪")
_IN_A_HUNDRED: Final = tuple(("في", match_key(word)) for word in ("المئة", "المائة"))
#: A number has no more groups of thousands than this.
_MOST_GROUPS: Final = 4


@lru_cache(maxsize=1)
def _measures() -> tuple[frozenset[str], frozenset[str]]:
    """The first words of measures, and words that nothing counts."""
    try:
        table = tomllib.loads(files("tasks.languages").joinpath("numbers.toml").read_text(encoding="utf-8"))
        spaced = table["spaced"]
        return frozenset(map(match_key, spaced["measures"])), frozenset(map(match_key, spaced["not_counted"]))
    except (KeyError, ValueError) as error:
        raise ConfigurationError(f"numbers.toml: spaced: {error}") from error


def spaced_figure(tokens: Tokens, position: int) -> tuple[str, int] | None:
    """The digits that begin at a token as if nothing stood between them, and the token after; None where they are apart.

    >>> from tasks.text.tokens import tokenize
    >>> spaced_figure(tokenize("3 , 2 مليون"), 0), spaced_figure(tokenize("1 , 200 سيارة"), 0)
    (('3.2', 3), ('1200', 3))
    >>> spaced_figure(tokenize("في 7 . 5 أسباب"), 1)
    """
    if not _parted(tokens, position) or (position and tokens.keys[position - 1] in _MARKS):
        return None
    keys = tokens.keys
    mark, part, end = keys[position + 1], keys[position + 2], position + 3
    if end < len(keys) and (keys[end] in _MARKS or tokens.kinds[end] is token_kinds.NUMBER):
        return _groups(tokens, position) if mark in _COMMAS else None
    if mark in _COMMAS and len(part) == 3:
        return (keys[position] + part, end) if _is_counted(tokens, end) else None
    decimal = len(part) <= 2 or mark == _POINT
    if mark in (_POINT, _COMMA) and decimal and _is_measure(tokens, end):
        return f"{keys[position]}.{part}", end
    return None


def is_torn(tokens: Tokens, position: int) -> bool:
    """Is this half of a figure that nobody can put together again (``22 , 0 شخص``, whose zeros are lost)?

    >>> from tasks.text.tokens import tokenize
    >>> [is_torn(tokenize("نحو 22 , 0 شخص"), place) for place in (1, 3)]
    [True, True]
    """
    keys = tokens.keys
    if keys[position] == "0" and position > 1 and keys[position - 1] in _COMMAS:
        return _parted(tokens, position - 2)
    return _parted(tokens, position) and keys[position + 1] in _COMMAS and keys[position + 2] == "0"


def _parted(tokens: Tokens, position: int) -> bool:
    """Two figures with a mark between them, a space on both sides of it (before a point, on this side alone)."""
    keys, kinds, starts, ends = tokens.keys, tokens.kinds, tokens.starts, tokens.ends
    if position + 2 >= len(keys) or kinds[position + 2] is not token_kinds.NUMBER:
        return False
    if not (keys[position].isdigit() and keys[position + 2].isdigit()) or len(keys[position]) > 3:
        return False
    mark = keys[position + 1]
    if mark != _POINT and mark not in _COMMAS:
        return False
    apart = starts[position + 2] - ends[position + 1]
    return starts[position + 1] == ends[position] + 1 and (apart == 1 or (apart == 0 and mark == _POINT))


def _groups(tokens: Tokens, position: int) -> tuple[str, int] | None:
    """``1 , 234 , 567 نسمة``: three groups or more."""
    keys, text, end = tokens.keys, tokens.keys[position], position + 1
    while (
        end + 1 < len(keys)
        and keys[end] in _COMMAS
        and len(keys[end + 1]) == 3
        and _parted(tokens, end - 1)
        and end - position <= 2 * _MOST_GROUPS
    ):
        text, end = text + keys[end + 1], end + 2
    return (text, end) if end - position > 3 and _is_counted(tokens, end) else None


def _is_counted(tokens: Tokens, position: int) -> bool:
    """Does something stand here that a number can count?"""
    if position >= len(tokens):
        return False
    key = tokens.keys[position]
    if _is_measure(tokens, position):
        return True
    if tokens.kinds[position] is not token_kinds.WORD or key.startswith(("ال", "و")):
        return False
    return key not in _measures()[1]


def _is_measure(tokens: Tokens, position: int) -> bool:
    """A percent sign, a scale, or the first word of a unit or currency."""
    if position >= len(tokens):
        return False
    key = tokens.keys[position]
    if key in _PERCENT or key in _measures()[0] or tokens.keys[position : position + 2] in _IN_A_HUNDRED:
        return True
    word = number_words().get(key)
    return word is not None and not word.clitic and min(word.senses.values()) >= 1000
