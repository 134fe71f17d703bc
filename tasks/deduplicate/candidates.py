"""Choosing which candidates are worth the exact comparison, from signatures alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from tasks.deduplicate.reading import ContentReading
from tasks.deduplicate.relation import SHORTEST
from tasks.deduplicate.signature import SLOTS, estimate

#: At most so many candidates are verified for one content, those with most keys in common first.
MOST: Final = 64

#: A candidate is dropped when its estimated containment is so far below the 0.5 that relates that 128 slots cannot
#: err by as much, and it shares but one key (unrelated agency texts share a phrase now and then).
ESTIMATED_CONTAINMENT: Final = 0.25
SHARED_KEYS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A content that shares keys, with what its row says; ``signature`` is 128 little-endian 32-bit numbers."""

    number: int
    shared_keys: int
    shingles: int
    signature: bytes


def worth_verifying(content: ContentReading, candidates: Iterable[Candidate]) -> list[int]:
    """The numbers of the candidates to compare exactly, the likeliest first."""
    mine = len(content.shingles)
    if mine < SHORTEST:
        return []
    chosen = []
    for candidate in candidates:
        if candidate.shingles < SHORTEST or len(candidate.signature) != 4 * SLOTS:
            continue
        jaccard = estimate(content.signature, np.frombuffer(candidate.signature, dtype="<u4"))
        shared = jaccard / (1 + jaccard) * (mine + candidate.shingles)
        if candidate.shared_keys >= SHARED_KEYS or shared >= ESTIMATED_CONTAINMENT * min(
            mine, candidate.shingles
        ):
            chosen.append(candidate)
    chosen.sort(key=lambda candidate: (-candidate.shared_keys, candidate.number))
    return [candidate.number for candidate in chosen[:MOST]]
