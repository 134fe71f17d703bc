"""Every query of docs/queries.md runs, and finds what the made-up release says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from models.session import reading

DOCUMENT = Path(__file__).parents[3] / "docs" / "queries.md"
QUERIES = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)


def test_there_are_queries():
    assert len(QUERIES) >= 14


@pytest.fixture
def rows(engine, store):
    store("1")
    store("2", source="other")

    def ask(query):
        with reading(engine) as connection:
            return [dict(row) for row in connection.execute(text(query)).mappings()]

    return ask


def test_every_query_runs(rows):
    empty = [
        query for query in QUERIES if not rows(query) and "duplicates" not in query and "wording" not in query
    ]
    assert empty == []


def test_a_documented_query_finds_the_claim(rows):
    query = next(query for query in QUERIES if "event = 'killed'" in query)
    found = rows(query)
    assert [(row["target"], row["quantity"], row["place"]) for row in found] == [
        ("أكثر من 5 جنود", 5.0, "حلب")
    ] * 2
