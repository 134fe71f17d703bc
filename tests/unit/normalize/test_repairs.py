"""Golden cases of every repair, with the texts that must stay."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.normalize import normalize

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "golden" / "normalize" / "repairs.toml").read_text(encoding="utf-8")
)["case"]


def case(row: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=row["known_failure"], strict=True)] if "known_failure" in row else []
    return pytest.param(row, id=row["label"], marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in CASES])
def test_repair(row: dict[str, Any]) -> None:
    # Given a text, damaged or not
    # When it is normalized
    normalized = normalize(row["input"])
    # Then it is repaired, or comes back as it was
    assert normalized.text == row.get("expected", row["input"])
    kinds = {repair.kind for repair in normalized.repairs}
    assert set(row.get("kinds", ())) <= kinds
    assert normalized.raw == row["input"]


@pytest.mark.parametrize("row", [case(row) for row in CASES if "known_failure" not in row])
def test_repaired_once_is_repaired_for_good(row: dict[str, Any]) -> None:
    once = normalize(row["input"]).text
    assert normalize(once).text == once


def test_every_case_is_well_formed() -> None:
    allowed = {"label", "input", "expected", "kinds", "known_failure"}
    assert all({"label", "input"} <= set(row) <= allowed for row in CASES)
    assert len({row["label"] for row in CASES}) == len(CASES)
