"""A text under repair: every change goes through here, and is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tasks.normalize.signs import SUSPECTS, WIDE_SPACES, Signs, Units, has_wide_spaces, signs_of
from tasks.text.normalized import Repair
from tasks.text.offset_map import Edit, OffsetMap, Rows, compose, rows_of


class Line(NamedTuple):
    """A line without the white space around it, and where it stands."""

    start: int
    end: int
    text: str


class Draft:
    """The text as repaired so far, the map back to the raw text, and the counts of what was repaired."""

    __slots__ = ("_counts", "_edits", "_lines", "_signs", "raw", "text", "whole_words")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self._edits: list[Rows] = []
        self._signs: Signs | None = None
        self._lines: list[Line] | None = None
        self._counts: dict[str, tuple[int, float]] = {}
        #: The text in which, undamaged otherwise, no word was found broken or glued.
        self.whole_words: str | None = None

    def again(self) -> Draft:
        """A draft of the text as it stands, for another pass; what was seen in the text stays known."""
        draft = Draft(self.text)
        draft._signs, draft._lines, draft.whole_words = self._signs, self._lines, self.whole_words
        return draft

    def edit(
        self, kind: str, edits: list[Edit], confidence: float = 1.0, *, count: int | None = None
    ) -> None:
        """Apply edits that are ascending and do not overlap, and count them (or what was counted).

        >>> draft = Draft("a  b")
        >>> draft.edit("spaces", [Edit(1, 3, " ")])
        >>> draft.text, draft.repairs
        ('a b', (Repair(kind='spaces', count=1, confidence=1.0),))
        """
        if edits:
            self._become(apply(self.text, edits))
            self._edits.append(rows_of(edits))
            self.note(kind, len(edits) if count is None else count, confidence)

    def _become(self, text: str) -> None:
        """Take over a text; what was seen in the last one is forgotten."""
        self.text = text
        self._signs = self._lines = None

    def shows(self, signs: frozenset[int]) -> bool:
        """Does the text as it stands show one of these pairs of neighbours (see ``signs``)?"""
        if self._signs is None:
            self._signs = signs_of(self.text)
        return not signs.isdisjoint(self._signs.found)

    def places(self, signs: frozenset[int]) -> list[int]:
        """Where the second characters of these pairs stand in the text as it stands, ascending."""
        return self._signs.places(signs) if self.shows(signs) and self._signs else []

    def units(self) -> Units:
        """The UTF-16 units of the text as it stands (see ``Signs.units``)."""
        if self._signs is None:
            self._signs = signs_of(self.text)
        return self._signs.units[1:-1]

    def suspects(self) -> list[int]:
        """Where suspect characters stand in the text as it stands, ascending."""
        return self._signs.suspects() if self.shows(SUSPECTS) and self._signs else []

    def may_show_wide_spaces(self) -> bool:
        """Is there white space to collapse? Told without another look at a text that was just changed."""
        if self._signs is not None:
            return not WIDE_SPACES.isdisjoint(self._signs.found)
        return has_wide_spaces(self.text)

    @property
    def lines(self) -> list[Line]:
        """The lines of the text as it stands that hold something, cut once for all repairs that read lines."""
        if self._lines is None:
            self._lines = lines_of(self.text)
        return self._lines

    @property
    def offset_map(self) -> OffsetMap:
        """The map from the text as it stands to the raw text.

        Composed from the last change to the first: the first ones hold the most edits, and are so walked once.
        """
        return OffsetMap.of_rows(self._composed())

    def _composed(self) -> Rows:
        while len(self._edits) > 1:
            later = self._edits.pop()
            self._edits[-1] = compose(self._edits[-1], later)
        return self._edits[0] if self._edits else []

    def exchange(self, kind: str, text: str, count: int, confidence: float = 1.0) -> None:
        """Take over a text in which characters were exchanged one for one."""
        if len(text) != len(self.text):
            raise ValueError("an exchange keeps the length")
        self._become(text)
        self.note(kind, count, confidence)

    def note(self, kind: str, count: int, confidence: float) -> None:
        """Count repairs of a kind; the confidence kept is the mean over the repairs."""
        if count:
            before, mean = self._counts.get(kind, (0, 0.0))
            total = before + count
            self._counts[kind] = (total, (mean * before + confidence * count) / total)

    def has(self, kinds: frozenset[str]) -> bool:
        """Was damage of one of these kinds repaired?"""
        return not kinds.isdisjoint(self._counts)

    def settled(self, kinds: frozenset[str]) -> bool:
        """Was nothing repaired but damage of these kinds?"""
        return kinds.issuperset(self._counts)

    def absorb(self, later: Draft) -> None:
        """Take over the repairs of a draft that went on from this draft's text."""
        self._become(later.text)
        self._signs, self._lines = later._signs, later._lines
        self._edits.append(later._composed())
        for kind, (count, confidence) in later._counts.items():
            self.note(kind, count, confidence)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """The damage report, by kind."""
        return tuple(
            Repair(kind=kind, count=count, confidence=round(mean, 3))
            for kind, (count, mean) in sorted(self._counts.items())
        )


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after ascending edits."""
    pieces: list[str] = []
    position = 0
    for start, end, replacement in edits:
        pieces.append(text[position:start])
        pieces.append(replacement)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, without the white space around them."""
    found: list[Line] = []
    position = 0
    new = tuple.__new__  # half the cost of calling the class
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped is line and line:  # nothing was stripped
            found.append(new(Line, (position, position + len(line), line)))
        elif stripped:
            start = position if line[0] == stripped[0] else position + len(line) - len(line.lstrip())
            found.append(Line(start, start + len(stripped), stripped))
        position += len(line) + 1
    return found
