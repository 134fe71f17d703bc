"""What holds for quantities of any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import ConfigurationError
from tasks.extract.document import Document
from tasks.extract.facts import Modifier, Time, TimeKind
from tasks.extract.numerals import find_numerals
from tasks.extract.quantities import find_quantities
from tasks.extract.quantities.forms import read_data
from tasks.extract.quantities.units import build_units, unit_phrases
from tasks.text.span import Span
from tasks.text.tokens import tokenize

PIECES = [
    "5", "3.5", "1,250", "ثلاثة", "وعشرون", "آلاف", "مليون", "نصف", "ونصف", "كيلومتر", "كم", "مربع", "في الساعة", "دولار",
    "دينار", "أردني", "$", "%", "٪", "في المئة", "بين", "و", "إلى", "من", "-", "/", "(", ")", "«", "»", "أكثر من", "لا", "يزيد", "عن",
    "على الأقل", "أو أكثر", "شخصا", "قتلى", "دولتين", "متران", "الدول", "الخمس", "القرار", "رقم", "هاتف", "+", "011", "درجة", "تحت الصفر",
    "أي ما يعادل", "السكان", ".", "\n", "،", "واحد", "الثاني", "ـ", "نص", "ر",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_spans_are_ordered_inside_the_text_and_bounds_make_sense(pieces: list[str]) -> None:
    # Given words of quantities in any order
    text = " ".join(pieces)
    document = Document.of(text)

    # When they are read
    found = find_quantities(document, find_numerals(document))

    # Then
    start = 0
    for index, quantity in enumerate(found):
        assert start <= quantity.span.start < quantity.span.end <= len(text)
        start = quantity.span.start
        assert quantity.restates is None or 0 <= quantity.restates < index
        if quantity.modifier is Modifier.RANGE:
            assert quantity.value is None
            assert quantity.low is not None
            assert quantity.high is not None
            assert quantity.low < quantity.high
        if quantity.modifier is Modifier.INDEFINITE:
            assert quantity.value is None
            assert quantity.low is not None
        if quantity.counted_span is not None:
            assert quantity.counted == quantity.counted_span.of(text)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    document = Document.of(text)
    find_quantities(document, find_numerals(document))


def test_numbers_inside_times_are_left_to_them() -> None:
    # Given a time over a number
    document = Document.of("في 25 نيسان قتل 4 جنود")
    time = Time(span=Span(3, 11), rule="test", kind=TimeKind.DATE)

    # When quantities are read
    found = find_quantities(document, find_numerals(document), (time,))

    # Then only the other number is one
    assert [quantity.value for quantity in found] == [4]


def test_every_quantity_says_how_it_was_read() -> None:
    document = Document.of("نحو 20 دينارا")
    (quantity,) = find_quantities(document, find_numerals(document))
    assert any("hedge: نحو" in line for line in quantity.trace)
    assert any("currency: dinar" in line for line in quantity.trace)
    assert any("candidates" in line for line in quantity.trace)


@pytest.mark.parametrize("key", [key for key in read_data("units.toml") if key != "derived"])
def test_every_form_of_every_unit_is_read(key: str) -> None:
    # Given a unit's table
    table = read_data("units.toml")[key]

    # When each of its forms stands behind a number, then the unit is found
    for form in (*table["nouns"], *table["plurals"], *table["signs"]):
        match = unit_phrases().after(tokenize(f"5 {form}"), 1)
        assert match is not None, form
        assert match[1] == len(tokenize(f"5 {form}")), form


def test_a_unit_without_size_is_refused() -> None:
    data = {
        "derived": {},
        "wrong": {"code": "x", "dimension": "length", "size": 0, "nouns": [], "plurals": [], "signs": []},
    }
    with pytest.raises(ConfigurationError, match=r"units.toml: wrong.size"):
        build_units(data)


@pytest.mark.parametrize(
    "piece",
    [
        "5 كم ",
        "بين 5 و",
        "5-",
        "(5) ",
        "$5 ",
        "5% من ",
        "يزيد عن ",
        "0",
        "011-",
        "نحو ",
        "غارتين ",
        "متر ونصف ",
        "5 دينار ",
        "«5» ",
        "5 أي ",
        "القرار 5 ",
    ],
)
def test_hostile_runs_take_linear_work(piece: str, calls: Callable[[Callable[[], object]], int]) -> None:
    # Given a run of one piece and one four times as long
    def work(times: int) -> int:
        document = Document.of(piece * times)
        numerals = find_numerals(document)
        return calls(lambda: find_quantities(document, numerals))

    work(10)

    # When both are read, then the longer takes about four times the calls
    short, long = work(200), work(800)
    assert long < 5 * short + 400
