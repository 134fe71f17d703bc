"""Deciding how two similar contents are related, and saying why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tasks.deduplicate.similarity import Similarity
from tasks.deduplicate.slots import Comparison

#: A pair is related when half of the shorter text stands in the longer one. On labelled news pairs the containment of
#: 8-letter shingles is 0.57 or more for the same story and 0.36 or less for another one.
CONTAINMENT: Final = 0.5

#: A content of a line or two says too little for similarity to mean anything: "ministers agree" and "ministers fail to
#: agree" share nearly all their shingles. Below the first bound only exact copies are related; below the second a pair
#: must share three quarters of all shingles and differ in no figure.
SHORTEST: Final = 80
SHORT: Final = 200
SHORT_JACCARD: Final = 0.75

#: Below this Jaccard similarity the texts differ in more than a few words; two other figures or names on top of that
#: are another event told in the same words (a telegram to another president, the next relief flight).
LOOSE: Final = 0.75

#: One text is an excerpt of the other when it is mostly inside it and the other is at least so much longer.
EXCERPT_RATIO: Final = 0.67


class Verdict(StrEnum):
    """What a pair of similar contents is."""

    NEAR = "near"
    REVISION = "revision"
    EXCERPT = "excerpt"
    TEMPLATE = "template"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How many distinct shingles the two contents have."""

    first: int
    second: int

    @property
    def shorter(self) -> int:
        """The smaller one."""
        return min(self.first, self.second)


def may_be_related(measured: Similarity, lengths: Lengths) -> bool:
    """Is a pair similar enough to look at its figures, dates and names?"""
    if lengths.shorter < SHORTEST:
        return False
    if lengths.shorter < SHORT:
        return measured.jaccard >= SHORT_JACCARD
    return measured.containment >= CONTAINMENT


def verdict(measured: Similarity, lengths: Lengths, compared: Comparison) -> Verdict:
    """What a pair that may be related is.

    Two communiqués from one template fill its slots with other values: most of the slots they share differ, at least
    two of them (yesterday's date and yesterday's figure). A correction changes fewer than it keeps. Where the texts
    agree only in part, two figures that the other has nowhere are enough; names count only where a slot differs too, for
    outlets name the same people differently.
    """
    if not may_be_related(measured, lengths):
        return Verdict.UNRELATED
    differing = compared.differing
    if differing and lengths.shorter < SHORT:
        return Verdict.TEMPLATE
    if differing >= 2 and differing > compared.agreeing:
        return Verdict.TEMPLATE
    others = compared.other_figures + (compared.other_names if differing else 0)
    if measured.jaccard < LOOSE and others >= 2:
        return Verdict.TEMPLATE
    if differing:
        return Verdict.REVISION
    if lengths.shorter < EXCERPT_RATIO * max(lengths.first, lengths.second):
        return Verdict.EXCERPT
    if compared.other_figures:
        return Verdict.REVISION
    return Verdict.NEAR
