"""Rows as a table, as CSV or as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from worker.cli.reading import Format
from worker.cli.terminal import plain
from worker.rows import csv_lines, json_lines

#: A table is laid out from so many rows; the rest keeps that layout no longer, so more go into a table of their own.
_TABLE_ROWS: Final = 2_000

#: A word longer than this (cells) may be broken to fit a table.
_LONG_WORD: Final = 24

#: Where standard output is no terminal and ``COLUMNS`` is not set, a table is so wide.
_WIDTH: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    heading: str
    numeric: bool = False
    left_to_right: bool = False
    style: str = ""


class Words:
    """A cell's text: wrapped, harmless to the terminal, and in an order of its own.

    Every line stands between isolates, so that Arabic in one cell does not carry the next cells along to its side.
    """

    def __init__(
        self, text: str, style: str = "", *, flush_right: bool = False, left_to_right: bool = False
    ) -> None:
        self.text = one_line(text)
        self._flush_right = flush_right
        self._left_to_right = left_to_right
        self._style = Style.parse(style) if style else Style.null()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """At least as wide as the longest word, at most as the whole text."""
        words = self.text.split(" ")
        longest = min(max((cell_len(word) for word in words), default=0), options.max_width, _LONG_WORD)
        return Measurement(longest, min(cell_len(self.text), options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines."""
        for line in wrapped(self.text, options.max_width):
            if self._flush_right:
                yield Segment(" " * (options.max_width - cell_len(line)))
            yield Segment(isolated(line, left_to_right=self._left_to_right), self._style)
            yield Segment.line()


def one_line(text: str) -> str:
    """A text for a cell: line breaks are spaces, and nothing in it steers a terminal."""
    return plain(text.replace("\n", " "))


def isolated(line: str, *, left_to_right: bool = False) -> str:
    """A line whose direction is its own and touches nothing beside it; text of ASCII alone needs no isolation.

    Figures go from left to right even before an Arabic noun: turned around, ``> 5`` would look like ``5 <``.
    """
    if line.isascii():
        return line
    figure = left_to_right or line.startswith(_SIGNS)
    opening = "\N{LEFT-TO-RIGHT ISOLATE}" if figure else "\N{FIRST STRONG ISOLATE}"
    return f"{opening}{line}\N{POP DIRECTIONAL ISOLATE}"


#: How a hedged figure or an open stretch of time begins.
_SIGNS: Final = ("<", ">", "≤", "≥", "≈", "→")


def wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most ``width`` cells, broken at spaces, or inside a word that alone is wider.

    >>> list(wrapped("one two three", 7))
    ['one two', 'three']
    """
    line, used = "", 0
    for word in text.split(" "):
        rest, cells = word, cell_len(word)
        if line and used + 1 + cells <= width:
            line, used = f"{line} {word}", used + 1 + cells
            continue
        if line:
            yield line
        while cells > width:
            yield rest[:width]
            rest = rest[width:]
            cells = cell_len(rest)
        line, used = rest, cells
    if line or not text:
        yield line


def stdout_console() -> Console:
    """A console for standard output; wide where the width is not known."""
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in console._environ:  # noqa: SLF001
        console.width = _WIDTH
    return console


def print_table(console: Console, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> int:
    """Print rows as tables; columns that are empty throughout are left out. Returns how many rows there were.

    Where the terminal is too narrow for the longest words, every row becomes a few lines of its own.
    """
    iterator = iter(rows)
    total = 0
    while page := list(islice(iterator, _TABLE_ROWS)):
        total += len(page)
        shown = [index for index in range(len(columns)) if any(row[index] for row in page)]
        if (
            _least_width(
                [columns[index] for index in shown], [[row[index] for index in shown] for row in page]
            )
            > console.width
        ):
            _print_cards(console, [(columns[index], index) for index in shown], page)
            continue
        table = Table(header_style="bold", show_lines=False, pad_edge=False, expand=False)
        for index in shown:
            column = columns[index]
            table.add_column(column.heading, justify="right" if column.numeric else "left")
        for row in page:
            cells = ((row[index], columns[index]) for index in shown)
            table.add_row(*(_words(text, column) for text, column in cells))
        console.print(table)
    return total


def _words(text: str, column: Column) -> Words:
    return Words(text, column.style, flush_right=column.numeric, left_to_right=column.left_to_right)


def _least_width(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> int:
    """Cells that a table needs if no word of usual length is to be broken."""
    width = 1
    for index, column in enumerate(columns):
        words = [word for row in rows for word in row[index].split(" ")] + column.heading.split(" ")
        width += min(max(map(cell_len, words)), _LONG_WORD) + 3
    return width


def _print_cards(
    console: Console, columns: Sequence[tuple[Column, int]], rows: Sequence[Sequence[str]]
) -> None:
    """Every row as lines of heading and text."""
    margin = max(cell_len(column.heading) for column, _ in columns) + 2
    for row in rows:
        for place, (column, index) in enumerate(columns):
            if not row[index] and place:
                continue
            for number, line in enumerate(wrapped(one_line(row[index]), max(20, console.width - margin))):
                heading = column.heading if not number else ""
                text = Text(heading.ljust(margin), style="dim")
                text.append(
                    isolated(line, left_to_right=column.left_to_right),
                    style="bold" if not place else column.style or "none",
                )
                console.print(text, soft_wrap=True)
        console.print()


def print_rows(output: Format, rows: Iterable[Mapping[str, Any]]) -> int:
    """Print rows as CSV or JSON Lines to standard output; returns how many there were."""
    lines = json_lines(rows) if output is Format.JSONL else csv_lines(rows)
    total = sum(1 for line in lines if sys.stdout.write(line))
    return max(0, total - 1) if output is Format.CSV else total
