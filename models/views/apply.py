"""Putting the views of this version into a database."""

from __future__ import annotations

from sqlalchemy import Connection


def apply_views(connection: Connection) -> None:
    """Create what is missing and replace what changed."""
