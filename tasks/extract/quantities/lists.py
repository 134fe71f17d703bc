"""Numbers that number the items of a list: ``1 - …`` at the beginning of a line, ``1- … 2- …`` run into one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.numeral import Numeral
from tasks.text import token_kinds
from tasks.text.tokens import Tokens

_MARKS: Final = frozenset((".", ")", "-", "–", "", "/"))
#: Marks behind the numbers of a list, by what they have in common.
_SERIES: Final = {"-": "-", "–": "-", "ـ": "-", ".": ".", ")": ")"}
_BULLETS: Final = frozenset(("-", "–", "*", "•", ""))
_STOPS: Final = (token_kinds.PUNCTUATION, token_kinds.BREAK)
_MOST: Final = 99
#: So many numbers that count up make a list; in brackets one more, since counts stand in brackets too.
_LEAST: Final = 2
_LEAST_IN_BRACKETS: Final = 3


def is_list_number(document: Document, numeral: Numeral) -> bool:
    """``1 - …`` or ``2) …`` at the beginning of a line; ``ـ 27: …``, the days of a chronicle."""
    tokens = document.tokens
    first, last = numeral.first, numeral.last
    if numeral.form is not numeral_kinds.DIGITS or numeral.value is None or not 0 <= numeral.value <= _MOST:
        return False
    if (
        first
        and tokens.keys[first - 1] == "("
        and (first == 1 or tokens.kinds[first - 2] is token_kinds.BREAK)
    ):
        return last + 1 < len(tokens) and tokens.keys[last] == ")" and first > 1
    if last + 1 < len(tokens) and tokens.keys[last] == ":" and first and tokens.keys[first - 1] in _BULLETS:
        return tokens.kinds[last + 1] is token_kinds.WORD and (
            first == 1 or tokens.kinds[first - 2] is not token_kinds.NUMBER
        )
    if last + 1 >= len(tokens) or tokens.keys[last] not in _MARKS:
        return False
    solid = tokens.glued(last) and tokens.kinds[last + 1] is token_kinds.WORD
    if (
        tokens.keys[last] == "."
        and solid
        and tokens.glued(last - 1)
        and not tokens.keys[last + 1].startswith("و")
    ):
        return True
    if first and tokens.kinds[first - 1] is not token_kinds.BREAK:
        return False
    return tokens.kinds[last + 1] is not token_kinds.NUMBER and (
        not tokens.glued(last) or tokens.keys[last] == "-"
    )


def numbered(tokens: Tokens, numerals: Sequence[Numeral]) -> frozenset[int]:
    """First tokens of the numbers that count up from 1 with one mark behind each, wherever their line begins.

    >>> from tasks.extract.numerals import find_numerals
    >>> document = Document.of("المطلوب: 1- صورة 2- شهادة")
    >>> sorted(numbered(document.tokens, find_numerals(document)))
    [2, 5]
    """
    found: list[int] = []
    runs: dict[str, list[int]] = {}
    for numeral, mark in _marked(tokens, numerals):
        run = runs.setdefault(mark, [])
        if numeral.value == 1:
            run.clear()
        if numeral.value != len(run) + 1:
            continue
        run.append(numeral.first)
        least = _LEAST_IN_BRACKETS if mark == "()" else _LEAST
        if len(run) == least:
            found.extend(run)
        elif len(run) > least:
            found.append(numeral.first)
    return frozenset(found)


def _marked(tokens: Tokens, numerals: Sequence[Numeral]) -> Iterator[tuple[Numeral, str]]:
    """Small whole numbers with the mark of a list and a word behind them, and nothing written onto their front."""
    keys, kinds = tokens.keys, tokens.kinds
    for numeral in numerals:
        first, last = numeral.first, numeral.last
        if last + 1 >= len(keys) or kinds[last + 1] is not token_kinds.WORD or last != first + 1:
            continue
        mark = _SERIES.get(keys[last])
        if mark is None or not keys[first].isdigit() or not 1 <= int(keys[first][:3]) <= _MOST:
            continue
        if mark != ")" and not tokens.glued(last - 1):
            continue
        if first and keys[first - 1] == "(":
            if mark != ")":
                continue
            if first == 1 or keys[first - 2] == "و" or kinds[first - 2] in _STOPS:
                yield numeral, "()"
        elif first == 0 or not tokens.glued(first - 1) or kinds[first - 1] in _STOPS:
            yield numeral, mark
