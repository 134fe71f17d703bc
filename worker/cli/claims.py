"""``balagh claims``: who did what, to whom, where, when, how many, according to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tasks.errors import InputError
from tasks.extract.facts import Modality, Polarity
from worker.cli.options import database_option
from worker.cli.reading import Format, ended, format_option, limit_option, opened, words_of
from worker.phrasing import how_many, when

if TYPE_CHECKING:
    from models.queries.claims import ClaimFilter

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def iso_date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """A year, month, day or moment in ISO 8601, as given."""
    from models.queries.days import day

    try:
        return None if value is None else day(value)
    except InputError as error:
        raise click.BadParameter(str(error)) from error


def filter_options(function: Decorated) -> Decorated:
    """The filters that ``claims`` and ``timeline`` share; :func:`as_filter` makes one value of them."""
    many: dict[str, Any] = {"multiple": True, "metavar": "NAME"}
    options = [
        click.option(
            "--event", "events", multiple=True, metavar="TYPE", help="Type of event; * stands for anything."
        ),
        click.option("--actor", "actors", help="Who did it: part of a name, Arabic or English.", **many),
        click.option("--target", "targets", help="To whom or what.", **many),
        click.option("--place", "places", help="Where.", **many),
        click.option("--said-by", "speakers", help="Who says so in the release.", **many),
        click.option("--source", "sources", help="Who published the release.", **many),
        click.option("--release", "releases", multiple=True, metavar="RELEASE", help="Only this release."),
        click.option(
            "--from", "begins", callback=iso_date, metavar="DATE", help="Events of this day or later."
        ),
        click.option(
            "--to", "ends", callback=iso_date, metavar="DATE", help="Events of this day or earlier."
        ),
        click.option(
            "--published-from", callback=iso_date, metavar="DATE", help="Releases of this day or later."
        ),
        click.option(
            "--published-to", callback=iso_date, metavar="DATE", help="Releases of this day or earlier."
        ),
        click.option("--at-least", type=float, metavar="N", help="Figures that may be this or more."),
        click.option("--at-most", type=float, metavar="N", help="Figures that may be this or less."),
        click.option(
            "--unit", metavar="UNIT", help="Unit of the figure: UCUM or ISO 4217 code, 1 for counts."
        ),
        click.option("--polarity", **words_of(Polarity), help="negative: said not to have happened."),
        click.option("--modality", **words_of(Modality), help="How sure the source is."),
        click.option(
            "--originals", "originals_only", is_flag=True, help="Leave out copies of other releases."
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def as_filter(connection: Any, given: Mapping[str, Any], limit: int | None = None) -> ClaimFilter:
    """The filter of the given options."""
    from models.queries.claims import ClaimFilter
    from models.queries.days import first_moment, moment_after
    from models.queries.releases import find_release

    values = dict(given)
    values["releases"] = tuple(find_release(connection, name) for name in values["releases"])
    for name, bound in (("published_from", first_moment), ("published_to", moment_after)):
        values[name] = None if values[name] is None else bound(values[name])
    return ClaimFilter(**values, limit=limit)


@click.command(name="claims")
@database_option
@filter_options
@format_option
@limit_option(None)
@click.option("--words", is_flag=True, help="In a table, show the words of the source under each claim.")
def command(database: str, output: Format, limit: int | None, *, words: bool, **given: Any) -> None:
    """Who did what, to whom, where, when, how many, according to whom.

    Filters of different kinds must all hold; several of one kind are alternatives. Names match any part, however their
    letters are typed.

    \b
      balagh claims --event killed --place حلب --from 2018 --to 2019-06
      balagh claims --actor "United Nations" --at-least 1000 --format csv
    """
    from models.queries.claims import claims
    from worker.cli.output import print_rows, print_table, stdout_console

    with (
        opened(database) as connection,
        ended(claims(connection, as_filter(connection, given, limit))) as rows,
    ):
        if output is not Format.TABLE:
            print_rows(output, rows)
            return
        console = stdout_console()
        shape = _row_with_words if words else _row
        total = print_table(console, _columns(words=words), (shape(row) for row in rows))
        console.print("1 claim" if total == 1 else f"{total} claims")


def _columns(*, words: bool) -> list[Any]:
    from worker.cli.output import Column

    columns = [
        Column(heading="claim", style="dim"),
        Column(heading="published"),
        Column(heading="event", style="bold"),
        Column(heading="actor"),
        Column(heading="target"),
        Column(heading="place"),
        Column(heading="when", left_to_right=True),
        Column(heading="how many", left_to_right=True),
        Column(heading="said by"),
    ]
    return [*columns, Column(heading="words", style="italic")] if words else columns


def _row(row: Mapping[str, Any]) -> list[str]:
    published = row["published"]
    return [
        row["claim"],
        published.strftime("%Y-%m-%d") if published else "",
        _event(row),
        row["actor"] or "",
        _target(row),
        row["place"] or "",
        when(row["begins"], row["ends"]) or row["time"] or "",
        how_many(row),
        row["said_by"] or "",
    ]


def _row_with_words(row: Mapping[str, Any]) -> list[str]:
    return [*_row(row), row["verbatim"]]


def _event(row: Mapping[str, Any]) -> str:
    """The type, and what keeps it from being plainly asserted."""
    event = str(row["event"])
    if row["polarity"] == Polarity.NEGATIVE:
        event = f"not {event}"
    return event if row["modality"] == Modality.ASSERTED else f"{event} ({row['modality'].value})"


def _target(row: Mapping[str, Any]) -> str:
    target, opponent = row["target"], row["opponent"]
    if opponent:
        return f"{target} ⚔ {opponent}" if target else f"⚔ {opponent}"
    return target or ""
