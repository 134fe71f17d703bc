"""``balagh explain``: why a fact was read as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import click

from tasks.errors import InputError
from worker.cli.options import database_option
from worker.cli.reading import opened
from worker.phrasing import PROVENANCE

if TYPE_CHECKING:
    from rich.console import Console

    from models.queries.release_facts import Fact, ReleaseFacts
    from tasks.extract.facts import FactKind

_FACT: Final = re.compile(r"(\d+)/([a-z]+)/(\d+)")

#: Columns that the rest of the answer tells already, or that only a program needs.
_TOLD: Final = frozenset({*PROVENANCE, "trace", "arguments", "entity", "evidence"})


@click.command(name="explain")
@click.argument("fact")
@database_option
def command(fact: str, database: str) -> None:
    """Explain one FACT, named as the other commands print it: 17/events/3.

    Prints the sentence with the fact in it, its words as received, every value, the rule and version that read it, and
    the rule's own steps where it records them.
    """
    from models.queries.release_facts import release_facts
    from tasks.extract.facts import FactKind
    from worker.cli.output import stdout_console

    match = _FACT.fullmatch(fact)
    if match is None or match[2] not in {kind.value for kind in FactKind}:
        message = f"{fact!r} names no fact; write RELEASE/KIND/POSITION, like 17/events/3 or 17/quantities/0"
        raise InputError(message)
    kind, position = FactKind(match[2]), int(match[3])
    with opened(database) as connection:
        facts = release_facts(connection, int(match[1])) if len(match[1]) < 10 else None
    rows = facts.facts[kind] if facts else []
    if facts is None or position >= len(rows):
        message = f"there is no fact {fact}"
        raise InputError(message)
    _explain(stdout_console(), facts, kind, rows[position])


def _explain(console: Console, facts: ReleaseFacts, kind: FactKind, fact: Fact) -> None:
    from rich.text import Text

    from worker.cli.output import Column, isolated, print_table
    from worker.cli.repairs import visible
    from worker.cli.terminal import plain

    name = f"{fact['release_id']}/{kind.value}/{fact['position']}"
    release = facts.release
    console.print(
        Text.assemble(
            (name, "bold"), f" · {isolated(plain(release.source))}:{isolated(plain(release.external_id))}"
        )
    )
    _print_sentence(console, facts, fact)
    received = plain(visible(fact["verbatim"]))
    console.print(
        Text(f"as received, characters {fact['raw_start']} to {fact['raw_end']}: {isolated(received)}")
    )
    console.print(Text(f"read by rule {isolated(plain(fact['rule']))}, version {fact['version']}"))
    console.print()
    values = [[key, str(value)] for key, value in _values(fact) if value is not None]
    print_table(console, [Column(heading="field", style="bold"), Column(heading="value")], values)
    arguments = fact.get("arguments", ())
    if arguments:
        columns = [Column(heading="role", style="bold"), Column(heading="name"), Column(heading="words")]
        columns += [Column(heading="refers to", style="dim"), Column(heading="taken over")]
        print_table(console, columns, (_argument(argument) for argument in arguments))
    for step in fact["trace"] or ():
        console.print(Text(f"  {isolated(plain(str(step)))}"))


def _values(fact: Fact) -> list[tuple[str, Any]]:
    found = [(key, getattr(value, "value", value)) for key, value in fact.items() if key not in _TOLD]
    found += [
        (key, value)
        for key, value in (fact.get("entity") or {}).items()
        if key not in {"type", "name", "key"}
    ]
    return found


def _argument(argument: Fact) -> list[str]:
    refers = f"{argument['kind'].value}/{argument['fact']}" if argument["kind"] is not None else ""
    return [
        argument["role"],
        argument["name"],
        argument["text"] if argument["text"] != argument["name"] else "",
        refers,
        "from another clause" if argument["inherited"] else "",
    ]


def _print_sentence(console: Console, facts: ReleaseFacts, fact: Fact) -> None:
    from tasks.text.span import Span
    from worker.cli.paragraphs import Mark, print_paragraph

    normalized = facts.normalized
    if normalized is None or not normalized.sentences:
        return
    first = normalized.sentences[min(fact["sentence"], len(normalized.sentences) - 1)]
    start, end = min(first.start, fact["span_start"]), max(first.end, fact["span_end"])
    marks = [
        Mark(span=Span(argument["span_start"] - start, argument["span_end"] - start), style="underline")
        for argument in fact.get("arguments", ())
        if argument["span_start"] is not None
    ]
    marks.append(Mark(span=Span(fact["span_start"] - start, fact["span_end"] - start), style="bold reverse"))
    print_paragraph(console, normalized.text[start:end].replace("\n", " "), marks)
