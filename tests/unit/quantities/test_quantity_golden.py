"""Quantities, case by case, from data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.extract.document import Document
from tasks.extract.facts import Quantity
from tasks.extract.numerals import find_numerals
from tasks.extract.quantities import find_quantities

GOLDEN = Path(__file__).parents[2] / "golden" / "quantities"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['label']}")
    for path in sorted(GOLDEN.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def read(text: str) -> tuple[Quantity, ...]:
    document = Document.of(text)
    return find_quantities(document, find_numerals(document))


def seen(quantity: Quantity, text: str, field: str) -> Any:
    """One field as the golden files write it."""
    if field == "text":
        return quantity.span.of(text)
    value = getattr(quantity, field)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES)
def test_quantities_are_what_a_careful_analyst_would_write_down(case: dict[str, Any]) -> None:
    # Given a text
    text = case["input"]

    # When its quantities are read
    found = read(text)

    # Then there is one for each expected, in order, with the fields that are stated
    assert [{field: seen(quantity, text, field) for field in expected} for quantity, expected in zip(found, case["expected"], strict=False)] == case["expected"], found  # fmt: skip
    assert len(found) == len(case["expected"]), [quantity.span.of(text) for quantity in found]
