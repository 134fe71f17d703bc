"""``balagh search``: releases that contain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from worker.cli.options import database_option
from worker.cli.reading import Format, format_option, limit_option, opened

if TYPE_CHECKING:
    from models.queries.hits import Hit


@click.command(name="search")
@click.argument("words", nargs=-1)
@database_option
@format_option
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Only of this source; repeatable.")
@click.option(
    "--pattern",
    metavar="REGEX",
    help="A regular expression in the language of the Python module regex, instead of words; reads every text.",
)
@limit_option(20)
def command(
    *,
    words: tuple[str, ...],
    database: str,
    output: Format,
    sources: tuple[str, ...],
    pattern: str | None,
    limit: int | None,
) -> None:
    """Find releases that contain all WORDS, the latest published first.

    Letter variants, vowel marks, digits and attached و ف ب ك ل ال make no difference. Words in double quotes must follow
    each other: balagh search '"مجلس الأمن" 2254'

    \b
      balagh search --pattern '\\p{Nd}+ (?:غارة|غارات)'
    """
    from models.queries.patterns import search_pattern
    from models.queries.search import search
    from worker.cli.output import print_rows, stdout_console

    if bool(words) == (pattern is not None):
        raise click.UsageError("give either words or --pattern")
    with opened(database) as connection:
        if pattern is not None:
            hits = list(search_pattern(connection, pattern, sources=sources, limit=limit or 20))
        else:
            hits = search(connection, " ".join(words), sources=sources, limit=limit or 20)
    if output is not Format.TABLE:
        print_rows(output, (hit.row() for hit in hits))
        return
    console = stdout_console()
    for hit in hits:
        _print_hit(console, hit)
    console.print(f"{len(hits)} releases" if len(hits) != 1 else "1 release")


def _print_hit(console: Any, hit: Hit) -> None:
    from rich.text import Text

    from worker.cli.output import isolated
    from worker.cli.paragraphs import Mark, print_paragraph
    from worker.cli.terminal import plain

    published = f" · {hit.published:%Y-%m-%d}" if hit.published else ""
    title = f" · {isolated(plain(hit.title))}" if hit.title else ""
    name = f"{isolated(plain(hit.source))}:{isolated(plain(hit.external_id))}"
    console.print(Text.assemble((f"{hit.release_id}", "bold"), f" · {name}{published}", (title, "bold")))
    print_paragraph(
        console, hit.text.replace("\n", " "), [Mark(span=mark, style="bold reverse") for mark in hit.marks]
    )
    console.print()
