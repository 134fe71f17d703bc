"""Shingles: every run of eight letters of a content, each as one 64-bit hash."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Characters in a shingle. Eight letters are about a word and a half: long enough that unrelated texts share few,
#: short enough that a split word or a changed figure costs only eight of them (measured on 28 kinds of edit).
WIDTH: Final = 8

#: Frozen constants of the hash: odd multipliers of the rolling polynomial and the finalizer of splitmix64 (Steele,
#: Lea & Flood, 2014). A change makes stored signatures useless, so the version of the signature changes with them.
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX_1: Final = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2: Final = np.uint64(0x94D049BB133111EB)
_SHIFT_1, _SHIFT_2, _SHIFT_3 = np.uint64(30), np.uint64(27), np.uint64(31)


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread 64-bit values evenly over all bits (splitmix64's finalizer); one-to-one."""
    values = (values ^ (values >> _SHIFT_1)) * _MIX_1
    values = (values ^ (values >> _SHIFT_2)) * _MIX_2
    return values ^ (values >> _SHIFT_3)


def rolling(codes: NDArray[np.uint16], width: int) -> NDArray[np.uint64]:
    """The polynomial of every ``width`` (8 or 24) neighbouring codes, built by doubling: 1, 2, 4, 8, then 8 + 8 + 8."""
    with np.errstate(over="ignore"):
        power = _BASE
        hashes, reach = codes.astype(np.uint64) + np.uint64(1), 1
        while reach < WIDTH:
            hashes = hashes[: len(hashes) - reach] * power + hashes[reach:]
            power = power * power
            reach *= 2
        if width == WIDTH:
            return hashes
        end = len(hashes) - 2 * WIDTH
        return (hashes[:end] * power + hashes[WIDTH : end + WIDTH]) * power + hashes[2 * WIDTH :]


def shingle_hashes(codes: NDArray[np.uint16]) -> NDArray[np.uint64]:
    """The distinct shingle hashes of a content's codes, ascending; empty when it is shorter than a shingle.

    >>> from tasks.deduplicate.content import folded_codes
    >>> len(shingle_hashes(folded_codes("أربعة عشر"))), len(shingle_hashes(folded_codes("قصير")))
    (1, 0)
    """
    if len(codes) < WIDTH:
        return np.empty(0, dtype=np.uint64)
    with np.errstate(over="ignore"):
        hashes = np.sort(mix(rolling(codes, WIDTH)))
    keep = np.empty(len(hashes), dtype=bool)
    keep[0] = True
    np.not_equal(hashes[1:], hashes[:-1], out=keep[1:])
    return hashes[keep]


def common(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> int:
    """How many hashes two ascending arrays of distinct hashes share."""
    if len(first) > len(second):
        first, second = second, first
    if not len(first):
        return 0
    positions = np.searchsorted(second, first)
    positions[positions == len(second)] = len(second) - 1
    return int(np.count_nonzero(second[positions] == first))
