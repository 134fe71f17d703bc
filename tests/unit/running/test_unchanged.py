"""Tests that passed on exactly these files are not run again, and whatever could end otherwise is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[2]

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A program with two files of tests."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p unchanged\npythonpath = .\n")
    (tmp_path / "program.py").write_text("ANSWER = 42\n")
    (tmp_path / "test_one.py").write_text("import program\ndef test_answer(): assert program.ANSWER == 42\n")
    (tmp_path / "test_two.py").write_text("def test_a(): pass\ndef test_b(): pass\n")
    return tmp_path


@pytest.fixture
def run(project: Path) -> Run:
    """Runs the tests: ``run(*options, **environment)``; exit status, and what is told."""

    def run(*options: str, skip: bool = True, **settings: str) -> tuple[int, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        alone = {"PYTHONPATH": str(PLUGINS), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *(["--skip-unchanged"] if skip else []), *options],
            cwd=project, env={**own, **alone, **settings}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    return run


def ran(told: str) -> int:
    """How many tests ran and passed."""
    counts = re.findall(r"(\d+) passed(?! before)", told)
    return int(counts[-1]) if counts else 0


def skipped(told: str) -> int:
    """How many tests are said to have passed before."""
    counts = re.findall(r"(\d+) tests passed before", told)
    return int(counts[-1]) if counts else 0


@pytest.mark.parametrize("options", [(), ("-p", "xdist", "-n", "2")], ids=["one process", "two processes"])
def test_nothing_runs_again_while_nothing_changes(run: Run, options: tuple[str, ...]) -> None:
    # Given
    status, told = run(*options)
    assert (status, ran(told), skipped(told)) == (0, 3, 0)
    # When
    status, told = run(*options)
    # Then
    assert (status, ran(told), skipped(told)) == (0, 0, 3)


def test_a_changed_test_runs_alone_and_a_changed_program_runs_all(run: Run, project: Path) -> None:
    run()
    # When, then
    (project / "test_two.py").write_text("def test_a(): assert True\n")
    status, told = run()
    assert (status, ran(told), skipped(told)) == (0, 1, 1)
    # When, then
    (project / "program.py").write_text("ANSWER = 6 * 7\n")
    status, told = run()
    assert (status, ran(told), skipped(told)) == (0, 2, 0)
    # When, then
    (project / "test_three.py").write_text("def test_c(): pass\n")
    status, told = run()
    assert (status, ran(told), skipped(told)) == (0, 1, 2)


def test_what_did_not_pass_runs_again(run: Run, project: Path) -> None:
    # Given a test that fails, one that is skipped, and a file that cannot be read
    (project / "test_two.py").write_text("def test_a(): assert False\ndef test_b(): pass\n")
    (project / "test_three.py").write_text("import pytest\ndef test_c(): pytest.skip('no such system')\n")
    run()
    # When, then
    status, told = run()
    assert (status, ran(told), skipped(told)) == (1, 1, 1)
    assert "1 failed, 1 passed, 1 skipped" in told
    # When, then
    (project / "test_two.py").write_text("syntax error\n")
    status, told = run()
    assert (status, skipped(told)) == (2, 1)


def test_a_test_that_cannot_be_torn_down_has_not_passed(run: Run, project: Path) -> None:
    (project / "test_two.py").write_text(
        "import pytest\n@pytest.fixture\ndef bad():\n    yield\n    assert False\ndef test_a(bad): pass\n"
    )
    run()
    status, told = run()
    assert (status, skipped(told)) == (1, 1)
    assert "1 passed, 1 error" in told


@pytest.mark.parametrize(
    "chosen", [["-k", "test_a"], ["test_two.py::test_a"], ["--deselect", "test_two.py::test_b"]]
)
def test_a_run_of_chosen_tests_says_nothing_about_their_file(run: Run, chosen: list[str]) -> None:
    # Given
    run(*chosen)
    # When
    _, told = run()
    # Then
    assert (ran(told), skipped(told)) == (3, 0)


def test_a_run_that_ends_early_says_nothing_about_what_it_left(run: Run, project: Path) -> None:
    (project / "test_one.py").write_text("def test_answer(): assert False\n")
    run("-x")
    (project / "test_one.py").write_text("def test_answer(): pass\n")
    _, told = run()
    assert (ran(told), skipped(told)) == (3, 0)


def test_another_environment_and_another_day_run_all(run: Run, project: Path) -> None:
    # Given
    run()
    # When, then
    _, told = run(BALAGH_RELEASE_LIMIT="3")
    assert ran(told) == 3
    # When, then
    memory = next(project.glob(".pytest_cache/v/balagh/*"))
    passed = json.loads(memory.read_text())
    memory.write_text(
        json.dumps({name: {**found, "at": found["at"] - 90_000} for name, found in passed.items()})
    )
    _, told = run(BALAGH_RELEASE_LIMIT="3")
    assert ran(told) == 3
    # When, then
    _, told = run(BALAGH_RELEASE_LIMIT="3")
    assert (ran(told), skipped(told)) == (0, 3)


def test_without_the_option_all_run(run: Run) -> None:
    run()
    _, told = run(skip=False)
    assert (ran(told), skipped(told)) == (3, 0)
