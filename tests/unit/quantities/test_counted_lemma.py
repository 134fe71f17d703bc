"""All forms of a counted noun are counted under its singular."""

from __future__ import annotations

import pytest

from tasks.analysis import analyze
from tasks.extract.quantities.counted_nouns import lemma

CASES = [
    ("accusative", "وصل 74 لاجئا إلى الميناء.", "لاجئ"),
    ("accusative with its tanween", "وصل 74 لاجئًا إلى الميناء.", "لاجئ"),
    ("broken plural", "وصلت ثلاث سفن إلى الميناء.", "سفينة"),
    ("dual alone", "وصلت سفينتان إلى الميناء.", "سفينة"),
    ("sound plural of people", "وصل ستة متطوعين إلى الميناء.", "متطوع"),
    ("definite before its number", "غادرت السفن الخمس الميناء.", "سفينة"),
    ("with a pronoun", "خسر الفريق مبارياته الأربع.", "مباراة"),
    ("a noun that is not in the list", "باع المحل ستة صناديق وتسع مرطبانات.", None),
    ("a feminine that looks like a noun with a pronoun", "تصدرت 6 شخصيات القائمة.", None),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_figure_has_the_singular_of_what_it_counts(text: str, expected: str | None) -> None:
    quantities = analyze(text).facts.quantities
    assert quantities[-1].counted is not None
    assert quantities[-1].counted_lemma == expected


@pytest.mark.parametrize("words", ["", " ", "!", "ه", "ال"])
def test_what_is_no_noun_has_no_singular(words: str) -> None:
    assert lemma(words) is None
