"""What the README shows works: its queries run on both databases, its commands and documents exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from models.session import reading

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = [
    query
    for block in re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
    for query in block.split(";")
    if query.strip()
]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.strip().splitlines()[0])
def test_a_query_runs(engine: Engine, query: str) -> None:
    with reading(engine) as connection:
        connection.exec_driver_sql(query) if engine.dialect.name == "sqlite" else connection.execute(
            text(query)
        )


def test_there_are_five_queries() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_what_is_linked_exists(target: str) -> None:
    assert (ROOT / target).exists()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`?balagh ([a-z]+)", README))))
def test_a_command_exists(command: str) -> None:

    from worker.cli import COMMANDS

    assert command in COMMANDS


def test_the_example_of_the_text_code(capsys: pytest.CaptureFixture[str]) -> None:
    # given the Python example
    example = re.findall(r"```python\n(.*?)```", README, re.DOTALL)[0]
    # when it is run
    exec(compile(example, "README.md", "exec"), {})
    # then it prints the hedged count
    assert capsys.readouterr().out.split() == ["24", "approx", "شاحنة"]
