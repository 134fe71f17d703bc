"""Handing releases in: one as a JSON object, several as a JSON array, any number as JSON Lines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from tasks.errors import BalaghError, InputError
from worker.api.access import may_write
from worker.api.database import TheDatabase
from worker.api.forms import Form
from worker.api.lines import Lines
from worker.api.pages import json_answer
from worker.api.problems import (
    CONFLICT,
    INVALID,
    MALFORMED,
    TOO_LARGE,
    UNSUPPORTED,
    ProblemError,
    seen_as,
)
from worker.api.schemas import OUTCOME, OUTCOMES, PROBLEM_ANSWERS, RELEASE
from worker.api.taking import Answer, Line, Taking
from worker.files import decoded, json_value, longest_json
from worker.settings import Settings
from worker.submit import Ground

router: Final = APIRouter(dependencies=[Depends(may_write)])

#: Lines, or bytes of them, after which what has come is committed; a transaction of more is no faster.
_CHUNK: Final = 200
_CHUNK_BYTES: Final = 4_000_000
_LINES: Final = frozenset({Form.LINES.value, "application/ndjson", "application/jsonl"})
_PROBLEM_OF: Final = {Ground.INVALID: INVALID, Ground.TOO_LARGE: TOO_LARGE, Ground.CONFLICT: CONFLICT}

_EITHER: Final = {"application/json": {"schema": {"anyOf": [OUTCOME, OUTCOMES]}}}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            Form.JSON.value: {
                "schema": {"anyOf": [RELEASE, {"type": "array", "items": RELEASE}]},
            },
            Form.LINES.value: {"schema": {"type": "string", "description": "One release as JSON a line."}},
        },
    }
}


@router.post(
    "/releases",
    response_class=Response,
    openapi_extra=_BODY,
    status_code=201,
    responses={
        200: {"description": "All were known before.", "content": _EITHER},
        201: {"description": "All were taken, and some are new.", "content": _EITHER},
        207: {
            "description": "Several were handed in, and some were refused; the rest was taken.",
            "content": {"application/json": {"schema": OUTCOMES}},
        },
        **PROBLEM_ANSWERS,
    },
)
async def post_releases(request: Request, database: TheDatabase) -> Response:
    """Hand releases in. Once this has answered they are committed; doing it again changes nothing."""
    form = _form(request)
    settings: Settings = request.app.state.settings
    taking = Taking(database.engine)
    if form is Form.LINES:
        await _take_lines(request, taking, settings)
        return _several(taking)
    value = await run_in_threadpool(_parsed, await _whole(request, longest_json(settings.max_release_bytes)))
    several = isinstance(value, list)
    values: list[object] = value if isinstance(value, list) else [value]
    if len(values) > settings.max_submission:
        raise _too_many(settings)
    await run_in_threadpool(taking.take, values)
    return _several(taking) if several else _one(taking.answers[0])


def _form(request: Request) -> Form:
    """JSON or JSON Lines; anything else is refused before its body is read."""
    accepted = {"accept-post": f"{Form.JSON}, {Form.LINES}"}
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise ProblemError(problem=UNSUPPORTED, detail="compressed bodies are not read", headers=accepted)
    name, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        if parameter.startswith("charset=") and parameter[8:].strip('"') not in {"utf-8", "utf8"}:
            raise ProblemError(problem=UNSUPPORTED, detail="only UTF-8 is read", headers=accepted)
    if name in _LINES:
        return Form.LINES
    if name != Form.JSON:
        detail = f"the content type is {name[:100] or 'missing'}"
        raise ProblemError(problem=UNSUPPORTED, detail=detail, headers=accepted)
    return Form.JSON


async def _whole(request: Request, longest: int) -> bytes:
    """The body of a JSON document, which has to be in memory as a whole."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > longest:
            detail = f"a JSON document has at most {longest:,} bytes (BALAGH_MAX_RELEASE_BYTES); send more as JSON Lines"
            raise ProblemError(problem=TOO_LARGE, detail=detail, headers={"connection": "close"})
    return bytes(body)


def _parsed(body: bytes) -> object:
    try:
        return json_value(decoded(body))
    except InputError as error:
        raise ProblemError(problem=MALFORMED, detail=str(error)) from None


async def _take_lines(request: Request, taking: Taking, settings: Settings) -> None:
    """Commit lines while they come; where that ends early, the problem says what became of those before."""
    try:
        async for chunk in _chunks(request, settings):
            await run_in_threadpool(taking.take, chunk)
    except BalaghError as error:
        problem = seen_as(error)
        problem.more = {**problem.more, **taking.result()}
        raise problem from error


async def _chunks(request: Request, settings: Settings) -> AsyncIterator[list[object]]:
    lines = Lines(longest := longest_json(settings.max_release_bytes))
    number = count = size = 0
    chunk: list[object] = []

    def add(content: bytes | None) -> None:
        nonlocal number, count, size
        number += 1
        if content is not None and not content.strip():
            return
        count += 1
        size += len(content or b"")
        chunk.append(Line(number=number, content=content, longest=longest))

    async for piece in request.stream():
        # The last, empty piece ends the body, and with it the last line.
        for content in lines.feed(piece) if piece else lines.end():
            add(content)
            if count > settings.max_submission:
                yield chunk[:-1]
                raise _too_many(settings)
            if len(chunk) >= _CHUNK or size >= _CHUNK_BYTES:
                yield chunk
                chunk, size = [], 0
    if chunk:
        yield chunk


def _too_many(settings: Settings) -> ProblemError:
    detail = f"more than {settings.max_submission:,} releases in one request (BALAGH_MAX_SUBMISSION)"
    return ProblemError(problem=TOO_LARGE, detail=detail, headers={"connection": "close"})


def _several(taking: Taking) -> Response:
    counts = taking.counts()
    return json_answer(taking.result(), 207 if counts["refused"] else 201 if counts["new"] else 200)


def _one(answer: Answer) -> Response:
    told = {name: value for name, value in answer.items() if name != "position"}
    if answer["outcome"] == "refused":
        problem = _PROBLEM_OF[Ground(answer["ground"])]
        more = {name: value for name, value in told.items() if name in {"source", "id", "release"}}
        raise ProblemError(problem=problem, detail=answer["reason"], more=more)
    address = {"location": f"/releases/{answer['release']}"}
    return json_answer(told, 201 if answer["outcome"] == "new" else 200, address)
