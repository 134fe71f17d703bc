"""Tokens: positions in the text, keys folded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.text.fold import drop_marks, fold
from tasks.text.tokens import TokenKind, tokenize


@given(st.text("ابأةىً ـ1٢.,٫\nAz é-/،", max_size=30))
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    assert len(tokens.starts) == len(tokens.ends) == len(tokens.keys) == len(tokens.kinds)
    end = 0
    for start, stop, key, kind in zip(tokens.starts, tokens.ends, tokens.keys, tokens.kinds, strict=True):
        assert text[end:start].strip(" \t") == ""
        assert end <= start < stop
        surface = fold(text[start:stop])
        if kind is TokenKind.WORD:
            assert key == drop_marks(surface)
        elif kind is TokenKind.LATIN:
            assert key == surface.lower()
        end = stop
    assert text[end:].strip(" \t") == ""


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
