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

    __slots__ = ("_by_first", "_by_last", "_found")

    def __init__(
        self,
        entries: Iterable[tuple[str, Meaning]],
        *,
        prefixed: bool = False,
        plain: Iterable[tuple[str, Meaning]] = (),
    ) -> None:
        found: dict[tuple[str, ...], Meaning] = {}
        for phrase, meaning in entries:
            found.setdefault(keys_of(phrase), meaning)
        if prefixed:
            for keys, meaning in list(found.items()):
                for prefix in _PREFIXES:
                    found.setdefault((prefix + keys[0], *keys[1:]), meaning)
        for phrase, meaning in plain:
            found.setdefault(keys_of(phrase), meaning)
        self._found = found
        self._by_first = self._lengths(found, 0)
        self._by_last = self._lengths(found, -1)

    @staticmethod
    def _lengths(found: dict[tuple[str, ...], Meaning], at: int) -> dict[str, tuple[int, ...]]:
        """How long the phrases with a first (or last) word are, the longest first."""
        lengths: dict[str, set[int]] = {}
        for keys in found:
            lengths.setdefault(keys[at], set()).add(len(keys))
        return {key: tuple(sorted(found_lengths, reverse=True)) for key, found_lengths in lengths.items()}

    def __contains__(self, key: str) -> bool:
        """Does a phrase begin with this word?"""
        return key in self._by_first

    def openers(self) -> frozenset[str]:
        """The first words of all phrases."""
        return frozenset(self._by_first)

    def first_words(self, wanted: Callable[[Meaning], bool]) -> frozenset[str]:
        """The first words of the phrases whose meaning is wanted."""
        return frozenset(keys[0] for keys, meaning in self._found.items() if wanted(meaning))

    def after(self, tokens: Keyed, position: int, first: str | None = None) -> tuple[Meaning, int] | None:
        """The longest phrase that begins at a token, and the token after it; ``first`` replaces the token's key."""
        keys = tokens.keys
        if position >= len(keys):
            return None
        for length in self._by_first.get(keys[position] if first is None else first, ()):
            end = position + length
            if end > len(keys):
                continue
            phrase = keys[position:end] if first is None else (first, *keys[position + 1 : end])
            if phrase in self._found:
                return self._found[phrase], end
        return None

    def before(self, tokens: Keyed, position: int) -> tuple[Meaning, int] | None:
        """The longest phrase that ends right before a token, and its first token."""
        if position <= 0:
            return None
        keys = tokens.keys
        for length in self._by_last.get(keys[position - 1], ()):
            first = position - length
            if first >= 0 and keys[first:position] in self._found:
                return self._found[keys[first:position]], first
        return None
