"""The flagship: one row an event, its arguments flattened, with who says so and in which words."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Integer, ScalarSelect, and_, case, func, literal, null, select

from models.base import table_of
from models.event import EventArgumentRow, EventRow
from models.normalized import NormalizedTextRow
from models.quantity import QuantityRow
from models.quotation import QuotationRow
from models.release import ReleaseRow
from models.time import TimeRow
from models.views.clusters import CLUSTERS
from models.views.portable import fact_id, names_in_order, sentence_text
from models.views.view import View
from tasks.extract.facts import FactKind

_EVENT = table_of(EventRow)
_ARGUMENT = table_of(EventArgumentRow)
_RELEASE = table_of(ReleaseRow)
_QUANTITY = table_of(QuantityRow)
_TIME = table_of(TimeRow)
_QUOTATION = table_of(QuotationRow)
_TEXT = table_of(NormalizedTextRow)
_CLUSTER = CLUSTERS.table

_of_event = and_(_ARGUMENT.c.release_id == _EVENT.c.release_id, _ARGUMENT.c.event == _EVENT.c.position)


def _names(role: str) -> ScalarSelect[Any]:
    """The fillers of a role, joined."""
    query = select(names_in_order(_ARGUMENT.c.name, _ARGUMENT.c.position)).where(
        _of_event, _ARGUMENT.c.role == role
    )
    return query.correlate(_EVENT).scalar_subquery()


def _entity(role: str) -> ScalarSelect[Any]:
    """The entity of a role's first filler that is one."""
    query = select(_ARGUMENT.c.entity_key).where(
        _of_event, _ARGUMENT.c.role == role, _ARGUMENT.c.entity_key.is_not(None)
    )
    return query.order_by(_ARGUMENT.c.position).limit(1).correlate(_EVENT).scalar_subquery()


def _unless(role: str, bound: Any) -> Any:
    """A bound of the time, unless its role leaves that side open: since 2014 has no end."""
    query = select(_ARGUMENT.c.position).where(
        _of_event,
        _ARGUMENT.c.kind == FactKind.TIME,
        _ARGUMENT.c.fact == _TIME.c.position,
        _ARGUMENT.c.role == role,
    )
    return case((query.correlate(_EVENT, _TIME).exists(), null()), else_=bound)


_first_time = (
    select(func.min(_ARGUMENT.c.fact, type_=Integer))
    .where(_of_event, _ARGUMENT.c.kind == FactKind.TIME)
    .correlate(_EVENT)
    .scalar_subquery()
)

#: Numbers that say which one, not how many.
_NO_AMOUNTS: Final = ("ordinal", "identifier", "score", "age")

_amount = _QUANTITY.alias("amount")
_first_amount = (
    select(func.min(_ARGUMENT.c.fact, type_=Integer))
    .join(
        _amount, and_(_amount.c.release_id == _ARGUMENT.c.release_id, _amount.c.position == _ARGUMENT.c.fact)
    )
    .where(_of_event, _ARGUMENT.c.kind == FactKind.QUANTITY, _amount.c.dimension.not_in(_NO_AMOUNTS))
    .correlate(_EVENT)
    .scalar_subquery()
)

_sentence = (
    select(sentence_text(_TEXT.c.text, _TEXT.c.sentences, _EVENT.c.sentence))
    .where(_TEXT.c.release_id == _EVENT.c.release_id)
    .correlate(_EVENT)
    .scalar_subquery()
)

