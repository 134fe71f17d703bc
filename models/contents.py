"""Filing contents under their keys, and finding the ones that share a key."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, delete, func, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from models.bulk import insert_rows
from models.duplicate import BandRow, ContentRow, Link, MembershipRow, Relation, SimilarityRow
from models.normalized import NormalizedTextRow

#: At most so many contents are looked at for one key, the oldest first: boilerplate that thousands of releases share
#: costs no more than a phrase that a few do.
POSTINGS: Final = 32

#: Values in one IN list; SQLite allows 32,766 variables, PostgreSQL 65,535.
_MANY: Final = 1000

_BANDS: Final = cast("Table", BandRow.__table__)

_POSTINGS_SQLITE: Final = text(
    "SELECT asked.value, (SELECT json_group_array(content_id) FROM (SELECT content_id FROM bands"
    " WHERE key = asked.value ORDER BY content_id LIMIT :postings)) FROM json_each(:keys) AS asked"
)
_POSTINGS_POSTGRESQL: Final = text(
    "SELECT asked.key, found.content_id FROM unnest(CAST(:keys AS bigint[])) AS asked(key) CROSS JOIN LATERAL"
    " (SELECT content_id FROM bands WHERE bands.key = asked.key ORDER BY content_id LIMIT :postings) AS found"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContent:
    """A content as one release brings it; ``keys`` are signed 64-bit numbers."""

    release_id: int
    content_hash: bytes
    letters: int
    shingles: int
    signature: bytes
    keys: Sequence[int]
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Where a release's content is filed, and whether it is the release whose text stands for it."""

    content_id: int
    represents: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is known of a content without reading its text."""

    shingles: int
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A verified pair of contents; ``first`` has the smaller number."""

    first: int
    second: int
    link: Link
    jaccard: float
    first_in_second: float
    second_in_first: float
    differences: list[Any]


