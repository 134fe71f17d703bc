"""``balagh entities``: persons, organisations and places, and how often they are mentioned."""

from __future__ import annotations

import click

from tasks.extract.facts import MentionType
from worker.cli.options import database_option
from worker.cli.reading import Format, ended, format_option, limit_option, opened, words_of


@click.command(name="entities")
@database_option
@format_option
@click.option("--type", "types", **words_of(MentionType), multiple=True, help="Only this type; repeatable.")
@click.option(
    "--name", metavar="NAME", help="Only those named so: part of a name, Arabic or English, or a key."
)
@click.option(
    "--source", "sources", multiple=True, metavar="NAME", help="Count mentions of this source only."
)
@click.option("--known", "known_only", is_flag=True, help="Only those of our gazetteers.")
@limit_option(50)
def command(
    *,
    database: str,
    output: Format,
    types: tuple[MentionType, ...],
    name: str | None,
    sources: tuple[str, ...],
    known_only: bool,
    limit: int | None,
) -> None:
    """Persons, organisations and places, the most mentioned first."""
    from models.queries.entities import EntityFilter, entities
    from worker.cli.output import Column, print_rows, print_table, stdout_console

    wanted = EntityFilter(types=types, name=name, sources=sources, known_only=known_only, limit=limit)
    with opened(database) as connection, ended(entities(connection, wanted)) as found:
        if output is not Format.TABLE:
            print_rows(output, found)
            return
        columns = [
            Column(heading="name", style="bold"),
            Column(heading="type"),
            Column(heading="English"),
            Column(heading="mentions", numeric=True),
            Column(heading="releases", numeric=True),
            Column(heading="country"),
            Column(heading="identifiers", style="dim"),
            Column(heading="key", style="dim"),
        ]
        rows = (
            [
                row["name"],
                row["type"].value,
                row["english"] or "",
                str(row["mentions"]),
                str(row["releases"]),
                row["country"] or "",
                " ".join(f"{scheme}:{value}" for scheme, value in (row["identifiers"] or {}).items()),
                row["key"] if row["known"] else "",
            ]
            for row in found
        )
        console = stdout_console()
        total = print_table(console, columns, rows)
        console.print("1 entity" if total == 1 else f"{total} entities")
