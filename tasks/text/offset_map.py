"""The map between a normalized text and its raw original, recorded edit by edit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tasks.text.span import Span


class Edit(NamedTuple):
    """``raw[start:end]`` was replaced by ``text`` (an empty stretch is an insertion, an empty text a deletion)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where every stretch of the normalized text stands in the raw text.

    The four parallel tuples hold one entry an edit: ``raw[raw_starts[i]:raw_ends[i]]`` became
    ``normalized[starts[i]:ends[i]]``; between edits the texts are equal, character by character.
    """

    raw_starts: tuple[int, ...] = ()
    raw_ends: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @staticmethod
    def of(edits: Iterable[Edit]) -> OffsetMap:
        """The map of edits that are ascending and do not overlap."""
        raw_starts: list[int] = []
        raw_ends: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        shift = 0
        for edit in edits:
            raw_starts.append(edit.start)
            raw_ends.append(edit.end)
            starts.append(edit.start + shift)
            ends.append(edit.start + shift + len(edit.text))
            shift += len(edit.text) - (edit.end - edit.start)
        return OffsetMap(tuple(raw_starts), tuple(raw_ends), tuple(starts), tuple(ends))

    def to_raw(self, span: Span) -> Span:
        """The raw stretch a normalized span came from; a span inside a replacement gives the whole replaced stretch.

        >>> OffsetMap.of([Edit(2, 4, "x")]).to_raw(Span(1, 4))
        Span(start=1, end=5)
        """
        return Span(self._raw_start(span.start), max(self._raw_start(span.start), self._raw_end(span.end)))

    def _raw_start(self, position: int) -> int:
        """Raw position of the character that begins at a normalized position."""
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return position
        if position < self.ends[index]:
            return self.raw_starts[index]
        return self.raw_ends[index] + position - self.ends[index]

    def _raw_end(self, position: int) -> int:
        """Raw position where the character that ends at a normalized position ends."""
        index = bisect_left(self.starts, position) - 1
        if index < 0:
            return position
        if position <= self.ends[index]:
            return self.raw_ends[index] if self.ends[index] > self.starts[index] else self.raw_starts[index]
        return self.raw_ends[index] + position - self.ends[index]
