"""Whether joining words around a doubtful one could pay at all: asked before any of them is weighed in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tasks.normalize.doubts import RARE_SHORT
from tasks.normalize.word_costs import CHEAPEST, word_cost

_LETTER: Final = "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3"
_HEAD = re.compile(f"[{_LETTER}\u064b-\u0652\u0670]+")
_TAIL = re.compile(f"[{_LETTER}\u064b-\u0652\u0670]+$")
_LONGEST_TAIL: Final = 24
#: Words beside a doubtful one that are weighed together with it.
_BEFORE: Final = 5
_BEHIND: Final = 9
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
        for last, cost in enumerate(costs):
            apart, joined, rare, letters = cost, words[last], cost >= RARE_SHORT, len(words[last]) == 1
            spaces = 0.0
            for first in range(last - 1, max(-1, last - _MOST_PIECES), -1):
                joined = words[first] + joined
                if len(joined) > LONGEST_WORD:
                    break
                spaces += space_cost
                apart += costs[first]
                rare = rare or costs[first] >= RARE_SHORT
                letters = letters and len(words[first]) == 1
                if rare and spaces + CHEAPEST < apart:
                    together = word_cost(joined)
                    dearest = _DEAREST if damaged else VERY_COMMON if letters else COMMON
                    if together <= dearest and together + spaces < apart:
                        return True
    return False


def _runs(pieces: list[str], doubtful: set[str]) -> Iterator[list[str]]:
    """The words around doubtful pieces, between which stands nothing but white space."""
    start = end = 0
    for place in [i for i, piece in enumerate(pieces) if piece in doubtful]:
        if place - _BEFORE > end:
            yield from _words(pieces, start, end)
            start = place - _BEFORE
        end = place + _BEHIND
    yield from _words(pieces, start, end)


def _words(pieces: list[str], start: int, end: int) -> Iterator[list[str]]:
    run: list[str] = []
    before = pieces[start - 1] if start else " "
    for piece in pieces[start:end]:
        head = _HEAD.match(piece)
        if head and (head.end() > 1 or not before[-1].isdigit()):  # a letter behind a number is a unit or an era
            run.append(head.group())
            if head.end() == len(piece):
                before = piece
                continue
        if len(run) > 1:
            yield run
        before = piece
        tail = _TAIL.search(piece[-_LONGEST_TAIL:]) if not head or head.end() < len(piece) else None
        run = [tail.group()] if tail else []
    if len(run) > 1:
        yield run
