"""Judging pairs of contents: the exact measures first, the slots only where the measures leave a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tasks.deduplicate.content import folded_codes
from tasks.deduplicate.fillers import read_slots
from tasks.deduplicate.relation import Lengths, Verdict, may_be_related, verdict
from tasks.deduplicate.shingles import shingle_hashes
from tasks.deduplicate.similarity import Similarity, similarity
from tasks.deduplicate.slots import Comparison, Context, compare

#: Texts whose slots a process remembers: a family of daily communiqués compares with the same few again and again.
_REMEMBERED: Final = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What two contents are to each other, with the measures and differences that say why."""

    verdict: Verdict
    measured: Similarity
    compared: Comparison | None

    def differences(self) -> list[dict[str, Any]]:
        """What differs, ready for JSON: slots filled differently, then figures that only one text has."""
        if self.compared is None:
            return []
        found: list[dict[str, Any]] = [
            {
                "kind": difference.kind.value,
                "first": list(difference.first),
                "second": list(difference.second),
            }
            for difference in self.compared.differences
        ]
        if self.verdict is not Verdict.EXCERPT and self.compared.only_first and self.compared.only_second:
            only = {"first": list(self.compared.only_first), "second": list(self.compared.only_second)}
            found.append({"kind": "figures elsewhere", **only})
        return found


class Judge:
    """Judges pairs among some texts; each text's shingles are made once."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = texts
        self._shingles: dict[int, NDArray[np.uint64]] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._texts

    def judge(self, first: int, second: int) -> Judgement:
        """What two of the texts are to each other.

        >>> Judge({1: "بيان قصير", 2: "بيان آخر"}).judge(1, 2).verdict.value
        'unrelated'
        """
        mine, yours = self._hashes(first), self._hashes(second)
        measured = similarity(mine, yours)
        lengths = Lengths(first=len(mine), second=len(yours))
        if not may_be_related(measured, lengths):
            return Judgement(verdict=Verdict.UNRELATED, measured=measured, compared=None)
        compared = compare(_slots(self._texts[first]), _slots(self._texts[second]))
        return Judgement(verdict=verdict(measured, lengths, compared), measured=measured, compared=compared)

    def _hashes(self, number: int) -> NDArray[np.uint64]:
        if number not in self._shingles:
            self._shingles[number] = shingle_hashes(folded_codes(self._texts[number]))
        return self._shingles[number]


@lru_cache(maxsize=_REMEMBERED)
def _slots(text: str) -> dict[Context, Counter[str]]:
    return read_slots(text)
