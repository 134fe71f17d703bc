"""The roles of docs/deploying.md: a writer that can do the work, a reader that can only read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import ProgrammingError

from models.intake import NewRelease, insert_releases
from models.session import create_engine, reading, writing

DOCUMENT = Path(__file__).parents[3] / "docs" / "deploying.md"
ROLES = re.search(r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
RELEASE = NewRelease(source="اختبار", external_id="1", text="بيان مصطنع لأغراض الاختبار")


@pytest.fixture
def url_as(postgres_server: Any, new_database: Any) -> Iterator[Any]:
    """The URL of a migrated database for a role."""
    url = new_database(postgres_server, prepared=True)
    owner = create_engine(url)
    assert ROLES
    with writing(owner) as connection:
        connection.exec_driver_sql(ROLES[1])
    yield lambda role: make_url(url).set(username=role)
    with writing(owner) as connection:
        connection.execute(text("DROP OWNED BY balagh_writer, balagh_reader"))
        connection.execute(text("DROP ROLE balagh_writer, balagh_reader"))
    owner.dispose()
    admin = create_engine(postgres_server.get_uri())
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE {make_url(url).database} WITH (FORCE)"))
    admin.dispose()


@pytest.mark.postgres
def test_the_writer_can_take_releases_in_and_the_reader_can_read_them(url_as: Any) -> None:
    # given the documented roles
    writer, reader = create_engine(url_as("balagh_writer")), create_engine(url_as("balagh_reader"))
    # when the writer stores a release
    with writing(writer) as connection:
        insert_releases(connection, [RELEASE])
    # then the reader sees it, in tables and views
    with reading(reader) as connection:
        assert connection.execute(text("SELECT count(*) FROM releases")).scalar() == 1
        assert connection.execute(text("SELECT count(*) FROM claims")).scalar() == 0
    writer.dispose()
    reader.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("balagh_reader", "DELETE FROM releases"),
        ("balagh_reader", "UPDATE quantities SET value = 0"),
        ("balagh_reader", "DROP VIEW claims"),
        ("balagh_writer", "DROP TABLE quantities"),
    ],
)
def test_a_role_can_do_no_more_than_its_work(url_as: Any, role: str, statement: str) -> None:
    # given a role
    engine = create_engine(url_as(role))
    # then what is not its work is refused by the database
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        writing(engine) as connection,
    ):
        connection.execute(text(statement))
    engine.dispose()
