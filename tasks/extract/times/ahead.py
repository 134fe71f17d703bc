"""Whether the words around a time speak of what is to come or of what has been."""

from __future__ import annotations

import re
from typing import Final

from tasks.extract.times import kinds
from tasks.extract.times.reader import Reader
from tasks.text import token_kinds

#: How far a verb is looked for, in tokens, before a time and after it: what follows soon tells of something else.
_BEFORE: Final = 14
_BEHIND: Final = 4
_ENDS: Final = frozenset(".؟!")
_ENDS_OR_COMMA: Final = _ENDS | {",", "\N{ARABIC COMMA}"}
#: What is told since something close by has been.
_SINCE: Final = frozenset(("منذ", "ومنذ"))
_CLOSE: Final = 6
#: A verb of the future: س before a letter of the imperfect (سيعقد, ستنطلق, سنواصل); cars, politics, years and control
#: begin alike (سيارة, سياسة, سنوات, سيطرة).
_FUTURE: Final = re.compile("[وف]?س(?!يا|نوات|نوي|يطر(?:ه|ت|وا|ته|تها|تهم|تنا)?$)[يتن][^\\W\\d_]{3,}$")
#: Before the hamza of the imperfect the letters must show it (سأعود, سيأتي, not ساعد or سياق).
_WITH_HAMZA: Final = re.compile("[وف]?سي?\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}[^\\W\\d_]{2,}$")


def looks_ahead(r: Reader, position: int) -> bool | None:
    """True where the nearest verb before (then after) looks ahead, False where it tells the past, else None."""
    before = range(position - 1, max(position - _BEFORE, 0) - 1, -1)
    told = _told(r, before, _ENDS)
    if told is not None:
        return told
    return _told(r, range(position + 1, min(position + _BEHIND + 1, r.size)), _ENDS_OR_COMMA)


def follows_since(r: Reader, position: int) -> bool:
    """Does منذ stand right before a time? What has lasted since then began before now."""
    return position > 0 and r.keys[position - 1] in _SINCE


def _told(r: Reader, around: range, ends: frozenset[str]) -> bool | None:
    """The tense of the first verb among some tokens of the sentence."""
    keys, kinds_, sights = r.keys, r.kinds, r.sights
    for at in around:
        key, kind = keys[at], kinds_[at]
        if key in ends or kind is token_kinds.BREAK:
            return None
        if kind is token_kinds.WORD and (sights[at] is not None or "س" in key[:2]):
            told = False if key in _SINCE and abs(at - around[0]) < _CLOSE else _tense(r, at)
            if told is not None:
                return told
    return None


def _tense(r: Reader, position: int) -> bool | None:
    found = r.match(position, kinds.FUTURE)
    if found is not None:
        return None if found.word.value == 0 else found.word.value == 1
    key = r.keys[position]
    if "س" not in key[:2]:
        return None
    if _FUTURE.match(key) or _WITH_HAMZA.match(r.document.text[r.starts[position] : r.ends[position]]):
        return True
    return None
