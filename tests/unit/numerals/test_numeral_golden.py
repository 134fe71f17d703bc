"""Number expressions, case by case, from data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.extract.document import Document
from tasks.extract.numeral import Numeral, NumeralKind
from tasks.extract.numerals import find_numerals

GOLDEN = Path(__file__).parents[2] / "golden" / "numerals"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['label']}")
    for path in sorted(GOLDEN.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def seen(numeral: Numeral) -> Any:
    """A numeral as the golden files write it."""
    if numeral.low is not None:
        return {"low": numeral.low} | ({"high": numeral.high} if numeral.high is not None else {})
    if numeral.kind in (NumeralKind.ORDINAL, NumeralKind.FRACTION):
        return f"{numeral.kind}:{numeral.value}"
    return numeral.value


@pytest.mark.parametrize("case", CASES)
def test_values_are_read_as_a_careful_reader_would(case: dict[str, Any]) -> None:
    # Given a text
    document = Document.of(case["input"])

    # When its numerals are read
    found = find_numerals(document)

    # Then their values are those a reader finds, and every span holds its own words
    assert [seen(numeral) for numeral in found] == case["expected"]
    for numeral in found:
        assert 0 <= numeral.span.start < numeral.span.end <= len(case["input"])


def test_spans_leave_conjunction_and_preposition_out_but_keep_the_article() -> None:
    # Given numbers with clitics
    text = "وبخمسين والثلاثة"

    # When they are read
    found = find_numerals(Document.of(text))

    # Then the article belongs to the span and the rest does not
    assert [numeral.span.of(text) for numeral in found] == ["خمسين", "الثلاثة"]
    assert [(numeral.clitic, numeral.article) for numeral in found] == [("وب", False), ("و", True)]
