"""What holds for events of any text at all: spans, references, silence on hostile input, linear time."""

from __future__ import annotations

from collections.abc import Callable

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
def test_work_grows_with_length_only(unit: str, calls: Callable[[Callable[[], object]], int]) -> None:
    def work(times: int) -> int:
        document = Document.of(unit * times)
        return calls(lambda: find_events(document, (), (), (), ()))

    work(10)
    short, long = work(100), work(400)
    assert long < 5 * short + 400
