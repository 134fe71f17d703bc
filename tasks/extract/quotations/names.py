"""The mentions of a release as speakers: found by their place, and linked to the phrase that names them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from tasks.extract.document import Document
from tasks.extract.facts import Mention, MentionType, Part
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: What can speak; a place speaks for its government ("أعلنت إسرائيل").
_SPEAKING: Final = frozenset(
    {
        MentionType.PERSON,
        MentionType.ORGANIZATION,
        MentionType.GROUP,
        MentionType.FACILITY,
        MentionType.PLACE,
    }
)


_SON: Final = "بن"


def _is_state(mention: Mention) -> bool:
    """Is the place a country of the gazetteer (``place:fr``)? A town does not speak."""
    return len(mention.entity) == len("place:fr") and mention.entity.startswith("place:")


class Names:
    """The mentions of a release, ordered by span."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]

    def __getitem__(self, index: int) -> Mention:
        return self._mentions[index]

    def within(self, span: Span) -> list[int]:
        """Positions of the mentions that lie inside a span and may speak."""
        found = []
        for index in range(bisect_left(self._starts, span.start), len(self._mentions)):
            mention = self._mentions[index]
            if mention.span.start >= span.end:
                break
            if mention.span.end <= span.end and mention.type in _SPEAKING:
                found.append(index)
        return found

    def acting(self, start: int, end: int) -> list[int]:
        """Positions of the people and bodies mentioned between two character positions."""
        kinds = (MentionType.PERSON, MentionType.ORGANIZATION)
        return [index for index in self.within(Span(start, end)) if self._mentions[index].type in kinds]

    def covers(self, span: Span) -> bool:
        """Is the span part of a name?"""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._mentions[index].span.end

    def begins(self, span: Span) -> int | None:
        """Position of the mention with which a phrase begins, if any (with or without its title)."""
        for index in self.within(span):
            mention = self._mentions[index]
            start = mention.span.start if mention.title_span is None else mention.title_span.start
            if min(start, mention.span.start) - span.start <= 1:
                return index if mention.type is not MentionType.PLACE or _is_state(mention) else None
            break
        return None

    def part(self, span: Span) -> Part:
        """A phrase as a speaker, linked to the person it ends with or begins with, else to what it begins with."""
        first = self.begins(span)
        people = [index for index in self.within(span) if self._mentions[index].type is MentionType.PERSON]
        if people:
            return Part(span=span, mention=people[0] if first == people[0] else people[-1])
        return Part(span=span, mention=first)

    def whole(self, index: int) -> Part:
        """A mention as a speaker, with the title written before it and the fathers' names after it."""
        mention = self._mentions[index]
        span = mention.span
        if (
            mention.title_span is not None
            and mention.title_span.end <= span.start <= mention.title_span.end + 2
        ):
            span = Span(mention.title_span.start, span.end)
        tokens = self._document.tokens
        token = self._document.token_at(span.end - 1) + 1
        while (
            token + 1 < len(tokens.keys)
            and tokens.keys[token] == _SON
            and tokens.kinds[token + 1] == TokenKind.WORD
        ):
            span = Span(span.start, tokens.ends[token + 1])
            token += 2
        return Part(span=span, mention=index)
