"""Clitics: the little words written onto the next one (و ف ب ك ل س and the article ال)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

_CONJUNCTIONS: Final = ("", "و", "ف")
_PREPOSITIONS: Final = ("", "ب", "ك", "ل")


class Reading(NamedTuple):
    """One way of cutting the clitics off a word's key.

    ``letters`` is how many letters were cut in all, ``before_article`` how many of them stand before the article.
    """

    proclitics: str
    article: bool
    stem: str
    letters: int
    before_article: int


@lru_cache(maxsize=65536)
def readings(key: str) -> tuple[Reading, ...]:
    """Every way of cutting conjunction, preposition and article off a key, the uncut word first.

    A stem keeps at least two letters. ``لل`` is ل with the article, whose alef is not written.

    >>> [r.stem for r in readings("والتحالف")]
    ['والتحالف', 'التحالف', 'تحالف']
    >>> [(r.proclitics, r.article, r.stem) for r in readings("للتحالف")]
    [('', False, 'للتحالف'), ('ل', False, 'لتحالف'), ('ل', True, 'تحالف')]
    """
    found: list[Reading] = []
    for conjunction in _CONJUNCTIONS:
        if not key.startswith(conjunction):
            continue
        for preposition in _PREPOSITIONS:
            proclitics = conjunction + preposition
            if not key.startswith(proclitics):
                continue
            cut = len(proclitics)
            rest = key[cut:]
            if len(rest) >= 2:
                found.append(Reading(proclitics, False, rest, cut, cut))
            if rest.startswith("ال") and len(rest) >= 4:
                found.append(Reading(proclitics, True, rest[2:], cut + 2, cut))
            elif preposition == "ل" and rest.startswith("ل") and len(rest) >= 3:
                found.append(Reading(proclitics, True, rest[1:], cut + 1, cut + 1))
    found.sort(key=lambda reading: reading.letters)
    return tuple(found) if found else (Reading("", False, key, 0, 0),)
