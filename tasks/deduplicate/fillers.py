"""The figures, dates and names of a text, as fillers of its slots."""

from __future__ import annotations

from collections import Counter

from tasks.deduplicate.slots import Context, Filler, SlotKind, slots
from tasks.extract.document import Document
from tasks.extract.facts import Mention, Time
from tasks.extract.mentions import find_mentions
from tasks.extract.mentions.spelling import spelling_form
from tasks.extract.numerals import find_numerals
from tasks.extract.times import find_times
from tasks.languages.gazetteers.loader import nationalities
from tasks.text.span import Span


def read_slots(text: str) -> dict[Context, Counter[str]]:
    """The slots of a normalized text, read with the same grammars as its facts.

    Figures compare as numbers (خمسة equals 5), dates by their value, names by their entity or their words; where fillers
    overlap, a date goes before a figure and a figure before a name. What counts from the day of publication (أمس, الأحد)
    is no filler: two outlets that print one statement on two days word it differently. Adjectives of nations are no context:
    one outlet's third relief flight is another's third Saudi relief flight.

    >>> [(context.kind.value, dict(values)) for context, values in read_slots("قتل خمسة أشخاص").items()]
    [('figure', {'5': 1})]
    """
    document = Document.of(text)
    numerals = find_numerals(document)
    times = [Filler(time.span, SlotKind.DATE, _date(time)) for time in find_times(document, numerals)]
    figures = _free(
        times,
        [
            Filler(numeral.span, SlotKind.FIGURE, f"{numeral.value:.10g}")
            for numeral in numerals
            if numeral.value is not None
        ],
    )
    names = _free(
        times + figures,
        [Filler(mention.span, SlotKind.NAME, _name(mention)) for mention in find_mentions(document)],
    )
    known = times + figures + names
    return slots(document.tokens, known + _free(known, _adjectives_of_nations(document)))


def _adjectives_of_nations(document: Document) -> list[Filler]:
    nations, tokens = nationalities(), document.tokens
    return [
        Filler(Span(tokens.starts[place], tokens.ends[place]), SlotKind.NAME, "")
        for place, key in enumerate(tokens.keys)
        if key.removeprefix("ال") in nations
    ]


def _date(time: Time) -> str:
    """What a date compares by; nothing for what counts from the day of publication, but a missing year is no matter."""
    value = time.edtf or time.iso8601 or ""
    return "" if time.relative and not value.startswith("XXXX") else value


def _name(mention: Mention) -> str:
    """What a name compares by: the gazetteer's key, or the words of the full form (a local number means nothing)."""
    return spelling_form(mention.canonical) if ":local-" in mention.entity else mention.entity


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
