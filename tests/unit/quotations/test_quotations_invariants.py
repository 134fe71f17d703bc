"""Whatever the marks and words, quotations keep the contract's promises about spans."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.extract.document import Document
from tasks.extract.quotations import find_quotations, quotation_at
from tasks.extract.quotations.marks import MARKS

PIECES = [
    *MARKS, " ", "،", ".", ":", "؟", "\n", "(", ")", "و", "قال", "وقال", "أضافت", "إن", "أن", "بأنه", "إلى أن", "على",
    "مشيرا إلى", "قائلا", "قوله", "عن", "بحسب", "وفقا", "للوزارة", "كما", "ما", "الوزير", "وزارة", "بيان", "الذي",
    "قناة", "كتب", "بين", "يذكر", "في تصريح", "٢٠", "BBC", "صباح اليوم", "مفتوح", "نصلّي", "بإصابة", "أعلن", "مقتل", "دعا", "وصف", "الجهات", "تعالى", "علي", "فان", "الشهر", "الماضي", "حين", "عن بعد", "نقلت",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["", " "]))
def test_spans_lie_in_the_text_and_ascend(pieces: list[str], glue: str) -> None:
    # Given words and marks in any order and number
    text = glue.join(pieces)
    # When quotations are read
    quotations = find_quotations(Document.of(text), ())
    # Then they are ordered, and no span is empty or has a space, mark or stop at its edge
    assert list(quotations) == sorted(quotations, key=lambda quotation: quotation.span)
    for quotation in quotations:
        spans = [quotation.span]
        spans += [quotation.cue] if quotation.cue is not None else []
        spans += [quotation.speaker.span] if quotation.speaker is not None else []
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert not span.of(text)[0].isspace()
            assert not span.of(text)[-1].isspace()
        said = quotation.span.of(text)
        assert said[0] not in MARKS
        assert said[-1] not in MARKS
        assert said[-1] not in ".،:؟"


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_a_place_stands_in_the_quotation_around_it(pieces: list[str]) -> None:
    # Given the quotations of some text
    text = " ".join(pieces)
    quotations = find_quotations(Document.of(text), ())
    # When a place is looked up, then the quotation found holds it, and none is missed
    for position in range(0, len(text), 3):
        index = quotation_at(quotations, position)
        around = [q for q in quotations if q.span.start <= position < q.span.end]
        assert (index is None) == (not around)
        if index is not None:
            assert quotations[index] in around


def test_runs_of_one_mark_or_word_are_read_to_the_end() -> None:
    # Given long runs of a single hostile piece
    for piece in ('"', "“", "”", " «", "“a ", "قال إن ", 'قال "', "قال: ", '."', "أعلن مقتل "):
        text = piece * (60_000 // len(piece))
        # When they are read, then reading comes to an end with few quotations or none
        assert len(find_quotations(Document.of(text), ())) <= len(text) // 10


def test_nested_marks_are_paired_inside_out() -> None:
    # Given a name in marks within words in marks of another style
    text = "قال الناطق «زرنا مقر صحيفة “الغد” صباح اليوم»."
    # When it is read
    (quotation,) = find_quotations(Document.of(text), ())
    # Then the outer marks hold what is said
    assert quotation.span.of(text) == "زرنا مقر صحيفة “الغد” صباح اليوم"
