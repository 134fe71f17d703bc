"""The full-text index over folded texts: FTS5 on SQLite, a ``tsvector`` under GIN on PostgreSQL.

Both are tables named ``search_index`` outside our metadata, filled with the words that Python finds in the folded text,
so that both databases find the same releases. PostgreSQL's own parser would cut words its own way, and cost four times
as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from struct import pack
from typing import Final

from sqlalchemy import Connection, bindparam, text

from models.functions import search_form

#: Longer texts are indexed up to here (code points): a PostgreSQL tsvector holds at most 1 MB.
INDEXED: Final = 150_000

#: PostgreSQL keeps no positions beyond these, and no longer words (bytes).
_LAST_POSITION: Final = 16_383
_POSITIONS: Final = 255
_LONGEST_WORD: Final = 2_000

_POSTGRESQL_TABLE: Final = """CREATE TABLE search_index (
    release_id integer PRIMARY KEY REFERENCES releases ON DELETE CASCADE,
    words tsvector NOT NULL
)"""

POSTGRESQL_INDEX: Final = (
    _POSTGRESQL_TABLE,
    "COMMENT ON TABLE search_index IS 'The folded words of normalized texts; ask it with balagh search.'",
    "CREATE INDEX ix_search_index_words ON search_index USING gin (words)",
)

#: Contentless: the index holds no second copy of the texts. Its row numbers are those of releases.
_SQLITE_TABLE: Final = """CREATE VIRTUAL TABLE search_index USING fts5(
    folded, content='', tokenize="unicode61 remove_diacritics 0", columnsize=0
)"""

SQLITE_INDEX: Final = (_SQLITE_TABLE,)

#: The index and what the databases make for it; no part of our metadata.
OUTSIDE_METADATA: Final = frozenset(
    {
        "search_index",
        "search_index_data",
        "search_index_idx",
        "search_index_docsize",
        "search_index_config",
        "ix_search_index_words",
    }
)

_WORD: Final = re.compile(r"[^\W_]+")


def words_of(folded: str) -> list[str]:
    """The words of a folded text, as both indexes cut them.

    >>> words_of("منذ 7.7 مليون_شخص")
    ['منذ', '7', '7', 'مليون', 'شخص']
    """
    return _WORD.findall(folded)


def index_texts(connection: Connection, texts: Mapping[int, str]) -> None:
    """Make normalized texts of releases searchable that are not in the index yet."""
    folded = {number: search_form(release_text[:INDEXED]) for number, release_text in texts.items()}
    if connection.dialect.name == "postgresql":
        driver = connection.connection.driver_connection
        from psycopg import Connection as PostgresConnection  # noqa: PLC0415 - not loaded for SQLite

        assert isinstance(driver, PostgresConnection)
        command = "COPY search_index (release_id, words) FROM STDIN (FORMAT BINARY)"
        with driver.cursor() as cursor, cursor.copy(command) as copy:
            copy.set_types(["int4", "bytea"])
            for number, release_text in folded.items():
                copy.write_row((number, tsvector(words_of(release_text))))
    else:
        rows = [(number, " ".join(words_of(release_text))) for number, release_text in folded.items()]
        connection.exec_driver_sql("INSERT INTO search_index (rowid, folded) VALUES (?, ?)", rows)


def forget_texts(connection: Connection, ids: Iterable[int]) -> None:
    """Take releases out of the index; before their normalized texts are removed or replaced."""
    numbers = list(ids)
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM search_index WHERE release_id = ANY(:ids)"), {"ids": numbers})
        return
    # A contentless index has to be told what it indexed in order to forget it.
    query = text("SELECT release_id, text FROM normalized_texts WHERE release_id IN :ids")
    old = connection.execute(query.bindparams(bindparam("ids", expanding=True)), {"ids": numbers})
    rows = [(number, " ".join(words_of(search_form(release_text[:INDEXED])))) for number, release_text in old]
    if rows:
        command = "INSERT INTO search_index (search_index, rowid, folded) VALUES ('delete', ?, ?)"
        connection.exec_driver_sql(command, rows)


def tsvector(words: list[str]) -> bytes:
    """Words in the binary form of PostgreSQL's ``tsvector``: each once, with its positions from 1."""
    positions: dict[str, list[int]] = {}
    for position, word in enumerate(words, start=1):
        positions.setdefault(word, []).append(min(position, _LAST_POSITION))
    parts = []
    for word, places in positions.items():
        encoded = word.encode()
        if len(encoded) > _LONGEST_WORD:
            continue
        kept = sorted(set(places[:_POSITIONS]))
        parts.append(encoded + pack(f">xH{len(kept)}H", len(kept), *kept))
    return pack(">I", len(parts)) + b"".join(parts)
