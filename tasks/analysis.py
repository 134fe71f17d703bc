"""The whole pure path of one release, and its public JSON format ``balagh-analysis/1``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tasks.extract.document import Document
from tasks.extract.extraction import extract
from tasks.extract.facts import Argument, Event, FactKind, Facts, Mention, Part, Quantity, Quotation, Time
from tasks.normalize import normalize
from tasks.publication import parse_published
from tasks.text.normalized import NormalizedText
from tasks.text.span import Span

FORMAT: Final = "balagh-analysis/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A release's repaired text and everything found in it."""

    normalized: NormalizedText
    facts: Facts

    def as_contract(self, release_id: str) -> dict[str, Any]:
        """One output line of ``balagh analyze``; field meanings in ``docs/analysis-format.md``.

        >>> analyze("وصل 74 شخصا").as_contract("r1")["format"]
        'balagh-analysis/1'
        """
        facts = self.facts
        return {
            "id": release_id,
            "format": FORMAT,
            "language": self.normalized.language,
            "text": self.normalized.text,
            "sentences": [list(sentence) for sentence in self.normalized.sentences],
            "quantities": [self._quantity(fact) for fact in facts.quantities],
            "times": [self._time(fact) for fact in facts.times],
            "mentions": [self._mention(fact) for fact in facts.mentions],
            "quotations": [self._quotation(fact) for fact in facts.quotations],
            "events": [self._event(fact) for fact in facts.events],
            "error": None,
        }

    def _span(self, span: Span) -> dict[str, Any]:
        raw = self.normalized.offset_map.to_raw(span)
        return {
            "start": span.start,
            "end": span.end,
            "raw_start": raw.start,
            "raw_end": raw.end,
            "text": span.of(self.normalized.text),
        }

    def _quantity(self, fact: Quantity) -> dict[str, Any]:
        return {
            **self._span(fact.span),
            "value": fact.value,
            "low": fact.low,
            "high": fact.high,
            "modifier": fact.modifier.value,
            "unit": fact.unit,
            "dimension": fact.dimension,
            "counted": fact.counted,
            "restates": _reference(FactKind.QUANTITY, fact.restates),
            "restatement_agrees": fact.restatement_agrees,
            "si_value": fact.si_value,
            "counts_people": fact.counts_people,
            "candidates": list(fact.candidates),
            "base": fact.base,
            "aspect": None if fact.aspect is None else fact.aspect.value,
            "rule": fact.rule,
        }

    def _time(self, fact: Time) -> dict[str, Any]:
        return {
            **self._span(fact.span),
            "kind": fact.kind.value,
            "edtf": fact.edtf,
            "begins": fact.begins,
            "ends": fact.ends,
            "iso8601": fact.iso8601,
            "calendar": fact.calendar.value,
            "hijri": fact.hijri,
            "relative": fact.relative,
            "alternatives": list(fact.alternatives),
            "zone": fact.zone,
            "role": fact.role,
            "consistent": fact.consistent,
            "rule": fact.rule,
        }

    def _mention(self, fact: Mention) -> dict[str, Any]:
        return {
            **self._span(fact.span),
            "type": fact.type.value,
            "canonical": fact.canonical,
            "entity": fact.entity,
            "title": fact.title,
            "role": fact.role,
            "english": fact.english,
            "identifiers": dict(fact.identifiers),
            "country": fact.country,
            "rule": fact.rule,
        }

    def _quotation(self, fact: Quotation) -> dict[str, Any]:
        return {
            **self._span(fact.span),
            "kind": fact.kind.value,
            "cue": None if fact.cue is None else self._span(fact.cue),
            "speaker": None if fact.speaker is None else self._part(fact.speaker),
            "rule": fact.rule,
        }

    def _part(self, part: Part) -> dict[str, Any]:
        return {**self._span(part.span), "ref": _reference(FactKind.MENTION, part.mention)}

    def _event(self, fact: Event) -> dict[str, Any]:
        return {
            **self._span(fact.span),
            "type": fact.type,
            "plover": fact.plover,
            "polarity": fact.polarity.value,
            "modality": fact.modality.value,
            "arguments": [self._argument(argument) for argument in fact.arguments],
            "attributed_to": _reference(FactKind.QUOTATION, fact.attributed_to),
            "wording": fact.wording,
            "rule": fact.rule,
        }

    def _argument(self, argument: Argument) -> dict[str, Any]:
        reference = None if argument.kind is None else _reference(argument.kind, argument.index)
        if argument.span is not None:
            return {"role": argument.role, **self._span(argument.span), "ref": reference}
        words = None
        if argument.kind is not None and argument.index is not None:
            words = self._span(getattr(self.facts, argument.kind.value)[argument.index].span)["text"]
        spans = dict.fromkeys(("start", "end", "raw_start", "raw_end"))
        return {"role": argument.role, **spans, "text": words, "ref": reference}


def _reference(kind: FactKind, index: int | None) -> str | None:
    return None if index is None else f"{kind.value}/{index}"


def read(
    normalized: NormalizedText,
    *,
    published: datetime | None = None,
    published_has_time: bool = False,
    source: str | None = None,
) -> Facts:
    """The facts of a normalized release."""
    document = Document.of(
        normalized.text,
        sentences=normalized.sentences,
        published=published,
        published_has_time=published_has_time,
        source=source,
    )
    return extract(document)


def analyze(raw: str, *, published: str | None = None, source: str | None = None) -> Analysis:
    """Normalize a release and read it, with no broker and no database.

    ``published`` is the reference time for "yesterday" or "last month", an ISO 8601 date or datetime.

    >>> analyze("").facts.quantities
    ()
    """
    reference, has_time = parse_published(published) if published else (None, False)
    normalized = normalize(raw)
    facts = read(normalized, published=reference, published_has_time=has_time, source=source)
    return Analysis(normalized=normalized, facts=facts)
