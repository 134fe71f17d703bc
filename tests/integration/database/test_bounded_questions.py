"""A question that takes too long is broken off, and the connection is good for the next."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from models.session import reading
from tasks.errors import OverdueError

COUNTING = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most) SELECT max(i) FROM n"
)


def test_a_long_question_ends_and_the_next_one_is_answered(engine: Engine) -> None:
    # when
    with (
        pytest.raises(OverdueError, match=r"longer than 0\.05 s"),
        reading(engine, within=0.05) as connection,
    ):
        connection.execute(text(COUNTING), {"most": 1_000_000_000})
    # then the same connection knows of no bound, and one in time is let through
    for within in (None, 60):
        with reading(engine, within=within) as connection:
            assert connection.scalar(text(COUNTING), {"most": 20_000}) == 20_000


def test_another_error_is_what_it_is(engine: Engine) -> None:
    from sqlalchemy.exc import DBAPIError

    with pytest.raises(DBAPIError), reading(engine, within=60) as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))
