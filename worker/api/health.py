"""Whether the service lives, whether it can work, and how far everything is."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Depends
from starlette.responses import Response

from models.migrate import check
from worker.api.access import may_read
from worker.api.database import TheDatabase
from worker.api.pages import json_answer
from worker.api.schemas import answered, plain
from worker.status import state

router: Final = APIRouter()

_HEALTH: Final = plain({"status": "string"})
_STATUS: Final = plain(
    dict.fromkeys(("releases", "per_second", "queues"), "object") | {"oldest_waiting_seconds": "number"}
)


@router.get("/health/live", response_class=Response, responses=answered("It lives.", _HEALTH))
async def get_live() -> Response:
    """Whether the process answers; asks nothing else."""
    return json_answer({"status": "ok"})


@router.get("/health/ready", response_class=Response, responses=answered("It can work.", _HEALTH))
def get_ready(database: TheDatabase) -> Response:
    """Whether the database can be reached and has this version's schema; Redis may be away, since the sweep makes up for it."""
    check(database.engine)
    return json_answer({"status": "ok"})


@router.get(
    "/status",
    response_class=Response,
    responses=answered("How far everything is.", _STATUS),
    dependencies=[Depends(may_read)],
)
def get_status(database: TheDatabase) -> Response:
    """Releases by status, the oldest that waits, releases a second over the last minute, queue depths."""
    return json_answer(state(database.engine))
