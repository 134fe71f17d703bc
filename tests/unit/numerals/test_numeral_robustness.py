"""Whatever the text, numerals are ordered, apart, inside it, and found in linear work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import ConfigurationError
from tasks.extract.document import Document
from tasks.extract.numerals import find_numerals
from tasks.extract.numerals.lexicon import build_lookup, number_words

PIECES = [
    "ثلاثة", "و", "وعشرون", "ألف", "آلاف", "مئة", "مليون", "نصف", "ونصف", "فاصلة", "صفر", "بضع", "نيف", "ونيف", "5", "500",
    "1,250", ".", "،", "-", "/", "ر", "%", "الأول", "بعد", "المئة", "على", "جزء", "من", "عشر", "½", "e", "^", "+", " ", "\n",
    "سالب", "واحد", "خمس", "السكان", "ـ", "َ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_mixture_of_number_words_is_read_without_overlap(pieces: list[str]) -> None:
    # Given words of numbers in any order
    text = " ".join(pieces)

    # When they are read
    found = find_numerals(Document.of(text))

    # Then the numerals stand in order, apart, inside the text
    end = 0
    for numeral in found:
        assert end <= numeral.span.start < numeral.span.end <= len(text)
        assert numeral.first < numeral.last
        end = numeral.span.end


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    find_numerals(Document.of(text))


@pytest.mark.parametrize(
    "piece",
    [
        "واحد و",
        "ألف ",
        "5،",
        "1 000 ",
        "9",
        "مئة و",
        "ثلاثة على ",
        "واحد من ",
        "نصف و",
        "-",
        "1/",
        "1.",
        "ر 1 ",
        "عشرات الآلاف ",
        "فاصلة صفر ",
    ],
)
def test_hostile_runs_take_linear_work(piece: str, calls: Callable[[Callable[[], object]], int]) -> None:
    # Given a run of one piece and one four times as long
    def work(times: int) -> int:
        document = Document.of(piece * times)
        return calls(lambda: find_numerals(document))

    # When both are read, then the longer takes about four times the calls, far from the sixteen of a quadratic rule
    short, long = work(300), work(1200)
    assert long < 5 * short + 200


def test_number_words_that_are_not_one_word_are_refused() -> None:
    table = {name: {} for name in (
        "bound_units", "ten", "teens", "tens", "hundred", "hundreds", "vague", "few", "excess", "zero", "ordinals",
        "bound_ordinals", "fractions", "fractions_like_cardinals", "fraction_duals", "fraction_plurals", "point", "minus", "scales",
    )}  # fmt: skip
    with pytest.raises(ConfigurationError, match="not one Arabic word"):
        build_lookup(table | {"units": {"1": ["two words"]}, "never": {"0": []}})


def test_every_number_word_is_its_own_key() -> None:
    assert all(key.isalpha() for key in number_words())
