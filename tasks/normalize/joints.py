"""Whether joining words around a doubtful one could pay at all: asked before any of them is weighed in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tasks.normalize.doubts import RARE_SHORT
from tasks.normalize.word_costs import CHEAPEST, word_cost

_LETTER: Final = "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3"
_HEAD = re.compile(f"[{_LETTER}\u064b-\u0652\u0670]+")
_TAIL = re.compile(f"[{_LETTER}\u064b-\u0652\u0670]+$")
_LONGEST_TAIL: Final = 24
_LONGEST_KNOWN: Final = 40
#: Words beside a doubtful one that are weighed together with it.
_BEFORE: Final = 4
_BEHIND: Final = 7
_MOST_PIECES: Final = 4
#: A whole text gets a word joined only if the word is at least this common (5.2 decades), one of letters alone only if
#: it is as common as this (3 decades).
COMMON: Final = 52
VERY_COMMON: Final = 30
_DEAREST: Final = 1_000
#: A word of more letters is none.
LONGEST_WORD: Final = 17


def may_join(pieces: list[str], doubtful: set[str], space_cost: float, *, damaged: bool) -> bool:
    """Is there a word near a doubtful piece that is likelier than the pieces it would be made of, and common enough?

    Never False where weighing would join something; weighing takes ten times as long, and four texts of five
    hold a doubtful word.

    >>> may_join("الاتفاق ع لى الحدود".split(), {"ع"}, 40, damaged=False)
    True
    >>> may_join("زار دبي أمس".split(), {"دبي"}, 40, damaged=False)
    False
    """
    for words in _runs(pieces, doubtful):
        costs = list(map(word_cost, words))
        for place, cost in enumerate(costs):
            if cost >= RARE_SHORT and _pays(words, costs, place, space_cost, damaged=damaged):
                return True
    return False


def _pays(words: list[str], costs: list[int], rare: int, space_cost: float, *, damaged: bool) -> bool:
    """Is a word of up to four pieces, this rare one among them, likelier than they are?"""
    for first in range(max(0, rare - _MOST_PIECES + 1), rare + 1):
        joined, apart, spaces = words[first], costs[first], 0.0
        for last in range(first + 1, min(len(words), first + _MOST_PIECES)):
            joined += words[last]
            if len(joined) > LONGEST_WORD:
                break
            apart += costs[last]
            spaces += space_cost
            if last >= rare and spaces + CHEAPEST < apart:
                together = word_cost(joined)
                letters = len(joined) == last - first + 1
                dearest = _DEAREST if damaged else VERY_COMMON if letters else COMMON
                if together <= dearest and together + spaces < apart:
                    return True
    return False


def _runs(pieces: list[str], doubtful: set[str]) -> Iterator[list[str]]:
    """The words around doubtful pieces, between which stands nothing but white space."""
    start = end = 0
    for place in [i for i, piece in enumerate(pieces) if piece in doubtful]:
        if place and _is_label(pieces[place - 1], pieces[place]):
            continue
        if place - _BEFORE > end:
            yield from _words(pieces, start, end)
            start = place - _BEFORE
        end = place + _BEHIND
    yield from _words(pieces, start, end)


def _words(pieces: list[str], start: int, end: int) -> Iterator[list[str]]:
    run: list[str] = []
    before = pieces[start - 1] if start else " "
    for piece in pieces[start:end]:
        head, tail = _ends(piece) if len(piece) <= _LONGEST_KNOWN else _find_ends(piece)
        if len(head) == 1 and _is_label(before, piece):
            head = ""
            tail = tail if len(piece) > 1 else ""
        before = piece
        if head:
            run.append(head)
            if len(head) == len(piece):
                continue
        if len(run) > 1:
            yield run
        run = [tail] if tail else []
    if len(run) > 1:
        yield run


def _is_label(before: str, piece: str) -> bool:
    """Is the lone letter at the head of a piece a unit or an era, since a number stands before it?"""
    return before[-1].isdigit() and len(_ends(piece[:2])[0]) == 1


def _find_ends(piece: str) -> tuple[str, str]:
    """The letters that a piece begins with, and those that it ends with."""
    head = _HEAD.match(piece)
    tail = _TAIL.search(piece[-_LONGEST_TAIL:])
    return head.group() if head else "", tail.group() if tail else ""


_ends = lru_cache(maxsize=65536)(_find_ends)
