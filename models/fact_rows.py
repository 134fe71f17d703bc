"""Facts of one release as rows of the tables; pure, so that reprocessing can compare before it writes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from models.bulk import Row, as_json
from models.functions import search_form
from tasks.extract.facts import Argument, Event, FactKind, Facts, Mention, Part, Quotation
from tasks.extract.mentions.spelling import spelling_form
from tasks.text.normalized import NormalizedText
from tasks.text.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRows:
    """Rows in the order of the tables' columns; ``entities`` by key."""

    quantities: list[Row] = field(default_factory=list)
    times: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    quotations: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    event_arguments: list[Row] = field(default_factory=list)
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)


class FactRowMaker:
    """Makes the rows of one release."""

    def __init__(self, release_id: int, normalized: NormalizedText, facts: Facts, version: str) -> None:
        self._release_id = release_id
        self._normalized = normalized
        self._facts = facts
        self._version = version
        self._sentence_starts = [sentence.start for sentence in normalized.sentences]
        self._entity_keys = [entity_key(mention) for mention in facts.mentions]

    def rows(self) -> FactRows:
        """All rows of the release."""
        facts = self._facts
        rows = FactRows(
            quantities=self._quantities(),
            times=self._times(),
            mentions=[self._mention(position, mention) for position, mention in enumerate(facts.mentions)],
            quotations=[
                self._quotation(position, quotation) for position, quotation in enumerate(facts.quotations)
            ],
        )
        for key, mention in zip(self._entity_keys, facts.mentions, strict=True):
            if key not in rows.entities:
                rows.entities[key] = _entity(key, mention)
        for position, event in enumerate(facts.events):
            rows.events.append(self._event(position, event))
            for place, argument in enumerate(event.arguments):
                rows.event_arguments.append(self._argument(position, place, argument))
        return rows

    def _provenance(self, span: Span, rule: str, trace: Sequence[str]) -> Row:
        normalized = self._normalized
        raw = normalized.offset_map.to_raw(span)
        return (
            span.of(normalized.text),
            raw.of(normalized.raw),
            span.start,
            span.end,
            raw.start,
            raw.end,
            self._sentence(span.start),
            rule,
            self._version,
            as_json(trace),
        )

    def _sentence(self, position: int) -> int:
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def _quantities(self) -> list[Row]:
        return [
            (
                self._release_id,
                position,
                _number(fact.value),
                _number(fact.low),
                _number(fact.high),
                fact.modifier,
                fact.unit,
                fact.dimension,
                _number(fact.si_value),
                fact.counted,
                fact.counted_lemma,
                fact.counts_people,
                as_json(fact.candidates),
                fact.base,
                fact.aspect,
                fact.restates,
                fact.restatement_agrees,
                *self._provenance(fact.span, fact.rule, fact.trace),
            )
            for position, fact in enumerate(self._facts.quantities)
        ]

    def _times(self) -> list[Row]:
        return [
            (
                self._release_id,
                position,
                fact.kind,
                fact.edtf,
                fact.begins,
                fact.ends,
                fact.iso8601,
                fact.calendar,
                fact.hijri,
                fact.relative,
                as_json(fact.alternatives),
                fact.zone,
                fact.role,
                fact.consistent,
                *self._provenance(fact.span, fact.rule, fact.trace),
            )
            for position, fact in enumerate(self._facts.times)
        ]

    def _mention(self, position: int, fact: Mention) -> Row:
        return (
            self._release_id,
            position,
            fact.type,
            fact.canonical,
            self._entity_keys[position],
            fact.title,
            fact.role,
            *self._provenance(fact.span, fact.rule, fact.trace),
        )

    def _quotation(self, position: int, fact: Quotation) -> Row:
        cue, speaker = fact.cue, fact.speaker
        text = self._normalized.text
        return (
            self._release_id,
            position,
            fact.kind,
            cue.of(text) if cue else None,
            cue.start if cue else None,
            cue.end if cue else None,
            speaker.span.of(text) if speaker else None,
            self._name(speaker) if speaker else None,
            self._entity_keys[speaker.mention] if speaker and speaker.mention is not None else None,
            speaker.mention if speaker else None,
            speaker.span.start if speaker else None,
            speaker.span.end if speaker else None,
            *self._provenance(fact.span, fact.rule, fact.trace),
        )

    def _name(self, part: Part) -> str:
        if part.mention is not None:
            return self._facts.mentions[part.mention].canonical
        return part.span.of(self._normalized.text)

    def _event(self, position: int, fact: Event) -> Row:
        return (
            self._release_id,
            position,
            fact.type,
            fact.plover,
            fact.polarity,
            fact.modality,
            fact.wording,
            fact.attributed_to,
            self._evidence(fact),
            *self._provenance(fact.span, fact.rule, fact.trace),
        )

    def _evidence(self, fact: Event) -> str:
        """The raw words from the first to the last of trigger and arguments that stand in the trigger's sentence."""
        sentence = self._sentence(fact.span.start)
        start, end = fact.span
        for argument in fact.arguments:
            if argument.span is not None and self._sentence(argument.span.start) == sentence:
                start, end = min(start, argument.span.start), max(end, argument.span.end)
        return self._normalized.offset_map.to_raw(Span(start, end)).of(self._normalized.raw)

    def _argument(self, event: int, position: int, argument: Argument) -> Row:
        span = argument.span
        raw = self._normalized.offset_map.to_raw(span) if span is not None else None
        text = self._argument_words(argument)
        is_mention = argument.kind is FactKind.MENTION and argument.index is not None
        return (
            self._release_id,
            event,
            position,
            argument.role,
            self._facts.mentions[argument.index].canonical
            if is_mention and argument.index is not None
            else text,
            self._entity_keys[argument.index] if is_mention and argument.index is not None else None,
            argument.kind,
            argument.index,
            argument.inherited,
            text,
            span.start if span is not None else None,
            span.end if span is not None else None,
            raw.start if raw is not None else None,
            raw.end if raw is not None else None,
        )

    def _argument_words(self, argument: Argument) -> str:
        if argument.span is not None:
            return argument.span.of(self._normalized.text)
        if argument.kind is None or argument.index is None:
            return ""
        referred: Any = getattr(self._facts, argument.kind.value)[argument.index]
        return str(referred.span.of(self._normalized.text))


def entity_key(mention: Mention) -> str:
    """The entity's key for all releases: our gazetteers' own, else one of type and name, the same for all its spellings.

    Two persons of one name therefore share an entity unless a gazetteer tells them apart; ``entities.known`` says so.
    """
    if is_known(mention):
        return mention.entity
    return f"name:{mention.type.value}:{spelling_form(mention.canonical)}"


def is_known(mention: Mention) -> bool:
    """Whether the entity is one of our gazetteers (``place:sy``), not one of this release alone (``person:local-1``)."""
    kind, colon, name = mention.entity.partition(":")
    return bool(colon) and kind != "name" and not name.startswith("local-")


def _entity(key: str, mention: Mention) -> dict[str, Any]:
    return {
        "key": key,
        "type": mention.type,
        "name": mention.canonical,
        "english": mention.english,
        "folded": search_form(mention.canonical),
        "known": is_known(mention),
        "identifiers": dict(mention.identifiers) or None,
        "country": mention.country,
        "latitude": mention.latitude,
        "longitude": mention.longitude,
    }


def _number(value: float | None) -> float | None:
    """A figure as the database holds it; one beyond double precision is left to its words."""
    if value is None:
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None
