"""One folding in Python, SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, func, select

from models.functions import search_form
from models.intake import NewRelease, insert_releases
from models.search_index import index_texts
from models.session import reading, writing

_ARABIC = st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)
_ANY = st.characters(exclude_characters="\0", exclude_categories=["Cs"])


def folded(engine, words):
    with reading(engine) as connection:
        return connection.scalar(select(func.balagh_fold(bindparam("words", words))))


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("أيلول", "ايلول"),
        ("الأُمَّة", "الامه"),
        ("٢٠١٨ و۱۹۹۱", "2018 و1991"),
        ("مســؤول", "مسوول"),
        ("NATO Ä", "nato Ä"),
        ("", ""),
    ],
)
def test_both_databases_fold_as_python_does(engine, typed, form):
    assert search_form(typed) == form
    assert folded(engine, typed) == form


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.one_of(_ARABIC, _ANY), max_size=40))
def test_any_text_is_folded_alike(engine, words):
    assert folded(engine, words) == search_form(words)


def test_nothing_folds_to_nothing(engine):
    assert folded(engine, None) is None


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["قوات", "حلب", "قوات", "2018", "a"],
        ["ب" * 1500, "x" * 3000],
        ["قوات"] * 400 + ["حلب"] * 20_000,
    ],
)
def test_our_tsvector_is_the_one_postgresql_makes(engine, words):
    if engine.dialect.name != "postgresql":
        return
    with writing(engine) as connection:
        number = insert_releases(connection, [NewRelease(source="made-up", external_id="1", text="نص")])[
            0
        ].release_id
        index_texts(connection, {number: " ".join(words)})
        shorter = [word for word in words if len(word.encode()) <= 2000]
        query = "SELECT words::text, to_tsvector('simple', %s)::text FROM search_index"
        ours, theirs = connection.exec_driver_sql(query, (" ".join(shorter),)).one()
    assert ours == theirs
