"""Quantities without a numeral: nouns and units in the dual, and a unit that stands for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.facts import Modifier
from tasks.extract.numeral import Numeral
from tasks.extract.numerals.digits import tidy
from tasks.extract.numerals.letters import has_article
from tasks.extract.quantities.alone import ends_dual, possessed_duals, signs
from tasks.extract.quantities.bounds import bounded, hedge_before
from tasks.extract.quantities.counted import dual_at
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.measures import is_measuring
from tasks.extract.quantities.money import Priced, currency_at
from tasks.extract.quantities.unit_ranges import is_end
from tasks.extract.quantities.units import Measured, si_value, unit_at
from tasks.extract.sight import sights
from tasks.text import token_kinds
from tasks.text.clitics import readings
from tasks.text.span import Span

_HEDGES: Final = (Modifier.APPROX, Modifier.MORE_THAN, Modifier.AT_LEAST, Modifier.LESS_THAN)
_NO_WORDS: Final = (token_kinds.PUNCTUATION, token_kinds.BREAK)
_SHORT_HEDGES: Final = frozenset(("فوق", "دون", "تحت", "ادني", "قرب", "حدود", "شي", "~", "<", ">"))


def read_without_numerals(
    document: Document, numerals: Sequence[Numeral], free: Sequence[Span]
) -> Iterator[Draft]:
    """Duals and bare units outside the spans that are taken; in order."""
    tokens = document.tokens
    keys, kinds = tokens.keys, tokens.kinds
    seen = sights(keys)
    positions = [position for position, sight in zip(seen.positions, seen.found, strict=True) if sight.alone]
    if not positions:
        return
    never_said = signs()
    fractions = {_joint(keys, n): n for n in numerals if n.kind is numeral_kinds.FRACTION}
    taken = sorted(free)
    at, noun = 0, -1
    for position in positions:
        key = keys[position]
        dual = ends_dual(key) or key in possessed_duals()
        if kinds[position] is not token_kinds.WORD:
            continue
        if key in never_said and not dual and position and kinds[position - 1] not in _NO_WORDS:
            continue  # an abbreviation says one of it only where the text says nothing else
        while at < len(taken) and taken[at].end <= tokens.starts[position]:
            at += 1
        if at < len(taken) and taken[at].start < tokens.ends[position]:
            continue
        draft = _unit(document, position, fractions, dual=dual) or (
            _noun(document, position) if dual else None
        )
        if draft is None:
            continue
        if draft.counted is not None and position == noun + 1 and draft.start == tokens.starts[position]:
            continue  # رجلان أمريكيان: what agrees with a dual counts nothing more
        noun = position
        yield draft


def _joint(keys: Sequence[str], numeral: Numeral) -> int:
    """The token where a joined fraction begins, with its و; -1 where it is not joined."""
    if numeral.clitic == "و":
        return numeral.first
    return (
        numeral.first - 1 if numeral.first and keys[numeral.first - 1] == "و" and not numeral.clitic else -1
    )


def _noun(document: Document, position: int) -> Draft | None:
    found = dual_at(document, position)
    if found is None:
        return None
    counted, span = found
    draft = Draft(
        first=position, last=position + 1, number_last=position + 1, start=span.start, end=span.end, value=2, rule="dual",
        dimension="count", counted=span.of(document.text), counted_span=span, people=counted.people, trace=["dual: counted.toml"],
    )  # fmt: skip
    _hedge(document, draft)
    return draft


class _Alone(NamedTuple):
    """A unit or currency without a number: how often (2 in a dual), whether a singular may stand for one, its end."""

    times: int
    bare: bool
    end: int
    measured: Measured | None
    priced: Priced | None


def _alone_at(document: Document, position: int, stem: str) -> _Alone | None:
    """The unit or currency that a token, or its stem without clitics, begins."""
    priced = currency_at(document, position, number=False, first=stem)
    if priced is not None:
        return _Alone(priced.currency.times, priced.currency.bare, priced.end, None, priced)
    measured = unit_at(document, position, first=stem)
    if measured is None:
        return None
    bare = measured.unit.bare or (measured.unit.sign and _is_whole_text(document, position, measured.end))
    return _Alone(measured.unit.times, bare, measured.end, measured, None)


def _unit(document: Document, position: int, fractions: dict[int, Numeral], *, dual: bool) -> Draft | None:
    key = document.tokens.keys[position]
    if position and document.tokens.keys[position - 1] in _PREFIXES:
        return None  # كيلو متر
    stems = [(r.stem, r.letters) for r in readings(key) if not r.article] if dual else [(key, 0)]
    for stem, cut in stems:
        alone = _alone_at(document, position, stem)
        if alone is not None:
            return _read_alone(document, position, alone, cut, fractions.get(alone.end))
    return None


def _read_alone(
    document: Document, position: int, alone: _Alone, cut: int, fraction: Numeral | None
) -> Draft | None:
    tokens, end = document.tokens, alone.end
    draft = Draft(
        first=position, last=end, number_last=position + 1, start=tokens.starts[position] + cut,
        end=tokens.ends[end - 1], value=alone.times, rule="dual" if alone.times == 2 else "one",
    )  # fmt: skip
    each = 1.0
    if alone.priced is not None:
        draft.value, draft.unit, draft.dimension = tidy(alone.priced.factor), alone.priced.code, "money"
        draft.candidates, each = alone.priced.candidates, alone.priced.factor / alone.times
    elif alone.measured is not None:
        unit = alone.measured.unit
        draft.unit, draft.dimension, draft.size = unit.code, unit.dimension, unit.size
    draft.trace.append(f"{draft.rule}: {'unit' if alone.priced is None else 'currency'} without number")
    extended = _extends(document, fraction)
    hedged = _hedge(document, draft)
    if (alone.times != 2 or (alone.bare and alone.priced is None)) and not (
        alone.bare and (extended or hedged or _announced(document, position, end))
    ):
        return None
    if extended and fraction is not None and fraction.value is not None:
        draft.value = tidy((draft.value or 0) + fraction.value * each)
        draft.last, draft.end = fraction.last, tokens.ends[fraction.last - 1]
    elif tokens.keys[end : end + 2] == ("تحت", "الصفر") and draft.value is not None:
        draft.value, draft.unit, draft.dimension = -draft.value, "Cel", "temperature"
        draft.last, draft.end = end + 2, tokens.ends[end + 1]
    if alone.measured is not None and draft.unit == alone.measured.unit.code:
        draft.si_value = si_value(alone.measured.unit, draft.value)
    draft.low, draft.high = bounded(draft.modifier, draft.value or 0)
    return draft


def _extends(document: Document, fraction: Numeral | None) -> bool:
    """``لتر ونصف``, but not ``لتر ونصف العلبة``."""
    if fraction is None:
        return False
    keys = document.tokens.keys
    return fraction.last >= len(keys) or not has_article(keys[fraction.last])


#: Prefixes of units that may stand apart.
_PREFIXES: Final = frozenset(("كيلو", "ميلي", "مللي", "سنتي"))
#: "Distance" and "after": behind it a unit is in the genitive.
_AFTER: Final = frozenset(("بعد", "وبعد"))
#: Behind a degree these make a temperature of it that is not told.
_HEAT: Final = frozenset(("حراره", "الحراره", "حرارته", "حرارتها", "حرارتهم"))


def _announced(document: Document, position: int, end: int) -> bool:
    """Behind a word of measuring (على بعد كيلومتر), alone in the text, or at an end of a range (من متر إلى مترين)."""
    keys = document.tokens.keys
    if end < len(keys) and keys[end] in _HEAT:
        return False  # ارتفاع درجة الحرارة is no degree of it
    if position and is_measuring(keys[position - 1]):
        return (
            not keys[end - 1].endswith("ا") or keys[position - 1] not in _AFTER
        )  # بعد كوبا: after Copa America
    return _is_whole_text(document, position, end) or is_end(document, position, end)


def _is_whole_text(document: Document, first: int, end: int) -> bool:
    """Does the text say nothing else?"""
    kinds = document.tokens.kinds
    outside = (*kinds[max(0, first - 6) : first], *kinds[end : end + 6])
    return all(kind in _NO_WORDS for kind in outside)


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
