"""An analyst who may only read can ask everything, and change nothing; the statements are those of docs/queries.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from models.migrate import upgrade
from models.session import create_engine, writing

DOCUMENT = Path(__file__).parents[3] / "docs" / "queries.md"


def test_a_reading_role_reads_and_cannot_write(balagh, database_url, engine, store):
    if engine.dialect.name != "postgresql":
        return
    store()
    block = DOCUMENT.read_text(encoding="utf-8").partition("## Rights")[2]
    statements = re.findall(r"^(?:CREATE|GRANT|ALTER) .*;$", block, re.MULTILINE)
    assert len(statements) == 4
    with writing(engine) as connection:
        connection.execute(text("DROP ROLE IF EXISTS analyst"))
        for statement in statements:
            connection.exec_driver_sql(statement)
        # A view made anew keeps its grant through the default privileges.
        connection.execute(text("DELETE FROM view_definitions"))
        connection.execute(text("DROP VIEW claims"))
    upgrade(engine)
    analyst = make_url(database_url).set(username="analyst").render_as_string(hide_password=False)
    for command in (
        ["claims"],
        ["facts"],
        ["show", "1"],
        ["search", "حلب"],
        ["clusters"],
        ["entities"],
        ["timeline"],
    ):
        answer = balagh(*command, database=analyst)
        assert answer.status == 0, answer.err
    reader = create_engine(analyst)
    with pytest.raises(DBAPIError, match="permission denied"), writing(reader) as connection:
        connection.execute(text("DELETE FROM releases"))
    reader.dispose()
    with writing(engine) as connection:
        connection.execute(text("DROP OWNED BY analyst"))
        connection.execute(text("DROP ROLE analyst"))
