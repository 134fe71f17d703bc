"""Sentence boundaries, against golden cases and on any text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.sentences import split_paragraphs, split_sentences

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "golden" / "text" / "sentences.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("row", CASES, ids=[row["label"] for row in CASES])
def test_sentences(row: dict[str, Any]) -> None:
    text = row.get("separator", " ").join(row["sentences"])
    assert [span.of(text) for span in split_sentences(text)] == row["sentences"]


@given(st.text('ابد.!؟…:"”“»«()\n 1د', max_size=40))
def test_sentences_cover_every_word_once(text: str) -> None:
    # Given any text
    # When it is cut
    spans = split_sentences(text)
    # Then the sentences stand in order, and hold everything but white space
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert "".join("".join(span.of(text).split()) for span in split_paragraphs(text)) == "".join(text.split())
