"""Events with everything else found before them: names with titles and offices, times, figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tasks.extract.document import Document
from tasks.extract.extraction import extract

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "golden" / "events" / "whole.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_golden_whole(case: dict[str, Any]) -> None:
    # given
    text = case["text"]
    # when
    events = [e for e in extract(Document.of(text)).events if e.type == case["type"]]
    # then
    if case.get("absent"):
        assert not events
        return
    assert len(events) == 1, [e.type for e in events]
    for role, wanted in case["roles"].items():
        found = [a.span.of(text) for a in events[0].arguments if a.role == role and a.span]
        assert found == (wanted or []), (role, found)
    if "polarity" in case:
        assert events[0].polarity == case["polarity"]
    if "modality" in case:
        assert events[0].modality == case["modality"]


def test_two_commas_in_a_row() -> None:
    """A stray comma after a comma is no insertion."""
    assert extract(Document.of("قتل ، ، قتل شخص")).events
