"""Both ends of a change: ``من 7,5 إلى 8,2 في المئة``, ``من 500 دولار إلى 300``."""

from __future__ import annotations

from typing import Final

from tasks.extract.numerals.digits import tidy
from tasks.extract.quantities.draft import Draft
from tasks.text.tokens import Tokens

#: What the two ends do not share.
_UNSHARED: Final = frozenset(("number", "ordinal", "identifier", "age", "score"))
_FROM: Final = (("من",), ("ومن",))
_TO: Final = (("الي",), ("حتي",))
_DEGREES: Final = frozenset(("Cel", "[degF]", "deg"))


def share_measure(tokens: Tokens, before: Draft, draft: Draft, value: float | None) -> None:
    """Give the plain end of a change the unit or noun of the other; ``value`` is the second number as it is written."""
    keys = tokens.keys
    if keys[before.last : draft.first] not in _TO or keys[before.first - 1 : before.first] not in _FROM:
        return
    if before.value is None or draft.value is None:
        return
    if _is_plain(before) and draft.dimension not in _UNSHARED and draft.value == value:
        _share(draft, before)
    elif _is_plain(draft) and before.dimension not in _UNSHARED and _is_whole(before):
        _share(before, draft)


def _is_plain(draft: Draft) -> bool:
    return draft.rule == "number" and draft.dimension == "number"


def _is_whole(draft: Draft) -> bool:
    """Is it no sum of coins (40 سنتا is 0.4)?"""
    return draft.dimension != "money" or (draft.value or 0) >= 1


def _share(source: Draft, other: Draft) -> None:
    """The words that say what is measured stand with the source, so its span and that of its noun stay there."""
    other.dimension, other.unit, other.candidates = source.dimension, source.unit, source.candidates
    other.counted, other.people, other.base = source.counted, source.people, source.base
    other.size, other.rule = source.size, source.rule
    if source.si_value is not None and source.size is not None and source.unit not in _DEGREES:
        other.si_value = float(tidy((other.value or 0) * source.size))
    other.trace.append("as the other end of a change")
