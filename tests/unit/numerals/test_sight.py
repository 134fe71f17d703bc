"""One look-up a token for numbers, times and quantities."""

from __future__ import annotations

from tasks.extract.sight import sights


def test_each_reader_finds_its_own() -> None:
    # given a figure, a number word, a dual and a month among other words
    seen = sights(("سيارة", "3", "عشرون", "غارتان", "شباط", "كتاب"))
    # when they are looked up, then each says what it can begin
    figure, number, alone, month = seen.found
    assert seen.positions == [1, 2, 3, 4]
    assert figure.figure
    assert number.number
    assert alone.alone
    assert month.words[0].entry == "calendars.month_gregorian.02"


def test_endless_word_is_nothing() -> None:
    # given letters without end, when they are looked up, then no lexicon is asked
    assert sights(("ب" * 100_000,)).at == [None]


def test_no_words_at_all() -> None:
    assert sights(()).found == []
