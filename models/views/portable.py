"""The few expressions that the two databases write differently."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Double, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

#: Stands between the fillers of one role in a claim.
SEPARATOR = "؛ "


class names_in_order(GenericFunction[str]):  # noqa: N801 - reads as a function
    """Several names as one text: ``names_in_order(name, position)``."""

    type = Text()
    inherit_cache = True


@compiles(names_in_order, "sqlite")
def _joined_on_sqlite(element: names_in_order, compiler: SQLCompiler, **kw: Any) -> str:
    # The primary key of event_arguments ends in the position, so rows come in its order.
    name, _ = element.clauses
    return f"group_concat({compiler.process(name, **kw)}, '{SEPARATOR}')"


@compiles(names_in_order, "postgresql")
def _joined_on_postgresql(element: names_in_order, compiler: SQLCompiler, **kw: Any) -> str:
    name, position = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"string_agg({name}, '{SEPARATOR}' ORDER BY {position})"


class hours_between(GenericFunction[float]):  # noqa: N801
    """Hours from the second moment to the first: ``hours_between(later, earlier)``."""

    type = Double()
    inherit_cache = True


@compiles(hours_between, "sqlite")
def _hours_on_sqlite(element: hours_between, compiler: SQLCompiler, **kw: Any) -> str:
    later, earlier = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"round((julianday({later}) - julianday({earlier})) * 24, 4)"


@compiles(hours_between, "postgresql")
def _hours_on_postgresql(element: hours_between, compiler: SQLCompiler, **kw: Any) -> str:
    later, earlier = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"round(extract(epoch FROM {later} - {earlier}) / 3600, 4)::double precision"


class sentence_text(GenericFunction[str]):  # noqa: N801
    """A sentence out of a text: ``sentence_text(text, sentences, position)``."""

    type = Text()
    inherit_cache = True


@compiles(sentence_text, "sqlite")
def _sentence_on_sqlite(element: sentence_text, compiler: SQLCompiler, **kw: Any) -> str:
    text, sentences, position = (compiler.process(clause, **kw) for clause in element.clauses)
    start = f"json_extract({sentences}, '$[' || {position} || '][0]')"
    end = f"json_extract({sentences}, '$[' || {position} || '][1]')"
    return f"substr({text}, {start} + 1, {end} - {start})"


@compiles(sentence_text, "postgresql")
def _sentence_on_postgresql(element: sentence_text, compiler: SQLCompiler, **kw: Any) -> str:
    text, sentences, position = (compiler.process(clause, **kw) for clause in element.clauses)
    start, end = (f"({sentences} -> {position} ->> {bound})::int" for bound in (0, 1))
    return f"substr({text}, {start} + 1, {end} - {start})"


class fact_id(GenericFunction[str]):  # noqa: N801
    """How people name a fact: ``fact_id(release, 'events', position)`` gives ``17/events/3``."""

    type = Text()
    inherit_cache = True


@compiles(fact_id)
def _fact_id(element: fact_id, compiler: SQLCompiler, **kw: Any) -> str:
    release, kind, position = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"{release} || '/' || {kind} || '/' || {position}"


class fold(GenericFunction[str]):  # noqa: N801
    """The form in which words meet, see :mod:`models.functions`."""

    name = "balagh_fold"
    type = Text()
    inherit_cache = True
