"""What normalization changed, stretch by stretch: for people who want to see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.normalized import NormalizedText
from tasks.text.span import Span


class Change(NamedTuple):
    """A stretch of the raw text and what became of it."""

    raw_span: Span
    span: Span
    before: str
    after: str


def changes(normalized: NormalizedText) -> Iterator[Change]:
    """Every stretch that differs, in order: edits of the map, and letters exchanged one for one between them.

    >>> from tasks.normalize import normalize
    >>> [(change.before, change.after) for change in changes(normalize("العراقیة  في أيلول 2018 .دعمت"))]
    [('ی', 'ي'), ('  ', ' '), (' .', '. ')]
    """
    raw, text = normalized.raw, normalized.text
    raw_position = position = 0
    for raw_span, span in normalized.offset_map:
        yield from _exchanged(raw, text, raw_position, position, raw_span.start - raw_position)
        before, after = raw_span.of(raw), span.of(text)
        if before != after:
            yield Change(raw_span, span, before, after)
        raw_position, position = raw_span.end, span.end
    yield from _exchanged(raw, text, raw_position, position, len(raw) - raw_position)


def _exchanged(raw: str, text: str, raw_start: int, start: int, length: int) -> Iterator[Change]:
    """Runs of letters that differ in two stretches of equal length."""
    if raw[raw_start : raw_start + length] == text[start : start + length]:
        return
    i = 0
    while i < length:
        if raw[raw_start + i] == text[start + i]:
            i += 1
            continue
        first = i
        while i < length and raw[raw_start + i] != text[start + i]:
            i += 1
        raw_span, span = Span(raw_start + first, raw_start + i), Span(start + first, start + i)
        yield Change(raw_span, span, raw_span.of(raw), span.of(text))
