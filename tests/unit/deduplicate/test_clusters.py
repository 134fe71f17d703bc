"""Clusters depend on contents and links alone, and do not chain."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

import tasks.deduplicate.clusters as module
from tasks.deduplicate.clusters import Link, Node
from tasks.deduplicate.relation import Verdict


def clusters(nodes, links) -> dict[int, int]:
    """For every content the centre of its cluster."""
    return {member: family.centre for family in module.clusters(nodes, links) for member in family.members}


def node(number: int, published: str = "") -> Node:
    return Node(id=number, published=published, content_hash=bytes([number % 256]))


def near(first: int, second: int, jaccard: float = 0.9) -> Link:
    return Link(
        first=first, second=second, verdict=Verdict.NEAR, jaccard=jaccard,
        first_in_second=jaccard, second_in_first=jaccard,
    )  # fmt: skip


def inside(part: int, whole: int, share: float = 0.3) -> Link:
    first, second = min(part, whole), max(part, whole)
    return Link(
        first=first, second=second, verdict=Verdict.EXCERPT, jaccard=share,
        first_in_second=1.0 if part == first else share, second_in_first=1.0 if part == second else share,
    )  # fmt: skip


def test_a_release_that_joins_two_clusters_merges_them() -> None:
    # given two texts that are not alike, and a third that is nearly both
    nodes = [node(1), node(2), node(3)]
    # when it arrives
    found = clusters(nodes, [near(1, 3), near(2, 3)])
    # then all three are one cluster
    assert len(set(found.values())) == 1


def test_half_alike_texts_do_not_chain() -> None:
    # given six texts, each half like the one before it only
    nodes = [node(number, f"2026-01-0{number}") for number in range(1, 7)]
    links = [near(number, number + 1, 0.45) for number in range(1, 6)]
    # then no cluster holds texts that are more than one step from its centre
    found = clusters(nodes, links)
    assert found == {1: 1, 2: 1, 3: 3, 4: 3, 5: 5, 6: 5}


def test_a_digest_does_not_glue_its_parts() -> None:
    # given two unrelated releases and a later digest that holds both
    nodes = [node(1, "2026-01-01"), node(2, "2026-01-02"), node(3, "2026-01-03")]
    # then each is alone
    assert clusters(nodes, [inside(1, 3), inside(2, 3)]) == {1: 1, 2: 2, 3: 3}


def test_excerpts_gather_around_the_earlier_whole() -> None:
    # given a long release and two later excerpts of different parts of it
    nodes = [node(1, "2026-01-01"), node(2, "2026-01-02"), node(3, "2026-01-03")]
    # then they are its cluster
    assert clusters(nodes, [inside(2, 1), inside(3, 1)]) == {1: 1, 2: 1, 3: 1}


def test_the_original_is_a_text_that_all_others_are_like() -> None:
    # given a whole of unknown date and two excerpts of different parts of it, which are not alike
    nodes = [node(1), node(2), node(3)]
    (family,) = [
        family for family in module.clusters(nodes, [inside(2, 1), inside(3, 1)]) if len(family.members) > 1
    ]
    # then only the whole can be their original
    assert family.leaders == (1,)


def test_a_shared_template_connects_nothing() -> None:
    link = Link(
        first=1, second=2, verdict=Verdict.TEMPLATE, jaccard=0.95, first_in_second=0.97, second_in_first=0.97
    )
    assert clusters([node(1), node(2)], [link]) == {1: 1, 2: 2}


graphs = st.integers(2, 9).flatmap(
    lambda size: st.tuples(
        st.lists(st.sampled_from(["", "2026-01-01", "2026-01-02"]), min_size=size, max_size=size),
        st.lists(
            st.tuples(
                st.integers(0, size - 1), st.integers(0, size - 1), st.floats(0.05, 1.0), st.floats(0.5, 1.0)
            ),
            max_size=14,
        ),
    )
)


@given(graphs, st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_order_of_anything(graph, random) -> None:
    # given nodes and links
    published, pairs = graph
    nodes = [node(number, when) for number, when in enumerate(published)]
    links = {
        (min(a, b), max(a, b)): Link(
            first=min(a, b), second=max(a, b), verdict=Verdict.NEAR, jaccard=jaccard,
            first_in_second=share, second_in_first=jaccard,
        )
        for a, b, jaccard, share in pairs
        if a != b
    }  # fmt: skip
    expected = clusters(nodes, list(links.values()))
    # when both are shuffled, and numbers are given in another order (another order of arrival)
    shuffled_nodes, shuffled_links = list(nodes), list(links.values())
    random.shuffle(shuffled_nodes)
    random.shuffle(shuffled_links)
    # then the clusters are the same
    assert clusters(shuffled_nodes, shuffled_links) == expected


@given(graphs, st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_numbers_of_contents(graph, random) -> None:
    # given the same contents filed under other numbers, as another order of arrival would
    published, pairs = graph
    order = list(range(len(published)))
    random.shuffle(order)
    links = {}
    renumbered = {}
    for a, b, jaccard, share in pairs:
        if a == b:
            continue
        for target, x, y in ((links, a, b), (renumbered, order[a], order[b])):
            shares = (share, jaccard) if (x < y) == (a < b) else (jaccard, share)
            target[frozenset((x, y))] = Link(
                first=min(x, y), second=max(x, y), verdict=Verdict.NEAR, jaccard=jaccard,
                first_in_second=shares[0], second_in_first=shares[1],
            )  # fmt: skip
    plain = clusters([node(n, when) for n, when in enumerate(published)], list(links.values()))
    other = clusters(
        [Node(id=order[n], published=when, content_hash=bytes([n])) for n, when in enumerate(published)],
        list(renumbered.values()),
    )
    # then the same contents stand together
    assert partition(plain, range(len(published))) == partition(other, order)


def partition(found: dict[int, int], order) -> set[frozenset[int]]:
    members = defaultdict(set)
    for original, number in enumerate(order):
        members[found[number]].add(original)
    return {frozenset(group) for group in members.values()}
