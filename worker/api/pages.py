"""A page of rows as an answer: in the wanted form, with a link to the next page (RFC 8288)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response

from worker.api.forms import ROWS, Form, wanted
from worker.api.problems import encoded
from worker.rows import csv_lines, json_lines

#: Rows of a page where none are asked for, and at most: some ten megabytes of claims.
USUAL: Final = 100
MOST: Final = 5_000

Row = Mapping[str, Any]


def page_of(
    request: Request,
    name: str,
    rows: Iterable[Row],
    *,
    limit: int,
    following: Callable[[Row], Mapping[str, Any]],
) -> Response:
    """The first ``limit`` rows; where there are more, ``following`` says which parameters go on after the last one."""
    form = wanted(request.headers.get("accept"), ROWS)
    found = list(islice(rows, limit + 1))
    shown = found[:limit]
    following_page = None
    if len(found) > limit:
        changed = {key: str(value) for key, value in following(shown[-1]).items()}
        kept = [(key, value) for key, value in request.query_params.multi_items() if key not in changed]
        # Relative to this address, so that it holds behind any proxy.
        following_page = "?" + urlencode([*kept, *changed.items()])
    headers = {"vary": "accept"}
    if following_page is not None:
        headers["link"] = f'<{following_page}>; rel="next"'
    match form:
        case Form.CSV:
            headers["content-disposition"] = f'attachment; filename="{name}.csv"'
            body = "".join(csv_lines(shown)).encode()
        case Form.LINES:
            body = "".join(json_lines(shown)).encode()
        case _:
            body = encoded({name: shown, "next": following_page})
    return Response(body, media_type=form.value, headers=headers)


def json_answer(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON in which Arabic stays readable."""
    return Response(
        encoded(content), status_code=status, media_type=Form.JSON, headers=dict(headers) if headers else None
    )
