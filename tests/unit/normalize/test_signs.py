"""The look at neighbouring characters that tells repairs where to read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.signs import (
    FORM,
    GLUED_NUMBERS,
    LOOSE_MARKS,
    LOOSE_STOPS,
    ODD_SPACE,
    TATWEEL,
    WIDE_SPACES,
    signs_of,
)

TEXTS = st.text(
    st.sampled_from(
        list("اب ة\n.،:-(1٢\N{ARABIC SHADDA}\N{ARABIC TATWEEL}aﻻ\N{NO-BREAK SPACE}\N{GRINNING FACE}")
    )
)


@given(TEXTS)
def test_loose_stops_are_found_where_they_stand_even_behind_characters_of_two_units(text):
    expected = [match.end() - 1 for match in re.finditer(r" [.،:]", text)]

    assert signs_of(text).places(LOOSE_STOPS) == expected


@given(TEXTS)
def test_no_loose_mark_is_overlooked(text):
    expected = {m.start() for m in re.finditer("\N{ARABIC SHADDA}(?<![ابةﻻ\N{ARABIC SHADDA}].)", text)}

    assert expected <= set(signs_of(text).places(LOOSE_MARKS))


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("قال  نعم", WIDE_SPACES),
        (" قال", WIDE_SPACES),
        ("قال ", WIDE_SPACES),
        ("العمر35", GLUED_NUMBERS),
        ("ﻻ", FORM),
        ("قـال", TATWEEL),
        ("قال\N{NO-BREAK SPACE}نعم", ODD_SPACE),
    ],
)
def test_a_sign_is_told_only_where_it_is(text, signs):
    assert not signs.isdisjoint(signs_of(text).found)
    assert signs.isdisjoint(signs_of("قال نعم. لا").found)
