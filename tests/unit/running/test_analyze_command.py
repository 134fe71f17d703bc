"""``balagh analyze``: every line gives its line."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from worker.cli.analyze import answers, command

LISTS = ("sentences", "quantities", "times", "mentions", "quotations", "events")


def read(lines: list[bytes]) -> list[dict[str, Any]]:
    """The answers to lines, as objects."""
    return [json.loads(answer) for answer in answers(lines)]


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
    (answer,) = read([line.encode()])
    assert answer["id"] == identity
    assert error in answer["error"]
    assert all(answer[name] == [] for name in LISTS)


def test_lines_keep_their_order_and_empty_ones_are_passed_over() -> None:
    lines = [json.dumps({"id": str(number), "text": "وصل 74 شخصا"}).encode() for number in range(3)]
    assert [answer["id"] for answer in read([lines[0], b"\n", lines[1], lines[2]])] == ["0", "1", "2"]


def test_several_processes_give_the_same_answers_in_the_same_order() -> None:
    # Given more lines than go out in one bundle, with an empty one and a bad one among them
    lines = [json.dumps({"id": str(number), "text": f"وصل {number} شخصا"}).encode() for number in range(100)]
    lines[40:40] = [b"\n", b"nonsense"]
    # When two processes read them, then nothing is different
    assert list(answers(lines, 2)) == list(answers(lines))


def test_lines_are_taken_in_only_as_fast_as_they_are_answered() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b'{"id": "1", "text": "x"}'

    several = answers(endless(), 2)
    assert json.loads(next(several))["id"] == "1"
    assert taken < 200
    several.close()  # type: ignore[attr-defined]


@given(st.fixed_dictionaries({"id": st.text(), "text": st.text(max_size=80)}))
def test_any_text_gives_its_line(row: dict[str, Any]) -> None:
    (answer,) = read([json.dumps(row).encode()])
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


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Hypothesis is called whenever garbage is collected; an error of a deadline that comes just then would be lost there."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_release_past_its_deadline_gives_its_line_and_the_others_go_on(
    processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a text far too long for a limit that the others keep easily
    monkeypatch.setenv("BALAGH_RELEASE_LIMIT", "0.1")
    sentence = "أعلن المتحدث باسم الوزارة يوم الثلاثاء أن 74 شخصا وصلوا أمس إلى المدينة.\n"
    texts = [sentence, sentence * 2_000, sentence]
    lines = [json.dumps({"id": str(number), "text": text}).encode() for number, text in enumerate(texts)]
    # When
    first, late, last = (json.loads(answer) for answer in answers(lines, processes))
    # Then
    assert (late["id"], late["text"], late["quantities"]) == ("1", texts[1], [])
    assert "BALAGH_RELEASE_LIMIT" in late["error"]
    assert (first["error"], last["error"]) == (None, None)
    assert len(first["quantities"]) == len(last["quantities"]) == 1


def test_files_that_cannot_be_opened_do_not_keep_the_others_away(tmp_path: Path) -> None:
    # Given
    good = tmp_path / "good.jsonl"
    good.write_text('{"id": "7", "text": "وصل 9 شخصا"}', encoding="utf-8")
    # When
    done = CliRunner().invoke(command, [str(tmp_path / "none"), str(tmp_path), str(good)])
    # Then
    assert done.exit_code == 3
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["7"]
    assert "none: no such file" in done.stderr
    assert "a folder; name the files in it" in done.stderr


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [(signal.SIGINT, 130, b"\nbalagh: interrupted\n"), (signal.SIGTERM, 143, b"")],
)
def test_processes_end_with_the_command_and_without_a_word(
    sent: signal.Signals, status: int, told: bytes
) -> None:
    # Given a command that has answered something, and whose input goes on
    given_in = b"".join(
        json.dumps({"id": str(number), "text": f"وصل {number} شخصا"}).encode() + b"\n"
        for number in range(200)
    )
    command_line = [sys.executable, "-c", _INTERRUPTIBLE, "analyze", "-j", "2"]
    with subprocess.Popen(
        command_line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as running:  # fmt: skip
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(given_in)
        running.stdin.flush()
        assert running.stdout.readline()
        # When all of them are told to stop, as a terminal does, or the command alone
        (os.killpg if sent is signal.SIGINT else os.kill)(running.pid, sent)
        # Then they are gone: nobody holds the ends of the pipes any more
        _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (status, told)


#: A shell that starts us in the background has us ignore Ctrl-C.
_INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from worker.cli import main
if __name__ == "__main__":
    main()
"""
