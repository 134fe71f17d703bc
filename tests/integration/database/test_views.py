"""The views that analysts ask."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from models.duplicate import ContentRow, MembershipRow, Relation
from models.session import reading, writing
from models.views.claims import CLAIMS
from models.views.clusters import CLUSTERS
from models.views.damage import DAMAGE
from models.views.duplicates import DUPLICATES
from models.views.facts import FACT_VIEWS


def rows(engine, view):
    with reading(engine) as connection:
        return [dict(row) for row in connection.execute(select(view.table)).mappings()]


def test_a_claim_is_one_complete_row(engine, store):
    number = store(url="https://example.org/1")
    killed, shelling = sorted(rows(engine, CLAIMS), key=lambda row: row["position"])
    told = {
        "claim": f"{number}/events/0",
        "source": "made-up",
        "published": datetime(2018, 10, 1, tzinfo=UTC),
        "event": "killed",
        "actor": None,
        "target": "أكثر من 5 جنود",
        "place": "حلب",
        "begins": "2018-09-01",
        "ends": None,  # since September: no end is told
        "time": "أيلول 2018",
        "quantity": 5.0,
        "quantity_low": 5.0,
        "quantity_high": None,
        "modifier": "more_than",
        "unit": "1",
        "counted": "جندي",
        "said_by": "سالم الراوي",
        "polarity": "positive",
        "modality": "asserted",
        "trigger": "مقتل",
        "verbatim": "سالم الراوي مقتل أكثر من 5 جنود في حلب منذ أيلول 2018",
        "sentence": "أعلن المتحدث سالم الراوي مقتل أكثر من 5 جنود في حلب منذ أيلول 2018.",
        "plover": "ASSAULT",
        "place_entity": "place:aleppo",
        "url": "https://example.org/1",
        "release_id": number,
        "rule": "killed:noun",
    }
    assert {name: killed[name] for name in told} == told
    assert (shelling["event"], shelling["modality"], shelling["said_by"]) == (
        "shelling",
        "denied",
        "سالم الراوي",
    )
    assert (shelling["actor"], shelling["target"]) == ("سالم الراوي", "حلب")
    assert shelling["quantity"] is None


def test_several_fillers_of_a_role_stand_in_their_order(engine, store, sample):
    from dataclasses import replace

    from tasks.extract.facts import Argument, FactKind

    _, facts = sample()
    event = facts.events[1]._replace(
        arguments=tuple(
            Argument(role="actor", span=None, kind=FactKind.MENTION, index=index) for index in (1, 0)
        ),
    )
    store(facts=replace(facts, events=(event,)))
    (claim,) = rows(engine, CLAIMS)
    assert claim["actor"] == "حلب؛ سالم الراوي"
    assert claim["actor_entity"] == "place:aleppo"


def test_a_number_that_says_which_one_is_no_amount(engine, store, sample):
    from dataclasses import replace

    _, facts = sample()
    store(facts=replace(facts, quantities=(facts.quantities[0]._replace(dimension="ordinal"),)))
    assert {claim["quantity"] for claim in rows(engine, CLAIMS)} == {None}


def test_facts_come_with_their_release(engine, store):
    number = store()
    for name, view in FACT_VIEWS.items():
        for row in rows(engine, view):
            assert row["fact"] == f"{number}/{name}/{row['position']}"
            assert (row["source"], row["headline"]) == ("made-up", "عنوان")
    assert {row["english"] for row in rows(engine, FACT_VIEWS["mentions"])} == {None, "Aleppo"}


def test_damage_by_source(engine, store):
    store("1")
    store("2")
    assert rows(engine, DAMAGE) == [
        {"source": "made-up", "kind": "tatweel", "releases": 2, "places": 2, "confidence": 1.0}
    ]


def test_clusters_and_duplicates(engine, store):
    """An original, an exact copy two hours later, and a revision a day later."""
    first = store("1", source="ministry")
    copy = store("2", source="daily", published=datetime(2018, 10, 1, 2, tzinfo=UTC), published_has_time=True)
    revised = store("3", source="agency", published=datetime(2018, 10, 2, tzinfo=UTC))
    differences = [{"kind": "figure", "first": ["5"], "second": ["6"]}]
    with writing(engine) as connection:
        content = ContentRow.__table__.insert()
        shared = {"version": 1, "letters": 50, "shingles": 43, "signature": b"", "first_published_at": None}
        one = connection.execute(
            content.returning(ContentRow.id),
            {
                **shared,
                "content_hash": b"1" * 16,
                "representative_release_id": first,
                "first_release_id": first,
                "canonical_content_id": None,
                "relation": Relation.ORIGINAL,
                "jaccard": 1.0,
                "containment": 1.0,
                "differences": None,
            },
        ).scalar_one()
        two = connection.execute(
            content.returning(ContentRow.id),
            {
                **shared,
                "content_hash": b"2" * 16,
                "representative_release_id": revised,
                "first_release_id": revised,
                "canonical_content_id": one,
                "relation": Relation.REVISION,
                "jaccard": 0.75,
                "containment": 0.9,
                "differences": differences,
            },
        ).scalar_one()
        members = [(first, one), (copy, one), (revised, two)]
        connection.execute(
            MembershipRow.__table__.insert(),
            [{"release_id": release, "content_id": number, "version": 1} for release, number in members],
        )
    found = {row["release_id"]: row for row in rows(engine, CLUSTERS)}
    assert [
        (found[number]["relation"], found[number]["similarity"]) for number in (first, copy, revised)
    ] == [
        ("original", 1.0),
        ("exact", 1.0),
        ("revision", 0.75),
    ]
    assert len({row["cluster"] for row in found.values()}) == 1
    later = {row["release_id"]: row for row in rows(engine, DUPLICATES)}
    assert set(later) == {copy, revised}
    assert [later[number]["hours_after"] for number in (copy, revised)] == [2.0, 24.0]
    assert later[revised]["original_source"] == "ministry"
    assert later[revised]["differences"] == differences
    assert {row["relation"] for row in rows(engine, CLAIMS)} == {"original", "exact", "revision"}
