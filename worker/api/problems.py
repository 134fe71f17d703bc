"""What goes wrong, as problem details (RFC 9457): one table of kinds, one place where an error becomes an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tasks.errors import (
    BalaghError,
    ConfigurationError,
    InputError,
    NotFoundError,
    OverdueError,
    RetryableError,
    TooLargeError,
)
from worker.patience import passes
from worker.rows import to_json

MEDIA_TYPE: Final = "application/problem+json"
#: Seconds after which a client may ask again; a worker empties a few thousand releases in that time.
RETRY_AFTER: Final = 30
_PREFIX: Final = "urn:balagh:problem:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A kind of problem: what programs tell it by, its status, and what to do about it."""

    name: str
    status: int
    title: str
    advice: str

    @property
    def type(self) -> str:
        """The URI that names it.

        >>> TIMEOUT.type
        'urn:balagh:problem:silent'
        """
        return _PREFIX + self.name


def _problem(status: int, name: str, title: str, advice: str) -> Problem:
    return Problem(name=name, status=status, title=title, advice=advice)


MALFORMED: Final = _problem(400, "malformed", "The request cannot be read", "Send JSON in UTF-8.")
UNAUTHORIZED: Final = _problem(
    401, "unauthorized", "A token is needed", "Send the header Authorization: Bearer TOKEN."
)
CLOSED: Final = _problem(
    403, "closed", "This is not open here", "The operator opens it by setting its token; see docs/http.md."
)
NOT_FOUND: Final = _problem(
    404, "not-found", "There is no such thing", "See /openapi.json for what there is."
)
METHOD: Final = _problem(
    405, "method", "This method is not for this address", "The header Allow says which are."
)
NOT_ACCEPTABLE: Final = _problem(
    406, "not-acceptable", "None of the wanted forms is offered", "Change the header Accept, or leave it out."
)
TIMEOUT: Final = _problem(
    408, "silent", "The client was silent for too long", "Send again; what was taken is known."
)
CONFLICT: Final = _problem(
    409,
    "conflict",
    "This source and id belong to another text",
    "Hand a corrected text in under an id of its own.",
)
TOO_LARGE: Final = _problem(413, "too-large", "This is too large", "Send less at once, or shorten the text.")
UNSUPPORTED: Final = _problem(
    415,
    "unsupported",
    "This form is not read",
    "Send application/json or application/x-ndjson, not compressed.",
)
MISDIRECTED: Final = _problem(
    421,
    "misdirected",
    "This name is not answered to",
    "Without tokens only localhost is; the operator sets tokens.",
)
INVALID: Final = _problem(
    422, "invalid", "The request was read, but cannot be done", "Correct what is named, and send again."
)
INTERNAL: Final = _problem(
    500, "internal", "An error of ours", "Tell the operator the request's number; it is in the log."
)
BUSY: Final = _problem(503, "busy", "Too much is under way", "Send again after the time in Retry-After.")
OVERDUE: Final = _problem(503, "overdue", "The question took too long", "Narrow it, or ask again later.")
UNAVAILABLE: Final = _problem(
    503, "unavailable", "The database does not answer", "Send again after the time in Retry-After."
)

PROBLEMS: Final = tuple(value for value in list(globals().values()) if isinstance(value, Problem))
_BY_STATUS: Final = {
    problem.status: problem for problem in reversed(PROBLEMS) if problem not in {OVERDUE, UNAVAILABLE}
}


@dataclass(eq=False, kw_only=True)
class ProblemError(BalaghError):
    """A problem to be answered with; ``more`` are members of its own, ``headers`` go with the answer."""

    problem: Problem
    detail: str
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def seen_as(error: BaseException) -> ProblemError:
    """The problem that an error is to the client; of one that is ours nothing is told."""
    match error:
        case ProblemError():
            return error
        case TooLargeError():
            return ProblemError(problem=TOO_LARGE, detail=str(error))
        case NotFoundError():
            return ProblemError(problem=NOT_FOUND, detail=str(error))
        case InputError():
            return ProblemError(problem=INVALID, detail=str(error))
        case OverdueError():
            return ProblemError(problem=OVERDUE, detail=str(error))
        case RetryableError() if error.__cause__ is None:
            return ProblemError(problem=BUSY, detail=str(error))
        case ConfigurationError():
            detail = "the service is not set up as it must be; its log says how"
            return ProblemError(problem=UNAVAILABLE, detail=detail)
        case RequestValidationError():
            return _wrong_parameters(error)
        case HTTPException():
            problem = _BY_STATUS.get(error.status_code, INTERNAL)
            return ProblemError(problem=problem, detail=problem.title, headers=error.headers or {})
        case _ if passes(error):
            return ProblemError(problem=UNAVAILABLE, detail="the database cannot be used at the moment")
        case _:
            return ProblemError(problem=INTERNAL, detail="the request could not be answered")


def _wrong_parameters(error: RequestValidationError) -> ProblemError:
    errors = [
        {
            "where": ".".join(str(part) for part in one["loc"][1:]),
            "reason": "there is no such parameter"
            if one["type"] == "extra_forbidden"
            else str(one["msg"]).removeprefix("Value error, "),
        }
        for one in error.errors()
    ]
    detail = "; ".join(f"{one['where']}: {one['reason']}" for one in errors)
    return ProblemError(problem=INVALID, detail=detail, more={"errors": errors})


def answer(error: ProblemError, request_id: str) -> Response:
    """The answer to a request that met a problem."""
    problem = error.problem
    headers = dict(error.headers)
    if problem.status == BUSY.status:
        headers.setdefault("retry-after", str(RETRY_AFTER))
    content = {
        "type": problem.type,
        "title": problem.title,
        "status": problem.status,
        "detail": error.detail,
        "advice": problem.advice,
        "instance": f"urn:uuid:{request_id}",
        **error.more,
    }
    return Response(encoded(content), status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


def encoded(content: object) -> bytes:
    r"""JSON in UTF-8; half a surrogate pair that a client sent is sent back as the escape it came as.

    >>> encoded({"id": "\ud83d"})
    b'{"id": "\\ud83d"}'
    """
    return to_json(content).encode("utf-8", "backslashreplace")
