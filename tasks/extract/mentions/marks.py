"""Kinds of words, as far as names are concerned: bits of one number.

They are names of a module since CPython 3.11 takes five times as long to reach the attribute of a class, and ten times for a
flag of an ``IntFlag``; the grammars of names ask for some hundreds of them a release.
"""

from __future__ import annotations

from typing import Final

NONE: Final = 0
GIVEN: Final = 1 << 0
WEAK: Final = 1 << 1  # also an everyday word
SURNAME: Final = 1 << 2
FOREIGN: Final = 1 << 3
LINK: Final = 1 << 4  # bin, abu, al: what follows belongs to the name
FOREIGN_LINK: Final = 1 << 5  # van, de, le
NISBA: Final = 1 << 6  # with the article and a final yeh, as many family names
COMMON: Final = 1 << 7
NATION: Final = 1 << 8
DEFINITE: Final = 1 << 9
FOREIGN_SHAPE: Final = 1 << 10
BETWEEN: Final = 1 << 11
SERVANT: Final = 1 << 12
RELIGION: Final = 1 << 13
RELIGION_HEAD: Final = 1 << 14
PREPOSITION: Final = 1 << 15
PLACE_CUE: Final = 1 << 16
PLACE_HEAD: Final = 1 << 17
FACILITY_HEAD: Final = 1 << 18
PART: Final = 1 << 19
FIELD: Final = 1 << 20
ADJECTIVE: Final = 1 << 21
LOOSE: Final = 1 << 22
SPEECH: Final = 1 << 23
VERB_SHAPE: Final = 1 << 24
GROUP: Final = 1 << 25
COMPOSED: Final = 1 << 26  # an everyday word with something written onto it
ORGANIZATION_CUE: Final = 1 << 27
REGNAL: Final = 1 << 28
FAMOUS: Final = 1 << 30  # a family name that stands for its best known bearer
UNKNOWN_DEFINITE: Final = 1 << 29  # with the article, and no everyday word

#: Marks that make a word part of a person's name when a name has begun.
NAMELIKE: Final = FAMOUS | GIVEN | SURNAME | FOREIGN
