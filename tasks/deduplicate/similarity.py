"""Exact similarity of two contents, measured on their shingles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.deduplicate.shingles import common


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """How much two contents share, all between 0 and 1.

    ``jaccard`` is shared over all shingles, ``first_in_second`` the share of the first's shingles that the second has,
    ``second_in_first`` the other way round.
    """

    jaccard: float
    first_in_second: float
    second_in_first: float

    @property
    def containment(self) -> float:
        """The larger of the two containments: how much of the one stands in the other."""
        return max(self.first_in_second, self.second_in_first)


def similarity(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> Similarity:
    """The exact similarity of two sets of distinct, ascending shingle hashes.

    >>> import numpy as np
    >>> similarity(np.array([1, 2], dtype=np.uint64), np.array([2, 3, 4], dtype=np.uint64)).jaccard
    0.25
    """
    shared = common(first, second)
    union = len(first) + len(second) - shared
    return Similarity(
        jaccard=shared / union if union else 0.0,
        first_in_second=shared / len(first) if len(first) else 0.0,
        second_in_first=shared / len(second) if len(second) else 0.0,
    )
