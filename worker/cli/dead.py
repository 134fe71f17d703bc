"""``balagh dead``: releases that could not be processed, and what to do about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tasks.errors import InputError
from worker.cli.options import absolute, database_option
from worker.cli.reading import existing, opened
from worker.cli.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Callable


@click.group("dead")
def command() -> None:
    """Releases that could not be processed: list, show, retry, discard.

    Failures of one cause (step, error, place in the code) share a fingerprint.
    """


def _which(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which dead letters are meant."""
    for option in (
        click.option("--all", "everything", is_flag=True, help="All of them."),
        click.option("--fingerprint", metavar="HEX", help="All of one cause."),
        click.argument("releases", nargs=-1, type=int, metavar="[RELEASE...]"),
    ):
        function = option(function)
    return function


def _selection(releases: tuple[int, ...], fingerprint: str | None, *, everything: bool) -> dict[str, Any]:
    if sum((bool(releases), fingerprint is not None, everything)) != 1:
        raise click.UsageError("name releases, or one --fingerprint, or --all")
    return {"release_ids": list(releases) or None, "fingerprint": fingerprint, "everything": everything}


@command.command("list", short_help="Causes, the most frequent first.")
@database_option
def list_command(database: str) -> None:
    """Causes, the most frequent first, with the number of releases and the first and last time."""
    from models.burial import dead_groups

    with opened(database) as connection:
        groups = dead_groups(connection)
    for group in groups:
        times = f"{group.first_at:%Y-%m-%d %H:%M} to {group.last_at:%Y-%m-%d %H:%M}"
        click.echo(
            f"{group.fingerprint}  {group.releases:>7,}  {group.step.value:<11}  {group.error_class}  {times}"
        )
        click.echo(f"    {plain(group.message)[:200]}")
        click.echo(f"    newest: release {group.newest_release_id}")
    if not groups:
        click.echo("none")


@command.command("show")
@click.argument("release", type=int)
@database_option
def show_command(release: int, database: str) -> None:
    """Why a release is dead, with the traceback."""
    from models.burial import dead_letters

    with opened(database) as connection:
        letters = dead_letters(connection, release_id=release, settled=True)
    if not letters:
        raise InputError(f"release {release} has no dead letter")
    for letter in letters:
        click.echo(f"step         {letter.step.value}")
        click.echo(f"fingerprint  {letter.fingerprint}")
        click.echo(f"error        {letter.error_class}: {plain(letter.message)}")
        click.echo(f"attempts     {letter.attempts}")
        click.echo(
            f"first, last  {letter.first_at:%Y-%m-%d %H:%M:%S}, {letter.last_at:%Y-%m-%d %H:%M:%S} UTC"
        )
        click.echo(f"sha256       {letter.payload_sha256}")
        for line in letter.traceback.splitlines():
            click.echo("    " + plain(line))


@command.command("retry", short_help="Try releases again.")
@_which
@database_option
def retry_command(
    releases: tuple[int, ...], fingerprint: str | None, everything: bool, database: str
) -> None:
    """Try releases again at the step that gave up on them, with all attempts."""
    from dataclasses import replace

    from models.burial import revive
    from models.session import writing
    from tasks.pipeline import fill
    from worker.app import configure
    from worker.settings import Settings

    chosen = _selection(releases, fingerprint, everything=everything)
    configure(replace(Settings.from_environment(), database_url=absolute(database)))
    with existing(database) as engine, writing(engine) as connection:
        revived = revive(connection, **chosen)
    for step, count in revived.items():
        click.echo(f"{step.value}: {count:,} will be tried again")
        fill(step, 1)
    if not revived:
        click.echo("none matched")


@command.command("discard")
@_which
@click.option("--reason", required=True, help="Kept with the dead letter.")
@database_option
def discard_command(
    releases: tuple[int, ...], fingerprint: str | None, everything: bool, reason: str, database: str
) -> None:
    """Settle dead letters for good; the releases stay dead."""
    from models.burial import discard
    from models.session import writing

    chosen = _selection(releases, fingerprint, everything=everything)
    with existing(database) as engine, writing(engine) as connection:
        count = discard(connection, reason=reason, **chosen)
    click.echo(f"{count:,} discarded")
