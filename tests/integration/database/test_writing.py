"""Writing and loading what the steps find."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import func, select, text

from models.base import table_of
from models.entity import EntityRow
from models.extraction import ExtractionRow
from models.intake import NewRelease, insert_releases
from models.loading import load_normalized, load_raw
from models.queries.release_facts import release_facts
from models.session import reading, writing
from models.writing import FACT_TABLES, replace_facts, skip_facts, write_facts, write_normalized
from tasks.extract.facts import FactKind, Facts, Modifier, Quantity
from tasks.text.normalized import NormalizedText
from tasks.text.offset_map import OffsetMap
from tasks.text.span import Span

EMPTY = NormalizedText(raw="نص", text="نص", offset_map=OffsetMap())


def test_a_normalized_text_comes_back_as_it_was(engine, store):
    number = store()
    with reading(engine) as connection:
        ((release, normalized),) = load_normalized(connection, [number])
    assert release.text == normalized.raw
    assert [repair.kind for repair in normalized.repairs] == ["tatweel"]
    assert [span.of(normalized.text) for span in normalized.sentences][1] == "وقال «لم نقصف حلب»."


def test_every_fact_leads_back_to_its_words(engine, store):
    number = store()
    with reading(engine) as connection:
        facts = release_facts(connection, number)
    for rows in facts.facts.values():
        assert rows
        for row in rows:
            assert facts.normalized.text[row["span_start"] : row["span_end"]] == row["text"]
            assert facts.release.text[row["raw_start"] : row["raw_end"]] == row["verbatim"]
            assert row["version"] == "1.0"
            assert row["rule"]
    events = facts.facts[FactKind.EVENT]
    assert [row["sentence"] for row in events] == [0, 1]
    assert events[0]["trace"] == ["noun", "construct"]
    assert events[0]["evidence"] == "سالم الراوي مقتل أكثر من 5 جنود في حلب منذ أيلول 2018"
    assert [argument["role"] for argument in events[0]["arguments"]] == ["target", "place", "since", "source"]
    taken_over = events[1]["arguments"][1]
    assert (taken_over["name"], taken_over["span_start"], taken_over["inherited"]) == (
        "سالم الراوي",
        None,
        True,
    )


def test_entities_are_shared_and_unknown_names_told_from_known_ones(engine, store):
    store("1")
    store("2")
    with reading(engine) as connection:
        rows = {row.key: row for row in connection.execute(select(table_of(EntityRow)))}
    assert set(rows) == {"place:aleppo", "name:person:سالم الراوي"}
    assert rows["place:aleppo"].known is True
    assert rows["place:aleppo"].identifiers == {"geonames": "170063"}
    assert rows["name:person:سالم الراوي"].known is False


def test_the_extraction_counts_what_was_found(engine, store):
    store()
    with reading(engine) as connection:
        row = connection.execute(select(table_of(ExtractionRow))).one()
    assert (row.quantities, row.times, row.mentions, row.quotations, row.events) == (1, 1, 3, 1, 2)
    assert row.notes == ["seen, not understood"]
    assert row.skipped is None


def facts_of(engine, number):
    with reading(engine) as connection:
        return {
            name: connection.execute(
                select(table).where(table.c.release_id == number).order_by(*table.primary_key.columns)
            ).all()
            for name, table in ((name, table_of(row)) for name, row in FACT_TABLES.items())
        }


def test_reading_again_replaces_facts_and_tells_what_changed(engine, store, sample):
    number = store()
    before = facts_of(engine, number)
    normalized, facts = sample()
    fewer = replace(
        facts,
        quantities=(facts.quantities[0]._replace(value=6),),
        quotations=(),
        events=tuple(event._replace(attributed_to=None) for event in facts.events[:1]),
    )
    with writing(engine) as connection:
        planned = replace_facts(connection, {number: (normalized, fewer)}, "2.0", dry_run=True)
    assert facts_of(engine, number) == before
    with writing(engine) as connection:
        changes = replace_facts(connection, {number: (normalized, fewer)}, "2.0")
    assert changes == planned
    # Gone: the quotation, the denied shelling and its two arguments. Other: the figure.
    assert (changes[number].added, changes[number].removed, changes[number].changed) == (0, 4, 1)
    after = facts_of(engine, number)
    assert {row.version for row in after["mentions"]} == {"2.0"}
    assert after["quotations"] == []


def test_replacing_facts_by_the_same_changes_nothing_but_the_version(engine, store, sample):
    number = store()
    with writing(engine) as connection:
        changes = replace_facts(connection, {number: sample()}, "2.0")
    assert (changes[number].added, changes[number].removed, changes[number].changed) == (0, 0, 0)


def test_a_better_gazetteer_reaches_entities_when_a_release_is_read_again(engine, store, sample):
    number = store()
    normalized, facts = sample()
    named = replace(
        facts, mentions=tuple(m._replace(english=m.english and "Aleppo (Halab)") for m in facts.mentions)
    )
    with writing(engine) as connection:
        replace_facts(connection, {number: (normalized, named)}, "2.0")
    with reading(engine) as connection:
        query = select(EntityRow.english).where(EntityRow.key == "place:aleppo")
        assert connection.scalar(query) == "Aleppo (Halab)"


def test_a_release_that_is_not_read_keeps_no_facts_and_says_why(engine, store):
    number = store()
    with writing(engine) as connection:
        skip_facts(connection, [number], "1.0", reason="exact")
    assert not any(facts_of(engine, number).values())
    with reading(engine) as connection:
        assert connection.scalar(select(ExtractionRow.skipped)) == "exact"


def test_figures_no_double_holds_are_left_to_their_words(engine, store):
    spans = [Span(0, 1), Span(1, 2), Span(2, 3), Span(3, 4)]
    values = [10**400, 2**63 + 1, float("inf"), 7_700_000]
    quantities = tuple(
        Quantity(span=span, rule="r", value=value, modifier=Modifier.EXACT)
        for span, value in zip(spans, values, strict=True)
    )
    number = store(facts=Facts(quantities=quantities))
    stored = [row.value for row in facts_of(engine, number)["quantities"]]
    assert stored == [None, float(2**63 + 1), None, 7_700_000.0]


def test_normalizing_again_replaces_text_repairs_and_index(engine, store):
    number = store()
    with writing(engine) as connection:
        write_normalized(connection, {number: EMPTY}, "2.0")
    with reading(engine) as connection:
        ((_, normalized),) = load_normalized(connection, [number])
        assert (normalized.text, normalized.repairs) == ("نص", ())
        if engine.dialect.name == "sqlite":
            found = text("SELECT count(*) FROM search_index WHERE search_index MATCH '\"جنود\"'")
        else:
            found = text("SELECT count(*) FROM search_index WHERE words @@ CAST('جنود' AS tsquery)")
        assert connection.scalar(found) == 0


def test_a_batch_is_loaded_in_a_fixed_number_of_queries(engine, store, statements):
    numbers = [store(str(number)) for number in range(12)]
    with statements() as few, reading(engine) as connection:
        load_normalized(connection, numbers[:2])
        release_facts(connection, numbers[0])
    with statements() as many, reading(engine) as connection:
        assert len(load_normalized(connection, numbers)) == 12
        release_facts(connection, numbers[0])
    assert len(many) == len(few)


def test_deleting_a_release_takes_everything_with_it(engine, store):
    number = store()
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM releases WHERE id = :id"), {"id": number})
    assert not any(facts_of(engine, number).values())
    with reading(engine) as connection:
        assert load_raw(connection, [number]) == []
        assert connection.scalar(select(func.count()).select_from(table_of(ExtractionRow))) == 0


def test_writers_with_the_same_entities_do_not_get_in_each_others_way(engine, sample):
    with writing(engine) as connection:
        new = [NewRelease(source="made-up", external_id=str(number), text="نص") for number in range(40)]
        numbers = [receipt.release_id for receipt in insert_releases(connection, new)]

    def write(mine):
        for number in mine:
            with writing(engine) as connection:
                write_facts(connection, {number: sample()}, "1.0")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, [numbers[start::4] for start in range(4)]))
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(table_of(ExtractionRow))) == 40
        assert connection.scalar(select(func.count()).select_from(table_of(EntityRow))) == 2
