"""The application: its endpoints behind the gate, with every error as problem details."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tasks.version import __version__
from worker.api import asking, handing_in, health, releases
from worker.api.database import Database
from worker.api.gate import Gate
from worker.api.problems import answer, seen_as
from worker.api.schemas import PROBLEM
from worker.settings import Settings

#: Requests that work at a time; each holds one connection of an engine's pool of fifteen.
_THREADS: Final = 12

_DESCRIPTION: Final = (
    "Hand in Arabic press releases, and ask for the facts that were read in them, each with the words that say so. "
    "Errors are problem details (RFC 9457)."
)


def application(settings: Settings, engine: Engine) -> FastAPI:
    """An ASGI application over a database that is up to date; the engine stays the caller's to dispose of."""
    app = FastAPI(
        title="Balagh",
        description=_DESCRIPTION,
        version=__version__,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_url="/openapi.json",
        # The usual pages load scripts from other people's servers.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.database = Database(engine, within=settings.api_timeout)
    for part in (handing_in, asking, health, releases):
        app.include_router(part.router)
    for kind in (RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _answered)
    app.add_middleware(Gate, settings=settings)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign] # as FastAPI's manual has it
    return app


@asynccontextmanager
async def _lifespan(_app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = _THREADS
    yield


async def _answered(request: Request, error: Exception) -> Response:
    return answer(seen_as(error), request.state.number)


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The description of the application, made once."""
    if app.openapi_schema is None:
        described = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            license_info=app.license_info,
        )
        described["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        app.openapi_schema = described
    return app.openapi_schema
