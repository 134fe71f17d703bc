"""What holds for events of any text at all: spans, references, silence on hostile input, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.extract.document import Document
from tasks.extract.events import find_events
from tasks.extract.extraction import extract

WORDS = (
    "قتل",
    "مقتل",
    "أصيب",
    "إصابة",
    "شن",
    "غارات",
    "على",
    "في",
    "من",
    "إلى",
    "مما",
    "أدى",
    "إلى",
    "تحرير",
    "القوات",
    "المدينة",
    "التي",
    "ثلاثة",
    "جنود",
    "أن",
    "إن",
    "لم",
    "سوف",
    "وقتل",
    "وأصيب",
    "بتحرير",
    "اعتقلت",
    "الشرطة",
    "نفسه",
    "بينهم",
    "،",
    ".",
    "؛",
    "«",
    "»",
    "(",
    ")",
    "-",
    "محاولة",
    "اغتيال",
    "وقع",
    "هجوم",
    "نفذه",
    "الذي",
    "استولت",
    "عليها",
    "أو",
    "و",
)


def check(text: str) -> None:
    document = Document.of(text)
    facts = extract(document)
    starts = [event.span.start for event in facts.events]
    assert starts == sorted(starts)
    for event in facts.events:
        assert event.span.of(text).strip()
        for argument in event.arguments:
            assert argument.span is None or (0 <= argument.span.start < argument.span.end <= len(text))
            if argument.kind is not None:
                assert argument.index is not None
                assert argument.index < len(getattr(facts, argument.kind.value))
        assert event.attributed_to is None or event.attributed_to < len(facts.quotations)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_references_and_spans_hold_in_any_order_of_words(text: str) -> None:
    check(text)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="اأبتقلمنوهيء ةى\N{ARABIC FATHATAN}\N{ARABIC DAMMA}.،\n«»(0", max_size=60))
def test_nothing_breaks_on_letters_and_marks(text: str) -> None:
    check(text)


def test_empty_text_has_no_events() -> None:
    assert find_events(Document.of(""), (), (), (), ()) == ()


@pytest.mark.parametrize("unit", ["قتل ", "مقتل و", "،", "( ", "« ", "إلى ", "التي استولت عليها "])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(times: int) -> float:
        document = Document.of(unit * times)
        begin = time.perf_counter()
        find_events(document, (), (), (), ())
        return time.perf_counter() - begin

    seconds(100)
    short, long = min(seconds(200) for _ in range(3)), min(seconds(2000) for _ in range(2))
    # Ten times the text; forty leaves room for a busy machine and still refuses quadratic growth.
    assert long < 40 * max(short, 0.002)
