"""The migrations make exactly the tables of the metadata, on both databases, however often and by however many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text

from models.migrate import HEAD, check, configuration, current, upgrade
from models.migrations.scope import include_object
from models.schema import metadata
from models.session import create_engine, reading, writing
from models.views import VIEWS
from tasks.errors import ConfigurationError


@pytest.fixture
def migrated(database_url):
    """An engine for a database of this test alone, whose schema may be changed."""
    made = create_engine(database_url)
    upgrade(made)
    yield made
    made.dispose()


def test_migrations_make_the_tables_of_the_metadata(migrated):
    with reading(migrated) as connection:
        options = {"include_object": include_object, "compare_server_default": True}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    assert found == []


def test_upgrading_again_changes_nothing(migrated):
    upgrade(migrated)
    check(migrated)
    assert current(migrated) == HEAD


def test_a_database_of_the_first_revision_is_brought_up_to_date(database_url):
    # Given the tables as they were first, without views: those are this version's
    engine = create_engine(database_url)
    upgrade(engine)
    with writing(engine) as connection:
        for view in reversed(VIEWS):
            connection.execute(text(f"DROP VIEW {view.name}"))
        connection.execute(text("DELETE FROM view_definitions"))
        connection.execute(text("ALTER TABLE quantities DROP COLUMN counted_lemma"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(ConfigurationError, match="balagh db upgrade"):
        check(engine)
    # When
    upgrade(engine)
    # Then
    check(engine)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT counted_lemma FROM claims")).all() == []
    engine.dispose()


def test_the_newest_revision_is_the_last_of_the_migrations():
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


def test_two_upgrades_at_once_both_succeed(database_url):
    engines = [create_engine(database_url) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(upgrade, engines))
    check(engines[0])
    for engine in engines:
        engine.dispose()


def test_every_table_and_column_says_what_it_is():
    silent = [table.name for table in metadata.tables.values() if not table.comment]
    silent += [
        str(column) for table in metadata.tables.values() for column in table.columns if not column.comment
    ]
    silent += [
        f"{view.name}.{name}" for view in VIEWS for name, comment in view.columns.items() if not comment
    ]
    assert silent == []


def test_postgresql_keeps_the_comments_of_views(engine):
    if engine.dialect.name != "postgresql":
        return
    columns = {column["name"]: column["comment"] for column in inspect(engine).get_columns("claims")}
    assert columns["actor"].startswith("Who did it")


def test_every_view_can_be_read(engine):
    with reading(engine) as connection:
        for view in VIEWS:
            assert connection.execute(select(view.table)).all() == []


def test_a_changed_view_is_replaced(migrated):
    with writing(migrated) as connection:
        connection.execute(text("UPDATE view_definitions SET digest = 'old' WHERE name = 'damage'"))
        connection.execute(text("DROP VIEW damage"))
    upgrade(migrated)
    with reading(migrated) as connection:
        assert connection.execute(text("SELECT * FROM damage")).all() == []


def test_an_empty_database_is_named_and_told_how_to_set_it_up(database_url):
    engine = create_engine(database_url)
    with pytest.raises(ConfigurationError, match="is empty; set it up with: balagh db upgrade"):
        check(engine)
    engine.dispose()


def test_a_database_of_another_revision_is_refused(migrated):
    with writing(migrated) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for change in (check, upgrade):
        with pytest.raises(ConfigurationError, match="revision 9999, this version of Balagh needs"):
            change(migrated)


def test_tables_of_another_program_are_left_alone(database_url):
    engine = create_engine(database_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE releases (tag TEXT)"))
    with pytest.raises(ConfigurationError, match=r"tables of another program \(releases\)"):
        upgrade(engine)
    with reading(engine) as connection:
        assert inspect(connection).get_table_names() == ["releases"]
    engine.dispose()
