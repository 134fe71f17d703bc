"""Keeping clusters true while releases arrive from several workers.

Of two similar contents filed at the same moment, the one committed later sees the other, so the link between them is
always found; clusters are then worked out again under a short lock, from links and contents alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from models.contents import chunks
from models.duplicate import ContentRow, Link, MembershipRow, Relation, SimilarityRow
from models.session import one_at_a_time
from tasks.deduplicate.clusters import Link as ClusterLink
from tasks.deduplicate.clusters import Node, clusters
from tasks.deduplicate.relation import Verdict

LOCK: Final = "balagh.clusters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A release to be entered with its content."""

    release_id: int
    content_id: int
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a content is to the canonical content of its cluster."""

    relation: Relation
    jaccard: float
    containment: float
    differences: list[Any] | None


Compare = Callable[[int, int], Standing]
"""Measures a content against a canonical one that it has no stored link to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    number: int
    content_hash: bytes
    first_release_id: int
    first_published_at: datetime | None
    canonical_content_id: int | None

    @property
    def place(self) -> tuple[bool, str, int]:
        """Sorts originals first: the earliest published, else the earliest received."""
        return (self.first_published_at is None, _moment(self.first_published_at), self.first_release_id)


def enter_members(connection: Connection, members: Sequence[Member], version: int, compare: Compare) -> int:
    """Enter releases with their contents, and bring every cluster they touch up to date.

    How many contents got another original by it. Runs inside the transaction that moves the releases on. Entering a release twice changes nothing.
    """
    if not members:
        return 0
    one_at_a_time(connection, LOCK)
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(MembershipRow)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["release_id"],
            set_={"content_id": statement.excluded.content_id, "version": statement.excluded.version},
        ),
        [
            {"release_id": member.release_id, "content_id": member.content_id, "version": version}
            for member in members
        ],
    )
    _note_earlier_releases(connection, members)
    return relabel(connection, {member.content_id for member in members}, compare)


def _note_earlier_releases(connection: Connection, members: Iterable[Member]) -> None:
    """Let each content know its earliest release."""
    earliest: dict[int, Member] = {}
    for member in members:
        other = earliest.get(member.content_id)
        if other is None or _place(member.published_at, member.release_id) < _place(
            other.published_at, other.release_id
        ):
            earliest[member.content_id] = member
    for content in _load(connection, earliest):
        member = earliest[content.number]
        if _place(member.published_at, member.release_id) < content.place:
            connection.execute(
                update(ContentRow)
                .where(ContentRow.id == content.number)
                .values(first_release_id=member.release_id, first_published_at=member.published_at)
            )


def relabel(connection: Connection, touched: set[int], compare: Compare) -> int:
    """Work out again the clusters of everything linked to the touched contents, and write what changed."""
    numbers, links = _connected(connection, touched)
    contents = {content.number: content for content in _load(connection, numbers)}
    families = clusters(
        [
            Node(
                id=content.number,
                published=_moment(content.first_published_at),
                content_hash=content.content_hash,
            )
            for content in contents.values()
        ],
        [
            ClusterLink(
                first=first,
                second=second,
                verdict=Verdict(row.link.value),
                jaccard=row.jaccard,
                first_in_second=row.first_in_second,
                second_in_first=row.second_in_first,
            )
            for (first, second), row in links.items()
        ],
    )
    changed = []
    for family in families:
        original = min(
            (contents[number] for number in family.leaders), key=lambda content: content.place
        ).number
        for number in family.members:
            if contents[number].canonical_content_id == original:
                continue
            standing = _standing(number, original, links, compare)
            changed.append(
                {
                    "number": number,
                    "canonical": original,
                    "relation": standing.relation,
                    "jaccard": standing.jaccard,
                    "containment": standing.containment,
                    "differences": standing.differences,
                }
            )
    if changed:
        connection.execute(
            update(ContentRow.__table__)  # type: ignore[arg-type] # a Core update takes executemany
            .where(ContentRow.__table__.c.id == bindparam("number"))
            .values(
                canonical_content_id=bindparam("canonical"),
                relation=bindparam("relation"),
                jaccard=bindparam("jaccard"),
                containment=bindparam("containment"),
                differences=bindparam("differences"),
            ),
            changed,
        )
    return len(changed)


def _standing(number: int, original: int, links: Mapping[tuple[int, int], Any], compare: Compare) -> Standing:
    if number == original:
        return Standing(relation=Relation.ORIGINAL, jaccard=1.0, containment=1.0, differences=None)
    row = links.get((min(number, original), max(number, original)))
    if row is None or row.link is Link.TEMPLATE:
        return compare(number, original)
    return Standing(
        relation=Relation(row.link.value),
        jaccard=row.jaccard,
        containment=max(row.first_in_second, row.second_in_first),
        differences=row.differences,
    )


def _connected(connection: Connection, touched: set[int]) -> tuple[set[int], dict[tuple[int, int], Any]]:
    """All contents reachable from the touched ones over links that do not keep apart, and the links among them."""
    numbers = set(touched)
    links: dict[tuple[int, int], Any] = {}
    frontier = set(touched)
    while frontier:
        reached: set[int] = set()
        for some in chunks(sorted(frontier)):
            query = select(
                SimilarityRow.first_content_id,
                SimilarityRow.second_content_id,
                SimilarityRow.link,
                SimilarityRow.jaccard,
                SimilarityRow.first_in_second,
                SimilarityRow.second_in_first,
                SimilarityRow.differences,
            ).where(
                or_(SimilarityRow.first_content_id.in_(some), SimilarityRow.second_content_id.in_(some)),
                SimilarityRow.link != Link.TEMPLATE,
            )
            for row in connection.execute(query):
                links[row.first_content_id, row.second_content_id] = row
                reached |= {row.first_content_id, row.second_content_id}
        frontier = reached - numbers
        numbers |= reached
    return numbers, links


def _load(connection: Connection, numbers: Iterable[int]) -> list[_Content]:
    found = []
    for some in chunks(sorted(numbers)):
        query = select(
            ContentRow.id,
            ContentRow.content_hash,
            ContentRow.first_release_id,
            ContentRow.first_published_at,
            ContentRow.canonical_content_id,
        ).where(ContentRow.id.in_(some))
        found += [
            _Content(
                number=number,
                content_hash=bytes(digest),
                first_release_id=first,
                first_published_at=published,
                canonical_content_id=canonical,
            )
            for number, digest, first, published, canonical in connection.execute(query)
        ]
    return found


def _place(published_at: datetime | None, release_id: int) -> tuple[bool, str, int]:
    return (published_at is None, _moment(published_at), release_id)


def _moment(value: datetime | None) -> str:
    return "" if value is None else value.isoformat()
