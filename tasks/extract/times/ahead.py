"""Whether the words around a time speak of what is to come or of what has been."""

from __future__ import annotations

import re
from typing import Final

from tasks.extract.times import kinds
from tasks.extract.times.reader import Reader
from tasks.text import token_kinds

#: How far a verb is looked for, in tokens, before a time and after it: what follows soon tells of something else.
_REACH: Final = ((-1, 14), (1, 4))
_ENDS: Final = frozenset(".؟!")
#: A verb of the future: س before one of the four letters of the imperfect (سيعقد, ستنطلق, سنواصل, سأعود).
_FUTURE: Final = re.compile("[وف]?س[يتنا][^\\W\\d_]{3,}$")


def looks_ahead(r: Reader, position: int) -> bool | None:
    """True where the nearest verb before (then after) looks ahead, False where it tells the past, else None."""
    for step, reach in _REACH:
        at = position + step
        while 0 <= at < r.size and abs(at - position) <= reach:
            kind = r.kinds[at]
            if kind is token_kinds.BREAK or r.keys[at] in _ENDS or (step > 0 and r.is_comma(at)):
                break
            if kind is token_kinds.WORD:
                told = _tense(r, at)
                if told is not None:
                    return told
            at += step
    return None


def _tense(r: Reader, position: int) -> bool | None:
    found = r.match(position, kinds.FUTURE)
    if found is not None:
        return None if found.word.value == 0 else found.word.value == 1
    key = r.keys[position]
    return True if "س" in key[:2] and _FUTURE.match(key) else None
