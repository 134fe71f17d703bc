"""What every request passes: a number, limits, headers that keep browsers from guessing, and no error unanswered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, Final
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tasks.errors import ConfigurationError
from worker.api.access import is_loopback, open_to_all
from worker.api.problems import (
    BUSY,
    INTERNAL,
    MISDIRECTED,
    TIMEOUT,
    TOO_LARGE,
    UNAVAILABLE,
    ProblemError,
    answer,
    seen_as,
)
from worker.logs import logger
from worker.patience import reason
from worker.settings import Settings

_log = logger(__name__)

_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
}

#: How much of an unwanted body is thrown away after the answer (bytes), and for how long (s).
_LINGER_BYTES: Final = 4_000_000
_LINGER: Final = 1.0


class Gate:
    """The outermost application: what is inside only meets requests that are within limits."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, and answer it where nobody else does."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # answered like GET; the server leaves out the body
            scope = {**scope, "method": "GET"}
        passage = Passage(scope, receive, send, self._settings)
        # Whether the service lives must be seen even when it is busy.
        counted = not str(scope["path"]).startswith("/health/")
        self._under_way += counted
        try:
            self._check(Headers(scope=scope))
            await self._app(scope, passage.receive, passage.send)
        except ClientDisconnect:
            passage.status = 499  # as other servers log a client that left
        except Exception as error:  # noqa: BLE001 - the last one to answer; what it was is logged
            await passage.fail(error)
        finally:
            self._under_way -= counted
            passage.log()

    def _check(self, headers: Headers) -> None:
        if self._under_way > self._settings.api_max_requests:
            detail = f"{self._settings.api_max_requests} requests are under way (BALAGH_API_MAX_REQUESTS)"
            raise ProblemError(problem=BUSY, detail=detail, headers={"retry-after": "1"})
        # A web page whose name is made to point at this machine must not be answered (DNS rebinding).
        if open_to_all(self._settings) and not is_loopback(_without_port(headers.get("host", ""))):
            raise ProblemError(problem=MISDIRECTED, detail="only localhost and 127.0.0.1 are answered to")
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._settings.api_max_body:
            raise too_large(self._settings)


class Passage:
    """One request on its way: what it sends is counted, what it gets is completed."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, settings: Settings) -> None:
        self._scope, self._receive, self._send, self._settings = scope, receive, send, settings
        self._began = time.monotonic()
        self._read = 0
        self._complete = False
        self.number = str(uuid4())
        self.status = 0
        scope.setdefault("state", {})["number"] = self.number

    async def receive(self) -> Message:
        """The next piece of the body, within the limits of size and silence."""
        if self._complete:  # from here on the only thing to come is the end of the connection
            return await self._receive()
        try:
            async with asyncio.timeout(self._settings.api_timeout):
                message = await self._receive()
        except TimeoutError:
            self._complete = True  # nothing more is waited for
            detail = f"nothing came for {self._settings.api_timeout:g} s (BALAGH_API_TIMEOUT)"
            raise ProblemError(problem=TIMEOUT, detail=detail, headers={"connection": "close"}) from None
        self._read += len(message.get("body", b""))
        self._complete = not message.get("more_body", False)
        if self._read > self._settings.api_max_body:
            raise too_large(self._settings)
        return message

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Pass an answer on, with the headers that every answer has."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in {**_HEADERS, "x-request-id": self.number}.items():
                headers.setdefault(name, value)
        elif not message.get("more_body", False) and self.status >= 400:
            await self._send({**message, "more_body": True})
            await self._let_finish()
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)

    async def _let_finish(self) -> None:
        """Throw away a little more of what the client sends, or it would lose the answer to a broken connection."""
        left = _LINGER_BYTES
        with suppress(TimeoutError):
            async with asyncio.timeout(_LINGER):
                while not self._complete and left > 0:
                    message = await self._receive()
                    left -= len(message.get("body", b""))
                    self._complete = not message.get("more_body", False)

    async def fail(self, error: Exception) -> None:
        """Answer where the application has not; what went wrong is in the log only."""
        problem = seen_as(error)
        if problem.problem is INTERNAL:
            _log.error("request_failed", request=self.number, error=type(error).__name__, at=_frame(error))
        elif problem.problem is UNAVAILABLE:
            why = str(error) if isinstance(error, ConfigurationError) else reason(error)
            _log.warning("request_unavailable", request=self.number, reason=why)
        if self.status == 0:
            await answer(problem, self.number)(self._scope, self._receive, self.send)

    def log(self) -> None:
        """One event a request: no address, no parameters, no text."""
        _log.info(
            "request",
            request=self.number,
            method=self._scope["method"],
            route=getattr(self._scope.get("route"), "path", None),
            status=self.status,
            ms=round(1000 * (time.monotonic() - self._began)),
        )


def too_large(settings: Settings) -> ProblemError:
    """The problem of a body beyond the limit."""
    detail = f"a request has at most {settings.api_max_body:,} bytes (BALAGH_API_MAX_BODY)"
    return ProblemError(problem=TOO_LARGE, detail=detail, headers={"connection": "close"})


def _without_port(host: str) -> str:
    """
    >>> _without_port("localhost:8117"), _without_port("[::1]:8117")
    ('localhost', '[::1]')
    """
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() else host


def _frame(error: Exception) -> str:
    """Where an error was raised: file, line and function."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return ""
    code = last.tb_frame.f_code
    return f"{code.co_filename.rpartition('/')[2]}:{last.tb_lineno}:{code.co_name}"
