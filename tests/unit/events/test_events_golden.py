"""Events in made-up sentences: the cases are data, and the same cases hold with other facts absent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tasks.extract.document import Document
from tasks.extract.events import find_events
from tasks.extract.facts import Event

CASES = json.loads((Path(__file__).parents[2] / "golden/events/events.json").read_text(encoding="utf-8"))
PLAIN = ("type", "plover", "modality", "polarity", "wording")


def words(event: Event, role: str, text: str) -> list[str]:
    return [a.span.of(text) for a in event.arguments if a.role == role and a.span is not None]


def fits(event: Event, wanted: dict[str, Any], text: str) -> bool:
    for key, value in wanted.items():
        if key == "trigger":
            if event.span.of(text) != value:
                return False
        elif key in PLAIN:
            if getattr(event, key) != value:
                return False
        elif words(event, key, text) != value:
            return False
    return True


def test_labels_are_unique() -> None:
    assert len({case["label"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_golden_events(case: dict[str, Any]) -> None:
    text = case["text"]
    # when
    events = find_events(Document.of(text), (), (), (), ())
    # then
    shown = [
        (e.type, str(e.modality), [(a.role, a.span.of(text) if a.span else None) for a in e.arguments])
        for e in events
    ]
    for wanted in case["events"]:
        assert any(fits(e, wanted, text) for e in events), (wanted, shown)
    if not case["events"]:
        assert events == (), shown
