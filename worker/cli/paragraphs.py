"""Arabic prose on a terminal: wrapped in logical order, right to left, with stretches marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tasks.text.span import Span
from worker.cli.terminal import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text to be shown in a style."""

    span: Span
    style: str


def print_paragraph(console: Console, text: str, marks: Sequence[Mark], *, width: int | None = None) -> None:
    """Print one paragraph; where marks overlap the later one wins.

    Every line is an isolate of its own direction; a right-to-left line is set flush right where the terminal orders
    text, and reads from its right edge.
    """
    styles = _styles(len(text), marks)
    shown = plain(text)
    limit = min(width or 100, console.width)
    right_to_left = is_right_to_left(shown)
    opening = "\N{RIGHT-TO-LEFT ISOLATE}" if right_to_left else "\N{LEFT-TO-RIGHT ISOLATE}"
    for start, end in lines(shown, limit):
        line = Text(end="\n")
        line.append(" " * max(0, limit - cell_len(shown[start:end])) if right_to_left else "")
        line.append(opening)
        for run_start, run_end, style in _runs(styles, start, end):
            line.append(shown[run_start:run_end], style=style or "")
        line.append("\N{POP DIRECTIONAL ISOLATE}")
        console.print(line, soft_wrap=True)


def lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where lines of at most ``width`` cells begin and end; broken at spaces, or inside a word that alone is wider.

    >>> list(lines("one two three", 7))
    [(0, 7), (8, 13)]
    """
    start = used = 0
    last_space = -1
    for index, character in enumerate(text):
        if character == " ":
            last_space = index
        used += cell_len(character)
        if used > width:
            if last_space > start:
                yield start, last_space
                start = last_space + 1
            else:
                yield start, index
                start = index
            last_space = -1
            used = cell_len(text[start : index + 1])
    if start < len(text) or not text:
        yield start, len(text)


def is_right_to_left(text: str) -> bool:
    """Whether most letters are Hebrew or Arabic; where there are as many of others, the first one decides.

    A release that begins with the name of an agency in Latin letters is read from the right all the same.

    >>> is_right_to_left("«2018» أيلول"), is_right_to_left("NATO في"), is_right_to_left("12")
    (True, False, False)
    >>> is_right_to_left("UNHCR: عاد اللاجئون إلى ديارهم")
    True
    """
    letters = [character for character in text if character.isalpha()]
    arabic = sum(map(_from_the_right, letters))
    if 2 * arabic == len(letters):
        return bool(letters) and _from_the_right(letters[0])
    return 2 * arabic > len(letters)


def _from_the_right(letter: str) -> bool:
    return "\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc"


def _styles(length: int, marks: Sequence[Mark]) -> list[str | None]:
    styles: list[str | None] = [None] * length
    for mark in marks:
        for index in range(max(0, mark.span.start), min(length, mark.span.end)):
            styles[index] = mark.style
    return styles


def _runs(styles: Sequence[str | None], start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    run = start
    for index in range(start + 1, end + 1):
        if index == end or styles[index] != styles[run]:
            yield run, index, styles[run]
            run = index
