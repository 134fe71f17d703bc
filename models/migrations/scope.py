"""What migrations are compared with: our tables, not those that the databases make for themselves."""

from __future__ import annotations

from typing import Any

from models.search_index import OUTSIDE_METADATA

_OURS = OUTSIDE_METADATA | {"view_definitions"}


def include_object(_item: Any, name: str | None, _kind: str, _reflected: bool, _other: Any) -> bool:
    """Whether Alembic should compare this object."""
    return name not in _OURS
