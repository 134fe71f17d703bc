"""Golden cases of names: what must be found, what must not, and what must be one entity."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tasks.extract.document import Document
from tasks.extract.facts import Mention
from tasks.extract.mentions import find_mentions

GOLDEN = Path(__file__).parents[2] / "golden" / "mentions"


def cases() -> Iterator[Any]:
    for path in sorted(GOLDEN.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            yield pytest.param(case, id=f"{path.stem}: {case['label']}", marks=marks)


def fits(mention: Mention, text: str, wanted: dict[str, Any]) -> bool:
    found = {"text": mention.span.of(text), "type": mention.type.value} | {
        key: getattr(mention, key) for key in ("title", "role", "entity", "canonical", "country", "rule")
    }
    return all(found[key] == value for key, value in wanted.items() if key != "count")


@pytest.mark.parametrize("case", list(cases()))
def test_names_of_a_case(case: dict[str, Any]) -> None:
    # given
    text = case["input"]
    # when
    mentions = find_mentions(Document.of(text))
    # then
    shown = [(m.span.of(text), m.type.value, m.entity, m.title, m.role, m.rule) for m in mentions]
    for wanted in case["expected"]:
        hits = [mention for mention in mentions if fits(mention, text, wanted)]
        assert hits, (wanted, shown)
        assert "count" not in wanted or len(hits) == wanted["count"], (wanted, shown)
    for word in case.get("absent", []):
        assert all(mention.span.of(text) != word for mention in mentions), (word, shown)
    if case.get("complete"):
        assert len(mentions) == len(case["expected"]), shown
    for names in case.get("same", []):
        entities = {mention.entity for mention in mentions if mention.span.of(text) in names}
        assert len(entities) == 1, shown
