"""Half-open stretches of text, counted in Unicode code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``text[start:end]``.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Do the two spans share at least one character?

        >>> Span(0, 3).overlaps(Span(2, 4)), Span(0, 3).overlaps(Span(3, 4))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Does the other span lie wholly inside this one?"""
        return self.start <= other.start and other.end <= self.end
