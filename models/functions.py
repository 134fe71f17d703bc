"""Folding inside the database: the same function in Python, SQLite and PostgreSQL, so that all three match alike."""

from __future__ import annotations

import sqlite3
from typing import Final

from tasks.text.fold import DIGITS, LETTERS, MARKS, drop_marks, fold

FOLD: Final = "balagh_fold"


def search_form(text: str) -> str:
    """The form in which texts and queries meet: folded, without marks, in lower case.

    >>> search_form("أيلولُ ٢٠١٨ NATO")
    'ايلول 2018 nato'
    """
    return drop_marks(fold(text)).translate(_ASCII_LOWER)


#: Only ASCII is lowered: how a database lowers other letters depends on its locale.
_ASCII_LOWER: Final = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def _search_form_or_null(text: object) -> str | None:
    return None if text is None else search_form(str(text))


def register_functions(connection: sqlite3.Connection) -> None:
    """Give a SQLite connection the functions that PostgreSQL keeps in the database."""
    connection.create_function(FOLD, 1, _search_form_or_null, deterministic=True)


def postgresql_fold() -> str:
    """The statement that creates the function on PostgreSQL, written from the tables that Python folds by."""
    lower = [(chr(code), chr(code + 32)) for code in range(ord("A"), ord("Z") + 1)]
    pairs = [*LETTERS, *DIGITS, *lower]
    variants = "".join(variant for variant, _ in pairs)
    letters = "".join(letter for _, letter in pairs)
    return (
        f"CREATE OR REPLACE FUNCTION {FOLD}(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS "
        f"$fold$ SELECT translate(regexp_replace($1, '[{MARKS}]', '', 'g'), '{variants}', '{letters}') $fold$"
    )
