"""Keys: the few 64-bit numbers under which a content is filed, so that similar contents meet."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tasks.deduplicate.shingles import mix, rolling
from tasks.deduplicate.signature import SLOTS, VERSION

#: Bands catch texts with edits scattered all over: 20 bands of 3 slots.
BANDS: Final = 20
ROWS: Final = 3

#: Anchors catch a long stretch in common, however small its share of either text: windows of 24 letters (four or five
#: words), thinned to between 16 and 32 a content by keeping hashes with so many zero bits; a longer content keeps a
#: subset of what a shorter one keeps, so the two still meet. Measured on pairs whose containment is 0.5 or more: bands
#: alone (42 x 3) find 77 to 98 % of them, these anchors with 20 x 3 bands 98 to 100 %, with as many keys.
ANCHOR_WIDTH: Final = 24
ANCHORS: Final = 16

_BAND_SALT: Final = np.uint64(0x1000 + VERSION)
_ANCHOR_SALT: Final = np.uint64(0x2000 + VERSION)


def keys(codes: NDArray[np.uint16], values: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The distinct keys of a content's codes and signature, as signed integers for SQL.

    >>> from tasks.deduplicate.content import folded_codes
    >>> keys(folded_codes("قصير"), np.empty(0, dtype=np.uint32)).tolist()
    []
    """
    return np.unique(np.concatenate([_band_keys(values), _anchor_keys(codes)])).view(np.int64)


def _band_keys(values: NDArray[np.uint32]) -> NDArray[np.uint64]:
    if len(values) != SLOTS:
        return np.empty(0, dtype=np.uint64)
    rows = values[: BANDS * ROWS].reshape(BANDS, ROWS).astype(np.uint64)
    with np.errstate(over="ignore"):
        key = mix(np.arange(BANDS, dtype=np.uint64) + (_BAND_SALT << np.uint64(32)))
        for row in range(ROWS):
            key = mix(key + rows[:, row])
    return key


def _anchor_keys(codes: NDArray[np.uint16]) -> NDArray[np.uint64]:
    if len(codes) < ANCHOR_WIDTH:
        return np.empty(0, dtype=np.uint64)
    with np.errstate(over="ignore"):
        hashes = mix(rolling(codes, ANCHOR_WIDTH) + (_ANCHOR_SALT << np.uint64(32)))
    level = max(0, (len(hashes) // ANCHORS).bit_length() - 1)
    kept: NDArray[np.uint64] = hashes[(hashes & np.uint64((1 << level) - 1)) == 0]
    return kept
