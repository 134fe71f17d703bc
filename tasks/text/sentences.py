"""Sentence and paragraph boundaries."""

from __future__ import annotations

import re

from tasks.text.span import Span

_CLOSERS = "\"”»’')\\]"
_END = re.compile(rf"(?:[!؟?…]+|\.+(?!\d))[{_CLOSERS}]*[.؟!]?(?=\s|$)|\n|[؟!.](?=[“«])")


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The stretches between line breaks.

    >>> split_paragraphs("a b\\nc")
    (Span(start=0, end=3), Span(start=4, end=5))
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            left = len(line) - len(line.lstrip())
            spans.append(Span(start + left, start + len(line.rstrip())))
        start += len(line) + 1
    return tuple(spans)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Sentences of a normalized text, ascending, without the space between them.

    >>> [s.of("قال نعم. ثم 7.5 كم؟ لا") for s in split_sentences("قال نعم. ثم 7.5 كم؟ لا")]
    ['قال نعم.', 'ثم 7.5 كم؟', 'لا']
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        end = match.start() if match.group() == "\n" else match.end()
        _add(spans, text, start, end)
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        left = start + len(piece) - len(piece.lstrip())
        spans.append(Span(left, left + len(stripped)))
