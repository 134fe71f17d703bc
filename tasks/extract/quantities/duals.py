"""Quantities without a numeral: nouns and units in the dual, and a unit that stands for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from tasks.extract.document import Document
from tasks.extract.facts import Modifier
from tasks.extract.numeral import Numeral, NumeralKind
from tasks.extract.numerals.digits import tidy
from tasks.extract.quantities.bounds import bounded, hedge_before
from tasks.extract.quantities.counted import dual_at
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.measures import is_measuring
from tasks.extract.quantities.money import bare_currencies, currency_at
from tasks.extract.quantities.units import bare_units, si_value, unit_at
from tasks.text.clitics import readings
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

_DUAL_ENDINGS: Final = ("ان", "ين")
_HEDGES: Final = (Modifier.APPROX, Modifier.MORE_THAN, Modifier.AT_LEAST, Modifier.LESS_THAN)
_SHORT_HEDGES: Final = frozenset(("فوق", "دون", "تحت", "ادني", "قرب", "حدود", "شي", "~", "<", ">"))


@lru_cache(maxsize=1)
def _bare() -> frozenset[str]:
    return bare_units() | bare_currencies()


def read_without_numerals(
    document: Document, numerals: Sequence[Numeral], free: Sequence[Span]
) -> Iterator[Draft]:
    """Duals and bare units outside the spans that are taken; in order."""
    tokens, bare = document.tokens, _bare()
    keys, kinds = tokens.keys, tokens.kinds
    fractions = {n.first: n for n in numerals if n.kind is NumeralKind.FRACTION and n.clitic == "و"}
    taken = sorted(free)
    at = 0
    for position, key in enumerate(keys):
        ends_dual = key[-2:] in _DUAL_ENDINGS and len(key) > 4
        if not ends_dual and key not in bare:
            continue
        if kinds[position] is not TokenKind.WORD:
            continue
        while at < len(taken) and taken[at].end <= tokens.starts[position]:
            at += 1
        if at < len(taken) and taken[at].start < tokens.ends[position]:
            continue
        draft = _unit(document, position, fractions, dual=ends_dual) or (
            _noun(document, position) if ends_dual else None
        )
        if draft is not None:
            yield draft


def _noun(document: Document, position: int) -> Draft | None:
    found = dual_at(document, position)
    if found is None or found[2]:
        return None
    counted, span, _ = found
    draft = Draft(
        first=position, last=position + 1, number_last=position + 1, start=span.start, end=span.end, value=2, rule="dual",
        dimension="count", counted=span.of(document.text), counted_span=span, people=counted.people, trace=["dual: counted.toml"],
    )  # fmt: skip
    _hedge(document, draft)
    return draft


def _unit(document: Document, position: int, fractions: dict[int, Numeral], *, dual: bool) -> Draft | None:
    tokens = document.tokens
    key = tokens.keys[position]
    for reading in readings(key) if dual else ((),):
        stem = reading.stem if reading else key  # type: ignore[union-attr]
        article = bool(reading) and reading.article  # type: ignore[union-attr]
        cut = reading.letters if reading else 0  # type: ignore[union-attr]
        if article:
            continue
        priced = currency_at(document, position, number=False, first=stem)
        measured = unit_at(document, position, number=False, first=stem) if priced is None else None
        if priced is None and measured is None:
            continue
        draft = Draft(
            first=position, last=position + 1, number_last=position + 1, start=tokens.starts[position] + cut,
            end=tokens.ends[position], value=1,
        )  # fmt: skip
        if priced is not None:
            times, end, bare = priced.currency.times, priced.end, priced.currency.bare
            draft.value, draft.unit, draft.dimension = tidy(priced.factor), priced.code, "money"
            draft.candidates, factor = priced.candidates, priced.factor / times
        else:
            assert measured is not None
            unit = measured.unit
            times, end, bare, factor = unit.times, measured.end, unit.bare, 1.0
            draft.value, draft.unit, draft.dimension, draft.size = times, unit.code, unit.dimension, unit.size
        draft.last, draft.end = end, tokens.ends[end - 1]
        draft.rule = "dual" if times == 2 else "one"
        draft.trace.append(f"{draft.rule}: {'currency' if priced is not None else 'unit'} without number")
        fraction = fractions.get(end)
        hedged = _hedge(document, draft)
        if times != 2 and not (
            bare and (_extends(document, draft, fraction) or hedged or _announced(document, position))
        ):
            return None
        if fraction is not None and fraction.value is not None and _extends(document, draft, fraction):
            assert draft.value is not None
            draft.value = tidy(draft.value + fraction.value * factor)
            draft.last, draft.end = fraction.last, tokens.ends[fraction.last - 1]
        if times == 2 and tokens.keys[end : end + 2] == ("تحت", "الصفر"):
            draft.value, draft.unit, draft.dimension = -times, "Cel", "temperature"
            draft.last, draft.end = end + 2, tokens.ends[end + 1]
        elif measured is not None:
            draft.si_value = si_value(measured.unit, draft.value)
        draft.low, draft.high = bounded(draft.modifier, draft.value or 0)
        return draft
    return None


def _extends(document: Document, draft: Draft, fraction: Numeral | None) -> bool:
    """``لتر ونصف``, but not ``لتر ونصف العلبة``."""
    if fraction is None:
        return False
    keys = document.tokens.keys
    return fraction.last >= len(keys) or not keys[fraction.last].startswith("ال")


def _announced(document: Document, position: int) -> bool:
    """Behind a word of measuring (على بعد كيلومتر), or alone in the text."""
    tokens = document.tokens
    if position and is_measuring(tokens.keys[position - 1]):
        return True
    words = sum(kind is not TokenKind.PUNCTUATION for kind in tokens.kinds[: position + 6])
    measured = unit_at(document, position, number=False)
    end = measured.end if measured is not None else position + 1
    rest = sum(kind is not TokenKind.PUNCTUATION for kind in tokens.kinds[position:end])
    return words == rest


def _hedge(document: Document, draft: Draft) -> bool:
    """Take over the hedge before; True where it is one that a unit alone may follow."""
    hedge = hedge_before(document.tokens, draft.first)
    if (
        hedge is None
        or hedge.modifier not in _HEDGES
        or document.tokens.keys[draft.first - 1] in _SHORT_HEDGES
    ):
        return False
    draft.first, draft.start = hedge.edge, document.tokens.starts[hedge.edge]
    draft.modifier = hedge.modifier
    draft.low, draft.high = bounded(hedge.modifier, draft.value or 0)
    return True
