"""``balagh timeline``: events in the order in which they happened, as a table or a picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from worker.cli.claims import as_filter, filter_options
from worker.cli.options import database_option
from worker.cli.reading import Format, ended, format_option, limit_option, opened
from worker.phrasing import how_many, when

if TYPE_CHECKING:
    from models.queries.claims import ClaimFilter


@click.command(name="timeline")
@database_option
@filter_options
@format_option
@limit_option(None)
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, writable=True),
    metavar="FILE",
    help="Draw claims over time by type of event; SVG, PNG or PDF by the file's ending.",
)
@click.option(
    "--published", "by_publication", is_flag=True, help="Go by when it was published, not when it happened."
)
def command(
    database: str, output: Format, limit: int | None, plot: str | None, *, by_publication: bool, **given: Any
) -> None:
    """Claims in the order in which the events happened; events whose time is not told are left out.

    The filters are those of `balagh claims`.

    \b
      balagh timeline --place سوريا --plot syria.svg
    """
    from dataclasses import replace

    from models.queries.claims import Order, claims
    from worker.cli.output import print_rows

    with opened(database) as connection:
        order = Order.PUBLISHED if by_publication else Order.TIME
        wanted = replace(as_filter(connection, given, limit), order=order)
        if plot is not None:
            from worker.cli.plots import plot_timeline

            with ended(claims(connection, wanted)) as found:
                drawn, _ = plot_timeline(_moments(found, by_publication=by_publication), plot)
            click.echo(f"{plot}: {drawn} claims")
            return
        with ended(claims(connection, wanted)) as found:
            if output is Format.TABLE:
                _print_table(found, wanted)
            else:
                print_rows(output, found)


def _print_table(found: Iterator[dict[str, Any]], wanted: ClaimFilter) -> None:
    from models.queries.claims import Order
    from worker.cli.output import Column, print_table, stdout_console

    columns = [
        Column(heading="published" if wanted.order is Order.PUBLISHED else "when"),
        Column(heading="event", style="bold"),
        Column(heading="who", style=""),
        Column(heading="whom"),
        Column(heading="where"),
        Column(heading="how many", left_to_right=True),
        Column(heading="source"),
        Column(heading="claim", style="dim"),
    ]
    rows = (
        [
            f"{row['published']:%Y-%m-%d}"
            if wanted.order is Order.PUBLISHED
            else when(row["begins"], row["ends"]),
            row["event"] if row["polarity"] == "positive" else f"not {row['event']}",
            row["actor"] or "",
            row["target"] or "",
            row["place"] or "",
            how_many(row),
            row["source"],
            row["claim"],
        ]
        for row in found
    )
    console = stdout_console()
    total = print_table(console, columns, rows)
    console.print("1 claim with a known time" if total == 1 else f"{total} claims with a known time")


def _moments(rows: Iterator[dict[str, Any]], *, by_publication: bool) -> Iterator[tuple[date, str]]:
    """The day on which each event began, or ended where that alone is known."""
    for row in rows:
        if by_publication:
            yield row["published"].date(), row["event"]
            continue
        try:
            yield date.fromisoformat((row["begins"] or row["ends"])[:10]), row["event"]
        except ValueError:
            continue  # before year 1, or a form that is no day
