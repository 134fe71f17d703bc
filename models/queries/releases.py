"""Finding one release by what people call it, and listing releases."""

from __future__ import annotations

from sqlalchemy import Connection, select

from models.release import ReleaseRow
from tasks.errors import InputError, NotFoundError


def find_release(connection: Connection, name: str) -> int:
    """The number of a release given as its number, its external identifier, or ``source:identifier``.

    Raises NotFoundError when there is none, InputError when there is more than one.
    """
    query = select(ReleaseRow.id, ReleaseRow.source, ReleaseRow.external_id)
    candidates = [ReleaseRow.external_id == name]
    source, colon, identifier = name.partition(":")
    if colon:
        candidates.append((ReleaseRow.source == source) & (ReleaseRow.external_id == identifier))
    if name.isascii() and name.isdigit() and len(name) < 10:
        candidates.insert(0, ReleaseRow.id == int(name))
    for candidate in candidates:
        found = connection.execute(query.where(candidate).order_by(ReleaseRow.id).limit(3)).all()
        if len(found) == 1:
            return int(found[0].id)
        if found:
            names = ", ".join(f"{row.source}:{row.external_id}" for row in found[:2])
            message = f"several releases are called {name!r}; name the source too, like {names}"
            raise InputError(message)
    message = f"there is no release {name!r}; give its number, its identifier, or SOURCE:IDENTIFIER"
    raise NotFoundError(message)
