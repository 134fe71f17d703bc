"""Reading releases out of files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
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


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.txt", "وصلت الشاحنات إلى المدينة أمس".encode("cp1256"), "probably Windows-1256"),
        ("x.txt", "وصلت الشاحنات إلى المدينة أمس".encode("iso8859_6"), "probably ISO 8859-6"),
        ("x.txt", "وصلت الشاحنات".encode("utf-16"), "not UTF-8 but UTF-16"),
        ("x.txt", "وصلت الشاحنات".encode("utf-16-le"), "iconv -f UTF-16LE"),
        ("x.txt", "وصلت الشاحنات".encode("utf-16-be"), "iconv -f UTF-16BE"),
        ("x.txt", "وصلت الشاحنات".encode("utf-32"), "not UTF-8 but UTF-32"),
        ("x.jsonl", '{"id": "1", "text": "بيان"}\n{}\n'.encode("utf-16"), "not UTF-8 but UTF-16"),
        ("x.jsonl", '{"id": "1", "text": "بيان"}\n{}\n'.encode("utf-16-le"), "iconv -f UTF-16LE"),
        ("x.txt", "Genève, été 2019".encode("latin-1"), "not UTF-8: byte"),
        ("x.txt", '{"id": "1", "text": "بيان"}\n'.encode(), "JSON Lines, not text"),
        ("x.txt", b" \n\t ", "empty"),
        ("x.txt", b"%PDF-1.7 ...", "a PDF"),
        ("x.html", "<!DOCTYPE html>\n<p>وصلت الشاحنات</p>".encode(), "HTML or XML; extract its text first"),
        ("x.txt", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("x.json", b'{\n"id": "1",\n"text": "x"\n}\n', "JSON over several lines"),
        ("x.json", b'[\n{"id": "1", "text": "x"},\n{"id": "2", "text": "y"}]', "(jq -c '.[]')"),
        ("x.jsonl", b"[" * 10_000, "nested too deeply"),
        ("x.jsonl", b'{"id": "1", "text": "x", "n": ' + b"9" * 5_000 + b"}", "more digits than can be read"),
        ("x.jsonl", b'[{"id": "1", "text": "x"}]', "one JSON object a line is needed, not array"),
        ("x.jsonl", b'{"id": "1", "te', "not JSON"),
        ("x.jsonl", b'{"id": 5, "text": "x"}', "id: a string is needed, not number"),
        ("x.jsonl", b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    (refused,) = _read(str(file), limit=100_000)
    assert isinstance(refused, Refused)
    assert reason in refused.reason
    assert refused.where.startswith(str(file))


def test_a_line_that_is_too_long_leaves_the_file_not_empty(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b'{"id": "1", "text": "' + b"x" * 70_000 + b'"}')
    (refused,) = _read(str(tmp_path / "x.jsonl"), limit=100)
    assert isinstance(refused, Refused)
    assert "longer than" in refused.reason


def test_standard_input_that_is_closed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert list(releases_in(["-"], limit=100)) == [Refused(where="-", reason="standard input is closed")]


def test_a_text_that_only_begins_like_json_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("{ملاحظة} وصل 74 شخصا", encoding="utf-8")
    (read,) = _read(str(tmp_path / "x.txt"))
    assert isinstance(read, Submitted)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for found in releases_in(["-"], limit=100, standard_input=io.BytesIO(data)):
        assert isinstance(found, Submitted | Refused)
