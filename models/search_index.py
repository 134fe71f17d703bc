"""The full-text index over folded texts: FTS5 on SQLite, an expression index on PostgreSQL."""

from __future__ import annotations

from typing import Final

#: Longer texts are indexed up to here (code points): a PostgreSQL tsvector holds at most 1 MB.
INDEXED: Final = 150_000

#: The indexed expression; a query must repeat it word for word to be answered from the index.
POSTGRESQL_VECTOR: Final = f"to_tsvector('simple', balagh_fold(left(text, {INDEXED})))"

POSTGRESQL_INDEX: Final = (
    f"CREATE INDEX ix_normalized_texts_search ON normalized_texts USING gin ({POSTGRESQL_VECTOR})"
)

#: Contentless: the index holds no second copy of the texts. Its row numbers are those of releases.
SQLITE_INDEX: Final = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "folded, content='', tokenize=\"unicode61 remove_diacritics 0\", columnsize=0)"
)

#: Tables that FTS5 makes for itself; no part of our metadata.
SQLITE_SHADOWS: Final = frozenset(
    {"search_index", "search_index_data", "search_index_idx", "search_index_docsize", "search_index_config"}
)
