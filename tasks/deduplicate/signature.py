"""Signatures: 128 small numbers that estimate how many shingles two contents share."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tasks.deduplicate.shingles import mix

#: Version of everything that decides which contents meet: folding, shingles, signature, bands, anchors. Stored with
#: each content and mixed into every key, so contents of two versions never meet by accident; a change is a migration
#: (``balagh reprocess --step deduplicate``).
VERSION: Final = 1

SLOTS: Final = 128
_SLOT_SHIFT: Final = np.uint64(64 - 7)
_VALUE_SHIFT: Final = np.uint64(64 - 7 - 32)
_VALUE_MASK: Final = np.uint64(0xFFFFFFFF)
_BORDERS: Final = np.arange(SLOTS, dtype=np.uint64) << _SLOT_SHIFT


def signature(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The one-permutation MinHash of ascending shingle hashes: the smallest hash of each of 128 slots.

    The top seven bits of a hash choose its slot, so the smallest hash of a slot is the first at or after the slot's
    border (Li, Owen & Zhang, *One Permutation Hashing*, 2012). Empty slots borrow from others along a fixed random
    sequence (Shrivastava, *Optimal Densification*, 2017). Empty when there are no shingles.

    >>> import numpy as np
    >>> signature(mix(np.arange(9, dtype=np.uint64))).shape
    (128,)
    """
    if not len(hashes):
        return np.empty(0, dtype=np.uint32)
    first = np.searchsorted(hashes, _BORDERS)
    filled = np.empty(SLOTS, dtype=bool)
    filled[:-1] = first[:-1] < first[1:]
    filled[-1] = first[-1] < len(hashes)
    values = ((hashes[np.minimum(first, len(hashes) - 1)] >> _VALUE_SHIFT) & _VALUE_MASK).astype(np.uint32)
    empty = np.flatnonzero(~filled)
    if len(empty):
        donors = _BORROW[empty, filled[_BORROW[empty]].argmax(axis=1)]
        values[empty] = values[donors]
    return values


def estimate(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> float:
    """The estimated Jaccard similarity of two contents: the share of equal slots (standard error at most 0.045).

    >>> import numpy as np
    >>> mine = signature(mix(np.arange(500, dtype=np.uint64)))
    >>> estimate(mine, mine)
    1.0
    """
    if not len(first) or not len(second):
        return 0.0
    return float(np.count_nonzero(first == second)) / SLOTS


def _borrowing_sequences() -> NDArray[np.intp]:
    """For every slot the other slots in a fixed random order."""
    sequences = np.empty((SLOTS, SLOTS), dtype=np.intp)
    slots = np.arange(SLOTS, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for slot in range(SLOTS):
            sequences[slot] = np.argsort(mix(slots + np.uint64(slot * SLOTS + 1)), kind="stable")
    return sequences


_BORROW: Final = _borrowing_sequences()
