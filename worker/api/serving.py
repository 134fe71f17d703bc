"""Serving the application until a signal comes."""

from __future__ import annotations

import logging
import signal
import socket
from typing import Final

import uvicorn
from fastapi import FastAPI
from sqlalchemy import Engine

from models.migrate import check
from tasks.errors import ConfigurationError
from worker.api.access import check_address, open_to_all
from worker.api.application import application
from worker.logs import logger
from worker.settings import Settings

_log = logger(__name__)

#: Connections for each request that may be under way; the rest wait between two requests.
_CONNECTIONS: Final = 4
#: How long requests that are under way may go on after a signal (s).
_GRACE: Final = 20
#: Bytes of a request's first line and headers.
_HEADERS: Final = 32_768


def serve(settings: Settings, engine: Engine) -> None:
    """Serve until SIGTERM or SIGINT; refuses to start where everyone on a network could read and write."""
    check_address(settings.api_host, settings)
    check(engine)
    listening = listen(settings.api_host, settings.api_port)
    port = listening.getsockname()[1]
    _log.info("http_served", host=settings.api_host, port=port, tokens=not open_to_all(settings))
    # The server ends by raising again the signal that stopped it; an orderly stop is no failure.
    signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        server(application(settings, engine), settings).run(sockets=[listening])
    finally:
        listening.close()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; raises ConfigurationError where the address cannot be had."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.create_server((str(address[0]), int(address[1])), family=family, backlog=512)
        # Head and body are written one after the other; without this the body waits 40 ms for the head's receipt.
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise ConfigurationError(f"cannot listen on {host}:{port}: {error.strerror or error}") from error
    return made


def server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """A server with limits, whose log is ours."""
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,  # addresses of requests hold what analysts look for
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_CONNECTIONS * settings.api_max_requests,
            h11_max_incomplete_event_size=_HEADERS,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=_GRACE,
        )
    )
