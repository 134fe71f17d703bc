"""Who may do what: a token for reading, one for handing in; with neither, everyone on this machine and nobody else."""

from __future__ import annotations

from hmac import compare_digest
from ipaddress import ip_address
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from tasks.errors import ConfigurationError
from worker.api.problems import CLOSED, UNAUTHORIZED, ProblemError
from worker.settings import Settings

_READING: Final = HTTPBearer(
    scheme_name="reading", description="The token of BALAGH_API_READ_TOKEN.", auto_error=False
)
_WRITING: Final = HTTPBearer(
    scheme_name="writing", description="The token of BALAGH_API_WRITE_TOKEN.", auto_error=False
)

Given = HTTPAuthorizationCredentials | None


def open_to_all(settings: Settings) -> bool:
    """Whether no token is set."""
    return settings.api_read_token is None and settings.api_write_token is None


def check_address(host: str, settings: Settings) -> None:
    """Raise ConfigurationError where everyone on a network could read and write."""
    if open_to_all(settings) and not is_loopback(host):
        raise ConfigurationError(
            f"without tokens HTTP is for this machine only, and {host} is not: set BALAGH_API_READ_TOKEN and "
            "BALAGH_API_WRITE_TOKEN (openssl rand -hex 32), or listen on 127.0.0.1"
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


async def may_read(request: Request, given: Annotated[Given, Depends(_READING)]) -> None:
    """Let only readers on."""
    settings: Settings = request.app.state.settings
    _check(given, settings.api_read_token, settings, what="reading", name="BALAGH_API_READ_TOKEN")


async def may_write(request: Request, given: Annotated[Given, Depends(_WRITING)]) -> None:
    """Let only producers on."""
    settings: Settings = request.app.state.settings
    _check(given, settings.api_write_token, settings, what="handing in", name="BALAGH_API_WRITE_TOKEN")


def _check(given: Given, token: str | None, settings: Settings, *, what: str, name: str) -> None:
    if open_to_all(settings):
        return
    if token is None:
        raise ProblemError(problem=CLOSED, detail=f"{what} is not open: {name} is not set")
    if given is None:
        raise ProblemError(
            problem=UNAUTHORIZED,
            detail=f"{what} needs a token",
            headers={"www-authenticate": 'Bearer realm="balagh"'},
        )
    # In constant time: how long a comparison takes must not tell how much of a token was right.
    if not compare_digest(given.credentials.encode("utf-8", "surrogatepass"), token.encode()):
        raise ProblemError(
            problem=UNAUTHORIZED,
            detail=f"this token is not the one for {what}",
            headers={"www-authenticate": 'Bearer realm="balagh", error="invalid_token"'},
        )
