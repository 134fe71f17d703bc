"""What words of order say besides an order: ages (في الخامسة والأربعين) and amounts (تجاوز المليون)."""

from __future__ import annotations

from typing import Final

from tasks.extract.document import Document
from tasks.extract.numeral import Numeral
from tasks.extract.numerals.letters import has_article
from tasks.extract.quantities import guards
from tasks.extract.quantities.bounds import hedge_before
from tasks.extract.quantities.counted_nouns import nouns
from tasks.text import token_kinds
from tasks.text.clitics import readings

_PERSONS: Final = frozenset(("هو", "هي", "وهو", "وهي", "كان", "كانت", "وكان", "وكانت", "انا", "وانا"))
_OF_AGE: Final = frozenset(("سن", "بسن", "لسن", "عمر", "بعمر"))
_IN: Final = frozenset(("في", "وفي"))
#: Up to twelve an hour of the day is meant as often (في الحادية عشرة).
_LAST_HOUR: Final = 12
#: Before these a round number is an amount, not a place in a row.
_TOWARDS: Final = frozenset(("الي", "عن", "علي", "حتي"))


def is_age_in_order(document: Document, numeral: Numeral) -> bool:
    """``في السادسة من عمره``; ``امرأة في الخامسة والأربعين``: the year of life that somebody is in."""
    keys, first, last = document.tokens.keys, numeral.first, numeral.last
    if not keys[first].endswith("ه") or numeral.value is None:
        return False
    if first and keys[first - 1] in _OF_AGE:
        return True  # دون سن الخامسة
    if guards.is_of_life(document.tokens, last):
        return not (first and has_article(keys[first - 1]))
    if first < 2 or keys[first - 1] not in _IN or not _LAST_HOUR < numeral.value < 100:
        return False
    if last < len(keys) and (document.tokens.kinds[last] is token_kinds.NUMBER or keys[last] == "من"):
        return False
    before = keys[first - 2]
    return before in _PERSONS or any(nouns().people.get(reading.stem) for reading in readings(before))


def is_amount(document: Document, numeral: Numeral) -> bool:
    """``تجاوز المليون``, ``يزيد عن الخمسة ملايين``: round and definite, yet nothing's place in a row."""
    first = numeral.first
    if numeral.value is None or numeral.value < 100 or first == 0:
        return False
    before = document.tokens.keys[first - 1]
    return before in _TOWARDS or hedge_before(document.tokens, first, numeral.clitic) is not None


def names_members(document: Document, numeral: Numeral) -> bool:
    """``مجموعة العشرين``: what has so many members, by a noun without the article that المجموعة العشرون has."""
    before = document.tokens.keys[numeral.first - 1] if numeral.first else ""
    return (
        not any(reading.article for reading in readings(before))
        and guards.names_thing(document, numeral, alone=True) is not None
    )
