"""Phrases of several words, found by their first or their last word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from tasks.text.fold import fold
from tasks.text.tokens import tokenize

Meaning = TypeVar("Meaning")


class Keyed(Protocol):
    """Anything with token keys."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The forms to look up."""


_PREFIXES = ("و", "ف", "ب", "ل", "ك", "وب", "ول")


def keys_of(phrase: str) -> tuple[str, ...]:
    """The token keys of a phrase as it would be cut in a text."""
    if (
        phrase.replace(" ", "").isalpha()
        and "\N{ARABIC LETTER HAMZA}" <= phrase[0] <= "\N{ARABIC LETTER YEH}"
    ):
        return tuple(fold(phrase).split())
    return tokenize(phrase).keys


class Phrases(Generic[Meaning]):
    """Word sequences with a meaning; the longest one wins.

    >>> table = Phrases([("كيلومتر", 1), ("كيلومتر مربع", 2)])
    >>> table.after(tokenize("5 كيلومتر مربع"), 1)
    (2, 3)
    """

    __slots__ = ("_by_first", "_by_last")

    def __init__(
        self,
        entries: Iterable[tuple[str, Meaning]],
        *,
        prefixed: bool = False,
        plain: Iterable[tuple[str, Meaning]] = (),
    ) -> None:
        found: dict[tuple[str, ...], Meaning] = {}
        for phrase, meaning in entries:
            keys = keys_of(phrase)
            found.setdefault(keys, meaning)
        if prefixed:
            for keys, meaning in list(found.items()):
                for prefix in _PREFIXES:
                    found.setdefault((prefix + keys[0], *keys[1:]), meaning)
        for phrase, meaning in plain:
            found.setdefault(keys_of(phrase), meaning)
        self._by_first = self._index(found, 0)
        self._by_last = self._index(found, -1)

    @staticmethod
    def _index(
        found: dict[tuple[str, ...], Meaning], at: int
    ) -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
        index: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for keys, meaning in found.items():
            index.setdefault(keys[at], []).append((keys, meaning))
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return index

    def __contains__(self, key: str) -> bool:
        """Does a phrase begin with this word?"""
        return key in self._by_first

    def first_words(self, wanted: Callable[[Meaning], bool]) -> frozenset[str]:
        """The first words of the phrases whose meaning is wanted."""
        return frozenset(
            key for key, entries in self._by_first.items() if any(wanted(meaning) for _, meaning in entries)
        )

    def after(self, tokens: Keyed, position: int, first: str | None = None) -> tuple[Meaning, int] | None:
        """The longest phrase that begins at a token, and the token after it; ``first`` replaces the token's key."""
        if position >= len(tokens.keys):
            return None
        entries = self._by_first.get(tokens.keys[position] if first is None else first)
        if entries is None:
            return None
        for keys, meaning in entries:
            end = position + len(keys)
            if tokens.keys[position + 1 : end] == keys[1:]:
                return meaning, end
        return None

    def before(self, tokens: Keyed, position: int) -> tuple[Meaning, int] | None:
        """The longest phrase that ends right before a token, and its first token."""
        if position <= 0:
            return None
        entries = self._by_last.get(tokens.keys[position - 1])
        if entries is None:
            return None
        for keys, meaning in entries:
            first = position - len(keys)
            if first >= 0 and tokens.keys[first:position] == keys:
                return meaning, first
        return None
