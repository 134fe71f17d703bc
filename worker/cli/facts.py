"""``balagh facts``: quantities, times, mentions, quotations and events, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import click

from tasks.extract.facts import FactKind
from worker.cli.options import database_option
from worker.cli.reading import PROVENANCE, Format, format_option, limit_option, opened, words_of


@click.command(name="facts")
@database_option
@format_option
@click.option(
    "--kind", "kinds", **words_of(FactKind), multiple=True, help="Only this kind of fact; repeatable."
)
@click.option(
    "--release", "releases", multiple=True, metavar="RELEASE", help="Only of this release; repeatable."
)
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Only of this source; repeatable.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only read by this rule; repeatable.")
@click.option("--words", metavar="WORDS", help="Only facts whose words contain these, however typed.")
@limit_option(None)
def command(
    *,
    database: str,
    output: Format,
    kinds: tuple[FactKind, ...],
    releases: tuple[str, ...],
    sources: tuple[str, ...],
    rules: tuple[str, ...],
    words: str | None,
    limit: int | None,
) -> None:
    """Quantities, times, mentions, quotations and events, each with its words.

    CSV and JSON Lines of one kind have all its columns; of several kinds, those that all kinds share. The limit is for
    each kind.

    \b
      balagh facts --kind quantities --format csv
      balagh facts --release 17
    """
    from models.queries.facts import FactFilter, facts
    from models.queries.releases import find_release
    from worker.cli.output import Column, print_rows, print_table, stdout_console

    with opened(database) as connection:
        wanted = FactFilter(
            kinds=kinds or tuple(FactKind),
            releases=tuple(find_release(connection, name) for name in releases),
            sources=sources,
            words=words,
            rules=rules,
            limit=limit,
        )
        found = facts(connection, wanted)
        if output is not Format.TABLE:
            print_rows(output, (row for _, row in found) if len(wanted.kinds) == 1 else _shared(found))
            return
        console = stdout_console()
        columns = [
            Column(heading="fact", style="dim"),
            Column(heading="words"),
            Column(heading="value", style="bold"),
            Column(heading="more"),
            Column(heading="rule", style="dim"),
        ]
        rows = (
            [row["fact"], row["text"], value(kind, row), more(kind, row), row["rule"]] for kind, row in found
        )
        total = print_table(console, columns, rows)
        console.print("1 fact" if total == 1 else f"{total} facts")


#: Columns that facts of every kind have.
_SHARED: Final = ("source", "external_id", "published", *PROVENANCE)


def _shared(found: Iterator[tuple[FactKind, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for kind, row in found:
        yield {"fact": row["fact"], "kind": kind.value, "value": value(kind, row)} | {
            name: row[name] for name in _SHARED
        }


def value(kind: FactKind, row: Mapping[str, Any]) -> str:
    """What a fact was understood as, in a line."""
    from worker.cli.claims import how_many, when

    match kind:
        case FactKind.QUANTITY:
            return how_many(row, "value", "low", "high")
        case FactKind.TIME:
            return row["edtf"] or row["iso8601"] or when(row["begins"], row["ends"])
        case FactKind.MENTION:
            return str(row["name"])
        case FactKind.QUOTATION:
            return row["speaker_name"] or ""
        case FactKind.EVENT:
            return str(row["type"])


def more(kind: FactKind, row: Mapping[str, Any]) -> str:
    """The rest worth knowing about a fact, in a line."""
    from worker.cli.claims import when

    match kind:
        case FactKind.QUANTITY:
            parts = [
                row["dimension"],
                row["aspect"],
                f"restates {row['restates']}" if row["restates"] is not None else None,
                "does not agree" if row["restatement_agrees"] is False else None,
                "or ".join(row["candidates"]) if row["candidates"] else None,
            ]
        case FactKind.TIME:
            stretch = when(row["begins"], row["ends"])
            parts = [
                row["kind"],
                stretch if stretch != row["edtf"] else None,
                row["hijri"],
                "relative" if row["relative"] else None,
                "contradicts itself" if row["consistent"] is False else None,
            ]
        case FactKind.MENTION:
            parts = [row["type"], row.get("english"), row["title"]]
        case FactKind.QUOTATION:
            parts = [row["kind"], row["cue"]]
        case FactKind.EVENT:
            parts = [
                row["polarity"] if row["polarity"] != "positive" else None,
                row["modality"] if row["modality"] != "asserted" else None,
                row["plover"],
                row["wording"],
            ]
    return " · ".join(str(part) for part in parts if part)
