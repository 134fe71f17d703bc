"""``balagh analyze``: every line gives its line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.cli.analyze import answers

LISTS = ("sentences", "quantities", "times", "mentions", "quotations", "events")


@pytest.mark.parametrize(
    ("line", "identity", "error"),
    [
        ("nonsense", "", "not JSON"),
        ("[1]", "", "a JSON object"),
        ('{"text": "x"}', "", "id: a string"),
        ('{"id": "7"}', "7", "text: a string"),
        ('{"id": "7", "text": "x", "published": "soon"}', "7", "ISO 8601"),
        ('{"id": "7", "text": "x", "source": 3}', "7", "source: a string"),
        ("[" * 50_000, "", "not JSON"),
    ],
)
def test_a_bad_line_gives_its_line_with_the_reason(line: str, identity: str, error: str) -> None:
    (answer,) = answers([line.encode()])
    assert answer["id"] == identity
    assert error in answer["error"]
    assert all(answer[name] == [] for name in LISTS)


def test_lines_keep_their_order_and_empty_ones_are_passed_over() -> None:
    lines = [json.dumps({"id": str(number), "text": "وصل 74 شخصا"}).encode() for number in range(3)]
    assert [answer["id"] for answer in answers([lines[0], b"\n", lines[1], lines[2]])] == ["0", "1", "2"]


@given(st.fixed_dictionaries({"id": st.text(), "text": st.text(max_size=80)}))
def test_any_text_gives_its_line(row: dict[str, Any]) -> None:
    (answer,) = answers([json.dumps(row).encode()])
    assert answer["id"] == row["id"]
    assert answer["error"] is None


def test_neither_celery_nor_sqlalchemy_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text('{"id": "1", "text": "وصل 74 شخصا"}\n', encoding="utf-8")
    script = (
        "import sys\nfrom worker.cli import main\n"
        "try:\n    main(['analyze', 'one.jsonl'])\n"
        "except SystemExit as done:\n    assert not done.code\n"
        "print([name for name in ('celery', 'sqlalchemy', 'redis', 'rich') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[1] == "[]"
