"""``balagh run`` as a user calls it: everything done when it returns, nothing left behind however it ends."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from forks import plain_environment

from tasks.normalize import normalize

pytestmark = pytest.mark.acceptance

RELEASES = 300
ROOT = Path(__file__).parents[2]


def _jsonl(path: Path, made_up: Any, count: int) -> Path:
    rows = [
        {"id": one.external_id, "text": one.text, "published": one.published, "source": one.source}
        for one in made_up(count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _everything(path: Path) -> dict[str, list[str]]:
    """All rows of all tables except the log of batches."""
    connection = sqlite3.connect(path)
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = [name for (name,) in names if not name.startswith(("search_index", "batches", "sqlite_"))]
        return {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in tables}
    finally:
        connection.close()


def test_running_twice_changes_nothing(tmp_path: Path, made_up: Any, balagh: Any) -> None:
    # Given
    files = [str(_jsonl(tmp_path / "many.jsonl", made_up, 300)), str(next((ROOT / "seeds").glob("*.txt")))]
    database = f"sqlite:///{tmp_path / 'x.db'}"
    # When
    first = balagh("run", *files, "--database", database)
    before = _everything(tmp_path / "x.db")
    second = balagh("run", *files, "--database", database)
    # Then
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "301 new releases; 301 read in all" in first.stdout
    assert "0 new releases, 301 known before; 301 read in all" in second.stdout
    assert _everything(tmp_path / "x.db") == before


def test_bad_input_is_refused_by_name_and_the_good_goes_through(tmp_path: Path, balagh: Any) -> None:
    # Given
    (tmp_path / "good.txt").write_text("وصل 74 شخصا إلى المدينة أمس.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "latin.txt").write_bytes("café".encode("latin-1"))
    (tmp_path / "wide.txt").write_bytes("بيان".encode("utf-16"))
    (tmp_path / "large.txt").write_text("ا" * 1_100, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    lines = [
        '{"id": "1", "text": "غادر 12 شخصا."}', '{"id": "2", "text": "نص مقطو', "[1]", '{"id": "3"}', '{"text": "x"}',
        '{"id": "4", "text": 5}', '{"id": "5", "text": "x", "published": "soon"}', '{"id": "6", "text": ""}',
        '{"id": "1", "text": "نص آخر بالمفتاح نفسه"}', "[" * 100_000,
    ]  # fmt: skip
    (tmp_path / "mixed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    names = (
        "good.txt empty.txt picture.txt paper.pdf latin.txt wide.txt large.txt folder missing.txt mixed.jsonl"
    )
    # When
    done = balagh("run", *names.split(), "--database", "sqlite:///x.db", BALAGH_MAX_RELEASE_BYTES="2000")
    # Then
    assert done.returncode == 3, done.stderr
    refused = dict(
        line.removeprefix("balagh: refused ").split(": ", 1)
        for line in done.stderr.splitlines()
        if line.startswith("balagh: refused ")
    )
    reasons = {
        "empty.txt": "empty", "picture.txt": "binary", "paper.pdf": "PDF", "latin.txt": "not UTF-8",
        "wide.txt": "UTF-16", "large.txt": "larger than 2,000 bytes", "folder": "a folder", "missing.txt": "no such file",
        "mixed.jsonl:2": "not JSON", "mixed.jsonl:3": "JSON object", "mixed.jsonl:4": "text: missing",
        "mixed.jsonl:5": "id: missing", "mixed.jsonl:6": "text: a string", "files/5": "ISO 8601", "files/6": "empty",
        "files/1": "another text", "mixed.jsonl:10": "",
    }  # fmt: skip
    assert refused.keys() == reasons.keys()
    assert {name for name, reason in reasons.items() if reason not in refused[name]} == set()
    assert "2 new releases; 2 read in all" in done.stdout


def test_nothing_is_left_behind_and_the_next_run_goes_on(
    tmp_path: Path, made_up: Any, tmp_path_factory: pytest.TempPathFactory, zygote: Any, balagh: Any
) -> None:
    # Given a temporary folder of its own, whose path is short enough for a socket
    temporary = tmp_path_factory.mktemp("t")
    file = _jsonl(tmp_path / "many.jsonl", made_up, RELEASES)
    arguments = ["run", str(file), "--database", f"sqlite:///{tmp_path / 'x.db'}"]
    quick = {
        "BALAGH_WORK_BUDGET": "0.5", "BALAGH_RELEASE_LIMIT": "0.8", "BALAGH_SOFT_LIMIT": "1", "BALAGH_HARD_LIMIT": "2", "BALAGH_LEASE": "3",
        "BALAGH_SWEEP_INTERVAL": "1", "BALAGH_BATCH_SIZE": "10", "TMPDIR": str(temporary),
    }  # fmt: skip
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        with Path(os.devnull).open("r+b") as nothing:
            running = zygote.start(
                arguments,
                environment={**plain_environment(), **quick},
                folder=tmp_path,
                streams=(nothing,) * 3,
            )
        # When it is stopped in the middle of its work, which cannot end while the database is held
        with _work_held(tmp_path / "x.db"):
            children = psutil.Process(running.pid).children(recursive=True)
            running.send_signal(sign)
            time.sleep(0.2)
        status = running.wait(40)
        running.close()
        # Then
        assert status == (-signal.SIGKILL if sign is signal.SIGKILL else 130)
        _, alive = psutil.wait_procs(children, timeout=10)
        assert alive == []
        assert sign is signal.SIGKILL or list(temporary.iterdir()) == []
    # What the killed one left, once it is old enough not to be just starting, is removed by the next
    for folder in temporary.iterdir():
        os.utime(folder, (time.time() - 3600,) * 2)
    done = balagh(*arguments, **quick)
    assert done.returncode == 0, done.stderr
    assert f"{RELEASES} read in all" in done.stdout
    assert list(temporary.iterdir()) == []


@contextmanager
def _work_held(database: Path) -> Iterator[None]:
    """Wait until releases move on, then let nobody else write for the time of the block."""
    deadline = time.monotonic() + 60
    before: int | None = None
    while time.monotonic() < deadline:
        time.sleep(0.02)
        to_do = _steps_to_do(database)
        before = to_do if before is None else before
        if before is None or to_do is None or to_do >= before:
            continue
        connection = sqlite3.connect(database, timeout=20, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            (unfinished,) = connection.execute(
                "SELECT count(*) FROM releases WHERE status NOT IN ('extracted', 'dead')"
            ).fetchone()
            assert unfinished > 0, "it was over too soon"
            yield
        finally:
            connection.close()
        return
    raise AssertionError("no work began")


def _steps_to_do(database: Path) -> int | None:
    """How many steps the releases have before them, where there are all already."""
    if not database.exists():
        return None
    connection = sqlite3.connect(database, timeout=10)
    try:
        counts = dict(connection.execute("SELECT status, count(*) FROM releases GROUP BY status").fetchall())
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
    if sum(counts.values()) < RELEASES:
        return None
    return sum(
        steps * counts.get(status, 0)
        for status, steps in (("received", 3), ("normalized", 2), ("deduplicated", 1))
    )


def test_demo_tells_what_the_sample_says(tmp_path: Path) -> None:
    # When it is called as in a shell
    done = subprocess.run(
        [Path(sys.executable).with_name("balagh"), "demo"],
        cwd=tmp_path, env=plain_environment(), capture_output=True, text=True, encoding="utf-8", timeout=120,
        check=False,
    )  # fmt: skip
    # Then
    assert done.returncode == 0, done.stderr
    for told in ("110,000", "42,471", "7,700,000", "74", "60,000", "2018-09", "2014", "لاكاميرا"):
        assert told in done.stdout
    assert (tmp_path / ".balagh" / "demo.db").exists()


def test_a_damaged_and_a_clean_copy_land_in_one_cluster(tmp_path: Path, balagh: Any) -> None:
    # Given the sample as it came out of a PDF, and as it would have been typed
    sample = next((ROOT / "seeds").glob("*.txt"))
    clean = {"id": "clean", "text": normalize(sample.read_text(encoding="utf-8")).text}
    (tmp_path / "clean.jsonl").write_text(json.dumps(clean), encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'x.db'}"
    # When both are processed
    done = balagh("run", str(sample), "clean.jsonl", "--database", database)
    assert done.returncode == 0, done.stderr
    told = balagh("clusters", "--database", database, "--format", "jsonl")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    # Then they are one cluster, and the copy is not read again
    assert sorted(row["relation"] for row in rows) == ["exact", "original"]
    assert len({row["cluster"] for row in rows}) == 1
    connection = sqlite3.connect(tmp_path / "x.db")
    assert connection.execute("SELECT count(DISTINCT release_id) FROM quantities").fetchone() == (1,)
    connection.close()


def test_operators_commands(tmp_path: Path, made_up: Any, balagh: Any) -> None:
    database = ("--database", f"sqlite:///{tmp_path / 'x.db'}")
    # A database that is not there, then one that is
    missing = balagh("doctor", *database)
    assert missing.returncode == 1
    assert "FAIL  database" in missing.stdout
    assert balagh("db", "upgrade", *database).returncode == 0
    healthy = balagh("doctor", *database)
    assert (healthy.returncode, "FAIL" in healthy.stdout) == (0, False), healthy.stdout
    # Releases from standard input
    rows = "".join(json.dumps({"id": one.external_id, "text": one.text}) + "\n" for one in made_up(5))
    submitted = balagh("submit", "-", *database, given=rows)
    assert (submitted.returncode, submitted.stdout) == (0, "5 new, 0 known before, 0 refused\n"), (
        submitted.stderr
    )
    again = balagh("submit", "-", *database, given=rows + "{\n")
    assert (again.returncode, again.stdout) == (3, "0 new, 5 known before, 1 refused\n")
    # Nothing works on them yet
    status = json.loads(balagh("status", *database, "--format", "json").stdout)
    assert status["releases"]["received"] == 5
    assert status["queues"] is None
    # A broker that does not answer is found by the doctor
    sick = balagh("doctor", *database, BALAGH_REDIS_URL="redis://127.0.0.1:1/0")
    assert sick.returncode == 1
    assert "FAIL  redis" in sick.stdout


def test_misspelled_setting_is_refused_by_name(tmp_path: Path, balagh: Any) -> None:
    done = balagh("status", BALAGH_BATCHSIZE="7")
    assert done.returncode == 1
    assert "BALAGH_BATCHSIZE is not a setting" in done.stderr
