"""``balagh analyze``: the pure path as a filter, JSON Lines in and out."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

import click

from tasks.errors import BalaghError, InputError
from worker.cli import EXIT_REFUSED
from worker.json_kinds import json_kind

#: What a shell says of a command that SIGTERM has ended.
_TERMINATED: Final = 128 + signal.SIGTERM
_LISTS: Final = ("sentences", "quantities", "times", "mentions", "quotations", "events")


@click.command("analyze")
@click.argument("files", nargs=-1, metavar="[FILES...]")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that read; with more than one, answers come in bundles, in order all the same.",
)
def command(files: tuple[str, ...], jobs: int) -> None:
    """Read releases as JSON Lines ({"id", "text", "published"?, "source"?}) and print one line of facts for each.

    FILES are JSON Lines; `-` or none is standard input. The output is docs/analysis-format.md. A line that cannot be
    read, or takes longer than BALAGH_RELEASE_LIMIT, still gives its line, with `error` set.

    \b
        echo '{"id": "1", "text": "وصل 74 شخصا"}' | balagh analyze -
        zcat archive.jsonl.gz | balagh analyze --jobs 8 - > facts.jsonl
    """
    from worker.cli.terminal import plain
    from worker.opening import opened

    # In good order: what reads in other processes is to end with us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    write, flush = sys.stdout.buffer.write, sys.stdout.buffer.flush
    refused = False
    for name in files or ("-",):
        try:
            file = opened(name)
        except InputError as error:
            click.echo(f"balagh: refused {plain(name)}: {error}", err=True)
            refused = True
            continue
        with file:
            for answer in answers(file, jobs):
                write(answer)
                flush()
    if refused:
        sys.exit(EXIT_REFUSED)


def answers(lines: Iterable[bytes], jobs: int = 1) -> Iterator[bytes]:
    """The answer to each line that is not empty, in order."""
    from worker.cli.abreast import abreast
    from worker.settings import Settings
    from worker.warm import warm_up

    answer = partial(answer_line, limit=Settings.from_environment().release_limit)
    if jobs > 1:
        return abreast(answer, lines, jobs, ready=warm_up)
    warm_up()
    return filter(None, map(answer, lines))


def answer_line(line: bytes, *, limit: float) -> bytes | None:
    """The line of output for a line of input; None for an empty one. ``limit`` is in seconds of processor time."""
    if not line.strip():
        return None
    return json.dumps(_answer(line, limit), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _answer(line: bytes, limit: float) -> dict[str, Any]:
    from tasks.analysis import analyze
    from worker.deadline import within

    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return failed("", line.decode("utf-8", "replace").rstrip("\n"), f"not JSON: {error}")
    if not isinstance(row, dict):
        return failed("", "", f"a JSON object is needed, not {json_kind(row)}")
    identity, text, published, source = (row.get(name) for name in ("id", "text", "published", "source"))
    if not isinstance(identity, str):
        return failed("", text if isinstance(text, str) else "", "id: a string is needed")
    if not isinstance(text, str):
        return failed(identity, "", "text: a string is needed")
    for name, value in (("published", published), ("source", source)):
        if value is not None and not isinstance(value, str):
            return failed(identity, text, f"{name}: a string is needed")
    try:
        read = within(limit, analyze, text, published=published or None, source=source)
        return read.as_contract(identity)
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
