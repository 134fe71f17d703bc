"""Workers and commands as children of the zygote (``zygote.py``): started in no time, watched like any process."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

HERE: Final = Path(__file__).parent


class Child:
    """A process that the zygote started; it ends with this object's connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._said = connection.makefile("r")
        self.pid = int(self._said.readline())
        self._status: int | None = None

    def wait(self, patience: float = 60) -> int:
        """The exit status; negative for a signal."""
        if self._status is None:
            self._connection.settimeout(patience)
            self._status = int(self._said.readline())
        return self._status

    def send_signal(self, sign: signal.Signals) -> None:
        """As ``kill`` does."""
        os.kill(self.pid, sign)

    def close(self) -> None:
        """End the process with all of its group, should it live."""
        if self._status is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        self._said.close()
        self._connection.close()


class Zygote:
    """The one zygote of a test run, started by whoever comes first."""

    def __init__(self, folder: Path) -> None:
        self._commands, self._workers = (str(folder / f"zygote-{role}") for role in ("commands", "workers"))
        self._present = self._enter(folder / "zygote.lock")
        self._running: dict[int, Child] = {}

    def _enter(self, lock: Path) -> tuple[socket.socket, ...]:
        """Connections, so that both of its processes stay."""
        paths = (self._commands, self._workers)
        with lock.open("a") as holder:
            fcntl.flock(holder, fcntl.LOCK_EX)
            with suppress(OSError):
                return tuple(map(_greet, paths))
            for path in paths:
                Path(path).unlink(missing_ok=True)
            search = os.pathsep.join((str(HERE), os.environ.get("PYTHONPATH", "")))
            with lock.with_suffix(".log").open("ab") as log:
                subprocess.run(
                    [sys.executable, "-P", str(HERE / "zygote.py"), *paths],
                    env={**plain_environment(), "PYTHONPATH": search},
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True,
                )  # fmt: skip
            return tuple(map(_greet, paths))

    def start(
        self,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        streams: Sequence[BinaryIO],
        works: bool = False,
    ) -> Child:
        """``balagh ARGUMENTS`` in a folder, with its three standard streams."""
        order = {"arguments": list(arguments), "environment": dict(environment), "folder": str(folder)}
        connection = _connect(self._workers if works else self._commands)
        said = json.dumps(order).encode() + b"\n"
        sent = socket.send_fds(connection, [said], [stream.fileno() for stream in streams])
        connection.sendall(said[sent:])
        return Child(connection)

    def run(
        self, arguments: Sequence[str], *, environment: Mapping[str, str], folder: Path, given: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """``balagh ARGUMENTS`` to its end, as ``subprocess.run`` would."""
        with (
            tempfile.TemporaryFile() as stdin,
            tempfile.TemporaryFile() as stdout,
            tempfile.TemporaryFile() as stderr,
        ):
            stdin.write(given.encode())
            stdin.seek(0)
            child = self.start(
                arguments, environment=environment, folder=folder, streams=(stdin, stdout, stderr)
            )
            try:
                status = child.wait(120)
            finally:
                child.close()
            told = []
            for stream in (stdout, stderr):
                stream.seek(0)
                told.append(stream.read().decode())
            return subprocess.CompletedProcess(list(arguments), status, *told)

    def start_worker(self, environment: Mapping[str, str], log: Path) -> int:
        """A worker with its processes, in a group of their own; its process id, which is the group's."""
        with log.open("ab") as output, Path(os.devnull).open("rb") as nothing:
            child = self.start(
                ["worker"],
                environment={**plain_environment(), **environment},
                folder=Path.cwd(),
                streams=(nothing, output, output),
                works=True,
            )
        self._running[child.pid] = child
        return child.pid

    def kill_worker(self, worker: int) -> None:
        """SIGKILL to a worker and its processes."""
        self._running.pop(worker).close()

    def close(self) -> None:
        """Leave; the last one to leave ends it."""
        for worker in list(self._running):
            self.kill_worker(worker)
        for connection in self._present:
            connection.close()


def _connect(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection


def _greet(path: str) -> socket.socket:
    """A connection to a process that answers; the one of others may be about to end."""
    connection = _connect(path)
    try:
        connection.sendall(b"\n")
        if not connection.recv(16):
            raise ConnectionResetError("the zygote has ended")
    except OSError:
        connection.close()
        raise
    return connection


def plain_environment() -> dict[str, str]:
    """Ours, without settings of Balagh."""
    return {key: value for key, value in os.environ.items() if not key.startswith("BALAGH_")}
