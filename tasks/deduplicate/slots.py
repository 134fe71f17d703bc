"""Slots: the places of a text where a figure, a date or a name stands, known by the words around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from tasks.text.span import Span
from tasks.text.tokens import TokenKind, Tokens

#: Words before and after that make a slot's context. Two and one keep contexts apart in releases of 400 words, and
#: survive an edit elsewhere in the sentence.
BEFORE: Final = 2
AFTER: Final = 1


class SlotKind(StrEnum):
    """What stands in a slot."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"


class Filler(NamedTuple):
    """What fills a slot: its span in the text and the value that is compared."""

    span: Span
    kind: SlotKind
    value: str


class Context(NamedTuple):
    """The words around a slot."""

    kind: SlotKind
    before: tuple[str, ...]
    after: tuple[str, ...]


Slots = Mapping[Context, Counter[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One slot that two texts fill differently."""

    kind: SlotKind
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two texts fill the slots they share, and which values only one of them has anywhere."""

    agreeing: int
    differences: tuple[Difference, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    shared_figures: int

    @property
    def differing(self) -> int:
        """How many values differ, over all differing slots."""
        return sum(max(len(difference.first), len(difference.second)) for difference in self.differences)


def slots(tokens: Tokens, fillers: Iterable[Filler]) -> dict[Context, Counter[str]]:
    """The slots of a text: for every context the values that fill it.

    Words inside fillers, numbers and punctuation are no context, so a changed figure does not hide its neighbour.

    >>> from tasks.text.tokens import tokenize
    >>> found = slots(tokenize("قتل في الغارة 5 أشخاص"), [Filler(Span(14, 15), SlotKind.FIGURE, "5")])
    >>> [(context.before, context.after) for context in found]
    [(('في', 'الغاره'), ('اشخاص',))]
    """
    ordered = sorted(fillers)
    words: list[str] = []
    starts: list[int] = []
    position = 0
    for index, kind in enumerate(tokens.kinds):
        start = tokens.starts[index]
        while position < len(ordered) and ordered[position].span.end <= start:
            position += 1
        inside = position < len(ordered) and ordered[position].span.start < tokens.ends[index]
        if not inside and kind in (TokenKind.WORD, TokenKind.LATIN):
            words.append(tokens.keys[index])
            starts.append(start)
    found: dict[Context, Counter[str]] = defaultdict(Counter)
    at = 0
    for filler in ordered:
        while at < len(starts) and starts[at] < filler.span.start:
            at += 1
        context = Context(filler.kind, tuple(words[max(0, at - BEFORE) : at]), tuple(words[at : at + AFTER]))
        found[context][filler.value] += 1
    return dict(found)


def compare(first: Slots, second: Slots) -> Comparison:
    """Which of the shared slots two texts fill alike, and which not.

    >>> a = Context(SlotKind.FIGURE, ("في",), ("شخص",))
    >>> compare({a: Counter(["5"])}, {a: Counter(["7"])}).differences[0].second
    ('7',)
    """
    agreeing = 0
    differences: list[Difference] = []
    for context in sorted(first.keys() & second.keys()):
        mine, yours = first[context], second[context]
        agreeing += (mine & yours).total()
        only_mine, only_yours = mine - yours, yours - mine
        if only_mine and only_yours:
            differences.append(
                Difference(
                    kind=context.kind,
                    first=tuple(sorted(only_mine.elements())),
                    second=tuple(sorted(only_yours.elements())),
                )
            )
    figures_first, figures_second = _figures(first), _figures(second)
    return Comparison(
        agreeing=agreeing,
        differences=tuple(differences),
        only_first=tuple(sorted((figures_first - figures_second).elements())),
        only_second=tuple(sorted((figures_second - figures_first).elements())),
        shared_figures=(figures_first & figures_second).total(),
    )


def _figures(found: Slots) -> Counter[str]:
    """All figures of a text, wherever they stand."""
    total: Counter[str] = Counter()
    for context, values in found.items():
        if context.kind is SlotKind.FIGURE:
            total += values
    return total
