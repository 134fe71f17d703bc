"""``balagh diff``: what changed between two releases, in words and in facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from tasks.errors import InputError
from worker.cli.options import database_option
from worker.cli.reading import Format, format_option, opened

if TYPE_CHECKING:
    from rich.console import Console

    from models.queries.release_facts import ReleaseFacts
    from worker.cli.comparing import FactChange, Stretch

_REMOVED: Final = "strike red"
_ADDED: Final = "bold underline green"


@click.command(name="diff")
@click.argument("first")
@click.argument("second")
@database_option
@format_option
def command(first: str, second: str, database: str, output: Format) -> None:
    """What changed from release FIRST to release SECOND, in words and in facts.

    Words only in FIRST are struck out, words only in SECOND are underlined; where there are no colours they stand in
    [-…-] and {+…+}. Letter variants and vowel marks do not count as changes. CSV and JSON Lines list the changed
    stretches and facts.
    """
    from models.queries.release_facts import release_facts
    from models.queries.releases import find_release
    from worker.cli.comparing import compare_facts, compare_words
    from worker.cli.output import print_rows, stdout_console

    with opened(database) as connection:
        left, right = (release_facts(connection, find_release(connection, name)) for name in (first, second))
    assert left is not None
    assert right is not None
    for facts in (left, right):
        if facts.normalized is None:
            message = f"release {facts.release.id} is not normalized yet, so there is nothing to compare"
            raise InputError(message)
    assert left.normalized is not None
    assert right.normalized is not None
    stretches = compare_words(left.normalized.text, right.normalized.text)
    changed = list(compare_facts(left, right))
    if output is Format.TABLE:
        _print(stdout_console(), left, right, stretches, changed)
    else:
        print_rows(output, _rows(left.normalized.text, right.normalized.text, stretches, changed))


def _rows(
    first: str, second: str, stretches: Sequence[Stretch], changed: Sequence[FactChange]
) -> Iterator[dict[str, Any]]:
    from worker.cli.comparing import Change, said

    for stretch in stretches:
        if stretch.change is not Change.SAME:
            yield {
                "what": "words",
                "change": stretch.change.value,
                "first": stretch.first.of(first),
                "second": stretch.second.of(second),
            }
    for change in changed:
        yield {
            "what": change.kind.value,
            "change": change.change.value,
            "first": said(change.kind, change.first) if change.first else "",
            "second": said(change.kind, change.second) if change.second else "",
        }


def _print(
    console: Console,
    left: ReleaseFacts,
    right: ReleaseFacts,
    stretches: Sequence[Stretch],
    changed: Sequence[FactChange],
) -> None:
    from rich.text import Text

    from worker.cli.comparing import Change, shown
    from worker.cli.output import Column, isolated, print_table
    from worker.cli.terminal import plain

    for sign, facts in (("-", left), ("+", right)):
        release = facts.release
        published = f" · {release.published:%Y-%m-%d}" if release.published else ""
        name = f"{isolated(plain(release.source))}:{isolated(plain(release.external_id))}"
        console.print(Text.assemble((f"{sign} release {release.id}", "bold"), f" · {name}{published}"))
    same = sum(
        stretch.first.end - stretch.first.start for stretch in stretches if stretch.change is Change.SAME
    )
    assert left.normalized is not None
    assert right.normalized is not None
    longer = max(len(left.normalized.text), len(right.normalized.text), 1)
    console.print(Text(f"{same / longer:.0%} of the longer text is the same", style="dim"))
    console.print()
    _print_words(console, left.normalized.text, right.normalized.text, stretches)
    if not changed:
        console.print("the same facts" if same < longer else "the same words, the same facts")
        return
    columns = [
        Column(heading="change", style="bold"),
        Column(heading="kind"),
        Column(heading=f"release {left.release.id}"),
        Column(heading=f"release {right.release.id}"),
    ]
    print_table(
        console,
        columns,
        (
            [
                change.change.value,
                change.kind.value,
                shown(change.kind, change.first) if change.first else "",
                shown(change.kind, change.second) if change.second else "",
            ]
            for change in changed
        ),
    )


def _print_words(console: Console, first: str, second: str, stretches: Sequence[Stretch]) -> None:
    """The second text with what was taken out of the first struck out in its place; untouched paragraphs are left out."""
    from tasks.text.span import Span
    from worker.cli.comparing import Change
    from worker.cli.paragraphs import Mark, print_paragraph

    merged: list[str] = []
    marks: list[Mark] = []
    length = 0

    def add(words: str, style: str | None) -> None:
        nonlocal length
        if style and words:
            if not console.is_terminal:
                words = f"[-{words}-]" if style == _REMOVED else f"{{+{words}+}}"
            marks.append(Mark(span=Span(length, length + len(words)), style=style))
        merged.append(words)
        length += len(words)

    for stretch in stretches:
        if merged:
            add(
                "\n" if "\n" in second[max(0, stretch.second.start - 1) : stretch.second.start] else " ", None
            )
        removed = stretch.first.of(first).replace("\n", " ") if stretch.change is not Change.SAME else ""
        add(removed, _REMOVED)
        if removed and stretch.change is Change.CHANGED:
            add(" ", None)
        add(stretch.second.of(second), None if stretch.change is Change.SAME else _ADDED)
    text = "".join(merged)
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [
            Mark(span=Span(mark.span.start - start, mark.span.end - start), style=mark.style)
            for mark in marks
            if mark.span.start < end and mark.span.end > start
        ]
        if here:
            print_paragraph(console, line, here)
            console.print()
        start = end + 1
