"""Whether the words around a time speak of what is to come or of what has been."""

from __future__ import annotations

import re
from typing import Final

from tasks.extract.times.lexicon import Kind
from tasks.extract.times.reader import Reader
from tasks.text.tokens import TokenKind

#: How far a verb is looked for, in tokens.
_REACH: Final = 14
#: A verb of the future: س before one of the four letters of the imperfect (سيعقد, ستنطلق, سنواصل, سأعود).
_FUTURE: Final = re.compile("[وف]?س[يتنا][^\\W\\d_]{3,}$")


def looks_ahead(r: Reader, position: int) -> bool | None:
    """True where the nearest verb before (then after) looks ahead, False where it tells the past, else None."""
    for step in (-1, 1):
        at, left = position + step, _REACH
        while 0 <= at < r.size and left:
            kind = r.kinds[at]
            if kind is TokenKind.BREAK or r.keys[at] in (".", "؟", "!"):
                break
            if kind is TokenKind.WORD:
                told = _tense(r, at)
                if told is not None:
                    return told
            at, left = at + step, left - 1
    return None


def _tense(r: Reader, position: int) -> bool | None:
    found = r.match(position, Kind.FUTURE)
    if found is not None:
        return None if found.word.value == 0 else found.word.value == 1
    key = r.keys[position]
    return True if _FUTURE.match(key) else None
