"""Everything deduplication keeps of one text, made in one go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.deduplicate.content import content_hash, folded_codes
from tasks.deduplicate.keys import keys
from tasks.deduplicate.shingles import shingle_hashes
from tasks.deduplicate.signature import signature


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ContentReading:
    """The content of one normalized text: hash, length, shingles, signature and keys."""

    text: str
    content_hash: bytes
    letters: int
    shingles: NDArray[np.uint64]
    signature: NDArray[np.uint32]
    keys: NDArray[np.int64]


def read_content(text: str) -> ContentReading:
    """Read the content of a normalized text.

    >>> read_content("بيان").letters
    4
    """
    codes = folded_codes(text)
    hashes = shingle_hashes(codes)
    values = signature(hashes)
    return ContentReading(
        text=text,
        content_hash=content_hash(codes),
        letters=len(codes),
        shingles=hashes,
        signature=values,
        keys=keys(codes, values),
    )
