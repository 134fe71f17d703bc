"""Reading one release: how far it is, its facts, its text, its page."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from models.burial import dead_letters
from models.queries.release_facts import ReleaseFacts, release_facts
from models.queries.releases import find_release
from models.status import Status
from tasks.errors import NotFoundError
from tasks.extract.facts import FactKind
from worker.api.access import may_read
from worker.api.database import Database, ReleaseName, TheDatabase
from worker.api.forms import Form, wanted
from worker.api.pages import json_answer
from worker.api.schemas import Schema, answered, plain
from worker.cli.page import POLICY, page

router: Final = APIRouter(dependencies=[Depends(may_read)])

_STATE: Final = plain(
    dict.fromkeys(
        ("source", "id", "title", "url", "published", "received", "language", "status", "sha256"), "string"
    )
    | {"release": "integer", "characters": "integer", "foreign_passages": "integer"}
    | dict.fromkeys(("damage", "cluster", "facts", "dead"), "object")
)
_TEXT: Final = plain({"release": "integer", "raw": "string", "normalized": "string", "sentences": "array"})
_FACTS: Final[Schema] = {
    "type": "object",
    "properties": {
        "release": {"type": "integer"},
        **{kind.value: {"type": "array", "items": {"type": "object"}} for kind in FactKind},
    },
}


def _found(database: Database, name: str) -> ReleaseFacts:
    with database.opened() as connection:
        found = release_facts(connection, find_release(connection, name))
    if found is None:  # it was removed between two statements
        raise NotFoundError(f"there is no release {name!r}")
    return found


@router.get(
    "/releases/{release:path}/facts", response_class=Response, responses=answered("All its facts.", _FACTS)
)
def get_release_facts(database: TheDatabase, release: ReleaseName) -> Response:
    """All facts of a release: events with their arguments, mentions with what they refer to."""
    found = _found(database, release)
    facts = {kind.value: rows for kind, rows in found.facts.items()}
    return json_answer({"release": found.release.id, **facts})


@router.get(
    "/releases/{release:path}/text",
    response_class=Response,
    responses=answered("Its text.", _TEXT, Form.JSON, Form.TEXT),
)
def get_release_text(
    request: Request,
    database: TheDatabase,
    release: ReleaseName,
    raw: Annotated[bool, Query(description="As text/plain: the text as received.")] = False,
) -> Response:
    """The text as received and as repaired, with its sentences; as text/plain one of them."""
    form = wanted(request.headers.get("accept"), (Form.JSON, Form.TEXT))
    found = _found(database, release)
    received, normalized = found.release.text, found.normalized
    if form is Form.TEXT:
        text = received if raw or normalized is None else normalized.text
        return Response(text.encode(), media_type="text/plain; charset=utf-8", headers={"vary": "accept"})
    sentences = None if normalized is None else [list(span) for span in normalized.sentences]
    content = {
        "release": found.release.id,
        "raw": received,
        "normalized": None if normalized is None else normalized.text,
        "sentences": sentences,
    }
    return json_answer(content, headers={"vary": "accept"})


@router.get(
    "/releases/{release:path}/html",
    response_class=Response,
    responses=answered("A page of its own.", {"type": "string"}, Form.HTML),
)
def get_release_page(database: TheDatabase, release: ReleaseName) -> Response:
    """The text with its facts marked, as a page that loads nothing and runs nothing."""
    return Response(
        page(_found(database, release)).encode(),
        media_type="text/html; charset=utf-8",
        headers={"content-security-policy": f"{POLICY}; frame-ancestors 'none'"},
    )


@router.get("/releases/{release:path}", response_class=Response, responses=answered("How far it is.", _STATE))
def get_release(database: TheDatabase, release: ReleaseName) -> Response:
    """How far a release is: status, language, damage, cluster, how many facts, and why it is dead."""
    found = _found(database, release)
    return json_answer(_state(found) | {"dead": _why_dead(database, found)})


def _state(found: ReleaseFacts) -> dict[str, Any]:
    release, normalized = found.release, found.normalized
    published = release.published
    if published is not None:
        stated = published.isoformat() if release.published_has_time else published.date().isoformat()
    return {
        "release": release.id,
        "source": release.source,
        "id": release.external_id,
        "title": release.title,
        "url": release.url,
        "published": None if published is None else stated,
        "received": release.received,
        "status": found.status,
        "language": release.language if normalized is None else normalized.language,
        "foreign_passages": None if normalized is None else len(normalized.foreign),
        "characters": len(release.text),
        "sha256": release.sha256,
        "damage": None
        if normalized is None
        else {
            repair.kind: {"places": repair.count, "confidence": repair.confidence}
            for repair in normalized.repairs
        },
        "cluster": None
        if found.cluster is None
        else {
            name: found.cluster[name] for name in ("cluster", "relation", "similarity", "original_release_id")
        },
        "facts": {kind.value: len(rows) for kind, rows in found.facts.items()},
    }


def _why_dead(database: Database, found: ReleaseFacts) -> dict[str, Any] | None:
    if found.status is not Status.DEAD:
        return None
    with database.opened() as connection:
        letters = dead_letters(connection, release_id=found.release.id, settled=True, limit=1)
    names = ("step", "error_class", "message", "fingerprint", "attempts", "last_at")
    return {name: getattr(letter, name) for letter in letters for name in names}
