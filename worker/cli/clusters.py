"""``balagh clusters``: which releases tell the same text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from worker.cli.options import database_option
from worker.cli.reading import Format, ended, format_option, opened

if TYPE_CHECKING:
    from sqlalchemy import Connection


@click.command(name="clusters")
@database_option
@format_option
@click.option(
    "--source", "sources", multiple=True, metavar="NAME", help="Only releases of this source; repeatable."
)
@click.option("--all", "everything", is_flag=True, help="In a table, list releases that stand alone too.")
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, writable=True),
    metavar="FILE",
    help="Draw a histogram of similarities and the sizes of clusters; SVG, PNG or PDF by the file's ending.",
)
def command(
    database: str, output: Format, sources: tuple[str, ...], *, everything: bool, plot: str | None
) -> None:
    """List which releases tell the same text, and what each is to the original.

    Relations: original; exact (the same letters and digits); near; revision (figures, names or dates differ); excerpt.
    JSON Lines have one line for every release, with release, cluster, canonical, relation and similarity.
    """
    from models.queries.clusters import cluster_lines
    from worker.cli.output import print_rows

    with opened(database) as connection:
        if plot is not None:
            from worker.cli.plots import plot_clusters

            plot_clusters(connection, plot)
            click.echo(plot)
            return
        with ended(cluster_lines(connection, sources=sources)) as lines:
            if output is Format.JSONL:
                print_rows(output, ({key: line[key] for key in _CONTRACT} for line in lines))
            elif output is Format.CSV:
                print_rows(output, lines)
            else:
                _print_table(connection, lines, everything=everything)


#: What the public format asks for; more fields could be added, these stay.
_CONTRACT = (
    "release",
    "cluster",
    "canonical",
    "relation",
    "similarity",
    "differences",
    "source",
    "release_id",
)


def _print_table(connection: Connection, lines: Iterator[dict[str, Any]], *, everything: bool) -> None:
    from models.queries.clusters import cluster_sizes
    from worker.cli.output import Column, print_table, stdout_console

    console = stdout_console()
    columns = [
        Column(heading="cluster"),
        Column(heading="relation"),
        Column(heading="similarity", numeric=True),
        Column(heading="release", numeric=True),
        Column(heading="source"),
        Column(heading="identifier"),
        Column(heading="published"),
        Column(heading="title"),
        Column(heading="what differs"),
    ]
    families = lines if everything else _families(lines)
    rows = print_table(console, columns, (_row(line) for line in families))
    sizes = cluster_sizes(connection)
    together = sum(count for size, count in sizes.items() if size > 1)
    releases = sum(size * count for size, count in sizes.items())
    alone = sizes.get(1, 0)
    if rows or not everything:
        compared = "1 release" if releases == 1 else f"{releases:,} releases"
        groups = "1 cluster" if together == 1 else f"{together:,} clusters"
        console.print(f"{compared} compared: {alone:,} alone, {releases - alone:,} in {groups}")


def _families(lines: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Lines of clusters with more than one release; lines come cluster by cluster."""
    family: list[dict[str, Any]] = []
    for line in lines:
        if family and family[0]["cluster"] != line["cluster"]:
            if len(family) > 1:
                yield from family
            family = []
        family.append(line)
    if len(family) > 1:
        yield from family


def _row(line: Mapping[str, Any]) -> list[str]:
    published = line["published"]
    return [
        line["cluster"],
        line["relation"],
        f"{line['similarity']:.2f}",
        str(line["release_id"]),
        line["source"],
        line["release"],
        published.strftime("%Y-%m-%d") if published else "",
        line["title"] or "",
        differences(line["differences"]),
    ]


def differences(found: list[Any] | None) -> str:
    """What differs between a release and the original, in a line.

    >>> differences([{"what": "figure", "first": ["5"], "second": ["7", "8"]}])
    'figure 5 → 7, 8'
    """
    return "; ".join(_difference(item) for item in found or ())


def _difference(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    words = [value for value in item.values() if isinstance(value, str)]
    sides = [", ".join(map(str, value)) or "nothing" for value in item.values() if isinstance(value, list)]
    return " ".join([*words, " → ".join(sides)])
