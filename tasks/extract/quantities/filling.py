"""Putting what a number is of into its draft: unit, currency, counted noun, share."""

from __future__ import annotations

from typing import Final

from tasks.extract.document import Document
from tasks.extract.numerals.digits import tidy
from tasks.extract.numerals.letters import letters_in
from tasks.extract.quantities.counted_nouns import nouns
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.measures import Measure, base_after
from tasks.extract.quantities.units import Unit, si_value
from tasks.text import token_kinds
from tasks.text.span import Span

#: What a mass or volume is of stands behind من.
_OF_SUBSTANCE: Final = frozenset(("mass", "volume", "energy", "power"))
_WITHOUT_SI: Final = frozenset(("magnitude", "level", "resolution"))
#: A base goes on over at most so many words.
_MOST_OF_BASE: Final = 3
_DEGREES: Final = frozenset(("Cel", "deg", "[degF]"))
_DASHES: Final = frozenset(("-", "\N{MINUS SIGN}"))
_BELOW_ZERO: Final = ("تحت", "الصفر")


def fill(document: Document, draft: Draft, measure: Measure | None) -> None:
    """Take over unit, dimension, end, and what is counted; None leaves the draft as it is."""
    if measure is None:
        return
    draft.unit, draft.dimension = measure.code, measure.dimension
    if draft.rule != "range":
        draft.rule = measure.kind
    if measure.trace:
        draft.trace.append(measure.trace)
    _scale(draft, measure.factor)
    if measure.unit is not None and measure.unit.dimension not in _WITHOUT_SI:
        draft.size = measure.unit.size
        draft.si_value = si_value(measure.unit, draft.value)
    if measure.priced is not None:
        draft.candidates = measure.priced.candidates
        if draft.candidates:
            draft.trace.append("candidates: " + ", ".join(draft.candidates))
    draft.finish(document, max(measure.end, draft.last))
    if measure.counted is not None:
        span = document.words(measure.counted.first, measure.counted.end)
        cut = measure.counted.cut
        draft.counted_span = Span(letters_in(document.text, span.start, cut), span.end) if cut else span
        draft.counted = draft.counted_span.of(document.text)
        draft.people = measure.counted.people
    if measure.dimension in _OF_SUBSTANCE:
        _substance(document, draft)
    if measure.unit is not None and measure.unit.code in _DEGREES:
        _negative(document, draft, measure.unit)
    if measure.kind == "percent":
        base = base_after(document, measure.end)
        draft.base = None if base is None else base[0]


def _scale(draft: Draft, factor: float) -> None:
    if factor == 1:
        return
    draft.value = None if draft.value is None else tidy(draft.value * factor)
    draft.low = None if draft.low is None else tidy(draft.low * factor)
    draft.high = None if draft.high is None else tidy(draft.high * factor)


def _substance(document: Document, draft: Draft) -> None:
    """``500 طن من القمح``: what is measured."""
    tokens, position = document.tokens, draft.last
    if position + 1 >= len(tokens) or tokens.keys[position] != "من":
        return
    key = tokens.keys[position + 1]
    if tokens.kinds[position + 1] is token_kinds.WORD and key.startswith("ال") and key not in nouns().never:
        draft.counted_span = document.words(position + 1, position + 2)
        draft.counted = draft.counted_span.of(document.text)
        draft.finish(document, position + 2)


def _negative(document: Document, draft: Draft, unit: Unit) -> None:
    """A minus with a space behind it, which only a temperature can have, or "below zero" before it."""
    tokens, before = document.tokens, draft.first - 1
    if before > 0 and tokens.keys[before - 1 : before + 1] == _BELOW_ZERO and (draft.value or 0) > 0:
        draft.value = -(draft.value or 0)  # تحت الصفر بخمس درجات
        draft.unit, draft.dimension = "Cel" if draft.unit == "deg" else draft.unit, "temperature"
        draft.si_value = si_value(unit, draft.value)
        draft.begin(document, before - 1)
        return
    if before < 0 or tokens.keys[before] not in _DASHES or draft.value is None or draft.value < 0:
        return
    if before and tokens.kinds[before - 1] is token_kinds.NUMBER:
        return
    draft.value = -draft.value
    draft.si_value = si_value(unit, draft.value)
    draft.begin(document, before)


def _base_end(document: Document, position: int) -> int:
    """After the definite words that go on with a base: ثلث حجم الاقتصاد المصري."""
    tokens, last = document.tokens, position + _MOST_OF_BASE
    while position < min(len(tokens), last) and tokens.kinds[position] is token_kinds.WORD:
        key = tokens.keys[position]
        if not key.startswith("ال") or len(key) <= 4 or key in nouns().never:
            break
        position += 1
    return position


def fill_share(document: Document, draft: Draft, measure: Measure) -> None:
    """نصف السكان: a half, of the people; but نصف مليون شخص counts."""
    if measure.counted is None or (draft.value is not None and abs(draft.value) >= 1):
        fill(document, draft, measure)
        return
    draft.base = document.words(measure.counted.first, _base_end(document, measure.counted.end)).of(
        document.text
    )
    draft.dimension, draft.rule = "ratio", "fraction"
    draft.finish(document, measure.end)
