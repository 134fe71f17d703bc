"""``balagh analyze``: the pure path as a filter, JSON Lines in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

import click

from tasks.errors import BalaghError

_LISTS: Final = ("sentences", "quantities", "times", "mentions", "quotations", "events")


@click.command("analyze")
@click.argument("files", nargs=-1, type=click.File("rb"))
def command(files: tuple[IO[bytes], ...]) -> None:
    """Read releases as JSON Lines ({"id", "text", "published"?, "source"?}) and print one line of facts for each.

    FILES are JSON Lines; `-` or none is standard input. The output is docs/analysis-format.md. A line that cannot be
    read still gives its line, with `error` set.

    \b
        echo '{"id": "1", "text": "وصل 74 شخصا"}' | balagh analyze -
    """
    write = sys.stdout.buffer.write
    for file in files or (sys.stdin.buffer,):
        for answer in answers(file):
            write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            sys.stdout.buffer.flush()


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The answer to each line that is not empty, in order."""
    for line in lines:
        if line.strip():
            yield _answer(line)


def _answer(line: bytes) -> dict[str, Any]:
    from tasks.analysis import analyze

    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return failed("", line.decode("utf-8", "replace").rstrip("\n"), f"not JSON: {error}")
    if not isinstance(row, dict):
        return failed("", "", f"a JSON object is needed, not {type(row).__name__}")
    identity, text, published, source = (row.get(name) for name in ("id", "text", "published", "source"))
    if not isinstance(identity, str):
        return failed("", text if isinstance(text, str) else "", "id: a string is needed")
    if not isinstance(text, str):
        return failed(identity, "", "text: a string is needed")
    for name, value in (("published", published), ("source", source)):
        if value is not None and not isinstance(value, str):
            return failed(identity, text, f"{name}: a string is needed")
    try:
        return analyze(text, published=published or None, source=source).as_contract(identity)
    except BalaghError as error:
        return failed(identity, text, str(error))
    except Exception as error:  # noqa: BLE001 - the contract: a text that cannot be analysed still gives its line
        return failed(identity, text, f"{type(error).__name__} while analysing")


def failed(identity: str, text: str, error: str) -> dict[str, Any]:
    """The line of a release that could not be analysed: its input as text, and why.

    >>> failed("r1", "x", "no")["error"]
    'no'
    """
    return {
        "id": identity,
        "format": "balagh-analysis/1",
        "language": "ar",
        "text": text,
        **{name: [] for name in _LISTS},
        "error": error,
    }