CLAIMS: Final = View(
    name="claims",
    comment="One row an event: who did what to whom, where, when, how many, according to whom, in which words.",
    query=select(
        fact_id(_EVENT.c.release_id, literal("events"), _EVENT.c.position).label("claim"),
        _RELEASE.c.source,
        _RELEASE.c.published_at.label("published"),
        _EVENT.c.type.label("event"),
        _names("actor").label("actor"),
        _names("target").label("target"),
        _names("opponent").label("opponent"),
        _names("place").label("place"),
        _unless("until", _TIME.c.begins).label("begins"),
        _unless("since", _TIME.c.ends).label("ends"),
        _TIME.c.text.label("time"),
        _QUANTITY.c.value.label("quantity"),
        _QUANTITY.c.low.label("quantity_low"),
        _QUANTITY.c.high.label("quantity_high"),
        _QUANTITY.c.modifier,
        _QUANTITY.c.unit,
        _QUANTITY.c.counted,
        _QUANTITY.c.aspect,
        _QUANTITY.c.text.label("quantity_words"),
        _names("means").label("means"),
        func.coalesce(_QUOTATION.c.speaker_name, _names("source")).label("said_by"),
        _EVENT.c.polarity,
        _EVENT.c.modality,
        _EVENT.c.wording,
        _EVENT.c.text.label("trigger"),
        _EVENT.c.evidence.label("verbatim"),
        _sentence.label("sentence"),
        _EVENT.c.plover,
        _entity("actor").label("actor_entity"),
        _entity("target").label("target_entity"),
        _entity("place").label("place_entity"),
        _QUOTATION.c.speaker_entity.label("said_by_entity"),
        _CLUSTER.c.relation,
        _CLUSTER.c.cluster,
        _RELEASE.c.external_id,
        _RELEASE.c.url,
        _RELEASE.c.title,
        _EVENT.c.release_id,
        _EVENT.c.position,
        _EVENT.c.rule,
        _EVENT.c.version,
        _QUANTITY.c.counted_lemma,
    )
    .select_from(_EVENT)
    .join(_RELEASE, _RELEASE.c.id == _EVENT.c.release_id)
    .outerjoin(
        _QUANTITY,
        and_(_QUANTITY.c.release_id == _EVENT.c.release_id, _QUANTITY.c.position == _first_amount),
    )
    .outerjoin(_TIME, and_(_TIME.c.release_id == _EVENT.c.release_id, _TIME.c.position == _first_time))
    .outerjoin(
        _QUOTATION,
        and_(_QUOTATION.c.release_id == _EVENT.c.release_id, _QUOTATION.c.position == _EVENT.c.attributed_to),
    )
    .outerjoin(_CLUSTER, _CLUSTER.c.release_id == _EVENT.c.release_id),
    columns={
        "claim": "How to name the claim: release, list, position (balagh explain 17/events/3).",
        "source": "Who published the release.",
        "published": "When it was published, in UTC.",
        "event": "Neutral type of the event: killed, liberate, begin_operation …",
        "actor": "Who did it; several are joined by an Arabic semicolon.",
        "target": "To whom or what it was done; people killed or hurt are here.",
        "opponent": "Against whom, in a fight.",
        "place": "Where.",
        "begins": "First day or moment of the event, ISO 8601; empty if not told.",
        "ends": "Last day or moment, inclusive, ISO 8601.",
        "time": "The words that say when.",
        "quantity": "The figure; empty for ranges and for thousands of, which have bounds only.",
        "quantity_low": "Lowest value the wording allows.",
        "quantity_high": "Highest value the wording allows.",
        "modifier": "exact, approx, more_than, at_least, less_than, at_most, range or indefinite.",
        "unit": "UCUM or ISO 4217 code; 1 for counts.",
        "counted": "What is counted.",
        "aspect": "cumulative (a running total) or incremental, where the text says so.",
        "quantity_words": "The words of the figure.",
        "means": "With what.",
        "said_by": "Who says so in the release; empty where the source itself does.",
        "polarity": "positive, or negative: said not to have happened.",
        "modality": "asserted, reported, planned, denied or hypothetical.",
        "wording": "The source's own loaded word, where the event's type is neutral.",
        "trigger": "The word that tells the event.",
        "verbatim": "The words as received, from the first to the last of trigger and arguments.",
        "sentence": "The repaired sentence.",
        "plover": "PLOVER event code.",
        "actor_entity": "Key of the first actor in entities.",
        "target_entity": "Key of the first target in entities.",
        "place_entity": "Key of the first place in entities.",
        "said_by_entity": "Key of the speaker in entities.",
        "relation": "What the release is to the original of its cluster: original, near, revision, excerpt.",
        "cluster": "The cluster of releases that tell the same text.",
        "external_id": "The release's identifier at its producer.",
        "url": "Where the release was published.",
        "title": "Its headline.",
        "release_id": "The release.",
        "position": "The event's place among the events of the release.",
        "rule": "The rule that read it.",
        "version": "Version of Balagh that read it.",
        "counted_lemma": "What is counted, in the singular, to group by; empty where our word list has it not.",
    },
)
