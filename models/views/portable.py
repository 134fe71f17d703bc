"""The few expressions that the two databases write differently."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Double, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

#: Stands between the fillers of one role in a claim.
SEPARATOR = "؛ "


class Portable(GenericFunction[Any]):
    """An expression with a form for each database; ``{0}``, ``{1}`` … stand for its arguments."""

    inherit_cache = True
    forms: ClassVar[dict[str, str]]


@compiles(Portable)
def _write(element: Portable, compiler: SQLCompiler, **kw: Any) -> str:
    arguments = (compiler.process(clause, **kw) for clause in element.clauses)
    return element.forms[compiler.dialect.name].format(*arguments)


class names_in_order(Portable):  # noqa: N801 - reads as a function
    """Several names as one text: ``names_in_order(name, position)``."""

    type = Text()
    inherit_cache = True
    forms: ClassVar = {
        # The primary key of event_arguments ends in the position, so rows come in its order.
        "sqlite": f"group_concat({{0}}, '{SEPARATOR}')",
        "postgresql": f"string_agg({{0}}, '{SEPARATOR}' ORDER BY {{1}})",
    }


class hours_between(Portable):  # noqa: N801
    """Hours from the second moment to the first: ``hours_between(later, earlier)``."""

    type = Double()
    inherit_cache = True
    forms: ClassVar = {
        "sqlite": "round((julianday({0}) - julianday({1})) * 24, 4)",
        "postgresql": "round(extract(epoch FROM {0} - {1}) / 3600, 4)::double precision",
    }


class sentence_text(Portable):  # noqa: N801
    """A sentence out of a text: ``sentence_text(text, sentences, position)``."""

    type = Text()
    inherit_cache = True
    forms: ClassVar = {
        "sqlite": (
            "substr({0}, json_extract({1}, '$[' || {2} || '][0]') + 1, "
            "json_extract({1}, '$[' || {2} || '][1]') - json_extract({1}, '$[' || {2} || '][0]'))"
        ),
        "postgresql": (
            "substr({0}, ({1} -> {2} ->> 0)::int + 1, ({1} -> {2} ->> 1)::int - ({1} -> {2} ->> 0)::int)"
        ),
    }


class fact_id(Portable):  # noqa: N801
    """How people name a fact: ``fact_id(release, 'events', position)`` gives ``17/events/3``."""

    type = Text()
    inherit_cache = True
    forms: ClassVar = dict.fromkeys(("sqlite", "postgresql"), "{0} || '/' || {1} || '/' || {2}")


class fold(GenericFunction[str]):  # noqa: N801
    """The form in which words meet, see :mod:`models.functions`."""

    name = "balagh_fold"
    type = Text()
    inherit_cache = True
