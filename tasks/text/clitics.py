"""Clitics: the little words written onto the next one (و ف ب ك ل س and the article ال)."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

_CONJUNCTIONS: Final = frozenset("وف")
_PREPOSITIONS: Final = frozenset("بكل")
_CLITICS: Final = _CONJUNCTIONS | _PREPOSITIONS


class Reading(NamedTuple):
    """One way of cutting the clitics off a word's key.

    ``letters`` is how many letters were cut in all, ``before_article`` how many of them stand before the article.
    """

    proclitics: str
    article: bool
    stem: str
    letters: int
    before_article: int


_LETTERS: Final = itemgetter(3)


@lru_cache(maxsize=65536)
def readings(key: str) -> tuple[Reading, ...]:
    """Every way of cutting conjunction, preposition and article off a key, the uncut word first.

    A stem keeps at least two letters. ``لل`` is ل with the article, whose alef is not written.

    >>> [r.stem for r in readings("والتحالف")]
    ['والتحالف', 'التحالف', 'تحالف']
    >>> [(r.proclitics, r.article, r.stem) for r in readings("للتحالف")]
    [('', False, 'للتحالف'), ('ل', False, 'لتحالف'), ('ل', True, 'تحالف')]
    """
    first = key[:1]
    if first not in _CLITICS:  # most words have nothing before the article
        if first == "ا" and key[1:2] == "ل" and len(key) >= 4:
            return Reading("", False, key, 0, 0), Reading("", True, key[2:], 2, 0)
        return (Reading("", False, key, 0, 0),)
    found: list[Reading] = []
    conjunctions = ("", first) if first in _CONJUNCTIONS else ("",)
    for conjunction in conjunctions:
        before = len(conjunction)
        second = key[before : before + 1]
        for preposition in ("", second) if second in _PREPOSITIONS else ("",):
            proclitics = conjunction + preposition
            cut = len(proclitics)
            rest = key[cut:]
            if len(rest) >= 2:
                found.append(Reading(proclitics, False, rest, cut, cut))
            if len(rest) >= 4 and rest.startswith("ال"):
                found.append(Reading(proclitics, True, rest[2:], cut + 2, cut))
            elif preposition == "ل" and len(rest) >= 3 and rest[0] == "ل":
                found.append(Reading(proclitics, True, rest[1:], cut + 1, cut + 1))
    if len(found) > 1:
        found.sort(key=_LETTERS)
    return tuple(found) if found else (Reading("", False, key, 0, 0),)
