"""What OpenAPI says of answers: the columns of the views with their own comments, and problem details."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Boolean, DateTime, Double, Float, Integer, Numeric
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine

from models.base import UtcDateTime
from models.views.view import View
from worker.api.forms import Form
from worker.api.problems import MEDIA_TYPE, PROBLEMS

Schema = dict[str, Any]

PROBLEM: Final[Schema] = {
    "type": "object",
    "description": "RFC 9457 problem details.",
    "required": ["type", "title", "status", "detail", "advice", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "enum": sorted(problem.type for problem in PROBLEMS)},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong with this request."},
        "advice": {"type": "string", "description": "What to do about it."},
        "instance": {
            "type": "string",
            "format": "uri",
            "description": "This request; its number is in the log.",
        },
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"where": {"type": "string"}, "reason": {"type": "string"}},
            },
        },
    },
}

#: The answers that any endpoint may give.
PROBLEM_ANSWERS: Final[dict[int | str, Schema]] = {
    "default": {
        "description": "A problem: what it is, and what to do.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}

RELEASE: Final[Schema] = {
    "type": "object",
    "description": "A release as a producer hands it in; other members are ignored.",
    "required": ["id", "text"],
    "properties": {
        "id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 300,
            "description": "The producer's own identifier.",
        },
        "text": {"type": "string", "minLength": 1, "description": "The release, in any state of damage."},
        "source": {
            "type": "string",
            "maxLength": 300,
            "default": "default",
            "description": "Who published it.",
        },
        "published": {
            "type": "string",
            "description": "ISO 8601 date or datetime: what 'yesterday' counts from.",
        },
        "title": {"type": "string"},
        "url": {"type": "string"},
        "language": {"type": "string", "description": "BCP 47."},
    },
}

OUTCOME: Final[Schema] = {
    "type": "object",
    "required": ["outcome"],
    "properties": {
        "position": {"type": "integer", "description": "In what was handed in, from 0."},
        "source": {"type": ["string", "null"]},
        "id": {"type": ["string", "null"]},
        "outcome": {"type": "string", "enum": ["new", "known", "refused"]},
        "release": {
            "type": ["integer", "null"],
            "description": "Our number; for a conflict that of the release that has the key.",
        },
        "ground": {"type": "string", "enum": ["invalid", "too-large", "conflict"]},
        "reason": {"type": "string"},
    },
}

OUTCOMES: Final[Schema] = {
    "type": "object",
    "properties": {
        "new": {"type": "integer"},
        "known": {"type": "integer"},
        "refused": {"type": "integer"},
        "releases": {"type": "array", "items": OUTCOME},
    },
}


def answered(description: str, schema: Schema, *forms: Form) -> dict[int | str, Schema]:
    """The answers of an endpoint that gives one thing in some forms, beside problems."""
    content = {
        form.value: {"schema": schema if form is Form.JSON else {"type": "string"}}
        for form in forms or (Form.JSON,)
    }
    return {200: {"description": description, "content": content}, **PROBLEM_ANSWERS}


def page_schema(name: str, row: Schema) -> Schema:
    """A page of rows."""
    following = {"type": ["string", "null"], "description": "Parameters of the next page; null on the last."}
    return {"type": "object", "properties": {name: {"type": "array", "items": row}, "next": following}}


def row_schema(view: View) -> Schema:
    """A row of a view, every column with its comment."""
    return {
        "type": "object",
        "description": view.comment,
        "properties": {
            column.name: _of_type(column.type) | {"description": view.columns[column.name]}
            for column in view.table.columns
        },
    }


def plain(properties: Mapping[str, str]) -> Schema:
    """An object of these members, each of the JSON type that is named.

    >>> plain({"release_id": "integer"})
    {'type': 'object', 'properties': {'release_id': {'type': ['integer', 'null']}}}
    """
    return {
        "type": "object",
        "properties": {name: {"type": [kind, "null"]} for name, kind in properties.items()},
    }


def _of_type(type_: TypeEngine[Any]) -> Schema:
    if isinstance(type_, UtcDateTime | DateTime):
        return {"type": ["string", "null"], "format": "date-time"}
    if isinstance(type_, JSON):
        return {}
    base = type_.impl_instance if isinstance(type_, TypeDecorator) else type_
    if isinstance(base, Boolean):
        return {"type": ["boolean", "null"]}
    if isinstance(base, Integer):
        return {"type": ["integer", "null"]}
    if isinstance(base, Double | Float | Numeric):
        return {"type": ["number", "null"]}
    return {"type": ["string", "null"]}
