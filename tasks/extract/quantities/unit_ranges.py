"""Ranges whose ends are measures of their own, with or without a number: من متر إلى متر ونصف, من نصف طن إلى طنين."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.extract.document import Document
from tasks.extract.facts import Modifier
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.ranges import tells_change, to_words
from tasks.extract.quantities.units import unit_at, unit_before

_FROM: Final = frozenset(("من", "ومن"))
_NO_ENDS: Final = frozenset(("angle", "level"))
_FRACTIONS: Final = frozenset(("و", "نصف", "ونصف", "وربع", "وثلث"))
#: The fraction of the first end takes at most this many tokens (من متر و نصف).
_REACH: Final = 4


def join_ends(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in order, with two ends joined to one range where من stands before the first and إلى between them."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _are_ends(document, joined[-1], draft):
            first = joined[-1]
            first.low, first.high, first.value, first.si_value = first.value, draft.value, None, None
            first.modifier, first.rule = Modifier.RANGE, "range"
            first.trace.extend((*draft.trace, "range: from to"))
            first.begin(document, first.first - 1)
            first.finish(document, draft.last)
        else:
            joined.append(draft)
    return joined


def _are_ends(document: Document, first: Draft, second: Draft) -> bool:
    keys = document.tokens.keys
    if second.first != first.last + 1 or keys[first.last] not in to_words():
        return False
    if not first.first or keys[first.first - 1] not in _FROM or first.size is None:
        return False
    if (first.unit, first.dimension) != (second.unit, second.dimension):
        return False
    if first.modifier is not Modifier.EXACT or second.modifier is not Modifier.EXACT:
        return False
    if first.value is None or second.value is None or first.value >= second.value:
        return False
    return not tells_change(document, first.first, length=first.dimension == "length")


def is_end(document: Document, position: int, end: int) -> bool:
    """Is a unit without a number one end of a range whose other end is measured in such a unit too?"""
    keys = document.tokens.keys
    if not position:
        return False
    if keys[position - 1] in _FROM:
        to = end
        while to < min(end + _REACH, len(keys)) and keys[to] in _FRACTIONS:
            to += 1
        return (
            to < len(keys)
            and keys[to] in to_words()
            and any(_measures(document, at) for at in range(to + 1, min(to + 3, len(keys))))
        )
    if keys[position - 1] not in to_words():
        return False
    at = position - 1
    while at > 1 and keys[at - 1] in _FRACTIONS:
        at -= 1
    found = unit_before(document, at)
    return found is not None and any(key in _FROM for key in keys[max(0, found[1] - 2) : found[1]])


def _measures(document: Document, position: int) -> bool:
    """Does a unit stand here that a length or mass is told in? A degree may be a rank (من درجة ملازم إلى درجة نقيب)."""
    found = unit_at(document, position)
    return found is not None and found.unit.dimension not in _NO_ENDS
