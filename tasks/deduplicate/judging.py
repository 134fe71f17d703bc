"""Judging pairs of contents: the exact measures first, the slots only where the measures leave a question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tasks.deduplicate.content import folded_codes
from tasks.deduplicate.fillers import read_slots
from tasks.deduplicate.relation import Lengths, Verdict, may_be_related, verdict
from tasks.deduplicate.shingles import shingle_hashes
from tasks.deduplicate.similarity import Similarity, similarity
from tasks.deduplicate.slots import Comparison, Slots, compare

#: Characters of the texts whose slots a process remembers: families of daily communiqués compare with the same texts
#: again and again, and reading the slots of one takes ten times the comparison. They take 8 bytes a character or so.
_REMEMBERED: Final = 6_000_000


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
        told = {side: {value for item in found for value in item[side]} for side in ("first", "second")}
        only = {
            "first": [value for value in self.compared.only_first if value not in told["first"]],
            "second": [value for value in self.compared.only_second if value not in told["second"]],
        }
        if self.verdict is not Verdict.EXCERPT and all(only.values()):
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
        compared = compare(_memory.slots(self._texts[first]), _memory.slots(self._texts[second]))
        return Judgement(verdict=verdict(measured, lengths, compared), measured=measured, compared=compared)

    def _hashes(self, number: int) -> NDArray[np.uint64]:
        if number not in self._shingles:
            self._shingles[number] = shingle_hashes(folded_codes(self._texts[number]))
        return self._shingles[number]


class _Memory:
    """Slots of the texts that were needed last; what it holds is bounded by the length of the texts, not by their number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._characters = 0
        self._slots: OrderedDict[str, Slots] = OrderedDict()

    def slots(self, text: str) -> Slots:
        """The slots of a text, read now or remembered.

        >>> memory = _Memory(20)
        >>> first = memory.slots("قتل خمسة أشخاص")
        >>> memory.slots("قتل خمسة أشخاص") is first
        True
        >>> _ = memory.slots("وصل سبعة أشخاص")
        >>> memory.slots("قتل خمسة أشخاص") is first
        False
        """
        found = self._slots.pop(text, None)
        if found is None:
            found = read_slots(text)
            self._characters += len(text)
        self._slots[text] = found
        while self._characters > self._most:
            forgotten, _ = self._slots.popitem(last=False)
            self._characters -= len(forgotten)
        return found


_memory: Final = _Memory(_REMEMBERED)
