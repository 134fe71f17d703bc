"""Questions over all releases: claims, facts, words, entities, clusters."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from models.queries.claims import claims
from models.queries.clusters import cluster_lines
from models.queries.entities import EntityFilter, entities
from models.queries.facts import FactFilter, facts
from models.queries.search import search
from models.views.claims import CLAIMS
from models.views.facts import FACT_VIEWS
from tasks.extract.facts import FactKind
from worker.api.access import may_read
from worker.api.database import TheDatabase, numbers
from worker.api.forms import ROWS
from worker.api.pages import page_of
from worker.api.parameters import (
    ClaimParameters,
    ClusterParameters,
    EntityParameters,
    FactParameters,
    SearchParameters,
    fact_place,
)
from worker.api.schemas import Schema, answered, page_schema, plain, row_schema
from worker.phrasing import shared

router: Final = APIRouter(dependencies=[Depends(may_read)])

_FACTS: Final[Schema] = {"anyOf": [row_schema(view) for view in FACT_VIEWS.values()]}
_HIT: Final = plain(
    dict.fromkeys(("source", "external_id", "published", "title", "text"), "string")
    | {"release_id": "integer", "marks": "array"}
)
_ENTITY: Final = plain(
    dict.fromkeys(("key", "type", "name", "english", "folded", "country"), "string")
    | dict.fromkeys(("latitude", "longitude"), "number")
    | {"known": "boolean", "identifiers": "object", "mentions": "integer", "releases": "integer"}
)
_MEMBER: Final = plain(
    dict.fromkeys(("release", "cluster", "canonical", "relation", "source", "title", "published"), "string")
    | {
        "similarity": "number",
        "differences": "array",
        "release_id": "integer",
        "canonical_release_id": "integer",
    }
)


@router.get(
    "/claims",
    response_class=Response,
    responses=answered("Who did what.", page_schema("claims", row_schema(CLAIMS)), *ROWS),
)
def get_claims(
    request: Request, database: TheDatabase, wanted: Annotated[ClaimParameters, Query()]
) -> Response:
    """Who did what, to whom, where, when, how many, according to whom."""
    with database.opened() as connection:
        rows = claims(connection, wanted.filter(numbers(connection, wanted.release)))
        return page_of(
            request, "claims", rows, limit=wanted.limit, following=lambda row: {"after": row["claim"]}
        )


@router.get(
    "/facts",
    response_class=Response,
    responses=answered("Facts, each with its words.", page_schema("facts", _FACTS), *ROWS),
)
def get_facts(
    request: Request, database: TheDatabase, wanted: Annotated[FactParameters, Query()]
) -> Response:
    """Quantities, times, mentions, quotations and events, each with its words."""
    kinds = tuple(wanted.kind) or tuple(FactKind)
    with database.opened() as connection:
        chosen = FactFilter(
            kinds=kinds,
            releases=numbers(connection, wanted.release),
            sources=wanted.source,
            words=wanted.words,
            rules=wanted.rule,
            after=None if wanted.after is None else fact_place(wanted.after),
            limit=wanted.limit + 1,
        )
        found = facts(connection, chosen)
        rows = (row for _, row in found) if len(set(kinds)) == 1 else shared(found)
        return page_of(
            request, "facts", rows, limit=wanted.limit, following=lambda row: {"after": row["fact"]}
        )


@router.get(
    "/search",
    response_class=Response,
    responses=answered("Releases, and where in them the words stand.", page_schema("hits", _HIT), *ROWS),
)
def get_search(
    request: Request, database: TheDatabase, wanted: Annotated[SearchParameters, Query()]
) -> Response:
    """Releases that contain words, the latest published first; however letters are typed."""
    with database.opened() as connection:
        hits = search(connection, wanted.q, sources=wanted.source, limit=wanted.limit + 1, skip=wanted.skip)
    return page_of(
        request,
        "hits",
        (hit.row() for hit in hits),
        limit=wanted.limit,
        following=lambda _: {"skip": wanted.skip + wanted.limit},
    )


@router.get(
    "/entities",
    response_class=Response,
    responses=answered("Persons, organisations and places.", page_schema("entities", _ENTITY), *ROWS),
)
def get_entities(
    request: Request, database: TheDatabase, wanted: Annotated[EntityParameters, Query()]
) -> Response:
    """Persons, organisations and places with how often they are mentioned, the most mentioned first."""
    chosen = EntityFilter(
        types=wanted.type,
        name=wanted.name,
        sources=wanted.source,
        known_only=wanted.known,
        limit=wanted.limit + 1,
        skip=wanted.skip,
    )
    with database.opened() as connection:
        return page_of(
            request,
            "entities",
            entities(connection, chosen),
            limit=wanted.limit,
            following=lambda _: {"skip": wanted.skip + wanted.limit},
        )


@router.get(
    "/clusters",
    response_class=Response,
    responses=answered("Releases by cluster.", page_schema("clusters", _MEMBER), *ROWS),
)
def get_clusters(
    request: Request, database: TheDatabase, wanted: Annotated[ClusterParameters, Query()]
) -> Response:
    """Which releases tell the same text, and what each is to the original, which comes first."""
    with database.opened() as connection:
        lines = cluster_lines(connection, sources=wanted.source, limit=wanted.limit + 1, skip=wanted.skip)
        return page_of(
            request,
            "clusters",
            lines,
            limit=wanted.limit,
            following=lambda _: {"skip": wanted.skip + wanted.limit},
        )
