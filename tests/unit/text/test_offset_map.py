"""The map between normalized and raw text: recorded, composed, stored and read both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.draft import apply
from tasks.text.offset_map import Edit, OffsetMap
from tasks.text.span import Span


@st.composite
def edit_lists(draw: st.DrawFn, size: int) -> list[Edit]:
    """Ascending edits of a text of a size, that do not overlap."""
    edits: list[Edit] = []
    position = 0
    while position <= size and len(edits) < 6 and draw(st.booleans()):
        start = draw(st.integers(position, size))
        end = draw(st.integers(start, min(size, start + 3)))
        text = draw(st.text("xyz", max_size=3))
        if (start == end and not text) or (edits and start == end == edits[-1].end):
            break
        edits.append(Edit(start, end, text))
        position = end
    return edits


@st.composite
def two_changes(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    """A text, edits of it, and edits of the result."""
    raw = draw(st.text("abcdef", max_size=16))
    first = draw(edit_lists(len(raw)))
    return raw, first, draw(edit_lists(len(apply(raw, first))))


def check_map(raw: str, text: str, offset_map: OffsetMap) -> None:
    """Between the edits both texts must be the same, and everything must be covered."""
    raw_position = position = 0
    for raw_span, span in offset_map:
        assert raw[raw_position : raw_span.start] == text[position : span.start]
        assert raw_position <= raw_span.start <= raw_span.end
        assert position <= span.start <= span.end
        raw_position, position = raw_span.end, span.end
    assert raw[raw_position:] == text[position:]


@given(two_changes())
def test_two_changes_compose_to_one_map(change: tuple[str, list[Edit], list[Edit]]) -> None:
    # Given a text changed twice
    raw, first, second = change
    middle = apply(raw, first)
    text = apply(middle, second)
    # When the maps are composed
    composed = OffsetMap.of(first).then(OffsetMap.of(second))
    # Then the result leads from the last text to the first
    check_map(raw, text, composed)


@given(two_changes())
def test_spans_lead_to_raw_and_back(change: tuple[str, list[Edit], list[Edit]]) -> None:
    raw, first, second = change
    text = apply(apply(raw, first), second)
    composed = OffsetMap.of(first).then(OffsetMap.of(second))
    last = 0
    for position in range(len(text)):
        raw_span = composed.to_raw(Span(position, position + 1))
        assert 0 <= raw_span.start <= raw_span.end <= len(raw)
        assert raw_span.start >= last, "raw starts never go back"
        last = raw_span.start
        back = composed.to_normalized(raw_span)
        assert raw_span.start == raw_span.end or back.start <= position < back.end
    whole = composed.to_raw(Span(0, len(text)))
    assert whole.start <= whole.end


@given(two_changes())
def test_bytes_round_trip(change: tuple[str, list[Edit], list[Edit]]) -> None:
    _, first, second = change
    composed = OffsetMap.of(first).then(OffsetMap.of(second))
    assert OffsetMap.from_bytes(composed.to_bytes()) == composed


def test_storage_grows_with_edits_not_with_characters() -> None:
    edits = [Edit(place, place + 1, "") for place in range(0, 1_000_000, 10_000)]
    assert len(OffsetMap.of(edits).to_bytes()) <= 4 * len(edits)
    assert OffsetMap().to_bytes() == b""


@pytest.mark.parametrize("data", [b"\x01", b"\x01\x02", b"\x80\x80", b"\x01\x02\x83"])
def test_broken_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="offset map"):
        OffsetMap.from_bytes(data)


def test_a_deletion_has_an_empty_place_in_the_text() -> None:
    # Given "a-b" without its hyphen
    offset_map = OffsetMap.of([Edit(1, 2, "")])
    # Then the deleted stretch stands, empty, between the letters
    assert offset_map.to_normalized(Span(1, 2)) == Span(1, 1)
    assert offset_map.to_raw(Span(0, 2)) == Span(0, 3)
    assert offset_map.to_raw(Span(1, 2)) == Span(2, 3)
