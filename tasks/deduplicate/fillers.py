"""The figures, dates and names of a text, as fillers of its slots."""

from __future__ import annotations

from collections import Counter

from tasks.deduplicate.slots import Context, Filler, SlotKind, slots
from tasks.extract.document import Document
from tasks.extract.mentions import find_mentions
from tasks.extract.numerals import find_numerals
from tasks.extract.times import find_times
from tasks.text.fold import match_key
from tasks.text.span import Span


def read_slots(text: str) -> dict[Context, Counter[str]]:
    """The slots of a normalized text, read with the same grammars as its facts.

    Figures compare as numbers (خمسة equals 5), dates by their value, names by their entity; where fillers overlap, a
    date goes before a figure and a figure before a name.

    >>> [(context.kind.value, dict(values)) for context, values in read_slots("قتل خمسة أشخاص").items()]
    [('figure', {'5': 1})]
    """
    document = Document.of(text)
    numerals = find_numerals(document)
    fillers: list[Filler] = []
    for time in find_times(document, numerals):
        value = time.edtf or time.iso8601 or match_key(time.span.of(text))
        fillers.append(Filler(time.span, SlotKind.DATE, value))
    fillers += _free(
        fillers,
        [
            Filler(numeral.span, SlotKind.FIGURE, f"{numeral.value:g}" if numeral.value is not None else "")
            for numeral in numerals
            if numeral.value is not None
        ],
    )
    fillers += _free(
        fillers, [Filler(mention.span, SlotKind.NAME, mention.entity) for mention in find_mentions(document)]
    )
    return slots(document.tokens, fillers)


def _free(taken: list[Filler], wanted: list[Filler]) -> list[Filler]:
    """The wanted fillers that overlap none already taken; both sorted by span in one sweep."""
    spans = sorted(filler.span for filler in taken)
    free: list[Filler] = []
    position = 0
    for filler in sorted(wanted):
        while position < len(spans) and spans[position].end <= filler.span.start:
            position += 1
        if position == len(spans) or not Span(*spans[position]).overlaps(filler.span):
            free.append(filler)
    return free
