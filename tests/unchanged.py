"""A pytest plugin: what has passed on exactly these files need not run again (``--skip-unchanged``), as in Go's ``go test``.

A file of tests is skipped when all its tests passed within a day, in the same environment, with the same content of that
file and of every other file that is no file of tests. So one changed test runs alone, and one changed line of the program
or of a word list runs everything. Without the option everything runs; what passes is remembered either way.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import pytest

#: Seconds after which a test runs again though nothing has changed: it may depend on the day, or fail now and then.
_KEPT: Final = 86_400
_MEMORY: Final = "balagh/passed"
#: What may change how a test ends, besides files.
_SETTINGS: Final = ("BALAGH_", "CHAOS_", "HYPOTHESIS_", "PYTHON", "PYTEST_ADDOPTS")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption(
        "--skip-unchanged",
        action="store_true",
        help="Do not run again what passed within a day on exactly these files.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Watch a run of whole files; one of chosen tests says nothing about their files."""
    chosen = config.option
    if chosen.keyword or chosen.markexpr or chosen.deselect or any("::" in name for name in config.args):
        return
    config.pluginmanager.register(Tester(config) if hasattr(config, "workerinput") else Unchanged(config))


class Files:
    """The contents a run is about, as digests by path below the root."""

    def __init__(self, root: Path) -> None:
        self.tests: dict[str, str] = {}
        rest = blake2b(digest_size=16)
        for part in _environment():
            rest.update(part.encode() + b"\n")
        for path in _files(root):
            name = path.relative_to(root).as_posix()
            content = blake2b(path.read_bytes(), digest_size=16).hexdigest()
            if path.name.startswith("test_") and path.suffix == ".py":
                self.tests[name] = content
            else:
                rest.update(f"{name} {content}\n".encode())
        self._rest = rest.hexdigest()

    def key(self, name: str) -> str:
        """What must be the same for a file to end the same."""
        return f"{self._rest} {self.tests.get(name, '')}"


def _files(root: Path) -> Iterator[Path]:
    """All files in one order, but hidden ones and what Python makes."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _environment() -> list[str]:
    """Interpreter, machine, user, installed packages, settings."""
    # Names with versions; reading what each says of itself takes a fifth of a second.
    packages = sorted(found.name for folder in sys.path for found in Path(folder).glob("*.dist-info"))
    settings = sorted(f"{key}={value}" for key, value in os.environ.items() if key.startswith(_SETTINGS))
    return [sys.version, platform.platform(), str(os.getuid()), *packages, *settings]


class Tester:
    """One process of several that run tests: leaves out what it is told to, and tells which files it looked at."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.skipped = set(getattr(config, "workerinput", {}).get("unchanged", ()))
        self.seen: set[str] = set()

    def pytest_ignore_collect(self, collection_path: Path, config: pytest.Config) -> bool | None:
        """Leave a file out before it is imported."""
        if collection_path.suffix != ".py" or not collection_path.is_relative_to(config.rootpath):
            return None
        name = collection_path.relative_to(config.rootpath).as_posix()
        if name in self.skipped:
            return True
        self.seen.add(name)
        return None

    def pytest_sessionfinish(self) -> None:
        """Tell the process that counts."""
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput["seen"] = sorted(self.seen)


class Unchanged(Tester):
    """The process that counts: decides what is left out, remembers what passed."""

    def __init__(self, config: pytest.Config) -> None:
        super().__init__(config)
        self._root = config.rootpath
        self._files = Files(self._root)
        self._cache = config.cache
        assert self._cache is not None
        self._passed: dict[str, dict[str, Any]] = self._cache.get(_MEMORY, {})
        if config.option.skip_unchanged:
            self.skipped = {name for name, passed in self._passed.items() if self._still(name, passed)}
        if self._files.tests.keys() <= self.skipped:
            # Nothing is left to run: start no other processes. pytest-xdist looks here after us.
            config.option.dist, config.option.tx = "no", []
        self._left: set[str] = set()
        self._counts: Counter[str] = Counter()

    def _still(self, name: str, passed: dict[str, Any]) -> bool:
        return bool(passed["key"] == self._files.key(name) and time.time() - passed["at"] < _KEPT)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a process what to leave out."""
        node.workerinput["unchanged"] = sorted(self.skipped)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """All processes find the same tests."""
        self._left.update(ids)
        self._counts = Counter(map(_file, ids))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Learn which files a process looked at."""
        self.seen.update(getattr(node, "workeroutput", {}).get("seen", ()))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Without further processes, the tests found here."""
        self.pytest_xdist_node_collection_finished([item.nodeid for item in session.items])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be read has not passed."""
        if not report.passed:
            self._left.add(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test has passed once it is torn down and nothing of it failed; one that was skipped has not."""
        expected = hasattr(report, "wasxfail")
        if report.when == "teardown" and report.passed:
            self._left.discard(report.nodeid)
        elif report.failed or (report.skipped and not expected):
            self._left.add(f"{report.nodeid} {report.when}")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:  # type: ignore[override]
        """Remember what passed; nothing to run is no error where all has passed before."""
        if session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            self._remember()
        if session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self.skipped:
            session.exitstatus = pytest.ExitCode.OK

    def _remember(self) -> None:
        now_here = Files(self._root)
        spoiled = set(map(_file, self._left))
        kept = {name: passed for name, passed in self._passed.items() if self._still(name, passed)}
        for name in self.seen:
            key = self._files.key(name)
            # A file that was changed meanwhile may have been read before or after.
            if name in spoiled or key != now_here.key(name):
                kept.pop(name, None)
            else:
                kept[name] = {"key": key, "at": time.time(), "tests": self._counts[name]}
        assert self._cache is not None
        self._cache.set(_MEMORY, kept)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was left out: a run that hides it would seem to have tested more than it has."""
        tests = sum(self._passed[name]["tests"] for name in self.skipped)
        if tests:
            oldest = min(self._passed[name]["at"] for name in self.skipped)
            terminalreporter.write_line(
                f"{tests:,} tests passed before on exactly these files, the first of them at "
                f"{time.strftime('%H:%M', time.localtime(oldest))}, and were not run again (`make test ALL=1` runs all)"
            )


def _file(node: str) -> str:
    return node.split("::", 1)[0]
