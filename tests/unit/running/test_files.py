"""Reading releases out of files."""

from __future__ import annotations

import io
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from worker.files import Refused, releases_in
from worker.submit import Submitted


def _read(*names: str, limit: int = 1_000) -> list[Submitted | Refused]:
    return list(releases_in(names, limit=limit))


def test_a_text_file_is_the_same_release_wherever_it_lies(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_bytes("\ufeffوصل 74 شخصا".encode())
    first, second = _read(str(tmp_path / "a" / "x.txt"), str(tmp_path / "b" / "x.txt"))
    assert isinstance(first, Submitted)
    assert first == second
    assert first.text == "وصل 74 شخصا"
    (tmp_path / "b" / "x.txt").write_text("وصل 75 شخصا", encoding="utf-8")
    (edited,) = _read(str(tmp_path / "b" / "x.txt"))
    assert isinstance(edited, Submitted)
    assert edited.external_id != first.external_id


def test_a_line_longer_than_any_release_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    good = json.dumps({"id": "2", "text": "x"})
    file.write_text('{"id": "1", "text": "' + "ا" * 100_000 + '"}\n' + good, encoding="utf-8")
    refused, read = _read(str(file), limit=10)
    assert isinstance(refused, Refused)
    assert refused.where.endswith("x.jsonl:1")
    assert "longer than" in refused.reason
    assert isinstance(read, Submitted)


def test_standard_input_is_json_lines() -> None:
    given_in = io.BytesIO('{"id": "1", "text": "بيان", "source": "s", "extra": [1]}\n\n'.encode())
    (only,) = releases_in(["-"], limit=100, standard_input=given_in)
    assert only == Submitted(source="s", external_id="1", text="بيان")


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for found in releases_in(["-"], limit=100, standard_input=io.BytesIO(data)):
        assert isinstance(found, Submitted | Refused)
