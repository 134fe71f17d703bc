"""What extraction finds in one release: frozen values with spans in the normalized text.

Field meanings follow the public analysis format (``docs/analysis-format.md``). References between facts are
positions in the lists of one :class:`Facts`: ``restates=3`` means ``facts.quantities[3]``.

Facts are named tuples, always built by keyword: a frozen dataclass of as many fields takes five times as long, and a release
has some twenty of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tasks.text.span import Span


class Modifier(StrEnum):
    """How a figure is hedged."""

    EXACT = "exact"
    APPROX = "approx"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    RANGE = "range"
    INDEFINITE = "indefinite"


class Aspect(StrEnum):
    """Whether a figure is a running total or an addition to one, where the text says so."""

    CUMULATIVE = "cumulative"
    INCREMENTAL = "incremental"


class TimeKind(StrEnum):
    """What a time expression denotes."""

    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    DURATION = "duration"
    INTERVAL = "interval"
    SET = "set"


class Calendar(StrEnum):
    """The calendar of a date's wording."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"


class MentionType(StrEnum):
    """What kind of thing a name names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"
    FACILITY = "facility"
    EVENT = "event"
    PRODUCT = "product"
    LAW = "law"
    OTHER = "other"


class QuotationKind(StrEnum):
    """Words between marks, or words reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Polarity(StrEnum):
    """Whether the event is said to have happened or not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How sure the source is of an event."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class FactKind(StrEnum):
    """The lists of :class:`Facts`, by the names used in references and tables."""

    QUANTITY = "quantities"
    TIME = "times"
    MENTION = "mentions"
    QUOTATION = "quotations"
    EVENT = "events"


class Quantity(NamedTuple):
    """A number with its unit, hedge, bounds and what it counts.

    ``value`` is None for a range or an indefinite quantity. ``unit`` is a UCUM code, an ISO 4217 code, ``%``, or
    ``1`` for counts and bare numbers. ``si_value`` is the value in the dimension's SI unit, where there is one.
    ``counted_lemma`` is the singular of the counted noun, where our word list has it.
    ``candidates`` are the codes an ambiguous currency may have, best first; empty when settled.
    """

    span: Span
    rule: str
    value: int | float | None
    low: int | float | None = None
    high: int | float | None = None
    modifier: Modifier = Modifier.EXACT
    unit: str = "1"
    dimension: str = "number"
    si_value: float | None = None
    counted: str | None = None
    counted_span: Span | None = None
    counted_lemma: str | None = None
    counts_people: bool | None = None
    candidates: tuple[str, ...] = ()
    base: str | None = None
    aspect: Aspect | None = None
    restates: int | None = None
    restatement_agrees: bool | None = None
    trace: tuple[str, ...] = ()


class Time(NamedTuple):
    """A date, time of day, duration, interval or set, in EDTF or ISO 8601.

    ``begins`` and ``ends`` are both inclusive, ISO 8601. ``hijri`` is ``1436-10-25`` as far as stated.
    ``consistent`` is False where the wording contradicts itself (weekday or second calendar disagree).
    """

    span: Span
    rule: str
    kind: TimeKind
    edtf: str | None = None
    begins: str | None = None
    ends: str | None = None
    iso8601: str | None = None
    calendar: Calendar = Calendar.GREGORIAN
    hijri: str | None = None
    relative: bool = False
    alternatives: tuple[str, ...] = ()
    zone: str | None = None
    role: str | None = None
    consistent: bool | None = None
    trace: tuple[str, ...] = ()


class Mention(NamedTuple):
    """One appearance of a person, organisation, place or other named thing.

    ``entity`` is shared by all mentions of one entity in this release; for an entity of our gazetteers it is the
    entity's key there (``org:isis``, ``place:sy``), otherwise it is local to the release.
    """

    span: Span
    rule: str
    type: MentionType
    canonical: str
    entity: str
    title: str | None = None
    title_span: Span | None = None
    role: str | None = None
    english: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    trace: tuple[str, ...] = ()


class Part(NamedTuple):
    """A stretch of words inside a fact, with the mention it refers to."""

    span: Span
    mention: int | None = None


class Quotation(NamedTuple):
    """Words quoted or reported, with cue and speaker; the span is the content without its marks.

    ``speaker`` has the span of the words that name the speaker (which may stand in an earlier sentence).
    """

    span: Span
    rule: str
    kind: QuotationKind
    cue: Span | None = None
    speaker: Part | None = None
    trace: tuple[str, ...] = ()


class Argument(NamedTuple):
    """What fills a role of an event.

    ``span`` is None for an argument taken over without words of its own; then ``kind`` and ``index`` name the fact.
    """

    role: str
    span: Span | None
    kind: FactKind | None = None
    index: int | None = None  # type: ignore[assignment]  # instead of the method of tuples
    inherited: bool = False


class Event(NamedTuple):
    """Something that happened, is planned or is denied; the span is the trigger.

    ``wording`` keeps the source's own loaded word where ``type`` is neutral (استشهد beside ``killed``).
    ``attributed_to`` is the position of the quotation the event stands in.
    """

    span: Span
    rule: str
    type: str
    plover: str | None = None
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    arguments: tuple[Argument, ...] = ()
    attributed_to: int | None = None
    wording: str | None = None
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything found in one release; every list is ordered by span."""

    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()
