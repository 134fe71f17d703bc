"""What is known of a word, found once and then looked up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

Known = TypeVar("Known")
#: Words remembered at once: a newsroom's vocabulary many times over, some tens of megabytes.
_MOST: Final = 65_536


class Memo(dict[str, Known]):
    """The answers of a function of a word, as a dictionary that asks the function for what it has not got.

    ``map(memo.__getitem__, keys)`` reads a whole release without a call in Python; an ``lru_cache``, which also moves
    each entry it finds to the head of a list, takes several times as long over a large vocabulary.

    >>> memo = Memo(len)
    >>> memo["abc"], memo
    (3, {'abc': 3})
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], Known]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: str) -> Known:
        if len(self) >= _MOST:
            self.clear()
        known = self[key] = self._find(key)
        return known
