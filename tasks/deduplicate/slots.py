"""Slots: the places of a text where a figure, a date or a name stands, known by the words around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from tasks.text.span import Span
from tasks.text.tokens import TokenKind, Tokens

#: Words before and after that make a slot's context. Two and one keep contexts apart in releases of 400 words, and
#: survive an edit elsewhere in the sentence.
BEFORE: Final = 2
AFTER: Final = 1


#: Share of letter pairs (Dice) from which two names count as spellings of one.
ALIKE: Final = 0.78


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
    names_only_first: frozenset[str]
    names_only_second: frozenset[str]

    @property
    def differing(self) -> int:
        """How many values differ, over all differing slots."""
        return sum(max(len(difference.first), len(difference.second)) for difference in self.differences)

    @property
    def other_names(self) -> int:
        """How many names each of the texts has that the other has nowhere, the smaller of the two."""
        return min(len(self.names_only_first), len(self.names_only_second))

    @property
    def other_figures(self) -> int:
        """How many different figures each of the texts has that the other has nowhere, the smaller of the two."""
        return min(len(set(self.only_first)), len(set(self.only_second)))


def slots(tokens: Tokens, fillers: Iterable[Filler]) -> dict[Context, Counter[str]]:
    """The slots of a text: for every context the values that fill it.

    Words inside fillers, numbers and punctuation are no context, so a changed figure does not hide its neighbour. A
    filler without a value fills nothing, but its words are no context either.

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
        if filler.value:
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
    names_first, names_second = _values(first, SlotKind.NAME), _values(second, SlotKind.NAME)
    for context in sorted(first.keys() & second.keys()):
        mine, yours = first[context], second[context]
        agreeing += (mine & yours).total()
        only_mine, only_yours = sorted((mine - yours).elements()), sorted((yours - mine).elements())
        if context.kind is SlotKind.NAME:
            only_mine = [name for name in only_mine if not _known(name, names_second)]
            only_yours = [name for name in only_yours if not _known(name, names_first)]
        elif context.kind is SlotKind.DATE:
            only_mine, only_yours = (
                [date for date in only_mine if not any(map(partial(_same_date, date), only_yours))],
                [date for date in only_yours if not any(map(partial(_same_date, date), only_mine))],
            )
        if only_mine and only_yours:
            differences.append(
                Difference(kind=context.kind, first=tuple(only_mine), second=tuple(only_yours))
            )
    figures_first, figures_second = _values(first, SlotKind.FIGURE), _values(second, SlotKind.FIGURE)
    return Comparison(
        agreeing=agreeing,
        differences=tuple(differences),
        only_first=tuple(sorted((figures_first - figures_second).elements())),
        only_second=tuple(sorted((figures_second - figures_first).elements())),
        names_only_first=frozenset(name for name in names_first if not _known(name, names_second)),
        names_only_second=frozenset(name for name in names_second if not _known(name, names_first)),
    )


def _values(found: Slots, kind: SlotKind) -> Counter[str]:
    """All values of one kind, wherever they stand."""
    total: Counter[str] = Counter()
    for context, values in found.items():
        if context.kind is kind:
            total += values
    return total


def _known(name: str, others: Counter[str]) -> bool:
    """Does the other text have this name somewhere: in a longer or shorter form, or spelled a little otherwise?

    >>> _known("عبد الله السالم", Counter(["عبدالله السالم"])), _known("كولومبيا", Counter(["بوليفيا"]))
    (True, False)
    """
    if name in others:
        return True
    mine, words = name.replace(" ", ""), set(name.split())
    for other in others:
        yours = other.replace(" ", "")
        if mine in yours or yours in mine or words <= set(other.split()) or words >= set(other.split()):
            return True
        if _spelled_alike(mine, yours):
            return True
    return False


def _spelled_alike(first: str, second: str) -> bool:
    """Do two names share nearly all pairs of neighbouring letters (الأمريكية and الأميركية do)?"""
    pairs_first, pairs_second = (Counter(pairwise(name)) for name in (first, second))
    shared = (pairs_first & pairs_second).total()
    return 2 * shared >= ALIKE * (pairs_first.total() + pairs_second.total()) > 0


def _same_date(first: str, second: str) -> bool:
    """Could two EDTF values be the same date, one of them without its year?

    >>> _same_date("XXXX-09-30", "2018-09-30"), _same_date("2018-09", "2018-10")
    (True, False)
    """
    if first.startswith("XXXX") or second.startswith("XXXX"):
        return first[4:] == second[4:]
    return first == second
