"""The dictionary that asks for what it has not got."""

from __future__ import annotations

import pytest

from tasks.extract import memo
from tasks.extract.memo import Memo


def test_every_word_is_asked_for_once() -> None:
    # given
    asked: list[str] = []
    lengths: Memo[int] = Memo(lambda word: asked.append(word) or len(word))  # type: ignore[func-returns-value]
    # when
    found = list(map(lengths.__getitem__, ("اب", "جدة", "اب")))
    # then
    assert found == [2, 3, 2]
    assert asked == ["اب", "جدة"]


def test_it_never_holds_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setattr(memo, "_MOST", 3)
    lengths: Memo[int] = Memo(len)
    # when
    found = [lengths["ا" * size] for size in range(20)]
    # then
    assert found == list(range(20))
    assert len(lengths) <= 3
