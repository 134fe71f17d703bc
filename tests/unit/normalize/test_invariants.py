"""What must hold for every text whatsoever, damaged in every way at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.normalize import normalize
from tasks.text.normalized import NormalizedText
from tasks.text.span import Span

ARABIC = "ابتةجدذرسعفقكلمنهويىءأإآؤئ"
SIGNS = (
    "\N{ARABIC TATWEEL}\N{ARABIC FATHATAN}\N{ARABIC SHADDA}\N{ARABIC DAMMA}\N{ARABIC HAMZA ABOVE}"
    "\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{ZERO WIDTH NON-JOINER}\N{NO-BREAK SPACE}\N{LINE SEPARATOR}\N{ZERO WIDTH NO-BREAK SPACE}\ufffd\x00\x04"
)
FORMS = "ﻻﻼﺍﺎﺏﺐﺑﺒﷲﷺ﷽ﱞ"
FARSI = "یکہھےەپگ"
MARKS = ' \n\t.،؛:؟!()[]«»"“”/-–0123456789٠٥'
WORDS = [
    "في",
    "من",
    "على",
    "التي",
    "العملية",
    "الوزارة",
    "بغداد",
    "ال",
    "لا",
    "و",
    "د",
    "بال",
    "این",
    "است",
    "کے",
    "The",
    "of",
]

pieces = st.one_of(
    st.sampled_from(WORDS),
    st.text(ARABIC, min_size=1, max_size=5),
    st.text(ARABIC + SIGNS + FORMS + FARSI + MARKS + "aZé", min_size=1, max_size=4),
)
texts = st.one_of(
    st.lists(pieces, max_size=24).map(" ".join),
    st.lists(pieces, max_size=24).map("".join),
    st.text(max_size=40),
)


def check(normalized: NormalizedText, raw: str) -> None:
    """Everything that must hold for one text."""
    text = normalized.text
    assert normalized.raw == raw, "the raw text is never altered"
    raw_position = position = 0
    for raw_span, span in normalized.offset_map:
        assert raw_span.start - raw_position == span.start - position >= 0, "between edits nothing moves"
        raw_position, position = raw_span.end, span.end
    assert len(raw) - raw_position == len(text) - position >= 0, "the map covers both texts to their ends"
    last = 0
    for place in range(len(text)):
        raw_span = normalized.offset_map.to_raw(Span(place, place + 1))
        assert last <= raw_span.start <= raw_span.end <= len(raw)
        last = raw_span.start
    for spans in (normalized.sentences, normalized.paragraphs):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()
            end = span.end
    covered = sum(len(span.of(text)) for span in normalized.sentences)
    assert covered >= sum(not character.isspace() for character in text) - text.count(" ")
    assert not text or not (text[0].isspace() or text[-1].isspace())
    assert "  " not in text
    assert "\n\n" not in text
    for repair in normalized.repairs:
        assert repair.count > 0
        assert 0 < repair.confidence <= 1
    for span, tag in normalized.foreign:
        assert 0 <= span.start < span.end <= len(text)
        assert tag != normalized.language


@given(texts)
@settings(max_examples=250, deadline=None)
def test_map_spans_and_report_hold_for_any_text(raw: str) -> None:
    check(normalize(raw), raw)


@given(texts)
@settings(max_examples=250, deadline=None)
def test_a_second_normalization_changes_nothing(raw: str) -> None:
    once = normalize(raw).text
    assert normalize(once).text == once


@given(st.text(ARABIC + "0123456789٠١٢٣", max_size=30))
@settings(max_examples=200, deadline=None)
def test_letters_and_digits_alone_stay(raw: str) -> None:
    kept = "".join(character for character in normalize(raw).text if character.isalnum())
    assert sorted(kept) == sorted(raw)


HOSTILE = [
    *"ـ.،\"(ً ّ\n﷽ﻻیاةو5-/",
    "\N{LEFT-TO-RIGHT EMBEDDING}", "\N{ARABIC HAMZA ABOVE}", "\ufffd", "\N{NO-BREAK SPACE}", " .", "( ", ") ", " ،",
    "ا ", "ة ", "5\n", "\n.", "\n ", "األ", "5ر", "لا ", "ﻢﻴ", "«ا", "1/ ", "a ", "د. ", '" و', "ال", "پ ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_runs_of_one_hostile_piece_hold_too(piece: str) -> None:
    # That the time grows with the length and no faster is measured by benchmarks/normalize.py.
    raw = piece * 400
    normalized = normalize(raw)
    check(normalized, raw)
    assert normalize(normalized.text).text == normalized.text


def test_one_character_may_grow_only_by_its_letters() -> None:
    assert len(normalize("ﷺ" * 1_000).text) <= 18 * 1_000
