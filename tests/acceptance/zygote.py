"""Two processes that have everything imported and fork commands and real workers on demand, so that tests need not wait for imports.

Each serves a Unix socket; every connection is one order, an object in one line of JSON, with the three standard streams
beside it as file descriptors, and is answered with the process id and later with the exit status, a line each. What was
started ends with its connection. A connection without an order is answered at once and keeps the zygote here: it ends
with its last connection, so that all processes of a test run can share it.

A command's only difference from ``balagh`` in a shell is that its imports are done. A worker may have fault hooks.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from typing import Any, NoReturn

_COMMANDS = (
    "alembic.command",
    "models.migrations.env",
    "psycopg",
    "worker.cli.answering",
    "worker.cli.clusters",
    "worker.cli.db",
    "worker.cli.doctor",
    "worker.cli.run",
    "worker.cli.status",
    "worker.cli.submit",
    "worker.cli.worker",
    "worker.files",
    "worker.running",
)
_WORKERS = (
    "celery.apps.worker",
    "celery.bin.worker",
    "fault_hooks",
    "tasks.deduplicate.task",
    "tasks.extract.task",
    "tasks.normalize.task",
    "worker.receive",
    "worker.signals",
    "worker.stopping",
)
_LONGEST_ORDER = 1_000_000
_PR_SET_CHILD_SUBREAPER = 36


def main(commands: str, workers: str) -> None:
    """Listen, let whoever called go on, then get ready and serve."""
    listeners = []
    for path in (commands, workers):
        listeners.append(socket.socket(socket.AF_UNIX))
        listeners[-1].bind(path)
        listeners[-1].listen(64)
    if os.fork():
        os._exit(0)
    os.setsid()
    os.environ["REMAP_SIGTERM"] = ""
    from sqlalchemy.orm import configure_mappers

    _load(_COMMANDS)
    configure_mappers()
    # Whoever has the tasks imported has read the settings. A command reads its own, so commands come from before that.
    role = int(os.fork() == 0)
    listeners[not role].close()
    if role:
        _load(_WORKERS)
        configure_mappers()
        _load_words()
    gc.collect()
    gc.freeze()
    Zygote(listeners[role]).serve()


def _load(modules: tuple[str, ...]) -> None:
    for module in modules:
        importlib.import_module(module)


def _load_words() -> None:
    from tasks.analysis import analyze

    analyze("أعلن المتحدث باسم الوزارة أن 74 شخصا وصلوا أمس إلى العاصمة.", published="2020-01-01")


class Zygote:
    """Takes orders, forks, tells how it ended."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._children: dict[int, socket.socket] = {}
        # What killed workers and commands leave is ours: the first process of a container may take seconds to see it.
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._selector = selectors.DefaultSelector()
        self._selector.register(listener, selectors.EVENT_READ)
        # A child that ends wakes the selector.
        self._woken, self._wake = socket.socketpair()
        for end in (self._woken, self._wake):
            end.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        signal.set_wakeup_fd(self._wake.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Until nobody is connected any more."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._listener:
                    self._selector.register(self._listener.accept()[0], selectors.EVENT_READ)
                elif key.fileobj is self._woken:
                    self._woken.recv(4096)
                    self._reap()
                else:
                    self._hear(key.fileobj)
            if len(self._selector.get_map()) == 2 and not self._children:
                return

    def _hear(self, client: Any) -> None:
        """An order, or the end of one."""
        order, streams = _receive(client)
        if order == b"\n":
            _tell(client, "here")
        elif order:
            self._fork(client, order, streams)
        else:
            self._part(client)

    def _fork(self, client: socket.socket, order: bytes, streams: list[int]) -> None:
        child = os.fork()
        if child == 0:
            self._let_go()
            _become(json.loads(order), streams)
        for stream in streams:
            os.close(stream)
        self._children[child] = client
        _tell(client, child)

    def _part(self, client: socket.socket) -> None:
        self._selector.unregister(client)
        client.close()
        for child in [child for child, its in self._children.items() if its is client]:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while True:
                child, status = os.waitpid(-1, os.WNOHANG)
                if child == 0:
                    return
                client = self._children.pop(child, None)
                if client:
                    _tell(client, os.waitstatus_to_exitcode(status))

    def _let_go(self) -> None:
        """In the child: have nothing of the parent's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
        self._wake.close()
        self._selector.close()


def _receive(client: socket.socket) -> tuple[bytes, list[int]]:
    """A whole line and what came with it; nothing from a client that has gone, however it went."""
    try:
        line, streams, _, _ = socket.recv_fds(client, _LONGEST_ORDER, 3)
        while line and not line.endswith(b"\n"):
            more = client.recv(_LONGEST_ORDER)
            line = line + more if more else b""
    except ConnectionError:
        return b"", []
    return line, streams


def _tell(client: socket.socket, what: object) -> None:
    with suppress(OSError):  # it may have gone
        client.sendall(b"%s\n" % str(what).encode())


def _become(order: dict[str, Any], streams: list[int]) -> NoReturn:
    """Be what was ordered, to the end."""
    from worker.cli import main as balagh
    from worker.lifeline import die_with_parent

    status = 1
    try:
        os.setsid()
        die_with_parent()
        # A shell has what it starts in the background ignore Ctrl-C, and that is inherited.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.environ.clear()
        os.environ.update(order["environment"])
        os.chdir(order["folder"])
        tempfile.tempdir = None  # what was looked up before the fork is the parent's
        if os.environ.get("FAULTS"):
            import fault_hooks

            fault_hooks.install()
        balagh(order["arguments"])
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter does
        sys.excepthook(*sys.exc_info())
    finally:
        atexit._run_exitfuncs()
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main(*sys.argv[1:])
