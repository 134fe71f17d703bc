"""Clusters: which related contents belong together, whatever the order they arrived in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tasks.deduplicate.relation import Verdict

#: Contents this similar are one text with small changes; such links may chain.
STRONG: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A content with what decides its place: the time its earliest release was published (ISO 8601, empty when
    unknown) and its content hash. Neither depends on when it arrived."""

    id: int
    published: str
    content_hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A verified relation between two contents."""

    first: int
    second: int
    verdict: Verdict
    jaccard: float
    first_in_second: float
    second_in_first: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Contents that belong together. The original is one of ``leaders``, those that all others are directly like."""

    centre: int
    members: tuple[int, ...]
    leaders: tuple[int, ...]


def clusters(nodes: Sequence[Node], links: Iterable[Link]) -> list[Cluster]:
    """Which contents belong together, one cluster a family and one for every content that stands alone.

    Strong links (Jaccard 0.6 or more) are followed to the end: a text and its corrections. Weaker ones are followed for
    one step only, to the centre that is most alike; centres are chosen from the earliest text on. So a chain of
    half-alike texts, boilerplate or a long digest does not glue unrelated releases. A text known to be later than two
    others that it holds, and that are not linked to each other, is a digest and stays alone. The outcome depends on
    nodes and links alone, not on their order.

    >>> a, b = (Node(id=i, published="", content_hash=bytes([i])) for i in (1, 2))
    >>> near = Link(
    ...     first=1, second=2, verdict=Verdict.NEAR, jaccard=0.9, first_in_second=1, second_in_first=0.9
    ... )
    >>> clusters([b, a], [near])[0].members
    (1, 2)
    """
    ordered = sorted(nodes, key=_place)
    rank = {node.id: position for position, node in enumerate(ordered)}
    kept = [link for link in links if link.verdict is not Verdict.TEMPLATE]
    digests = _digests({node.id: node.published for node in nodes}, kept)
    group = _strong_groups(rank, kept)
    neighbours: dict[int, dict[int, float]] = defaultdict(dict)
    for link in kept:
        first, second = group[link.first], group[link.second]
        if first != second and _holder(link) not in digests:
            for one, other in ((first, second), (second, first)):
                neighbours[one][other] = max(link.jaccard, neighbours[one].get(other, 0.0))
    centre: dict[int, int] = {}
    for node in ordered:
        head = group[node.id]
        if head in centre:
            continue
        heads = [other for other in neighbours[head] if centre.get(other) == other]
        centre[head] = min(heads, key=lambda other: (-neighbours[head][other], rank[other]), default=head)
    families: dict[int, list[int]] = defaultdict(list)
    for number in sorted(rank):
        families[centre[group[number]]].append(number)
    return [
        Cluster(centre=head, members=tuple(members), leaders=_leaders(head, members, group, neighbours))
        for head, members in families.items()
    ]


def _leaders(
    head: int, members: Sequence[int], group: dict[int, int], neighbours: dict[int, dict[int, float]]
) -> tuple[int, ...]:
    """Members that every other one is linked to, or is one text with; those around the centre always are."""
    groups = {group[member] for member in members}
    leading = {one for one in groups if one == head or groups - {one} <= neighbours[one].keys()}
    return tuple(member for member in members if group[member] in leading)


def _place(node: Node) -> tuple[bool, str, bytes]:
    return (not node.published, node.published, node.content_hash)


def _holder(link: Link) -> int | None:
    """The longer of two contents where the shorter one stands inside it, else None."""
    if link.jaccard >= STRONG:
        return None
    return link.second if link.first_in_second > link.second_in_first else link.first


def _digests(published: dict[int, str], links: Sequence[Link]) -> set[int]:
    """Contents known to be later than two texts they hold which are not linked to each other."""
    linked = {frozenset((link.first, link.second)) for link in links}
    held: dict[int, list[int]] = defaultdict(list)
    for link in links:
        holder = _holder(link)
        if holder is not None:
            part = link.first if holder == link.second else link.second
            if published[part] and published[part] <= published[holder]:
                held[holder].append(part)
    return {
        holder
        for holder, parts in held.items()
        if any(
            frozenset((parts[i], parts[j])) not in linked
            for i in range(len(parts))
            for j in range(i + 1, len(parts))
        )
    }


def _strong_groups(rank: dict[int, int], links: Sequence[Link]) -> dict[int, int]:
    """For every content the earliest one it reaches over strong links."""
    parent = {node: node for node in rank}

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for link in links:
        if link.jaccard >= STRONG:
            first, second = sorted((root(link.first), root(link.second)), key=rank.__getitem__)
            parent[second] = first
    return {node: root(node) for node in rank}
