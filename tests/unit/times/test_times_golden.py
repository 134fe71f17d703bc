"""Times as an analyst would write them down: cases are data under ``tests/golden/times``."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tasks.extract.document import Document
from tasks.extract.facts import Time
from tasks.extract.numerals import find_numerals
from tasks.extract.times import find_times

GOLDEN = Path(__file__).parents[2] / "golden" / "times"


def cases() -> list[Any]:
    found = []
    for path in sorted(GOLDEN.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            found.append(pytest.param(case, id=f"{path.stem}: {case['label']}", marks=marks))
    return found


def times_of(text: str, published: str | None = None) -> tuple[Time, ...]:
    moment = None if published is None else datetime.fromisoformat(published)
    document = Document.of(
        text, published=moment, published_has_time=published is not None and "T" in published
    )
    return find_times(document, find_numerals(document))


def shown(time: Time, text: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that a case asks for."""
    got: dict[str, Any] = {}
    for field in fields:
        value = time.span.of(text) if field == "text" else getattr(time, field)
        got[field] = list(value) if isinstance(value, tuple) else "null" if value is None else value
    return got


@pytest.mark.parametrize("case", cases())
def test_text_gives_expected_times(case: dict[str, Any]) -> None:
    # given a text, and the release's date where the case names one
    text = case["text"]
    # when it is read
    times = times_of(text, case.get("published"))
    # then exactly the expected times come out, in order
    expected = case["expect"]
    got = [shown(time, text, fields) for time, fields in zip(times, expected, strict=False)]
    surplus = [time.span.of(text) for time in times[len(expected) :]]
    assert (got, surplus) == (expected, [])


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.toml")), ids=lambda path: path.stem)
def test_golden_files_hold_negatives(path: Path) -> None:
    """Every file says what is no time, too."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    assert any(not case["expect"] for case in found)
