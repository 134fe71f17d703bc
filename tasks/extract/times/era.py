"""The era written after a year."""

from __future__ import annotations

from typing import Final

from tasks.extract.times import kinds
from tasks.extract.times.reader import Reader

#: Behind م these make square and cubic metres of it.
_POWERS: Final = frozenset(("2", "3", "²", "³"))


def era(r: Reader, position: int) -> tuple[str | None, int]:
    """The era written after a year (م, هـ, ق.م), and the token after it.

    The lone letter of an era may be followed by a stop but not by another letter with a stop (a name's initial).
    """
    key = r.key(position)
    if key == "ق" and r.key(position + 1) == "." and r.key(position + 2) == "م":
        return "before", position + 3
    found = r.match(position, kinds.ERA)
    if key == "م" and r.glued(position) and r.key(position + 1) in _POWERS:
        return None, position  # 1500 م2
    if found is not None and found.word.clitic in ("", "ل"):
        return str(found.word.value), found.end
    if key == "(":
        value, end = era(r, position + 1)
        if value is not None and r.key(end) == ")":
            return value, end + 1
    return None, position
