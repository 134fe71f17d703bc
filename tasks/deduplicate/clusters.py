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


def clusters(nodes: Sequence[Node], links: Iterable[Link]) -> dict[int, int]:
    """For every node the node at the centre of its cluster.

    Strong links (Jaccard 0.6 or more) are followed to the end: a text and its corrections. Weaker ones are followed for
    one step only, from the earliest text outwards, so a chain of half-alike texts, boilerplate or a long digest does
    not glue unrelated releases. A text that holds two or more others which are not linked to each other, and is not
    earlier than they are, is a digest and stays alone. The outcome depends on nodes and links alone, not on their order.

    >>> a, b = (Node(id=i, published="", content_hash=bytes([i])) for i in (1, 2))
    >>> clusters(
    ...     [b, a],
    ...     [
    ...         Link(
    ...             first=1,
    ...             second=2,
    ...             verdict=Verdict.NEAR,
    ...             jaccard=0.9,
    ...             first_in_second=1,
    ...             second_in_first=0.9,
    ...         )
    ...     ],
    ... )
    {1: 1, 2: 1}
    """
    ordered = sorted(nodes, key=_place)
    rank = {node.id: position for position, node in enumerate(ordered)}
    kept = [link for link in links if link.verdict is not Verdict.TEMPLATE]
    digests = _digests(rank, kept)
    group = _strong_groups(rank, kept)
    neighbours: dict[int, set[int]] = defaultdict(set)
    for link in kept:
        holder = _holder(link)
        if holder is not None and holder in digests:
            continue
        first, second = group[link.first], group[link.second]
        if first != second:
            neighbours[first].add(second)
            neighbours[second].add(first)
    centre: dict[int, int] = {}
    for node in ordered:
        head = group[node.id]
        if head not in centre:
            centre[head] = head
            for other in neighbours[head]:
                centre.setdefault(other, head)
    return {node.id: centre[group[node.id]] for node in sorted(nodes, key=lambda node: node.id)}


def _place(node: Node) -> tuple[bool, str, bytes]:
    return (not node.published, node.published, node.content_hash)


def _holder(link: Link) -> int | None:
    """The longer of two contents where the shorter one stands inside it, else None."""
    if link.jaccard >= STRONG:
        return None
    return link.second if link.first_in_second > link.second_in_first else link.first


def _digests(rank: dict[int, int], links: Sequence[Link]) -> set[int]:
    """Contents that hold two earlier ones which are not linked to each other."""
    linked = {frozenset((link.first, link.second)) for link in links}
    held: dict[int, list[int]] = defaultdict(list)
    for link in links:
        holder = _holder(link)
        if holder is not None:
            part = link.first if holder == link.second else link.second
            if rank[part] < rank[holder]:
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
