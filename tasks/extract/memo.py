"""What is known of a word, found once and then looked up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

Known = TypeVar("Known")
#: Words remembered at once: a newsroom's vocabulary. What all memos together keep of a word takes 3 KB.
_MOST: Final = 32_768
#: Figures remembered at once: years and small numbers come again and again, most others never.
_MOST_FIGURES: Final = 2_048


class Memo(dict[str, Known]):
    """The answers of a function of a word, as a dictionary that asks the function for what it has not got.

    ``map(memo.__getitem__, keys)`` reads a whole release without a call in Python; an ``lru_cache``, which also moves
    each entry it finds to the head of a list, takes several times as long over a large vocabulary.

    >>> memo = Memo(len)
    >>> memo["abc"], memo
    (3, {'abc': 3})
    """

    __slots__ = ("_figures", "_find")

    def __init__(self, find: Callable[[str], Known]) -> None:
        super().__init__()
        self._find = find
        self._figures: dict[str, Known] = {}

    def __missing__(self, key: str) -> Known:
        held, most = (self._figures, _MOST_FIGURES) if key[:1].isdigit() else (self, _MOST)
        if key in held:
            return held[key]
        if len(held) >= most:
            held.clear()
        known = held[key] = self._find(key)
        return known
