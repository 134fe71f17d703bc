"""``balagh facts``: quantities, times, mentions, quotations and events, each with its words."""

from __future__ import annotations

import click

from tasks.extract.facts import FactKind
from worker.cli.options import database_option
from worker.cli.reading import Format, ended, format_option, limit_option, opened, words_of
from worker.phrasing import more, shared, value


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
        with ended(facts(connection, wanted)) as found:
            if output is not Format.TABLE:
                print_rows(output, (row for _, row in found) if len(wanted.kinds) == 1 else shared(found))
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
                [row["fact"], row["text"], value(kind, row), more(kind, row), row["rule"]]
                for kind, row in found
            )
            total = print_table(console, columns, rows)
            console.print("1 fact" if total == 1 else f"{total} facts")
