"""Folding inside the database: the same function in Python, SQLite and PostgreSQL, so that all three match alike."""

from __future__ import annotations

import re
import sqlite3
from typing import Final

from tasks.text.fold import DIGITS, LETTERS, MARKS, drop_marks, fold

FOLD: Final = "balagh_fold"


def search_form(text: str) -> str:
    """The form in which texts and queries meet: folded, without marks, in lower case.

    >>> search_form("أيلولُ ٢٠١٨ NATO")
    'ايلول 2018 nato'
    """
    folded = drop_marks(fold(text))
    return folded.translate(_ASCII_LOWER) if _UPPER.search(folded) else folded


#: Only ASCII is lowered: how a database lowers other letters depends on its locale.
_UPPER: Final = re.compile("[A-Z]")
_ASCII_LOWER: Final = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def _search_form_or_null(text: object) -> str | None:
    return None if text is None else search_form(str(text))


def register_functions(connection: sqlite3.Connection) -> None:
    """Give a SQLite connection the functions that PostgreSQL keeps in the database."""
    connection.create_function(FOLD, 1, _search_form_or_null, deterministic=True)


def postgresql_fold() -> str:
    """The statement that creates the function on PostgreSQL, written from the tables that Python folds by.

    Nested ``replace`` is five times quicker there than one ``translate``, whose cost grows with the number of letters;
    digits are translated only where a text has eastern ones. ``lower`` under the C collation lowers ASCII only.
    """
    letters = f"regexp_replace($1, '[{MARKS}]', '', 'g')"
    for variant, letter in LETTERS:
        letters = f"replace({letters}, '{variant}', '{letter}')"
    eastern = "".join(variant for variant, _ in DIGITS)
    ascii_digits = "".join(digit for _, digit in DIGITS)
    digits = f"CASE WHEN $1 ~ '[{eastern}]' THEN translate({letters}, '{eastern}', '{ascii_digits}') ELSE {letters} END"
    return (
        f"CREATE OR REPLACE FUNCTION {FOLD}(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS "
        f'$fold$ SELECT lower(({digits}) COLLATE "C") $fold$'
    )
