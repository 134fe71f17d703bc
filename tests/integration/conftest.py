"""Releases with facts that were written by hand, so that tests of the database do not depend on the grammars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tasks.extract.facts import (
    Argument,
    Event,
    FactKind,
    Facts,
    Mention,
    MentionType,
    Modality,
    Modifier,
    Part,
    Quantity,
    Quotation,
    QuotationKind,
    Time,
    TimeKind,
)
from tasks.text.normalized import NormalizedText, Repair
from tasks.text.offset_map import Edit, OffsetMap
from tasks.text.span import Span

#: Made up. The raw text has a tatweel that normalization took out, so that raw spans differ from normalized ones.
RAW = "أعلن المتحـدث سالم الراوي مقتل أكثر من 5 جنود في حلب منذ أيلول 2018. وقال «لم نقصف حلب»."
TEXT = RAW.replace("\N{ARABIC TATWEEL}", "")


def normalized_sample(raw: str = RAW) -> NormalizedText:
    """The made-up release as normalization leaves it."""
    text = raw.replace("\N{ARABIC TATWEEL}", "")
    edits = [Edit(index, index + 1, "") for index, letter in enumerate(raw) if letter == "\N{ARABIC TATWEEL}"]
    stop = text.index(".") + 1
    return NormalizedText(
        raw=raw,
        text=text,
        offset_map=OffsetMap.of(edits),
        sentences=(Span(0, stop), Span(stop + 1, len(text))),
        paragraphs=(Span(0, len(text)),),
        repairs=(Repair(kind="tatweel", count=len(edits), confidence=1.0),) if edits else (),
    )


def facts_sample(text: str = TEXT, *, dead: int = 5) -> Facts:
    """What a reader would write down of it."""

    def find(words: str, after: int = 0) -> Span:
        start = text.index(words, after)
        return Span(start, start + len(words))

    second = text.index("وقال")
    figure = f"أكثر من {dead} جنود"
    return Facts(
        quantities=(
            Quantity(
                span=find(figure), rule="quantity.count", value=dead, low=dead, modifier=Modifier.MORE_THAN,
                dimension="count", counted="جندي", counts_people=True,
            ),
        ),
        times=(
            Time(
                span=find("أيلول 2018"), rule="time.month", kind=TimeKind.DATE, edtf="2018-09", begins="2018-09-01",
                ends="2018-09-30", role="since",
            ),
        ),
        mentions=(
            Mention(
                span=find("سالم الراوي"), rule="person.titled", type=MentionType.PERSON, canonical="سالم الراوي",
                entity="person:local-1", title="المتحدث",
            ),
            Mention(
                span=find("حلب"), rule="gazetteer.place", type=MentionType.PLACE, canonical="حلب", entity="place:aleppo",
                english="Aleppo", identifiers=(("geonames", "170063"),), country="SY", latitude=36.2, longitude=37.16,
            ),
            Mention(
                span=find("حلب", second), rule="gazetteer.place", type=MentionType.PLACE, canonical="حلب",
                entity="place:aleppo", english="Aleppo",
            ),
        ),
        quotations=(
            Quotation(
                span=find("لم نقصف حلب"), rule="quote.direct", kind=QuotationKind.DIRECT, cue=Span(second + 1, second + 4),
                speaker=Part(span=find("سالم الراوي"), mention=0),
            ),
        ),
        events=(
            Event(
                span=find("مقتل"), rule="killed:noun", type="killed", plover="ASSAULT",
                arguments=(
                    Argument(role="target", span=find(figure), kind=FactKind.QUANTITY, index=0),
                    Argument(role="place", span=find("حلب"), kind=FactKind.MENTION, index=1),
                    Argument(role="since", span=find("أيلول 2018"), kind=FactKind.TIME, index=0),
                    Argument(role="source", span=find("سالم الراوي"), kind=FactKind.MENTION, index=0),
                ),
                trace=("noun", "construct"),
            ),
            Event(
                span=find("نقصف"), rule="shelling:verb", type="shelling", modality=Modality.DENIED,
                arguments=(
                    Argument(role="target", span=find("حلب", second), kind=FactKind.MENTION, index=2),
                    Argument(role="actor", span=None, kind=FactKind.MENTION, index=0, inherited=True),
                ),
                attributed_to=0,
            ),
        ),
        notes=("seen, not understood",),
    )  # fmt: skip


Store = Callable[..., int]


@pytest.fixture
def sample() -> Callable[..., tuple[NormalizedText, Facts]]:
    """The made-up release, normalized and read; with another figure on request."""

    def make(text: str = TEXT, dead: int = 5) -> tuple[NormalizedText, Facts]:
        return normalized_sample(), facts_sample(text, dead=dead)

    return make


@pytest.fixture
def statements(engine: Engine) -> Callable[[], AbstractContextManager[list[str]]]:
    """Collects the statements that are sent inside a block."""

    @contextmanager
    def collecting() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(*arguments: Any) -> None:
            sent.append(arguments[2])

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return collecting


@pytest.fixture
def store(engine: Engine) -> Store:
    """Store one made-up release with its facts, as far as extracted; returns its number."""
    from models.claiming import advance, claim
    from models.intake import NewRelease, insert_releases
    from models.session import writing
    from models.status import Step
    from models.writing import write_facts, write_normalized

    def add(external_id: str = "1", *, raw: str = RAW, facts: Facts | None = None, **fields: Any) -> int:
        release = NewRelease(
            **{"source": "made-up", "external_id": external_id, "text": raw, "title": "عنوان"}
            | {"published": datetime(2018, 10, 1, tzinfo=UTC)}
            | fields
        )
        with writing(engine) as connection:
            number = insert_releases(connection, [release])[0].release_id
            normalized = normalized_sample(raw)
            for step in Step:
                claim(connection, step, limit=10, lease=timedelta(seconds=60), token="t")
                assert advance(connection, step, [number], "t") == {number}
                if step is Step.NORMALIZE:
                    write_normalized(connection, {number: normalized}, "1.0")
                if step is Step.EXTRACT:
                    found = facts_sample(normalized.text) if facts is None else facts
                    write_facts(connection, {number: (normalized, found)}, "1.0")
        return number

    return add