def chunks(values: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in lists that fit one statement."""
    listed = list(values)
    for start in range(0, len(listed), _MANY):
        yield listed[start : start + _MANY]


def insert_ignoring(connection: Connection, table: Any) -> Any:
    """An insert that leaves rows alone that exist already."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


def file_contents(connection: Connection, contents: Sequence[NewContent], version: int) -> dict[int, Filed]:
    """Insert contents and their keys where they are new; where each release's content is filed.

    Doing it twice changes nothing. Two workers with one content at the same moment agree on the row that came first.
    """
    first_with: dict[bytes, NewContent] = {}
    for content in sorted(contents, key=lambda content: content.release_id):
        first_with.setdefault(content.content_hash, content)
    rows = [
        {
            "content_hash": content.content_hash,
            "version": version,
            "letters": content.letters,
            "shingles": content.shingles,
            "signature": content.signature,
            "representative_release_id": content.release_id,
            "first_release_id": content.release_id,
            "first_published_at": content.published_at,
            "relation": Relation.ORIGINAL,
            "jaccard": 1.0,
            "containment": 1.0,
        }
        for content in first_with.values()
    ]
    if not rows:
        return {}
    statement = insert_ignoring(connection, ContentRow).returning(ContentRow.id, ContentRow.content_hash)
    created = {number: bytes(digest) for number, digest in connection.execute(statement, rows)}
    for some in chunks(created):
        connection.execute(
            update(ContentRow).where(ContentRow.id.in_(some)).values(canonical_content_id=ContentRow.id)
        )
    insert_rows(
        connection,
        _BANDS,
        [(key, number) for number, digest in created.items() for key in first_with[digest].keys],
    )
    known: dict[bytes, tuple[int, int]] = {}
    hashes = list(first_with)
    for start in range(0, len(hashes), _MANY):
        query = select(ContentRow.content_hash, ContentRow.id, ContentRow.representative_release_id).where(
            ContentRow.content_hash.in_(hashes[start : start + _MANY]), ContentRow.version == version
        )
        for digest, number, representative in connection.execute(query):
            known[bytes(digest)] = (number, representative)
    return {
        content.release_id: Filed(
            content_id=known[content.content_hash][0],
            represents=known[content.content_hash][1] == content.release_id,
        )
        for content in contents
    }


def find_candidates(connection: Connection, keys: Mapping[int, Sequence[int]]) -> dict[int, Counter[int]]:
    """For each content the other contents that share keys with it, and how many keys.

    ``keys`` are the keys of each content asked for, by its number. A key that as many contents have as are looked at is
    boilerplate: sharing nothing but one of those makes no candidate.
    """
    postings = _postings(connection, sorted({key for mine in keys.values() for key in mine}))
    found: dict[int, Counter[int]] = {}
    for number, mine in keys.items():
        shared: Counter[int] = Counter()
        telling: set[int] = {number}
        for key in mine:
            posted = postings.get(key, [])
            shared.update(posted)
            if len(posted) < POSTINGS:
                telling.update(posted)
        found[number] = Counter(
            {
                other: count
                for other, count in shared.items()
                if other != number and (count > 1 or other in telling)
            }
        )
    return found


def _postings(connection: Connection, keys: Sequence[int]) -> dict[int, list[int]]:
    postings: dict[int, list[int]] = defaultdict(list)
    if connection.dialect.name == "postgresql":
        values: dict[str, Any] = {"keys": list(keys), "postings": POSTINGS}
        for key, content_id in connection.execute(_POSTINGS_POSTGRESQL, values):
            postings[key].append(content_id)
    else:
        values = {"keys": json.dumps(list(keys)), "postings": POSTINGS}
        for key, listed in connection.execute(_POSTINGS_SQLITE, values):
            postings[key] = json.loads(listed)
    return postings


def load_sketches(connection: Connection, content_ids: Iterable[int]) -> dict[int, Sketch]:
    """Lengths and signatures of contents."""
    found: dict[int, Sketch] = {}
    for some in chunks(content_ids):
        query = select(ContentRow.id, ContentRow.shingles, ContentRow.signature).where(
            ContentRow.id.in_(some)
        )
        for number, shingles, signature in connection.execute(query):
            found[number] = Sketch(shingles=shingles, signature=bytes(signature))
    return found


def load_texts(connection: Connection, content_ids: Iterable[int]) -> dict[int, str]:
    """The normalized text that stands for each content."""
    found: dict[int, str] = {}
    for some in chunks(content_ids):
        query = (
            select(ContentRow.id, NormalizedTextRow.text)
            .join(NormalizedTextRow, NormalizedTextRow.release_id == ContentRow.representative_release_id)
            .where(ContentRow.id.in_(some))
        )
        found.update(dict(connection.execute(query).all()))
    return found


def add_links(connection: Connection, links: Sequence[NewLink]) -> None:
    """Store verified pairs; a pair that is there already stays as it is."""
    if links:
        rows = [
            {
                "first_content_id": link.first,
                "second_content_id": link.second,
                "link": link.link,
                "jaccard": link.jaccard,
                "first_in_second": link.first_in_second,
                "second_in_first": link.second_in_first,
                "differences": link.differences or None,
            }
            for link in links
        ]
        connection.execute(insert_ignoring(connection, SimilarityRow), rows)


def drop_links(connection: Connection, content_ids: Iterable[int]) -> None:
    """Forget the verified pairs of some contents, to verify them again."""
    for some in chunks(content_ids):
        connection.execute(
            delete(SimilarityRow).where(
                or_(SimilarityRow.first_content_id.in_(some), SimilarityRow.second_content_id.in_(some))
            )
        )


def tidy_contents(connection: Connection) -> tuple[int, set[int]]:
    """Drop contents that no release has any more, and let each of the others be represented by a release that has it.

    How many contents were dropped, and those whose cluster must be worked out again for it.
    """
    has_it = select(MembershipRow.release_id).where(
        MembershipRow.content_id == ContentRow.id,
        MembershipRow.release_id == ContentRow.representative_release_id,
    )
    heir = select(func.min(MembershipRow.release_id)).where(MembershipRow.content_id == ContentRow.id)
    used = select(MembershipRow.content_id)
    connection.execute(
        update(ContentRow)
        .where(~has_it.correlate(ContentRow).exists(), ContentRow.id.in_(used))
        .values(representative_release_id=heir.correlate(ContentRow).scalar_subquery())
    )
    unused = connection.scalars(select(ContentRow.id).where(ContentRow.id.not_in(used))).all()
    bereft: set[int] = set()
    for some in chunks(unused):
        drop_links(connection, some)
        connection.execute(delete(BandRow).where(BandRow.content_id.in_(some)))
        statement = update(ContentRow).where(ContentRow.canonical_content_id.in_(some))
        bereft |= set(
            connection.scalars(statement.values(canonical_content_id=None).returning(ContentRow.id)).all()
        )
    for some in chunks(unused):
        connection.execute(delete(ContentRow).where(ContentRow.id.in_(some)))
    return len(unused), bereft - set(unused)


def is_copy(connection: Connection, release_ids: Iterable[int]) -> dict[int, int]:
    """Releases whose content another release stands for, with that release: they are not read again."""
    found: dict[int, int] = {}
    for some in chunks(release_ids):
        query = (
            select(MembershipRow.release_id, ContentRow.representative_release_id)
            .join(ContentRow, ContentRow.id == MembershipRow.content_id)
            .where(
                MembershipRow.release_id.in_(some),
                ContentRow.representative_release_id != MembershipRow.release_id,
            )
        )
        found.update(dict(connection.execute(query).all()))
    return found
