"""A real server on a free port of this machine, over the database of the test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from worker.app import configure, settings
from worker.settings import Settings

Serve = Callable[..., httpx.Client]


@pytest.fixture
def serve(engine: Engine, database_url: str) -> Iterator[Serve]:
    """Starts a server with settings of the test's own, and gives a client of it."""
    from worker.api.application import application
    from worker.api.serving import listen, server

    stops: list[Callable[[], None]] = []

    def start(**chosen: Any) -> httpx.Client:
        before = settings()
        wanted = replace(Settings(database_url=database_url, retry_tries=1), **chosen)
        configure(wanted)
        listening = listen("127.0.0.1", 0)
        running = server(application(wanted, engine), wanted)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        client = httpx.Client(
            base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=20, trust_env=False
        )

        def stop() -> None:
            client.close()
            running.should_exit = True
            thread.join()
            listening.close()
            configure(before)

        stops.append(stop)
        while not running.started:
            time.sleep(0.005)
        return client

    yield start
    for stop in reversed(stops):
        stop()


@pytest.fixture
def client(serve: Serve) -> httpx.Client:
    """A client of a server on which no token is set."""
    return serve()


@pytest.fixture
def free_port() -> Callable[[], int]:
    """A port that nobody listens on."""

    def find() -> int:
        with socket.create_server(("127.0.0.1", 0)) as found:
            return int(found.getsockname()[1])

    return find
