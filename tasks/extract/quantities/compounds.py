"""Measures said in two parts: ثلاثة كيلوغرامات و750 غراما, 20 دولارا و43 سنتا, 3 كيلومترات ونصف, مئة ودولاران."""

from __future__ import annotations

from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.numeral import Numeral
from tasks.extract.numerals import word_senses
from tasks.extract.numerals.digits import tidy
from tasks.extract.numerals.letters import has_article
from tasks.extract.numerals.lexicon import number_words
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.filling import fill
from tasks.extract.quantities.measures import Measure, measure_after, money_measure
from tasks.extract.quantities.money import Priced, currency_at
from tasks.extract.quantities.units import si_value, unit_at


def add_parts(document: Document, draft: Draft, measure: Measure | None, following: Numeral | None) -> None:
    """Add the smaller part that follows a measured number, if one is joined to it."""
    if measure is None:
        _add_counted_unit(document, draft)
        return
    if measure.kind not in ("unit", "money") or draft.value is None:
        return
    if following is None or following.value is None or not _joined(document, draft, following):
        return
    part = measure_after(document, following.last, following.value, counts=False, definite=True)
    if part is None:
        if _stands_free(document, following):
            _add(document, draft, following.value * measure.factor, following.last)
            _in_si(draft, measure)
    elif part.code == measure.code and following.kind is numeral_kinds.FRACTION:
        _add(document, draft, following.value * part.factor, part.end)
        _in_si(draft, measure)
    elif part.kind == measure.kind == "unit":
        _add_smaller_unit(document, draft, measure, part, following.value)
    elif part.priced is not None and measure.priced is not None:
        _add_coins(document, draft, measure.priced, part, following.value)


def _joined(document: Document, draft: Draft, following: Numeral) -> bool:
    if following.first == draft.last:
        return following.clitic == "و"
    return following.first == draft.last + 1 and document.tokens.keys[draft.last] == "و"


def _stands_free(document: Document, numeral: Numeral) -> bool:
    """A fraction in words that is of nothing else (3 كيلومترات ونصف, not ونصف السكان)."""
    if numeral.kind is not numeral_kinds.FRACTION or numeral.form is not numeral_kinds.WORDS:
        return False
    keys = document.tokens.keys
    return numeral.last >= len(keys) or not has_article(keys[numeral.last])


def _add(document: Document, draft: Draft, value: float, end: int) -> None:
    draft.value = tidy((draft.value or 0) + value)
    draft.trace.append(f"compound: + {tidy(value)}")
    draft.finish(document, end)


def _in_si(draft: Draft, measure: Measure) -> None:
    """The SI value of what a part was added to."""
    if measure.unit is not None and draft.si_value is not None:
        draft.si_value = si_value(measure.unit, draft.value)


def _add_smaller_unit(
    document: Document, draft: Draft, measure: Measure, part: Measure, value: float
) -> None:
    whole, smaller = measure.unit, part.unit
    if whole is None or smaller is None or smaller.dimension != whole.dimension or smaller.size >= whole.size:
        return
    _add(document, draft, value * part.factor * smaller.size / whole.size, part.end)
    draft.si_value = si_value(whole, draft.value)


def _add_coins(document: Document, draft: Draft, whole: Priced, part: Measure, value: float) -> None:
    assert part.priced is not None
    factors = part.priced.currency.factors
    factor = factors.get(whole.code)
    if whole.candidates and factor is None:
        # ألف دينار و420 مليما: only one of the candidates has that part.
        shared = [code for code in whole.candidates if code in factors]
        if len(shared) == 1:
            factor = factors[shared[0]]
            draft.unit, draft.candidates = shared[0], ()
            draft.trace.append(f"currency settled by its part: {part.priced.currency.key}")
    if factor is not None and factor < min(whole.factor, 1) and value * factor < 1:
        _add(document, draft, value * factor, part.end)


def _add_counted_unit(document: Document, draft: Draft) -> None:
    """``مئة ودولاران`` is 102 dollars, ``ألف وكيلومتر`` 1001 kilometres."""
    position = draft.last
    if draft.value is None or position >= len(document.tokens) or draft.value < 100 or draft.value % 100:
        return
    key = document.tokens.keys[position]
    if len(key) < 4 or not key.startswith("و"):
        return
    priced = currency_at(document, position, number=False, first=key[1:])
    if priced is not None:
        times = priced.currency.times
        if priced.currency.bare or times == 2:
            draft.value += times
            end = _pass_repeated(document, priced.end, times)
            fill(document, draft, money_measure(priced._replace(factor=priced.factor / times, end=end)))
        return
    measured = unit_at(document, position, number=False, first=key[1:])
    if measured is not None and (measured.unit.bare or measured.unit.times == 2):
        unit = measured.unit
        draft.value += unit.times
        end = _pass_repeated(document, measured.end, unit.times)
        fill(document, draft, Measure("unit", unit.code, unit.dimension, end, unit=unit))


def _pass_repeated(document: Document, end: int, value: int) -> int:
    """Pass over the واحد or اثنان that repeats a counted unit (ودولاران اثنان)."""
    word = number_words().get(document.tokens.keys[end]) if end < len(document.tokens) else None
    return (
        end + 1
        if word is not None and not word.clitic and word.senses.get(word_senses.UNIT) == value
        else end
    )
