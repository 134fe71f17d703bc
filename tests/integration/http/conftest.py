"""A real server on a free port of this machine, over the database of the test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
import structlog
from fastapi import FastAPI
from sqlalchemy import Engine

from models.session import create_engine
from worker.api.application import application
from worker.api.serving import listen, server
from worker.app import configure, settings
from worker.settings import Settings

Serve = Callable[..., httpx.Client]


@dataclass(kw_only=True)
class Stage:
    """What the one server of a test run serves: the application of the test that runs."""

    app: FastAPI
    port: int

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def stage(sqlite_template: Any) -> Iterator[Stage]:
    """A server that runs as long as the tests; starting one for each takes longer than most tests."""
    engine = create_engine(f"sqlite:///{sqlite_template}")
    listening = listen("127.0.0.1", 0)
    made = Stage(app=application(Settings(), engine), port=listening.getsockname()[1])
    running = server(made, Settings())
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
    thread.start()
    while not running.started:
        assert thread.is_alive()
        time.sleep(0.005)
    yield made
    running.should_exit = True
    thread.join()
    listening.close()
    engine.dispose()


@pytest.fixture
def serve(stage: Stage, engine: Engine, database_url: str) -> Iterator[Serve]:
    """Serves the database of the test with settings of its own, and gives a client."""
    before, logs = settings(), structlog.get_config()
    # To the standard library, which pytest collects; printed, an event may come after its test has ended.
    structlog.configure(logger_factory=structlog.stdlib.LoggerFactory())
    with httpx.Client(base_url=f"http://127.0.0.1:{stage.port}", timeout=20, trust_env=False) as client:

        def start(**chosen: Any) -> httpx.Client:
            wanted = replace(Settings(database_url=database_url, retry_tries=1), **chosen)
            configure(wanted)
            stage.app = application(wanted, engine)
            return client

        yield start
    configure(before)
    structlog.configure(**logs)


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
