"""A figure that says another one again: 110,000 كم² (42,471 ميلا مربعا), مليون دولار أي نحو 930 ألف يورو."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from tasks.extract.document import Document
from tasks.extract.facts import Modifier
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.forms import read_data
from tasks.extract.quantities.phrases import Phrases

_OPEN: Final = frozenset(("(", "[", "-", "–", "\N{ARABIC COMMA}", ","))
#: Two figures of one length agree when they differ by no more than this, or by the rounding of either.
_TOLERANCE: Final = 0.02
_APPROXIMATE: Final = 0.06


@lru_cache(maxsize=1)
def _words() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in read_data("numbers_bounds.toml")["restatements"]["words"])


def link_restatements(document: Document, drafts: Sequence[Draft]) -> None:
    """Link every conversion to what it restates, and say whether the two agree."""
    for first, second in pairwise(drafts):
        if first.restates is not None and second.first > first.last + 2:
            continue
        if not _follows(document, first, second):
            continue
        if not _same_kind(first, second):
            continue
        second.restates = first
        second.agrees = _agree(first, second)
        if second.agrees is False:
            second.trace.append("does not agree with what it restates")


def _follows(document: Document, first: Draft, second: Draft) -> bool:
    """Is the second in brackets right behind the first, or joined by أي, ما يعادل?"""
    keys = document.tokens.keys
    gap = keys[first.last : second.first]
    if gap in (("(",), ("[",)) or (not gap and keys[second.first] in ("(", "[")):
        return True
    if not gap or len(gap) > 5:
        return False
    at = first.last + 1 if gap[0] in _OPEN else first.last
    match = _words().after(document.tokens, at)
    return match is not None and match[1] == second.first


def _same_kind(first: Draft, second: Draft) -> bool:
    if first.dimension == second.dimension == "money":
        return first.unit != second.unit
    if first.dimension in ("number", "count") and second.dimension in ("number", "count"):
        return (
            first.value is not None
            and first.value == second.value
            and (None in (first.counted, second.counted) or first.counted == second.counted)
        )
    return first.dimension == second.dimension and first.size is not None and second.size is not None


def _agree(first: Draft, second: Draft) -> bool | None:
    """Do both say the same, up to rounding? None where they cannot be compared (two currencies)."""
    if first.dimension == "money":
        return None
    if first.dimension == "temperature":
        one, other = first.si_value, second.si_value
        return None if one is None or other is None else abs(one - other) <= 1
    pairs = [(first.value, second.value), (first.low, second.low), (first.high, second.high)]
    compared = [
        (
            a * (first.size or 1),
            b * (second.size or 1),
            _rounding(a) * (first.size or 1) + _rounding(b) * (second.size or 1),
        )
        for a, b in pairs
        if a is not None and b is not None
    ]
    if not compared:
        return None
    loose = Modifier.APPROX in (first.modifier, second.modifier)
    share = _APPROXIMATE if loose else _TOLERANCE
    return all(abs(a - b) <= max(share * max(abs(a), abs(b)), rounding) for a, b, rounding in compared)


def _rounding(value: float) -> float:
    """Half a unit of the last digit that is not a trailing zero, at most a twentieth of the whole.

    >>> _rounding(110000), _rounding(7.5), _rounding(100)
    (5000.0, 0.05, 5.0)
    """
    text = f"{value:.12f}".rstrip("0")
    whole, _, part = text.partition(".")
    if part:
        return 0.5 * 10.0 ** -len(part)
    zeros = len(whole) - len(whole.rstrip("0"))
    return min(0.5 * 10.0**zeros, abs(value) / 20) if whole.strip("-0") else 0.5
