"""``balagh show``: one release's text with its facts marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.options import database_option
from worker.cli.reading import opened

if TYPE_CHECKING:
    from rich.console import Console

    from models.queries.release_facts import ReleaseFacts


@click.command(name="show")
@click.argument("release")
@database_option
@click.option("--repairs", is_flag=True, help="Show what was repaired instead, before and after.")
@click.option("--raw", is_flag=True, help="Show the text as received instead.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, writable=True),
    metavar="FILE",
    help="Write a page of its own with legend and provenance on hover; - for standard output.",
)
def command(release: str, database: str, *, repairs: bool, raw: bool, html: str | None) -> None:
    """Show one RELEASE with its facts marked: its number, its identifier, or SOURCE:IDENTIFIER.

    \b
      balagh show 17
      balagh show 17 --repairs
      balagh show 17 --html 17.html
    """
    from models.queries.release_facts import release_facts
    from models.queries.releases import find_release
    from worker.cli.output import stdout_console

    with opened(database) as connection:
        facts = release_facts(connection, find_release(connection, release))
    assert facts is not None
    if html is not None:
        from worker.cli.page import page

        if html == "-":
            click.echo(page(facts))
        else:
            Path(html).write_text(page(facts), encoding="utf-8")
            click.echo(html)
        return
    console = stdout_console()
    _print_heading(console, facts)
    if raw:
        _print_plainly(console, facts.release.text)
    elif facts.normalized is None:
        console.print(f"not normalized yet ({facts.status.value}); the text as received:", style="italic")
        _print_plainly(console, facts.release.text)
    elif repairs:
        from worker.cli.repairs import print_repairs

        print_repairs(console, facts.normalized)
    else:
        _print_marked(console, facts)


def _print_heading(console: Console, facts: ReleaseFacts) -> None:
    from rich.text import Text

    from worker.cli.output import isolated
    from worker.cli.terminal import plain

    release = facts.release
    parts = [f"{isolated(plain(release.source))}:{isolated(plain(release.external_id))}"]
    if release.published is not None:
        moment = release.published
        parts.append(
            moment.isoformat(timespec="minutes") if release.published_has_time else moment.date().isoformat()
        )
    parts.append(facts.status.value)
    if facts.cluster is not None and facts.cluster["relation"] != "original":
        parts.append(f"{facts.cluster['relation']} of release {facts.cluster['original_release_id']}")
    console.print(Text.assemble((f"release {release.id}", "bold"), " · ", " · ".join(parts)))
    if release.title:
        console.print(Text(isolated(plain(release.title)), style="bold"))
    if release.url:
        console.print(Text(plain(release.url), style="dim"))
    console.print()


def _print_plainly(console: Console, text: str) -> None:
    from worker.cli.paragraphs import print_paragraph

    for line in text.splitlines():
        print_paragraph(console, line, [])


def _print_marked(console: Console, facts: ReleaseFacts) -> None:
    from rich.text import Text

    from tasks.extract.facts import FactKind
    from tasks.text.span import Span
    from worker.cli.marking import LOOKS, lines, marked
    from worker.cli.paragraphs import Mark, print_paragraph

    normalized = facts.normalized
    assert normalized is not None
    marks = marked(facts)
    present = {mark.look for mark in marks}
    legend = Text("  ").join(
        Text(look.label, style=look.style) for name, look in LOOKS.items() if name in present
    )
    if present:
        console.print(legend)
        console.print()
    for line, inside in lines(normalized.text, marks):
        here = [
            Mark(
                span=Span(mark.span.start - line.start, mark.span.end - line.start),
                style=LOOKS[mark.look].style,
            )
            for mark in inside
        ]
        print_paragraph(console, line.of(normalized.text), here)
        console.print()
    counts = ", ".join(f"{len(facts.facts[kind])} {kind.value}" for kind in FactKind)
    console.print(Text(counts, style="dim"))
